/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How long the composition of a picture of 1920 x 1080 takes, and its CRC:
 * one line for each kind of picture, with the best of ten runs in
 * milliseconds. scripts/bench-scanout runs it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "../display/compose.h"
#include "../display/crc.h"

#define WIDTH       1920u
#define HEIGHT      1080u
#define STRIDE      (8192u)             /* bytes */
#define SURFACE     (STRIDE * 1088u)    /* whole tiles of all kinds */
#define RUNS        10

static uint8_t memory[SURFACE];
static uint32_t out[WIDTH * HEIGHT];
static uint32_t legacy[256], precision[1024];

/* Page by page, as the global GTT has them. */
static bool fetch(void *opaque, uint64_t offset, void *buf, size_t len)
{
    for (uint8_t *p = buf; len; ) {
        size_t n = 4096 - offset % 4096;

        n = n < len ? n : len;
        memcpy(p, memory + offset % SURFACE, n);
        offset += n;
        p += n;
        len -= n;
    }
    return true;
}

static IgdLayer screen(IgdTiling tiling)
{
    IgdLayer l = {
        .surface = { .format = IGD_FORMAT_XRGB8888, .tiling = tiling,
                     .fetch = fetch },
        .decode = { .format = IGD_FORMAT_XRGB8888, .palette = legacy },
        .width = WIDTH, .height = HEIGHT, .alpha = 255,
    };
    uint32_t w, h;

    igd_tile_size(tiling, 4, &w, &h);
    l.surface.stride = tiling == IGD_TILING_LINEAR ? STRIDE : STRIDE / w;
    return l;
}

static IgdLayer of_format(IgdFormat format)
{
    IgdLayer l = screen(IGD_TILING_LINEAR);

    l.surface.format = l.decode.format = format;
    return l;
}

static IgdLayer cursor(void)
{
    IgdLayer l = screen(IGD_TILING_LINEAR);

    l.surface.stride = 64 * 4;
    l.width = l.height = 64;
    l.dst_x = 500;
    l.dst_y = 500;
    l.blend = IGD_BLEND_PREMULTIPLIED;
    return l;
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void measure(const char *name, const IgdBackdrop *backdrop,
                    const IgdLayer *layers, size_t n)
{
    double best = 1e9;

    for (unsigned run = 0; run < RUNS; run++) {
        IgdLayer l[4];
        double start;

        memcpy(l, layers, n * sizeof(*l));
        start = now();
        igd_compose(backdrop, l, n, out, WIDTH, HEIGHT, WIDTH);
        start = now() - start;
        best = start < best ? start : best;
    }
    printf("| %s | %.1f |\n", name, best);
}

static void measure_crc(void)
{
    double best = 1e9;
    uint32_t crc = 0;

    for (unsigned run = 0; run < RUNS; run++) {
        double start = now();

        crc ^= igd_crc(out, WIDTH, HEIGHT, WIDTH);
        start = now() - start;
        best = start < best ? start : best;
    }
    printf("| CRC | %.1f |\n", best);
    srand(crc);     /* the CRC is needed */
}

/* Video levels, as i915 makes them for television modes */
static IgdBackdrop limited_range(void)
{
    IgdBackdrop b = {
        .correct = IGD_CORRECT_GAMMA | IGD_CORRECT_CSC,
        .correction = { .legacy = legacy, .precision = precision },
    };

    for (unsigned i = 0; i < 3; i++) {
        b.correction.coeff[i * 4] = IGD_ONE * 219 / 255;
        b.correction.postoff[i] = IGD_ONE * 16 / 255;
    }
    return b;
}

int main(void)
{
    IgdBackdrop backdrop = limited_range();
    IgdLayer l[2];

    srand(1);
    for (size_t i = 0; i < SURFACE; i++) {
        memory[i] = rand();
    }
    for (unsigned i = 0; i < 256; i++) {
        legacy[i] = i * 0x10101;
    }
    l[0] = screen(IGD_TILING_LINEAR);
    measure("linear", NULL, l, 1);
    l[0] = screen(IGD_TILING_X);
    measure("X-tiled", NULL, l, 1);
    l[0] = screen(IGD_TILING_Y);
    measure("Y-tiled", NULL, l, 1);
    l[0] = screen(IGD_TILING_X);
    l[1] = cursor();
    measure("X-tiled and a cursor", NULL, l, 2);
    l[0].correct = l[1].correct = backdrop.correct;
    measure("the same with video levels", &backdrop, l, 2);
    l[1] = screen(IGD_TILING_Y);
    measure("opaque above opaque", NULL, l, 2);
    l[1].blend = IGD_BLEND_PREMULTIPLIED;
    measure("blended, whole screen", NULL, l, 2);
    l[0] = screen(IGD_TILING_Y);
    l[0].surface.rotated = true;
    measure("turned by 90 degrees", NULL, l, 1);
    l[0] = screen(IGD_TILING_X);
    l[0].reversed = true;
    measure("turned by 180 degrees", NULL, l, 1);
    l[0] = of_format(IGD_FORMAT_RGB565);
    measure("RGB565", NULL, l, 1);
    l[0] = of_format(IGD_FORMAT_YUYV);
    measure("YUYV", NULL, l, 1);
    l[0] = screen(IGD_TILING_X);
    l[0].width = 1280;
    l[0].height = 720;
    l[0].scaled = true;
    l[0].h = (IgdAxis) { 1280, WIDTH, 0 };
    l[0].v = (IgdAxis) { 720, HEIGHT, 0 };
    measure("scaled from 1280 x 720", NULL, l, 1);
    measure_crc();
    return 0;
}
