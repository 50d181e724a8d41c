/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The GT besides its engines: clocks, faults, caches and the registers that
 * work-arounds program.
 */
#include "qemu/osdep.h"
#include "qemu/timer.h"
#include "../igd.h"
#include "context.h"
#include "flip.h"

#define GT_REGS_H   "i915 gt/intel_gt_regs.h"
#define MASKED_BY   "; masked: i915 gt/intel_workarounds.c, gvt/handlers.c"

#define RPNSWREQ    0xa008
#define RPNSWREQ_FREQUENCY 0xff800000u

uint64_t igd_gt_timestamp(const IgdState *s)
{
    return muldiv64(qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL),
                    s->platform->gt_hz, NANOSECONDS_PER_SECOND);
}

void igd_gt_reset_regs(IgdState *s, const IgdReg *regs, size_t num_regs)
{
    for (size_t i = 0; i < num_regs; i++) {
        for (unsigned n = 0; n < MAX(regs[i].count, 1); n++) {
            igd_reg_set(s, regs[i].offset + n * regs[i].stride,
                        regs[i].reset);
        }
    }
}

/* An invalidation is over at once: no translation of an engine is cached. */
static void tlb_invalidate_write(IgdState *s, unsigned n, uint32_t old,
                                 uint32_t val)
{
    igd_reg_set(s, 0x4260 + 4 * n, 0);
}

/* The frequency that runs is the one that was asked for. */
static uint32_t rpstat1_read(IgdState *s, unsigned n)
{
    return igd_reg(s, RPNSWREQ) & RPNSWREQ_FREQUENCY;
}

/* Lost when the render engine is reset. */
static const IgdReg render_regs[] = {
    {
        .name = "FF_SLICE_CHICKEN", .source = GT_REGS_H MASKED_BY,
        .offset = 0x2088, .access = IGD_MASKED,
    },
    {
        .name = "_3D_CHICKEN3", .source = GT_REGS_H MASKED_BY,
        .offset = 0x2090, .access = IGD_MASKED,
    },
    {
        .name = "0x20dc (GVT knows no name)", .source = GT_REGS_H MASKED_BY,
        .offset = 0x20dc, .access = IGD_MASKED,
    },
    {
        .name = "GEN7_FF_SLICE_CS_CHICKEN1", .source = GT_REGS_H MASKED_BY,
        .offset = 0x20e0, .access = IGD_MASKED,
    },
    {
        .name = "FF_SLICE_CS_CHICKEN2", .source = GT_REGS_H MASKED_BY,
        .offset = 0x20e4, .access = IGD_MASKED,
    },
    {
        .name = "CACHE_MODE_0", .source = GT_REGS_H MASKED_BY,
        .offset = 0x2120, .access = IGD_MASKED,
    },
    {
        .name = "0x2124 (GVT knows no name)", .source = GT_REGS_H MASKED_BY,
        .offset = 0x2124, .access = IGD_MASKED,
    },
    {
        .name = "0x2470 (GVT knows no name)", .source = GT_REGS_H MASKED_BY,
        .offset = 0x2470, .access = IGD_MASKED,
    },
    {
        .name = "GEN8_CS_CHICKEN1", .source = GT_REGS_H MASKED_BY,
        .offset = 0x2580, .access = IGD_MASKED,
    },
    {
        .name = "VFLSKPD", .source = GT_REGS_H MASKED_BY,
        .offset = 0x62a8, .access = IGD_MASKED,
    },
    {
        .name = "CACHE_MODE_0_GEN7", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7000, .access = IGD_MASKED,
    },
    {
        .name = "CACHE_MODE_1", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7004, .access = IGD_MASKED,
    },
    {
        .name = "GEN7_GT_MODE", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7008, .access = IGD_MASKED,
    },
    {
        .name = "GEN7_COMMON_SLICE_CHICKEN1", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7010, .access = IGD_MASKED,
    },
    {
        .name = "COMMON_SLICE_CHICKEN2", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7014, .access = IGD_MASKED,
    },
    {
        .name = "HIZ_CHICKEN", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7018, .access = IGD_MASKED,
    },
    {
        .name = "HDC_CHICKEN0", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7300, .access = IGD_MASKED,
    },
    {
        .name = "GEN8_HDC_CHICKEN1", .source = GT_REGS_H MASKED_BY,
        .offset = 0x7304, .access = IGD_MASKED,
    },
    {
        .name = "GEN7_HALF_SLICE_CHICKEN1", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe100, .access = IGD_MASKED,
    },
    {
        .name = "HALF_SLICE_CHICKEN2", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe180, .access = IGD_MASKED,
    },
    {
        .name = "HSW_HALF_SLICE_CHICKEN3", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe184, .access = IGD_MASKED,
    },
    {
        .name = "GEN8_ROW_CHICKEN", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe4f0, .access = IGD_MASKED,
    },
    {
        .name = "GEN7_ROW_CHICKEN2", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe4f4, .access = IGD_MASKED,
    },
    {
        .name = "GEN8_GARBCNTL", .source = GT_REGS_H,
        .offset = 0xb004,
    },
    {
        .name = "GEN8_L3SQCREG1", .source = GT_REGS_H,
        .offset = 0xb100,
    },
    {
        .name = "GEN8_L3SQCREG4", .source = GT_REGS_H,
        .offset = 0xb118,
    },
    {
        .name = "BDW_SCRATCH1", .source = GT_REGS_H,
        .offset = 0xb11c,
    },
};

