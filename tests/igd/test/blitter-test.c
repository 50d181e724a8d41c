/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The blitter against a reference that knows where each byte of a surface
 * lies, and that takes the bits of a raster operation one by one. All of
 * memory is compared: what a blit must not write, too.
 */
#include "../gt/blitter.h"
#include "reference.h"
#include "tap.h"

#define WIDTH       1024u       /* bytes: whole tiles of each tiling */
#define HEIGHT      128u
#define DST_BASE    (MEMORY / 2)

static uint8_t expected[MEMORY];
static uint8_t tile[8][8][4];   /* of IgdBlit.tile, its pixels' bytes */
static uint8_t source[HEIGHT][WIDTH];

static void read_memory(void *opaque, uint64_t offset, void *buf, size_t len)
{
    uint64_t at = *(uint64_t *)opaque + offset;

    memcpy(buf, memory + at, len);
}

static void write_memory(void *opaque, uint64_t offset, const void *buf,
                         size_t len)
{
    uint64_t at = *(uint64_t *)opaque + offset;

    memcpy(memory + at, buf, len);
}

static void map(IgdTiling tiling, unsigned bytes)
{
    uint32_t w = 1, h = 1;

    if (tiling == IGD_TILING_LINEAR) {
        map_surface(tiling, bytes, false, WIDTH, HEIGHT, WIDTH);
    } else {
        tile_shape(tiling, bytes, &w, &h);
        map_surface(tiling, bytes, false, WIDTH / w, HEIGHT / h, WIDTH / w);
    }
}

static IgdBlitSurface surface(IgdTiling tiling, uint64_t *base)
{
    return (IgdBlitSurface) {
        .tiling = tiling, .pitch = WIDTH, .read = read_memory,
        .write = write_memory, .opaque = base,
    };
}

static uint8_t bit_by_bit(uint8_t rop, uint8_t p, uint8_t s, uint8_t d)
{
    uint8_t out = 0;

    for (unsigned i = 0; i < 8; i++) {
        unsigned index = (p >> i & 1) * 4 + (s >> i & 1) * 2 + (d >> i & 1);

        out |= (rop >> index & 1) << i;
    }
    return out;
}

/* What @b does to memory, in expected; the bases are those of its surfaces. */
static void expect(const IgdBlit *b, uint64_t src_base, uint64_t dst_base)
{
    unsigned n = b->bytes;

    memcpy(expected, memory, MEMORY);
    map(b->src.tiling, n);
    for (uint32_t y = 0; y < HEIGHT; y++) {
        for (uint32_t x = 0; x < WIDTH; x++) {
            source[y][x] = memory[src_base + byte_at[y][x]];
        }
    }
    map(b->dst.tiling, n);
    for (uint32_t y = b->y1; y < b->y2; y++) {
        for (uint32_t x = b->x1 * n; x < b->x2 * n; x++) {
            uint8_t *at = &expected[dst_base + byte_at[y][x]];
            uint8_t s = source[b->src_y + y - b->y1]
                              [b->src_x * n + x - b->x1 * n];
            uint8_t p = b->tile ? tile[(y + b->tile_y) % 8]
                                      [(x / n + b->tile_x) % 8][x % n] :
                                  b->pattern >> x % n % 4 * 8;
            uint8_t keep = b->keep >> x % n % 4 * 8;

            *at = (bit_by_bit(b->rop, p, s, *at) & ~keep) | (*at & keep);
        }
    }
}

static bool run(const IgdBlit *b)
{
    uint32_t pieces = igd_blit_pieces(b);

    for (uint32_t i = 0; i < pieces; i++) {
        igd_blit_piece(b, i);
    }
    return !memcmp(memory, expected, MEMORY);
}

/* Any rectangle that is in both surfaces; at times all of them. */
static void random_rect(IgdBlit *b)
{
    uint32_t width = WIDTH / b->bytes;
    uint32_t w = 1 + random_below(width), h = 1 + random_below(HEIGHT);

    if (!random_below(4)) {
        w = width;
        h = HEIGHT;
    }
    b->x1 = random_below(width - w + 1);
    b->y1 = random_below(HEIGHT - h + 1);
    b->x2 = b->x1 + w;
    b->y2 = b->y1 + h;
    b->src_x = random_below(width - w + 1);
    b->src_y = random_below(HEIGHT - h + 1);
}

static const char *const names[] = { "linear", "X", "Y", "Yf" };

static void test_copies(IgdTiling from, IgdTiling to)
{
    uint64_t src = 0, dst = DST_BASE;
    unsigned bad = 0;

    random_memory();
    for (unsigned bytes = 1; bytes <= 16; bytes *= 2) {
        for (unsigned i = 0; i < 12; i++) {
            IgdBlit b = {
                .src = surface(from, &src), .dst = surface(to, &dst),
                .bytes = bytes, .rop = 0xcc,
            };

            random_rect(&b);
            expect(&b, src, dst);
            bad += !run(&b);
        }
    }
    ok(!bad, "copies from %s to %s: %u of 60 wrong", names[from], names[to],
       bad);
}

