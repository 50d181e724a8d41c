/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands of the blitter that fill and copy rectangles.
 *
 * Sources: Intel PRM Skylake vol. 2a, "XY_COLOR_BLT", "XY_PAT_BLT_IMMEDIATE",
 * "XY_SRC_COPY_BLT" and "XY_FAST_COPY_BLT"; i915 gt/intel_gpu_commands.h,
 * gt/intel_migrate.c and gem/selftests/i915_gem_client_blt.c; tilings of
 * XY_FAST_COPY_BLT: igt lib/intel_reg.h, XY_FAST_COPY_*. Addresses are of the
 * context's PPGTT, also when the command is in its ring (i915
 * gt/intel_migrate.c, emit_copy()).
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "blitter.h"
#include "command.h"

#define BCS_SWCTRL      0x200       /* from the engine's base */
#define BCS_SRC_Y       BIT(0)
#define BCS_DST_Y       BIT(1)

/* XY_SRC_COPY_BLT, XY_COLOR_BLT and XY_PAT_BLT_IMMEDIATE */
#define WRITE_ALPHA     BIT(21)
#define WRITE_RGB       BIT(20)
#define SRC_TILED       BIT(15)
#define DST_TILED       BIT(11)

/* XY_FAST_COPY_BLT, dword 1 */
#define FAST_SRC_YF     BIT(31)
#define FAST_DST_YF     BIT(30)

/* Pieces that are done before others have their turn: 1 MiB at most. */
#define TURN_PIECES     64

typedef struct Memory {
    IgdEngine *e;
    uint64_t base;
} Memory;

static void read_memory(void *opaque, uint64_t offset, void *buf, size_t len)
{
    Memory *m = opaque;

    igd_engine_read(m->e, IGD_PPGTT, m->base + offset, buf, len);
}

static void write_memory(void *opaque, uint64_t offset, const void *buf,
                         size_t len)
{
    Memory *m = opaque;

    igd_engine_write(m->e, IGD_PPGTT, m->base + offset, buf, len);
}

static IgdTiling tiling(IgdEngine *e, bool tiled, uint32_t y)
{
    if (!tiled) {
        return IGD_TILING_LINEAR;
    }
    return igd_engine_reg(e, BCS_SWCTRL) & y ? IGD_TILING_Y : IGD_TILING_X;
}

/* Pitches are in bytes, and in dwords of a tiled surface. */
static void set_surface(IgdBlitSurface *s, IgdTiling tiling, uint32_t pitch,
                        Memory *m, IgdEngine *e, const uint32_t *address)
{
    m->e = e;
    m->base = igd_cmd_address(address);
    s->tiling = tiling;
    s->pitch = sextract32(pitch, 0, 16);
    if (tiling == IGD_TILING_LINEAR) {
        m->base |= address[0] & 3;
    } else {
        s->pitch *= 4;
    }
    s->read = read_memory;
    s->write = write_memory;
    s->opaque = m;
}

static const char *wrong_surface(const IgdBlitSurface *s, const Memory *m,
                                 unsigned bytes)
{
    uint32_t width, height;

    if (s->tiling == IGD_TILING_LINEAR) {
        return NULL;
    }
    igd_tile_size(s->tiling, bytes, &width, &height);
    if (s->pitch <= 0 || s->pitch % width) {
        return "the pitch is not of whole tiles";
    }
    if (m->base % 4096) {
        return "a tiled surface begins within a page";
    }
    return NULL;
}

static int x_of(uint32_t dw)
{
    return sextract32(dw, 0, 16);
}

static int y_of(uint32_t dw)
{
    return sextract32(dw, 16, 16);
}

static IgdResult wrong(IgdEngine *e, const IgdCommand *c, const char *what)
{
    qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: %s: blit 0x%08x: %s\n",
                  e->info->name, c->dw[0], what);
    return IGD_DONE;
}

/*
 * Execute the next pieces of the rectangle from the corners in dwords 2 and 3
 * on, copied from @source, or not copied if that is NULL.
 */
static IgdResult execute(IgdEngine *e, const IgdCommand *c, IgdBlit *b,
                         const uint32_t *source)
{
    uint64_t pieces, end;
    const char *what;

    if (x_of(c->dw[2]) < 0 || y_of(c->dw[2]) < 0 ||
        (source && (x_of(*source) < 0 || y_of(*source) < 0))) {
        return wrong(e, c, "it begins before its surface");
    }
    if (x_of(c->dw[3]) <= x_of(c->dw[2]) || y_of(c->dw[3]) <= y_of(c->dw[2])) {
        return IGD_DONE;
    }
    what = wrong_surface(&b->dst, b->dst.opaque, b->bytes);
    if (!what && source) {
        what = wrong_surface(&b->src, b->src.opaque, b->bytes);
    }
    if (what) {
        return wrong(e, c, what);
    }
    b->x1 = x_of(c->dw[2]);
    b->y1 = y_of(c->dw[2]);
    b->x2 = x_of(c->dw[3]);
    b->y2 = y_of(c->dw[3]);
    b->src_x = source ? x_of(*source) : b->x1;
    b->src_y = source ? y_of(*source) : b->y1;

    pieces = igd_blit_pieces(b);
    end = MIN(pieces, (uint64_t)e->blit_piece + TURN_PIECES);
    while (e->blit_piece < end) {
        igd_blit_piece(b, e->blit_piece++);
    }
    return end < pieces ? IGD_MORE : IGD_DONE;
}

