/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every format in every tiling and rotation, against the reference. */
#include "reference.h"
#include "tap.h"

#define WIDTH   140u
#define HEIGHT  110u
#define PITCH   151u            /* unequal to the width, on purpose */
#define TILES   5               /* of the surface, both ways */

static const char *const format_names[IGD_FORMATS] = {
    "XRGB8888", "XBGR8888", "XRGB2101010", "XBGR2101010", "RGB565",
    "XRGB16161616F", "XBGR16161616F", "XBGR2101010_XR", "C8", "YUYV", "UYVY",
    "YVYU", "VYUY", "XYUV8888",
};
static const char *const tiling_names[] = { "linear", "X", "Y", "Yf" };

static uint32_t got[PITCH * HEIGHT], want[PITCH * HEIGHT];

static unsigned bytes_of_format(IgdFormat f)
{
    return f == IGD_FORMAT_C8 ? 1 :
           f == IGD_FORMAT_XRGB16161616F ||
           f == IGD_FORMAT_XBGR16161616F ? 8 :
           f == IGD_FORMAT_RGB565 || (f >= IGD_FORMAT_YUYV &&
                                      f <= IGD_FORMAT_VYUY) ? 2 : 4;
}

/* A surface of @w x @h pixels, and a layer that shows some of it. */
static IgdLayer make(IgdFormat format, IgdTiling tiling, unsigned turn,
                     uint32_t *w, uint32_t *h)
{
    unsigned bytes = bytes_of_format(format);
    bool rotated = turn % 2;
    uint32_t tile_w = 64, tile_h = 1, columns = TILES, rows = TILES, stride;
    IgdLayer l = {
        .surface = { .format = format, .tiling = tiling, .rotated = rotated,
                     .fetch = fetch },
        .decode = {
            .format = format, .palette = palette,
            .bt709 = random_below(2), .full_range = random_below(2),
            .no_csc = !random_below(4), .keep_offset = random_below(2),
        },
        .reversed = turn >= 2,
        .dst_x = (int32_t)random_below(200) - 60,
        .dst_y = (int32_t)random_below(160) - 60,
        .alpha = 255,
    };

    if (tiling == IGD_TILING_LINEAR) {
        columns = 16 * 64;
        rows = 200;
        tile_w = 1;
        stride = columns + 64 * random_below(3);
    } else {
        tile_shape(tiling, bytes, &tile_w, &tile_h);
        stride = TILES + random_below(3);
    }
    map_surface(tiling, bytes, rotated, columns, rows, stride);
    l.surface.stride = stride;
    *w = columns * tile_w / bytes;
    *h = rows * tile_h;
    /* sizes as they are seen */
    l.src_x = random_below(rotated ? *h - 1 : *w - 1);
    l.src_y = random_below(rotated ? *w - 1 : *h - 1);
    l.width = 1 + random_below((rotated ? *h : *w) - l.src_x);
    l.height = 1 + random_below((rotated ? *w : *h) - l.src_y);
    return l;
}

/* @turn quarters to the right; the surface itself is upright. */
static void reference(const IgdLayer *l, unsigned turn, uint32_t h)
{
    memset(want, 0, sizeof(want));
    for (int y = 0; y < (int)l->height; y++) {
        for (int x = 0; x < (int)l->width; x++) {
            int dx = l->dst_x + x, dy = l->dst_y + y;
            uint32_t sx = l->src_x + x, sy = l->src_y + y;
            uint32_t ex = l->src_x + l->width - 1 - x;
            uint32_t ey = l->src_y + l->height - 1 - y;
            Color p;

            if (dx < 0 || dy < 0 || dx >= (int)WIDTH || dy >= (int)HEIGHT) {
                continue;
            }
            /* what was the lowest row is the first column after a quarter */
            p = turn == 0 ? decode(&l->decode, sx, sy) :
                turn == 1 ? decode(&l->decode, sy, h - 1 - sx) :
                turn == 2 ? decode(&l->decode, ex, ey) :
                            decode(&l->decode, ey, h - 1 - ex);
            want[dy * PITCH + dx] = to_xrgb(p.c);
        }
    }
}

static void test_format(IgdFormat format, IgdTiling tiling, unsigned turn)
{
    /* numbers of YUV and XR are not those of a power of two */
    int allowed = format >= IGD_FORMAT_YUYV ||
                  format == IGD_FORMAT_XBGR2101010_XR;
    unsigned good = 0, n = 25;

    for (unsigned i = 0; i < n; i++) {
        uint32_t w, h;
        IgdLayer l = make(format, tiling, turn, &w, &h);

        memset(got, 0, sizeof(got));
        igd_compose(NULL, &l, 1, got, WIDTH, HEIGHT, PITCH);
        reference(&l, turn, h);
        good += difference(got, want, PITCH, HEIGHT, PITCH) <= allowed &&
                !l.surface.faulted;
    }
    ok(good == n, "%s %s turned by %u: %u of %u pictures like the reference",
       format_names[format], tiling_names[tiling], turn * 90, good, n);
}

/* Also those that are too small to be seen in eight bits. */
static void test_halves(void)
{
    IgdDecode d = { .format = IGD_FORMAT_XBGR16161616F };
    IgdKey key = { };
    bool good = true;

    for (unsigned v = 0; v < 1u << 16; v++) {
        uint8_t p[8] = { v, v >> 8 };
        IgdPixel out;

        igd_decode(&d, &key, p, 0, 1, &out);
        good = good && fabs(out.r / 65536.0 - half(v)) < 1 / 65536.0 + 1e-9;
    }
    ok(good, "all halves are the numbers that they stand for");
}

/* Which go together is for plane.c to say; here is what it lets pass. */
static bool goes(IgdFormat format, IgdTiling tiling, unsigned turn)
{
    unsigned bytes = bytes_of_format(format);

    return turn % 2 == 0 ||
           (tiling >= IGD_TILING_Y && bytes != 1 && bytes != 8 &&
            format != IGD_FORMAT_RGB565);
}

int main(void)
{
    random_memory();
    for (IgdFormat f = 0; f < IGD_FORMATS; f++) {
        for (IgdTiling t = IGD_TILING_LINEAR; t <= IGD_TILING_YF; t++) {
            for (unsigned turn = 0; turn < 4; turn++) {
                if (goes(f, t, turn)) {
                    test_format(f, t, turn);
                }
            }
        }
    }
    test_halves();
    return tap_done();
}
