/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tilings: see tiling.h. Sources: include/uapi/drm/drm_fourcc.h at
 * I915_FORMAT_MOD_X_TILED and on; i915 intel_fb.c intel_tile_width_bytes();
 * for rotated surfaces i915_vma.c rotate_pages() and intel_fb.c
 * intel_plane_compute_gtt().
 */
#include <string.h>
#include "tiling.h"

#define TILE_BYTES  4096
#define TILE_WIDEST 512
#define OWORD       16      /* bytes that always lie together */

void igd_tile_size(IgdTiling tiling, unsigned pixel_bytes, uint32_t *width,
                   uint32_t *height)
{
    switch (tiling) {
    case IGD_TILING_X:
        *width = 512;
        break;
    case IGD_TILING_Y:
        *width = 128;
        break;
    case IGD_TILING_YF:
        *width = pixel_bytes == 1 ? 64 : pixel_bytes >= 8 ? 256 : 128;
        break;
    default:
        *width = *height = 0;
        return;
    }
    *height = TILE_BYTES / *width;
}

/*
 * Yf: 64 bytes are four rows of 16; four of those are 256 bytes, a square or
 * twice as wide as high; four of those are a group, and four groups the tile,
 * both down first. @u: owords from the left. From the lowest bit above the
 * 64 bytes on, for 1, 2 and 4, and 8 and 16 bytes: v v v u v u, v u v u v u and
 * u u v u v u.
 */
static uint32_t yf_offset(unsigned pixel_bytes, uint32_t u, uint32_t v)
{
    uint32_t offset = (v & 3) << 4;

    v >>= 2;
    switch (pixel_bytes) {
    case 1:
        return offset | (v & 7) << 6 | (u & 1) << 9 | (v & 8) << 7 |
               (u & 2) << 10;
    case 8:
    case 16:
        return offset | (u & 3) << 6 | (v & 1) << 8 | (u & 4) << 7 |
               (v & 2) << 9 | (u & 8) << 8;
    default:
        return offset | (v & 1) << 6 | (u & 1) << 7 | (v & 2) << 7 |
               (u & 2) << 8 | (v & 4) << 8 | (u & 4) << 9;
    }
}

/* Offset in the tile of oword @u of row @v. */
static uint32_t oword_offset(IgdTiling tiling, unsigned pixel_bytes,
                             uint32_t u, uint32_t v)
{
    switch (tiling) {
    case IGD_TILING_X:
        return v * 512 + u * OWORD;
    case IGD_TILING_Y:
        return u * 512 + v * OWORD;
    default:
        return yf_offset(pixel_bytes, u, v);
    }
}

uint32_t igd_tile_offset(IgdTiling tiling, unsigned pixel_bytes, uint32_t x,
                         uint32_t y)
{
    return oword_offset(tiling, pixel_bytes, x / OWORD, y) + x % OWORD;
}

static void fetch(IgdSurface *s, uint64_t offset, void *buf, size_t len)
{
    if (!s->fetch(s->opaque, offset, buf, len)) {
        s->faulted = true;
    }
}

static void fetch_tile(IgdSurface *s, uint32_t tx, uint32_t ty, uint8_t *tile)
{
    fetch(s, ((uint64_t)ty * s->stride + tx) * TILE_BYTES, tile, TILE_BYTES);
}

static void walk_linear(IgdSurface *s, uint32_t x, uint32_t y, uint32_t width,
                        uint32_t height, IgdRunFn *fn, void *opaque)
{
    unsigned bytes = igd_format_bytes(s->format);
    uint32_t odd = igd_format_is_422(s->format) ? x % 2 : 0;
    uint8_t buf[TILE_BYTES];
    uint32_t chunk = sizeof(buf) / bytes - 2;   /* even, and room for a pair */

    for (uint32_t j = 0; j < height; j++) {
        uint64_t row = (uint64_t)(y + j) * s->stride;

        for (uint32_t i = 0, n; i < width; i += n) {
            uint32_t first = i ? 0 : odd;
            uint32_t pixels;

            n = width - i < chunk - first ? width - i : chunk - first;
            pixels = n + first;
            if (igd_format_is_422(s->format)) {
                pixels += pixels % 2;
            }
            fetch(s, row + (uint64_t)(x + i - first) * bytes, buf,
                  pixels * bytes);
            fn(opaque, buf, first, n, i, j);
        }
    }
}

