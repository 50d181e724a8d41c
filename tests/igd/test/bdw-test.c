/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Broadwell without its planes: what it is, clocks, ports, the PCH's side of
 * them, and the GT.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "hw/display/igd/test/bdw.h"

#define SDEISR          0xc4000
#define SDEIMR          0xc4004
#define SDEIIR          0xc4008
#define PCH_HOTPLUG     0xc4030
#define SDE_PORT(p)     (1u << (20 + (p)))      /* B, C, D */
#define SDE_AUX(p)      (1u << (24 + (p)))
#define DE_PORT_ISR     0x44440
#define DE_PORT_IMR     0x44444
#define DE_PORT_IIR     0x44448
#define DE_HOTPLUG      0x44030
#define DE_PORT_A       (1u << 3)

#define AUX(ch)         ((ch) ? 0xe4010 + (ch) * 0x100 : 0x64010)
#define AUX_DONE        (1u << 30)
#define AUX_INTERRUPT   (1u << 29)
#define AUX_TIMED_OUT   (1u << 28)

#define PP_STATUS       0xc7200
#define PP_CONTROL      0xc7204
#define PP_DIVISOR      0xc7210

#define SBI_ADDR        0xc6000
#define SBI_DATA        0xc6004
#define SBI_CTL_STAT    0xc6008
#define SBI_READ        (6u << 8 | 1)
#define SBI_WRITE       (7u << 8 | 1)
#define SSCCTL          0x020c

#define TP_TRAIN1       0
#define TP_IDLE         (2u << 8)
#define TP_NORMAL       (3u << 8)

#define MS              1000000ull

static void step(Igd *igd, uint64_t ns)
{
    qtest_clock_step(igd->qts, ns);
}

static void set(Igd *igd, const char *property, const char *value)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-set', 'arguments': {"
                             "'path': '/machine/peripheral/m',"
                             "'property': %s, 'value': %s } }", property,
                             value);

    g_assert_true(qdict_haskey(reply, "return"));
    qobject_unref(reply);
}

#define MONITOR(port, type) \
    "-device igd-monitor,id=m,bus=igd.0,port=" port ",connector=" type

static void test_ids(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    g_assert_cmphex(qpci_config_readw(igd.dev, 0), ==, 0x8086);
    g_assert_cmphex(qpci_config_readw(igd.dev, 2), ==, 0x1612);
    g_assert_cmphex(qpci_config_readb(igd.dev, 8), ==, 0xa);
    /* connectors on B, C and D, none for VGA; 125 MHz */
    g_assert_cmphex(rd(&igd, 0xc2014), ==, 0x47);
    g_assert_cmphex(rd(&igd, 0xc6204), ==, 125);
    /* a panel, four lanes */
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_A)), ==, 0x91);
    /* one slice, nothing of it fused off; 300 to 1050 MHz */
    g_assert_cmphex(rd(&igd, 0x9120), ==, 1u << 25);
    g_assert_cmphex(rd(&igd, 0x9134), ==, 0);
    g_assert_cmphex(rd(&igd, 0x145998), ==, 0x060c15);
    wr(&igd, 0xa008, 21u << 24);
    g_assert_cmphex(rd(&igd, 0xa01c), ==, 21u << 7);
    /* 2, 25, 45, 65 and 80 us */
    g_assert_cmphex(rd(&igd, 0x145d10), ==, 130u << 20 | 90 << 12 | 50 << 4);
    g_assert_cmphex(rd(&igd, 0x145d14), ==, 20u << 24 | 160);
    igd_stop(&igd);
}

static void frame_takes(Igd *igd, unsigned n, uint64_t ns)
{
    uint32_t frames;

    step(igd, 100 * MS);
    frames = rd(igd, FRAMES(n));
    step(igd, 20 * ns);
    g_assert_cmpuint(rd(igd, FRAMES(n)) - frames, >=, 19);
    g_assert_cmpuint(rd(igd, FRAMES(n)) - frames, <=, 21);
}

