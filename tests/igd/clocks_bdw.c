/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display clocks of Broadwell.
 *
 * LCPLL makes the core display clock and the three rates of DisplayPort; each
 * of two WRPLLs makes what an HDMI port needs, from LCPLL or a spread clock;
 * SPLL, meant for FDI, has DisplayPort's rates. A PLL locks as soon as it is
 * enabled. Sources: i915 display/intel_dpll_mgr.c hsw_ddi_*_get_freq(),
 * intel_cdclk.c bdw_get_cdclk(), bdw_set_cdclk(), intel_display_power.c
 * hsw_disable_lcpll(), hsw_restore_lcpll(); coreboot
 * src/soc/intel/broadwell/igd.c igd_cdclk_init().
 */
#include "qemu/osdep.h"
#include "igd.h"
#include "cdclk.h"
#include "clocks_bdw.h"
#include "port/sbi.h"

#define LCPLL_CTL           0x130040
#define LCPLL_DISABLE       BIT(31)
#define LCPLL_LOCK          BIT(30)
#define LCPLL_FREQ(ctl)     extract32(ctl, 26, 2)
#define LCPLL_CD_DISABLE    (BIT(25) | BIT(24))     /* CD clock, its root */
#define LCPLL_FCLK          BIT(21)
#define LCPLL_FCLK_DONE     BIT(19)
#define LCPLL_HZ            2700000000ull
#define FCLK_HZ             800000000ull

#define SPLL_CTL            0x46020
#define SPLL_FREQ(ctl)      extract32(ctl, 26, 2)
#define WRPLL_CTL(pll)      (0x46040 + (pll) * 0x20)
#define PLL_ENABLE          BIT(31)
#define PLL_REF(ctl)        extract32(ctl, 28, 2)
#define REF_LCPLL           3
#define SSC_HZ              135000000ull            /* of CPU or PCH */

#define PORT_CLK_SEL(port)  (0x46100 + (port) * 4)
#define PORT_CLK(sel)       extract32(sel, 29, 3)
#define PORT_CLK_NONE       (7u << 29)
#define TRANS_CLK_SEL       0x46140     /* of transcoders A, B, C */

#define FUSE_STRAP          0x42014
#define FUSE_CDCLK_450      BIT(24)     /* HSW_CDCLK_LIMIT */
#define FUSE_CPU_SSC        BIT(21)

enum { WRPLL1, WRPLL2, SPLL, LCPLL, NUM_PLLS };

/* What PORT_CLK_SEL selects: three rates of LCPLL, then the other PLLs. */
enum { SEL_SPLL = 3, SEL_WRPLL1 = 4, SEL_WRPLL2 = 5 };

/* Symbols in a second: ten bits each, at 5.4, 2.7 and 1.62 Gbit/s */
static const uint32_t lcpll_symbol_hz[] = { 540000000, 270000000, 162000000 };

static const char *const pll_names[NUM_PLLS] = {
    "WRPLL1", "WRPLL2", "SPLL", "LCPLL",
};

static bool lcpll_locked(IgdState *s)
{
    return !(igd_reg(s, LCPLL_CTL) & LCPLL_DISABLE);
}

/* The spread clock comes from the CPU if that is fused so, else from the PCH */
static bool ssc_runs(IgdState *s)
{
    return igd_reg(s, FUSE_STRAP) & FUSE_CPU_SSC || igd_sbi_ssc_on(s);
}

/* Hz of what PLL @ctl multiplies, 0 if that does not run */
static uint64_t reference_hz(IgdState *s, uint32_t ctl)
{
    if (PLL_REF(ctl) == REF_LCPLL) {
        return lcpll_locked(s) ? LCPLL_HZ : 0;
    }
    /* 0 is the bus clock, that drivers do not use: WRPLL_REF_BCLK */
    return PLL_REF(ctl) && ssc_runs(s) ? SSC_HZ : 0;
}

/*
 * A fifth of the oscillator, which runs at reference * n / r, over p; r, n and
 * p have a fraction bit. (A TMDS clock is a tenth of its bits, and the
 * oscillator has two for a clock.)
 */
static uint64_t wrpll_hz(IgdState *s, unsigned pll)
{
    uint32_t ctl = igd_reg(s, WRPLL_CTL(pll));
    unsigned r = extract32(ctl, 0, 8), p = extract32(ctl, 8, 6);
    unsigned n = extract32(ctl, 16, 8);

    if (!(ctl & PLL_ENABLE) || !r || !p) {
        return 0;
    }
    return reference_hz(s, ctl) * n / (p * r) / 5;
}

static uint64_t spll_hz(IgdState *s)
{
    static const uint32_t symbol_hz[4] = { 162000000, 270000000, 540000000 };
    uint32_t ctl = igd_reg(s, SPLL_CTL);

    return ctl & PLL_ENABLE && reference_hz(s, ctl) ?
           symbol_hz[SPLL_FREQ(ctl)] : 0;
}

uint64_t igd_bdw_port_hz(IgdState *s, unsigned port)
{
    unsigned sel = PORT_CLK(igd_reg(s, PORT_CLK_SEL(port)));

    switch (sel) {
    case SEL_SPLL:
        return spll_hz(s);
    case SEL_WRPLL1:
    case SEL_WRPLL2:
        return wrpll_hz(s, sel - SEL_WRPLL1);
    default:
        return sel < ARRAY_SIZE(lcpll_symbol_hz) && lcpll_locked(s) ?
               lcpll_symbol_hz[sel] : 0;
    }
}

