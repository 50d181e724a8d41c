/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A reference for composition that works the other way round: it walks memory
 * in the order in which a surface lies there, and notes where each byte
 * belongs; and it computes in floating point.
 */
#ifndef IGD_TEST_REFERENCE_H
#define IGD_TEST_REFERENCE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../display/compose.h"

#define MEMORY      (1u << 20)
#define PAGE        4096u
#define MAX_ROWS    1024u
#define MAX_BYTES   4096u

static uint8_t memory[MEMORY];
static uint32_t byte_at[MAX_ROWS][MAX_BYTES];   /* row, byte in it -> offset */
static uint64_t missing_page = ~0ull;
static uint32_t palette[256];

static inline uint32_t random_below(uint32_t n)
{
    static uint32_t state = 1;

    state = state * 1664525 + 1013904223;
    return (uint64_t)state * n >> 32;
}

static inline void random_memory(void)
{
    for (size_t i = 0; i < MEMORY; i++) {
        memory[i] = random_below(256);
    }
    for (unsigned i = 0; i < 256; i++) {
        palette[i] = random_below(1 << 24);
    }
}

static inline bool fetch(void *opaque, uint64_t offset, void *buf, size_t len)
{
    bool good = true;

    for (size_t i = 0; i < len; i++) {
        uint64_t at = offset + i;
        bool there = at < MEMORY && at / PAGE != missing_page;

        ((uint8_t *)buf)[i] = there ? memory[at] : 0;
        good = good && there;
    }
    return good;
}

/* Sixteen bytes, from *at on, at row y and byte x. */
static inline void note(uint32_t *at, uint32_t x, uint32_t y)
{
    for (unsigned i = 0; i < 16; i++) {
        byte_at[y][x + i] = (*at)++;
    }
}

/* Units of @w x @h below each other in columns, two by two. */
#define TWO_BY_TWO(i, w, h) ((i) / 2 * (w)), ((i) % 2 * (h))

static inline void yf_block(uint32_t *at, uint32_t x, uint32_t y)
{
    for (unsigned row = 0; row < 4; row++) {
        note(at, x, y + row);
    }
}

/* 256 bytes: 16 x 16, 16 x 8, 8 x 8, 8 x 4, 4 x 4 pixels of 1 to 16 bytes */
static inline void yf_unit(uint32_t *at, unsigned bytes, uint32_t x,
                           uint32_t y)
{
    for (unsigned i = 0; i < 4; i++) {
        switch (bytes) {
        case 1:
            yf_block(at, x, y + i * 4);
            break;
        case 8:
        case 16:
            yf_block(at, x + i * 16, y);
            break;
        default:
            yf_block(at, x + i / 2 * 16, y + i % 2 * 4);
            break;
        }
    }
}

static inline void yf_tile(uint32_t *at, unsigned bytes, uint32_t x,
                           uint32_t y)
{
    uint32_t w = bytes == 1 ? 16 : bytes >= 8 ? 64 : 32;
    uint32_t h = 256 / w;

    for (unsigned group = 0; group < 4; group++) {
        for (unsigned unit = 0; unit < 4; unit++) {
            yf_unit(at, bytes, x + (group / 2 * 2 + unit / 2) * w,
                    y + (group % 2 * 2 + unit % 2) * h);
        }
    }
}

static inline void one_tile(IgdTiling tiling, uint32_t at, unsigned bytes,
                            uint32_t x, uint32_t y)
{
    if (tiling == IGD_TILING_YF) {
        yf_tile(&at, bytes, x, y);
        return;
    }
    for (uint32_t i = 0; i < PAGE / 16; i++) {
        if (tiling == IGD_TILING_X) {
            note(&at, x + i % 32 * 16, y + i / 32);
        } else {
            note(&at, x + i / 32 * 16, y + i % 32);
        }
    }
}

static inline void tile_shape(IgdTiling tiling, unsigned bytes, uint32_t *w,
                              uint32_t *h)
{
    static const uint32_t yf[17] = {
        [1] = 64, [2] = 128, [4] = 128, [8] = 256, [16] = 256,
    };

    *w = tiling == IGD_TILING_X ? 512 : tiling == IGD_TILING_Y ? 128 :
         yf[bytes];
    *h = PAGE / *w;
}