/* Rates of each PLL that a port can have, and none */
static void test_plls(void)
{
    static const struct {
        uint32_t sel, khz;
    } dp[] = {
        { LCPLL_2700, 540000 }, { LCPLL_1350, 270000 }, { LCPLL_810, 162000 },
    };
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    power_on(&igd);
    g_assert_cmphex(rd(&igd, PORT_CLK_SEL(PORT_B)), ==, 7u << 29);
    pipe_on(&igd, 0, PORT_B);
    frame_takes(&igd, 0, 16666667);
    is_text(&igd, "m", "timings", "148500 kHz h 1920 1920 2008 2052 2200 2200 "
                                  "v 1080 1080 1084 1089 1125 1125");
    /* the other one, of 74.25 MHz */
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    wr(&igd, WRPLL_CTL(2), ENABLE | 3u << 28 | 22 << 16 | 10 << 8 | 16);
    wr(&igd, PORT_CLK_SEL(PORT_B), WRPLL2 << 29);
    wr(&igd, TRANSCONF(0), ENABLE);
    frame_takes(&igd, 0, 33333333);
    violations(&igd, "");
    wr(&igd, WRPLL_CTL(2), ENABLE | 3u << 28 | 44 << 16 | 10 << 8 | 16);
    frame_takes(&igd, 0, 16666667);
    violations(&igd, "pll-change 1\n");
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    /* DisplayPort's rates, by M and N of 1 to 4 */
    wr(&igd, FUNC_CTL(0), ENABLE | PORT_B << 28 | 2u << 24);
    wr(&igd, LINK_M1(0), 1);
    wr(&igd, LINK_M1(0) + 4, 4);
    for (unsigned i = 0; i < ARRAY_SIZE(dp); i++) {
        wr(&igd, PORT_CLK_SEL(PORT_B), dp[i].sel << 29);
        wr(&igd, TRANSCONF(0), ENABLE);
        frame_takes(&igd, 0, 2200ull * 1125 * 1000000 / (dp[i].khz / 4));
        wr(&igd, TRANSCONF(0), 0);
        step(&igd, 100 * MS);
    }
    for (unsigned freq = 0; freq < 3; freq++) {
        wr(&igd, SPLL_CTL, ENABLE | 3u << 28 | freq << 26);
        wr(&igd, PORT_CLK_SEL(PORT_B), (uint32_t)SPLL << 29);
        wr(&igd, TRANSCONF(0), ENABLE);
        frame_takes(&igd, 0, 2200ull * 1125 * 1000000 /
                             (dp[2 - freq].khz / 4));
        wr(&igd, TRANSCONF(0), 0);
        step(&igd, 100 * MS);
    }
    igd_stop(&igd);
}

/* Without a clock nothing runs; what loses it stops. */
static void test_no_clock(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    power_on(&igd);
    configure(&igd, 0, PORT_B);
    wr(&igd, WRPLL_CTL(1), 0);
    wr(&igd, DDI_BUF_CTL(PORT_B), ENABLE);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    violations(&igd, "transcoder 1\nport-clock 1\n");
    wr(&igd, WRPLL_CTL(1), WRPLL_148_5);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    g_assert_true(is_lit(&igd, "m"));
    wr(&igd, LCPLL_CTL, 1u << 21);
    wr(&igd, LCPLL_CTL, ENABLE | 1u << 21);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    g_assert_false(is_lit(&igd, "m"));
    g_assert_cmphex(rd(&igd, LCPLL_CTL) & STATE, ==, 0);
    violations(&igd, "cdclk-change 1\ntranscoder 1\nclock-lost 1\n"
                     "port-clock 2\n");
    igd_stop(&igd);
}

static void test_shared(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    power_on(&igd);
    pipe_on(&igd, 0, PORT_B);
    pipe_on(&igd, 1, PORT_B);
    g_assert_cmphex(rd(&igd, TRANSCONF(1)), ==, ENABLE);
    violations(&igd, "port-shared 1\n");
    igd_stop(&igd);
}