/* What LCPLL makes, in the order of its field */
static uint64_t lcpll_cdclk_hz(IgdState *s)
{
    static const uint32_t hz[4] = {
        450000000, 540000000, 337500000, 675000000,
    };

    if (igd_reg(s, FUSE_STRAP) & FUSE_CDCLK_450) {
        return hz[0];
    }
    return hz[LCPLL_FREQ(igd_reg(s, LCPLL_CTL))];
}

uint64_t igd_bdw_cdclk_hz(IgdState *s)
{
    uint32_t ctl = igd_reg(s, LCPLL_CTL);

    if (ctl & LCPLL_CD_DISABLE) {
        return 0;
    }
    if (ctl & LCPLL_FCLK) {
        return FCLK_HZ;
    }
    return lcpll_locked(s) ? lcpll_cdclk_hz(s) : 0;
}

/*
 * Levels are numbers of the field's frequencies: bdw_calc_voltage_level(). The
 * fabric's clock needs none.
 */
bool igd_bdw_voltage_low(IgdState *s)
{
    static const uint32_t hz[4] = {
        450000000, 540000000, 337500000, 675000000,
    };

    return !(igd_reg(s, LCPLL_CTL) & LCPLL_FCLK) &&
           lcpll_cdclk_hz(s) > hz[s->display.voltage & 3];
}

static unsigned port_pll(IgdState *s, unsigned port)
{
    switch (PORT_CLK(igd_reg(s, PORT_CLK_SEL(port)))) {
    case SEL_SPLL:
        return SPLL;
    case SEL_WRPLL1:
        return WRPLL1;
    case SEL_WRPLL2:
        return WRPLL2;
    default:
        return LCPLL;
    }
}

/*
 * PLLs are programmed while they are off. What one does that is on is not
 * documented; here it goes to the new rate at once, and whoever sends with it
 * does too.
 */
static void pll_write(IgdState *s, unsigned pll, uint32_t old, uint32_t val)
{
    bool used = false;

    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        used |= port_pll(s, port) == pll &&
                igd_display_pipe_of_port(s, port) >= 0;
    }
    if (used && old & val & PLL_ENABLE && old != val) {
        igd_rule_broken(s, IGD_RULE_PLL_CHANGE, pll,
                        "%s is programmed while a pipe is sent with it",
                        pll_names[pll]);
    } else {
        igd_rule_kept(s, IGD_RULE_PLL_CHANGE, pll);
    }
    igd_clocks_update(s);
}

static void spll_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    pll_write(s, SPLL, old, val);
}

static void clock_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    igd_clocks_update(s);
}

static uint32_t lcpll_read(IgdState *s, unsigned n)
{
    uint32_t ctl = igd_reg(s, LCPLL_CTL);

    return ctl | (lcpll_locked(s) ? LCPLL_LOCK : 0) |
           (ctl & LCPLL_FCLK ? LCPLL_FCLK_DONE : 0);
}

#define SOURCE "i915 display/intel_display_regs.h, intel_dpll_mgr.c hsw_ddi_*()"

static const IgdReg clocks_regs[] = {
    {
        /* on and at 450 MHz, as drivers find it: hsw_assert_cdclk() */
        .name = "LCPLL_CTL",
        .source = "i915 display/intel_cdclk.c bdw_set_cdclk(); "
                  "intel_display_power.c hsw_disable_lcpll()",
        .offset = LCPLL_CTL, .ro = LCPLL_LOCK | LCPLL_FCLK_DONE,
        .read = lcpll_read, .write = clock_write,
    },
    {
        .name = "SPLL_CTL", .source = SOURCE,
        .offset = SPLL_CTL, .write = spll_write,
    },
    {
        .name = "WRPLL_CTL", .source = SOURCE,
        .offset = WRPLL_CTL(0), .count = 2, .stride = 0x20,
        .write = pll_write,
    },
    {
        /* a port that nobody has set up has no clock */
        .name = "PORT_CLK_SEL",
        .source = "i915 display/intel_ddi.c hsw_ddi_enable_clock()",
        .offset = PORT_CLK_SEL(0), .count = IGD_MAX_PORTS, .stride = 4,
        .reset = PORT_CLK_NONE, .write = clock_write,
    },
    {
        .name = "TRANS_CLK_SEL",
        .source = "i915 intel_ddi.c intel_ddi_enable_transcoder_clock()",
        .offset = TRANS_CLK_SEL, .count = 3, .stride = 4,
        .write = clock_write,
    },
    {
        /* MHz less one, for timers that the model does not have */
        .name = "CDCLK_FREQ",
        .source = "i915 intel_cdclk.c bdw_set_cdclk(); no effect",
        .offset = 0x46200,
    },
    {
        /* CDCLK is not limited, no spread clock of the CPU */
        .name = "FUSE_STRAP", .source = "i915 display/intel_display_regs.h",
        .offset = FUSE_STRAP, .access = IGD_RO,
    },
    {
        .name = "FUSE_STRAP3",
        .source = "i915 intel_dpll_mgr.c hsw_update_dpll_ref_clks()",
        .offset = 0x42020, .access = IGD_RO,
    },
    {
        /* bit 9: compensation in progress; it is done at once */
        .name = "D_COMP_BDW",
        .source = "i915 intel_display_power.c hsw_disable_lcpll(); no effect",
        .offset = 0x138144, .ro = BIT(9),
    },
};

const IgdRoom igd_clocks_bdw_room = {
    .name = "clocks",
    .regs = clocks_regs,
    .num_regs = ARRAY_SIZE(clocks_regs),
    .reset = igd_cdclk_reset,
    .vmsd = &igd_clocks_vmstate,
};
