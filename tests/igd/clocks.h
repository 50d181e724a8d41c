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

extern const IgdRoom igd_clocks_room;

#endif
