/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Blitter: see blitter.h. Source of the raster operations' coding: Intel PRM
 * Skylake vol. 8, "Raster Operations".
 *
 * Pieces are cells of a grid over the destination. Tiles fit into the grid, so
 * that most are written as a whole.
 */
#include <string.h>
#include "blitter.h"

#define TILE_BYTES      4096
#define OWORD           16
#define PIECE_WIDTH     512     /* bytes */
#define PIECE_HEIGHT    32      /* rows */

/* A part of a surface, in bytes and rows. */
typedef struct Rect {
    uint32_t x, y, width, height;
} Rect;

typedef uint8_t Piece[PIECE_HEIGHT][PIECE_WIDTH];

bool igd_blit_needs_source(const IgdBlit *b)
{
    return ((b->rop >> 2) ^ b->rop) & 0x33;
}

static bool needs_destination(const IgdBlit *b)
{
    return (((b->rop >> 1) ^ b->rop) & 0x55) || b->keep;
}

static uint32_t columns(const IgdBlit *b)
{
    return (b->x2 * b->bytes - 1) / PIECE_WIDTH -
           b->x1 * b->bytes / PIECE_WIDTH + 1;
}

static uint32_t rows(const IgdBlit *b)
{
    return (b->y2 - 1) / PIECE_HEIGHT - b->y1 / PIECE_HEIGHT + 1;
}

uint32_t igd_blit_pieces(const IgdBlit *b)
{
    return b->x1 < b->x2 && b->y1 < b->y2 ? columns(b) * rows(b) : 0;
}

/* What @first to @last have of cell @i of @size. */
static void clip(uint32_t first, uint32_t last, uint32_t i, uint32_t size,
                 uint32_t *start, uint32_t *length)
{
    uint32_t end = (i + 1) * size < last ? (i + 1) * size : last;

    *start = i * size > first ? i * size : first;
    *length = end - *start;
}

/* Away from the source first: nothing is written that is still to be read. */
static Rect piece_rect(const IgdBlit *b, uint32_t piece)
{
    uint32_t column = piece % columns(b), row = piece / columns(b);
    Rect r;

    if (b->src_x < b->x1) {
        column = columns(b) - 1 - column;
    }
    if (b->src_y < b->y1) {
        row = rows(b) - 1 - row;
    }
    clip(b->x1 * b->bytes, b->x2 * b->bytes,
         b->x1 * b->bytes / PIECE_WIDTH + column, PIECE_WIDTH, &r.x, &r.width);
    clip(b->y1, b->y2, b->y1 / PIECE_HEIGHT + row, PIECE_HEIGHT, &r.y,
         &r.height);
    return r;
}

/* @in_tile of the tile at @tile, from or to rows of a piece from @piece on. */
typedef void TileFn(const IgdBlitSurface *s, unsigned bytes, uint64_t tile,
                    const Rect *in_tile, uint8_t *piece);

static void each_tile(const IgdBlitSurface *s, unsigned bytes, const Rect *r,
                      Piece piece, TileFn *fn)
{
    uint32_t width, height;

    igd_tile_size(s->tiling, bytes, &width, &height);
    for (uint32_t ty = r->y / height; ty * height < r->y + r->height; ty++) {
        for (uint32_t tx = r->x / width; tx * width < r->x + r->width; tx++) {
            uint64_t number = (uint64_t)ty * (s->pitch / width) + tx;
            uint8_t *start;
            Rect t;

            clip(r->x, r->x + r->width, tx, width, &t.x, &t.width);
            clip(r->y, r->y + r->height, ty, height, &t.y, &t.height);
            start = &piece[t.y - r->y][t.x - r->x];
            t.x -= tx * width;
            t.y -= ty * height;
            fn(s, bytes, number * TILE_BYTES, &t, start);
        }
    }
}

/* Bytes from @x of a row of a tile on that lie together, at most @left. */
static uint32_t together(IgdTiling tiling, uint32_t x, uint32_t left)
{
    uint32_t n = tiling == IGD_TILING_X ? left : OWORD - x % OWORD;

    return n < left ? n : left;
}

static void read_tile(const IgdBlitSurface *s, unsigned bytes, uint64_t tile,
                      const Rect *r, uint8_t *piece)
{
    uint8_t buf[TILE_BYTES];

    s->read(s->opaque, tile, buf, sizeof(buf));
    for (uint32_t y = 0; y < r->height; y++, piece += PIECE_WIDTH) {
        for (uint32_t x = 0, n; x < r->width; x += n) {
            n = together(s->tiling, r->x + x, r->width - x);
            memcpy(piece + x, buf + igd_tile_offset(s->tiling, bytes, r->x + x,
                                                    r->y + y), n);
        }
    }
}

