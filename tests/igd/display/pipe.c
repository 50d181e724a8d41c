/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A pipe: its planes and cursor on top of each other, in the size of the
 * pipe's source, which a scaler fits into the mode.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "colour.h"
#include "crc.h"
#include "cursor.h"
#include "pipe.h"
#include "plane.h"
#include "scaler.h"
#include "timing.h"

#define PIPESRC(pipe)   (0x6001c + (pipe) * 0x1000)
#define LAYERS          (IGD_MAX_PLANES + 1)

static void compose(IgdPipe *pipe, unsigned which, uint32_t *pixels,
                    uint32_t width, uint32_t height, size_t pitch)
{
    IgdScanout scanout[LAYERS];
    IgdLayer layer[LAYERS];
    unsigned source[LAYERS];
    IgdBackdrop backdrop;
    unsigned n = 0;

    which &= ~igd_check_hidden(pipe);
    for (unsigned i = 0; i < LAYERS; i++) {
        if (which & BIT(i) &&
            (i < IGD_MAX_PLANES ?
             igd_plane_layer(pipe, i, &scanout[n], &layer[n]) :
             igd_cursor_layer(pipe, &scanout[n], &layer[n]))) {
            /* a cursor has no part in the keys of planes */
            layer[n].above = i < IGD_MAX_PLANES && n &&
                             source[n - 1] == i - 1;
            source[n++] = i;
        }
    }
    igd_colour_backdrop(pipe, &backdrop);
    /* a plane alone is taken before it enters the pipe */
    igd_compose(which == IGD_ALL_LAYERS ? &backdrop : NULL, layer, n, pixels,
                width, height, pitch);
    for (unsigned i = 0; i < n; i++) {
        if (layer[i].surface.faulted) {
            igd_plane_fault(pipe, source[i], scanout[i].base);
        }
    }
}

static void clear(uint32_t *pixels, uint32_t width, uint32_t height,
                  size_t pitch)
{
    for (uint32_t y = 0; y < height; y++) {
        memset(pixels + y * pitch, 0, width * sizeof(*pixels));
    }
}

static uint32_t *scratch(uint32_t **buf, size_t *pixels, size_t need)
{
    if (*pixels < need) {
        *buf = g_renew(uint32_t, *buf, need);
        *pixels = need;
    }
    return *buf;
}

/* Compose the source, and scale it into its window. */
static void compose_scaled(IgdPipe *pipe, unsigned which, const IgdWindow *w,
                           uint32_t *pixels, size_t pitch)
{
    IgdDisplay *d = &pipe->s->display;
    uint32_t *source = scratch(&d->unscaled, &d->unscaled_pixels,
                               (size_t)w->h.src * w->v.src);

    compose(pipe, which, source, w->h.src, w->v.src, w->h.src);
    igd_resample_picture(&w->h, &w->v, source, w->h.src,
                         pixels + w->y * pitch + w->x, pitch);
}

/* What cannot be is black; so is what a smaller source leaves free. */
static void paint(IgdPipe *pipe, unsigned which, uint32_t *pixels,
                  uint32_t width, uint32_t height, size_t pitch)
{
    uint32_t src = igd_reg(pipe->s, PIPESRC(pipe->index));
    uint32_t src_width = extract32(src, 16, 13) + 1;
    uint32_t src_height = extract32(src, 0, 13) + 1;
    const char *why;
    IgdWindow w;

    if (!pipe->running) {
        clear(pixels, width, height, pitch);
        return;
    }
    if (igd_scaler_window(pipe, IGD_SCALER_PIPE, src_width, src_height, &w,
                          &why)) {
        clear(pixels, width, height, pitch);
        if (!why && w.x + w.h.dst <= MIN(width, pipe->mode.hdisplay) &&
            w.y + w.v.dst <= MIN(height, pipe->mode.vdisplay)) {
            compose_scaled(pipe, which, &w, pixels, pitch);
        } else {
            igd_plane_refuse(pipe, IGD_SCALED_PIPE, 0, why ? why :
                             "its scaler's window leaves the mode");
        }
        return;
    }
    src_width = MIN(src_width, MIN(width, pipe->mode.hdisplay));
    src_height = MIN(src_height, MIN(height, pipe->mode.vdisplay));
    if (src_width < width || src_height < height) {
        clear(pixels, width, height, pitch);
    }
    compose(pipe, which, pixels, src_width, src_height, pitch);
}

void igd_display_compose(IgdState *s, unsigned index, uint32_t *pixels,
                         uint32_t width, uint32_t height, size_t pitch)
{
    IgdPipe *pipe = &s->display.pipe[index];

    igd_timing_catch_up(pipe);
    paint(pipe, IGD_ALL_LAYERS, pixels, width, height, pitch);
}

uint32_t igd_pipe_crc(IgdPipe *pipe, unsigned layers)
{
    IgdDisplay *d = &pipe->s->display;
    uint32_t width = pipe->mode.hdisplay, height = pipe->mode.vdisplay;
    uint32_t *picture;

    if (!pipe->running) {
        return 0;
    }
    picture = scratch(&d->scratch, &d->scratch_pixels,
                      (size_t)width * height);
    paint(pipe, layers, picture, width, height, width);
    return igd_crc(picture, width, height, width);
}

static void pipe_unrealize(IgdState *s)
{
    g_clear_pointer(&s->display.scratch, g_free);
    g_clear_pointer(&s->display.unscaled, g_free);
    s->display.scratch_pixels = s->display.unscaled_pixels = 0;
}

#define MEMORY(_name, _source, _offset, _inner, _count, _stride) {      \
        .name = _name, .source = _source,                               \
        .offset = (_offset), .count = (_count), .stride = (_stride),    \
        .inner_count = (_inner), .inner_stride = 4,                     \
    }

#define SOURCE_REGS   "i915 display/intel_display_regs.h"

static const IgdReg pipe_regs[] = {
    MEMORY("PIPESRC", SOURCE_REGS, PIPESRC(0), 1, 3, 0x1000),
    MEMORY("BCLRPAT", SOURCE_REGS, 0x60020, 1, 3, 0x1000),
    MEMORY("PIPE_MISC2", SOURCE_REGS, 0x7002c, 1, 3, 0x1000),
    MEMORY("PIPE_MISC", SOURCE_REGS, 0x70030, 1, 3, 0x1000),
    MEMORY("WM_LINETIME", "i915 display/skl_watermark.c; no effect",
           0x45270, 1, 3, 4),
};

static const VMStateDescription pipe_pipe_vmstate = {
    .name = "igd/pipe/one",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT(check, IgdPipe, 0, igd_check_vmstate, IgdPipeCheck),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription pipe_vmstate = {
    .name = "igd/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(pipe_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_pipe_room = {
    .name = "pipe",
    .regs = pipe_regs,
    .num_regs = ARRAY_SIZE(pipe_regs),
    .unrealize = pipe_unrealize,
    .vmsd = &pipe_vmstate,
};
