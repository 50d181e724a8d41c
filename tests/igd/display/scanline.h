/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The event of a pipe being inside or outside of a window of lines. */
#ifndef IGD_SCANLINE_H
#define IGD_SCANLINE_H

#include "display.h"

/* @pipe runs from now on, or in another mode. */
void igd_scanline_update(IgdPipe *pipe);

#endif