/* Only what belongs to the rectangle: somebody else may write the rest. */
static void write_tile(const IgdBlitSurface *s, unsigned bytes, uint64_t tile,
                       const Rect *r, uint8_t *piece)
{
    bool whole = r->width * r->height == TILE_BYTES;
    uint8_t buf[TILE_BYTES];

    for (uint32_t y = 0; y < r->height; y++, piece += PIECE_WIDTH) {
        for (uint32_t x = 0, n; x < r->width; x += n) {
            uint32_t at = igd_tile_offset(s->tiling, bytes, r->x + x,
                                          r->y + y);

            n = together(s->tiling, r->x + x, r->width - x);
            if (whole) {
                memcpy(buf + at, piece + x, n);
            } else {
                s->write(s->opaque, tile + at, piece + x, n);
            }
        }
    }
    if (whole) {
        s->write(s->opaque, tile, buf, sizeof(buf));
    }
}

static uint64_t linear_offset(const IgdBlitSurface *s, uint32_t x, uint32_t y)
{
    return (int64_t)y * s->pitch + x;
}

static void read_rect(const IgdBlitSurface *s, unsigned bytes, const Rect *r,
                      Piece piece)
{
    if (s->tiling != IGD_TILING_LINEAR) {
        each_tile(s, bytes, r, piece, read_tile);
        return;
    }
    for (uint32_t y = 0; y < r->height; y++) {
        s->read(s->opaque, linear_offset(s, r->x, r->y + y), piece[y],
                r->width);
    }
}

static void write_rect(const IgdBlitSurface *s, unsigned bytes, const Rect *r,
                       Piece piece)
{
    if (s->tiling != IGD_TILING_LINEAR) {
        each_tile(s, bytes, r, piece, write_tile);
        return;
    }
    for (uint32_t y = 0; y < r->height; y++) {
        s->write(s->opaque, linear_offset(s, r->x, r->y + y), piece[y],
                 r->width);
    }
}

static uint8_t raster(uint8_t rop, uint8_t p, uint8_t s, uint8_t d)
{
    uint8_t result = 0;

    for (unsigned i = 0; i < 8; i++) {
        if (rop >> i & 1) {
            result |= (i & 4 ? p : ~p) & (i & 2 ? s : ~s) & (i & 1 ? d : ~d);
        }
    }
    return result;
}

/* The pattern's byte for the byte at @x, @y of the destination. */
static uint8_t pattern_byte(const IgdBlit *b, uint32_t x, uint32_t y)
{
    uint32_t column, row, at;

    if (!b->tile) {
        return b->pattern >> x % b->bytes % 4 * 8;
    }
    column = (x / b->bytes + b->tile_x) % 8;
    row = (y + b->tile_y) % 8;
    at = (row * 8 + column) * b->bytes + x % b->bytes;
    return b->tile[at / 4] >> at % 4 * 8;
}

/* The result takes the place of the source. */
static void combine(const IgdBlit *b, const Rect *r, Piece src, Piece dst)
{
    for (uint32_t y = 0; y < r->height; y++) {
        for (uint32_t x = 0; x < r->width; x++) {
            unsigned of_pixel = (r->x + x) % b->bytes % 4;
            uint8_t p = pattern_byte(b, r->x + x, r->y + y);
            uint8_t keep = b->keep >> of_pixel * 8;

            src[y][x] = (raster(b->rop, p, src[y][x], dst[y][x]) & ~keep) |
                        (dst[y][x] & keep);
        }
    }
}

void igd_blit_piece(const IgdBlit *b, uint32_t piece)
{
    Rect r = piece_rect(b, piece);
    Piece src, dst;

    if (igd_blit_needs_source(b)) {
        Rect from = {
            b->src_x * b->bytes + (r.x - b->x1 * b->bytes),
            b->src_y + (r.y - b->y1), r.width, r.height,
        };

        read_rect(&b->src, b->bytes, &from, src);
    } else {
        memset(src, 0, sizeof(src));
    }
    if (needs_destination(b)) {
        read_rect(&b->dst, b->bytes, &r, dst);
    } else {
        memset(dst, 0, sizeof(dst));
    }
    if (b->rop != 0xcc || b->keep) {
        combine(b, &r, src, dst);
    }
    write_rect(&b->dst, b->bytes, &r, src);
}