/* Lost when the whole GT is reset. */
static const IgdReg common_regs[] = {
    {
        .name = "ARB_MODE", .source = GT_REGS_H MASKED_BY,
        .offset = 0x4030, .access = IGD_MASKED,
    },
    {
        .name = "GAM_ECOCHK", .source = GT_REGS_H,
        .offset = 0x4090,
    },
    {
        .name = "GAMT_CHKN_BIT_REG", .source = GT_REGS_H,
        .offset = 0x4ab8,
    },
    {
        .name = "MMCD_MISC_CTRL", .source = GT_REGS_H,
        .offset = 0x4ddc,
    },
    {
        .name = "GEN7_UCGCTL4", .source = GT_REGS_H,
        .offset = 0x940c,
    },
    {
        .name = "GEN7_MISCCPCTL", .source = GT_REGS_H,
        .offset = 0x9424,
    },
    {
        .name = "GEN8_UCGCTL6", .source = GT_REGS_H "; intel_clock_gating.c",
        .offset = 0x9430,
    },
    {
        .name = "GEN8_RING_FAULT_REG",
        .source = GT_REGS_H "; gt/intel_gt.c, gen8_check_faults()",
        .offset = 0x4094,
    },
    {
        .name = "GEN8_FAULT_TLB_DATA",
        .source = GT_REGS_H "; gt/intel_gt.c, gen8_report_fault()",
        .offset = 0x4b10, .count = 2, .stride = 4, .access = IGD_RO,
    },
    {
        .name = "GEN8_PRIVATE_PAT",
        .source = GT_REGS_H "; gt/intel_gtt.c, bdw_setup_private_ppat()",
        .offset = 0x40e0, .count = 2, .stride = 4,
    },
    {
        .name = "GEN8_RTCR, M1TCR, M2TCR, BTCR, VTCR",
        .source = GT_REGS_H "; gt/intel_tlb.c",
        .offset = 0x4260, .count = 5, .stride = 4,
        .write = tlb_invalidate_write,
    },
};

static const IgdReg gen9_render_regs[] = {
    {
        .name = "GEN9_CS_DEBUG_MODE1", .source = GT_REGS_H MASKED_BY,
        .offset = 0x20ec, .access = IGD_MASKED,
    },
    {
        .name = "GEN9_WM_CHICKEN3", .source = GT_REGS_H MASKED_BY,
        .offset = 0x5588, .access = IGD_MASKED,
    },
    {
        .name = "GEN9_HALF_SLICE_CHICKEN5", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe188, .access = IGD_MASKED,
    },
    {
        .name = "GEN9_HALF_SLICE_CHICKEN7", .source = GT_REGS_H MASKED_BY,
        .offset = 0xe194, .access = IGD_MASKED,
    },
    {
        .name = "GEN9_RCS_FE_FSM2", .source = GT_REGS_H,
        .offset = 0x22a4,
    },
    {
        .name = "GEN9_SCRATCH_LNCF1", .source = GT_REGS_H,
        .offset = 0xb008,
    },
    {
        .name = "GEN9_LNCFCMOCS",
        .source = GT_REGS_H "; gt/intel_mocs.c, init_l3cc_table()",
        .offset = 0xb020, .count = 32, .stride = 4,
    },
};

