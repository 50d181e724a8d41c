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
#include "ccs.h"
#include "check.h"
#include "colour.h"
#include "cursor.h"
#include "plane.h"
#include "scaler.h"
#include "timing.h"

#define CTL_ENABLE          BIT(31)
#define CTL_PIPE_GAMMA      BIT(30)
#define CTL_YUV_KEEP_OFFSET BIT(29)
#define CTL_YUV_FULL_RANGE  BIT(28)
#define CTL_PIPE_CSC        BIT(23)
#define CTL_ORDER_RGBX      BIT(20)
#define CTL_YUV_NO_CSC      BIT(19)
#define CTL_YUV_BT709       BIT(18)
#define CTL_TILED_SHIFT     10
#define CTL_ASYNC_FLIP      BIT(9)
#define CTL_ROTATE_MASK     3
#define CTL_ROTATE_90       1   /* and 3 is 270 */
#define CTL_ROTATE_180      2
#define SURF_ADDR_MASK      0xfffff000u
#define KEYMSK_ALPHA        BIT(31)

enum {
    CTL_TILED_LINEAR = 0, CTL_TILED_X = 1, CTL_TILED_Y = 4, CTL_TILED_YF = 5,
};
enum {
    CTL_FORMAT_YUV422 = 0,
    CTL_FORMAT_NV12 = 1,
    CTL_FORMAT_XRGB_2101010 = 2,
    CTL_FORMAT_XRGB_8888 = 4,
    CTL_FORMAT_XRGB_16161616F = 6,
    CTL_FORMAT_XYUV = 8,
    CTL_FORMAT_XR_BIAS = 10,
    CTL_FORMAT_INDEXED = 12,
    CTL_FORMAT_RGB_565 = 14,
};

/* i915 GEN9_PIPE_PLANE1_FLIP_DONE, _PLANE1_FAULT, _CURSOR_FAULT */
#define IRQ_FLIP_DONE(plane)    BIT(3 + (plane))
#define IRQ_PLANE_FAULT(plane)  BIT(7 + (plane))
#define IRQ_CURSOR_FAULT        BIT(11)

bool igd_scanout_fetch(void *opaque, uint64_t offset, void *buf, size_t len)
{
    IgdScanout *scanout = opaque;

    return igd_gtt_read(scanout->s, scanout->base + offset, buf, len);
}

void igd_plane_fault(IgdPipe *pipe, unsigned plane, uint64_t base)
{
    bool cursor = plane == IGD_MAX_PLANES;

    igd_rule_breaks(pipe->s, IGD_RULE_PTE, igd_layer_place(pipe, plane),
                    "pipe %c %s fetched through a PTE that is not present, "
                    "surface 0x%08" PRIx64, 'A' + pipe->index,
                    igd_layer_name(plane), base);
    igd_irq_raise(pipe->s, IGD_IRQ_PIPE_A + pipe->index,
                  cursor ? IRQ_CURSOR_FAULT : IRQ_PLANE_FAULT(plane));
}

void igd_plane_refuse(IgdPipe *pipe, unsigned plane, uint32_t ctl,
                      const char *what)
{
    static const char *const names[] = {
        "plane 1", "plane 2", "plane 3", "cursor", "picture",
    };

    QEMU_BUILD_BUG_ON(ARRAY_SIZE(names) != IGD_SCALED_PIPE + 1);
    if (!(pipe->refused_logged & BIT(plane))) {
        pipe->refused_logged |= BIT(plane);
        qemu_log_mask(LOG_UNIMP, "intel-igd: pipe %c %s is not shown, "
                      "control 0x%08x: %s\n", 'A' + pipe->index,
                      names[plane], ctl, what);
    }
}

/* The plane shows its address; who waits for that is told once. */
static void show_address(IgdPipe *pipe, unsigned plane)
{
    IgdState *s = pipe->s;

    igd_reg_set(s, IGD_PLANE_BASE(pipe->index, plane) + PLANE_SURFLIVE,
                pipe->live[plane].surf & SURF_ADDR_MASK);
    if (pipe->flip[plane] != IGD_FLIP_NONE) {
        pipe->flip[plane] = IGD_FLIP_NONE;
        igd_irq_raise(s, IGD_IRQ_PIPE_A + pipe->index, IRQ_FLIP_DONE(plane));
    }
}

