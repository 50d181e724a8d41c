/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display clocks: CDCLK, the PLLs of each platform and what feeds a port. */
#ifndef IGD_CLOCKS_H
#define IGD_CLOCKS_H

#include "mmio.h"

/*
 * Hz that port @port is fed with: the TMDS clock of an HDMI port, the link
 * symbol clock of a DisplayPort one. 0 when no locked PLL feeds it.
 */
uint64_t igd_skl_port_hz(IgdState *s, unsigned port);

/* Whether transcoder @trans takes its clock from @port. */
bool igd_skl_transcoder_clock(IgdState *s, unsigned trans, unsigned port);

/* Hz of the core display clock. */
uint64_t igd_skl_cdclk_hz(IgdState *s);

/* Whether CDCLK is too fast for the voltage that there is. */
bool igd_skl_voltage_low(IgdState *s);

/* The same of Broadwell. */
uint64_t igd_bdw_port_hz(IgdState *s, unsigned port);
uint64_t igd_bdw_cdclk_hz(IgdState *s);
bool igd_bdw_voltage_low(IgdState *s);

/*
 * cdclk.c, for the rooms of clocks. The voltage is that of @level (0 to 3)
 * from now on; something that CDCLK is made from has changed; something that
 * ports are fed with, too.
 */
void igd_cdclk_voltage(IgdState *s, unsigned level);
void igd_cdclk_changed(IgdState *s);
void igd_clock_changed(IgdState *s);
void igd_cdclk_reset(IgdState *s);
extern const VMStateDescription igd_cdclk_vmstate;

extern const IgdRoom igd_clocks_room;
extern const IgdRoom igd_clocks_bdw_room;

#endif
