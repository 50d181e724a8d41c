/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core display clock: what it means that it changes, on any platform. */
#ifndef IGD_CDCLK_H
#define IGD_CDCLK_H

#include "display/display.h"

/*
 * What makes CDCLK may have changed. @synced is a pipe that hardware has changed
 * it for at its vertical blank, or NULL.
 */
void igd_cdclk_update(IgdState *s, const IgdPipe *synced);

/*
 * What ports and pipes are fed with may have changed: a PLL, or what selects
 * one. CDCLK may be made from it, too.
 */
void igd_clocks_update(IgdState *s);

/* The voltage is that of @level, in the platform's units, from now on. */
void igd_cdclk_voltage(IgdState *s, unsigned level);

void igd_cdclk_reset(IgdState *s);

/* Of an IgdDisplay, and of a room of clocks that has nothing else to keep. */
extern const VMStateDescription igd_cdclk_vmstate;
extern const VMStateDescription igd_clocks_vmstate;

#endif