/*
 * Walk the memory of a surface of @columns x @rows tiles (linear: bytes and
 * rows), with @stride from a row of them to the next. If it is rotated, its
 * pages are those of columns from the left, each from the last row up, and
 * @stride is that of columns: i915 rotate_pages().
 */
static inline void map_surface(IgdTiling tiling, unsigned bytes,
                               bool rotated, uint32_t columns, uint32_t rows,
                               uint32_t stride)
{
    uint32_t w, h;

    if (tiling == IGD_TILING_LINEAR) {
        for (uint32_t y = 0; y < rows; y++) {
            for (uint32_t x = 0; x < columns; x++) {
                byte_at[y][x] = y * stride + x;
            }
        }
        return;
    }
    tile_shape(tiling, bytes, &w, &h);
    for (uint32_t row = 0; row < rows; row++) {
        for (uint32_t column = 0; column < columns; column++) {
            uint32_t page = rotated ? column * stride + (rows - 1 - row) :
                                      row * stride + column;

            one_tile(tiling, page * PAGE, bytes, column * w, row * h);
        }
    }
}

static inline uint8_t byte_of(uint32_t x, uint32_t y)
{
    uint32_t at = byte_at[y][x];

    return at < MEMORY && at / PAGE != missing_page ? memory[at] : 0;
}

static inline uint64_t bytes_of(uint32_t x, uint32_t y, unsigned n)
{
    uint64_t v = 0;

    for (unsigned i = 0; i < n; i++) {
        v |= (uint64_t)byte_of(x + i, y) << (8 * i);
    }
    return v;
}

typedef struct Color {
    double c[3];        /* red, green, blue */
    double a;
    int raw[3];         /* as a key compares them: red or V, ... */
} Color;

static inline double field(uint64_t v, unsigned shift, unsigned bits)
{
    double max = (1u << bits) - 1;

    return (v >> shift & ((1u << bits) - 1)) / max;
}

static inline double half(uint64_t v)
{
    int exponent = v >> 10 & 31;
    double m = (v & 1023) / 1024.0, out;

    if (exponent == 31) {
        out = m ? 0 : 8;
    } else {
        out = exponent ? ldexp(1 + m, exponent - 15) : ldexp(m, -14);
    }
    out = fmin(out, 8);
    return v & 0x8000 ? -out : out;
}

static inline double unit_range(double v)
{
    return fmin(1, fmax(0, v));
}

/* Kr and Kb of ITU-R BT.601 and BT.709 give all the rest. */
static inline void yuv_color(const IgdDecode *d, int y, int u, int v, Color *p)
{
    double kr = d->bt709 ? 0.2126 : 0.299, kb = d->bt709 ? 0.0722 : 0.114;
    double kg = 1 - kr - kb;
    double luma = d->full_range ? y / 255.0 : (y - 16) / 219.0;
    double pb = (u - 128) / (d->full_range ? 255.0 : 224.0);
    double pr = (v - 128) / (d->full_range ? 255.0 : 224.0);
    double r = luma + 2 * (1 - kr) * pr, b = luma + 2 * (1 - kb) * pb;

    p->raw[0] = v;
    p->raw[1] = y;
    p->raw[2] = u;
    p->a = 1;
    if (d->no_csc) {
        double zero = d->keep_offset ? 0 : 128 / 255.0;

        p->c[0] = v / 255.0 - zero;
        p->c[1] = y / 255.0;
        p->c[2] = u / 255.0 - zero;
        return;
    }
    p->c[0] = unit_range(r);
    p->c[1] = unit_range((luma - kr * r - kb * b) / kg);
    p->c[2] = unit_range(b);
}

static inline unsigned yuv_byte(const char *order, char what, unsigned odd)
{
    const char *at = strchr(order, what);

    return (what == 'Y' && odd ? strchr(at + 1, 'Y') : at) - order;
}

static inline void decode_yuv(const IgdDecode *d, uint32_t x, uint32_t y,
                              Color *p)
{
    static const char *const orders[] = { "YUYV", "UYVY", "YVYU", "VYUY" };
    uint32_t pair = x / 2 * 4;
    const char *order;

    if (d->format == IGD_FORMAT_XYUV8888) {
        yuv_color(d, byte_of(x * 4 + 2, y), byte_of(x * 4 + 1, y),
                  byte_of(x * 4, y), p);
        return;
    }
    order = orders[d->format - IGD_FORMAT_YUYV];
    yuv_color(d, byte_of(pair + yuv_byte(order, 'Y', x % 2), y),
              byte_of(pair + yuv_byte(order, 'U', 0), y),
              byte_of(pair + yuv_byte(order, 'V', 0), y), p);
}

