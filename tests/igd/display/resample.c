/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scaling: see resample.h. */
#include "resample.h"

/* Columns at a time, whose taps are computed once for all rows */
#define CHUNK   64

/* The two pixels in that one out is between, and how far it is. */
typedef struct Tap {
    uint32_t near, far;
    int32_t fraction;
} Tap;

static uint32_t inside(const IgdAxis *axis, int64_t at)
{
    return at < 0 ? 0 : at >= axis->src ? axis->src - 1 : at;
}

static Tap axis_tap(const IgdAxis *axis, uint32_t i)
{
    int64_t at;

    if (axis->src == axis->dst) {
        return (Tap) { i, i, 0 };
    }
    at = axis->phase + ((int64_t)i * axis->src << 16) / axis->dst;
    return (Tap) {
        .near = inside(axis, at >> 16),
        .far = inside(axis, (at >> 16) + 1),
        .fraction = at & 0xffff,
    };
}

/* Those of @n pixels out from @first on, at most CHUNK */
static void axis_taps(const IgdAxis *axis, uint32_t first, uint32_t n,
                      Tap *tap)
{
    for (uint32_t i = 0; i < n; i++) {
        tap[i] = axis_tap(axis, first + i);
    }
}

static uint32_t chunk_of(uint32_t left)
{
    return left < CHUNK ? left : CHUNK;
}

uint32_t igd_axis_span(const IgdAxis *axis, uint32_t first, uint32_t n,
                       uint32_t *span)
{
    uint32_t start = axis_tap(axis, first).near;

    *span = axis_tap(axis, first + n - 1).far - start + 1;
    return start;
}

static int32_t mix(int32_t a, int32_t b, int32_t fraction)
{
    return a + ((int64_t)(b - a) * fraction >> 16);
}

static IgdPixel mix_pixels(const IgdPixel *a, const IgdPixel *b,
                           int32_t fraction)
{
    return (IgdPixel) {
        .r = mix(a->r, b->r, fraction), .g = mix(a->g, b->g, fraction),
        .b = mix(a->b, b->b, fraction), .a = mix(a->a, b->a, fraction),
    };
}

static void resample_rows(const IgdAxis *v, const IgdPixel *in,
                          size_t in_pitch, uint32_t left, const Tap *th,
                          uint32_t y, uint32_t width, uint32_t height,
                          IgdPixel *out, size_t out_pitch)
{
    uint32_t top = axis_tap(v, y).near;

    for (uint32_t j = 0; j < height; j++) {
        Tap tv = axis_tap(v, y + j);
        const IgdPixel *upper = in + (tv.near - top) * in_pitch;
        const IgdPixel *lower = in + (tv.far - top) * in_pitch;

        for (uint32_t i = 0; i < width; i++) {
            uint32_t near = th[i].near - left, far = th[i].far - left;
            IgdPixel a = mix_pixels(&upper[near], &upper[far],
                                    th[i].fraction);
            IgdPixel b = mix_pixels(&lower[near], &lower[far],
                                    th[i].fraction);

            out[j * out_pitch + i] = mix_pixels(&a, &b, tv.fraction);
        }
    }
}

void igd_resample(const IgdAxis *h, const IgdAxis *v, const IgdPixel *in,
                  size_t in_pitch, uint32_t x, uint32_t y, uint32_t width,
                  uint32_t height, IgdPixel *out, size_t out_pitch)
{
    uint32_t left = axis_tap(h, x).near;
    Tap th[CHUNK];

    for (uint32_t i = 0, n; i < width; i += n) {
        n = chunk_of(width - i);
        axis_taps(h, x + i, n, th);
        resample_rows(v, in, in_pitch, left, th, y, n, height, out + i,
                      out_pitch);
    }
}

static uint32_t mix8(uint32_t a, uint32_t b, int32_t fraction)
{
    uint32_t out = 0;

    for (unsigned shift = 0; shift < 24; shift += 8) {
        out |= (uint32_t)mix(a >> shift & 0xff, b >> shift & 0xff,
                             fraction) << shift;
    }
    return out;
}

static void resample_column(const IgdAxis *v, const uint32_t *in,
                            size_t in_pitch, const Tap *th, uint32_t width,
                            uint32_t *out, size_t out_pitch)
{
    for (uint32_t y = 0; y < v->dst; y++) {
        Tap tv = axis_tap(v, y);
        const uint32_t *upper = in + tv.near * in_pitch;
        const uint32_t *lower = in + tv.far * in_pitch;

        for (uint32_t x = 0; x < width; x++) {
            const Tap *t = &th[x];

            out[y * out_pitch + x] =
                mix8(mix8(upper[t->near], upper[t->far], t->fraction),
                     mix8(lower[t->near], lower[t->far], t->fraction),
                     tv.fraction);
        }
    }
}

void igd_resample_picture(const IgdAxis *h, const IgdAxis *v,
                          const uint32_t *in, size_t in_pitch,
                          uint32_t *out, size_t out_pitch)
{
    Tap th[CHUNK];

    for (uint32_t x = 0, n; x < h->dst; x += n) {
        n = chunk_of(h->dst - x);
        axis_taps(h, x, n, th);
        resample_column(v, in, in_pitch, th, n, out + x, out_pitch);
    }
}
