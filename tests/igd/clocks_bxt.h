/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display clocks of Broxton: CDCLK and a PLL for each port. */
#ifndef IGD_CLOCKS_BXT_H
#define IGD_CLOCKS_BXT_H

#include "display/display.h"

/* Hz that @port is fed with, as igd_skl_port_hz() has it. */
uint64_t igd_bxt_port_hz(IgdState *s, unsigned port);

/* Hz of the core display clock, and whether its voltage, in 25 MHz, is too low. */
uint64_t igd_bxt_cdclk_hz(IgdState *s);
bool igd_bxt_voltage_low(IgdState *s);

/* Vertical blank of @pipe: a divider of CDCLK that waits for it takes effect. */
void igd_bxt_cdclk_latch(IgdPipe *pipe);

extern const IgdRoom igd_clocks_bxt_room;

#endif
