/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What every picture has in common: strides, pages that are not there, what
 * must not be touched, the CRC.
 */
#include "reference.h"
#include "../display/blend.h"
#include "../display/crc.h"
#include "tap.h"

#define WIDTH   200u
#define HEIGHT  150u
#define PITCH   211u            /* unequal to the width, on purpose */

static uint32_t got[PITCH * HEIGHT], want[PITCH * HEIGHT];

static IgdLayer make(IgdTiling tiling, uint32_t stride)
{
    return (IgdLayer) {
        .surface = { .format = IGD_FORMAT_XRGB8888, .tiling = tiling,
                     .stride = stride, .fetch = fetch },
        .decode = { .format = IGD_FORMAT_XRGB8888 },
        .width = 200, .height = 100, .alpha = 255,
    };
}

static void reference(const IgdLayer *l)
{
    memset(want, 0, sizeof(want));
    for (uint32_t y = 0; y < l->height; y++) {
        for (uint32_t x = 0; x < l->width; x++) {
            Color p = decode(&l->decode, l->src_x + x, l->src_y + y);

            want[y * PITCH + x] = to_xrgb(p.c);
        }
    }
}

static void test_strides(void)
{
    unsigned good = 0, n = 100;

    for (unsigned i = 0; i < n; i++) {
        IgdTiling tiling = i % 4;
        uint32_t w = 0, h = 1, columns, rows, stride;
        IgdLayer l;

        if (tiling == IGD_TILING_LINEAR) {
            columns = 1024;
            stride = 1024 + 64 * random_below(20);
            rows = 128;
        } else {
            tile_shape(tiling, 4, &w, &h);
            columns = 1024 / w;
            stride = columns + random_below(8);
            rows = 128 / h;
        }
        map_surface(tiling, 4, false, columns, rows, stride);
        l = make(tiling, stride);
        l.src_x = random_below(50);
        l.src_y = random_below(28);
        memset(got, 0, sizeof(got));
        igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
        reference(&l);
        good += !difference(got, want, PITCH, HEIGHT, PITCH);
    }
    ok(good == n, "strides: %u of %u pictures like the reference", good, n);
}

static void test_missing_page(bool exact, const char *way)
{
    IgdLayer l = make(IGD_TILING_X, 2);
    bool faulted;

    if (exact) {
        l.blend = IGD_BLEND_STRAIGHT;
        for (size_t i = 3; i < MEMORY; i += 4) {
            memory[i] = 255;
        }
    }
    missing_page = 1;
    map_surface(IGD_TILING_X, 4, false, 2, 32, 2);
    memset(got, 0, sizeof(got));
    igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
    faulted = l.surface.faulted;
    reference(&l);
    ok(faulted, "%s: a page that cannot be read is reported", way);
    ok(!difference(got, want, PITCH, HEIGHT, PITCH), "%s: it alone is black",
       way);
    missing_page = ~0ull;
    igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
    ok(!l.surface.faulted, "%s: nothing is reported when all can be read",
       way);
}

static bool only_in_rows(uint32_t inside)
{
    bool same = true;

    for (unsigned y = 0; y < HEIGHT; y++) {
        for (unsigned x = 0; x < PITCH; x++) {
            same = same && got[y * PITCH + x] ==
                           (x < WIDTH ? inside : 0x5a5a5a5a);
        }
    }
    return same;
}

static void test_untouched(void)
{
    IgdLayer l = make(IGD_TILING_LINEAR, 1024);
    bool same = true;

    memset(got, 0x5a, sizeof(got));
    igd_compose(NULL, NULL, 0, got, WIDTH, HEIGHT, PITCH);
    ok(only_in_rows(0), "without layers it is black, and beyond a row nothing "
       "changes");
    for (unsigned i = 0; i < 2; i++) {
        l.blend = i ? IGD_BLEND_STRAIGHT : IGD_BLEND_OPAQUE;
        l.dst_x = 150;
        l.dst_y = 120;
        memset(got, 0x5a, sizeof(got));
        igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
        for (unsigned y = 0; y < HEIGHT; y++) {
            for (unsigned x = WIDTH; x < PITCH; x++) {
                same = same && got[y * PITCH + x] == 0x5a5a5a5a;
            }
        }
    }
    ok(same, "nor with a layer that leaves the picture");
}

