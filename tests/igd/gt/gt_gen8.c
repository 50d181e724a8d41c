/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The GT of gen8, as far as it is not that of gen9. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "context.h"
#include "flip.h"

#define GT_REGS_H   "i915 gt/intel_gt_regs.h"

#define RPNSWREQ        0xa008
#define RPNSWREQ_HSW(reg) extract32(reg, 24, 8)     /* HSW_FREQUENCY() */
#define CAGF_SHIFT      7                           /* HSW_CAGF_MASK */

/* The frequency that runs is the one that was asked for. */
static uint32_t rpstat1_read(IgdState *s, unsigned n)
{
    return (RPNSWREQ_HSW(igd_reg(s, RPNSWREQ)) & 0x7f) << CAGF_SHIFT;
}

static const IgdReg render_regs[] = {
    {
        .name = "GEN7_FF_THREAD_MODE",
        .source = "i915 i915_reg.h; intel_clock_gating.c "
                  "bdw_init_clock_gating()",
        .offset = 0x20a0,
    },
    {
        .name = "GEN8_L3CNTLREG", .source = GT_REGS_H,
        .offset = 0x7034,
    },
};

static const IgdReg common_regs[] = {
    {
        .name = "HSW_GTT_CACHE_EN",
        .source = "i915 i915_reg.h; gt/intel_gtt.c gtt_write_workarounds()",
        .offset = 0x4024,
    },
    {
        .name = "GEN8_L3_LRA_1_GPGPU",
        .source = GT_REGS_H "; gt/intel_gtt.c gtt_write_workarounds()",
        .offset = 0x4dd4,
    },
    {
        .name = "GEN6_UCGCTL1",
        .source = GT_REGS_H "; intel_clock_gating.c bdw_init_clock_gating()",
        .offset = 0x9400,
    },
};

const IgdGtKind igd_gt_gen8 = {
    .rcs_context = igd_context_gen8_rcs,
    .xcs_context = igd_context_gen8_xcs,
    .render_regs = render_regs,
    .num_render_regs = ARRAY_SIZE(render_regs),
    .common_regs = common_regs,
    .num_common_regs = ARRAY_SIZE(common_regs),
    .display_flip = igd_gen8_display_flip,
};

/* Not lost. */
static const IgdReg gt_regs[] = {
    {
        .name = "GEN8_MCR_SELECTOR", .source = GT_REGS_H,
        .offset = 0x0fdc,
    },
    {
        .name = "GEN6_RPNSWREQ", .source = GT_REGS_H,
        .offset = RPNSWREQ,
    },
    {
        .name = "GEN6_RPSTAT1",
        .source = GT_REGS_H ", HSW_CAGF_MASK; gt/intel_rps.c",
        .offset = 0xa01c, .access = IGD_RO, .read = rpstat1_read,
    },
    {
        .name = "HSW_EDRAM_CAP",
        .source = "i915 i915_reg.h; no embedded DRAM",
        .offset = 0x120010, .access = IGD_RO,
    },
    {
        .name = "GEN8_GT_SLICE_INFO",
        .source = GT_REGS_H "; the slice is always powered",
        .offset = 0x138064, .access = IGD_RO, .reset = BIT(0),
    },
};

const IgdRoom igd_gt_gen8_room = {
    .name = "gt",
    .regs = gt_regs,
    .num_regs = ARRAY_SIZE(gt_regs),
    .realize = igd_gt_realize,
};
