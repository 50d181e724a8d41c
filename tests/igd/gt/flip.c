/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands that flip planes. */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "flip.h"

/*
 * Plane select: i915 gt/intel_gpu_commands.h, MI_DISPLAY_FLIP_SKL_PLANE_*;
 * stride, tiling, surface: gvt/cmd_parser.c, skl_decode_mi_display_flip().
 */
void igd_mi_display_flip(IgdEngine *e, const uint32_t *dw)
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
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: MI_DISPLAY_FLIP of plane %u, which is none\n",
                      e->info->name, select);
        return;
    }
    igd_display_flip(e->s, planes[select].pipe, planes[select].plane,
                     dw[2] & 0xfffff000, extract32(dw[1], 6, 10),
                     extract32(dw[1], 0, 3) << 10, (dw[2] & 3) == 1);
}
