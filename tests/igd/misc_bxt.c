/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What misc.c has of every processor, of Broxton alone. */
#include "qemu/osdep.h"
#include "igd.h"
#include "misc.h"

/*
 * Two of its four memory channels are used, each with one rank of LPDDR4, 8 Gbit
 * a chip, x16. One that is not reads as ones. Fields: include/drm/intel/
 * mchbar_regs.h of Linux, BXT_DRAM_RANK_MASK and on.
 */
#define DUNIT8          0x141000
#define DUNIT10         0x141400
#define DUNIT_STRIDE    0x200
#define LPDDR4_8GBIT    (2u << 22 | 2u << 6 | 1u << 4 | 1u)

#define SOURCE_WA   "i915 display/intel_display_clock_gating.c " \
                    "intel_display_bxt_init_clock_gating(); no effect"
#define SOURCE_MC   "i915 display/intel_dram.c bxt_get_dram_info()"

static const IgdReg misc_regs[] = {
    { .name = "RM_TIMEOUT", .source = SOURCE_WA, .offset = 0x42060 },
    { .name = "GEN9_CLKGATE_DIS_0", .source = SOURCE_WA, .offset = 0x46530 },
    {
        .name = "GEN9_CLKGATE_DIS_4",
        .source = "i915 display/intel_gmbus.c bxt_gmbus_clock_gating(); no "
                  "effect",
        .offset = 0x4653c,
    },
};

static const IgdReg dram_regs[] = {
    {
        .name = "BXT_D_CR_DRP0_DUNIT", .source = SOURCE_MC,
        .offset = DUNIT8, .count = 2, .stride = DUNIT_STRIDE,
        .access = IGD_RO, .reset = LPDDR4_8GBIT,
    },
    {
        .name = "BXT_D_CR_DRP0_DUNIT", .source = SOURCE_MC,
        .offset = DUNIT10, .count = 2, .stride = DUNIT_STRIDE,
        .access = IGD_RO, .reset = UINT32_MAX,
    },
};

const IgdRoom igd_misc_bxt_room = {
    .name = "misc-bxt",
    .regs = misc_regs,
    .num_regs = ARRAY_SIZE(misc_regs),
};

const IgdRoom igd_dram_bxt_room = {
    .name = "dram",
    .regs = dram_regs,
    .num_regs = ARRAY_SIZE(dram_regs),
};