static const IgdReg gen9_common_regs[] = {
    {
        .name = "GEN9_GAMT_ECO_REG_RW_IA", .source = GT_REGS_H,
        .offset = 0x4ab0,
    },
};

const IgdGtKind igd_gt_gen9 = {
    .rcs_context = igd_context_gen9_rcs,
    .xcs_context = igd_context_gen9_xcs,
    .mocs = true,
    .render_regs = gen9_render_regs,
    .num_render_regs = ARRAY_SIZE(gen9_render_regs),
    .common_regs = gen9_common_regs,
    .num_common_regs = ARRAY_SIZE(gen9_common_regs),
    .display_flip = igd_gen9_display_flip,
};

/* Not lost. */
static const IgdReg gt_regs[] = {
    {
        .name = "GEN8_MCR_SELECTOR", .source = GT_REGS_H,
        .offset = 0x0fdc,
    },
    {
        .name = "GEN8_RC6_CTX_INFO",
        .source = GT_REGS_H "; gt/intel_rc6.c, intel_rc6_ctx_corrupted(): "
                  "0 would be a corrupted context",
        .offset = 0x8504, .access = IGD_RO, .reset = BIT(0),
    },
    {
        .name = "GEN6_RPNSWREQ", .source = GT_REGS_H,
        .offset = RPNSWREQ,
    },
    {
        .name = "GEN6_RPSTAT1",
        .source = GT_REGS_H ", GEN9_CAGF_MASK; gt/intel_rps.c",
        .offset = 0xa01c, .access = IGD_RO, .read = rpstat1_read,
    },
    {
        .name = "GEN9_PWRGT_DOMAIN_STATUS",
        .source = GT_REGS_H "; both domains are always powered",
        .offset = 0xa2a0, .access = IGD_RO, .reset = 3,
    },
    {
        .name = "GUC_STATUS",
        .source = "i915 gt/uc/intel_guc_reg.h, GS_MIA_IN_RESET; "
                  "gt/uc/intel_uc.c",
        .offset = 0xc000, .access = IGD_RO, .reset = BIT(0),
    },
    {
        .name = "HSW_EDRAM_CAP",
        .source = "i915 i915_reg.h; no embedded DRAM",
        .offset = 0x120010, .access = IGD_RO,
    },
};

void igd_gt_reset_render(IgdState *s)
{
    const IgdGtKind *kind = s->platform->gt;

    igd_gt_reset_regs(s, render_regs, ARRAY_SIZE(render_regs));
    igd_gt_reset_regs(s, kind->render_regs, kind->num_render_regs);
}

void igd_gt_reset_common(IgdState *s)
{
    const IgdGtKind *kind = s->platform->gt;

    igd_gt_reset_regs(s, common_regs, ARRAY_SIZE(common_regs));
    igd_gt_reset_regs(s, kind->common_regs, kind->num_common_regs);
}

void igd_gt_realize(IgdState *s)
{
    const IgdGtKind *kind = s->platform->gt;

    igd_mmio_add(s, render_regs, ARRAY_SIZE(render_regs));
    igd_mmio_add(s, common_regs, ARRAY_SIZE(common_regs));
    igd_mmio_add(s, kind->render_regs, kind->num_render_regs);
    igd_mmio_add(s, kind->common_regs, kind->num_common_regs);
}

const IgdRoom igd_gt_gen9_room = {
    .name = "gt",
    .regs = gt_regs,
    .num_regs = ARRAY_SIZE(gt_regs),
    .realize = igd_gt_realize,
};
