/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Composition of a picture from a description of its layers: pure functions
 * that know neither registers nor QEMU.
 */
#ifndef IGD_COMPOSE_H
#define IGD_COMPOSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Packed formats; names list components from the highest bit down. */
typedef enum IgdFormat {
    IGD_FORMAT_XRGB8888,
    IGD_FORMAT_XBGR8888,
    IGD_FORMAT_XRGB2101010,
    IGD_FORMAT_XBGR2101010,
    IGD_FORMAT_RGB565,
    IGD_FORMATS,
} IgdFormat;

typedef enum IgdTiling {
    IGD_TILING_LINEAR,
    IGD_TILING_X,       /* 4 KiB tiles of 8 rows of 512 bytes */
    IGD_TILING_Y,       /* 4 KiB tiles of 8 columns of 32 times 16 bytes */
} IgdTiling;

/* What bits 31:24 of a pixel of 8 bits per colour mean. */
typedef enum IgdAlpha {
    IGD_ALPHA_NONE,             /* nothing, the layer is opaque */
    IGD_ALPHA_PREMULTIPLIED,    /* colours are multiplied already */
    IGD_ALPHA_STRAIGHT,         /* the hardware multiplies */
} IgdAlpha;

/*
 * struct IgdLayer - one rectangle of pixels
 * @stride: bytes between rows, or for tiled surfaces between rows of a tile
 *          row, that is the surface's width in bytes
 * @src_x, @src_y: first pixel within the surface
 * @width, @height: pixels
 * @dst_x, @dst_y: where it goes; may lie partly or wholly outside
 * @fetch: read @len bytes at @offset bytes into the surface; what it cannot
 *         read it fills with zeroes, and returns false
 * @faulted: result: some fetch returned false
 */
typedef struct IgdLayer {
    IgdFormat format;
    IgdTiling tiling;
    IgdAlpha alpha;
    uint32_t stride;
    uint32_t src_x, src_y;
    uint32_t width, height;
    int32_t dst_x, dst_y;
    bool (*fetch)(void *opaque, uint64_t offset, void *buf, size_t len);
    void *opaque;
    bool faulted;
} IgdLayer;

/* Bytes of a pixel. */
unsigned igd_format_bytes(IgdFormat format);

/*
 * Paint black, then @layers from the first (bottom) to the last. @out is
 * XRGB8888 with X = 0, @pitch pixels from one row to the next.
 */
void igd_compose(IgdLayer *layers, size_t num_layers,
                 uint32_t *out, uint32_t width, uint32_t height,
                 size_t pitch);

#endif