static void plane_latch(IgdPipe *pipe, unsigned plane)
{
    IgdState *s = pipe->s;
    uint32_t base = IGD_PLANE_BASE(pipe->index, plane);

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
        .keyval = igd_reg(s, base + PLANE_KEYVAL),
        .keymsk = igd_reg(s, base + PLANE_KEYMSK),
        .keymax = igd_reg(s, base + PLANE_KEYMAX),
        .aux_dist = igd_reg(s, base + PLANE_AUX_DIST),
        .aux_offset = igd_reg(s, base + PLANE_AUX_OFFSET),
    };
    show_address(pipe, plane);
}

void igd_plane_latch(IgdPipe *pipe)
{
    for (unsigned plane = 0; plane < IGD_MAX_PLANES; plane++) {
        plane_latch(pipe, plane);
    }
}

/*
 * NV12 is said to exist on Kaby Lake; i915 skl_plane_has_planar() has it off
 * on Skylake (display workaround 0870).
 */
static const char *layer_format(uint32_t ctl, IgdFormat *format)
{
    static const IgdFormat yuv422[4] = {
        IGD_FORMAT_YUYV, IGD_FORMAT_UYVY, IGD_FORMAT_YVYU, IGD_FORMAT_VYUY,
    };
    bool rgbx = ctl & CTL_ORDER_RGBX;

    switch (extract32(ctl, 24, 4)) {
    case CTL_FORMAT_YUV422:
        *format = yuv422[extract32(ctl, 16, 2)];
        return NULL;
    case CTL_FORMAT_NV12:
        return "planes of Skylake have no NV12";
    case CTL_FORMAT_XRGB_2101010:
        *format = rgbx ? IGD_FORMAT_XBGR2101010 : IGD_FORMAT_XRGB2101010;
        return NULL;
    case CTL_FORMAT_XRGB_8888:
        *format = rgbx ? IGD_FORMAT_XBGR8888 : IGD_FORMAT_XRGB8888;
        return NULL;
    case CTL_FORMAT_XRGB_16161616F:
        *format = rgbx ? IGD_FORMAT_XBGR16161616F : IGD_FORMAT_XRGB16161616F;
        return NULL;
    case CTL_FORMAT_XYUV:
        *format = IGD_FORMAT_XYUV8888;
        return NULL;
    case CTL_FORMAT_XR_BIAS:
        *format = IGD_FORMAT_XBGR2101010_XR;
        return NULL;
    case CTL_FORMAT_INDEXED:
        *format = IGD_FORMAT_C8;
        return NULL;
    case CTL_FORMAT_RGB_565:
        *format = IGD_FORMAT_RGB565;
        return NULL;
    default:
        return "there is no such format";
    }
}

/*
 * PLANE_STRIDE counts 64 bytes, or tiles from a tile row to the next: i915
 * skl_plane_stride().
 */
static const char *layer_tiling(const IgdPlaneRegs *r, IgdSurface *surface)
{
    surface->stride = r->stride & PLANE_STRIDE_MASK;
    switch ((r->ctl & PLANE_CTL_TILED_MASK) >> CTL_TILED_SHIFT) {
    case CTL_TILED_LINEAR:
        surface->tiling = IGD_TILING_LINEAR;
        surface->stride *= 64;
        return NULL;
    case CTL_TILED_X:
        surface->tiling = IGD_TILING_X;
        return NULL;
    case CTL_TILED_Y:
        surface->tiling = IGD_TILING_Y;
        return NULL;
    case CTL_TILED_YF:
        surface->tiling = IGD_TILING_YF;
        return NULL;
    default:
        return "there is no such tiling";
    }
}

/*
 * A quarter turn to the right needs a surface whose pages the driver has
 * mapped turned; three quarters is the same, and half a turn more. Size,
 * position and offset are those of the turned picture. Source: i915
 * skl_plane_ctl_rotate(), skl_plane_check_fb(), intel_plane_compute_gtt().
 */
static const char *layer_rotation(uint32_t ctl, IgdLayer *layer)
{
    IgdSurface *surface = &layer->surface;

    surface->rotated = ctl & CTL_ROTATE_90;
    layer->reversed = (ctl & CTL_ROTATE_MASK) >= CTL_ROTATE_180;
    if (!surface->rotated) {
        return NULL;
    }
    if (surface->tiling != IGD_TILING_Y && surface->tiling != IGD_TILING_YF) {
        return "rotation by 90 or 270 degrees needs Y or Yf tiles";
    }
    if (surface->format == IGD_FORMAT_RGB565 ||
        surface->format == IGD_FORMAT_C8 ||
        igd_format_bytes(surface->format) == 8) {
        return "this format cannot be rotated by 90 or 270 degrees";
    }
    return NULL;
}

