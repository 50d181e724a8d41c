/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Scalers of gen9: two of pipes A and B, one of pipe C.
 *
 * A write of PS_WIN_SZ arms the registers of its scaler, and one of another
 * register takes that back. Armed registers take effect at the start of
 * vertical blank, or at once in a pipe that does not run. Sources: i915
 * skl_scaler.c, display/intel_display_regs.h; Fuchsia intel-display
 * registers-pipe-scaler.h, after Intel PRM Skylake vol. 2c PS_CTRL and on.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "scaler.h"
#include "timing.h"

#define SCALER_BASE(pipe, id)   (0x68100 + (pipe) * 0x800 + (id) * 0x100)

/* from SCALER_BASE */
enum {
    PS_WIN_POS = 0x70, PS_WIN_SZ = 0x74, PS_CTRL = 0x80, PS_VPHASE = 0x88,
    PS_HPHASE = 0x94,
};

#define CTRL_ENABLE     BIT(31)

/* Sizes that work: i915 skl_scaler_min_src_size() and on. */
#define MIN_SIZE        8
#define MAX_SIZE        4096

void igd_gen9_scaler_latch(IgdPipe *pipe)
{
    for (unsigned id = 0; id < IGD_MAX_SCALERS; id++) {
        uint32_t base = SCALER_BASE(pipe->index, id);

        if (!pipe->scaler_armed[id]) {
            continue;
        }
        pipe->scaler_armed[id] = false;
        pipe->scaler_live[id] = (IgdScalerRegs) {
            .ctrl = igd_reg(pipe->s, base + PS_CTRL),
            .win_pos = igd_reg(pipe->s, base + PS_WIN_POS),
            .win_sz = igd_reg(pipe->s, base + PS_WIN_SZ),
            .hphase = igd_reg(pipe->s, base + PS_HPHASE),
            .vphase = igd_reg(pipe->s, base + PS_VPHASE),
        };
    }
}

/*
 * Two integer and 13 fraction bits, for RGB in the lower half; without the
 * "trip" bit it is what is added to -1: i915 skl_scaler_calc_phase().
 */
static int32_t phase(uint32_t reg)
{
    int32_t val = extract32(reg, 1, 15) << 3;

    return reg & 1 ? val : val - IGD_ONE;
}

static bool axis_works(const IgdAxis *axis)
{
    return axis->src >= MIN_SIZE && axis->src <= MAX_SIZE &&
           axis->dst >= MIN_SIZE && axis->dst <= MAX_SIZE &&
           axis->src < axis->dst * IGD_MAX_DOWNSCALE;
}

/* Of two scalers that are bound to the same, the first. */
static const IgdScalerRegs *scaler_of(const IgdPipe *pipe, unsigned binding)
{
    for (unsigned id = 0; id < IGD_MAX_SCALERS; id++) {
        const IgdScalerRegs *r = &pipe->scaler_live[id];

        if (r->ctrl & CTRL_ENABLE && extract32(r->ctrl, 25, 3) == binding) {
            return r;
        }
    }
    return NULL;
}

bool igd_gen9_scaler_window(IgdPipe *pipe, unsigned binding, uint32_t width,
                            uint32_t height, IgdWindow *window,
                            const char **why)
{
    const IgdScalerRegs *r = scaler_of(pipe, binding);

    if (!r) {
        return false;
    }
    *window = (IgdWindow) {
        .x = extract32(r->win_pos, 16, 13),
        .y = extract32(r->win_pos, 0, 13),
        .h = { width, extract32(r->win_sz, 16, 13), phase(r->hphase) },
        .v = { height, extract32(r->win_sz, 0, 13), phase(r->vphase) },
    };
    *why = axis_works(&window->h) && axis_works(&window->v) ? NULL :
           "its scaler cannot do that size";
    return true;
}

/* Instances are the first scalers of all pipes, then the second ones. */
static IgdPipe *reg_pipe(IgdState *s, unsigned instance, unsigned *id)
{
    *id = instance / IGD_MAX_PIPES;
    return &s->display.pipe[instance % IGD_MAX_PIPES];
}

/* A vblank that is due latches what was there before this write. */
static void scaler_before(IgdState *s, unsigned instance)
{
    unsigned id;

    igd_timing_catch_up(reg_pipe(s, instance, &id));
}

static void win_sz_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    unsigned id;
    IgdPipe *pipe = reg_pipe(s, instance, &id);

    pipe->scaler_armed[id] = true;
    if (!pipe->running) {
        igd_gen9_scaler_latch(pipe);
    }
}

