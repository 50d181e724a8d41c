/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Universal planes of gen9.
 *
 * Their registers are double-buffered: what is written takes effect at the
 * next start of vertical blank after the plane is armed, which a write of
 * PLANE_SURF does, and a write of PLANE_CTL while the plane is off. In a pipe
 * that does not run they take effect at once. Source: Intel PRM Skylake vol.
 * 2c, PLANE_CTL "Double Buffer Update Point" and "Armed By"; i915
 * skl_plane_update_arm().
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "check.h"
#include "cursor.h"
#include "plane.h"
#include "timing.h"

#define PLANE_BASE(pipe, plane) \
    (0x70180 + (pipe) * 0x1000 + (plane) * 0x100)

/* from PLANE_BASE */
enum {
    PLANE_CTL = 0x00, PLANE_STRIDE = 0x08, PLANE_POS = 0x0c,
    PLANE_SIZE = 0x10, PLANE_SURF = 0x1c, PLANE_OFFSET = 0x24,
    PLANE_SURFLIVE = 0x2c,
};

#define CTL_ENABLE          BIT(31)
#define CTL_ORDER_RGBX      BIT(20)
#define CTL_TILED_SHIFT     10
#define CTL_TILED_MASK      (7 << CTL_TILED_SHIFT)
#define CTL_ASYNC_FLIP      BIT(9)
#define CTL_ROTATE_MASK     3
#define SURF_ADDR_MASK      0xfffff000u
#define STRIDE_MASK         0xfff

enum { CTL_TILED_LINEAR = 0, CTL_TILED_X = 1, CTL_TILED_Y = 4 };
enum {
    CTL_FORMAT_XRGB_2101010 = 2,
    CTL_FORMAT_XRGB_8888 = 4,
    CTL_FORMAT_RGB_565 = 14,
};

/* i915 GEN9_PIPE_PLANE1_FLIP_DONE, _PLANE1_FAULT, _CURSOR_FAULT */
#define IRQ_FLIP_DONE(plane)    BIT(3 + (plane))
#define IRQ_PLANE_FAULT(plane)  BIT(7 + (plane))
#define IRQ_CURSOR_FAULT        BIT(11)

bool igd_surface_fetch(void *opaque, uint64_t offset, void *buf, size_t len)
{
    IgdSurface *surface = opaque;

    return igd_gtt_read(surface->s, surface->base + offset, buf, len);
}

void igd_plane_fault(IgdPipe *pipe, unsigned plane, uint64_t base)
{
    bool cursor = plane == IGD_MAX_PLANES;

    if (!(pipe->fault_logged & BIT(plane))) {
        pipe->fault_logged |= BIT(plane);
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: pipe %c %s %u fetched through a PTE that is "
                      "not present, surface 0x%08" PRIx64 "\n",
                      'A' + pipe->index, cursor ? "cursor" : "plane",
                      cursor ? 0 : plane + 1, base);
    }
    igd_irq_raise(pipe->s, IGD_IRQ_PIPE_A + pipe->index,
                  cursor ? IRQ_CURSOR_FAULT : IRQ_PLANE_FAULT(plane));
}

void igd_plane_refuse(IgdPipe *pipe, unsigned plane, uint32_t ctl)
{
    bool cursor = plane == IGD_MAX_PLANES;

    if (!(pipe->refused_logged & BIT(plane))) {
        pipe->refused_logged |= BIT(plane);
        qemu_log_mask(LOG_UNIMP, "intel-igd: pipe %c %s %u has a format, "
                      "tiling or rotation that is not modelled, control "
                      "0x%08x\n", 'A' + pipe->index,
                      cursor ? "cursor" : "plane", cursor ? 0 : plane + 1,
                      ctl);
    }
}

static void flip_done(IgdPipe *pipe, unsigned plane)
{
    IgdState *s = pipe->s;

    igd_reg_set(s, PLANE_BASE(pipe->index, plane) + PLANE_SURFLIVE,
                pipe->live[plane].surf & SURF_ADDR_MASK);
    if (plane == 0) {
        pipe->flip_count++;
        pipe->flip_stamp = igd_timing_stamp();
    }
    igd_irq_raise(s, IGD_IRQ_PIPE_A + pipe->index, IRQ_FLIP_DONE(plane));
}

