/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Flips that are not writes of PLANE_SURF: by a command streamer, and by the
 * mailbox registers from 0x50080 on. Both write PLANE_SURF for the driver.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "../power.h"
#include "check.h"
#include "kind.h"
#include "timing.h"

#define ADDR_MASK           0xfffff000u
#define MAILBOX_TYPE_MASK   3
#define MAILBOX_ASYNC       1

/* The pipe, with all done that is due; or NULL if the flip goes nowhere. */
static IgdPipe *flip_pipe(IgdState *s, unsigned index, unsigned plane)
{
    if (index >= s->platform->num_pipes ||
        plane >= s->platform->num_planes[index]) {
        qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: flip of pipe %u plane %u, "
                      "which does not exist\n", index, plane + 1);
        return NULL;
    }
    if (!igd_power_pipe(s, index)) {
        qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: flip of pipe %c plane %u, "
                      "whose power well is off\n", 'A' + index, plane + 1);
        return NULL;
    }
    igd_timing_catch_up(&s->display.pipe[index]);
    return &s->display.pipe[index];
}

/*
 * An asynchronous flip cannot change more than the address: i915
 * intel_async_flip_check_hw(), gvt gen8_check_mi_display_flip().
 */
static void check_same(IgdPipe *pipe, unsigned plane, uint32_t stride,
                       uint32_t tiling)
{
    const IgdDisplayKind *kind = pipe->s->platform->display;
    const IgdPlaneRegs *r = &pipe->live[plane];

    if ((r->stride & kind->stride_mask) != stride ||
        (r->ctl & kind->tiled_mask) != tiling) {
        igd_rule_broken(pipe->s, IGD_RULE_ASYNC_FLIP,
                        igd_layer_place(pipe, plane),
                        "pipe %c %s: asynchronous flip to another stride or "
                        "tiling", 'A' + pipe->index, igd_layer_name(plane));
    }
}

void igd_display_flip(IgdState *s, unsigned index, unsigned plane,
                      uint32_t surf, uint32_t stride, uint32_t tiling,
                      bool async)
{
    const IgdDisplayKind *kind = s->platform->display;
    uint32_t base = IGD_PLANE_BASE(index, plane);
    IgdPipe *pipe = flip_pipe(s, index, plane);

    if (!pipe) {
        return;
    }
    stride &= kind->stride_mask;
    tiling &= kind->tiled_mask;
    if (async) {
        check_same(pipe, plane, stride, tiling);
    } else {
        igd_reg_set(s, base + PLANE_STRIDE, stride);
        igd_reg_set(s, base + PLANE_CTL,
                    (igd_reg(s, base + PLANE_CTL) & ~kind->tiled_mask) |
                    tiling);
    }
    igd_reg_set(s, base + PLANE_SURF, surf & ADDR_MASK);
    igd_plane_flip(pipe, plane, IGD_FLIP_COMMANDED, async);
}

int64_t igd_display_to_flip(IgdState *s, unsigned index, unsigned plane)
{
    IgdPipe *pipe = &s->display.pipe[index];

    igd_timing_catch_up(pipe);
    if (pipe->flip[plane] != IGD_FLIP_COMMANDED) {
        return 0;
    }
    return igd_timing_to_vblank(pipe);
}

uint64_t igd_display_frames(IgdState *s, unsigned index)
{
    igd_timing_catch_up(&s->display.pipe[index]);
    return s->display.pipe[index].frames;
}

int64_t igd_display_to_vblank(IgdState *s, unsigned index, uint64_t frames)
{
    if (igd_display_frames(s, index) != frames) {
        return 0;
    }
    return igd_timing_to_vblank(&s->display.pipe[index]);
}

/* Instances count plane 1 of all pipes first, then plane 2. */
static void mailbox_write(IgdState *s, unsigned instance, uint32_t old,
                          uint32_t val)
{
    unsigned index = instance % IGD_MAX_PIPES;
    unsigned plane = instance / IGD_MAX_PIPES;
    IgdPipe *pipe = flip_pipe(s, index, plane);

    if (pipe) {
        igd_reg_set(s, IGD_PLANE_BASE(index, plane) + PLANE_SURF,
                    val & ADDR_MASK);
        igd_plane_flip(pipe, plane, IGD_FLIP_WRITTEN,
                       (val & MAILBOX_TYPE_MASK) == MAILBOX_ASYNC);
    }
}

#define MAILBOX_REG(_offset, _first, _count) {                          \
        .name = "REG_50080",                                            \
        .source = "i915 gvt/reg.h REG_50080, "                          \
                  "gvt/handlers.c reg50080_mmio_write()",               \
        .offset = (_offset), .first = (_first), .count = (_count),      \
        .stride = 4, .write = mailbox_write,                            \
    }

static const IgdReg flip_regs[] = {
    MAILBOX_REG(0x50080, 0, 1),
    MAILBOX_REG(0x50088, 1, 2),
    MAILBOX_REG(0x50090, IGD_MAX_PIPES, 1),
    MAILBOX_REG(0x50098, IGD_MAX_PIPES + 1, 2),
};

const IgdRoom igd_flip_room = {
    .name = "flip",
    .regs = flip_regs,
    .num_regs = ARRAY_SIZE(flip_regs),
};