static IgdKey layer_key(const IgdPlaneRegs *r)
{
    IgdKey key = {
        .mode = extract32(r->ctl, 21, 2),
        .channels = extract32(r->keymsk, 24, 3),
    };

    QEMU_BUILD_BUG_ON(IGD_KEY_SOURCE != 1 || IGD_KEY_DESTINATION != 2 ||
                      IGD_KEY_SOURCE_WINDOW != 3);
    for (unsigned i = 0; i < 3; i++) {
        key.val[i] = extract32(r->keyval, i * 8, 8);
        key.mask[i] = extract32(r->keymsk, i * 8, 8);
        key.max[i] = extract32(r->keymax, i * 8, 8);
    }
    return key;
}

static void layer_blend(const IgdPlaneRegs *r, IgdLayer *layer)
{
    static const IgdBlend blend[4] = {
        IGD_BLEND_OPAQUE, IGD_BLEND_OPAQUE,
        IGD_BLEND_PREMULTIPLIED, IGD_BLEND_STRAIGHT,
    };

    layer->blend = blend[extract32(r->ctl, 4, 2)];
    layer->alpha = r->keymsk & KEYMSK_ALPHA ? r->keymax >> 24 : 255;
    layer->key = layer_key(r);
}

static void layer_colours(IgdPipe *pipe, uint32_t ctl, IgdLayer *layer)
{
    layer->decode = (IgdDecode) {
        .format = layer->surface.format,
        .bt709 = ctl & CTL_YUV_BT709,
        .full_range = ctl & CTL_YUV_FULL_RANGE,
        .no_csc = ctl & CTL_YUV_NO_CSC,
        .keep_offset = ctl & CTL_YUV_KEEP_OFFSET,
        .palette = igd_colour_palette(pipe),
    };
    layer->correct = (ctl & CTL_PIPE_GAMMA ? IGD_CORRECT_GAMMA : 0) |
                     (ctl & CTL_PIPE_CSC ? IGD_CORRECT_CSC : 0);
}

/* Why the plane cannot be shown, or NULL. */
static const char *layer_surface(const IgdPlaneRegs *r, IgdLayer *layer)
{
    const char *why = layer_format(r->ctl, &layer->surface.format);

    if (!why) {
        why = layer_tiling(r, &layer->surface);
    }
    if (!why) {
        why = layer_rotation(r->ctl, layer);
    }
    return why;
}

/*
 * A scaler places the plane: its own position has no part in that, as i915
 * skl_plane_update_noarm() has it. What cannot be scaled: i915
 * skl_fb_scalable(); Fuchsia registers-pipe-scaler.h.
 */
static const char *layer_scaler(IgdPipe *pipe, unsigned plane,
                                IgdLayer *layer)
{
    IgdFormat format = layer->surface.format;
    const char *why;
    IgdWindow w;

    if (!igd_scaler_window(pipe, plane + 1, layer->width, layer->height, &w,
                           &why)) {
        return NULL;
    }
    layer->scaled = true;
    layer->h = w.h;
    layer->v = w.v;
    layer->dst_x = w.x;
    layer->dst_y = w.y;
    if (format == IGD_FORMAT_C8 || format == IGD_FORMAT_XBGR2101010_XR ||
        igd_format_bytes(format) == 8) {
        return "this format cannot be scaled";
    }
    if (layer->key.mode != IGD_KEY_NONE) {
        return "colour keys are not for scaled planes";
    }
    return why;
}

bool igd_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                     IgdLayer *layer)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    const char *why;

    if (!(r->ctl & CTL_ENABLE)) {
        return false;
    }
    *scanout = (IgdScanout) {
        .s = pipe->s,
        .base = r->surf & SURF_ADDR_MASK,
    };
    *layer = (IgdLayer) {
        .surface = { .fetch = igd_scanout_fetch, .opaque = scanout },
        .src_x = extract32(r->offset, 0, 13),
        .src_y = extract32(r->offset, 16, 13),
        .width = extract32(r->size, 0, 13) + 1,
        .height = extract32(r->size, 16, 12) + 1,
        .dst_x = extract32(r->pos, 0, 13),
        .dst_y = extract32(r->pos, 16, 13),
    };
    why = layer_surface(r, layer);
    if (!why && r->ctl & PLANE_CTL_DECOMPRESS &&
        igd_ccs_compressed(pipe, plane, scanout)) {
        why = "the coding of compressed pixels is not public";
    }
    layer_colours(pipe, r->ctl, layer);
    layer_blend(r, layer);
    if (!why) {
        why = layer_scaler(pipe, plane, layer);
    }
    if (why) {
        igd_plane_refuse(pipe, plane, r->ctl, why);
    }
    return !why;
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

