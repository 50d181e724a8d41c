/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whether pipes get their pixels in time: see check.h. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "kind.h"

#define PIPESRC(pipe)       (0x6001c + (pipe) * 0x1000)

#define PLANE_ENABLE        BIT(31)
#define CURSOR_MODE_MASK    0x27

#define IRQ_UNDERRUN        BIT(31)     /* GEN8_PIPE_FIFO_UNDERRUN */

const char *igd_layer_name(unsigned layer)
{
    static const char *const names[IGD_LAYERS] = {
        "plane 1", "plane 2", "plane 3", "cursor",
    };

    return names[layer];
}

bool igd_check_enabled(const IgdPipe *pipe, unsigned layer)
{
    if (layer == IGD_MAX_PLANES) {
        return pipe->cursor_live.ctl & CURSOR_MODE_MASK;
    }
    return pipe->live[layer].ctl & PLANE_ENABLE;
}

void igd_check_source(IgdPipe *pipe, uint32_t *width, uint32_t *height)
{
    uint32_t src = igd_reg(pipe->s, PIPESRC(pipe->index));

    *width = extract32(src, 16, 13) + 1;
    *height = extract32(src, 0, 13) + 1;
}

void igd_check_latch(IgdPipe *pipe, unsigned layer)
{
    const IgdDisplayKind *kind = pipe->s->platform->display;

    if (kind->buffer_latch) {
        kind->buffer_latch(pipe, layer);
    }
    pipe->check.stale = true;
    /* other registers, other pages */
    igd_rule_kept(pipe->s, IGD_RULE_PTE, igd_layer_place(pipe, layer));
}

/*
 * Pixels that the pipe takes in a second: more than it sends when it makes
 * its source smaller. Source: i915 intel_crtc_compute_pixel_rate().
 */
static uint64_t pixel_hz(IgdPipe *pipe)
{
    uint64_t hz = pipe->mode.hz;
    uint32_t width, height;

    igd_check_source(pipe, &width, &height);
    if (width > pipe->mode.hdisplay) {
        hz = hz * width / pipe->mode.hdisplay;
    }
    if (height > pipe->mode.vdisplay) {
        hz = hz * height / pipe->mode.vdisplay;
    }
    return hz;
}

/* In kHz */
static void cdclk_check(IgdPipe *pipe)
{
    IgdState *s = pipe->s;
    uint64_t need = !pipe->running ? 0 :
        s->platform->display->cdclk_need(pipe, pixel_hz(pipe)) / 1000;
    uint64_t have = s->platform->cdclk_hz(s) / 1000;

    pipe->check.slow = need > have || (pipe->running && s->display.voltage_low);
    if (need > have) {
        igd_rule_breaks(s, IGD_RULE_CDCLK_LOW, pipe->index,
                        "pipe %c needs %" PRIu64 " kHz, CDCLK is %" PRIu64
                        " kHz", 'A' + pipe->index, need, have);
    } else {
        igd_rule_kept(s, IGD_RULE_CDCLK_LOW, pipe->index);
    }
}

void igd_check_all(IgdState *s)
{
    s->platform->display->buffer_check(s);
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        cdclk_check(&s->display.pipe[i]);
    }
}

void igd_check_pipe(IgdPipe *pipe)
{
    if (pipe->check.stale) {
        pipe->check.stale = false;
        igd_surface_check(pipe);
        igd_check_all(pipe->s);
    }
}

void igd_check_restart(IgdPipe *pipe)
{
    pipe->check.stale = true;
    igd_check_pipe(pipe);
}

/*
 * Planes are turned off before their pipe: "Make sure planes won't keep trying
 * to pump pixels to us, or we might hang the display", i915
 * intel_disable_transcoder(). Here what they still pump is lost.
 */
void igd_check_stop(IgdPipe *pipe)
{
    bool left = false;

    for (unsigned layer = 0; layer < IGD_LAYERS; layer++) {
        unsigned place = igd_layer_place(pipe, layer);

        if (igd_check_enabled(pipe, layer)) {
            left = true;
            igd_rule_broken(pipe->s, IGD_RULE_PLANE_LEFT, place,
                            "pipe %c stops while its %s is on",
                            'A' + pipe->index, igd_layer_name(layer));
        } else {
            igd_rule_kept(pipe->s, IGD_RULE_PLANE_LEFT, place);
        }
    }
    if (left) {
        pipe->check.once = true;
        igd_check_frame(pipe);
    }
}

void igd_check_frame(IgdPipe *pipe)
{
    IgdPipeCheck *check = &pipe->check;
    uint32_t irq = 0;

    for (unsigned layer = 0; layer < IGD_LAYERS; layer++) {
        if (check->refused & BIT(layer)) {
            irq |= pipe->s->platform->display->fault[layer];
        }
    }
    if (check->starved || check->slow || check->displaced || check->once) {
        irq |= IRQ_UNDERRUN;
    }
    check->once = false;
    if (irq) {
        igd_irq_raise(pipe->s, IGD_IRQ_PIPE_A + pipe->index, irq);
    }
}

uint32_t igd_check_hidden(const IgdPipe *pipe)
{
    return pipe->check.starved | pipe->check.refused;
}

void igd_check_forget(IgdPipe *pipe)
{
    memset(pipe->live, 0, sizeof(pipe->live));
    memset(pipe->armed, 0, sizeof(pipe->armed));
    memset(pipe->flip, 0, sizeof(pipe->flip));
    memset(&pipe->cursor_live, 0, sizeof(pipe->cursor_live));
    pipe->cursor_armed = false;
    memset(&pipe->check, 0, sizeof(pipe->check));
    igd_check_all(pipe->s);
}

static bool layers_exist(void *opaque, int version_id)
{
    const IgdPipeCheck *check = opaque;

    return !((check->starved | check->refused) >> IGD_LAYERS);
}

static const VMStateDescription share_vmstate = {
    .name = "igd/check/share",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(buf, IgdBufShare),
        VMSTATE_UINT32(buf_y, IgdBufShare),
        VMSTATE_UINT32_ARRAY(wm, IgdBufShare, IGD_WM_LEVELS),
        VMSTATE_UINT32(wm_trans, IgdBufShare),
        VMSTATE_END_OF_LIST()
    },
};

const VMStateDescription igd_check_vmstate = {
    .name = "igd/check",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(share, IgdPipeCheck, IGD_LAYERS, 0,
                             share_vmstate, IgdBufShare),
        VMSTATE_BOOL(stale, IgdPipeCheck),
        VMSTATE_UINT32(starved, IgdPipeCheck),
        VMSTATE_UINT32(refused, IgdPipeCheck),
        VMSTATE_VALIDATE("layers exist", layers_exist),
        VMSTATE_BOOL(displaced, IgdPipeCheck),
        VMSTATE_BOOL(slow, IgdPipeCheck),
        VMSTATE_BOOL(once, IgdPipeCheck),
        VMSTATE_END_OF_LIST()
    },
};
