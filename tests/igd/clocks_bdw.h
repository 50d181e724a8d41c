/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display clocks of Broadwell: CDCLK, LCPLL, SPLL and two WRPLLs. */
#ifndef IGD_CLOCKS_BDW_H
#define IGD_CLOCKS_BDW_H

#include "mmio.h"

/* Hz that @port is fed with, as igd_skl_port_hz() has it. */
uint64_t igd_bdw_port_hz(IgdState *s, unsigned port);

/* Hz of the core display clock, and whether its voltage, 0 to 3, is too low. */
uint64_t igd_bdw_cdclk_hz(IgdState *s);
bool igd_bdw_voltage_low(IgdState *s);

extern const IgdRoom igd_clocks_bdw_room;

#endif
