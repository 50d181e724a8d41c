/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Composition: see compose.h. */
#include <string.h>
#include "compose.h"

#define TILE_BYTES 4096

/* A rectangle of the layer, clipped, with where it lands. */
typedef struct Clip {
    uint32_t src_x, src_y;      /* in the surface */
    uint32_t dst_x, dst_y;      /* in the picture */
    uint32_t width, height;
} Clip;

unsigned igd_format_bytes(IgdFormat format)
{
    return format == IGD_FORMAT_RGB565 ? 2 : 4;
}

static uint32_t rgb(uint32_t r, uint32_t g, uint32_t b)
{
    return r << 16 | g << 8 | b;
}

/* More than 8 bits lose the low ones; fewer are repeated to fill up. */
static uint32_t to_rgb(IgdFormat format, const uint8_t *p)
{
    uint32_t v = p[0] | p[1] << 8;

    if (igd_format_bytes(format) == 4) {
        v |= (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
    }
    switch (format) {
    case IGD_FORMAT_XBGR8888:
        return rgb(v & 0xff, v >> 8 & 0xff, v >> 16 & 0xff);
    case IGD_FORMAT_XRGB2101010:
        return rgb(v >> 22 & 0xff, v >> 12 & 0xff, v >> 2 & 0xff);
    case IGD_FORMAT_XBGR2101010:
        return rgb(v >> 2 & 0xff, v >> 12 & 0xff, v >> 22 & 0xff);
    case IGD_FORMAT_RGB565: {
        uint32_t r = v >> 11, g = v >> 5 & 0x3f, b = v & 0x1f;

        return rgb(r << 3 | r >> 2, g << 2 | g >> 4, b << 3 | b >> 2);
    }
    case IGD_FORMAT_XRGB8888:
    default:
        return v & 0xffffff;
    }
}

static uint32_t div255(uint32_t v)
{
    return (v + 127) / 255;
}

static uint32_t blend_component(IgdAlpha alpha, uint32_t a, uint32_t src,
                                uint32_t dst)
{
    uint32_t sum;

    if (alpha == IGD_ALPHA_STRAIGHT) {
        return div255(src * a + dst * (255 - a));
    }
    sum = src + div255(dst * (255 - a));
    return sum > 255 ? 255 : sum;
}

static uint32_t blend(IgdAlpha alpha, uint32_t a, uint32_t src, uint32_t dst)
{
    if (a == 255) {
        return src;
    }
    return rgb(blend_component(alpha, a, src >> 16, dst >> 16),
               blend_component(alpha, a, src >> 8 & 0xff, dst >> 8 & 0xff),
               blend_component(alpha, a, src & 0xff, dst & 0xff));
}

/* The most usual case, in a loop that compilers make vectors of. */
static void put_opaque_xrgb(const uint8_t *p, uint32_t n, uint32_t *out)
{
    for (uint32_t i = 0; i < n; i++, p += 4) {
        out[i] = p[0] | p[1] << 8 | (uint32_t)p[2] << 16;
    }
}

/* Put @n pixels at @p onto @out. */
static void put_pixels(const IgdLayer *layer, const uint8_t *p, uint32_t n,
                       uint32_t *out)
{
    unsigned bytes = igd_format_bytes(layer->format);
    IgdAlpha alpha = bytes == 4 ? layer->alpha : IGD_ALPHA_NONE;

    if (layer->format == IGD_FORMAT_XRGB8888 && alpha == IGD_ALPHA_NONE) {
        put_opaque_xrgb(p, n, out);
        return;
    }
    for (uint32_t i = 0; i < n; i++, p += bytes) {
        uint32_t src = to_rgb(layer->format, p);

        out[i] = alpha == IGD_ALPHA_NONE ? src :
                 blend(alpha, p[3], src, out[i]);
    }
}

static void fetch(IgdLayer *layer, uint64_t offset, void *buf, size_t len)
{
    if (!layer->fetch(layer->opaque, offset, buf, len)) {
        layer->faulted = true;
    }
}

static void put_linear(IgdLayer *layer, const Clip *c, uint32_t *out,
                       size_t pitch)
{
    unsigned bytes = igd_format_bytes(layer->format);
    uint8_t buf[TILE_BYTES];
    uint32_t chunk = sizeof(buf) / bytes;

    for (uint32_t y = 0; y < c->height; y++) {
        uint64_t offset = (uint64_t)(c->src_y + y) * layer->stride +
                          (uint64_t)c->src_x * bytes;
        uint32_t *row = out + (c->dst_y + y) * pitch + c->dst_x;

        for (uint32_t x = 0; x < c->width; x += chunk) {
            uint32_t n = c->width - x < chunk ? c->width - x : chunk;

            fetch(layer, offset + (uint64_t)x * bytes, buf, n * bytes);
            put_pixels(layer, buf, n, row + x);
        }
    }
}

/* Pixels of one row of one tile: @x, @n in pixels from the tile's left. */
static void put_tile_row(const IgdLayer *layer, const uint8_t *tile,
                         uint32_t x, uint32_t y, uint32_t n, uint32_t *out)
{
    unsigned bytes = igd_format_bytes(layer->format);

    if (layer->tiling == IGD_TILING_X) {
        put_pixels(layer, tile + y * 512 + x * bytes, n, out);
        return;
    }
    /* Y: columns of 16 bytes, one after the other */
    for (uint32_t end = x + n; x < end; ) {
        uint32_t column = x * bytes / 16;
        uint32_t run = (column + 1) * 16 / bytes - x;

        run = run < end - x ? run : end - x;
        put_pixels(layer, tile + column * 512 + y * 16 + x * bytes % 16, run,
                   out);
        out += run;
        x += run;
    }
}

static void put_tiled(IgdLayer *layer, const Clip *c, uint32_t *out,
                      size_t pitch)
{
    unsigned bytes = igd_format_bytes(layer->format);
    uint32_t tile_w = (layer->tiling == IGD_TILING_X ? 512 : 128) / bytes;
    uint32_t tile_h = layer->tiling == IGD_TILING_X ? 8 : 32;
    uint32_t tiles_per_row = layer->stride / (tile_w * bytes);
    uint32_t right = c->src_x + c->width, bottom = c->src_y + c->height;
    uint8_t tile[TILE_BYTES];

    for (uint32_t ty = c->src_y / tile_h; ty * tile_h < bottom; ty++) {
        uint32_t y0 = ty * tile_h > c->src_y ? ty * tile_h : c->src_y;
        uint32_t y1 = (ty + 1) * tile_h < bottom ? (ty + 1) * tile_h : bottom;

        for (uint32_t tx = c->src_x / tile_w; tx * tile_w < right; tx++) {
            uint32_t x0 = tx * tile_w > c->src_x ? tx * tile_w : c->src_x;
            uint32_t x1 = (tx + 1) * tile_w < right ? (tx + 1) * tile_w :
                                                      right;

            fetch(layer, ((uint64_t)ty * tiles_per_row + tx) * TILE_BYTES,
                  tile, sizeof(tile));
            for (uint32_t y = y0; y < y1; y++) {
                put_tile_row(layer, tile, x0 - tx * tile_w, y - ty * tile_h,
                             x1 - x0,
                             out + (c->dst_y + y - c->src_y) * pitch +
                             c->dst_x + x0 - c->src_x);
            }
        }
    }
}

/* Part of @len pixels at @pos that lies in 0..@limit: skipped and kept. */
static uint32_t clip_span(int64_t pos, uint32_t len, uint32_t limit,
                          uint32_t *skip)
{
    int64_t start = pos < 0 ? 0 : pos;
    int64_t end = pos + len < limit ? pos + len : limit;

    *skip = start - pos;
    return end > start ? end - start : 0;
}

static void put_layer(IgdLayer *layer, uint32_t *out, uint32_t width,
                      uint32_t height, size_t pitch)
{
    uint32_t skip_x, skip_y;
    Clip c;

    c.width = clip_span(layer->dst_x, layer->width, width, &skip_x);
    c.height = clip_span(layer->dst_y, layer->height, height, &skip_y);
    if (!c.width || !c.height) {
        return;
    }
    c.src_x = layer->src_x + skip_x;
    c.src_y = layer->src_y + skip_y;
    c.dst_x = layer->dst_x + skip_x;
    c.dst_y = layer->dst_y + skip_y;
    if (layer->tiling == IGD_TILING_LINEAR) {
        put_linear(layer, &c, out, pitch);
    } else {
        put_tiled(layer, &c, out, pitch);
    }
}

void igd_compose(IgdLayer *layers, size_t num_layers,
                 uint32_t *out, uint32_t width, uint32_t height,
                 size_t pitch)
{
    for (uint32_t y = 0; y < height; y++) {
        memset(out + y * pitch, 0, width * sizeof(*out));
    }
    for (size_t i = 0; i < num_layers; i++) {
        layers[i].faulted = false;
        put_layer(&layers[i], out, width, height, pitch);
    }
}
