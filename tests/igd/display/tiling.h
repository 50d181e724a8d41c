/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where the pixels of a surface lie in memory. */
#ifndef IGD_TILING_H
#define IGD_TILING_H

#include "format.h"

/* Tiles are of 4 KiB, row by row. */
typedef enum IgdTiling {
    IGD_TILING_LINEAR,
    IGD_TILING_X,       /* tiles of 8 rows of 512 bytes */
    IGD_TILING_Y,       /* tiles of 8 columns of 32 times 16 bytes */
    IGD_TILING_YF,      /* tiles whose shape and order follow the format */
} IgdTiling;

/*
 * struct IgdSurface - pixels in memory
 * @rotated: memory is a picture that was turned right by a quarter tile by
 *           tile, but not within the tiles; it is read as if all of it were.
 *           Only of Y and Yf tiles and formats of 2 and 4 bytes.
 * @stride: bytes between rows; of tiled surfaces, tiles between tile rows
 * @fetch: read @len bytes at @offset bytes into the surface; what it cannot
 *         read it fills with zeroes, and returns false
 * @faulted: result: some fetch returned false
 */
typedef struct IgdSurface {
    IgdFormat format;
    IgdTiling tiling;
    bool rotated;
    uint32_t stride;
    bool (*fetch)(void *opaque, uint64_t offset, void *buf, size_t len);
    void *opaque;
    bool faulted;
} IgdSurface;

/*
 * Gets @n pixels from pixel @first of the bytes at @row, as igd_decode()
 * takes them, that lie at @x and @y from the rectangle's corner.
 */
typedef void IgdRunFn(void *opaque, const uint8_t *row, uint32_t first,
                      uint32_t n, uint32_t x, uint32_t y);

/* Width of a tile in bytes, and height in rows; nothing when linear. */
void igd_tile_size(IgdTiling tiling, unsigned pixel_bytes, uint32_t *width,
                   uint32_t *height);

/* Where in its tile byte @x of row @y is; 16 bytes always lie together. */
uint32_t igd_tile_offset(IgdTiling tiling, unsigned pixel_bytes, uint32_t x,
                         uint32_t y);

/* Every pixel of a rectangle once, in no order that can be relied upon. */
void igd_surface_walk(IgdSurface *s, uint32_t x, uint32_t y, uint32_t width,
                      uint32_t height, IgdRunFn *fn, void *opaque);

#endif
