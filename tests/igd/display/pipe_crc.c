/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * CRC of each frame of a pipe. While PIPE_CRC_CTL enables it, every frame
 * leaves a result and an interrupt at its end. The frame is read when it has
 * begun, outside of the vertical blank that must not be late.
 */
#include "qemu/osdep.h"
#include "qemu/main-loop.h"
#include "../igd.h"
#include "crc.h"
#include "kind.h"
#include "pipe.h"
#include "pipe_crc.h"

#define PIPE_CRC_CTL(pipe)  (0x60050 + (pipe) * 0x1000)
#define PIPE_CRC_RES(pipe)  (0x60064 + (pipe) * 0x1000)
#define CRC_ENABLE          BIT(31)

/* GEN8_PIPE_CDCLK_CRC_DONE */
#define IRQ_CRC_DONE        BIT(28)

static void compute(IgdPipe *pipe, uint32_t ctl)
{
    pipe->crc = igd_pipe_crc(pipe,
                             pipe->s->platform->display->crc_layers(ctl));
    pipe->crc_ctl = ctl;
}

static void compute_bh(void *opaque)
{
    IgdPipe *pipe = opaque;
    uint32_t ctl = igd_reg(pipe->s, PIPE_CRC_CTL(pipe->index));

    pipe->crc_due = false;
    if (ctl & CRC_ENABLE) {
        compute(pipe, ctl);
    }
}

void igd_pipe_crc_end_frame(IgdPipe *pipe)
{
    IgdState *s = pipe->s;
    uint32_t ctl = igd_reg(s, PIPE_CRC_CTL(pipe->index));

    if (!(ctl & CRC_ENABLE)) {
        return;
    }
    if (pipe->crc_ctl != ctl) {
        /* enabled or changed within the frame, or the host is late */
        compute(pipe, ctl);
    }
    pipe->crc_ctl = 0;
    igd_reg_set(s, PIPE_CRC_RES(pipe->index), pipe->crc);
    igd_irq_raise(s, IGD_IRQ_PIPE_A + pipe->index, IRQ_CRC_DONE);
}

void igd_pipe_crc_begin_frame(IgdPipe *pipe)
{
    if (igd_reg(pipe->s, PIPE_CRC_CTL(pipe->index)) & CRC_ENABLE) {
        pipe->crc_due = true;
        qemu_bh_schedule(pipe->crc_bh);
    }
}

static void pipe_crc_realize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        pipe->crc_bh = qemu_bh_new(compute_bh, pipe);
    }
}

static void pipe_crc_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        qemu_bh_cancel(s->display.pipe[i].crc_bh);
        s->display.pipe[i].crc_due = false;
        s->display.pipe[i].crc_ctl = 0;
    }
}

static void pipe_crc_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        g_clear_pointer(&s->display.pipe[i].crc_bh, qemu_bh_delete);
    }
}

static int pipe_post_load(void *opaque, int version_id)
{
    IgdPipe *pipe = opaque;

    if (pipe->crc_bh && pipe->crc_due) {
        qemu_bh_schedule(pipe->crc_bh);
    } else if (pipe->crc_bh) {
        qemu_bh_cancel(pipe->crc_bh);
    }
    return 0;
}

static const VMStateDescription pipe_crc_pipe_vmstate = {
    .name = "igd/pipe-crc/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load = pipe_post_load,
    .fields = (const VMStateField[]) {
        VMSTATE_BOOL(crc_due, IgdPipe),
        VMSTATE_UINT32(crc, IgdPipe),
        VMSTATE_UINT32(crc_ctl, IgdPipe),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription pipe_crc_vmstate = {
    .name = "igd/pipe-crc",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(pipe_crc_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

#define SOURCE "i915 display/intel_pipe_crc_regs.h, intel_pipe_crc.c"

static const IgdReg pipe_crc_regs[] = {
    {
        .name = "PIPE_CRC_CTL", .source = SOURCE,
        .offset = PIPE_CRC_CTL(0), .count = 3, .stride = 0x1000,
    },
    {
        .name = "PIPE_CRC_EXP_HSW", .source = SOURCE,
        .offset = 0x60054, .count = 3, .stride = 0x1000,
    },
    {
        .name = "PIPE_CRC_RES_HSW", .source = SOURCE,
        .offset = PIPE_CRC_RES(0), .count = 3, .stride = 0x1000,
        .access = IGD_RO,
    },
};

const IgdRoom igd_pipe_crc_room = {
    .name = "pipe-crc",
    .regs = pipe_crc_regs,
    .num_regs = ARRAY_SIZE(pipe_crc_regs),
    .realize = pipe_crc_realize,
    .reset = pipe_crc_reset,
    .unrealize = pipe_crc_unrealize,
    .vmsd = &pipe_crc_vmstate,
};
