/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_COLOUR_H
#define VGPU_COLOUR_H

#include "colours.h"
#include "screen.h"

/*
 * Program the pipe of @screen for @colours, as hardware needs it, with planes that are
 * shown from now on going through it. COLOURS_LIMITED is told to the sink with the
 * screen's next mode.
 *
 * Returns 0 or a negative errno.
 */
int colour_program(struct screen *screen, enum colours colours);

#endif
