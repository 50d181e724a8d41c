/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Composition and CRC against a reference that works the other way round:
 * it walks memory in the order in which a surface lies there, and notes where
 * each byte belongs, and it blends in floating point.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "../display/compose.h"
#include "../display/crc.h"
#include "tap.h"

#define MEMORY      (1u << 20)
#define PAGE        4096u
#define WIDTH       200u
#define HEIGHT      150u
#define PITCH       211u            /* unequal to the width, on purpose */

static uint8_t memory[MEMORY];
static uint32_t byte_at[1024][2048]; /* row, byte in row -> offset */
static uint64_t missing_page = ~0ull;

static uint32_t random_below(uint32_t n)
{
    static uint32_t state = 1;

    state = state * 1664525 + 1013904223;
    return (uint64_t)state * n >> 32;
}

static bool fetch(void *opaque, uint64_t offset, void *buf, size_t len)
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

/* Walk the surface's memory; @rows is a multiple of a tile's height. */
static void map_surface(IgdTiling tiling, uint32_t stride, uint32_t rows)
{
    uint32_t at = 0;

    if (tiling == IGD_TILING_LINEAR) {
        for (uint32_t y = 0; y < rows; y++) {
            for (uint32_t x = 0; x < stride; x++) {
                byte_at[y][x] = at++;
            }
        }
    } else if (tiling == IGD_TILING_X) {
        for (uint32_t ty = 0; ty < rows; ty += 8) {
            for (uint32_t tx = 0; tx < stride; tx += 512) {
                for (uint32_t i = 0; i < PAGE; i++) {
                    byte_at[ty + i / 512][tx + i % 512] = at++;
                }
            }
        }
    } else {
        for (uint32_t ty = 0; ty < rows; ty += 32) {
            for (uint32_t tx = 0; tx < stride; tx += 128) {
                for (uint32_t column = 0; column < 8; column++) {
                    for (uint32_t i = 0; i < 512; i++) {
                        byte_at[ty + i / 16][tx + column * 16 + i % 16] =
                            at++;
                    }
                }
            }
        }
    }
}

typedef struct Pixel {
    double r, g, b, a;              /* 0 to 1 */
} Pixel;

static double component(uint32_t v, unsigned shift, unsigned bits)
{
    uint32_t max = (1u << bits) - 1, c = v >> shift & max;

    if (bits > 8) {                 /* the low bits are cut off */
        return (c >> (bits - 8)) / 255.0;
    }
    /* the first 8 digits of c / max, whose digits are those of c repeated */
    return fmin(255, floor(c * 256.0 / max)) / 255.0;
}

static Pixel decode(const IgdLayer *l, uint32_t x, uint32_t y)
{
    unsigned bytes = l->format == IGD_FORMAT_RGB565 ? 2 : 4;
    uint32_t v = 0;

    for (unsigned i = 0; i < bytes; i++) {
        uint32_t at = byte_at[y][x * bytes + i];

        if (at / PAGE != missing_page) {
            v |= (uint32_t)memory[at] << (8 * i);
        }
    }
    switch (l->format) {
    case IGD_FORMAT_XRGB8888:
        return (Pixel) { component(v, 16, 8), component(v, 8, 8),
                         component(v, 0, 8), component(v, 24, 8) };
    case IGD_FORMAT_XBGR8888:
        return (Pixel) { component(v, 0, 8), component(v, 8, 8),
                         component(v, 16, 8), component(v, 24, 8) };
    case IGD_FORMAT_XRGB2101010:
        return (Pixel) { component(v, 20, 10), component(v, 10, 10),
                         component(v, 0, 10), component(v, 24, 8) };
    case IGD_FORMAT_XBGR2101010:
        return (Pixel) { component(v, 0, 10), component(v, 10, 10),
                         component(v, 20, 10), component(v, 24, 8) };
    default:
        return (Pixel) { component(v, 11, 5), component(v, 5, 6),
                         component(v, 0, 5), 1 };
    }
}

static uint32_t mix(const IgdLayer *l, double a, double src, uint32_t under)
{
    double dst = under / 255.0;
    double out;

    /* the term that is taken away is rounded on its own, as a multiplier is */
    if (l->alpha == IGD_ALPHA_STRAIGHT) {
        return floor((src * a + dst * (1 - a)) * 255 + 0.5);
    }
    out = src * 255 + floor(dst * (1 - a) * 255 + 0.5);
    return out > 255 ? 255 : floor(out + 0.5);
}

static void reference(IgdLayer *layers, unsigned n, uint32_t *out)
{
    memset(out, 0, PITCH * HEIGHT * 4);
    for (unsigned i = 0; i < n; i++) {
        IgdLayer *l = &layers[i];

        for (int64_t y = 0; y < l->height; y++) {
            for (int64_t x = 0; x < l->width; x++) {
                int64_t dx = l->dst_x + x, dy = l->dst_y + y;
                uint32_t *at = out + dy * PITCH + dx;
                Pixel p;

                if (dx < 0 || dy < 0 || dx >= WIDTH || dy >= HEIGHT) {
                    continue;
                }
                p = decode(l, l->src_x + x, l->src_y + y);
                if (l->alpha == IGD_ALPHA_NONE ||
                    l->format == IGD_FORMAT_RGB565) {
                    p.a = 1;
                    *at = (uint32_t)(p.r * 255 + 0.5) << 16 |
                          (uint32_t)(p.g * 255 + 0.5) << 8 |
                          (uint32_t)(p.b * 255 + 0.5);
                } else {
                    *at = mix(l, p.a, p.r, *at >> 16) << 16 |
                          mix(l, p.a, p.g, *at >> 8 & 0xff) << 8 |
                          mix(l, p.a, p.b, *at & 0xff);
                }
            }
        }
    }
}