static void test_rops(IgdTiling to)
{
    uint64_t src = 0, dst = DST_BASE;
    unsigned bad = 0;

    random_memory();
    for (unsigned rop = 0; rop < 256; rop += to ? 5 : 1) {
        IgdBlit b = {
            .src = surface(IGD_TILING_X, &src), .dst = surface(to, &dst),
            .bytes = 1u << random_below(3), .rop = rop,
            .pattern = random_below(UINT32_MAX),
        };

        if (b.bytes == 4) {
            b.keep = (random_below(2) ? 0xff000000 : 0) |
                     (random_below(2) ? 0x00ffffff : 0);
        }
        random_rect(&b);
        expect(&b, src, dst);
        bad += !run(&b);
    }
    ok(!bad, "raster operations and kept channels on %s: %u wrong", names[to],
       bad);
}

static void test_tiles(IgdTiling to)
{
    uint64_t src = 0, dst = DST_BASE;
    unsigned bad = 0;

    random_memory();
    for (unsigned i = 0; i < 60; i++) {
        uint32_t dwords[64] = { };
        IgdBlit b = {
            .src = surface(IGD_TILING_X, &src), .dst = surface(to, &dst),
            .bytes = 1u << i % 3, .rop = i % 2 ? 0xf0 : 0x5a, .tile = dwords,
            .tile_x = random_below(8), .tile_y = random_below(8),
        };

        for (unsigned at = 0; at < 64 * b.bytes; at++) {
            uint8_t byte = random_below(256);

            dwords[at / 4] |= (uint32_t)byte << at % 4 * 8;
            tile[at / b.bytes / 8][at / b.bytes % 8][at % b.bytes] = byte;
        }
        random_rect(&b);
        expect(&b, src, dst);
        bad += !run(&b);
    }
    ok(!bad, "patterns of 8x8 pixels on %s: %u of 60 wrong", names[to], bad);
}

static void test_overlap(IgdTiling tiling)
{
    uint64_t base = DST_BASE;
    unsigned bad = 0;

    random_memory();
    for (unsigned i = 0; i < 40; i++) {
        IgdBlit b = {
            .src = surface(tiling, &base), .dst = surface(tiling, &base),
            .bytes = 4, .rop = 0xcc,
        };

        random_rect(&b);
        expect(&b, base, base);
        bad += !run(&b);
    }
    ok(!bad, "copies within one %s surface: %u of 40 wrong", names[tiling],
       bad);
}

/* Rows upwards: the first one is the last in memory. */
static void test_negative_pitch(void)
{
    uint64_t src = 0, dst = DST_BASE + (HEIGHT - 1) * WIDTH;
    IgdBlit b = {
        .src = surface(IGD_TILING_LINEAR, &src),
        .dst = surface(IGD_TILING_LINEAR, &dst),
        .bytes = 4, .rop = 0xcc,
        .x1 = 3, .y1 = 5, .x2 = 200, .y2 = 100, .src_x = 1, .src_y = 2,
    };

    b.dst.pitch = -(int32_t)WIDTH;
    random_memory();
    memcpy(expected, memory, MEMORY);
    for (uint32_t y = b.y1; y < b.y2; y++) {
        memcpy(&expected[dst - y * WIDTH + b.x1 * 4],
               &memory[(y - b.y1 + b.src_y) * WIDTH + b.src_x * 4],
               (b.x2 - b.x1) * 4);
    }
    ok(run(&b), "a copy upside down");
}

static void test_nothing(void)
{
    uint64_t base = 0;
    IgdBlit b = {
        .src = surface(IGD_TILING_Y, &base),
        .dst = surface(IGD_TILING_Y, &base), .bytes = 4, .rop = 0xcc,
        .x1 = 5, .x2 = 5, .y1 = 1, .y2 = 9,
    };

    ok(igd_blit_pieces(&b) == 0, "no width, no pieces");
}

int main(void)
{
    for (IgdTiling from = IGD_TILING_LINEAR; from <= IGD_TILING_YF; from++) {
        for (IgdTiling to = IGD_TILING_LINEAR; to <= IGD_TILING_YF; to++) {
            test_copies(from, to);
        }
    }
    for (IgdTiling to = IGD_TILING_LINEAR; to <= IGD_TILING_YF; to++) {
        test_rops(to);
        test_tiles(to);
        test_overlap(to);
    }
    test_negative_pitch();
    test_nothing();
    return tap_done();
}
