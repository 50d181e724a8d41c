/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Scaling: where a pixel comes from, what is exact, and that a layer and a
 * whole picture are scaled alike.
 */
#include "reference.h"
#include "tap.h"

#define WIDTH   300u
#define HEIGHT  220u
#define PITCH   311u

static uint32_t got[PITCH * HEIGHT], want[PITCH * HEIGHT];

static IgdLayer make(IgdFormat format, uint32_t dst_w, uint32_t dst_h)
{
    IgdLayer l = {
        .surface = { .format = format, .stride = 1024, .fetch = fetch },
        .decode = { .format = format },
        .src_x = random_below(20), .src_y = random_below(20),
        .width = 8 + random_below(150), .height = 8 + random_below(90),
        .reversed = random_below(2),
        .dst_x = (int32_t)random_below(100) - 30,
        .dst_y = (int32_t)random_below(100) - 30,
        .scaled = true,
        .alpha = 255,
    };

    /* less than three times as small; centres as i915 places them */
    dst_w = dst_w > l.width / 3 ? dst_w : l.width / 3 + 1;
    dst_h = dst_h > l.height / 3 ? dst_h : l.height / 3 + 1;
    l.h = (IgdAxis) { l.width, dst_w };
    l.v = (IgdAxis) { l.height, dst_h };
    l.h.phase = (int32_t)(((int64_t)l.width << 16) / dst_w - IGD_ONE) / 2;
    l.v.phase = (int32_t)(((int64_t)l.height << 16) / dst_h - IGD_ONE) / 2;
    return l;
}

static Color source(const IgdLayer *l, int x, int y)
{
    x = x < 0 ? 0 : x >= (int)l->width ? (int)l->width - 1 : x;
    y = y < 0 ? 0 : y >= (int)l->height ? (int)l->height - 1 : y;
    if (l->reversed) {
        x = l->width - 1 - x;
        y = l->height - 1 - y;
    }
    return decode(&l->decode, l->src_x + x, l->src_y + y);
}

/* Centre of pixel @i out, in pixels in, where 0 is the centre of the first. */
static double centre(const IgdAxis *axis, int i)
{
    return axis->src == axis->dst ? i :
           axis->phase / 65536.0 + (double)i * axis->src / axis->dst;
}

static void reference(const IgdLayer *l)
{
    memset(want, 0, sizeof(want));
    for (unsigned y = 0; y < HEIGHT; y++) {
        for (unsigned x = 0; x < WIDTH; x++) {
            int lx = (int)x - l->dst_x, ly = (int)y - l->dst_y;
            double sx, sy, fx, fy, c[3];
            Color p[4];

            if (lx < 0 || ly < 0 || lx >= (int)l->h.dst ||
                ly >= (int)l->v.dst) {
                continue;
            }
            sx = centre(&l->h, lx);
            sy = centre(&l->v, ly);
            fx = sx - floor(sx);
            fy = sy - floor(sy);
            for (unsigned i = 0; i < 4; i++) {
                p[i] = source(l, (int)floor(sx) + i % 2,
                              (int)floor(sy) + i / 2);
            }
            for (unsigned i = 0; i < 3; i++) {
                c[i] = (p[0].c[i] * (1 - fx) + p[1].c[i] * fx) * (1 - fy) +
                       (p[2].c[i] * (1 - fx) + p[3].c[i] * fx) * fy;
            }
            want[y * PITCH + x] = to_xrgb(c);
        }
    }
}

static void test_layers(void)
{
    unsigned good = 0, n = 120;

    map_surface(IGD_TILING_LINEAR, 4, false, 1024, 256, 1024);
    for (unsigned i = 0; i < n; i++) {
        IgdLayer l = make(i % 2 ? IGD_FORMAT_XRGB8888 :
                                  IGD_FORMAT_XRGB2101010,
                          8 + random_below(250), 8 + random_below(180));

        memset(got, 0, sizeof(got));
        igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
        reference(&l);
        good += difference(got, want, PITCH, HEIGHT, PITCH) <= 1;
    }
    ok(good == n, "scaled layers: %u of %u pictures like the reference", good,
       n);
}

