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

/* The voltage is that of @level, in the platform's units, from now on. */
void igd_cdclk_voltage(IgdState *s, unsigned level);

void igd_cdclk_reset(IgdState *s);

/* Of an IgdDisplay. */
extern const VMStateDescription igd_cdclk_vmstate;

#endif
