/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Universal planes of gen9: from registers to layers of a picture. */
#ifndef IGD_PLANE_H
#define IGD_PLANE_H

#include "display.h"

/* Where a layer's surface is, for its fetch callback. */
typedef struct IgdScanout {
    IgdState *s;
    uint64_t base;              /* graphics address */
} IgdScanout;

bool igd_scanout_fetch(void *opaque, uint64_t offset, void *buf, size_t len);

/* Double-buffered registers of armed planes take effect. */
void igd_plane_latch(IgdPipe *pipe);

/*
 * Describe plane @plane as it is latched. False when it is off, or asks for
 * what the hardware does not have or what is not modelled, which is logged.
 */
bool igd_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                     IgdLayer *layer);

/* For igd_plane_refuse(): the scaled picture of the pipe. */
#define IGD_SCALED_PIPE     (IGD_MAX_PLANES + 1)

/*
 * Say once that @plane (IGD_MAX_PLANES: the cursor) shows nothing, because
 * its control register @ctl asks for @what.
 */
void igd_plane_refuse(IgdPipe *pipe, unsigned plane, uint32_t ctl,
                      const char *what);

/* A fetch of @plane (IGD_MAX_PLANES: the cursor) met a PTE not present. */
void igd_plane_fault(IgdPipe *pipe, unsigned plane, uint64_t base);

#endif
