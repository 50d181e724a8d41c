/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Registers of display and system agent that say what is there, and those
 * that drivers set and find again but that have no effect in this model.
 */
#include "qemu/osdep.h"
#include "igd.h"
#include "misc.h"

/*
 * Memory controller: two channels with one DIMM of 8 GB DDR4-2133 each, one
 * rank of x8 chips. Fields: i915 intel_mchbar_regs.h, SKL_DRAM_SIZE_MASK and
 * on; SKL_REQ_DATA_MASK counts 266.67 MT/s.
 */
#define MCHBAR_MIRROR   0x140000
#define DIMM_8GB        8
#define REQ_2133        8

#define SOURCE_DE   "i915 display/intel_display_regs.h"
#define SOURCE_WA   "i915 display/intel_display_clock_gating.c; no effect"
#define SOURCE_MC   "i915 display/intel_dram.c skl_get_dram_info()"

static const IgdReg misc_regs[] = {
    {
        /* bit 31 turns VGA off, which the model does not have */
        .name = "CPU_VGACNTRL", .source = "i915 display/intel_vga_regs.h",
        .offset = 0x41000, .reset = BIT(31),
    },
    { .name = "CHICKEN_PAR1_1", .source = SOURCE_WA, .offset = 0x42080 },
    { .name = "CHICKEN_MISC_2", .source = SOURCE_WA, .offset = 0x42084 },
    { .name = "CHICKEN_PAR2_1", .source = SOURCE_WA, .offset = 0x42090 },
    {
        .name = "CHICKEN_TRANS", .source = SOURCE_WA,
        .offset = 0x420c0, .count = 4, .stride = 4,
    },
    {
        .name = "CHICKEN_PIPESL_1", .source = SOURCE_WA,
        .offset = 0x420b0, .count = 3, .stride = 4,
    },
    {
        /* bit 31: somebody touched what is in a power well that is off */
        .name = "FPGA_DBG", .source = "i915 intel_uncore.c fpga_check_for_"
                                      "unclaimed_mmio()",
        .offset = 0x42300, .access = IGD_W1C,
    },
    {
        .name = "ILK_DPFC", .source = "i915 display/intel_fbc_regs.h; "
                                      "frames are never compressed",
        .offset = 0x43200, .count = 10, .stride = 4,
    },
    {
        .name = "DISP_ARB_CTL_CTL2", .source = SOURCE_WA,
        .offset = 0x45000, .count = 2, .stride = 4,
    },
    { .name = "HSW_NDE_RSTWRN_OPT", .source = SOURCE_WA, .offset = 0x46408 },
    { .name = "GEN8_CHICKEN_DCPR_1", .source = SOURCE_WA, .offset = 0x46430 },
    {
        /* scratch that firmware leaves for drivers; there was none: 0 */
        .name = "SWF_ILK", .source = "i915 skl_sanitize_cdclk(); GVT: memory",
        .offset = 0x4f000, .count = 36, .stride = 4,
    },
    {
        .name = "EDP_PSR_IMR", .source = "i915 display/intel_psr_regs.h",
        .offset = 0x64834, .reset = 0xffffffff,
    },
    {
        .name = "EDP_PSR_IIR", .source = "i915 display/intel_psr_regs.h; "
                                         "panels never refresh themselves",
        .offset = 0x64838, .access = IGD_W1C,
    },
    {
        .name = "HSW_AUD_PIN_ELD_CP_VLD",
        .source = "i915 display/intel_audio_regs.h; no audio",
        .offset = 0x650c0,
    },
    {
        .name = "AUD_FREQ_CNTRL",
        .source = "i915 display/intel_audio_regs.h; no audio",
        .offset = 0x65900,
    },
    {
        /* not a virtual GPU: no VGT_MAGIC */
        .name = "VGT_PVINFO", .source = "i915 i915_pvinfo.h",
        .offset = 0x78000, .count = 2, .stride = 4, .access = IGD_RO,
    },
};

static const IgdReg gen9_regs[] = {
    {
        .name = "CLKGATE_DIS_PSL", .source = SOURCE_WA,
        .offset = 0x46520, .count = 3, .stride = 4,
    },
    {
        /* nothing is fused off */
        .name = "SKL_DFSM", .source = SOURCE_DE,
        .offset = 0x51000, .access = IGD_RO,
    },
};

static const IgdReg dram_regs[] = {
    {
        .name = "SKL_MAD_INTER_CHANNEL", .source = SOURCE_MC,
        .offset = MCHBAR_MIRROR + 0x5000, .access = IGD_RO,
    },
    {
        .name = "SKL_MAD_DIMM_CH", .source = SOURCE_MC,
        .offset = MCHBAR_MIRROR + 0x500c, .count = 2, .stride = 4,
        .access = IGD_RO, .reset = DIMM_8GB,
    },
    {
        .name = "SKL_MC_BIOS_DATA", .source = SOURCE_MC,
        .offset = MCHBAR_MIRROR + 0x5e04, .access = IGD_RO, .reset = REQ_2133,
    },
};

const IgdRoom igd_misc_room = {
    .name = "misc",
    .regs = misc_regs,
    .num_regs = ARRAY_SIZE(misc_regs),
};

const IgdRoom igd_misc_gen9_room = {
    .name = "misc-gen9",
    .regs = gen9_regs,
    .num_regs = ARRAY_SIZE(gen9_regs),
};

const IgdRoom igd_dram_skl_room = {
    .name = "dram",
    .regs = dram_regs,
    .num_regs = ARRAY_SIZE(dram_regs),
};
