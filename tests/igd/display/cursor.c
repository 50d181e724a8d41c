/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The cursor of each pipe.
 *
 * A write of CURBASE arms it, and one of CURCNTR while it is off; a write of
 * another cursor register takes the arming back. Armed registers take effect
 * at the start of vertical blank, or at once in a pipe that does not run.
 * Source: i915 intel_cursor.c, comment in i9xx_cursor_update_arm().
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "cursor.h"
#include "timing.h"

#define CURSOR_BASE(pipe)   (0x70080 + (pipe) * 0x1000)

/* from CURSOR_BASE */
enum {
    CURCNTR = 0x00, CURBASE = 0x04, CURPOS = 0x08, CUR_FBC_CTL = 0x20,
    CURSURFLIVE = 0x2c,
};

#define CTL_MODE_MASK       0x3f
#define CTL_PIPE_GAMMA      BIT(26)
#define CTL_PIPE_CSC        BIT(24)
#define CTL_ROTATE_180      BIT(15)
#define BASE_ADDR_MASK      0xfffff000u
#define FBC_ENABLE          BIT(31)     /* the height is not the width */

/*
 * Width and kind of the modes with 32 bits a pixel; those with two have their
 * own order in memory, which is not public. Source: Intel's register
 * definitions of CUR_CTL, "Cursor Mode Select".
 */
static unsigned cursor_mode(uint32_t ctl, IgdBlend *blend)
{
    static const struct {
        uint8_t mode;
        uint16_t width;
        IgdBlend blend;
    } modes[] = {
        { 0x07, 64, IGD_BLEND_AND_INVERT },
        { 0x02, 128, IGD_BLEND_AND_INVERT },
        { 0x03, 256, IGD_BLEND_AND_INVERT },
        { 0x24, 64, IGD_BLEND_AND_XOR },
        { 0x25, 128, IGD_BLEND_AND_XOR },
        { 0x26, 256, IGD_BLEND_AND_XOR },
        { 0x27, 64, IGD_BLEND_PREMULTIPLIED },
        { 0x22, 128, IGD_BLEND_PREMULTIPLIED },
        { 0x23, 256, IGD_BLEND_PREMULTIPLIED },
    };

    for (size_t i = 0; i < ARRAY_SIZE(modes); i++) {
        if (modes[i].mode == (ctl & CTL_MODE_MASK)) {
            *blend = modes[i].blend;
            return modes[i].width;
        }
    }
    return 0;
}

void igd_cursor_latch(IgdPipe *pipe)
{
    IgdState *s = pipe->s;
    uint32_t base = CURSOR_BASE(pipe->index);

    if (!pipe->cursor_armed) {
        return;
    }
    pipe->cursor_armed = false;
    igd_check_latch(pipe, IGD_MAX_PLANES);
    pipe->cursor_live = (IgdCursorRegs) {
        .ctl = igd_reg(s, base + CURCNTR),
        .pos = igd_reg(s, base + CURPOS),
        .base = igd_reg(s, base + CURBASE),
        .fbc_ctl = igd_reg(s, base + CUR_FBC_CTL),
    };
    igd_reg_set(s, base + CURSURFLIVE,
                pipe->cursor_live.base & BASE_ADDR_MASK);
}

/* Sign and magnitude: i915 CURSOR_POS_X_SIGN */
static int32_t position(uint32_t pos, unsigned shift)
{
    int32_t magnitude = extract32(pos, shift, 15);

    return extract32(pos, shift + 15, 1) ? -magnitude : magnitude;
}