static void plane_arm(IgdPipe *pipe, unsigned plane, IgdFlip flip)
{
    pipe->armed[plane] = true;
    /* a command's stays one when a register is written after it */
    pipe->flip[plane] = MAX(pipe->flip[plane], flip);
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
        plane_arm(pipe, plane, IGD_FLIP_WRITTEN);
    }
}

/*
 * With render decompression "hardware internally converts the Async flips to
 * Sync flips", and linear surfaces cannot be flipped so on Skylake: i915
 * skl_plane_can_async_flip(). What becomes of those is not documented.
 */
static bool flips_at_once(IgdPipe *pipe, unsigned plane)
{
    uint32_t ctl = pipe->live[plane].ctl;
    unsigned place = igd_layer_place(pipe, plane);

    if (!pipe->running || !(ctl & CTL_ENABLE) || ctl & PLANE_CTL_DECOMPRESS) {
        return false;
    }
    if ((ctl & PLANE_CTL_TILED_MASK) >> CTL_TILED_SHIFT == CTL_TILED_LINEAR) {
        igd_rule_broken(pipe->s, IGD_RULE_ASYNC_FLIP, place,
                        "pipe %c %s: asynchronous flip of a linear surface",
                        'A' + pipe->index, igd_layer_name(plane));
        return false;
    }
    igd_rule_kept(pipe->s, IGD_RULE_ASYNC_FLIP, place);
    return true;
}

/*
 * Flips of plane 1 are counted, and have their time taken, when the address
 * is written, not when it is shown: so expect i915's tests of the display
 * state buffer (V. Syrjala, "dsb_test_compare_flipcount"), and so does GVT
 * pri_surf_mmio_write().
 *
 * The bit for asynchronous flips is itself double-buffered on gen9: it counts
 * as it is latched, until the next vertical blank after it has been cleared
 * (i915 intel_crtc_async_flip_disable_wa()). Only the address changes before
 * that; all else that is armed still waits.
 */
void igd_plane_flip(IgdPipe *pipe, unsigned plane, IgdFlip flip, bool async)
{
    uint32_t base = IGD_PLANE_BASE(pipe->index, plane);

    async |= !!(pipe->live[plane].ctl & CTL_ASYNC_FLIP);
    if (plane == 0) {
        pipe->flip_count++;
        pipe->flip_stamp = igd_timing_stamp();
    }
    plane_arm(pipe, plane, flip);
    if (async && flips_at_once(pipe, plane)) {
        pipe->live[plane].surf = igd_reg(pipe->s, base + PLANE_SURF);
        pipe->check.stale = true;
        show_address(pipe, plane);
        igd_audit_look(pipe);
    }
}

static void plane_surf_write(IgdState *s, unsigned instance, uint32_t old,
                             uint32_t val)
{
    unsigned plane;
    IgdPipe *pipe = reg_pipe(s, instance, &plane);

    igd_plane_flip(pipe, plane, IGD_FLIP_WRITTEN, false);
}

static void plane_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(pipe->live, 0, sizeof(pipe->live));
        memset(pipe->armed, 0, sizeof(pipe->armed));
        memset(pipe->flip, 0, sizeof(pipe->flip));
        pipe->refused_logged = 0;
    }
}

#define SOURCE "i915 display/skl_universal_plane_regs.h, " \
               "skl_universal_plane.c; Intel PRM Skylake vol. 2c"

/*
 * Registers of planes, at @_offset in plane 1 of pipe A: PLANE_REG of the first
 * @_planes of @_count pipes from @_pipe on, PLANE_WM_REG of plane @_n, the eight
 * levels of its watermark.
 */
#define PLANE_REG(_name, _offset, _pipe, _count, _planes, ...) {        \
        .name = _name, .source = SOURCE,                                \
        .offset = (_offset) + (_pipe) * 0x1000,                         \
        .count = (_count), .stride = 0x1000,                            \
        .inner_count = (_planes), .inner_stride = 0x100,                \
        .first = (_pipe) * IGD_MAX_PLANES,                              \
        .before = plane_before,                                         \
        __VA_ARGS__                                                     \
    }

