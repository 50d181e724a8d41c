/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rules of what pipes, transcoders, ports and engines need: power, clocks, and
 * those in the right order. And the display asleep.
 */
#include "qemu/osdep.h"
#include "hw/display/igd/test/machine.h"

#define FORCEWAKE_RENDER 0xa278
#define RC_CONTROL      0xa090

#define FUSE_STATUS     0x42000
#define DC_STATE_EN     0x45504
#define DMC_PROGRAM     0x80000
#define DC6_COUNT       0x8002c
#define DC5_COUNT       0x80030
#define DMC_HTP         0x8f004
#define DMC_SSP_BASE    0x8f074
#define PCI_PMCSR       0xd4

/* Transcoder EDP's register instead of transcoder A's */
#define EDP(reg)        ((reg) + 0xf000)
#define TRANSCONF_EDP   0x7f008

static void test_cdclk(void)
{
    Igd igd;

    igd_start(&igd);
    power_on(&igd);
    pll_on(&igd);
    wr(&igd, LCPLL1_CTL, 0);
    pipe_on(&igd, 0, PORT_B);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "cdclk-low 1\n");
    wr(&igd, LCPLL1_CTL, ENABLE);
    violations(&igd, "cdclk-low 1\ncdclk-change 1\n");
    frame(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);

    /* 450 to 540 MHz: one underrun */
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, PIPE_IIR(0), ~0u);
    voltage(&igd, 3);
    wr(&igd, CDCLK_CTL, 1u << 26);
    frame(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, UNDERRUN);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "cdclk-low 1\ncdclk-change 2\n");
    igd_stop(&igd);
}

static void test_power(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, PLANE(0, 0, STRIDE), 4);
    wr(&igd, HTOTAL(0), 5);
    violations(&igd, "power-write 2\n");
    g_assert_cmphex(rd(&igd, FPGA_DBG), ==, ENABLE);
    wr(&igd, FPGA_DBG, ENABLE);
    g_assert_cmphex(rd(&igd, FPGA_DBG), ==, 0);
    g_assert_cmphex(rd(&igd, PIPE_IMR(1)), ==, 0);
    g_assert_cmphex(rd(&igd, FPGA_DBG), ==, ENABLE);
    violations(&igd, "power-read 1\npower-write 2\n");
    wr(&igd, FPGA_DBG, ENABLE);

    /* PG1 has pipe A, but not its transcoder */
    wr(&igd, PWR_WELL_CTL, PG1);
    g_assert_cmphex(rd(&igd, PLANE(0, 0, STRIDE)), ==, 0);
    wr(&igd, PLANE(0, 0, STRIDE), 4);
    g_assert_cmphex(rd(&igd, PLANE(0, 0, STRIDE)), ==, 4);
    wr(&igd, PIPESRC(0), 0x12340567);
    g_assert_cmphex(rd(&igd, PIPESRC(0)), ==, 0x12340567);
    g_assert_cmphex(rd(&igd, FPGA_DBG), ==, 0);
    g_assert_cmphex(rd(&igd, HTOTAL(0)), ==, 0);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    g_assert_cmphex(rd(&igd, PLANE(1, 0, STRIDE)), ==, 0);
    violations(&igd, "power-read 4\npower-write 2\n");

    /* and what was in a well is gone when it comes back */
    wr(&igd, PWR_WELL_CTL, PG1 | PG2);
    g_assert_cmphex(rd(&igd, PIPE_IMR(1)), ==, ~0u);
    wr(&igd, PIPE_IMR(1), 0);
    wr(&igd, HTOTAL(0), 5);
    g_assert_cmphex(rd(&igd, HTOTAL(0)), ==, 5);
    wr(&igd, PWR_WELL_CTL, PG1);
    wr(&igd, PWR_WELL_CTL, PG1 | PG2);
    g_assert_cmphex(rd(&igd, HTOTAL(0)), ==, 0);
    g_assert_cmphex(rd(&igd, PIPE_IMR(1)), ==, ~0u);
    g_assert_cmphex(rd(&igd, PLANE(0, 0, STRIDE)), ==, 4);

    /* another requester keeps it on */
    wr(&igd, HTOTAL(0), 5);
    wr(&igd, 0x45400, PG2);
    wr(&igd, PWR_WELL_CTL, PG1);
    g_assert_cmphex(rd(&igd, HTOTAL(0)), ==, 5);
    violations(&igd, "power-read 4\npower-write 2\n");
    igd_stop(&igd);
}

