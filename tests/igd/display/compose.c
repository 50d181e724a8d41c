/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Composition: see compose.h.
 *
 * Most layers are opaque RGB that nothing happens to, or a correction of each
 * channel for itself. Those are copied, or looked up in tables of 256. What
 * is below, on and above any other layer is then composed anew in blocks with
 * all bits, which gives the same for the simple layers.
 */
#include <string.h>
#include "blend.h"

/* How the simple layers with a certain correction are painted. */
typedef struct Table {
    bool valid;             /* channels do not mix */
    bool identity;
    uint8_t value[3][256];
} Table;

typedef struct Tables {
    Table table[4];         /* by IGD_CORRECT_* bits */
} Tables;

static void make_table(const IgdBackdrop *backdrop, unsigned correct,
                       Table *t)
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

static bool format_is_simple(IgdFormat format, bool corrected)
{
    switch (format) {
    case IGD_FORMAT_XRGB8888:
    case IGD_FORMAT_XBGR8888:
        return true;
    case IGD_FORMAT_XRGB2101010:
    case IGD_FORMAT_XBGR2101010:
    case IGD_FORMAT_RGB565:
        return !corrected;
    default:
        return false;
    }
}

static bool layer_is_simple(const IgdLayer *layers, size_t i,
                            const Tables *tables)
{
    const IgdLayer *l = &layers[i];
    const Table *t = &tables->table[l->correct];

    return l->blend == IGD_BLEND_OPAQUE && l->alpha == 255 && !l->reversed &&
           !l->scaled && !l->surface.rotated &&
           l->key.mode == IGD_KEY_NONE && t->valid &&
           !(l->above && i && layers[i - 1].key.mode ==
                              IGD_KEY_DESTINATION) &&
           format_is_simple(l->decode.format, l->correct != 0);
}

typedef struct Painter {
    IgdFormat format;
    const Table *table;
    uint32_t *out;          /* of the rectangle's first pixel */
    size_t pitch;
} Painter;

/* The most usual case, in a loop that compilers make vectors of. */
static void put_xrgb(const uint8_t *p, uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++, p += 4) {
        out[i] = p[0] | p[1] << 8 | (uint32_t)p[2] << 16;
    }
}

static void put_xbgr(const uint8_t *p, uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++, p += 4) {
        out[i] = p[2] | p[1] << 8 | (uint32_t)p[0] << 16;
    }
}

static void put_2101010(const uint8_t *p, uint32_t n, bool bgr, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++, p += 4) {
        uint32_t v = p[0] | p[1] << 8 | p[2] << 16 | (uint32_t)p[3] << 24;
        uint32_t high = v >> 22 & 0xff, low = v >> 2 & 0xff;

        out[i] = (bgr ? low : high) << 16 | (v >> 12 & 0xff) << 8 |
                 (bgr ? high : low);
    }
}

static void put_565(const uint8_t *p, uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++, p += 2) {
        uint32_t v = p[0] | p[1] << 8;
        uint32_t r = v >> 11, g = v >> 5 & 0x3f, b = v & 0x1f;

        out[i] = (r << 3 | r >> 2) << 16 | (g << 2 | g >> 4) << 8 |
                 (b << 3 | b >> 2);
    }
}

static void look_up(const Table *t, uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++) {
        out[i] = t->value[0][out[i] >> 16] << 16 |
                 t->value[1][out[i] >> 8 & 0xff] << 8 |
                 t->value[2][out[i] & 0xff];
    }
}

static void paint_run(void *opaque, const uint8_t *row, uint32_t first,
                      uint32_t n, uint32_t x, uint32_t y)
{
    const Painter *p = opaque;
    uint32_t *out = p->out + y * p->pitch + x;

    row += first * igd_format_bytes(p->format);
    switch (p->format) {
    case IGD_FORMAT_XRGB8888:
        put_xrgb(row, n, out);
        break;
    case IGD_FORMAT_XBGR8888:
        put_xbgr(row, n, out);
        break;
    case IGD_FORMAT_RGB565:
        put_565(row, n, out);
        break;
    default:
        put_2101010(row, n, p->format == IGD_FORMAT_XBGR2101010, out);
        break;
    }
    if (!p->table->identity) {
        look_up(p->table, n, out);
    }
}

