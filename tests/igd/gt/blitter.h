/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The blitter's work on pixels. It knows neither commands nor page tables: a
 * surface is a pair of functions that read and write its memory.
 */
#ifndef IGD_BLITTER_H
#define IGD_BLITTER_H

#include "../display/tiling.h"

/*
 * struct IgdBlitSurface - pixels in memory
 * @pitch: bytes between rows; of a tiled surface, a multiple of the width of
 *         its tiles; of a linear one, it may be negative
 * @read, @write: @len bytes at @offset bytes into the surface. What cannot be
 *         read is filled with zeroes, what cannot be written is dropped.
 */
typedef struct IgdBlitSurface {
    IgdTiling tiling;
    int32_t pitch;
    void (*read)(void *opaque, uint64_t offset, void *buf, size_t len);
    void (*write)(void *opaque, uint64_t offset, const void *buf, size_t len);
    void *opaque;
} IgdBlitSurface;

/*
 * struct IgdBlit - a rectangle that is filled or copied
 * @bytes: of a pixel: 1, 2, 4, 8 or 16
 * @rop: raster operation: bit 4 * P + 2 * S + D of it is the result for bits
 *       of the pattern, the source and the destination
 * @pattern: a pixel, of up to 4 bytes
 * @tile: NULL, or a pattern of 8x8 pixels in its place, row by row, all over
 *        the destination, of which the one in column @tile_x and row @tile_y
 *        is that of the destination's first pixel
 * @keep: bits of each 4 bytes of the destination that stay as they are
 * @x1, @y1, @x2, @y2: in pixels; the last ones are not part of it
 * @src_x, @src_y: of the source's rectangle, which is as large
 */
typedef struct IgdBlit {
    IgdBlitSurface dst, src;
    unsigned bytes;
    uint8_t rop;
    uint32_t pattern;
    const uint32_t *tile;
    uint8_t tile_x, tile_y;
    uint32_t keep;
    uint32_t x1, y1, x2, y2;
    uint32_t src_x, src_y;
} IgdBlit;

/* Whether the source has a part in the result. */
bool igd_blit_needs_source(const IgdBlit *b);

/*
 * A blit is done in pieces of at most 16 KiB, in an order that is right for a
 * source that overlaps the destination in the same surface.
 */
uint32_t igd_blit_pieces(const IgdBlit *b);
void igd_blit_piece(const IgdBlit *b, uint32_t piece);

#endif
