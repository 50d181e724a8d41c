/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Registers of a pipe as a whole, and CRCs of what it makes of its planes. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "crc.h"
#include "picture.h"
#include "pipe.h"

#define PIPESRC(pipe)   (0x6001c + (pipe) * 0x1000)

/* Layers that are taken before they enter the pipe: nobody looks at often. */
static uint32_t layers_crc(IgdPipe *pipe, unsigned layers)
{
    g_autofree uint32_t *pixels = NULL;
    uint32_t faulted;
    IgdScene scene;

    igd_scene_describe(pipe, layers, false, &scene);
    pixels = g_new(uint32_t, (size_t)scene.width * scene.height);
    faulted = igd_scene_paint(&scene, pipe->s, 0, igd_scene_bands(&scene) - 1,
                              pixels);
    for (unsigned i = 0; i < scene.num_layers; i++) {
        if (faulted & BIT(scene.plane[i])) {
            igd_plane_fault(pipe, scene.plane[i], scene.base[i]);
        }
    }
    return igd_crc(pixels, scene.width, scene.height, scene.width);
}

uint32_t igd_pipe_crc(IgdPipe *pipe, unsigned layers)
{
    if (!pipe->running) {
        return 0;
    }
    return layers == IGD_ALL_LAYERS ? igd_pipe_picture_crc(pipe) :
                                      layers_crc(pipe, layers);
}

static void pipe_realize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        s->display.pipe[i].picture = g_new0(IgdPicture, 1);
    }
}

/* A snapshot that is loaded is one, too: memory is then not what it was. */
static void pipe_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        igd_picture_forget(s->display.pipe[i].picture);
    }
}

static void pipe_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        g_clear_pointer(&s->display.pipe[i].picture, igd_picture_free);
    }
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
    .realize = pipe_realize,
    .reset = pipe_reset,
    .unrealize = pipe_unrealize,
    .vmsd = &pipe_vmstate,
};
