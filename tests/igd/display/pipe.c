/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A pipe: its planes and cursor on top of each other, in the size of the
 * pipe's source. Scaling to another size and colour correction have no
 * effect; their registers are memory.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "crc.h"
#include "cursor.h"
#include "pipe.h"
#include "plane.h"
#include "timing.h"

#define PIPESRC(pipe)   (0x6001c + (pipe) * 0x1000)
#define LAYERS          (IGD_MAX_PLANES + 1)

static void compose(IgdPipe *pipe, unsigned which, uint32_t *pixels,
                    uint32_t width, uint32_t height, size_t pitch)
{
    IgdScanout scanout[LAYERS];
    IgdLayer layer[LAYERS];
    unsigned source[LAYERS];
    unsigned n = 0;

    for (unsigned i = 0; i < LAYERS; i++) {
        if (which & BIT(i) &&
            (i < IGD_MAX_PLANES ?
             igd_plane_layer(pipe, i, &scanout[n], &layer[n]) :
             igd_cursor_layer(pipe, &scanout[n], &layer[n]))) {
            source[n++] = i;
        }
    }
    igd_compose(NULL, layer, n, pixels, width, height, pitch);
    for (unsigned i = 0; i < n; i++) {
        if (layer[i].surface.faulted) {
            igd_plane_fault(pipe, source[i], scanout[i].base);
        }
    }
}

static void source_size(IgdPipe *pipe, uint32_t *width, uint32_t *height)
{
    uint32_t src = igd_reg(pipe->s, PIPESRC(pipe->index));

    *width = MIN(extract32(src, 16, 13) + 1, pipe->mode.hdisplay);
    *height = MIN(extract32(src, 0, 13) + 1, pipe->mode.vdisplay);
}

void igd_display_compose(IgdState *s, unsigned index, uint32_t *pixels,
                         uint32_t width, uint32_t height, size_t pitch)
{
    IgdPipe *pipe = &s->display.pipe[index];
    uint32_t src_width = 0, src_height = 0;

    igd_timing_catch_up(pipe);
    if (pipe->running) {
        source_size(pipe, &src_width, &src_height);
    }
    if (src_width < width || src_height < height) {
        for (uint32_t y = 0; y < height; y++) {
            memset(pixels + y * pitch, 0, width * sizeof(*pixels));
        }
    }
    compose(pipe, IGD_ALL_LAYERS, pixels, MIN(width, src_width),
            MIN(height, src_height), pitch);
}

uint32_t igd_pipe_crc(IgdPipe *pipe, unsigned layers)
{
    IgdDisplay *d = &pipe->s->display;
    uint32_t width = pipe->mode.hdisplay, height = pipe->mode.vdisplay;
    uint32_t src_width, src_height;
    size_t pixels = (size_t)width * height;

    if (!pipe->running) {
        return 0;
    }
    if (d->scratch_pixels < pixels) {
        d->scratch = g_renew(uint32_t, d->scratch, pixels);
        d->scratch_pixels = pixels;
    }
    source_size(pipe, &src_width, &src_height);
    if (src_width < width || src_height < height) {
        memset(d->scratch, 0, pixels * sizeof(*d->scratch));
    }
    compose(pipe, layers, d->scratch, src_width, src_height, width);
    return igd_crc(d->scratch, width, height, width);
}

static void pipe_unrealize(IgdState *s)
{
    g_clear_pointer(&s->display.scratch, g_free);
    s->display.scratch_pixels = 0;
}

#define MEMORY(_name, _source, _offset, _inner, _count, _stride) {      \
        .name = _name, .source = _source,                               \
        .offset = (_offset), .count = (_count), .stride = (_stride),    \
        .inner_count = (_inner), .inner_stride = 4,                     \
    }

#define SOURCE_REGS   "i915 display/intel_display_regs.h"
#define SOURCE_SCALER "i915 display/skl_scaler.c; no effect"
#define SOURCE_COLOR  "i915 display/intel_color_regs.h; no effect"

static const IgdReg pipe_regs[] = {
    MEMORY("PIPESRC", SOURCE_REGS, PIPESRC(0), 1, 3, 0x1000),
    MEMORY("BCLRPAT", SOURCE_REGS, 0x60020, 1, 3, 0x1000),
    MEMORY("PIPE_MISC2", SOURCE_REGS, 0x7002c, 1, 3, 0x1000),
    MEMORY("PIPE_MISC", SOURCE_REGS, 0x70030, 1, 3, 0x1000),
    MEMORY("SKL_BOTTOM_COLOR", SOURCE_COLOR, 0x70034, 1, 3, 0x1000),
    MEMORY("WM_LINETIME", "i915 display/skl_watermark.c; no effect",
           0x45270, 1, 3, 4),
    /* two scalers in pipes A and B, one in C: SKL_PS_PWR_GATE to ECC_STAT */
    MEMORY("SKL_PS_1", SOURCE_SCALER, 0x68160, 29, 3, 0x800),
    MEMORY("SKL_PS_2", SOURCE_SCALER, 0x68260, 29, 2, 0x800),
    MEMORY("PIPE_CSC", SOURCE_COLOR, 0x49010, 15, 3, 0x100),
    MEMORY("LGC_PALETTE", SOURCE_COLOR, 0x4a000, 256, 3, 0x800),
    MEMORY("PREC_PAL_INDEX_DATA_GC_MAX", SOURCE_COLOR, 0x4a400, 32, 3, 0x800),
    MEMORY("GAMMA_MODE", SOURCE_COLOR, 0x4a480, 1, 3, 0x800),
};

const IgdRoom igd_pipe_room = {
    .name = "pipe",
    .regs = pipe_regs,
    .num_regs = ARRAY_SIZE(pipe_regs),
    .unrealize = pipe_unrealize,
};