/* The spread clock of the PCH, which the sideband interface starts */
static bool sbi(Igd *igd, uint32_t op, uint16_t addr, uint32_t *data)
{
    wr(igd, SBI_ADDR, (uint32_t)addr << 16);
    wr(igd, SBI_DATA, *data);
    wr(igd, SBI_CTL_STAT, op);
    g_assert_cmphex(rd(igd, SBI_CTL_STAT) & 1, ==, 0);
    *data = rd(igd, SBI_DATA);
    return !(rd(igd, SBI_CTL_STAT) & 6);
}

static void test_sbi(void)
{
    uint32_t data = 0;
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    power_on(&igd);
    g_assert_true(sbi(&igd, SBI_READ, SSCCTL, &data));
    g_assert_cmphex(data, ==, 9);
    data = 0x12345678;
    g_assert_true(sbi(&igd, SBI_WRITE, 0x0610, &data));
    data = 0;
    g_assert_true(sbi(&igd, SBI_READ, 0x0610, &data));
    g_assert_cmphex(data, ==, 0x12345678);
    g_assert_false(sbi(&igd, SBI_READ, 0x1234, &data));
    g_assert_false(sbi(&igd, SBI_READ | 1u << 16, 0x0610, &data));
    g_assert_false(sbi(&igd, 2u << 8 | 1, 0x0610, &data));
    /* 135 MHz * 88 / 16 / 5: 148.5 MHz, once the clock runs */
    configure(&igd, 0, PORT_B);
    wr(&igd, WRPLL_CTL(1), ENABLE | 1u << 28 | 88 << 16 | 2 << 8 | 8);
    wr(&igd, DDI_BUF_CTL(PORT_B), ENABLE);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    data = 0;
    g_assert_true(sbi(&igd, SBI_WRITE, SSCCTL, &data));
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    frame_takes(&igd, 0, 16666667);
    data = 1;
    g_assert_true(sbi(&igd, SBI_WRITE, SSCCTL, &data));
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    igd_stop(&igd);
}

/* CDCLK: its changes, its voltage, and what planes and IPS need of it */
static void test_cdclk(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    power_on(&igd);
    g_assert_cmphex(rd(&igd, LCPLL_CTL), ==, STATE);
    set_cdclk(&igd, 2, 2);
    violations(&igd, "");
    /* 337.5 MHz are not enough for 343.6, nor with IPS for 326.7 */
    configure(&igd, 0, PORT_B);
    wr(&igd, WRPLL_CTL(1), ENABLE | 3u << 28 | 56 << 16 | 8 << 8 | 11);
    wr(&igd, DDI_BUF_CTL(PORT_B), ENABLE);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "cdclk-low 1\n");
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    wr(&igd, WRPLL_CTL(1), ENABLE | 3u << 28 | 53 << 16 | 8 << 8 | 11);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    pcode(&igd, 0x19, ENABLE | 1u << 30);
    g_assert_cmphex(rd(&igd, 0x43408), ==, ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    pcode(&igd, 0x19, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "cdclk-low 2\n");
    /* while a pipe runs */
    wr(&igd, LCPLL_CTL, 2u << 26 | 1u << 21);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, LCPLL_CTL, 2u << 26);
    violations(&igd, "cdclk-low 2\ncdclk-change 2\n");
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    /* 675 MHz that nobody was told of, and then with the level of 450 */
    wr(&igd, LCPLL_CTL, 3u << 26);
    violations(&igd, "cdclk-low 2\ncdclk-change 2\ncdclk-voltage 1\n");
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    pcode(&igd, 0x17, 3);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    pcode(&igd, 0x17, 0);
    violations(&igd, "cdclk-low 2\ncdclk-change 2\ncdclk-voltage 2\n");
    /* Skylake's commands are not there */
    wr(&igd, PCODE_MAILBOX, ENABLE | 7);
    g_assert_cmphex(rd(&igd, PCODE_MAILBOX), ==, 1);
    igd_stop(&igd);
}

/* Native AUX request of @len bytes at @addr; control's status, first dword */
static uint32_t aux_read(Igd *igd, unsigned ch, uint32_t addr, unsigned len,
                         uint32_t *data)
{
    wr(igd, AUX(ch) + 4, 0x90000000 | addr << 8 | (len - 1));
    wr(igd, AUX(ch), ENABLE | AUX_INTERRUPT | AUX_DONE | AUX_TIMED_OUT |
                     1u << 25 | 4u << 20);
    *data = rd(igd, AUX(ch) + 4);
    return rd(igd, AUX(ch)) & ~AUX_INTERRUPT;
}

