/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The pages that a layer is said to be read from are those that are read. */
#include "reference.h"
#include "../display/pages.h"
#include "tap.h"

#define WIDTH   200
#define HEIGHT  150
#define PAGES   8192u

static uint8_t was_read[PAGES], said[PAGES];
static uint32_t got[WIDTH * HEIGHT];

static bool note_fetch(void *opaque, uint64_t offset, void *buf, size_t len)
{
    for (uint64_t p = offset / PAGE; p <= (offset + len - 1) / PAGE; p++) {
        was_read[p % PAGES] = 1;
    }
    memset(buf, 0, len);
    return true;
}

static void note_pages(void *opaque, uint64_t first, uint64_t n)
{
    while (n--) {
        said[first++ % PAGES] = 1;
    }
}

static IgdLayer random_layer(IgdTiling tiling, bool rotated)
{
    static const IgdFormat formats[] = {
        IGD_FORMAT_XRGB8888, IGD_FORMAT_YUYV, IGD_FORMAT_RGB565,
        IGD_FORMAT_C8, IGD_FORMAT_XRGB16161616F,
    };
    IgdFormat format = formats[random_below(rotated ? 2 : 5)];
    uint32_t stride = tiling == IGD_TILING_LINEAR ?
                      64 * (1 + random_below(100)) : 1 + random_below(40);

    return (IgdLayer) {
        .surface = { .format = format, .tiling = tiling, .rotated = rotated,
                     .stride = stride, .fetch = note_fetch },
        .decode = { .format = format },
        .src_x = random_below(60), .src_y = random_below(60),
        .width = 1 + random_below(300), .height = 1 + random_below(200),
        .reversed = random_below(2),
        .dst_x = (int)random_below(300) - 100,
        .dst_y = (int)random_below(220) - 70,
        .alpha = 255,
    };
}

static void scale(IgdLayer *l)
{
    l->scaled = true;
    l->h = (IgdAxis) { l->width, l->width / 2 + 1 + random_below(300), 0 };
    l->v = (IgdAxis) { l->height, l->height / 2 + 1 + random_below(200), 0 };
}

/* Read as composition does: copied where it can be, or in blocks. */
static void compare(IgdLayer *l, bool *more, bool *less)
{
    const IgdRect all = { 0, 0, WIDTH, HEIGHT };

    memset(was_read, 0, sizeof(was_read));
    memset(said, 0, sizeof(said));
    igd_compose(NULL, l, 1, got, WIDTH, HEIGHT, WIDTH);
    igd_layer_pages(l, &all, note_pages, NULL);
    for (unsigned i = 0; i < PAGES; i++) {
        *more = *more || said[i] > was_read[i];
        *less = *less || said[i] < was_read[i];
    }
}

static void test_tiling(IgdTiling tiling, bool rotated, const char *name)
{
    bool more = false, less = false, scaled_less = false, none = false;

    for (unsigned i = 0; i < 400; i++) {
        IgdLayer l = random_layer(tiling, rotated);

        l.blend = i % 2 ? IGD_BLEND_OPAQUE : IGD_BLEND_PREMULTIPLIED;
        compare(&l, &more, &less);
        scale(&l);
        compare(&l, &none, &scaled_less);
    }
    ok(!more, "%s: no page that is not read", name);
    ok(!less, "%s: each page that is read", name);
    ok(!scaled_less, "%s: each page of what is scaled", name);
}

static void test_outside(void)
{
    IgdLayer l = random_layer(IGD_TILING_LINEAR, false);
    const IgdRect all = { 0, 0, WIDTH, HEIGHT };
    unsigned n = 0;

    l.dst_x = WIDTH;
    memset(said, 0, sizeof(said));
    igd_layer_pages(&l, &all, note_pages, NULL);
    for (unsigned i = 0; i < PAGES; i++) {
        n += said[i];
    }
    ok(!n, "no page of a layer that is outside of the picture");
}

int main(void)
{
    test_tiling(IGD_TILING_LINEAR, false, "linear");
    test_tiling(IGD_TILING_X, false, "X-tiled");
    test_tiling(IGD_TILING_Y, false, "Y-tiled");
    test_tiling(IGD_TILING_YF, false, "Yf-tiled");
    test_tiling(IGD_TILING_Y, true, "Y-tiled, turned");
    test_tiling(IGD_TILING_YF, true, "Yf-tiled, turned");
    test_outside();
    return tap_done();
}