static void scaler_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    unsigned id;
    IgdPipe *pipe = reg_pipe(s, instance, &id);

    pipe->scaler_armed[id] = false;
}

/* Three integer and 15 fraction bits of what is scaled over the window. */
static uint32_t factor(IgdPipe *pipe, unsigned id, bool vertical)
{
    const IgdScalerRegs *r = &pipe->scaler_live[id];
    unsigned binding = extract32(r->ctrl, 25, 3);
    uint32_t size = binding > IGD_MAX_PLANES ? 0 :
                    binding ? pipe->live[binding - 1].size :
                    igd_reg(pipe->s, 0x6001c + pipe->index * 0x1000);
    /* PLANE_SIZE has the height in its upper half, PIPESRC the width */
    unsigned shift = (binding != 0) == vertical ? 16 : 0;
    uint64_t src = extract32(size, shift, 13) + 1;
    uint32_t dst = extract32(r->win_sz, vertical ? 0 : 16, 13);

    return r->ctrl & CTRL_ENABLE && dst ? MIN((src << 15) / dst, 0x3ffff) : 0;
}

static uint32_t hscale_read(IgdState *s, unsigned instance)
{
    unsigned id;
    IgdPipe *pipe = reg_pipe(s, instance, &id);

    igd_timing_catch_up(pipe);
    return factor(pipe, id, false);
}

static uint32_t vscale_read(IgdState *s, unsigned instance)
{
    unsigned id;
    IgdPipe *pipe = reg_pipe(s, instance, &id);

    igd_timing_catch_up(pipe);
    return factor(pipe, id, true);
}

static void scaler_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(pipe->scaler_live, 0, sizeof(pipe->scaler_live));
        memset(pipe->scaler_armed, 0, sizeof(pipe->scaler_armed));
    }
}

#define SOURCE "i915 display/intel_display_regs.h, skl_scaler.c"

/* A register of both scalers; pipe C has the first only */
#define SCALER_REG(_name, _offset, ...) {                               \
        .name = _name "_1", .source = SOURCE,                           \
        .offset = SCALER_BASE(0, 0) + (_offset),                        \
        .count = 3, .stride = 0x800, __VA_ARGS__                        \
    }, {                                                                \
        .name = _name "_2", .source = SOURCE,                           \
        .offset = SCALER_BASE(0, 1) + (_offset),                        \
        .count = 2, .stride = 0x800, .first = IGD_MAX_PIPES, __VA_ARGS__ \
    }

#define BUFFERED    .before = scaler_before, .write = scaler_write

static const IgdReg scaler_regs[] = {
    SCALER_REG("SKL_PS_PWR_GATE", 0x60, BUFFERED),
    SCALER_REG("SKL_PS_WIN_POS", PS_WIN_POS, BUFFERED),
    SCALER_REG("SKL_PS_WIN_SZ", PS_WIN_SZ, .before = scaler_before,
               .write = win_sz_write),
    SCALER_REG("SKL_PS_CTRL", PS_CTRL, BUFFERED),
    SCALER_REG("SKL_PS_VSCALE", 0x84, .access = IGD_RO, .read = vscale_read),
    SCALER_REG("SKL_PS_VPHASE", PS_VPHASE, BUFFERED),
    SCALER_REG("SKL_PS_HSCALE", 0x90, .access = IGD_RO, .read = hscale_read),
    SCALER_REG("SKL_PS_HPHASE", PS_HPHASE, BUFFERED),
    SCALER_REG("SKL_PS_ECC_STAT", 0xd0),
};

static const VMStateDescription scaler_regs_vmstate = {
    .name = "igd/scaler/regs",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(ctrl, IgdScalerRegs),
        VMSTATE_UINT32(win_pos, IgdScalerRegs),
        VMSTATE_UINT32(win_sz, IgdScalerRegs),
        VMSTATE_UINT32(hphase, IgdScalerRegs),
        VMSTATE_UINT32(vphase, IgdScalerRegs),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription scaler_pipe_vmstate = {
    .name = "igd/scaler/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(scaler_live, IgdPipe, IGD_MAX_SCALERS, 0,
                             scaler_regs_vmstate, IgdScalerRegs),
        VMSTATE_BOOL_ARRAY(scaler_armed, IgdPipe, IGD_MAX_SCALERS),
        VMSTATE_END_OF_LIST()
    },
};

const VMStateDescription igd_scaler_vmstate = {
    .name = "igd/scaler",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(scaler_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_scaler_room = {
    .name = "scaler",
    .regs = scaler_regs,
    .num_regs = ARRAY_SIZE(scaler_regs),
    .reset = scaler_reset,
    .vmsd = &igd_scaler_vmstate,
};
