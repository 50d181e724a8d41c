/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forcewake: three domains that a driver keeps awake while it touches their
 * registers. The request is a masked register, the acknowledge follows it.
 * Source: i915 intel_uncore.c, uncore_fw_domains_init() and fw_domain_get().
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define FORCEWAKE_RENDER    0xa278
#define FORCEWAKE_MEDIA     0xa270
#define FORCEWAKE_GT        0xa188

static uint32_t render_ack_read(IgdState *s, unsigned n)
{
    return igd_reg(s, FORCEWAKE_RENDER);
}

static uint32_t media_ack_read(IgdState *s, unsigned n)
{
    return igd_reg(s, FORCEWAKE_MEDIA);
}

static uint32_t gt_ack_read(IgdState *s, unsigned n)
{
    return igd_reg(s, FORCEWAKE_GT);
}

#define SOURCE "i915 gt/intel_gt_regs.h; intel_uncore.c"

static const IgdReg forcewake_regs[] = {
    {
        .name = "FORCEWAKE_RENDER_GEN9", .source = SOURCE,
        .offset = FORCEWAKE_RENDER, .access = IGD_MASKED,
    }, {
        .name = "FORCEWAKE_MEDIA_GEN9", .source = SOURCE,
        .offset = FORCEWAKE_MEDIA, .access = IGD_MASKED,
    }, {
        .name = "FORCEWAKE_GT_GEN9", .source = SOURCE,
        .offset = FORCEWAKE_GT, .access = IGD_MASKED,
    }, {
        .name = "FORCEWAKE_ACK_RENDER_GEN9", .source = SOURCE,
        .offset = 0x0d84, .access = IGD_RO, .read = render_ack_read,
    }, {
        .name = "FORCEWAKE_ACK_MEDIA_GEN9", .source = SOURCE,
        .offset = 0x0d88, .access = IGD_RO, .read = media_ack_read,
    }, {
        .name = "FORCEWAKE_ACK_GT_GEN9", .source = SOURCE,
        .offset = 0x130044, .access = IGD_RO, .read = gt_ack_read,
    },
};

const IgdRoom igd_forcewake_room = {
    .name = "forcewake",
    .regs = forcewake_regs,
    .num_regs = ARRAY_SIZE(forcewake_regs),
};