static void test_power_lost(void)
{
    uint32_t black;
    Igd igd;

    light(&igd);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, PWR_WELL_CTL, PG1 | DDI_IO(PORT_B));
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, UNDERRUN);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, "power-lost 1\n");
    wr(&igd, PWR_WELL_CTL, PG2 | PG1 | DDI_IO(PORT_B));
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    g_assert_false(is_lit(&igd, "b"));

    /* and without power of its lanes, a buffer stays idle */
    pipe_on(&igd, 0, PORT_B);
    g_assert_true(is_lit(&igd, "b"));
    violations(&igd, "power-lost 1\n");
    wr(&igd, PWR_WELL_CTL, PG2 | PG1);
    g_assert_false(is_lit(&igd, "b"));
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_B)), ==, ENABLE | 1u << 7);
    violations(&igd, "power-lost 1\nport-power 1\n");
    wr(&igd, PWR_WELL_CTL, PG2 | PG1 | DDI_IO(PORT_B));
    g_assert_true(is_lit(&igd, "b"));
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_B)), ==, ENABLE);
    igd_stop(&igd);

    /* what was latched is gone too: no plane wants blocks */
    light(&igd);
    wr(&igd, PWR_WELL_CTL, 0);
    power_on(&igd);
    pipe_on(&igd, 0, PORT_B);
    g_assert_true(is_lit(&igd, "b"));
    frame(&igd);
    black = crc(&igd, "b");
    plane_on(&igd, 0, 0, 0);
    frame(&igd);
    g_assert_cmphex(crc(&igd, "b"), !=, black);
    igd_stop(&igd);
}

/* PG2 hangs on PG1. */
static void test_order(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, PWR_WELL_CTL, PG2);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==, PG2);
    g_assert_cmphex(rd(&igd, FUSE_STATUS) & 3u << 25, ==, 0);
    violations(&igd, "power-order 1\n");
    wr(&igd, PWR_WELL_CTL, PG2 | PG1);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==,
                    PG2 | PG2 >> 1 | PG1 | PG1 >> 1);
    g_assert_cmphex(rd(&igd, FUSE_STATUS) & 3u << 25, ==, 3u << 25);
    violations(&igd, "power-order 1\n");
    igd_stop(&igd);

    light(&igd);
    wr(&igd, PWR_WELL_CTL, PG2 | DDI_IO(PORT_B));
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, "power-order 1\npower-lost 1\n");
    igd_stop(&igd);
}

static void counts(Igd *igd, uint32_t dc5, uint32_t dc6)
{
    qtest_clock_step(igd->qts, 2000000);
    g_assert_cmpuint(rd(igd, DC5_COUNT), ==, dc5);
    g_assert_cmpuint(rd(igd, DC6_COUNT), ==, dc6);
}

