/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_STORM_H
#define VGPU_STORM_H

#include <stdint.h>

#include "screen.h"

/*
 * What no driver does: accesses whose places, sizes and values are drawn by lot, most
 * of them near what a display is made of. The same seed draws the same.
 */
struct storm {
	uint32_t accesses;		/* how many were made, */
	uint32_t refused;		/* and how many of them VFIO answered with an error */
};

/*
 * @accesses accesses, begun from @seed, to registers, GTT, aperture and configuration
 * space of the screen's vGPU.
 */
struct storm storm_run(const struct screen *screen, uint32_t seed, uint32_t accesses);

#endif
