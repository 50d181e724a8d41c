/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Colour correction of each pipe, and its background. */
#ifndef IGD_COLOUR_H
#define IGD_COLOUR_H

#include "display.h"

/* Double-buffered registers take effect. */
void igd_colour_latch(IgdPipe *pipe);

/* What is below the layers, and how they are corrected, as it is now. */
void igd_colour_backdrop(const IgdPipe *pipe, IgdBackdrop *backdrop);

/* The 256 colours of indexed formats. */
const uint32_t *igd_colour_palette(const IgdPipe *pipe);

#endif