static void aux_write(Igd *igd, unsigned ch, uint32_t addr, uint8_t val)
{
    wr(igd, AUX(ch) + 4, 0x80000000 | addr << 8);
    wr(igd, AUX(ch) + 8, (uint32_t)val << 24);
    wr(igd, AUX(ch), ENABLE | AUX_DONE | AUX_TIMED_OUT | 5u << 20);
    g_assert_cmphex(rd(igd, AUX(ch)) & AUX_TIMED_OUT, ==, 0);
}

/* Channels B to D are in the PCH, and interrupt there. */
static void test_aux(void)
{
    static const char *const ports[] = { "", "b", "c", "d" };
    uint32_t data;

    for (unsigned port = PORT_B; port <= PORT_D; port++) {
        g_autofree char *monitor = g_strdup_printf(MONITOR("%s", "dp"),
                                                   ports[port]);
        Igd igd;

        igd_start(&igd, monitor);
        wr(&igd, SDEIMR, 0);
        wr(&igd, DE_PORT_IMR, 0);
        for (unsigned ch = 0; ch < 4; ch++) {
            uint32_t ctl = aux_read(&igd, ch, 0, 3, &data);

            wr(&igd, SDEIIR, ch ? 0 : ~0u);
            if (ch != port) {
                g_assert_cmphex(ctl, ==, AUX_DONE | AUX_TIMED_OUT);
                continue;
            }
            /* acknowledged: DPCD 1.2, 5.4 Gbit/s, four lanes */
            g_assert_cmphex(ctl, ==, AUX_DONE | 4u << 20);
            g_assert_cmphex(data, ==, 0x001214c4);
        }
        g_assert_cmphex(rd(&igd, SDEIIR), ==,
                        SDE_AUX(1) | SDE_AUX(2) | SDE_AUX(3));
        g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 1);
        /* where Skylake has them there is nothing */
        g_assert_cmphex(rd(&igd, 0x64010 + port * 0x100), ==, 0);
        violations(&igd, "power-read 1\n");
        igd_stop(&igd);
    }
}

static void test_hotplug(void)
{
    static const char *const ports[] = { "", "b", "c", "d" };

    for (unsigned port = PORT_B; port <= PORT_D; port++) {
        g_autofree char *monitor = g_strdup_printf(MONITOR("%s", "dp"),
                                                   ports[port]);
        unsigned shift = (port - 1) * 8;
        Igd igd;

        igd_start(&igd, monitor);
        g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_PORT(port));
        wr(&igd, SDEIMR, 0);
        wr(&igd, PCH_HOTPLUG, 0x101010);
        set(&igd, "hpd-pulse", "short");
        step(&igd, 2 * MS);
        g_assert_cmphex(rd(&igd, PCH_HOTPLUG), ==, 0x101010 | 1u << shift);
        g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_PORT(port));
        wr(&igd, PCH_HOTPLUG, 0x101010 | 3u << shift);
        g_assert_cmphex(rd(&igd, PCH_HOTPLUG), ==, 0x101010);
        set(&igd, "hpd-pulse", "long");
        step(&igd, 50 * MS);
        g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
        g_assert_cmphex(rd(&igd, PCH_HOTPLUG), ==, 0x101010 | 2u << shift);
        g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 0);
        igd_stop(&igd);
    }
}

static void train(Igd *igd, unsigned ch, unsigned port)
{
    aux_write(igd, ch, 0x100, 6);           /* 1.62 Gbit/s, four lanes */
    aux_write(igd, ch, 0x101, 4);
    wr(igd, PORT_CLK_SEL(port), (uint32_t)LCPLL_810 << 29);
    wr(igd, DP_TP_CTL(port), ENABLE | TP_TRAIN1);
    wr(igd, DDI_BUF_CTL(port), ENABLE | 3u << 1 | 1u << 4);
    aux_write(igd, ch, 0x102, 0x21);
    wr(igd, DP_TP_CTL(port), ENABLE | 1u << 8);
    aux_write(igd, ch, 0x102, 0x22);
    aux_write(igd, ch, 0x102, 0);
}

