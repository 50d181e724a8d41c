/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Scan line compare: a driver or a command streamer asks to be told when the
 * pipe is inside (exclusive mode) or outside (inclusive mode) of a window of
 * lines. The event comes once, at once if it is so already: an interrupt, and
 * what MI_WAIT_FOR_EVENT waits for. Lines are those of PIPEDSL.
 *
 * Sources: Intel's register definitions of PIPE_SCANLINECOMP; coreboot names
 * it on gen9; i915 GEN8_PIPE_SCAN_LINE_EVENT, DERRMR. That the bit which
 * starts a compare is 0 again after it is what the model does; it is not said
 * there. Both counters that can be selected are the same here.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "scanline.h"
#include "timing.h"

#define SCANLINECOMP(pipe)  (0x70004 + (pipe) * 0x1000)
#define COMP_INITIATE       BIT(31)
#define COMP_INCLUSIVE      BIT(30)
#define COMP_FIRST(comp)    extract32(comp, 16, 13)
#define COMP_LAST(comp)     extract32(comp, 0, 13)

#define DERRMR              0x44050

#define IRQ_SCAN_LINE       BIT(2)      /* GEN8_PIPE_SCAN_LINE_EVENT */

/* A window whose first line is behind its last one goes over the frame's end */
static bool event_at(uint32_t comp, uint32_t line)
{
    uint32_t first = COMP_FIRST(comp), last = COMP_LAST(comp);
    bool inside = first <= last ? line >= first && line <= last :
                                  line >= first || line <= last;

    return inside == !(comp & COMP_INCLUSIVE);
}

/*
 * The first line with the event after one without it, or @vtotal if there is
 * none: where the window begins, or behind its end.
 */
static uint32_t event_line(uint32_t comp, uint32_t vtotal)
{
    uint32_t first = COMP_FIRST(comp), behind = COMP_LAST(comp) + 1;
    bool wraps = first >= behind;

    if (!(comp & COMP_INCLUSIVE)) {
        return first < vtotal ? first : wraps ? 0 : vtotal;
    }
    if (wraps) {
        return behind < first ? MIN(behind, vtotal) : vtotal;
    }
    return behind < vtotal ? behind : first ? 0 : vtotal;
}

/* Nanoseconds from a line without the event to one with it. */
static int64_t to_event(IgdPipe *pipe, uint32_t comp)
{
    return igd_timing_to_line(pipe, event_line(comp, pipe->mode.vtotal));
}

void igd_scanline_update(IgdPipe *pipe)
{
    IgdState *s = pipe->s;
    uint32_t comp = igd_reg(s, SCANLINECOMP(pipe->index));
    int64_t ns;

    timer_del(pipe->scanline_timer);
    if (!(comp & COMP_INITIATE) || !pipe->running) {
        return;
    }
    if (event_at(comp, igd_timing_line(pipe))) {
        igd_reg_set(s, SCANLINECOMP(pipe->index), comp & ~COMP_INITIATE);
        igd_irq_raise(s, IGD_IRQ_PIPE_A + pipe->index, IRQ_SCAN_LINE);
        return;
    }
    ns = to_event(pipe, comp);
    if (ns != IGD_NEVER) {
        timer_mod(pipe->scanline_timer,
                  qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + ns);
    }
}

static void scanline_timer(void *opaque)
{
    IgdPipe *pipe = opaque;

    igd_timing_catch_up(pipe);
    igd_scanline_update(pipe);
}

static void comp_before(IgdState *s, unsigned index)
{
    igd_timing_catch_up(&s->display.pipe[index]);
}

static void comp_write(IgdState *s, unsigned index, uint32_t old, uint32_t val)
{
    igd_scanline_update(&s->display.pipe[index]);
}

void igd_display_load_scan_lines(IgdState *s, unsigned index, uint32_t first,
                                 uint32_t last, bool inclusive)
{
    igd_mmio_write(s, SCANLINECOMP(index), COMP_INITIATE |
                   (inclusive ? COMP_INCLUSIVE : 0) |
                   (first & 0x1fff) << 16 | (last & 0x1fff));
}

int64_t igd_display_to_scan_line(IgdState *s, unsigned index)
{
    IgdPipe *pipe = &s->display.pipe[index];
    uint32_t comp;

    igd_scanline_update(pipe);
    comp = igd_reg(s, SCANLINECOMP(index));
    if (!(comp & COMP_INITIATE)) {
        return 0;
    }
    return pipe->running ? to_event(pipe, comp) : IGD_NEVER;
}

bool igd_display_event_masked(IgdState *s, unsigned bit)
{
    return igd_reg(s, DERRMR) & BIT(bit);
}

static void scanline_realize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        pipe->scanline_timer = timer_new_ns(QEMU_CLOCK_VIRTUAL,
                                            scanline_timer, pipe);
    }
}

static void scanline_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        timer_del(s->display.pipe[i].scanline_timer);
    }
}

static void scanline_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        timer_free(s->display.pipe[i].scanline_timer);
    }
}

static const IgdReg scanline_regs[] = {
    {
        .name = "PIPE_SCANLINECOMP",
        .source = "Intel's register definitions; i915 "
                  "GEN8_PIPE_SCAN_LINE_EVENT",
        .offset = SCANLINECOMP(0), .count = 3, .stride = 0x1000,
        .before = comp_before, .write = comp_write,
    },
    {
        .name = "DERRMR",
        .source = "i915 display/intel_display_regs.h; reset: "
                  "xf86-video-intel sna_display.c",
        .offset = DERRMR, .reset = 0xffffffff,
    },
};

const IgdRoom igd_scanline_room = {
    .name = "scanline",
    .regs = scanline_regs,
    .num_regs = ARRAY_SIZE(scanline_regs),
    .realize = scanline_realize,
    .reset = scanline_reset,
    .unrealize = scanline_unrealize,
};
