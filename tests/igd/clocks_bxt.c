/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display clocks of Broxton.
 *
 * The display engine's PLL makes CDCLK; without it, it is the reference clock.
 * Each port has a PLL of its own, with dividers in its PHY. A PLL locks as
 * soon as it is enabled, if what it was told is in its range.
 */
#include "qemu/osdep.h"
#include "migration/vmstate.h"
#include "igd.h"
#include "cdclk.h"
#include "clocks_bxt.h"
#include "port/phy_bxt.h"

#define CDCLK_CTL           0x46000
#define CD2X_DIV_SEL(ctl)   extract32(ctl, 22, 2)
#define CD2X_PIPE(ctl)      extract32(ctl, 20, 2)   /* 3: none */
#define BXT_DE_PLL_CTL      0x6d000
#define DE_PLL_RATIO_MASK   0xff
#define BXT_DE_PLL_ENABLE   0x46070
#define BXT_PORT_PLL_ENABLE(port)   (0x46074 + (port) * 4)
#define PLL_ENABLE          BIT(31)                 /* of both kinds */
#define PLL_LOCK            BIT(30)

#define TRANS_CLK_SEL       0x46140                 /* as on Skylake */

#define NUM_PORT_PLLS       3
#define CDCLK_REF_HZ        19200000

static bool port_pll_locked(IgdState *s, unsigned port)
{
    return igd_reg(s, BXT_PORT_PLL_ENABLE(port)) & PLL_ENABLE &&
           igd_bxt_phy_up(s, port) && igd_bxt_pll_hz(s, port);
}

uint64_t igd_bxt_port_hz(IgdState *s, unsigned port)
{
    return port_pll_locked(s, port) && igd_bxt_pll_output(s, port) ?
           igd_bxt_pll_hz(s, port) : 0;
}

static uint64_t de_pll_hz(IgdState *s)
{
    return igd_reg(s, BXT_DE_PLL_ENABLE) & PLL_ENABLE ?
           (igd_reg(s, BXT_DE_PLL_CTL) & DE_PLL_RATIO_MASK) *
           (uint64_t)CDCLK_REF_HZ : 0;
}

/* i915 bxt_get_cdclk(): the divider is 1, 1.5, 2 or 4, of half the PLL's rate */
uint64_t igd_bxt_cdclk_hz(IgdState *s)
{
    static const uint8_t div[4] = { 2, 3, 4, 8 };
    uint64_t hz = de_pll_hz(s);

    return hz ? hz / div[s->display.cd2x] : CDCLK_REF_HZ;
}

bool igd_bxt_voltage_low(IgdState *s)
{
    return DIV_ROUND_UP(igd_bxt_cdclk_hz(s), 25000000) > s->display.voltage;
}

/*
 * The divider alone may change while a pipe runs, if CDCLK_CTL names the pipe:
 * then it does so at the next vertical blank of that pipe, unseen. Source: i915
 * intel_modeset_calc_cdclk(), intel_cdclk_can_cd2x_update(); _bxt_set_cdclk()
 * waits for that vertical blank.
 */
static IgdPipe *divider_waits_for(IgdState *s)
{
    unsigned index = CD2X_PIPE(igd_reg(s, CDCLK_CTL));

    return index < s->platform->num_pipes && de_pll_hz(s) &&
           s->display.pipe[index].running ? &s->display.pipe[index] : NULL;
}

static void set_divider(IgdState *s, const IgdPipe *synced)
{
    s->display.cd2x = CD2X_DIV_SEL(igd_reg(s, CDCLK_CTL));
    igd_cdclk_update(s, synced);
}

void igd_bxt_cdclk_latch(IgdPipe *pipe)
{
    if (CD2X_PIPE(igd_reg(pipe->s, CDCLK_CTL)) == pipe->index) {
        set_divider(pipe->s, pipe);
    }
}

static void cdclk_ctl_write(IgdState *s, unsigned instance, uint32_t old,
                            uint32_t val)
{
    if (!divider_waits_for(s)) {
        set_divider(s, NULL);
    }
}

static void de_pll_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    igd_cdclk_update(s, NULL);
}

static uint32_t de_pll_enable_read(IgdState *s, unsigned instance)
{
    return igd_reg(s, BXT_DE_PLL_ENABLE) | (de_pll_hz(s) ? PLL_LOCK : 0);
}

static void clock_write(IgdState *s, unsigned instance, uint32_t old,
                        uint32_t val)
{
    igd_clocks_update(s);
}

static uint32_t port_pll_read(IgdState *s, unsigned port)
{
    return igd_reg(s, BXT_PORT_PLL_ENABLE(port)) |
           (port_pll_locked(s, port) ? PLL_LOCK : 0);
}

#define SOURCE_CDCLK "i915 display/intel_cdclk.c bxt_set_cdclk(), " \
                     "bxt_get_cdclk()"

static const IgdReg clocks_regs[] = {
    {
        .name = "CDCLK_CTL", .source = SOURCE_CDCLK,
        .offset = CDCLK_CTL, .write = cdclk_ctl_write,
    },
    {
        .name = "BXT_DE_PLL_ENABLE", .source = SOURCE_CDCLK,
        .offset = BXT_DE_PLL_ENABLE, .ro = PLL_LOCK,
        .read = de_pll_enable_read, .write = de_pll_write,
    },
    {
        .name = "BXT_DE_PLL_CTL", .source = SOURCE_CDCLK,
        .offset = BXT_DE_PLL_CTL, .write = de_pll_write,
    },
    {
        .name = "BXT_PORT_PLL_ENABLE",
        .source = "i915 display/intel_dpll_mgr.c bxt_ddi_pll_enable()",
        .offset = BXT_PORT_PLL_ENABLE(0), .count = NUM_PORT_PLLS, .stride = 4,
        .ro = PLL_LOCK, .read = port_pll_read, .write = clock_write,
    },
    {
        .name = "TRANS_CLK_SEL",
        .source = "i915 intel_ddi.c intel_ddi_enable_transcoder_clock()",
        .offset = TRANS_CLK_SEL, .count = 3, .stride = 4,
        .write = clock_write,
    },
    {
        .name = "BXT_DSI_PLL_ENABLE",
        .source = "i915 display/vlv_dsi_pll_regs.h; no effect, there is no "
                  "DSI",
        .offset = 0x46080,
    },
};

static void clocks_reset(IgdState *s)
{
    s->display.cd2x = 0;
    igd_cdclk_reset(s);
}

static bool divider_exists(void *opaque, int version_id)
{
    IgdState *s = opaque;

    return s->display.cd2x < 4;
}

static const VMStateDescription clocks_vmstate = {
    .name = "igd/clocks-bxt",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT(display, IgdState, 0, igd_cdclk_vmstate, IgdDisplay),
        VMSTATE_UINT32(display.cd2x, IgdState),
        VMSTATE_VALIDATE("its divider exists", divider_exists),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_clocks_bxt_room = {
    .name = "clocks",
    .regs = clocks_regs,
    .num_regs = ARRAY_SIZE(clocks_regs),
    .reset = clocks_reset,
    .vmsd = &clocks_vmstate,
};
