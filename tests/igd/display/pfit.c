/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Panel fitters of gen8: one for each pipe, that scales its picture.
 *
 * A write of PF_WIN_SZ arms its registers, which take effect at the start of
 * vertical blank, or at once in a pipe that does not run. On Broadwell the
 * fitter of a pipe is its own: i915 ilk_pfit_get_config(). Sources: i915
 * display/intel_pfit.c (ilk_pfit_enable(), intel_pch_pfit_check_*(), which
 * quote the manual), intel_pfit_regs.h; the order of registers, the last one
 * of which arms, is that of the scalers that followed.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "pfit.h"
#include "timing.h"

#define PFIT_BASE(pipe)     (0x68000 + (pipe) * 0x800)

/* from PFIT_BASE */
enum { PF_WIN_POS = 0x70, PF_WIN_SZ = 0x74, PF_CTL = 0x80 };

#define CTL_ENABLE          BIT(31)
#define MAX_SOURCE          4096

void igd_pfit_latch(IgdPipe *pipe)
{
    uint32_t base = PFIT_BASE(pipe->index);

    if (!pipe->scaler_armed[0]) {
        return;
    }
    pipe->scaler_armed[0] = false;
    pipe->scaler_live[0] = (IgdScalerRegs) {
        .ctrl = igd_reg(pipe->s, base + PF_CTL),
        .win_pos = igd_reg(pipe->s, base + PF_WIN_POS),
        .win_sz = igd_reg(pipe->s, base + PF_WIN_SZ),
    };
}

bool igd_pfit_on(const IgdPipe *pipe)
{
    return igd_reg(pipe->s, PFIT_BASE(pipe->index) + PF_CTL) & CTL_ENABLE;
}

/* Edges of source and window fall together. */
static IgdAxis axis(uint32_t src, uint32_t dst)
{
    int64_t step = dst ? ((int64_t)src << 16) / dst : 0;

    return (IgdAxis) { src, dst, (step - IGD_ONE) / 2 };
}

/* "pfit downscaling exceeds max": 1.125 in each direction */
static bool axis_works(const IgdAxis *a)
{
    return a->src <= MAX_SOURCE && a->dst && a->src * 8 <= a->dst * 9;
}

/* "The scaled output must equal the pipe active area", and x is never 1 */
static bool is_centred(const IgdPipe *pipe, const IgdWindow *w)
{
    return 2 * w->x + w->h.dst == pipe->mode.hdisplay && w->x != 1 &&
           2 * w->y + w->v.dst == pipe->mode.vdisplay;
}

bool igd_pfit_window(IgdPipe *pipe, unsigned binding, uint32_t width,
                     uint32_t height, IgdWindow *window, const char **why)
{
    const IgdScalerRegs *r = &pipe->scaler_live[0];

    if (binding != IGD_SCALER_PIPE || !(r->ctrl & CTL_ENABLE)) {
        return false;
    }
    *window = (IgdWindow) {
        .x = extract32(r->win_pos, 16, 13),
        .y = extract32(r->win_pos, 0, 13),
        .h = axis(width, extract32(r->win_sz, 16, 13)),
        .v = axis(height, extract32(r->win_sz, 0, 13)),
    };
    *why = !axis_works(&window->h) || !axis_works(&window->v) ?
           "its panel fitter cannot do that size" :
           !is_centred(pipe, window) ? "its panel fitter's window is not in "
                                       "the middle" : NULL;
    return true;
}

/* A vblank that is due latches what was there before this write. */
static void pfit_before(IgdState *s, unsigned index)
{
    igd_timing_catch_up(&s->display.pipe[index]);
}

static void win_sz_write(IgdState *s, unsigned index, uint32_t old,
                         uint32_t val)
{
    IgdPipe *pipe = &s->display.pipe[index];

    pipe->scaler_armed[0] = true;
    if (!pipe->running) {
        igd_pfit_latch(pipe);
    }
}

static void pfit_write(IgdState *s, unsigned index, uint32_t old, uint32_t val)
{
    s->display.pipe[index].scaler_armed[0] = false;
}

static void pfit_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(pipe->scaler_live, 0, sizeof(pipe->scaler_live));
        memset(pipe->scaler_armed, 0, sizeof(pipe->scaler_armed));
    }
}

#define PFIT_REG(_name, _offset, ...) {                                 \
        .name = _name,                                                  \
        .source = "i915 display/intel_pfit_regs.h, intel_pfit.c",       \
        .offset = PFIT_BASE(0) + (_offset), .count = 3, .stride = 0x800, \
        .before = pfit_before, __VA_ARGS__                              \
    }

static const IgdReg pfit_regs[] = {
    PFIT_REG("PF_WIN_POS", PF_WIN_POS, .write = pfit_write),
    PFIT_REG("PF_WIN_SZ", PF_WIN_SZ, .write = win_sz_write),
    PFIT_REG("PF_CTL", PF_CTL, .write = pfit_write),
};

const IgdRoom igd_pfit_room = {
    .name = "pfit",
    .regs = pfit_regs,
    .num_regs = ARRAY_SIZE(pfit_regs),
    .reset = pfit_reset,
    .vmsd = &igd_scaler_vmstate,
};
