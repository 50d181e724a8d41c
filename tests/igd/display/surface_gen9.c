/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the surface of a universal plane of gen9 has to be: limits that i915
 * keeps, skl_universal_plane.c.
 */
#include "qemu/osdep.h"
#include "qemu/units.h"
#include "../igd.h"
#include "ccs.h"
#include "surface.h"

#define PLANE_SURF_MASK     0xfffff000u

enum { TILED_LINEAR = 0, TILED_X = 1, TILED_Y = 4, TILED_YF = 5 };
enum { FORMAT_16F = 6, FORMAT_INDEXED = 12 };

#define PS_CTRL(pipe, id)   (0x68180 + (pipe) * 0x800 + (id) * 0x100)
#define PS_WIN_POS(pipe, id) (0x68170 + (pipe) * 0x800 + (id) * 0x100)
#define PS_WIN_SZ(pipe, id) (0x68174 + (pipe) * 0x800 + (id) * 0x100)
#define PS_ENABLE           BIT(31)
#define PS_BINDING(ctrl)    extract32(ctrl, 25, 3)  /* 0: pipe, else plane */
#define NUM_SCALERS(pipe)   ((pipe) == 2 ? 1 : 2)

/* Bytes of a pixel (of luma), 0 for what a Skylake does not have */
static unsigned format_bytes(uint32_t ctl)
{
    static const uint8_t bytes[16] = {
        [0] = 2, [1] = 1, [2] = 4, [4] = 4, [6] = 8, [8] = 4, [10] = 4, [12] = 1,
        [14] = 2,
    };

    return bytes[extract32(ctl, 24, 4)];
}

static unsigned tiling(uint32_t ctl)
{
    return extract32(ctl, 10, 3);
}

/* 90 or 270 degrees: the plane walks the surface by columns. */
static bool is_turned(uint32_t ctl)
{
    return ctl & 1;
}

/* Bytes that PLANE_STRIDE counts: i915 intel_tile_width_bytes(). */
static unsigned stride_unit(uint32_t ctl)
{
    static const uint8_t yf_log2[9] = { [1] = 6, [2] = 7, [4] = 7, [8] = 8 };

    switch (tiling(ctl)) {
    case TILED_X:
        return 512;
    case TILED_Y:
        return 128;
    case TILED_YF:
        return 1 << yf_log2[format_bytes(ctl)];
    default:
        return 64;
    }
}

static const char *wrong_format(uint32_t ctl)
{
    unsigned format = extract32(ctl, 24, 4);

    if (!format_bytes(ctl)) {
        return "no such format";
    }
    switch (tiling(ctl)) {
    case TILED_LINEAR:
    case TILED_X:
        return is_turned(ctl) ? "turned, and not Y or Yf tiled" : NULL;
    case TILED_Y:
        return NULL;
    case TILED_YF:
        return format == FORMAT_16F || format == FORMAT_INDEXED ?
               "Yf tiling of this format" : NULL;
    default:
        return "no such tiling";
    }
}

/* skl_plane_min_alignment() */
static const char *wrong_address(const IgdPlaneRegs *r)
{
    bool y = tiling(r->ctl) >= TILED_Y;
    uint32_t align = y ? 1 * MiB : 256 * KiB;

    if (r->surf & PLANE_SURF_MASK & (align - 1)) {
        return y ? "address not a multiple of 1 MiB" :
                   "address not a multiple of 256 KiB";
    }
    return NULL;
}

/* skl_plane_max_width(), skl_plane_max_height() */
static const char *wrong_size(const IgdPlaneRegs *r)
{
    uint32_t width = extract32(r->size, 0, 13) + 1;
    uint32_t height = extract32(r->size, 16, 13) + 1;
    uint32_t max = tiling(r->ctl) >= TILED_Y ? 4096 : 5120;

    if (format_bytes(r->ctl) == 8) {
        max = tiling(r->ctl) >= TILED_Y ? 2048 : 4096;
    }
    return width > max ? "too wide" : height > 4096 ? "too high" : NULL;
}

/*
 * skl_plane_max_stride(); and "when using an X-tiled surface, the plane blows
 * up if the x offset + width exceed the stride": skl_calc_main_surface_
 * offset(). A turned plane's stride is rows of tiles, any number of them.
 */
static const char *wrong_stride(const IgdPlaneRegs *r)
{
    unsigned bytes = format_bytes(r->ctl);
    uint32_t stride = (r->stride & PLANE_STRIDE_MASK) * stride_unit(r->ctl);
    uint32_t width = extract32(r->size, 0, 13) + 1;

    if (!(r->stride & PLANE_STRIDE_MASK)) {
        return "no stride";
    }
    if (is_turned(r->ctl)) {
        return NULL;
    }
    if (stride > MIN(8192 * bytes, 32 * KiB)) {
        return "stride too long";
    }
    if (tiling(r->ctl) == TILED_X &&
        (extract32(r->offset, 0, 13) + width) * bytes > stride) {
        return "X-tiled and wider than its stride";
    }
    return NULL;
}

const char *igd_gen9_plane_wrong(const IgdPipe *pipe, unsigned plane)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    const char *why = wrong_format(r->ctl);

    why = why ? why : wrong_address(r);
    why = why ? why : wrong_size(r);
    why = why ? why : wrong_stride(r);
    if (!why && r->ctl & PLANE_CTL_DECOMPRESS) {
        why = igd_ccs_wrong(pipe, plane);
    }
    return why;
}

/* The scaler that is bound to @binding (0: the pipe), or -1. */
static int bound_scaler(const IgdPipe *pipe, unsigned binding)
{
    for (unsigned id = 0; id < NUM_SCALERS(pipe->index); id++) {
        uint32_t ctrl = igd_reg(pipe->s, PS_CTRL(pipe->index, id));

        if (ctrl & PS_ENABLE && PS_BINDING(ctrl) == binding) {
            return id;
        }
    }
    return -1;
}

unsigned igd_surface_line(const IgdPipe *pipe, unsigned layer)
{
    const IgdPlaneRegs *r = &pipe->live[layer];

    if (layer == IGD_MAX_PLANES || is_turned(r->ctl) ||
        bound_scaler(pipe, 0) >= 0 || bound_scaler(pipe, layer + 1) >= 0) {
        return 0;
    }
    return (extract32(r->size, 0, 13) + 1) * format_bytes(r->ctl);
}

bool igd_gen9_pipe_scaled(const IgdPipe *pipe)
{
    return bound_scaler(pipe, 0) >= 0;
}

/*
 * Where in the pipe's source a plane is. PLANE_SIZE is that of the turned
 * picture: see plane.c, layer_rotation().
 */
const char *igd_gen9_plane_place(IgdPipe *pipe, unsigned plane, IgdRect *at)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    int id = bound_scaler(pipe, plane + 1);
    uint32_t x = extract32(r->pos, 0, 13), y = extract32(r->pos, 16, 13);
    uint32_t width = extract32(r->size, 0, 13) + 1;
    uint32_t height = extract32(r->size, 16, 13) + 1;
    uint32_t pos, size;

    if (id >= 0) {
        pos = igd_reg(pipe->s, PS_WIN_POS(pipe->index, id));
        size = igd_reg(pipe->s, PS_WIN_SZ(pipe->index, id));
        x = pos >> 16;
        y = pos & 0xffff;
        width = size >> 16;
        height = size & 0xffff;
    }
    *at = (IgdRect) { x, y, x + width, y + height };
    return NULL;
}