/*
 * The panel: its line goes to the CPU, its AUX channel is there, and its
 * transcoder starts while it idles. The sequencer's clock is of 125 MHz.
 */
static void test_panel(void)
{
    uint32_t data;
    Igd igd;

    for (unsigned early = 0; early < 2; early++) {
        igd_start(&igd, MONITOR("a", "edp"));
        wr(&igd, DE_PORT_IMR, 0);
        wr(&igd, DE_HOTPLUG, 1u << 4);
        wr(&igd, PP_CONTROL, 8);
        step(&igd, 201 * MS);
        g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, DE_PORT_A);
        g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
        g_assert_cmphex(rd(&igd, DE_HOTPLUG), ==, 1u << 4 | 2);
        g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, DE_PORT_A);
        wr(&igd, DE_HOTPLUG, 1u << 4 | 3);
        g_assert_cmphex(rd(&igd, DE_HOTPLUG), ==, 1u << 4);
        g_assert_cmphex(aux_read(&igd, 0, 0x700, 1, &data), ==,
                        AUX_DONE | 2u << 20);
        g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, DE_PORT_A | 1);
        /* DDI A, its transcoder and pipe A need no well */
        for (unsigned i = 0; i < 6; i++) {
            static const uint32_t timings[] = {
                2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
                1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
            };

            wr(&igd, 0x6f000 + i * 4, timings[i]);
        }
        wr(&igd, PIPESRC(0), 1919u << 16 | 1079);
        wr(&igd, 0x6f040, 1485);
        wr(&igd, 0x6f044, 1620);
        wr(&igd, 0x6f400, ENABLE | 2u << 24);
        train(&igd, 0, PORT_A);
        wr(&igd, DP_TP_CTL(PORT_A), ENABLE | (early ? TP_NORMAL : TP_IDLE));
        wr(&igd, 0x7f008, ENABLE);
        g_assert_cmphex(rd(&igd, 0x7f008), ==, ENABLE | STATE);
        wr(&igd, DP_TP_CTL(PORT_A), ENABLE | TP_NORMAL);
        g_assert_true(is_lit(&igd, "m"));
        frame_takes(&igd, 0, 16666667);
        violations(&igd, early ? "link 1\n" : "");
        igd_stop(&igd);
    }
    /* other ports are sent normally before that */
    igd_start(&igd, MONITOR("c", "dp"));
    power_on(&igd);
    configure(&igd, 0, PORT_C);
    wr(&igd, FUNC_CTL(0), ENABLE | PORT_C << 28 | 2u << 24);
    wr(&igd, LINK_M1(0), 1485);
    wr(&igd, LINK_M1(0) + 4, 1620);
    train(&igd, 2, PORT_C);
    wr(&igd, DP_TP_CTL(PORT_C), ENABLE | TP_IDLE);
    wr(&igd, TRANSCONF(0), ENABLE);
    violations(&igd, "link 1\n");
    igd_stop(&igd);
}

/* 100 us of 125 MHz: 6250 * 2; a cycle delay of 300 ms */
static void test_pps(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    wr(&igd, 0xc7208, 10u << 16 | 10);
    wr(&igd, 0xc720c, 10u << 16 | 10);
    wr(&igd, PP_DIVISOR, 6249u << 8 | 4);
    wr(&igd, PP_CONTROL, 1);
    step(&igd, 1990000);
    g_assert_cmphex(rd(&igd, PP_STATUS) & ENABLE, ==, 0);
    step(&igd, 20000);
    g_assert_cmphex(rd(&igd, PP_STATUS) & ENABLE, ==, ENABLE);
    wr(&igd, PP_CONTROL, 0);
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, 1u << 27);
    step(&igd, 300 * MS);
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, 0);
    igd_stop(&igd);
}

