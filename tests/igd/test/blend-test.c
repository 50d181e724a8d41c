/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Layers on top of each other: alpha, colour keys and cursors, against the
 * reference. All surfaces are linear and share one map of memory.
 */
#include "reference.h"
#include "tap.h"

#define WIDTH   200u
#define HEIGHT  150u
#define PITCH   211u
#define STRIDE  1024u

static uint32_t got[PITCH * HEIGHT], want[PITCH * HEIGHT];

static IgdLayer make(IgdFormat format, IgdBlend blend)
{
    return (IgdLayer) {
        .surface = { .format = format, .stride = STRIDE, .fetch = fetch },
        .decode = { .format = format, .palette = palette },
        .src_x = random_below(40),
        .src_y = random_below(40),
        .width = 1 + random_below(120),
        .height = 1 + random_below(100),
        .dst_x = (int32_t)random_below(300) - 60,
        .dst_y = (int32_t)random_below(240) - 60,
        .blend = blend,
        .alpha = 255,
    };
}

static bool key_matches(const IgdLayer *l, const Color *p)
{
    for (unsigned i = 0; i < 3; i++) {
        unsigned channel = 2 - i;   /* a key starts with blue */
        int v = p->raw[i], val = l->key.val[channel];

        if (!(l->key.channels & 1 << channel)) {
            continue;
        }
        if (l->decode.format >= IGD_FORMAT_YUYV ?
            v < val || v > l->key.max[channel] :
            (v & l->key.mask[channel]) != (val & l->key.mask[channel])) {
            return false;
        }
    }
    return true;
}

typedef struct Point {
    double c[3];
    bool there, opaque, match;      /* of the layer before */
    bool covered, csc;              /* of the topmost layer that shows */
} Point;

static void mask_point(const IgdLayer *l, const Color *p, Point *at)
{
    int mask = first_eight(p->a);
    bool black = !p->c[0] && !p->c[1] && !p->c[2];

    for (unsigned i = 0; i < 3; i++) {
        int below = first_eight(at->c[i]), c = first_eight(p->c[i]);
        int v = l->blend == IGD_BLEND_AND_XOR ? (below & mask) ^ c :
                mask == 0 ? c : black ? below : below ^ 255;

        at->c[i] = v / 255.0;
    }
}

static void blend_point(const IgdLayer *l, const Color *p, Point *at)
{
    double all = l->alpha / 255.0;
    double a = l->blend == IGD_BLEND_OPAQUE ? 1 : p->a;
    double factor = l->blend == IGD_BLEND_STRAIGHT ? a : 1;

    if (l->force && at->covered && l->force_over & (at->csc ? 1 : 2)) {
        if (first_eight(p->a) < l->force) {
            return;
        }
        a = 1;
    }
    for (unsigned i = 0; i < 3; i++) {
        double v = p->c[i] * factor * all + at->c[i] * (1 - a * all);

        at->c[i] = a * all < 1 ? fmin(1, v) : v;
    }
    at->opaque = a * all >= 1;
}

static void point(const IgdLayer *l, const IgdLayer *before, int x, int y,
                  Point *at)
{
    int lx = x - l->dst_x, ly = y - l->dst_y;
    bool below_opaque = l->above && at->opaque;
    bool allowed = !l->above || !before ||
                   before->key.mode != IGD_KEY_DESTINATION || at->match;
    bool matches;
    Color p;

    at->opaque = at->match = false;
    if (lx < 0 || ly < 0 || lx >= (int)l->width || ly >= (int)l->height ||
        !allowed) {
        return;
    }
    if (l->reversed) {
        lx = l->width - 1 - lx;
        ly = l->height - 1 - ly;
    }
    p = decode(&l->decode, l->src_x + lx, l->src_y + ly);
    matches = l->key.mode && key_matches(l, &p);
    if (matches && (l->key.mode == IGD_KEY_SOURCE ||
                    (l->key.mode == IGD_KEY_SOURCE_WINDOW &&
                     below_opaque))) {
        return;
    }
    if (l->blend >= IGD_BLEND_AND_XOR) {
        mask_point(l, &p, at);
    } else {
        blend_point(l, &p, at);
    }
    at->covered = true;
    at->csc = l->correct & IGD_CORRECT_CSC;
    at->match = matches;
}