#define PLANE_WM_REG(_n, _count) {                                      \
        .name = "PLANE_WM_" #_n,                                        \
        .source = "i915 display/skl_watermark.c; level 0 is checked",   \
        .offset = 0x70240 + ((_n) - 1) * 0x100,                         \
        .count = (_count), .stride = 0x1000,                            \
        .inner_count = 8, .inner_stride = 4,                            \
    }

#define PLANE_REGS(...)                                                 \
    PLANE_REG("PLANE_CTL", 0x70180, __VA_ARGS__,                        \
              .write = plane_ctl_write),                                \
    PLANE_REG("PLANE_STRIDE", 0x70188, __VA_ARGS__),                    \
    PLANE_REG("PLANE_POS", 0x7018c, __VA_ARGS__),                       \
    PLANE_REG("PLANE_SIZE", 0x70190, __VA_ARGS__),                      \
    PLANE_REG("PLANE_KEYVAL", 0x70194, __VA_ARGS__),                    \
    PLANE_REG("PLANE_KEYMSK", 0x70198, __VA_ARGS__),                    \
    PLANE_REG("PLANE_SURF", 0x7019c, __VA_ARGS__,                       \
              .write = plane_surf_write),                               \
    PLANE_REG("PLANE_KEYMAX", 0x701a0, __VA_ARGS__),                    \
    PLANE_REG("PLANE_OFFSET", 0x701a4, __VA_ARGS__),                    \
    PLANE_REG("PLANE_SURFLIVE", 0x701ac, __VA_ARGS__, .access = IGD_RO), \
    PLANE_REG("PLANE_AUX_DIST", 0x701c0, __VA_ARGS__),                  \
    PLANE_REG("PLANE_AUX_OFFSET", 0x701c4, __VA_ARGS__),                \
    PLANE_REG("PLANE_WM_TRANS", 0x70268, __VA_ARGS__),                  \
    PLANE_REG("PLANE_NV12_BUF_CFG", 0x70278, __VA_ARGS__),              \
    PLANE_REG("PLANE_BUF_CFG", 0x7027c, __VA_ARGS__)

static const IgdReg skl_regs[] = {
    PLANE_REGS(0, 3, 3),
    PLANE_WM_REG(1, 3), PLANE_WM_REG(2, 3), PLANE_WM_REG(3, 3),
};

/*
 * Pipe C has two, besides the one that takes the place of its cursor: i915
 * intel_display_device.c, num_sprites.
 */
static const IgdReg bxt_regs[] = {
    PLANE_REGS(0, 2, 3), PLANE_REGS(2, 1, 2),
    PLANE_WM_REG(1, 3), PLANE_WM_REG(2, 3), PLANE_WM_REG(3, 2),
};

static const VMStateDescription plane_regs_vmstate = {
    .name = "igd/plane/regs",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(ctl, IgdPlaneRegs),
        VMSTATE_UINT32(stride, IgdPlaneRegs),
        VMSTATE_UINT32(pos, IgdPlaneRegs),
        VMSTATE_UINT32(size, IgdPlaneRegs),
        VMSTATE_UINT32(surf, IgdPlaneRegs),
        VMSTATE_UINT32(offset, IgdPlaneRegs),
        VMSTATE_UINT32(keyval, IgdPlaneRegs),
        VMSTATE_UINT32(keymsk, IgdPlaneRegs),
        VMSTATE_UINT32(keymax, IgdPlaneRegs),
        VMSTATE_UINT32(aux_dist, IgdPlaneRegs),
        VMSTATE_UINT32(aux_offset, IgdPlaneRegs),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription plane_pipe_vmstate = {
    .name = "igd/plane/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(live, IgdPipe, IGD_MAX_PLANES, 0,
                             plane_regs_vmstate, IgdPlaneRegs),
        VMSTATE_BOOL_ARRAY(armed, IgdPipe, IGD_MAX_PLANES),
        VMSTATE_UINT8_ARRAY(flip, IgdPipe, IGD_MAX_PLANES),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription plane_vmstate = {
    .name = "igd/plane",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(plane_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_plane_skl_room = {
    .name = "plane",
    .regs = skl_regs,
    .num_regs = ARRAY_SIZE(skl_regs),
    .reset = plane_reset,
    .vmsd = &plane_vmstate,
};

const IgdRoom igd_plane_bxt_room = {
    .name = "plane",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
    .reset = plane_reset,
    .vmsd = &plane_vmstate,
};
