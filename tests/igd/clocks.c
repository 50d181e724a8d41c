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
#include "cdclk.h"
#include "clocks.h"

#define CDCLK_CTL       0x46000
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

#define TRANS_CLK_SEL   0x46140     /* of transcoders A, B, C */

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

/*
 * DPLL0's rate says at which of two frequencies its oscillator runs; without
 * it the reference clock goes through. Source: i915 intel_cdclk.c
 * skl_get_cdclk(), skl_dpll0_update(). The override of its divider
 * (CDCLK_DIVMUX_CD_OVERRIDE, Wa 1183) has no effect here.
 */
uint64_t igd_skl_cdclk_hz(IgdState *s)
{
    static const uint32_t khz[2][4] = {
        { 450000, 540000, 337500, 675000 }, { 432000, 540000, 308571, 617143 },
    };
    unsigned rate = extract32(igd_reg(s, DPLL_CTRL1), 1, 3);

    if (!dpll_locked(s, 0)) {
        return REF_HZ;
    }
    /* DPLL_CTRL1_LINK_RATE_1080 and _2160 */
    return khz[rate >= 4][extract32(igd_reg(s, CDCLK_CTL), 26, 2)] * 1000ull;
}

/* i915 skl_calc_voltage_level() */
static unsigned voltage_needed(uint64_t hz)
{
    return hz > 540000000 ? 3 : hz > 450000000 ? 2 : hz > 337500000 ? 1 : 0;
}

bool igd_skl_voltage_low(IgdState *s)
{
    return voltage_needed(igd_skl_cdclk_hz(s)) > s->display.voltage;
}

static void cdclk_write(IgdState *s, unsigned instance, uint32_t old,
                        uint32_t val)
{
    igd_cdclk_update(s, NULL);
}

bool igd_skl_transcoder_clock(IgdState *s, unsigned trans, unsigned port)
{
    /* TRANS_CLK_SEL_PORT(): 0 is none; transcoder EDP has its own port */
    return trans == IGD_TRANS_EDP ||
           extract32(igd_reg(s, TRANS_CLK_SEL + trans * 4), 29, 3) == port + 1;
}

static void clock_write(IgdState *s, unsigned instance, uint32_t old,
                        uint32_t val)
{
    igd_clocks_update(s);
}

/* Is @pll locked and selected by a port whose clock is on and in use? */
static bool pll_in_use(IgdState *s, unsigned pll)
{
    uint32_t ctrl2 = igd_reg(s, DPLL_CTRL2);

    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        if (!(ctrl2 & BIT(port + 15)) &&
            extract32(ctrl2, port * 3 + 1, 2) == pll &&
            igd_display_pipe_of_port(s, port) >= 0) {
            return dpll_locked(s, pll);
        }
    }
    return false;
}

/*
 * PLLs are programmed while they are off. What one does that is on is not
 * documented; here it goes to the new rate at once, and whoever sends with it
 * does too.
 */
static void pll_changed(IgdState *s, unsigned pll)
{
    if (pll_in_use(s, pll)) {
        igd_rule_broken(s, IGD_RULE_PLL_CHANGE, pll,
                        "DPLL%u is programmed while a pipe is sent with it",
                        pll);
    } else {
        igd_rule_kept(s, IGD_RULE_PLL_CHANGE, pll);
    }
}

static void cfgcr_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    if (val != old) {
        pll_changed(s, n + 1);
    }
    clock_write(s, n, old, val);
}

static void ctrl1_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    for (unsigned pll = 0; pll < NUM_DPLLS; pll++) {
        if (extract32(old ^ val, pll * 6, 6)) {
            pll_changed(s, pll);
        }
    }
    clock_write(s, n, old, val);
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
        .source = "i915 display/intel_cdclk.c skl_set_cdclk()",
        .offset = CDCLK_CTL, .write = cdclk_write,
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
        .write = cfgcr_write,
    },
    {
        .name = "DPLL_CFGCR2", .source = SOURCE_DPLL,
        .offset = DPLL1_CFGCR1 + 4, .count = 3, .stride = 8,
        .write = cfgcr_write,
    },
    {
        .name = "DPLL_CTRL1", .source = SOURCE_DPLL,
        .offset = DPLL_CTRL1, .write = ctrl1_write,
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
        .offset = TRANS_CLK_SEL, .count = 3, .stride = 4,
        .write = clock_write,
    },
};

const IgdRoom igd_clocks_skl_room = {
    .name = "clocks",
    .regs = clocks_regs,
    .num_regs = ARRAY_SIZE(clocks_regs),
    .reset = igd_cdclk_reset,
    .vmsd = &igd_clocks_vmstate,
};