bool igd_cursor_layer(IgdPipe *pipe, IgdScanout *scanout, IgdLayer *layer)
{
    /* Intel's register definitions of CUR_CTL: none, 50, 75 and 100 % */
    static const uint8_t force[4] = { 0, 128, 192, 255 };
    const IgdCursorRegs *r = &pipe->cursor_live;
    IgdBlend blend;
    unsigned width;

    QEMU_BUILD_BUG_ON(IGD_FORCE_OVER_CSC != 1 || IGD_FORCE_OVER_OTHERS != 2);
    if (!(r->ctl & CTL_MODE_MASK)) {
        return false;
    }
    width = cursor_mode(r->ctl, &blend);
    if (!width) {
        igd_plane_refuse(pipe, IGD_MAX_PLANES, r->ctl,
                         "its mode is not modelled");
        return false;
    }
    *scanout = (IgdScanout) {
        .s = pipe->s,
        .base = r->base & BASE_ADDR_MASK,
    };
    *layer = (IgdLayer) {
        .surface = {
            .format = IGD_FORMAT_XRGB8888,
            .tiling = IGD_TILING_LINEAR,
            .stride = width * 4,
            .fetch = igd_scanout_fetch,
            .opaque = scanout,
        },
        .decode = { .format = IGD_FORMAT_XRGB8888 },
        .width = width,
        .height = r->fbc_ctl & FBC_ENABLE ? extract32(r->fbc_ctl, 0, 8) + 1 :
                                            width,
        /* the base stays that of the first pixel: i915 intel_cursor.c */
        .reversed = r->ctl & CTL_ROTATE_180,
        .dst_x = position(r->pos, 0),
        .dst_y = position(r->pos, 16),
        .blend = blend,
        .alpha = 255,
        .force = force[extract32(r->ctl, 8, 2)],
        .force_over = extract32(r->ctl, 10, 2),
        .correct = (r->ctl & CTL_PIPE_GAMMA ? IGD_CORRECT_GAMMA : 0) |
                   (r->ctl & CTL_PIPE_CSC ? IGD_CORRECT_CSC : 0),
    };
    return true;
}

static void cursor_arm(IgdPipe *pipe)
{
    pipe->cursor_armed = true;
    if (!pipe->running) {
        igd_cursor_latch(pipe);
    }
}

/* A vblank that is due latches what was there before this write. */
static void cursor_before(IgdState *s, unsigned index)
{
    igd_timing_catch_up(&s->display.pipe[index]);
}

static void curbase_write(IgdState *s, unsigned index, uint32_t old,
                          uint32_t val)
{
    cursor_arm(&s->display.pipe[index]);
}

static void curcntr_write(IgdState *s, unsigned index, uint32_t old,
                          uint32_t val)
{
    IgdPipe *pipe = &s->display.pipe[index];

    pipe->cursor_armed = false;
    if (!(pipe->cursor_live.ctl & CTL_MODE_MASK)) {
        cursor_arm(pipe);
    }
}

static void cursor_write(IgdState *s, unsigned index, uint32_t old,
                         uint32_t val)
{
    s->display.pipe[index].cursor_armed = false;
}

static void cursor_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(&pipe->cursor_live, 0, sizeof(pipe->cursor_live));
        pipe->cursor_armed = false;
    }
}

#define SOURCE "i915 display/intel_cursor_regs.h, intel_cursor.c"

#define CURSOR_REG(_name, _offset, ...) {                               \
        .name = _name, .source = SOURCE,                                \
        .offset = (_offset), .count = 3, .stride = 0x1000,              \
        __VA_ARGS__                                                     \
    }

/* The last three are of gen9. */
#define GEN9_REGS   3

static const IgdReg cursor_regs[] = {
    CURSOR_REG("CURCNTR", 0x70080,
               .before = cursor_before, .write = curcntr_write),
    CURSOR_REG("CURBASE", 0x70084,
               .before = cursor_before, .write = curbase_write),
    CURSOR_REG("CURPOS", 0x70088,
               .before = cursor_before, .write = cursor_write),
    CURSOR_REG("CUR_FBC_CTL", 0x700a0,
               .before = cursor_before, .write = cursor_write),
    CURSOR_REG("CURSURFLIVE", 0x700ac, .access = IGD_RO),
    CURSOR_REG("CUR_WM", 0x70140, .inner_count = 8, .inner_stride = 4),
    CURSOR_REG("CUR_WM_TRANS", 0x70168),
    CURSOR_REG("CUR_BUF_CFG", 0x7017c),
};

static const VMStateDescription cursor_pipe_vmstate = {
    .name = "igd/cursor/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(cursor_live.ctl, IgdPipe),
        VMSTATE_UINT32(cursor_live.pos, IgdPipe),
        VMSTATE_UINT32(cursor_live.base, IgdPipe),
        VMSTATE_UINT32(cursor_live.fbc_ctl, IgdPipe),
        VMSTATE_BOOL(cursor_armed, IgdPipe),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription cursor_vmstate = {
    .name = "igd/cursor",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(cursor_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_cursor_gen8_room = {
    .name = "cursor",
    .regs = cursor_regs,
    .num_regs = ARRAY_SIZE(cursor_regs) - GEN9_REGS,
    .reset = cursor_reset,
    .vmsd = &cursor_vmstate,
};

const IgdRoom igd_cursor_gen9_room = {
    .name = "cursor",
    .regs = cursor_regs,
    .num_regs = ARRAY_SIZE(cursor_regs),
    .reset = cursor_reset,
    .vmsd = &cursor_vmstate,
};