static void plane_latch(IgdPipe *pipe, unsigned plane)
{
    IgdState *s = pipe->s;
    uint32_t base = PLANE_BASE(pipe->index, plane);

    if (!pipe->armed[plane]) {
        return;
    }
    pipe->armed[plane] = false;
    igd_check_latch(pipe, plane);
    pipe->live[plane] = (IgdPlaneRegs) {
        .ctl = igd_reg(s, base + PLANE_CTL),
        .stride = igd_reg(s, base + PLANE_STRIDE),
        .pos = igd_reg(s, base + PLANE_POS),
        .size = igd_reg(s, base + PLANE_SIZE),
        .surf = igd_reg(s, base + PLANE_SURF),
        .offset = igd_reg(s, base + PLANE_OFFSET),
    };
    flip_done(pipe, plane);
}

void igd_plane_latch(IgdPipe *pipe)
{
    for (unsigned plane = 0; plane < IGD_MAX_PLANES; plane++) {
        plane_latch(pipe, plane);
    }
}

static bool layer_format(uint32_t ctl, IgdFormat *format)
{
    switch (extract32(ctl, 24, 4)) {
    case CTL_FORMAT_XRGB_8888:
        *format = ctl & CTL_ORDER_RGBX ? IGD_FORMAT_XBGR8888 :
                                         IGD_FORMAT_XRGB8888;
        return true;
    case CTL_FORMAT_XRGB_2101010:
        *format = ctl & CTL_ORDER_RGBX ? IGD_FORMAT_XBGR2101010 :
                                         IGD_FORMAT_XRGB2101010;
        return true;
    case CTL_FORMAT_RGB_565:
        *format = IGD_FORMAT_RGB565;
        return true;
    default:
        return false;
    }
}

/* PLANE_STRIDE counts 64 bytes, or tiles across: i915 skl_plane_stride(). */
static bool layer_tiling(const IgdPlaneRegs *r, IgdLayer *layer)
{
    uint32_t stride = r->stride & STRIDE_MASK;

    switch ((r->ctl & CTL_TILED_MASK) >> CTL_TILED_SHIFT) {
    case CTL_TILED_LINEAR:
        layer->tiling = IGD_TILING_LINEAR;
        layer->stride = stride * 64;
        return true;
    case CTL_TILED_X:
        layer->tiling = IGD_TILING_X;
        layer->stride = stride * 512;
        return true;
    case CTL_TILED_Y:
        layer->tiling = IGD_TILING_Y;
        layer->stride = stride * 128;
        return true;
    default:
        return false;
    }
}

bool igd_plane_layer(IgdPipe *pipe, unsigned plane, IgdSurface *surface,
                     IgdLayer *layer)
{
    static const IgdAlpha alpha[4] = {
        IGD_ALPHA_NONE, IGD_ALPHA_NONE,
        IGD_ALPHA_PREMULTIPLIED, IGD_ALPHA_STRAIGHT,
    };
    const IgdPlaneRegs *r = &pipe->live[plane];

    if (!(r->ctl & CTL_ENABLE)) {
        return false;
    }
    *surface = (IgdSurface) {
        .s = pipe->s,
        .base = r->surf & SURF_ADDR_MASK,
    };
    *layer = (IgdLayer) {
        .alpha = alpha[extract32(r->ctl, 4, 2)],
        .src_x = extract32(r->offset, 0, 13),
        .src_y = extract32(r->offset, 16, 13),
        .width = extract32(r->size, 0, 13) + 1,
        .height = extract32(r->size, 16, 12) + 1,
        .dst_x = extract32(r->pos, 0, 13),
        .dst_y = extract32(r->pos, 16, 13),
        .fetch = igd_surface_fetch,
        .opaque = surface,
    };
    if (!layer_format(r->ctl, &layer->format) || !layer_tiling(r, layer) ||
        r->ctl & CTL_ROTATE_MASK) {
        igd_plane_refuse(pipe, plane, r->ctl);
        return false;
    }
    return true;
}

/* Instances count planes of pipe A first, then of B and C. */
static IgdPipe *reg_pipe(IgdState *s, unsigned instance, unsigned *plane)
{
    *plane = instance % IGD_MAX_PLANES;
    return &s->display.pipe[instance / IGD_MAX_PLANES];
}

/* A vblank that is due latches what was there before this write. */
static void plane_before(IgdState *s, unsigned instance)
{
    unsigned plane;

    igd_timing_catch_up(reg_pipe(s, instance, &plane));
}

static void plane_arm(IgdPipe *pipe, unsigned plane)
{
    pipe->armed[plane] = true;
    if (!pipe->running) {
        plane_latch(pipe, plane);
    }
}

