/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the surface of a plane or cursor has to be, and where a plane may be. A
 * surface that cannot be fetched faults and shows nothing; what lies beyond
 * its pipe makes the pipe underrun. Limits are those that i915 keeps: each
 * generation has its own of planes; intel_cursor.c. What hardware does with
 * more is not documented; a fault and an underrun are what it has to say so.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "kind.h"

#define CUR_FBC_ENABLE      BIT(31)
#define CUR_FBC_HEIGHT(ctl) (extract32(ctl, 0, 8) + 1)
#define CURSOR_MIN_HEIGHT   8

static void check_plane(IgdPipe *pipe, unsigned plane, uint32_t width,
                        uint32_t height)
{
    unsigned place = igd_layer_place(pipe, plane);
    const IgdPlaneRegs *r = &pipe->live[plane];
    const IgdDisplayKind *kind = pipe->s->platform->display;
    const char *why = kind->plane_wrong(pipe, plane);
    IgdRect at;

    if (why) {
        pipe->check.refused |= BIT(plane);
        igd_rule_breaks(pipe->s, IGD_RULE_SURFACE, place,
                        "pipe %c %s: %s (control 0x%08x, address 0x%08x, "
                        "stride 0x%x, size 0x%08x)", 'A' + pipe->index,
                        igd_layer_name(plane), why, r->ctl, r->surf,
                        r->stride, r->size);
    } else {
        igd_rule_kept(pipe->s, IGD_RULE_SURFACE, place);
    }
    why = kind->plane_place(pipe, plane, &at);
    if (!why && (at.x1 > width || at.y1 > height)) {
        why = "beyond its source";
    }
    if (why) {
        pipe->check.displaced = true;
        igd_rule_breaks(pipe->s, IGD_RULE_POSITION, place,
                        "pipe %c %s: %s: %dx%d at (%d, %d) in a source of "
                        "%ux%u", 'A' + pipe->index, igd_layer_name(plane), why,
                        at.x1 - at.x0, at.y1 - at.y0, at.x0, at.y0, width,
                        height);
    } else {
        igd_rule_kept(pipe->s, IGD_RULE_POSITION, place);
    }
}

/* "an arbitrary cursor height from 8 lines up": i9xx_cursor_size_ok() */
static void check_cursor(IgdPipe *pipe)
{
    const IgdCursorRegs *r = &pipe->cursor_live;
    unsigned place = igd_layer_place(pipe, IGD_MAX_PLANES);

    if (!pipe->running || !igd_check_enabled(pipe, IGD_MAX_PLANES) ||
        !(r->fbc_ctl & CUR_FBC_ENABLE) ||
        CUR_FBC_HEIGHT(r->fbc_ctl) >= CURSOR_MIN_HEIGHT) {
        igd_rule_kept(pipe->s, IGD_RULE_SURFACE, place);
        return;
    }
    pipe->check.refused |= BIT(IGD_MAX_PLANES);
    igd_rule_breaks(pipe->s, IGD_RULE_SURFACE, place,
                    "pipe %c cursor: %u lines high", 'A' + pipe->index,
                    CUR_FBC_HEIGHT(r->fbc_ctl));
}

/* Without a scaler a pipe sends its source, pixel for pixel. */
static void check_source(IgdPipe *pipe, uint32_t width, uint32_t height)
{
    unsigned place = igd_layer_place(pipe, IGD_MAX_PLANES);
    const IgdTimings *t = &pipe->mode;

    if (pipe->s->platform->display->pipe_scaled(pipe) ||
        (width <= t->hdisplay && height <= t->vdisplay)) {
        igd_rule_kept(pipe->s, IGD_RULE_POSITION, place);
        return;
    }
    pipe->check.displaced = true;
    igd_rule_breaks(pipe->s, IGD_RULE_POSITION, place,
                    "pipe %c: source of %ux%u in a mode of %ux%u without a "
                    "scaler", 'A' + pipe->index, width, height, t->hdisplay,
                    t->vdisplay);
}

void igd_surface_check(IgdPipe *pipe)
{
    uint32_t width, height;

    pipe->check.refused = 0;
    pipe->check.displaced = false;
    igd_check_source(pipe, &width, &height);
    if (pipe->running) {
        check_source(pipe, width, height);
    }
    check_cursor(pipe);
    for (unsigned plane = 0; plane < IGD_MAX_PLANES; plane++) {
        if (pipe->running && igd_check_enabled(pipe, plane)) {
            check_plane(pipe, plane, width, height);
        } else {
            igd_rule_kept(pipe->s, IGD_RULE_SURFACE,
                          igd_layer_place(pipe, plane));
            igd_rule_kept(pipe->s, IGD_RULE_POSITION,
                          igd_layer_place(pipe, plane));
        }
    }
}
