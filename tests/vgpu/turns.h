/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_TURNS_H
#define VGPU_TURNS_H

#include <stdint.h>

#include "screen.h"

/* Two surfaces shown in turns, one for each frame. */
struct turns {
	uint32_t flips;			/* that were made */
	uint32_t late;			/* of which the next frame did not show the surface */
	uint32_t frames;		/* that went by */
	uint32_t write_ns;		/* that a write to the register takes, the median */
};

/*
 * Flip plane 1, which is on, to @surf[0], @surf[1], @surf[0]... @count times: each right
 * after a frame has begun, by a write to the surface's register and nothing else, and
 * look with the next one whether the live surface is that. -ETIMEDOUT if no frame comes
 * for a second.
 */
int turns_run(const struct screen *screen, const uint32_t surf[2], uint32_t count,
	      struct turns *turns);

#endif
