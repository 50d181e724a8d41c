/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_PAIRS_H
#define VGPU_PAIRS_H

#include <stdint.h>

#include "screen.h"

/* Planes 1 and 2 at once: one surface, of which plane 2 shows a square at another place. */
#define PAIR_SIZE	64			/* pixels */

struct pair {
	uint32_t surf;				/* graphics address */
	uint32_t pos;				/* of plane 2, PLANE_POS */
};

/*
 * Show @pair[0], @pair[1], @pair[0]... @count times, three frames each. Plane 1 has the
 * stride and the size of @plane. As a driver does, both planes are made ready before plane
 * 1 is armed, and plane 2 @gap microseconds after that. How often one of the surfaces is not
 * live when the first interrupt of a vblank has come after that goes to @early. -ETIMEDOUT
 * if no vblank comes.
 */
int pairs_run(const struct screen *screen, const struct plane *plane,
	      const struct pair pair[2], uint32_t count, uint32_t gap, uint32_t *early);

#endif
