/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display PHYs of Broxton: PHY0 of ports B and C, PHY1 of port A. Each port has
 * a channel of its PHY to itself, with lanes and a PLL.
 */
#ifndef IGD_PHY_BXT_H
#define IGD_PHY_BXT_H

#include "port.h"

/* The PHY of @port, or of its AUX channel, is powered, calibrated, not reset. */
bool igd_bxt_phy_up(IgdState *s, unsigned port);

/* Levels that the lanes of @port are driven with. */
IgdLevels igd_bxt_port_levels(IgdState *s, unsigned port);

/*
 * Hz that the PLL of @port makes with its dividers, symbols or TMDS clocks; 0
 * when it does not run at that. Whether they leave the PLL.
 */
uint64_t igd_bxt_pll_hz(IgdState *s, unsigned port);
bool igd_bxt_pll_output(IgdState *s, unsigned port);

extern const IgdRoom igd_phy_bxt_room;

#endif
