/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands that flip planes and wait for the display.
 *
 * Sources: i915 gt/intel_gpu_commands.h (MI_DISPLAY_FLIP_SKL_PLANE_*) and
 * display/intel_display_regs.h (DERRMR_*, whose bits are those of
 * MI_WAIT_FOR_EVENT); gvt/cmd_parser.c gen8_decode_mi_display_flip(),
 * skl_decode_mi_display_flip(), MI_WAIT_FOR_*; Intel PRM Kaby Lake vol. 2a,
 * MI_WAIT_FOR_EVENT, for plane 3; xf86-video-intel sna_display.c for
 * MI_LOAD_SCAN_LINES_*.
 */
#include "qemu/osdep.h"
#include "qemu/host-utils.h"
#include "qemu/log.h"
#include "../igd.h"
#include "flip.h"

#define FLIP_ASYNC      1       /* dw 2, bits 1:0 */

#define FLIP_ADDRESS    0xfffff000u

static void no_plane(IgdEngine *e, unsigned select)
{
    qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: %s: MI_DISPLAY_FLIP of "
                  "plane %u, which is none\n", e->info->name, select);
}

/* The stride is in units of 64 bytes, its place that of DSPSTRIDE. */
void igd_gen8_display_flip(IgdEngine *e, const uint32_t *dw)
{
    static const struct {
        uint8_t pipe, plane;
    } planes[] = {
        { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 }, { 2, 0 }, { 2, 1 },
    };
    unsigned select = extract32(dw[0], 19, 3);

    if (select >= ARRAY_SIZE(planes)) {
        no_plane(e, select);
        return;
    }
    igd_display_flip(e->s, planes[select].pipe, planes[select].plane,
                     dw[2] & FLIP_ADDRESS, dw[1] & 0xffc0, (dw[1] & 1) << 10,
                     (dw[2] & 3) == FLIP_ASYNC);
}

void igd_gen9_display_flip(IgdEngine *e, const uint32_t *dw)
{
    static const struct {
        uint8_t pipe, plane;
    } planes[] = {
        { 0, 0 }, { 1, 0 }, { 2, 0 }, { 0xff, 0xff },
        { 0, 1 }, { 1, 1 }, { 2, 1 },
        { 0, 2 }, { 1, 2 }, { 2, 2 },
    };
    unsigned select = extract32(dw[0], 8, 5);

    if (select >= ARRAY_SIZE(planes) || planes[select].pipe == 0xff) {
        no_plane(e, select);
        return;
    }
    igd_display_flip(e->s, planes[select].pipe, planes[select].plane,
                     dw[2] & FLIP_ADDRESS, extract32(dw[1], 6, 10),
                     extract32(dw[1], 0, 3) << 10,
                     (dw[2] & 3) == FLIP_ASYNC);
}

/* Opcode 0x12 is inclusive, 0x13 exclusive. */
void igd_mi_load_scan_lines(IgdEngine *e, const uint32_t *dw)
{
    static const int8_t pipes[8] = { 0, 1, -1, -1, 2, -1, -1, -1 };
    int pipe = pipes[extract32(dw[0], 19, 3)];

    if (pipe < 0 || pipe >= e->s->platform->num_pipes) {
        qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: %s: scan lines of a pipe "
                      "that does not exist, 0x%08x\n", e->info->name, dw[0]);
        return;
    }
    igd_display_load_scan_lines(e->s, pipe, extract32(dw[1], 16, 13),
                                extract32(dw[1], 0, 13),
                                !(dw[0] & BIT(23)));
}

typedef enum EventKind {
    EVENT_NONE, EVENT_SCAN_LINE, EVENT_FLIP, EVENT_VBLANK,
} EventKind;

/* By their bits in the command; the others are reserved. */
static const struct {
    uint8_t kind, pipe, plane;
} events[] = {
    [0] = { EVENT_SCAN_LINE, 0 }, [1] = { EVENT_FLIP, 0, 0 },
    [2] = { EVENT_FLIP, 0, 1 }, [3] = { EVENT_VBLANK, 0 },
    [6] = { EVENT_FLIP, 0, 2 }, [7] = { EVENT_FLIP, 1, 2 },
    [8] = { EVENT_SCAN_LINE, 1 }, [9] = { EVENT_FLIP, 1, 0 },
    [10] = { EVENT_FLIP, 1, 1 }, [11] = { EVENT_VBLANK, 1 },
    [14] = { EVENT_SCAN_LINE, 2 }, [15] = { EVENT_FLIP, 2, 0 },
    [16] = { EVENT_FLIP, 2, 2 }, [20] = { EVENT_FLIP, 2, 1 },
    [21] = { EVENT_VBLANK, 2 },
};

static int64_t to_event(IgdEngine *e, unsigned bit)
{
    unsigned pipe = events[bit].pipe;

    if (pipe >= e->s->platform->num_pipes) {
        return 0;
    }
    switch (events[bit].kind) {
    case EVENT_SCAN_LINE:
        return igd_display_to_scan_line(e->s, pipe);
    case EVENT_FLIP:
        return igd_display_to_flip(e->s, pipe, events[bit].plane);
    case EVENT_VBLANK:
        if (!e->waiting) {
            e->event_frames = igd_display_frames(e->s, pipe);
        }
        return igd_display_to_vblank(e->s, pipe, e->event_frames);
    default:
        return 0;
    }
}

/*
 * Only one event may be asked for; the lowest counts here. What DERRMR masks
 * never reaches the render engine, which then hangs; the blitter gets it all
 * the same, by experiments that i915 told of when it flipped with commands
 * (intel_gen7_queue_flip(), Linux 4.9).
 */
bool igd_mi_event_is_awaited(IgdEngine *e, uint32_t dw)
{
    uint32_t bits = dw & MAKE_64BIT_MASK(0, ARRAY_SIZE(events));
    unsigned bit;
    int64_t ns;

    if (!bits) {
        return false;
    }
    bit = ctz32(bits);
    if (bits & (bits - 1)) {
        qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: %s: MI_WAIT_FOR_EVENT for "
                      "more than one, 0x%08x\n", e->info->name, dw);
    }
    ns = to_event(e, bit);
    if (e->info->kind == IGD_RCS && (ns || e->waiting) &&
        igd_display_event_masked(e->s, bit)) {
        return true;
    }
    e->event_ns = ns == IGD_NEVER ? 0 : ns;
    return ns != 0;
}