static void test_dmc(void)
{
    Igd igd;

    igd_start(&igd);
    power_on(&igd);
    wr(&igd, PLANE(0, 0, STRIDE), 4);
    wr(&igd, PWR_WELL_CTL, PG1 | MISC_IO);
    wr(&igd, DC_STATE_EN, 2);
    violations(&igd, "dmc 1\n");
    counts(&igd, 0, 0);
    wr(&igd, DC_STATE_EN, 0);
    wr(&igd, DMC_PROGRAM, 0x9004040);
    wr(&igd, DMC_SSP_BASE, 0x2fc0);
    wr(&igd, DMC_HTP, 0xb40068);
    g_assert_cmphex(rd(&igd, DMC_PROGRAM), ==, 0x9004040);
    counts(&igd, 0, 0);

    /* not while PG2 is on; DC5 is on the way to DC6 */
    wr(&igd, PWR_WELL_CTL, PG2 | PG1 | MISC_IO);
    wr(&igd, DC_STATE_EN, 2);
    counts(&igd, 0, 0);
    wr(&igd, PWR_WELL_CTL, PG1 | MISC_IO);
    counts(&igd, 1, 1);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==,
                    PG1 | PG1 >> 1 | MISC_IO | MISC_IO >> 1);

    /* a register wakes it as it was, but for who asks for PG1; then again */
    g_assert_cmphex(rd(&igd, PLANE(0, 0, STRIDE)), ==, 4);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==, PG1 >> 1 | MISC_IO >> 1);
    g_assert_cmphex(rd(&igd, PWR_WELL_BIOS), ==,
                    PG1 | PG1 >> 1 | MISC_IO | MISC_IO >> 1);
    counts(&igd, 2, 2);
    wr(&igd, DC_STATE_EN, 0);
    wr(&igd, DC_STATE_EN, 1);
    counts(&igd, 3, 2);
    counts(&igd, 3, 2);
    wr(&igd, DC_STATE_EN, 0);
    counts(&igd, 3, 2);
    violations(&igd, "dmc 1\n");
    igd_stop(&igd);
}

/* Not while a pipe runs: the panel's, which is in PG1 */
static void test_dmc_pipe(void)
{
    Igd igd;

    igd_start(&igd);
    power_on(&igd);
    wr(&igd, PWR_WELL_CTL, PG1 | MISC_IO | DDI_IO(0));
    wr(&igd, DMC_PROGRAM, 1);
    wr(&igd, DMC_SSP_BASE, 1);
    wr(&igd, DMC_HTP, 1);
    wr(&igd, DPLL_CTRL2, 1);                /* port A from DPLL0 */
    for (unsigned i = 0; i < 6; i++) {
        wr(&igd, EDP(HTOTAL(0) + i * 4), i % 3 == 2 ? 0x07d707cf :
                                         i < 3 ? 0x0897077f : 0x04640437);
    }
    wr(&igd, EDP(LINK_M1(0)), 11);
    wr(&igd, EDP(LINK_M1(0) + 4), 20);
    wr(&igd, EDP(FUNC_CTL(0)), ENABLE | 2u << 24);
    wr(&igd, DP_TP_CTL(0), ENABLE | 3u << 8);
    wr(&igd, DDI_BUF_CTL(0), ENABLE);
    wr(&igd, TRANSCONF_EDP, ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF_EDP), ==, ENABLE | STATE);
    wr(&igd, DC_STATE_EN, 1);
    counts(&igd, 0, 0);
    wr(&igd, TRANSCONF_EDP, 0);
    frame(&igd);
    counts(&igd, 1, 0);
    igd_stop(&igd);
}

/* D3hot: the BARs are away, and what they lead to is as it was. */
static void test_d3(void)
{
    Igd igd;

    light(&igd);
    qpci_config_writew(igd.dev, PCI_PMCSR, 3);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), !=, ENABLE | STATE);
    wr(&igd, TRANSCONF(0), 0);
    qpci_config_writew(igd.dev, PCI_PMCSR, 1);
    g_assert_cmphex(qpci_config_readw(igd.dev, PCI_PMCSR), ==, 3);
    qpci_config_writew(igd.dev, PCI_PMCSR, 0);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    g_assert_true(is_lit(&igd, "b"));
    violations(&igd, "");
    igd_stop(&igd);
}

