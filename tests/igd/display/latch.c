/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Planes in time: what arms them, when they take effect, and flips.
 *
 * Their registers are double-buffered: what is written takes effect at the
 * next start of vertical blank after the plane is armed, which a write of
 * its address does, and a write of its control register while the plane is
 * off. In a pipe that does not run they take effect at once. Source: Intel PRM
 * Skylake vol. 2c, PLANE_CTL "Double Buffer Update Point" and "Armed By"; i915
 * skl_plane_update_arm(), i9xx_plane_update_arm().
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "check.h"
#include "kind.h"
#include "plane.h"
#include "timing.h"

#define CTL_ENABLE          BIT(31)
#define CTL_ASYNC_FLIP      BIT(9)

bool igd_scanout_fetch(void *opaque, uint64_t offset, void *buf, size_t len)
{
    IgdScanout *scanout = opaque;

    return igd_gtt_read(scanout->s, scanout->base + offset, buf, len);
}

void igd_plane_fault(IgdPipe *pipe, unsigned plane, uint64_t base)
{
    igd_rule_breaks(pipe->s, IGD_RULE_PTE, igd_layer_place(pipe, plane),
                    "pipe %c %s fetched through a PTE that is not present, "
                    "surface 0x%08" PRIx64, 'A' + pipe->index,
                    igd_layer_name(plane), base);
    igd_irq_raise(pipe->s, IGD_IRQ_PIPE_A + pipe->index,
                  pipe->s->platform->display->fault[plane]);
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
                pipe->live[plane].surf & IGD_SURF_ADDR_MASK);
    if (pipe->flip[plane] != IGD_FLIP_NONE) {
        pipe->flip[plane] = IGD_FLIP_NONE;
        igd_irq_raise(s, IGD_IRQ_PIPE_A + pipe->index,
                      s->platform->display->flip_done[plane]);
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

bool igd_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                     IgdLayer *layer)
{
    return pipe->s->platform->display->plane_layer(pipe, plane, scanout,
                                                   layer);
}

/* Instances count planes of pipe A first, then as many of B and of C. */
static IgdPipe *reg_pipe(IgdState *s, unsigned instance, unsigned *plane)
{
    unsigned num = s->platform->num_planes[0];

    *plane = instance % num;
    return &s->display.pipe[instance / num];
}

/* A vblank that is due latches what was there before this write. */
void igd_plane_before(IgdState *s, unsigned instance)
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

void igd_plane_ctl_write(IgdState *s, unsigned instance, uint32_t old,
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
 * Sync flips", and linear surfaces cannot be flipped so: i915
 * skl_plane_can_async_flip(), i9xx_plane_can_async_flip(). What becomes of
 * those is not documented.
 */
static bool flips_at_once(IgdPipe *pipe, unsigned plane)
{
    const IgdDisplayKind *kind = pipe->s->platform->display;
    uint32_t ctl = pipe->live[plane].ctl;
    unsigned place = igd_layer_place(pipe, plane);

    if (!pipe->running || !(ctl & CTL_ENABLE) || ctl & kind->sync_only) {
        return false;
    }
    if (!(ctl & kind->tiled_mask)) {
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
 * The bit for asynchronous flips is itself double-buffered on gen8 and gen9: it
 * counts as it is latched, until the next vertical blank after it has been
 * cleared (i915 intel_crtc_async_flip_disable_wa()). Only the address changes
 * before that; all else that is armed still waits.
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

void igd_plane_surf_write(IgdState *s, unsigned instance, uint32_t old,
                          uint32_t val)
{
    unsigned plane;
    IgdPipe *pipe = reg_pipe(s, instance, &plane);

    igd_plane_flip(pipe, plane, IGD_FLIP_WRITTEN, false);
}

void igd_plane_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(pipe->live, 0, sizeof(pipe->live));
        memset(pipe->armed, 0, sizeof(pipe->armed));
        memset(pipe->flip, 0, sizeof(pipe->flip));
        pipe->refused_logged = 0;
    }
}

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

const VMStateDescription igd_plane_vmstate = {
    .name = "igd/plane",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(plane_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};