static void reference(const IgdLayer *layers, unsigned n)
{
    memset(want, 0, sizeof(want));
    for (unsigned y = 0; y < HEIGHT; y++) {
        for (unsigned x = 0; x < WIDTH; x++) {
            Point at = { };

            for (unsigned i = 0; i < n; i++) {
                point(&layers[i], i ? &layers[i - 1] : NULL, x, y, &at);
            }
            want[y * PITCH + x] = to_xrgb(at.c);
        }
    }
}

static int compare(IgdLayer *layers, unsigned n)
{
    memset(got, 0, sizeof(got));
    igd_compose(NULL, layers, n, got, WIDTH, HEIGHT, PITCH);
    reference(layers, n);
    return difference(got, want, PITCH, HEIGHT, PITCH);
}

static const IgdFormat rgb[] = {
    IGD_FORMAT_XRGB8888, IGD_FORMAT_XBGR8888, IGD_FORMAT_XRGB2101010,
    IGD_FORMAT_XBGR2101010, IGD_FORMAT_RGB565, IGD_FORMAT_C8,
};

static IgdFormat any_rgb(void)
{
    return rgb[random_below(sizeof(rgb) / sizeof(rgb[0]))];
}

static void test_opaque(void)
{
    unsigned good = 0, n = 150;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l[4];

        for (unsigned k = 0; k < 4; k++) {
            l[k] = make(any_rgb(), IGD_BLEND_OPAQUE);
            l[k].reversed = !random_below(4);
        }
        good += !compare(l, 1 + i % 4);
    }
    ok(good == n, "opaque layers: %u of %u pictures like the reference", good,
       n);
}

static void test_alpha(IgdBlend blend, bool constant, const char *name)
{
    unsigned good = 0, n = 100;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l[4];

        for (unsigned k = 0; k < 4; k++) {
            l[k] = make(any_rgb(), k ? blend : IGD_BLEND_OPAQUE);
            if (constant && k) {
                l[k].alpha = random_below(256);
            }
        }
        good += compare(l, 2 + i % 3) <= 1;
    }
    ok(good == n, "%s: %u of %u pictures like the reference", name, good, n);
}

/* What alpha of 0 and 255 give is exact. */
static void test_alpha_ends(void)
{
    IgdLayer l[2] = { make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE),
                      make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE) };

    l[0].width = l[1].width = WIDTH;
    l[0].height = l[1].height = HEIGHT;
    l[0].dst_x = l[0].dst_y = l[1].dst_x = l[1].dst_y = 0;
    l[1].src_x = l[0].src_x + 3;
    l[1].alpha = 0;
    igd_compose(NULL, l, 2, got, WIDTH, HEIGHT, PITCH);
    reference(l, 1);
    ok(!difference(got, want, WIDTH, HEIGHT, PITCH),
       "a plane alpha of 0 leaves what is below");
    l[1].alpha = 255;
    igd_compose(NULL, l, 2, got, WIDTH, HEIGHT, PITCH);
    reference(&l[1], 1);
    ok(!difference(got, want, WIDTH, HEIGHT, PITCH),
       "a plane alpha of 255 is that of an opaque plane");
}

/* Few colours, so that keys match now and then. */
static void few_colors(void)
{
    for (size_t i = 0; i < MEMORY; i++) {
        memory[i] = random_below(2) * 0xf8 + random_below(2);
    }
}

static IgdKey random_key(IgdKeyMode mode)
{
    IgdKey key = { .mode = mode, .channels = random_below(8) };

    for (unsigned i = 0; i < 3; i++) {
        key.val[i] = random_below(2) * 0xf8 + random_below(2);
        key.mask[i] = random_below(2) ? 0xff : 0xf0;
        key.max[i] = key.val[i] + random_below(2);
    }
    return key;
}

static void test_keys(IgdKeyMode lower, IgdKeyMode upper, bool adjacent,
                      const char *name)
{
    unsigned good = 0, n = 150;

    for (unsigned i = 0; i < n; i++) {
        /* a format's 8 bits are exact */
        IgdLayer l[3] = {
            make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE),
            make(random_below(2) ? IGD_FORMAT_XBGR8888 : IGD_FORMAT_UYVY,
                 IGD_BLEND_OPAQUE),
            make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE),
        };

        l[0].key = random_key(lower);
        l[1].key = random_key(upper);
        l[2].key = random_key(i % 2 ? IGD_KEY_SOURCE_WINDOW : IGD_KEY_NONE);
        l[1].above = l[2].above = adjacent;
        good += compare(l, 3) <= (l[1].decode.format == IGD_FORMAT_UYVY);
    }
    ok(good == n, "%s: %u of %u pictures like the reference", name, good, n);
}