static void test_voltage(void)
{
    Igd igd;

    light(&igd);
    voltage(&igd, 0);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "cdclk-voltage 1\n");
    voltage(&igd, 3);
    g_assert_cmphex(rd(&igd, PCODE_DATA), ==, 1);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    igd_stop(&igd);

    /* 675 MHz and down to 337.5 */
    igd_start(&igd);
    power_on(&igd);
    wr(&igd, CDCLK_CTL, 3u << 26);
    violations(&igd, "cdclk-voltage 1\n");
    voltage(&igd, 2);
    wr(&igd, CDCLK_CTL, 1u << 26);
    wr(&igd, CDCLK_CTL, 2u << 26);
    voltage(&igd, 0);
    wr(&igd, CDCLK_CTL, 0);
    violations(&igd, "cdclk-voltage 2\n");
    igd_stop(&igd);
}

static void test_port_clock(void)
{
    Igd igd;

    igd_start(&igd);
    power_on(&igd);
    wr(&igd, DPLL_CTRL2, 1u << 16);             /* off */
    wr(&igd, DDI_BUF_CTL(PORT_B), ENABLE);
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_B)), ==, ENABLE | 1u << 7);
    violations(&igd, "port-clock 1\n");
    pll_on(&igd);
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_B)), ==, ENABLE);
    wr(&igd, LCPLL2_CTL, 0);
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_B)), ==, ENABLE | 1u << 7);
    violations(&igd, "port-clock 2\n");
    igd_stop(&igd);
}

static void lacks(uint32_t reg, uint32_t without, uint32_t with,
                  const char *rules)
{
    Igd igd;

    igd_start(&igd);
    power_on(&igd);
    pll_on(&igd);
    configure(&igd, 0, PORT_B);
    with = with ? with : rd(&igd, reg);
    wr(&igd, reg, without);
    wr(&igd, TRANSCONF(0), ENABLE);
    wr(&igd, DDI_BUF_CTL(PORT_B), ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, rules);
    wr(&igd, reg, with);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    g_assert_true(is_lit(&igd, "b"));
    violations(&igd, rules);
    igd_stop(&igd);
}

static void test_transcoder(void)
{
    lacks(LCPLL2_CTL, 0, 0, "transcoder 1\nport-clock 1\n");
    lacks(DPLL_CTRL2, 1u << 16, 0, "transcoder 1\nport-clock 1\n");
    lacks(TRANS_CLK_SEL(0), 0, 0, "transcoder 1\n");
    lacks(TRANS_CLK_SEL(0), 3u << 29, 0, "transcoder 1\n");
    lacks(FUNC_CTL(0), 0, 0, "transcoder 1\n");
    lacks(HTOTAL(0), 0, 0, "transcoder 1\n");
}

static void loses(uint32_t reg, uint32_t without, const char *rules)
{
    Igd igd;

    light(&igd);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, reg, without);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, UNDERRUN);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, rules);
    igd_stop(&igd);

    /* but not one that was told to stop */
    light(&igd);
    wr(&igd, TRANSCONF(0), 0);
    wr(&igd, DDI_BUF_CTL(PORT_B), 0);
    wr(&igd, reg, without);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

static void test_lost(void)
{
    Igd igd;

    loses(LCPLL2_CTL, 0, "clock-lost 1\nport-clock 1\n");
    loses(DPLL_CTRL2, 1u << 16, "clock-lost 1\nport-clock 1\n");
    loses(TRANS_CLK_SEL(0), 0, "clock-lost 1\n");
    loses(FUNC_CTL(0), 0, "clock-lost 1\n");

    light(&igd);
    wr(&igd, DDI_BUF_CTL(PORT_B), 0);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, "port-lost 1\n");
    igd_stop(&igd);

    /* a PLL at two rates: the port that has it goes along */
    light(&igd);
    wr(&igd, 0x6c040, ENABLE | 8192u << 9 | 370);
    violations(&igd, "pll-change 1\n");
    igd_stop(&igd);
}