/* One domain for all; what the engines' tails are behind wakes by itself */
static void test_forcewake(void)
{
    static const uint32_t regs[] = {
        0x2034, 0x12034, 0x1a034, 0x22034, 0x4090,
    };
    Igd igd;

    igd_start(&igd, "");
    wr(&igd, 0x2064, 0x600d);
    wr(&igd, 0xa090, ENABLE | 1u << 18);
    for (unsigned i = 0; i < ARRAY_SIZE(regs); i++) {
        g_assert_cmphex(rd(&igd, regs[i]), ==, 0);
    }
    g_assert_cmphex(rd(&igd, 0x2064), ==, 0);
    violations(&igd, "forcewake 6\n");
    wr(&igd, 0x2030, 8);
    wr(&igd, 0xa188, 0x00010001);
    g_assert_cmphex(rd(&igd, 0x130044), ==, 1);
    g_assert_cmphex(rd(&igd, 0x2064), ==, 0x600d);
    g_assert_cmphex(rd(&igd, 0x2030), ==, 8);
    wr(&igd, 0xa188, 0x00010000);
    g_assert_cmphex(rd(&igd, 0x130044), ==, 0);
    g_assert_cmphex(rd(&igd, 0x2064), ==, 0);
    violations(&igd, "forcewake 7\n");
    igd_stop(&igd);
}

#define HWSP            0x00080000
#define LRC             0x00081000      /* status page, then the state */
#define RING            0x00090000
#define DATA            0x00091000
#define SURFACE         0x00100000
#define OTHER           0x00200000

/* gen8's image of a context, whose ring is @dw; other engines have less */
static void run(Igd *igd, uint32_t base, const uint32_t *dw, unsigned n)
{
    static const uint16_t ring[] = {
        0x244, 0x034, 0x030, 0x038, 0x03c, 0x168, 0x140, 0x110, 0x11c, 0x114,
        0x118, 0x1c0, 0x1c4, 0x1c8,
    };
    static const uint16_t ppgtt[] = {
        0x3a8, 0x28c, 0x288, 0x284, 0x280, 0x27c, 0x278, 0x274, 0x270,
    };
    unsigned ring_regs = base == 0x2000 ? 14 : 11;
    uint32_t state = LRC + 4096, posted = base == 0x2000 ? 0x1000 : 0;

    qtest_memset(igd->qts, LRC, 0, 8 * 4096);
    for (unsigned i = 0; i < n; i++) {
        qtest_writel(igd->qts, RING + i * 4, dw[i]);
    }
    qtest_writel(igd->qts, state + 1 * 4,
                 0x11000000 | posted | (2 * ring_regs - 1));
    for (unsigned i = 0; i < ring_regs; i++) {
        qtest_writel(igd->qts, state + (2 + 2 * i) * 4, base + ring[i]);
    }
    qtest_writel(igd->qts, state + 3 * 4, 0x00090009);  /* inhibit restore */
    qtest_writel(igd->qts, state + 7 * 4, n * 4);
    qtest_writel(igd->qts, state + 9 * 4, RING);
    qtest_writel(igd->qts, state + 11 * 4, 1);
    qtest_writel(igd->qts, state + 33 * 4, 0x11000000 | posted | (2 * 9 - 1));
    for (unsigned i = 0; i < ARRAY_SIZE(ppgtt); i++) {
        qtest_writel(igd->qts, state + (34 + 2 * i) * 4, base + ppgtt[i]);
    }
    qtest_writel(igd->qts, state + 65 * 4, base == 0x2000 ? 0x11000001 :
                                                            0x11000003);
    qtest_writel(igd->qts, state + 66 * 4,
                 base + (base == 0x2000 ? 0xc8 : 0x200));
    if (base != 0x2000) {
        qtest_writel(igd->qts, state + 68 * 4, base + 0x28);
    }
    wr(igd, base + 0x80, HWSP);
    wr(igd, base + 0x29c, 0x80008000);
    wr(igd, base + 0x3a0, 0xffff0505);
    wr(igd, base + 0x230, 0);
    wr(igd, base + 0x230, 0);
    wr(igd, base + 0x230, 1);
    wr(igd, base + 0x230, LRC | 3 << 3 | 1);
    step(igd, 1 * MS);
}