static inline int first_eight(double v)
{
    return fmin(255, fmax(0, floor(v * 256 + 1e-9)));
}

static inline void decode_rgb(const IgdDecode *d, uint64_t v, Color *p)
{
    /* shifts of red, green, blue, alpha, and bits of the first three */
    static const struct {
        uint8_t shift[4], bits[4];
    } fixed[] = {
        [IGD_FORMAT_XRGB8888] = { { 16, 8, 0, 24 }, { 8, 8, 8, 8 } },
        [IGD_FORMAT_XBGR8888] = { { 0, 8, 16, 24 }, { 8, 8, 8, 8 } },
        [IGD_FORMAT_XRGB2101010] = { { 20, 10, 0, 30 }, { 10, 10, 10, 2 } },
        [IGD_FORMAT_XBGR2101010] = { { 0, 10, 20, 30 }, { 10, 10, 10, 2 } },
        [IGD_FORMAT_RGB565] = { { 11, 5, 0, 0 }, { 5, 6, 5, 0 } },
        [IGD_FORMAT_XRGB16161616F] = { { 32, 16, 0, 48 }, { 16 } },
        [IGD_FORMAT_XBGR16161616F] = { { 0, 16, 32, 48 }, { 16 } },
        [IGD_FORMAT_XBGR2101010_XR] = { { 0, 10, 20, 30 }, { 10 } },
        [IGD_FORMAT_C8] = { { 16, 8, 0, 0 }, { 8, 8, 8, 0 } },
    };
    const uint8_t *shift = fixed[d->format].shift;
    const uint8_t *bits = fixed[d->format].bits;

    for (unsigned i = 0; i < 3; i++) {
        if (d->format == IGD_FORMAT_XBGR2101010_XR) {
            p->c[i] = ((int)(v >> shift[i] & 1023) - 384) / 510.0;
        } else if (bits[0] == 16) {
            p->c[i] = half(v >> shift[i]);
        } else if (d->format == IGD_FORMAT_C8) {
            p->c[i] = field(palette[v & 255], shift[i], 8);
        } else {
            p->c[i] = field(v, shift[i], bits[i]);
        }
        p->raw[i] = first_eight(p->c[i]);
    }
    if (bits[0] == 16) {
        p->a = unit_range(half(v >> 48));
    } else if (bits[0] == 10) {
        p->a = (v >> 30) / 3.0;
    } else {
        p->a = bits[3] ? field(v, shift[3], bits[3]) : 1;
    }
}

/* Pixel @x, @y of a surface as it is mapped. */
static inline Color decode(const IgdDecode *d, uint32_t x, uint32_t y)
{
    static const uint8_t bytes[IGD_FORMATS] = {
        4, 4, 4, 4, 2, 8, 8, 4, 1, 2, 2, 2, 2, 4,
    };
    unsigned n = bytes[d->format];
    Color p = { };

    if (d->format >= IGD_FORMAT_YUYV) {
        decode_yuv(d, x, y, &p);
    } else {
        decode_rgb(d, bytes_of(x * n, y, n), &p);
    }
    return p;
}

static inline uint32_t to_xrgb(const double c[3])
{
    return (uint32_t)first_eight(c[0]) << 16 |
           (uint32_t)first_eight(c[1]) << 8 | first_eight(c[2]);
}

/* The most that a channel of two pictures differs. */
static inline int difference(const uint32_t *a, const uint32_t *b,
                             uint32_t width, uint32_t height, size_t pitch)
{
    int most = 0;

    for (uint32_t y = 0; y < height; y++) {
        for (uint32_t x = 0; x < width; x++) {
            for (unsigned s = 0; s < 32; s += 8) {
                int d = (int)(a[y * pitch + x] >> s & 255) -
                        (int)(b[y * pitch + x] >> s & 255);

                most = abs(d) > most ? abs(d) : most;
            }
        }
    }
    return most;
}

#endif
