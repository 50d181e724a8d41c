/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Composition: see compose.h.
 *
 * Most layers are opaque RGB that nothing happens to, or a correction of each
 * channel for itself. Those are copied, or looked up in tables of 256. Where
 * all below has eight bits, a layer with alpha is laid on what is painted
 * already. What is below, on and above any other layer, and where layers with
 * alpha meet each other or what is above them, is then composed anew in blocks
 * with all bits, which gives the same for what is simpler.
 */
#include <string.h>
#include "blend.h"
#include "paint.h"

typedef struct Composition {
    const IgdBackdrop *backdrop;
    IgdLayer *layers;
    size_t num_layers;
    IgdRect picture;
    uint32_t *out;
    size_t pitch;
    IgdTable table[4];      /* by IGD_CORRECT_* bits */
    bool plain;             /* nothing is corrected, the backdrop is black */
} Composition;

typedef enum Way { WAY_PAINT, WAY_LAY_ON, WAY_EXACT } Way;

static void make_table(const IgdBackdrop *backdrop, unsigned correct,
                       IgdTable *t)
{
    if (!correct || !backdrop) {
        t->valid = t->identity = true;
        return;
    }
    t->valid = igd_correct_table(&backdrop->correction, correct, t->value);
    t->identity = t->valid;
    for (unsigned v = 0; v < 256 && t->identity; v++) {
        t->identity = t->value[0][v] == v && t->value[1][v] == v &&
                      t->value[2][v] == v;
    }
}

/* Each of its pixels is there, as it is in memory. */
static bool is_whole(const Composition *c, size_t i)
{
    const IgdLayer *l = &c->layers[i];

    return l->alpha == 255 && !l->force && !l->scaled &&
           l->key.mode == IGD_KEY_NONE &&
           !(l->above && i && c->layers[i - 1].key.mode ==
                              IGD_KEY_DESTINATION);
}

static Way way_of(const Composition *c, size_t i)
{
    const IgdLayer *l = &c->layers[i];

    if (!is_whole(c, i)) {
        return WAY_EXACT;
    }
    switch (l->blend) {
    case IGD_BLEND_OPAQUE:
        return c->table[l->correct].valid &&
               igd_can_paint(l->decode.format, l->correct != 0) ?
               WAY_PAINT : WAY_EXACT;
    case IGD_BLEND_PREMULTIPLIED:
    case IGD_BLEND_STRAIGHT:
        return c->plain && igd_can_lay_on(l->decode.format) ? WAY_LAY_ON :
                                                              WAY_EXACT;
    default:
        return WAY_EXACT;
    }
}

static void paint_backdrop(const Composition *c)
{
    uint32_t *out = c->out;
    IgdRect corner = { 0, 0, 1, 1 };
    uint32_t color = 0;

    if (c->backdrop) {
        igd_blend_block(c->backdrop, NULL, 0, &corner, &color, 1);
    }
    for (int32_t y = 0; y < c->picture.y1; y++, out += c->pitch) {
        if (!color) {
            memset(out, 0, c->picture.x1 * sizeof(*out));
            continue;
        }
        for (int32_t x = 0; x < c->picture.x1; x++) {
            out[x] = color;
        }
    }
}

static bool is_covered(const Composition *c)
{
    for (size_t i = 0; i < c->num_layers; i++) {
        IgdRect r = igd_layer_rect(&c->layers[i]);

        r = igd_rect_common(&r, &c->picture);
        if (way_of(c, i) == WAY_PAINT && !r.x0 && !r.y0 &&
            r.x1 == c->picture.x1 && r.y1 == c->picture.y1) {
            return true;
        }
    }
    return false;
}

static void widen(IgdRect *sum, const IgdRect *r)
{
    if (!igd_rect_empty(r)) {
        sum->x0 = r->x0 < sum->x0 ? r->x0 : sum->x0;
        sum->y0 = r->y0 < sum->y0 ? r->y0 : sum->y0;
        sum->x1 = r->x1 > sum->x1 ? r->x1 : sum->x1;
        sum->y1 = r->y1 > sum->y1 ? r->y1 : sum->y1;
    }
}

/* Where layer @i, which is laid on, meets what it could not be laid on. */
static void widen_where_met(const Composition *c, size_t i, const IgdRect *at,
                            IgdRect *sum)
{
    for (size_t j = 0; j < c->num_layers; j++) {
        IgdRect r = igd_layer_rect(&c->layers[j]);

        r = igd_rect_common(&r, at);
        if (j != i && !(j < i && way_of(c, j) == WAY_PAINT &&
                        igd_can_lay_on(c->layers[j].decode.format))) {
            widen(sum, &r);
        }
    }
}

/* What of @block is to be composed exactly: a rectangle around it. */
static IgdRect to_blend(const Composition *c, const IgdRect *block)
{
    IgdRect sum = { block->x1, block->y1, block->x0, block->y0 };

    for (size_t i = 0; i < c->num_layers; i++) {
        IgdRect r = igd_layer_rect(&c->layers[i]);
        Way way = way_of(c, i);

        r = igd_rect_common(&r, block);
        if (way == WAY_EXACT) {
            widen(&sum, &r);
        } else if (way == WAY_LAY_ON && !igd_rect_empty(&r)) {
            widen_where_met(c, i, &r, &sum);
        }
    }
    return sum;
}

static void blend_blocks(const Composition *c)
{
    for (int32_t y = 0; y < c->picture.y1; y += IGD_BLOCK) {
        for (int32_t x = 0; x < c->picture.x1; x += IGD_BLOCK) {
            IgdRect block = { x, y, x + IGD_BLOCK, y + IGD_BLOCK };

            block = igd_rect_common(&block, &c->picture);
            block = to_blend(c, &block);
            if (!igd_rect_empty(&block)) {
                igd_blend_block(c->backdrop, c->layers, c->num_layers, &block,
                                c->out, c->pitch);
            }
        }
    }
}

void igd_compose(const IgdBackdrop *backdrop,
                 IgdLayer *layers, size_t num_layers,
                 uint32_t *out, uint32_t width, uint32_t height,
                 size_t pitch)
{
    Composition c = {
        .backdrop = backdrop, .layers = layers, .num_layers = num_layers,
        .picture = { 0, 0, width, height }, .out = out, .pitch = pitch,
        .plain = !backdrop || !(backdrop->color || backdrop->correct),
    };

    make_table(backdrop, 0, &c.table[0]);
    for (size_t i = 0; i < num_layers; i++) {
        IgdTable *t = &c.table[layers[i].correct];

        layers[i].surface.faulted = false;
        if (!t->valid) {
            make_table(backdrop, layers[i].correct, t);
        }
        c.plain = c.plain && (!backdrop || !layers[i].correct);
    }
    if (!is_covered(&c)) {
        paint_backdrop(&c);
    }
    for (size_t i = 0; i < num_layers; i++) {
        Way way = way_of(&c, i);

        if (way == WAY_PAINT) {
            igd_paint(&layers[i], &c.table[layers[i].correct], &c.picture,
                      out, pitch);
        } else if (way == WAY_LAY_ON) {
            igd_lay_on(&layers[i], &c.picture, out, pitch);
        }
    }
    blend_blocks(&c);
}
