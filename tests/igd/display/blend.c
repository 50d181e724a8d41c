/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Composition with all bits: see blend.h.
 *
 * The colour correction of the pipe comes after blending, and each plane says
 * whether its pixels take part (PLANE_CTL's pipe gamma and CSC enable). Of
 * planes that are blended and do not agree the topmost decides here; what
 * hardware does is not documented, and drivers let all agree (i915
 * skl_plane_ctl_crtc()).
 *
 * Keys: Intel's register definitions of PLANE_CTL "Key Enable"; i915
 * intel_sprite_uapi.c.
 */
#include <string.h>
#include "blend.h"

#define SPAN    IGD_AXIS_SPAN(IGD_BLOCK)

/* A pixel of the picture. */
typedef struct Spot {
    int32_t color[3];       /* red, green, blue */
    unsigned correct;
    bool covered;           /* a layer is here */
    bool opaque;            /* the layer before is, here */
    bool match;             /* the destination key of that layer matches */
} Spot;

typedef struct Block {
    Spot spot[IGD_BLOCK * IGD_BLOCK];
    IgdPixel pixel[IGD_BLOCK * IGD_BLOCK];  /* of a layer, at its place */
    IgdPixel source[SPAN * SPAN];           /* of a scaled layer, before */
} Block;

IgdRect igd_layer_rect(const IgdLayer *l)
{
    uint32_t width = l->scaled ? l->h.dst : l->width;
    uint32_t height = l->scaled ? l->v.dst : l->height;

    return (IgdRect) { l->dst_x, l->dst_y,
                       l->dst_x + (int32_t)width,
                       l->dst_y + (int32_t)height };
}

/* Where the pixels of a walk over a surface go. */
typedef struct Sink {
    const IgdLayer *layer;
    IgdPixel *out;          /* of the rectangle's first pixel */
    size_t pitch;
    uint32_t width, height; /* of the rectangle */
} Sink;

static void sink_run(void *opaque, const uint8_t *row, uint32_t first,
                     uint32_t n, uint32_t x, uint32_t y)
{
    Sink *s = opaque;
    IgdPixel *out = s->out + y * s->pitch + x;

    if (!s->layer->reversed) {
        igd_decode(&s->layer->decode, &s->layer->key, row, first, n, out);
        return;
    }
    out = s->out + (s->height - 1 - y) * s->pitch + s->width - 1 - x;
    for (uint32_t i = 0; i < n; i++) {
        igd_decode(&s->layer->decode, &s->layer->key, row, first + i, 1,
                   out - i);
    }
}

/* Pixels of the layer as it would be without scaling. */
static void read_layer(IgdLayer *l, uint32_t x, uint32_t y, uint32_t width,
                       uint32_t height, IgdPixel *out, size_t pitch)
{
    Sink sink = { l, out, pitch, width, height };

    if (l->reversed) {
        x = l->width - width - x;
        y = l->height - height - y;
    }
    igd_surface_walk(&l->surface, l->src_x + x, l->src_y + y, width, height,
                     sink_run, &sink);
}

/* Alpha of the pixel, and colours multiplied by it. */
static void premultiply(const IgdLayer *l, IgdPixel *p)
{
    switch (l->blend) {
    case IGD_BLEND_OPAQUE:
        p->a = IGD_ONE;
        break;
    case IGD_BLEND_STRAIGHT:
        p->r = igd_mul(p->r, p->a);
        p->g = igd_mul(p->g, p->a);
        p->b = igd_mul(p->b, p->a);
        break;
    default:
        break;
    }
}

static void premultiply_all(const IgdLayer *l, IgdPixel *p, uint32_t width,
                            uint32_t height, size_t pitch)
{
    for (uint32_t y = 0; y < height; y++, p += pitch) {
        for (uint32_t x = 0; x < width; x++) {
            premultiply(l, &p[x]);
        }
    }
}

/* Pixels of the layer at their place, from @x, @y of what it shows. */
static void fill_pixels(IgdLayer *l, Block *b, uint32_t x, uint32_t y,
                        uint32_t width, uint32_t height)
{
    uint32_t left, top, columns, rows;

    if (!l->scaled) {
        read_layer(l, x, y, width, height, b->pixel, IGD_BLOCK);
        premultiply_all(l, b->pixel, width, height, IGD_BLOCK);
        return;
    }
    left = igd_axis_span(&l->h, x, width, &columns);
    top = igd_axis_span(&l->v, y, height, &rows);
    if (columns > SPAN || rows > SPAN) {
        memset(b->pixel, 0, sizeof(b->pixel));
        return;
    }
    read_layer(l, left, top, columns, rows, b->source, SPAN);
    premultiply_all(l, b->source, columns, rows, SPAN);
    igd_resample(&l->h, &l->v, b->source, SPAN, x, y, width, height,
                 b->pixel, IGD_BLOCK);
}

static int32_t over(int32_t src, int32_t a, int32_t dst)
{
    int32_t sum = src + igd_mul(dst, IGD_ONE - a);

    /* what is not premultiplied as it says it is */
    return sum > IGD_ONE ? IGD_ONE : sum;
}

static bool is_forced(const IgdLayer *l, const Spot *s)
{
    return l->force && s->covered &&
           l->force_over & (s->correct & IGD_CORRECT_CSC ?
                            IGD_FORCE_OVER_CSC : IGD_FORCE_OVER_OTHERS);
}

static void blend_alpha(const IgdLayer *l, const IgdPixel *p, Spot *s)
{
    int32_t color[3] = { p->r, p->g, p->b };
    int32_t a = p->a;

    if (is_forced(l, s)) {
        if (igd_to8(a) < l->force) {
            return;
        }
        a = IGD_ONE;
    }
    if (l->alpha != 255) {
        int32_t all = igd_from8(l->alpha);

        a = igd_mul(a, all);
        for (unsigned i = 0; i < 3; i++) {
            color[i] = igd_mul(color[i], all);
        }
    }
    for (unsigned i = 0; i < 3; i++) {
        s->color[i] = a == IGD_ONE ? color[i] :
                                     over(color[i], a, s->color[i]);
    }
    s->opaque = a == IGD_ONE;
    if (a || color[0] || color[1] || color[2]) {
        s->correct = l->correct;
    }
}

/*
 * Cursors without alpha. What the names of the modes say is that the upper
 * byte masks what is below, and that the colour is then combined by exclusive
 * or, or shown where the mask is 0 and else inverts where it is not 0. The
 * manuals that say more are not public.
 */
static void blend_mask(const IgdLayer *l, const IgdPixel *p, Spot *s)
{
    uint32_t mask = igd_to8(p->a), color = igd_rgb8(p->r, p->g, p->b);
    const uint32_t c[3] = { color >> 16, color >> 8 & 0xff, color & 0xff };

    if (mask == 255 && !color) {
        return;
    }
    for (unsigned i = 0; i < 3; i++) {
        uint32_t below = igd_to8(s->color[i]);

        if (l->blend == IGD_BLEND_AND_XOR) {
            below = (below & mask) ^ c[i];
        } else {
            below = !mask ? c[i] : color ? 255 - below : below;
        }
        s->color[i] = igd_from8(below);
    }
    s->opaque = !mask;
    s->correct = l->correct;
}

static void blend(const IgdLayer *l, const IgdPixel *p, bool hidden, Spot *s)
{
    bool below = s->opaque;

    s->opaque = s->match = false;
    if (hidden ||
        (p->match && (l->key.mode == IGD_KEY_SOURCE ||
                      (l->key.mode == IGD_KEY_SOURCE_WINDOW && below)))) {
        return;
    }
    if (l->blend == IGD_BLEND_AND_XOR || l->blend == IGD_BLEND_AND_INVERT) {
        blend_mask(l, p, s);
    } else {
        blend_alpha(l, p, s);
    }
    s->covered = true;
    s->match = p->match;
}

static void blend_layer(IgdLayer *l, const IgdLayer *before,
                        const IgdRect *rect, Block *b)
{
    bool keyed = l->above && before &&
                 before->key.mode == IGD_KEY_DESTINATION;
    IgdRect all = igd_layer_rect(l);
    IgdRect part = igd_rect_common(&all, rect);

    if (igd_rect_empty(&part)) {
        part = (IgdRect) { rect->x0, rect->y0, rect->x0, rect->y0 };
    } else {
        fill_pixels(l, b, part.x0 - all.x0, part.y0 - all.y0,
                    part.x1 - part.x0, part.y1 - part.y0);
    }
    for (int32_t y = rect->y0; y < rect->y1; y++) {
        Spot *s = b->spot + (y - rect->y0) * IGD_BLOCK;
        bool outside = y < part.y0 || y >= part.y1;
        const IgdPixel *p = b->pixel + (outside ? 0 : (y - part.y0) *
                                                      IGD_BLOCK);

        for (int32_t x = rect->x0; x < rect->x1; x++, s++) {
            if (outside || x < part.x0 || x >= part.x1) {
                s->opaque = s->match = false;
                continue;
            }
            s->opaque = s->opaque && l->above;
            blend(l, p++, keyed && !s->match, s);
        }
    }
}

static void fill_backdrop(const IgdBackdrop *backdrop, const IgdRect *rect,
                          Block *b)
{
    Spot spot = { };

    if (backdrop) {
        spot.color[0] = igd_from10(backdrop->color >> 20 & 0x3ff);
        spot.color[1] = igd_from10(backdrop->color >> 10 & 0x3ff);
        spot.color[2] = igd_from10(backdrop->color & 0x3ff);
        spot.correct = backdrop->correct;
    }
    for (int32_t y = 0; y < rect->y1 - rect->y0; y++) {
        for (int32_t x = 0; x < rect->x1 - rect->x0; x++) {
            b->spot[y * IGD_BLOCK + x] = spot;
        }
    }
}

void igd_blend_block(const IgdBackdrop *backdrop, IgdLayer *layers,
                     size_t num_layers, const IgdRect *rect, uint32_t *out,
                     size_t pitch)
{
    const IgdCorrection *correction = backdrop ? &backdrop->correction : NULL;
    Block b;

    fill_backdrop(backdrop, rect, &b);
    for (size_t i = 0; i < num_layers; i++) {
        blend_layer(&layers[i], i ? &layers[i - 1] : NULL, rect, &b);
    }
    for (int32_t y = rect->y0; y < rect->y1; y++) {
        for (int32_t x = rect->x0; x < rect->x1; x++) {
            Spot *s = &b.spot[(y - rect->y0) * IGD_BLOCK + x - rect->x0];

            if (correction && s->correct) {
                igd_correct(correction, s->correct, s->color);
            }
            out[y * pitch + x] = igd_rgb8(s->color[0], s->color[1],
                                          s->color[2]);
        }
    }
}