/* Each engine runs a context, and its image is saved in its layout. */
static void test_contexts(void)
{
    static const uint32_t bases[] = { 0x2000, 0x12000, 0x1a000, 0x22000 };
    const uint32_t store[] = { 0x20u << 23 | 1u << 22 | 2, DATA, 0, 0, 0, 0 };
    int64_t now;
    Igd igd;

    for (unsigned i = 0; i < ARRAY_SIZE(bases); i++) {
        uint32_t dw[ARRAY_SIZE(store)];

        igd_start(&igd, "");
        map_pages(&igd, HWSP, 32);
        memcpy(dw, store, sizeof(store));
        dw[3] = 0x600d0000 + i;
        run(&igd, bases[i], dw, ARRAY_SIZE(dw));
        g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, dw[3]);
        /* RING_HEAD is where its tail was; the last block as it came */
        g_assert_cmphex(qtest_readl(igd.qts, LRC + 4096 + 5 * 4), ==, 24);
        g_assert_cmphex(qtest_readl(igd.qts, LRC + 4096 + 4), ==,
                        i ? 0x11000015 : 0x1100101b);
        g_assert_cmphex(qtest_readl(igd.qts, LRC + 4096 + 65 * 4), ==,
                        i ? 0x11000003 : 0x11000001);
        /* what of it follows is the render engine's */
        g_assert_cmphex(qtest_readl(igd.qts, LRC + 4096 + 81 * 4), ==,
                        i ? 0 : 0x11001057);
        igd_stop(&igd);
    }
    /* 80 ns */
    igd_start(&igd, "");
    now = qtest_clock_step(igd.qts, 800000);
    g_assert_cmpuint(rd(&igd, 0x2358), ==, now / 80);
    igd_stop(&igd);
}

/* MI_DISPLAY_FLIP selects planes in another way than on Skylake. */
static void test_flip(void)
{
    static const struct {
        uint8_t pipe, sprite;
    } planes[] = {
        { 0, 0 }, { 1, 0 }, { 0, 1 }, { 1, 1 }, { 2, 0 }, { 2, 1 },
    };
    Igd igd;

    igd_start(&igd, "");
    map_pages(&igd, HWSP, 32);
    power_on(&igd);
    for (unsigned i = 0; i < 8; i++) {
        const uint32_t dw[] = {
            0x14u << 23 | i << 19 | 1, (1024 + i * 64) | 1, OTHER, 0,
        };
        uint32_t base;

        run(&igd, 0x2000, dw, ARRAY_SIZE(dw));
        if (i >= ARRAY_SIZE(planes)) {
            continue;
        }
        base = planes[i].sprite ? SPR(planes[i].pipe) : DSP(planes[i].pipe);
        g_assert_cmphex(rd(&igd, base + SURF), ==, OTHER);
        g_assert_cmphex(rd(&igd, base + STRIDE), ==, 1024 + i * 64);
        g_assert_cmphex(rd(&igd, base + CNTR), ==, 1u << 10);
        g_assert_cmphex(rd(&igd, base + SURFLIVE), ==, OTHER);
    }
    igd_stop(&igd);
}

static void wait_migrated(Igd *igd)
{
    for (;;) {
        QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'query-migrate' }");
        QDict *info = qdict_get_qdict(reply, "return");
        const char *status = qdict_get_try_str(info, "status");
        bool done = !g_strcmp0(status, "completed");

        g_assert_cmpstr(status, !=, "failed");
        qobject_unref(reply);
        if (done) {
            return;
        }
        g_usleep(1000);
    }
}

static void same(Igd *from, Igd *to, const char *device, const char *property)
{
    g_assert_cmphex(get_int(from, device, property), ==,
                    get_int(to, device, property));
}

/*
 * What a stream has of a Broadwell: a fitted picture that waits for its
 * vertical blank, the PCH's clocks, the voltage.
 */
