/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Windows of the aperture that show tiled surfaces as linear ones. */
#ifndef IGD_FENCE_H
#define IGD_FENCE_H

#include "display/tiling.h"
#include "mmio.h"

/* From gen7 on: i915 intel_ggtt_init_fences() */
#define IGD_FENCES 32

/*
 * struct IgdFence - one of them
 * @window: on top of the aperture while the fence is on
 * @start: graphics address of the surface, and where in the aperture it is
 * @pitch: bytes between rows
 */
typedef struct IgdFence {
    IgdState *s;
    MemoryRegion window;
    uint64_t start;
    uint32_t pitch;
    IgdTiling tiling;
} IgdFence;

extern const IgdRoom igd_fence_room;

#endif