static void test_shared(void)
{
    Igd igd;

    light(&igd);
    configure(&igd, 1, PORT_B);
    wr(&igd, TRANSCONF(1), ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF(1)), ==, ENABLE);
    violations(&igd, "port-shared 1\n");
    g_assert_true(is_lit(&igd, "b"));
    wr(&igd, TRANSCONF(1), 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "port-shared 1\n");
    igd_stop(&igd);
}

static void test_link(void)
{
    Igd igd;

    igd_start(&igd);
    power_on(&igd);
    /* DPLL1: DisplayPort, 2.7 Gbit/s */
    wr(&igd, DPLL_CTRL1, 1u << 7 | 1u << 6 | 1u << 1 | 1u);
    wr(&igd, LCPLL2_CTL, ENABLE);
    wr(&igd, DPLL_CTRL2, 3u << 9);
    configure(&igd, 0, 3);
    wr(&igd, FUNC_CTL(0), ENABLE | 3u << 28 | 2u << 24 | 3u << 1);
    wr(&igd, LINK_M1(0), 11);
    wr(&igd, LINK_M1(0) + 4, 20);
    wr(&igd, DP_TP_CTL(3), ENABLE | 3u << 8);
    wr(&igd, DDI_BUF_CTL(3), ENABLE | 3u << 1);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    g_assert_false(is_lit(&igd, "d"));
    violations(&igd, "link 1\n");
    wr(&igd, DP_TP_CTL(3), 0);
    violations(&igd, "port-lost 1\nlink 1\n");
    igd_stop(&igd);
}

static void test_forcewake(void)
{
    Igd igd;

    igd_start(&igd);
    /* before RC6 nothing sleeps */
    wr(&igd, 0x2080, 0x1000);
    g_assert_cmphex(rd(&igd, 0x2080), ==, 0x1000);
    wr(&igd, RC_CONTROL, ENABLE | 1u << 18);
    g_assert_cmphex(rd(&igd, 0x2080), ==, 0);
    wr(&igd, 0x2080, 0x2000);
    violations(&igd, "forcewake 2\n");
    wr(&igd, FORCEWAKE_RENDER, 0x10001);
    g_assert_cmphex(rd(&igd, 0x2080), ==, 0x1000);
    wr(&igd, 0x2080, 0x2000);
    g_assert_cmphex(rd(&igd, 0x2080), ==, 0x2000);
    violations(&igd, "forcewake 2\n");
    g_assert_cmphex(rd(&igd, 0x22080), ==, 0);
    g_assert_cmphex(rd(&igd, 0x12080), ==, 0);
    violations(&igd, "forcewake 4\n");

    /* a write of the tail goes through, and what is not in the GT */
    wr(&igd, FORCEWAKE_RENDER, 0x10000);
    wr(&igd, 0x2030, 8);
    g_assert_cmphex(rd(&igd, 0x9120), ==, 0);
    g_assert_cmphex(rd(&igd, RC_CONTROL), ==, ENABLE | 1u << 18);
    g_assert_cmphex(rd(&igd, 0xd00), !=, 0);
    violations(&igd, "forcewake 5\n");
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/power/wells", test_power);
    qtest_add_func("/intel-igd/power/lost", test_power_lost);
    qtest_add_func("/intel-igd/power/order", test_order);
    qtest_add_func("/intel-igd/power/dmc", test_dmc);
    qtest_add_func("/intel-igd/power/dmc-pipe", test_dmc_pipe);
    qtest_add_func("/intel-igd/power/d3", test_d3);
    qtest_add_func("/intel-igd/power/cdclk", test_cdclk);
    qtest_add_func("/intel-igd/power/voltage", test_voltage);
    qtest_add_func("/intel-igd/power/transcoder", test_transcoder);
    qtest_add_func("/intel-igd/power/clocks", test_lost);
    qtest_add_func("/intel-igd/power/shared", test_shared);
    qtest_add_func("/intel-igd/power/link", test_link);
    qtest_add_func("/intel-igd/power/port-clock", test_port_clock);
    qtest_add_func("/intel-igd/power/forcewake", test_forcewake);
    return g_test_run();
}
