/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display clocks of Skylake: CDCLK, the four DPLLs and what feeds a port. */
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

/* Whether it is too fast for the voltage that there is, of level 0 to 3. */
bool igd_skl_voltage_low(IgdState *s);

extern const IgdRoom igd_clocks_skl_room;

#endif