static void plane_ctl_write(IgdState *s, unsigned instance, uint32_t old,
                            uint32_t val)
{
    unsigned plane;
    IgdPipe *pipe = reg_pipe(s, instance, &plane);

    if (!(pipe->live[plane].ctl & CTL_ENABLE)) {
        plane_arm(pipe, plane);
    }
}

static void plane_surf_write(IgdState *s, unsigned instance, uint32_t old,
                             uint32_t val)
{
    unsigned plane;
    IgdPipe *pipe = reg_pipe(s, instance, &plane);

    plane_arm(pipe, plane);
    if (igd_reg(s, PLANE_BASE(pipe->index, plane) + PLANE_CTL) &
        CTL_ASYNC_FLIP) {
        plane_latch(pipe, plane);
    }
}

void igd_display_flip(IgdState *s, unsigned index, unsigned plane,
                      uint32_t surf, uint32_t stride, uint32_t tiling,
                      bool async)
{
    uint32_t base = PLANE_BASE(index, plane);
    IgdPipe *pipe;

    if (index >= s->platform->num_pipes || plane >= IGD_MAX_PLANES) {
        qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: flip of pipe %u plane %u, "
                      "which does not exist\n", index, plane + 1);
        return;
    }
    pipe = &s->display.pipe[index];
    igd_timing_catch_up(pipe);
    igd_reg_set(s, base + PLANE_STRIDE, stride & STRIDE_MASK);
    igd_reg_set(s, base + PLANE_CTL,
                (igd_reg(s, base + PLANE_CTL) & ~CTL_TILED_MASK) |
                (tiling & CTL_TILED_MASK));
    igd_reg_set(s, base + PLANE_SURF, surf & SURF_ADDR_MASK);
    plane_arm(pipe, plane);
    if (async) {
        plane_latch(pipe, plane);
    }
}

static void plane_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(pipe->live, 0, sizeof(pipe->live));
        memset(pipe->armed, 0, sizeof(pipe->armed));
        pipe->fault_logged = pipe->refused_logged = 0;
    }
}

#define SOURCE "i915 display/skl_universal_plane_regs.h, " \
               "skl_universal_plane.c; Intel PRM Skylake vol. 2c"

/* A register of every plane of every pipe, at @_offset in plane 1 of A */
#define PLANE_REG(_name, _offset, ...) {                                \
        .name = _name, .source = SOURCE,                                \
        .offset = (_offset), .count = 3, .stride = 0x1000,              \
        .inner_count = IGD_MAX_PLANES, .inner_stride = 0x100,           \
        .before = plane_before,                                         \
        __VA_ARGS__                                                     \
    }

/* The eight watermark levels of plane @_n */
#define PLANE_WM_REG(_n) {                                              \
        .name = "PLANE_WM_" #_n,                                        \
        .source = "i915 display/skl_watermark.c; level 0 is checked",   \
        .offset = 0x70240 + ((_n) - 1) * 0x100,                         \
        .count = 3, .stride = 0x1000,                                   \
        .inner_count = 8, .inner_stride = 4,                            \
    }

static const IgdReg plane_regs[] = {
    PLANE_REG("PLANE_CTL", 0x70180, .write = plane_ctl_write),
    PLANE_REG("PLANE_STRIDE", 0x70188),
    PLANE_REG("PLANE_POS", 0x7018c),
    PLANE_REG("PLANE_SIZE", 0x70190),
    PLANE_REG("PLANE_KEYVAL", 0x70194),
    PLANE_REG("PLANE_KEYMSK", 0x70198),
    PLANE_REG("PLANE_SURF", 0x7019c, .write = plane_surf_write),
    PLANE_REG("PLANE_KEYMAX", 0x701a0),
    PLANE_REG("PLANE_OFFSET", 0x701a4),
    PLANE_REG("PLANE_SURFLIVE", 0x701ac, .access = IGD_RO),
    PLANE_REG("PLANE_AUX_DIST", 0x701c0),
    PLANE_REG("PLANE_AUX_OFFSET", 0x701c4),
    PLANE_REG("PLANE_WM_TRANS", 0x70268),
    PLANE_REG("PLANE_NV12_BUF_CFG", 0x70278),
    PLANE_REG("PLANE_BUF_CFG", 0x7027c),
    PLANE_WM_REG(1), PLANE_WM_REG(2), PLANE_WM_REG(3),
};

const IgdRoom igd_plane_room = {
    .name = "plane",
    .regs = plane_regs,
    .num_regs = ARRAY_SIZE(plane_regs),
    .reset = plane_reset,
};