static void test_snapshot(void)
{
    static const uint32_t regs[] = {
        PWR_WELL_CTL, LCPLL_CTL, WRPLL_CTL(1), DSP(0) + CNTR, SPR(0) + SIZE,
        SPR(0) + SURFLIVE, PF_CTL(0), WM0_PIPE(0), 0xa188, 0x130044,
    };
    g_autofree char *file = NULL, *uri = NULL;
    int fd = g_file_open_tmp("igd-bdw-XXXXXX", &file, NULL);
    uint32_t data = 0x77;
    int64_t now;
    Igd from, to;

    close(fd);
    uri = g_strdup_printf("file:%s", file);
    igd_start(&from, MONITOR("b", "hdmi"));
    map_pages(&from, SURFACE, 64);
    qtest_memset(from.qts, SURFACE, 0x55, 64 * 4096);
    power_on(&from);
    set_cdclk(&from, 1, 1);
    sbi(&from, SBI_WRITE, 0x0610, &data);
    pipe_on(&from, 0, PORT_B);
    wr(&from, PIPESRC(0), 63u << 16 | 63);
    for (unsigned i = 0; i < 2; i++) {
        uint32_t base = i ? SPR(0) : DSP(0);

        wr(&from, base + STRIDE, 1024);
        wr(&from, base + SIZE, 31u << 16 | 31);
        wr(&from, base + CNTR, ENABLE | (i ? 2u << 25 : 6u << 26));
        wr(&from, base + SURF, SURFACE);
        /* the first is shown, the second and the fitter wait */
        if (!i) {
            frame(&from);
        }
    }
    wr(&from, PF_CTL(0), ENABLE);
    wr(&from, PF_WIN_SZ(0), WIDTH << 16 | HEIGHT);
    wr(&from, 0xa188, 0x00010001);
    now = qtest_clock_step(from.qts, 1000);
    qtest_qmp_assert_success(from.qts, "{ 'execute': 'stop' }");
    qtest_qmp_assert_success(from.qts, "{ 'execute': 'migrate',"
                             "'arguments': { 'uri': %s } }", uri);
    wait_migrated(&from);
    igd_start(&to, MONITOR("b", "hdmi") " -incoming defer");
    to.bar0 = from.bar0;
    qtest_clock_set(to.qts, now);
    qtest_qmp_assert_success(to.qts, "{ 'execute': 'migrate-incoming',"
                             "'arguments': { 'uri': %s } }", uri);
    wait_migrated(&to);
    unlink(file);
    qtest_qmp_assert_success(from.qts, "{ 'execute': 'cont' }");
    qtest_qmp_assert_success(to.qts, "{ 'execute': 'cont' }");
    for (unsigned i = 0; i < 2; i++) {
        for (unsigned r = 0; r < ARRAY_SIZE(regs); r++) {
            g_assert_cmphex(rd(&from, regs[r]), ==, rd(&to, regs[r]));
        }
        same(&from, &to, "m", "crc");
        same(&from, &to, "igd", "pipe-a-frames");
        frame(&from);
        frame(&to);
    }
    g_assert_cmphex(rd(&to, SPR(0) + SURFLIVE), ==, SURFACE);
    data = 0;
    sbi(&to, SBI_READ, 0x0610, &data);
    g_assert_cmphex(data, ==, 0x77);
    violations(&to, "");
    igd_stop(&from);
    igd_stop(&to);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/bdw/ids", test_ids);
    qtest_add_func("/intel-igd/bdw/plls", test_plls);
    qtest_add_func("/intel-igd/bdw/no-clock", test_no_clock);
    qtest_add_func("/intel-igd/bdw/shared", test_shared);
    qtest_add_func("/intel-igd/bdw/sbi", test_sbi);
    qtest_add_func("/intel-igd/bdw/cdclk", test_cdclk);
    qtest_add_func("/intel-igd/bdw/aux", test_aux);
    qtest_add_func("/intel-igd/bdw/hotplug", test_hotplug);
    qtest_add_func("/intel-igd/bdw/panel", test_panel);
    qtest_add_func("/intel-igd/bdw/pps", test_pps);
    qtest_add_func("/intel-igd/bdw/forcewake", test_forcewake);
    qtest_add_func("/intel-igd/bdw/contexts", test_contexts);
    qtest_add_func("/intel-igd/bdw/flip", test_flip);
    qtest_add_func("/intel-igd/bdw/snapshot", test_snapshot);
    return g_test_run();
}
