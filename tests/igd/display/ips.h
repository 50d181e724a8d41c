/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Intermediate pixel storage. */
#ifndef IGD_IPS_H
#define IGD_IPS_H

#include "display.h"

/* The power control unit has been told to have IPS as @ctl says. */
void igd_ips_control(IgdState *s, uint32_t ctl);

/* CDCLK that @pipe needs for @hz pixels in a second, as far as IPS goes. */
uint64_t igd_ips_cdclk_need(const IgdPipe *pipe, uint64_t hz);

#endif
