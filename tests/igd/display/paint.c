/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Painting of layers: see paint.h. */
#include "paint.h"

/* Pixels at a time that are decoded with all bits */
#define CHUNK   256

bool igd_can_paint(IgdFormat format, bool corrected)
{
    return !corrected || igd_can_lay_on(format);
}

bool igd_can_lay_on(IgdFormat format)
{
    return format == IGD_FORMAT_XRGB8888 || format == IGD_FORMAT_XBGR8888;
}

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

static void look_up(const IgdTable *t, uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++) {
        out[i] = t->value[0][out[i] >> 16] << 16 |
                 t->value[1][out[i] >> 8 & 0xff] << 8 |
                 t->value[2][out[i] & 0xff];
    }
}

typedef struct Painter {
    const IgdLayer *layer;
    const IgdTable *table;
    uint32_t *out;          /* of the rectangle's first pixel */
    size_t pitch;
    uint32_t width, height; /* of the rectangle */
} Painter;

/* @n pixels from @first of @row on, from left to right as they are there. */
typedef void PutFn(const Painter *p, const uint8_t *row, uint32_t first,
                   uint32_t n, uint32_t *out);

static void put_decoded(const IgdDecode *decode, const uint8_t *row,
                        uint32_t first, uint32_t n, uint32_t *out)
{
    static const IgdKey no_key = { .mode = IGD_KEY_NONE };
    IgdPixel pixel[CHUNK];

    for (uint32_t part; n; n -= part, first += part, out += part) {
        part = n < CHUNK ? n : CHUNK;
        igd_decode(decode, &no_key, row, first, part, pixel);
        for (uint32_t i = 0; i < part; i++) {
            out[i] = igd_rgb8(pixel[i].r, pixel[i].g, pixel[i].b);
        }
    }
}

static void put_opaque(const Painter *p, const uint8_t *row, uint32_t first,
                       uint32_t n, uint32_t *out)
{
    const IgdDecode *decode = &p->layer->decode;
    const uint8_t *at = row + first * igd_format_bytes(decode->format);

    switch (decode->format) {
    case IGD_FORMAT_XRGB8888:
        put_xrgb(at, n, out);
        break;
    case IGD_FORMAT_XBGR8888:
        put_xbgr(at, n, out);
        break;
    case IGD_FORMAT_RGB565:
        put_565(at, n, out);
        break;
    case IGD_FORMAT_XRGB2101010:
    case IGD_FORMAT_XBGR2101010:
        put_2101010(at, n, decode->format == IGD_FORMAT_XBGR2101010, out);
        break;
    default:
        put_decoded(decode, row, first, n, out);
        break;
    }
    if (!p->table->identity) {
        look_up(p->table, n, out);
    }
}

/* As blend.c has it, with the same bits. */
static uint32_t blend(uint32_t src, uint32_t a, bool straight, uint32_t below)
{
    int32_t color = igd_from8(src), alpha = igd_from8(a), sum;

    if (straight) {
        color = igd_mul(color, alpha);
    }
    sum = color + igd_mul(igd_from8(below), IGD_ONE - alpha);
    return igd_to8(sum);
}

static void put_alpha(const Painter *p, const uint8_t *row, uint32_t first,
                      uint32_t n, uint32_t *out)
{
    bool straight = p->layer->blend == IGD_BLEND_STRAIGHT;
    unsigned red = p->layer->decode.format == IGD_FORMAT_XRGB8888 ? 2 : 0;

    row += first * 4;
    for (uint32_t i = 0; i < n; i++, row += 4) {
        uint32_t a = row[3], below = out[i];

        /* the ends of the scale are most of what there is */
        if (a == 255) {
            out[i] = row[red] << 16 | row[1] << 8 | row[2 - red];
        } else if (a || row[0] || row[1] || row[2]) {
            out[i] = blend(row[red], a, straight, below >> 16) << 16 |
                     blend(row[1], a, straight, below >> 8 & 0xff) << 8 |
                     blend(row[2 - red], a, straight, below & 0xff);
        }
    }
}

static void turn_round(uint32_t *pixels, uint32_t n)
{
    for (uint32_t i = 0; i < n / 2; i++) {
        uint32_t pixel = pixels[i];

        pixels[i] = pixels[n - 1 - i];
        pixels[n - 1 - i] = pixel;
    }
}

/* What is read from left to right goes from right to left, upwards. */
static void put_reversed(const Painter *p, PutFn *put, const uint8_t *row,
                         uint32_t first, uint32_t n, uint32_t x, uint32_t y)
{
    uint32_t *out = p->out + (p->height - 1 - y) * p->pitch + p->width - x - n;

    turn_round(out, n);
    put(p, row, first, n, out);
    turn_round(out, n);
}

static void run(const Painter *p, PutFn *put, const uint8_t *row,
                uint32_t first, uint32_t n, uint32_t x, uint32_t y)
{
    if (p->layer->reversed) {
        put_reversed(p, put, row, first, n, x, y);
    } else {
        put(p, row, first, n, p->out + y * p->pitch + x);
    }
}

static void paint_run(void *opaque, const uint8_t *row, uint32_t first,
                      uint32_t n, uint32_t x, uint32_t y)
{
    run(opaque, put_opaque, row, first, n, x, y);
}

static void lay_on_run(void *opaque, const uint8_t *row, uint32_t first,
                       uint32_t n, uint32_t x, uint32_t y)
{
    run(opaque, put_alpha, row, first, n, x, y);
}

static void walk(IgdLayer *l, const IgdTable *table, const IgdRect *picture,
                 uint32_t *out, size_t pitch, IgdRunFn *fn)
{
    IgdRect all = igd_layer_rect(l);
    IgdRect r = igd_rect_common(&all, picture);
    Painter painter = {
        .layer = l, .table = table, .out = out + r.y0 * (ptrdiff_t)pitch + r.x0,
        .pitch = pitch, .width = r.x1 - r.x0, .height = r.y1 - r.y0,
    };

    if (igd_rect_empty(&r)) {
        return;
    }
    if (l->reversed) {
        r = (IgdRect) { all.x0 + all.x1 - r.x1, all.y0 + all.y1 - r.y1,
                        all.x0 + all.x1 - r.x0, all.y0 + all.y1 - r.y0 };
    }
    igd_surface_walk(&l->surface, l->src_x + (r.x0 - all.x0),
                     l->src_y + (r.y0 - all.y0), painter.width,
                     painter.height, fn, &painter);
}

void igd_paint(IgdLayer *l, const IgdTable *table, const IgdRect *picture,
               uint32_t *out, size_t pitch)
{
    walk(l, table, picture, out, pitch, paint_run);
}

void igd_lay_on(IgdLayer *l, const IgdRect *picture, uint32_t *out,
                size_t pitch)
{
    walk(l, NULL, picture, out, pitch, lay_on_run);
}