static void test_cursors(IgdBlend blend, const char *name)
{
    unsigned good = 0, n = 60;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l[2] = { make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE),
                          make(IGD_FORMAT_XRGB8888, blend) };

        l[1].reversed = i % 2;
        good += !compare(l, 2);
    }
    ok(good == n, "%s: %u of %u pictures like the reference", name, good, n);
}

/* Alpha of a cursor that is forced to all or nothing above some planes */
static void test_forced(void)
{
    static const uint8_t force[3] = { 128, 192, 255 };
    unsigned good = 0, n = 90;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l[3] = { make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE),
                          make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE),
                          make(IGD_FORMAT_XRGB8888,
                               IGD_BLEND_PREMULTIPLIED) };

        l[0].correct = IGD_CORRECT_CSC;
        l[2].force = force[i % 3];
        l[2].force_over = i / 3 % 4;
        good += compare(l, 3) <= 1;
    }
    ok(good == n, "forced alpha: %u of %u pictures like the reference", good,
       n);
}

/* Masks of nothing, all and other, and now and then black */
static void cursor_memory(void)
{
    for (size_t i = 0; i < MEMORY; i += 4) {
        bool black = random_below(2);

        memory[i + 3] = random_below(4) ? random_below(2) * 255 :
                                          random_below(256);
        for (unsigned k = 0; k < 3; k++) {
            memory[i + k] = black ? 0 : random_below(256);
        }
    }
}

/* The two ways of composing give the same. */
static void test_ways(void)
{
    unsigned good = 0, n = 60;

    for (unsigned i = 0; i < n; i++) {
        IgdLayer l[4];

        for (unsigned k = 0; k < 3; k++) {
            l[k] = make(rgb[random_below(5)], IGD_BLEND_OPAQUE);
        }
        l[3] = make(IGD_FORMAT_XRGB8888, IGD_BLEND_OPAQUE);
        l[3].dst_x = l[3].dst_y = 0;
        l[3].width = WIDTH;
        l[3].height = HEIGHT;
        l[3].alpha = 0;
        igd_compose(NULL, l, 3, want, WIDTH, HEIGHT, PITCH);
        igd_compose(NULL, l, 4, got, WIDTH, HEIGHT, PITCH);
        good += !difference(got, want, WIDTH, HEIGHT, PITCH);
    }
    ok(good == n, "an invisible layer changes nothing in %u of %u pictures",
       good, n);
}

int main(void)
{
    random_memory();
    map_surface(IGD_TILING_LINEAR, 4, false, STRIDE, 256, STRIDE);
    test_opaque();
    test_alpha(IGD_BLEND_PREMULTIPLIED, false, "premultiplied alpha");
    test_alpha(IGD_BLEND_STRAIGHT, false, "straight alpha");
    test_alpha(IGD_BLEND_OPAQUE, true, "plane alpha");
    test_alpha(IGD_BLEND_PREMULTIPLIED, true, "premultiplied and plane alpha");
    test_alpha(IGD_BLEND_STRAIGHT, true, "straight and plane alpha");
    test_alpha_ends();
    test_forced();
    test_ways();
    few_colors();
    test_keys(IGD_KEY_NONE, IGD_KEY_SOURCE, true, "source key");
    test_keys(IGD_KEY_DESTINATION, IGD_KEY_NONE, true, "destination key");
    test_keys(IGD_KEY_DESTINATION, IGD_KEY_NONE, false,
              "destination key below a plane that is off");
    test_keys(IGD_KEY_DESTINATION, IGD_KEY_SOURCE_WINDOW, true,
              "destination and source window key");
    test_keys(IGD_KEY_DESTINATION, IGD_KEY_DESTINATION, true,
              "two destination keys");
    test_keys(IGD_KEY_NONE, IGD_KEY_SOURCE_WINDOW, true, "source window key");
    test_keys(IGD_KEY_NONE, IGD_KEY_SOURCE_WINDOW, false,
              "source window key above a plane that is off");
    cursor_memory();
    test_cursors(IGD_BLEND_AND_XOR, "and/xor cursor");
    test_cursors(IGD_BLEND_AND_INVERT, "and/invert cursor");
    return tap_done();
}