/* 8 and 9 in both directions, whatever the phase says. */
static void test_unscaled(void)
{
    IgdLayer l = make(IGD_FORMAT_XRGB8888, 1, 1), same;

    l.reversed = false;
    l.h = (IgdAxis) { l.width, l.width, IGD_ONE };
    l.v = (IgdAxis) { l.height, l.height, -IGD_ONE };
    same = l;
    same.scaled = false;
    memset(got, 0, sizeof(got));
    memset(want, 0, sizeof(want));
    igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
    igd_compose(NULL, &same, 1, want, WIDTH, HEIGHT, PITCH);
    ok(!difference(got, want, PITCH, HEIGHT, PITCH),
       "a scaler that changes no size changes no pixel");
}

static void test_flat(void)
{
    unsigned good = 0, n = 100;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l = make(IGD_FORMAT_XRGB8888, 8 + random_below(250),
                          8 + random_below(180));
        bool flat = true;
        uint32_t color = random_below(1 << 24);
        int x0, y0, x1, y1;

        for (size_t k = 0; k < MEMORY; k++) {
            memory[k] = color >> (k % 4 * 8);
        }
        l.h.phase = (int32_t)random_below(2 * IGD_ONE) - IGD_ONE / 2;
        igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
        x0 = l.dst_x;
        y0 = l.dst_y;
        x1 = x0 + (int)l.h.dst;
        y1 = y0 + (int)l.v.dst;
        for (int y = 0; y < (int)HEIGHT; y++) {
            for (int x = 0; x < (int)WIDTH; x++) {
                bool in = x >= x0 && x < x1 && y >= y0 && y < y1;

                flat = flat && got[y * PITCH + x] == (in ? color : 0);
            }
        }
        good += flat;
    }
    ok(good == n, "what is of one colour is exact, and so are position and "
       "size: %u of %u", good, n);
    random_memory();
}

static void test_alpha(void)
{
    IgdLayer l[2] = { make(IGD_FORMAT_XRGB8888, 200, 150),
                      make(IGD_FORMAT_XRGB8888, 200, 150) };
    int32_t x = l[1].dst_x + 20, y = l[1].dst_y + 20;

    for (size_t k = 0; k < MEMORY; k += 4) {
        memcpy(memory + k, (uint8_t[]) { 200, 100, 0, 128 }, 4);
    }
    l[0].dst_x = l[0].dst_y = l[1].dst_x = l[1].dst_y = 0;
    x = y = 50;
    l[1].blend = IGD_BLEND_STRAIGHT;
    igd_compose(NULL, l, 2, got, WIDTH, HEIGHT, PITCH);
    ok(abs((int)(got[y * PITCH + x] & 255) - 200) <= 1 &&
       abs((int)(got[y * PITCH + x] >> 8 & 255) - 100) <= 1,
       "a scaled layer is blended: %06x", (unsigned)got[y * PITCH + x]);
    random_memory();
}

/* The same picture by the way of a layer and as a whole. */
static void test_picture(void)
{
    static uint32_t in[160 * 120];
    unsigned good = 0, n = 60;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l = make(IGD_FORMAT_XRGB8888, 8 + random_below(250),
                          8 + random_below(180));

        l.dst_x = l.dst_y = 0;
        l.reversed = false;
        memset(got, 0, sizeof(got));
        memset(want, 0, sizeof(want));
        reference(&l);
        l.scaled = false;
        igd_compose(NULL, &l, 1, in, 160, 120, 160);
        igd_resample_picture(&l.h, &l.v, in, 160, got, PITCH);
        /* a step for each direction, as it has eight bits only */
        good += difference(got, want, PITCH, HEIGHT, PITCH) <= 2;
    }
    ok(good == n, "scaled pictures: %u of %u like the reference", good, n);
}

/* A whole picture may be larger than what a layer's blocks can hold. */
static void test_span(void)
{
    bool good = true;

    for (unsigned i = 0; i < 20000; i++) {
        IgdAxis axis = { 1 + random_below(4096), 1 + random_below(4096),
                         (int32_t)random_below(5 * IGD_ONE) - IGD_ONE };
        uint32_t first, n, start, span;

        if (axis.src >= axis.dst * IGD_MAX_DOWNSCALE) {
            continue;
        }
        first = random_below(axis.dst);
        n = 1 + random_below(axis.dst - first < 32 ? axis.dst - first : 32);
        start = igd_axis_span(&axis, first, n, &span);
        good = good && span >= 1 && span <= IGD_AXIS_SPAN(n) &&
               start + span <= axis.src;
    }
    ok(good, "what is read is inside of the source, and bounded");
}

int main(void)
{
    random_memory();
    test_layers();
    test_unscaled();
    test_flat();
    test_alpha();
    test_picture();
    test_span();
    return tap_done();
}