static IgdLayer random_layer(IgdFormat format, IgdTiling tiling)
{
    static const uint32_t unit[] = { 64, 512, 128 };
    uint32_t columns = 2048 / unit[tiling];
    IgdLayer l = {
        .format = format,
        .tiling = tiling,
        .alpha = random_below(3),
        .fetch = fetch,
        .src_x = random_below(40),
        .src_y = random_below(40),
        .width = 1 + random_below(120),
        .height = 1 + random_below(100),
        .dst_x = (int32_t)random_below(300) - 60,
        .dst_y = (int32_t)random_below(240) - 60,
    };
    uint32_t need = (l.src_x + l.width) * igd_format_bytes(format);

    l.stride = (need + unit[tiling] - 1) / unit[tiling] +
               random_below(columns / 4);
    l.stride *= unit[tiling];
    return l;
}

static uint32_t got[PITCH * HEIGHT], want[PITCH * HEIGHT];

/* Layers share one surface layout, as they share the map of its bytes. */
static bool agree(IgdFormat format, IgdTiling tiling, unsigned n)
{
    IgdLayer layers[3];

    for (unsigned i = 0; i < n; i++) {
        layers[i] = random_layer(format, tiling);
        layers[i].stride = 1024;
    }
    map_surface(tiling, 1024, 256);
    memset(got, 0, sizeof(got));
    igd_compose(layers, n, got, WIDTH, HEIGHT, PITCH);
    reference(layers, n, want);
    return !memcmp(got, want, sizeof(got));
}

static void test_formats(void)
{
    static const char *const tilings[] = { "linear", "X", "Y" };
    static const char *const formats[IGD_FORMATS] = {
        "XRGB8888", "XBGR8888", "XRGB2101010", "XBGR2101010", "RGB565",
    };

    for (unsigned t = 0; t < 3; t++) {
        for (unsigned f = 0; f < IGD_FORMATS; f++) {
            unsigned good = 0;

            for (unsigned i = 0; i < 60; i++) {
                good += agree(f, t, 1 + i % 3);
            }
            ok(good == 60, "%s %s: %u of 60 pictures like the reference",
               formats[f], tilings[t], good);
        }
    }
}

static void test_strides(void)
{
    unsigned good = 0;

    for (unsigned i = 0; i < 100; i++) {
        IgdLayer l = random_layer(random_below(IGD_FORMATS), i % 3);

        map_surface(l.tiling, l.stride, 256);
        igd_compose(&l, 1, got, WIDTH, HEIGHT, PITCH);
        reference(&l, 1, want);
        for (unsigned y = 0, same = 1; y < HEIGHT; y++) {
            same = same && !memcmp(got + y * PITCH, want + y * PITCH,
                                   WIDTH * 4);
            good += same && y == HEIGHT - 1;
        }
    }
    ok(good == 100, "strides: %u of 100 pictures like the reference", good);
}

static void test_missing_page(void)
{
    IgdLayer l = {
        .format = IGD_FORMAT_XRGB8888, .tiling = IGD_TILING_X, .stride = 1024,
        .width = 200, .height = 100, .fetch = fetch,
    };
    bool faulted;

    missing_page = 1;
    map_surface(l.tiling, l.stride, 256);
    igd_compose(&l, 1, got, WIDTH, HEIGHT, PITCH);
    faulted = l.faulted;
    reference(&l, 1, want);
    ok(faulted, "a page that cannot be read is reported");
    ok(!memcmp(got, want, sizeof(got)), "and it alone is black");
    missing_page = ~0ull;
    igd_compose(&l, 1, got, WIDTH, HEIGHT, PITCH);
    ok(!l.faulted, "nothing is reported when all can be read");
}

static void test_untouched(void)
{
    bool same = true;

    memset(got, 0x5a, sizeof(got));
    agree(IGD_FORMAT_XRGB8888, IGD_TILING_LINEAR, 1);
    memset(got, 0x5a, sizeof(got));
    igd_compose(NULL, 0, got, WIDTH, HEIGHT, PITCH);
    for (unsigned y = 0; y < HEIGHT; y++) {
        for (unsigned x = 0; x < PITCH; x++) {
            same = same && got[y * PITCH + x] == (x < WIDTH ? 0 : 0x5a5a5a5a);
        }
    }
    ok(same, "without layers it is black, and beyond a row nothing changes");
}

/* Bit by bit, as IEEE 802.3 has it. */
static uint32_t crc_reference(const uint32_t *pixels, unsigned n)
{
    uint32_t crc = ~0u;

    for (unsigned i = 0; i < n * 32; i++) {
        crc = crc >> 1 ^ (((crc ^ pixels[i / 32] >> i % 32) & 1) ?
                          0xedb88320 : 0);
    }
    return ~crc;
}

static void test_crc(void)
{
    uint32_t packed[3 * 5], padded[3 * 8];
    uint32_t crc;

    for (unsigned i = 0; i < 15; i++) {
        packed[i] = random_below(1 << 24);
    }
    memset(padded, 0xff, sizeof(padded));
    for (unsigned y = 0; y < 3; y++) {
        memcpy(padded + y * 8, packed + y * 5, 20);
    }
    crc = igd_crc(packed, 5, 3, 5);
    ok(crc == crc_reference(packed, 15), "CRC is that of IEEE 802.3");
    ok(igd_crc(padded, 5, 3, 8) == crc, "CRC leaves out what pads a row");
    packed[7] ^= 1;
    ok(igd_crc(packed, 5, 3, 5) != crc, "CRC sees one bit");
}

int main(void)
{
    for (size_t i = 0; i < MEMORY; i++) {
        memory[i] = random_below(256);
    }
    test_formats();
    test_strides();
    test_missing_page();
    test_untouched();
    test_crc();
    return tap_done();
}