static void paint(IgdLayer *l, const Table *table, const IgdRect *picture,
                  uint32_t *out, size_t pitch)
{
    IgdRect all = igd_layer_rect(l);
    IgdRect r = igd_rect_common(&all, picture);
    Painter painter = {
        .format = l->decode.format, .table = table, .pitch = pitch,
    };

    if (igd_rect_empty(&r)) {
        return;
    }
    painter.out = out + r.y0 * pitch + r.x0;
    igd_surface_walk(&l->surface, l->src_x + (r.x0 - all.x0),
                     l->src_y + (r.y0 - all.y0), r.x1 - r.x0, r.y1 - r.y0,
                     paint_run, &painter);
}

static void paint_backdrop(const IgdBackdrop *backdrop, uint32_t *out,
                           uint32_t width, uint32_t height, size_t pitch)
{
    IgdRect corner = { 0, 0, 1, 1 };
    uint32_t color = 0;

    if (backdrop) {
        igd_blend_block(backdrop, NULL, 0, &corner, &color, 1);
    }
    for (uint32_t y = 0; y < height; y++) {
        if (!color) {
            memset(out + y * pitch, 0, width * sizeof(*out));
            continue;
        }
        for (uint32_t x = 0; x < width; x++) {
            out[y * pitch + x] = color;
        }
    }
}

static bool is_covered(const IgdLayer *layers, size_t num_layers,
                       const Tables *tables, const IgdRect *picture)
{
    for (size_t i = 0; i < num_layers; i++) {
        IgdRect r = igd_layer_rect(&layers[i]);

        r = igd_rect_common(&r, picture);
        if (layer_is_simple(layers, i, tables) && !r.x0 && !r.y0 &&
            r.x1 == picture->x1 && r.y1 == picture->y1) {
            return true;
        }
    }
    return false;
}

/* What of @block has a layer that is not simple: a rectangle around it. */
static IgdRect to_blend(const IgdLayer *layers, size_t num_layers,
                        const Tables *tables, const IgdRect *block)
{
    IgdRect sum = { block->x1, block->y1, block->x0, block->y0 };

    for (size_t i = 0; i < num_layers; i++) {
        IgdRect r = igd_layer_rect(&layers[i]);

        r = igd_rect_common(&r, block);
        if (igd_rect_empty(&r) || layer_is_simple(layers, i, tables)) {
            continue;
        }
        sum.x0 = r.x0 < sum.x0 ? r.x0 : sum.x0;
        sum.y0 = r.y0 < sum.y0 ? r.y0 : sum.y0;
        sum.x1 = r.x1 > sum.x1 ? r.x1 : sum.x1;
        sum.y1 = r.y1 > sum.y1 ? r.y1 : sum.y1;
    }
    return sum;
}

static void blend_blocks(const IgdBackdrop *backdrop, IgdLayer *layers,
                         size_t num_layers, const Tables *tables,
                         const IgdRect *picture, uint32_t *out, size_t pitch)
{
    for (int32_t y = picture->y0; y < picture->y1; y += IGD_BLOCK) {
        for (int32_t x = picture->x0; x < picture->x1; x += IGD_BLOCK) {
            IgdRect block = { x, y, x + IGD_BLOCK, y + IGD_BLOCK };

            block = igd_rect_common(&block, picture);
            block = to_blend(layers, num_layers, tables, &block);
            if (!igd_rect_empty(&block)) {
                igd_blend_block(backdrop, layers, num_layers, &block, out,
                                pitch);
            }
        }
    }
}

void igd_compose(const IgdBackdrop *backdrop,
                 IgdLayer *layers, size_t num_layers,
                 uint32_t *out, uint32_t width, uint32_t height,
                 size_t pitch)
{
    IgdRect picture = { 0, 0, width, height };
    Tables tables = { };

    make_table(backdrop, 0, &tables.table[0]);
    for (size_t i = 0; i < num_layers; i++) {
        Table *t = &tables.table[layers[i].correct];

        layers[i].surface.faulted = false;
        if (!t->valid) {
            make_table(backdrop, layers[i].correct, t);
        }
    }
    if (!is_covered(layers, num_layers, &tables, &picture)) {
        paint_backdrop(backdrop, out, width, height, pitch);
    }
    for (size_t i = 0; i < num_layers; i++) {
        if (layer_is_simple(layers, i, &tables)) {
            paint(&layers[i], &tables.table[layers[i].correct], &picture, out,
                  pitch);
        }
    }
    blend_blocks(backdrop, layers, num_layers, &tables, &picture, out, pitch);
}