/* Row @v of the tile from left to right, its owords @u0 to @u1. */
static const uint8_t *tile_row(IgdSurface *s, const uint8_t *tile, uint32_t v,
                               uint32_t u0, uint32_t u1, uint8_t *buf)
{
    unsigned bytes = igd_format_bytes(s->format);

    if (s->tiling == IGD_TILING_X) {
        return tile + v * 512;
    }
    for (uint32_t u = u0; u <= u1; u++) {
        memcpy(buf + u * OWORD, tile + oword_offset(s->tiling, bytes, u, v),
               OWORD);
    }
    return buf;
}

typedef struct Rect {
    uint32_t x0, y0, x1, y1;        /* the last ones are not part of it */
} Rect;

/* The part of @r that lies in tile @tx, @ty of @width x @height pixels. */
static Rect in_tile(const Rect *r, uint32_t tx, uint32_t ty, uint32_t width,
                    uint32_t height)
{
    Rect t = { tx * width, ty * height, (tx + 1) * width, (ty + 1) * height };

    return (Rect) {
        t.x0 > r->x0 ? t.x0 : r->x0, t.y0 > r->y0 ? t.y0 : r->y0,
        t.x1 < r->x1 ? t.x1 : r->x1, t.y1 < r->y1 ? t.y1 : r->y1,
    };
}

static void walk_tiled(IgdSurface *s, const Rect *r, IgdRunFn *fn,
                       void *opaque)
{
    unsigned bytes = igd_format_bytes(s->format);
    uint8_t tile[TILE_BYTES], buf[TILE_WIDEST];
    uint32_t width, height;

    igd_tile_size(s->tiling, bytes, &width, &height);
    width /= bytes;
    for (uint32_t ty = r->y0 / height; ty * height < r->y1; ty++) {
        for (uint32_t tx = r->x0 / width; tx * width < r->x1; tx++) {
            Rect t = in_tile(r, tx, ty, width, height);
            uint32_t first = t.x0 - tx * width, n = t.x1 - t.x0;

            fetch_tile(s, tx, ty, tile);
            for (uint32_t y = t.y0; y < t.y1; y++) {
                fn(opaque, tile_row(s, tile, y - ty * height,
                                    first * bytes / OWORD,
                                    ((first + n) * bytes - 1) / OWORD, buf),
                   first, n, t.x0 - r->x0, y - r->y0);
            }
        }
    }
}

/* Bytes of the pixel of column @x and row @y of a tile, or of its pair. */
static const uint8_t *tile_pixel(IgdSurface *s, const uint8_t *tile,
                                 uint32_t x, uint32_t y)
{
    unsigned bytes = igd_format_bytes(s->format);
    uint32_t at = (igd_format_is_422(s->format) ? x & ~1u : x) * bytes;

    return tile + igd_tile_offset(s->tiling, bytes, at, y);
}

/*
 * As it is read, a tile's columns are the rows of memory from the last to the
 * first, and its rows are the columns.
 */
static void walk_rotated(IgdSurface *s, const Rect *r, IgdRunFn *fn,
                         void *opaque)
{
    unsigned bytes = igd_format_bytes(s->format);
    bool pairs = igd_format_is_422(s->format);
    uint8_t tile[TILE_BYTES];
    uint32_t width, height;

    igd_tile_size(s->tiling, bytes, &height, &width);
    height /= bytes;
    for (uint32_t ty = r->y0 / height; ty * height < r->y1; ty++) {
        for (uint32_t tx = r->x0 / width; tx * width < r->x1; tx++) {
            Rect t = in_tile(r, tx, ty, width, height);

            fetch_tile(s, tx, ty, tile);
            for (uint32_t y = t.y0; y < t.y1; y++) {
                uint32_t column = y - ty * height;

                for (uint32_t x = t.x0; x < t.x1; x++) {
                    fn(opaque, tile_pixel(s, tile, column,
                                          width - 1 - (x - tx * width)),
                       pairs ? column % 2 : 0, 1, x - r->x0, y - r->y0);
                }
            }
        }
    }
}

void igd_surface_walk(IgdSurface *s, uint32_t x, uint32_t y, uint32_t width,
                      uint32_t height, IgdRunFn *fn, void *opaque)
{
    Rect r = { x, y, x + width, y + height };

    if (s->tiling == IGD_TILING_LINEAR) {
        walk_linear(s, x, y, width, height, fn, opaque);
    } else if (s->rotated) {
        walk_rotated(s, &r, fn, opaque);
    } else {
        walk_tiled(s, &r, fn, opaque);
    }
}
