/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The exact way of composition, for a small block of the picture. */
#ifndef IGD_BLEND_H
#define IGD_BLEND_H

#include "compose.h"

/* Blocks are at most so wide and high: a 4 KiB tile of 32-bit pixels. */
#define IGD_BLOCK   32

/* A rectangle of the picture; the last column and row are not part of it. */
typedef struct IgdRect {
    int32_t x0, y0, x1, y1;
} IgdRect;

static inline bool igd_rect_empty(const IgdRect *r)
{
    return r->x0 >= r->x1 || r->y0 >= r->y1;
}

static inline IgdRect igd_rect_common(const IgdRect *a, const IgdRect *b)
{
    return (IgdRect) {
        a->x0 > b->x0 ? a->x0 : b->x0, a->y0 > b->y0 ? a->y0 : b->y0,
        a->x1 < b->x1 ? a->x1 : b->x1, a->y1 < b->y1 ? a->y1 : b->y1,
    };
}

/* Where a layer goes. */
IgdRect igd_layer_rect(const IgdLayer *layer);

/*
 * Compose @rect, at most IGD_BLOCK wide and high and inside of the picture
 * at @out.
 */
void igd_blend_block(const IgdBackdrop *backdrop, IgdLayer *layers,
                     size_t num_layers, const IgdRect *rect, uint32_t *out,
                     size_t pitch);

#endif
