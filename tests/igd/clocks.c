/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display clocks of Skylake.
 *
 * DPLL0 (LCPLL1) also makes the core display clock and only does DisplayPort
 * rates; DPLL1 to DPLL3 (LCPLL2, WRPLL1, WRPLL2) do those or HDMI. A PLL
 * locks as soon as it is enabled.
 */
#include "qemu/osdep.h"
#include "igd.h"
#include "clocks.h"
#include "display/timing.h"

#define LCPLL1_CTL      0x46010
#define LCPLL2_CTL      0x46014
#define WRPLL_CTL1      0x46040
#define WRPLL_CTL2      0x46060
#define PLL_ENABLE      BIT(31)
#define LCPLL_LOCK      BIT(30)

#define DPLL_CTRL1      0x6c058
#define DPLL_CTRL2      0x6c05c
#define DPLL_STATUS     0x6c060
#define DPLL1_CFGCR1    0x6c040     /* then CFGCR2, the next DPLL's CFGCR1 */

#define NUM_DPLLS       4
#define REF_HZ          24000000    /* Skylake: always, no fuse tells */

static const uint32_t dpll_ctl[NUM_DPLLS] = {
    LCPLL1_CTL, LCPLL2_CTL, WRPLL_CTL1, WRPLL_CTL2,
};

static bool dpll_locked(IgdState *s, unsigned pll)
{
    return igd_reg(s, dpll_ctl[pll]) & PLL_ENABLE;
}

/*
 * The field names the PLL's rate in MHz, half the bit rate of a lane; a symbol
 * is ten bits. Source: i915 intel_dpll_mgr.c skl_ddi_lcpll_get_freq().
 */
static uint64_t dp_symbol_hz(unsigned rate)
{
    static const uint32_t pll_mhz[] = { 2700, 1350, 810, 1620, 1080, 2160 };

    return rate < ARRAY_SIZE(pll_mhz) ? pll_mhz[rate] * 2 * 100000ull : 0;
}

/*
 * DCO frequency over the product of dividers and over 5, bits of a clock
 * period of a differential pair: i915 skl_ddi_wrpll_get_freq().
 */
static uint64_t hdmi_hz(IgdState *s, unsigned pll)
{
    static const unsigned pdiv[8] = { 1, 2, 3, 0, 7, 7, 0, 0 };
    static const unsigned kdiv[4] = { 5, 2, 3, 1 };
    uint32_t cfgcr1 = igd_reg(s, DPLL1_CFGCR1 + (pll - 1) * 8);
    uint32_t cfgcr2 = igd_reg(s, DPLL1_CFGCR1 + (pll - 1) * 8 + 4);
    unsigned p = pdiv[extract32(cfgcr2, 2, 3)];
    unsigned q = cfgcr2 & BIT(7) ? extract32(cfgcr2, 8, 8) : 1;
    unsigned k = kdiv[extract32(cfgcr2, 5, 2)];
    uint64_t dco;

    if (!(cfgcr1 & BIT(31)) || !p || !q) {
        return 0;
    }
    dco = extract32(cfgcr1, 0, 9) * (uint64_t)REF_HZ +
          extract32(cfgcr1, 9, 15) * (uint64_t)REF_HZ / 0x8000;
    return dco / (p * q * k * 5);
}

uint64_t igd_skl_port_hz(IgdState *s, unsigned port)
{
    uint32_t ctrl1 = igd_reg(s, DPLL_CTRL1);
    uint32_t ctrl2 = igd_reg(s, DPLL_CTRL2);
    unsigned pll = extract32(ctrl2, port * 3 + 1, 2);

    if (ctrl2 & BIT(port + 15) || !dpll_locked(s, pll)) {
        return 0;
    }
    if (ctrl1 & BIT(pll * 6 + 5)) {
        return pll ? hdmi_hz(s, pll) : 0;
    }
    return dp_symbol_hz(extract32(ctrl1, pll * 6 + 1, 3));
}

static void clock_write(IgdState *s, unsigned instance, uint32_t old,
                        uint32_t val)
{
    igd_timing_update(s);
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        igd_ddi_update(s, port);
    }
}

static uint32_t lcpll1_read(IgdState *s, unsigned instance)
{
    return igd_reg(s, LCPLL1_CTL) | (dpll_locked(s, 0) ? LCPLL_LOCK : 0);
}

static uint32_t dpll_status_read(IgdState *s, unsigned instance)
{
    uint32_t status = 0;

    for (unsigned pll = 0; pll < NUM_DPLLS; pll++) {
        status |= dpll_locked(s, pll) ? BIT(pll * 8) : 0;
    }
    return status;
}

#define SOURCE_DPLL "i915 display/intel_dpll_mgr.c skl_dpll_regs[], " \
                    "intel_display_regs.h; Intel PRM Skylake vol. 12"

static const IgdReg clocks_regs[] = {
    {
        .name = "CDCLK_CTL",
        .source = "i915 display/intel_cdclk.c skl_set_cdclk(); GVT: memory",
        .offset = 0x46000,
    },
    {
        .name = "LCPLL1_CTL", .source = SOURCE_DPLL,
        .offset = LCPLL1_CTL, .ro = LCPLL_LOCK,
        .read = lcpll1_read, .write = clock_write,
    },
    {
        .name = "LCPLL2_CTL", .source = SOURCE_DPLL,
        .offset = LCPLL2_CTL, .write = clock_write,
    },
    {
        .name = "WRPLL_CTL1", .source = SOURCE_DPLL,
        .offset = WRPLL_CTL1, .write = clock_write,
    },
    {
        .name = "WRPLL_CTL2", .source = SOURCE_DPLL,
        .offset = WRPLL_CTL2, .write = clock_write,
    },
    {
        .name = "DPLL_CFGCR1", .source = SOURCE_DPLL,
        .offset = DPLL1_CFGCR1, .count = 3, .stride = 8,
        .write = clock_write,
    },
    {
        .name = "DPLL_CFGCR2", .source = SOURCE_DPLL,
        .offset = DPLL1_CFGCR1 + 4, .count = 3, .stride = 8,
        .write = clock_write,
    },
    {
        .name = "DPLL_CTRL1", .source = SOURCE_DPLL,
        .offset = DPLL_CTRL1, .write = clock_write,
    },
    {
        .name = "DPLL_CTRL2", .source = SOURCE_DPLL,
        .offset = DPLL_CTRL2, .write = clock_write,
    },
    {
        .name = "DPLL_STATUS", .source = SOURCE_DPLL,
        .offset = DPLL_STATUS, .access = IGD_RO, .read = dpll_status_read,
    },
    {
        .name = "TRANS_CLK_SEL",
        .source = "i915 intel_ddi.c intel_ddi_enable_transcoder_clock()",
        .offset = 0x46140, .count = 3, .stride = 4, .write = clock_write,
    },
};

const IgdRoom igd_clocks_room = {
    .name = "clocks",
    .regs = clocks_regs,
    .num_regs = ARRAY_SIZE(clocks_regs),
};