/* Depth and channels of all but XY_FAST_COPY_BLT. */
static void set_pixel(IgdBlit *b, const IgdCommand *c)
{
    static const uint8_t bytes[] = { 1, 2, 2, 4 };

    b->bytes = bytes[extract32(c->dw[1], 24, 2)];
    b->rop = extract32(c->dw[1], 16, 8);
    if (b->bytes == 4) {
        b->keep = (c->dw[0] & WRITE_ALPHA ? 0 : 0xff000000) |
                  (c->dw[0] & WRITE_RGB ? 0 : 0x00ffffff);
    }
}

IgdResult igd_xy_color_blt(IgdEngine *e, const IgdCommand *c)
{
    IgdBlit b = { .pattern = c->dw[6] };
    Memory dst;

    set_pixel(&b, c);
    if (igd_blit_needs_source(&b)) {
        return wrong(e, c, "the raster operation has a source");
    }
    set_surface(&b.dst, tiling(e, c->dw[0] & DST_TILED, BCS_DST_Y), c->dw[1],
                &dst, e, &c->dw[4]);
    return execute(e, c, &b, NULL);
}

/*
 * Its seeds are the column and row of the pattern that pixel 0, 0 of the
 * destination has, wherever the rectangle is: xf86-video-intel, sna_accel.c,
 * sna_poly_fill_rect_tiled_8x8_blt().
 */
IgdResult igd_xy_pat_blt_immediate(IgdEngine *e, const IgdCommand *c)
{
    IgdBlit b = {
        .tile = &c->dw[6],
        .tile_x = extract32(c->dw[0], 12, 3),
        .tile_y = extract32(c->dw[0], 8, 3),
    };
    Memory dst;

    set_pixel(&b, c);
    if (c->len < 6 + 64 * b.bytes / 4) {
        return wrong(e, c, "it ends before its pattern");
    }
    if (igd_blit_needs_source(&b)) {
        return wrong(e, c, "the raster operation has a source");
    }
    set_surface(&b.dst, tiling(e, c->dw[0] & DST_TILED, BCS_DST_Y), c->dw[1],
                &dst, e, &c->dw[4]);
    return execute(e, c, &b, NULL);
}

IgdResult igd_xy_src_copy_blt(IgdEngine *e, const IgdCommand *c)
{
    IgdBlit b = { };
    Memory dst, src;

    set_pixel(&b, c);
    set_surface(&b.dst, tiling(e, c->dw[0] & DST_TILED, BCS_DST_Y), c->dw[1],
                &dst, e, &c->dw[4]);
    set_surface(&b.src, tiling(e, c->dw[0] & SRC_TILED, BCS_SRC_Y), c->dw[7],
                &src, e, &c->dw[8]);
    return execute(e, c, &b, &c->dw[6]);
}

/* Tilings 0 to 2; 3 is Ys, which no plane of the display has. */
static bool fast_tiling(uint32_t field, bool yf, IgdTiling *tiling)
{
    static const IgdTiling tilings[] = {
        IGD_TILING_LINEAR, IGD_TILING_X, IGD_TILING_Y,
    };

    if (field >= ARRAY_SIZE(tilings)) {
        return false;
    }
    *tiling = field == 2 && yf ? IGD_TILING_YF : tilings[field];
    return true;
}

IgdResult igd_xy_fast_copy_blt(IgdEngine *e, const IgdCommand *c)
{
    static const uint8_t bytes[8] = { 1, 2, 0, 4, 8, 16 };
    IgdBlit b = {
        .bytes = bytes[extract32(c->dw[1], 24, 3)],
        .rop = 0xcc,
    };
    IgdTiling src_tiling, dst_tiling;
    Memory dst, src;

    if (!b.bytes) {
        return wrong(e, c, "no such colour depth");
    }
    if (!fast_tiling(extract32(c->dw[0], 20, 2), c->dw[1] & FAST_SRC_YF,
                     &src_tiling) ||
        !fast_tiling(extract32(c->dw[0], 13, 2), c->dw[1] & FAST_DST_YF,
                     &dst_tiling)) {
        return wrong(e, c, "tiling Ys is not modelled");
    }
    set_surface(&b.dst, dst_tiling, c->dw[1], &dst, e, &c->dw[4]);
    set_surface(&b.src, src_tiling, c->dw[7], &src, e, &c->dw[8]);
    return execute(e, c, &b, &c->dw[6]);
}
