/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the GT of a processor has: slices, execution units, frequencies and the
 * clock of its time stamps. Nothing of it is lost in a reset.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define GT_REGS_H       "i915 gt/intel_gt_regs.h"
#define SOURCE_SSEU     GT_REGS_H "; gt/intel_sseu.c, gen9_sseu_info_init()"
#define SOURCE_CAP      "include/drm/intel/mchbar_regs.h of Linux; i915 " \
                        "gt/intel_rps.c, __gen6_rps_get_freq_caps()"
#define SOURCE_CLOCK    GT_REGS_H "; gt/intel_gt_clock_utils.c, "  \
                        "gen9_read_clock_frequency(): "

#define RPM_CONFIG0     0x0d00      /* crystal in bits 5:3, shift in 2:1 */
#define GEN8_FUSE2      0x9120
#define F2_SLICE_0      BIT(25)
#define F2_SS_DIS_SHIFT 20
#define EU_DISABLE      0x9134
#define CTC_MODE        0xa26c
#define CTC_SHIFT(n)    ((n) << 1)
#define GEN6_RP_STATE_CAP 0x145998

/*
 * A GT2: one slice of three sub-slices with eight execution units each.
 * Frequencies are in steps of 50 MHz: 300 to 1050 MHz, as in a Core i7-5700HQ.
 */
static const IgdReg bdw_regs[] = {
    {
        .name = "GEN8_FUSE2",
        .source = GT_REGS_H "; gt/intel_sseu.c, bdw_sseu_info_init()",
        .offset = GEN8_FUSE2, .access = IGD_RO, .reset = F2_SLICE_0,
    },
    {
        .name = "GEN8_EU_DISABLE",
        .source = GT_REGS_H "; gt/intel_sseu.c, bdw_sseu_info_init()",
        .offset = EU_DISABLE, .count = 3, .stride = 4, .access = IGD_RO,
    },
    {
        .name = "GEN6_RP_STATE_CAP", .source = SOURCE_CAP,
        .offset = GEN6_RP_STATE_CAP, .access = IGD_RO, .reset = 0x00060c15,
    },
};

/*
 * A GT2, as above. Frequencies are in steps of 50 MHz: 350 to 1150 MHz, as in a
 * Core i7-6700.
 */
static const IgdReg skl_regs[] = {
    {
        .name = "RPM_CONFIG0",
        .source = GT_REGS_H ", GEN9_RPM_CONFIG0_CRYSTAL_CLOCK_FREQ_24_MHZ",
        .offset = RPM_CONFIG0, .access = IGD_RO, .reset = BIT(3) | 2 << 1,
    },
    {
        .name = "GEN8_FUSE2", .source = SOURCE_SSEU,
        .offset = GEN8_FUSE2, .access = IGD_RO,
        .reset = F2_SLICE_0 | BIT(3) << F2_SS_DIS_SHIFT,
    },
    {
        .name = "GEN9_EU_DISABLE", .source = SOURCE_SSEU,
        .offset = EU_DISABLE, .count = 3, .stride = 4, .access = IGD_RO,
    },
    {
        .name = "CTC_MODE", .source = SOURCE_CLOCK "24 MHz >> (3 - 2)",
        .offset = CTC_MODE, .access = IGD_RO, .reset = CTC_SHIFT(2),
    },
    {
        .name = "GEN6_RP_STATE_CAP", .source = SOURCE_CAP,
        .offset = GEN6_RP_STATE_CAP, .access = IGD_RO, .reset = 0x00070c17,
    },
};

/*
 * HD Graphics 505: one slice of three sub-slices with six execution units each.
 * Frequencies are in steps of 16.67 MHz: 100 to 750 MHz with 200 MHz as the
 * base, as in a Pentium N4200. Time stamps count 19.2 MHz: Mesa
 * intel_device_info.c, timestamp_frequency of its GFX9_LP_FEATURES.
 */
static const IgdReg bxt_regs[] = {
    {
        .name = "RPM_CONFIG0",
        .source = GT_REGS_H ", GEN9_RPM_CONFIG0_CRYSTAL_CLOCK_FREQ_19_2_MHZ",
        .offset = RPM_CONFIG0, .access = IGD_RO, .reset = 3 << 1,
    },
    {
        .name = "GEN8_FUSE2", .source = SOURCE_SSEU,
        .offset = GEN8_FUSE2, .access = IGD_RO, .reset = F2_SLICE_0,
    },
    {
        /* a byte of each sub-slice */
        .name = "GEN9_EU_DISABLE", .source = SOURCE_SSEU,
        .offset = EU_DISABLE, .access = IGD_RO, .reset = 0x00c0c0c0,
    },
    {
        .name = "CTC_MODE", .source = SOURCE_CLOCK "19.2 MHz >> (3 - 3)",
        .offset = CTC_MODE, .access = IGD_RO, .reset = CTC_SHIFT(3),
    },
    {
        .name = "BXT_RP_STATE_CAP",
        .source = "i915 i915_reg.h; gt/intel_rps.c, "
                  "__gen6_rps_get_freq_caps()",
        .offset = 0x138170, .access = IGD_RO, .reset = 45 << 16 | 12 << 8 | 6,
    },
};

const IgdRoom igd_fuses_bdw_room = {
    .name = "fuses",
    .regs = bdw_regs,
    .num_regs = ARRAY_SIZE(bdw_regs),
};

const IgdRoom igd_fuses_skl_room = {
    .name = "fuses",
    .regs = skl_regs,
    .num_regs = ARRAY_SIZE(skl_regs),
};

const IgdRoom igd_fuses_bxt_room = {
    .name = "fuses",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
};