static IgdLayer random_layer(void)
{
    static const IgdFormat formats[] = {
        IGD_FORMAT_XRGB8888, IGD_FORMAT_XRGB8888, IGD_FORMAT_XBGR8888,
        IGD_FORMAT_XRGB2101010, IGD_FORMAT_RGB565, IGD_FORMAT_YUYV,
        IGD_FORMAT_C8, IGD_FORMAT_XRGB16161616F,
    };
    static const IgdBlend blends[] = {
        IGD_BLEND_OPAQUE, IGD_BLEND_OPAQUE, IGD_BLEND_PREMULTIPLIED,
        IGD_BLEND_STRAIGHT,
    };
    IgdLayer l = make(random_below(2), 1024);
    bool screen = random_below(3) == 0;

    if (l.surface.tiling == IGD_TILING_X) {
        l.surface.stride = 2;
    }
    l.surface.format = l.decode.format = formats[random_below(8)];
    l.decode.palette = palette;
    l.blend = blends[random_below(4)];
    l.reversed = random_below(4) == 0;
    l.width = screen ? WIDTH : 1 + random_below(100);
    l.height = screen ? HEIGHT : 1 + random_below(90);
    l.dst_x = screen ? 0 : (int)random_below(220) - 40;
    l.dst_y = screen ? 0 : (int)random_below(160) - 30;
    l.alpha = random_below(8) ? 255 : 100;
    l.correct = random_below(4) ? 0 : IGD_CORRECT_GAMMA;
    return l;
}

/* A backdrop that shows, or is corrected, in some of the pictures */
static IgdBackdrop random_backdrop(void)
{
    static uint32_t gamma[256];

    for (unsigned i = 0; i < 256; i++) {
        gamma[i] = (i * i / 255) * 0x10101;
    }
    return (IgdBackdrop) {
        .color = random_below(3) ? 0 : random_below(1 << 30),
        .correct = random_below(3) ? 0 : IGD_CORRECT_GAMMA,
        .correction = { .legacy = gamma },
    };
}

/*
 * However a layer is painted, the bits are those of the exact way. Alphas are
 * often all or nothing.
 */
static void test_ways(void)
{
    unsigned good = 0, n = 600;

    for (size_t i = 3; i < MEMORY; i += 4) {
        memory[i] = i % 3 ? random_below(2) * 255 : random_below(256);
    }
    for (unsigned i = 0; i < n; i++) {
        IgdBackdrop backdrop = random_backdrop();
        const IgdBackdrop *b = random_below(3) ? NULL : &backdrop;
        unsigned layers = 1 + random_below(4);
        IgdLayer l[4];

        for (unsigned j = 0; j < layers; j++) {
            l[j] = random_layer();
            l[j].correct = i % 2 ? 0 : l[j].correct;
        }
        memset(got, 0, sizeof(got));
        memset(want, 0, sizeof(want));
        igd_compose(b, l, layers, got, WIDTH, HEIGHT, PITCH);
        for (int32_t y = 0; y < (int32_t)HEIGHT; y += IGD_BLOCK) {
            for (int32_t x = 0; x < (int32_t)WIDTH; x += IGD_BLOCK) {
                const IgdRect picture = { 0, 0, WIDTH, HEIGHT };
                IgdRect r = { x, y, x + IGD_BLOCK, y + IGD_BLOCK };

                r = igd_rect_common(&r, &picture);
                igd_blend_block(b, l, layers, &r, want, PITCH);
            }
        }
        good += !memcmp(got, want, sizeof(got));
    }
    ok(good == n, "ways to paint: %u of %u pictures have the same bits", good,
       n);
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
    random_memory();
    test_strides();
    test_missing_page(false, "copied");
    test_missing_page(true, "blended");
    test_untouched();
    test_ways();
    test_crc();
    return tap_done();
}
