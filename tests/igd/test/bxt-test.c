/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The emulated iGPU as a Broxton, without a driver: what it does in another way
 * than Skylake. PHYs, PLLs of the ports, CDCLK, lines of hot plug, AUX and
 * GMBUS, planes, and the page table.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "hw/display/igd/test/machine.h"

#define US              1000ull
#define MS              1000000ull

#define PORT_A          0

#define DISP_PWRON      0x138090
#define PWRON_PHY(n)    (1u << (n))
#define PHY_FAMILY(n)   ((n) ? 0x64c80 : 0x64c90)
#define PHY_CTL(port)   (0x64c00 + (port) * 0x10)
#define CMN_DOWN        (1u << 10)
#define LANE_DOWN       (1u << 9)
#define LANE_ON         (1u << 8)

#define PHY(n)          ((n) ? 0x162000 : 0x6c000)
#define CL1CM_DW0(n)    (PHY(n) + 0x000)
#define POWER_GOOD      (1u << 16)
#define CL1CM_DW9(n)    (PHY(n) + 0x024)
#define REF_DW3(n)      (PHY(n) + 0x18c)
#define GRC_DONE        (1u << 22)
#define REF_DW6(n)      (PHY(n) + 0x198)
#define REF_DW8(n)      (PHY(n) + 0x1a0)
#define GRC_OVERRIDE    (1u << 15 | 1u << 1)
/* of ports A, B, C */
static const uint32_t ebb_0[] = { 0x162034, 0x6c034, 0x6c340 };
static const uint32_t pll_0[] = { 0x162100, 0x6c100, 0x6c380 };
static const uint32_t lanes[] = { 0x162400, 0x6c400, 0x6c800 };
static const uint32_t group[] = { 0x162c00, 0x6cc00, 0x6ce00 };
#define PCS_DW10        0x28
#define PCS_DW12        0x30
#define TX_DW2          0x108       /* from the first PCS on */
#define TX_DW4          0x110
#define CALC_INIT       (3u << 30)

#define PORT_PLL(port)  (0x46074 + (port) * 4)
#define LOCK            (1u << 30)
#define REF_SEL         (1u << 27)
#define CLK_10BIT       (1u << 13)

#define DE_PLL_CTL      0x6d000
#define DE_PLL_ENABLE   0x46070
#define CD2X_2          (2u << 22)
#define CD2X_4          (3u << 22)
#define CD2X_NO_PIPE    (3u << 20)
#define FREQ_REQ        0x17

#define DE_PORT_ISR     0x44440
#define DE_PORT_IMR     0x44444
#define DE_PORT_IIR     0x44448
#define HOTPLUG         0xc4030
#define SDE_IIR         0xc4008
#define AUX(ch)         (0x64010 + (ch) * 0x100)
#define TIMED_OUT       (1u << 28)

typedef struct Dividers {
    uint32_t p1, p2, m2, fraction;
} Dividers;

/* i915 bxt_dp_clk_val[]: 5.4 GHz / (2 * 10 * 5 ...), in kHz of symbols */
static const Dividers dp_270000 = { 4, 1, 27, 0 };
static const Dividers dp_162000 = { 4, 2, 32, 0x19999a };
/* 5.94 GHz / 40 */
static const Dividers hdmi_148500 = { 4, 2, 29, 0x2ccccd };

/* With nothing but what the command line says */
static void bxt_bare(Igd *igd, const char *monitors)
{
    igd->qts = qtest_initf("-M q35 -m 64M -nodefaults -display none "
                           "-device intel-igd,id=igd,addr=2.0,aperture=128M,"
                           "platform=bxt %s", monitors);
}

static void bxt_start(Igd *igd, const char *monitors)
{
    bxt_bare(igd, monitors);
    igd_attach(igd);
    for (uint32_t page = 0; page < 4; page++) {
        map(igd, SURFACE + page * PAGE);
    }
}

#define MONITOR(_id, _port, _type) \
    "-device igd-monitor,id=" _id ",port=" _port ",connector=" _type " "

static void step(Igd *igd, uint64_t ns)
{
    qtest_clock_step(igd->qts, ns);
}

/* A PHY's power and reset; then PHY0 is told what PHY1 has found. */
static void phy_on(Igd *igd, unsigned n)
{
    wr(igd, DISP_PWRON, rd(igd, DISP_PWRON) | PWRON_PHY(n));
    step(igd, 100 * US);
    wr(igd, PHY_FAMILY(n), ENABLE);
}

static void phys_on(Igd *igd)
{
    uint32_t code;

    phy_on(igd, 1);
    phy_on(igd, 0);
    code = rd(igd, REF_DW6(1)) >> 24;
    wr(igd, REF_DW6(0), code * 0x010101);
    wr(igd, REF_DW8(0), GRC_OVERRIDE);
}

static void pll_set(Igd *igd, unsigned port, const Dividers *d)
{
    wr(igd, ebb_0[port], d->p1 << 13 | d->p2 << 8);
    wr(igd, pll_0[port], d->m2);
    wr(igd, pll_0[port] + 4, 1u << 8);
    wr(igd, pll_0[port] + 8, d->fraction);
    wr(igd, pll_0[port] + 12, d->fraction ? 1u << 16 : 0);
    wr(igd, ebb_0[port] + 4, CLK_10BIT);
}

static void port_on(Igd *igd, unsigned port, const Dividers *d)
{
    pll_set(igd, port, d);
    wr(igd, PORT_PLL(port), ENABLE | REF_SEL);
    g_assert_cmphex(rd(igd, PORT_PLL(port)), ==, ENABLE | REF_SEL | LOCK);
}

static void freq_req(Igd *igd, uint32_t data)
{
    wr(igd, PCODE_DATA, data);
    wr(igd, PCODE_MAILBOX, ENABLE | FREQ_REQ);
    g_assert_cmphex(rd(igd, PCODE_MAILBOX) & (ENABLE | 0xff), ==, 0);
}

/* As i915 bxt_display_core_init(), with a CDCLK of 288 MHz; then PG2 and PHYs */
static void bxt_power_on(Igd *igd)
{
    wr(igd, PWR_WELL_CTL, PG1);
    freq_req(igd, ENABLE);
    wr(igd, DE_PLL_CTL, 60);
    wr(igd, DE_PLL_ENABLE, ENABLE);
    wr(igd, CDCLK_CTL, CD2X_2 | CD2X_NO_PIPE);
    freq_req(igd, 12);
    wr(igd, DBUF_CTL, ENABLE);
    wr(igd, PWR_WELL_CTL, PG2 | PG1);
    for (unsigned n = 0; n < 3; n++) {
        wr(igd, PIPE_IMR(n), 0);
    }
    phys_on(igd);
}

/* Pipe A on HDMI port B, with a plane */
static void bxt_light(Igd *igd)
{
    bxt_start(igd, MONITOR("b", "b", "hdmi") MONITOR("c", "c", "hdmi"));
    bxt_power_on(igd);
    port_on(igd, PORT_B, &hdmi_148500);
    pipe_on(igd, 0, PORT_B);
    plane_on(igd, 0, 0, 0);
    g_assert_cmphex(events(igd, 0), ==, 0);
    g_assert_true(is_lit(igd, "b"));
    violations(igd, "");
}

static uint64_t frames(Igd *igd, const char *id)
{
    QDict *reply = get(igd, id, "frames");
    uint64_t n = qdict_get_int(reply, "return");

    qobject_unref(reply);
    return n;
}

static void set(Igd *igd, const char *id, const char *property, bool val)
{
    g_autofree char *path = g_strdup_printf("/machine/peripheral/%s", id);

    qtest_qmp_assert_success(igd->qts, "{ 'execute': 'qom-set', 'arguments':"
                             "{ 'path': %s, 'property': %s, 'value': %i } }",
                             path, property, val);
}

static void test_ids(void)
{
    Igd igd;

    bxt_start(&igd, "");
    g_assert_cmphex(qpci_config_readw(igd.dev, 2), ==, 0x5a84);
    g_assert_cmphex(qpci_config_readb(igd.dev, 8), ==, 0x0b);
    /* one slice, three sub-slices of six units, 19.2 MHz */
    g_assert_cmphex(rd(&igd, 0x9120), ==, 1u << 25);
    g_assert_cmphex(rd(&igd, 0x9134), ==, 0xc0c0c0);
    g_assert_cmphex(rd(&igd, 0xa26c), ==, 3u << 1);
    qtest_clock_set(igd.qts, 1000 * MS);
    g_assert_cmpuint(rd(&igd, 0x2358), ==, 19200000);
    /* four memory channels, two of them not there */
    g_assert_cmphex(rd(&igd, 0x141200), ==, rd(&igd, 0x141000));
    g_assert_cmphex(rd(&igd, 0x141400), ==, ~0u);
    igd_stop(&igd);
}

static void test_phy_power(void)
{
    Igd igd;

    bxt_start(&igd, "");
    for (unsigned n = 0; n < 2; n++) {
        g_assert_cmphex(rd(&igd, CL1CM_DW0(n)), ==, ~0u);
    }
    violations(&igd, "");
    wr(&igd, CL1CM_DW9(1), 0xe400);
    violations(&igd, "power-write 1\n");
    g_assert_cmphex(rd(&igd, CL1CM_DW9(1)), ==, ~0u);
    violations(&igd, "power-read 1\npower-write 1\n");

    wr(&igd, DISP_PWRON, PWRON_PHY(1));
    step(&igd, 99 * US);
    g_assert_cmphex(rd(&igd, CL1CM_DW0(1)), ==, ~0u);
    step(&igd, 1 * US);
    g_assert_cmphex(rd(&igd, CL1CM_DW0(1)), ==, POWER_GOOD);
    g_assert_cmphex(rd(&igd, CL1CM_DW0(0)), ==, ~0u);
    /* what was written before did not come through */
    g_assert_cmphex(rd(&igd, CL1CM_DW9(1)), ==, 0);
    wr(&igd, CL1CM_DW9(1), 0xe400);
    g_assert_cmphex(rd(&igd, CL1CM_DW9(1)), ==, 0xe400);

    wr(&igd, DISP_PWRON, 0);
    g_assert_cmphex(rd(&igd, CL1CM_DW0(1)), ==, ~0u);
    wr(&igd, DISP_PWRON, PWRON_PHY(1));
    step(&igd, 50 * US);
    wr(&igd, DISP_PWRON, 0);
    step(&igd, 1 * MS);
    g_assert_cmphex(rd(&igd, CL1CM_DW0(1)), ==, ~0u);
    wr(&igd, DISP_PWRON, PWRON_PHY(1));
    step(&igd, 100 * US);
    g_assert_cmphex(rd(&igd, CL1CM_DW9(1)), ==, 0);
    violations(&igd, "power-read 1\npower-write 1\n");
    igd_stop(&igd);
}

/* PHY1 measures, PHY0 is told. */
static void test_phy_calibration(void)
{
    uint32_t code;
    Igd igd;

    bxt_start(&igd, "");
    wr(&igd, PWR_WELL_CTL, PG1);
    wr(&igd, DISP_PWRON, PWRON_PHY(0) | PWRON_PHY(1));
    step(&igd, 100 * US);
    g_assert_cmphex(rd(&igd, REF_DW3(1)), ==, 0);
    g_assert_cmphex(rd(&igd, REF_DW6(1)), ==, 0);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_A)), ==, CMN_DOWN | LANE_DOWN);
    wr(&igd, PHY_FAMILY(1), ENABLE);
    g_assert_cmphex(rd(&igd, REF_DW3(1)), ==, GRC_DONE);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_A)), ==, LANE_DOWN);
    code = rd(&igd, REF_DW6(1)) >> 24;
    g_assert_cmphex(code, !=, 0);

    wr(&igd, PHY_FAMILY(0), ENABLE);
    g_assert_cmphex(rd(&igd, REF_DW3(0)), ==, 0);
    g_assert_cmphex(rd(&igd, REF_DW6(0)), ==, 0);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_B)), ==, CMN_DOWN | LANE_DOWN);
    wr(&igd, REF_DW6(0), code * 0x010101);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_B)), ==, CMN_DOWN | LANE_DOWN);
    wr(&igd, REF_DW8(0), GRC_OVERRIDE);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_B)), ==, LANE_DOWN);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_C)), ==, LANE_DOWN);
    /* another PHY's */
    wr(&igd, REF_DW6(0), (code + 1) * 0x010101);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_B)), ==, CMN_DOWN | LANE_DOWN);
    violations(&igd, "");
    igd_stop(&igd);
}

/* A write to all lanes, and a read of one */
static void test_phy_groups(void)
{
    Igd igd;

    bxt_start(&igd, "");
    phys_on(&igd);
    for (unsigned port = 0; port < 3; port++) {
        wr(&igd, group[port] + PCS_DW12, 0x40 + port);
        wr(&igd, group[port] + TX_DW2, 0x10000 + port);
        for (unsigned pair = 0; pair < 0x400; pair += 0x200) {
            g_assert_cmphex(rd(&igd, lanes[port] + pair + PCS_DW12), ==,
                            0x40 + port);
            for (unsigned lane = 0; lane < 0x100; lane += 0x80) {
                g_assert_cmphex(rd(&igd, lanes[port] + pair + lane + TX_DW2),
                                ==, 0x10000 + port);
            }
        }
    }
    for (unsigned port = 0; port < 3; port++) {
        g_assert_cmphex(rd(&igd, lanes[port] + PCS_DW12), ==, 0x40 + port);
        /* all have been written; a lane has its own besides */
        wr(&igd, lanes[port] + 0x280 + TX_DW2, 7);
        g_assert_cmphex(rd(&igd, lanes[port] + TX_DW2), ==, 0x10000 + port);
    }
    igd_stop(&igd);
}

static void test_pll(void)
{
    static const Dividers too_slow = { 4, 1, 23, 0 }, too_fast = { 4, 1, 34 };
    static const Dividers nothing = { 0, 1, 27, 0 };
    static const Dividers *const bad[] = { &too_slow, &too_fast, &nothing };
    Igd igd;

    bxt_start(&igd, "");
    wr(&igd, PORT_PLL(PORT_B), ENABLE);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_B)), ==, ENABLE);
    phys_on(&igd);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_B)), ==, ENABLE);
    for (unsigned port = 0; port < 3; port++) {
        wr(&igd, PORT_PLL(port), ENABLE);
        for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
            pll_set(&igd, port, bad[i]);
            g_assert_cmphex(rd(&igd, PORT_PLL(port)), ==, ENABLE);
        }
        pll_set(&igd, port, &dp_270000);
        g_assert_cmphex(rd(&igd, PORT_PLL(port)), ==, ENABLE | LOCK);
    }
    /* each port its own */
    wr(&igd, PORT_PLL(PORT_C), 0);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_C)), ==, 0);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_B)), ==, ENABLE | LOCK);
    /* not without its PHY */
    wr(&igd, PHY_FAMILY(1), 0);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_A)), ==, ENABLE);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_B)), ==, ENABLE | LOCK);
    violations(&igd, "");
    igd_stop(&igd);
}

/* From dividers to frames of a monitor */
static void test_frames(void)
{
    uint64_t before;
    Igd igd;

    bxt_light(&igd);
    is_text(&igd, "b", "timings", "148500 kHz h 1920 1920 2008 2052 2200 2200 "
           "v 1080 1080 1084 1089 1125 1125");
    before = frames(&igd, "b");
    step(&igd, 1000 * MS);
    g_assert_cmpuint(frames(&igd, "b") - before, ==, 60);
    g_assert_cmphex(rd(&igd, PHY_CTL(PORT_B)), ==, LANE_ON);

    /* its dividers are not touched meanwhile: at once, and a mistake */
    wr(&igd, ebb_0[PORT_B], 4u << 13 | 4u << 8);
    violations(&igd, "pll-change 1\n");
    frame(&igd);
    before = frames(&igd, "b");
    step(&igd, 1000 * MS);
    g_assert_cmpuint(frames(&igd, "b") - before, ==, 30);
    igd_stop(&igd);
}

/* What a port and its transcoder cannot do without. */
static void loses(uint32_t reg, uint32_t val, const char *rules)
{
    Igd igd;

    bxt_light(&igd);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, reg, val);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    g_assert_cmphex(rd(&igd, DDI_BUF_CTL(PORT_B)), ==, ENABLE | 1u << 7);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, UNDERRUN);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, rules);
    igd_stop(&igd);
}

static void test_port(void)
{
    Igd igd;

    loses(PORT_PLL(PORT_B), 0, "clock-lost 1\nport-clock 1\n");
    loses(0x6c038, 0, "clock-lost 1\npll-change 1\nport-clock 1\n");
    loses(PHY_FAMILY(0), 0, "clock-lost 1\nport-power 1\nport-clock 1\n");
    loses(DISP_PWRON, PWRON_PHY(1),
          "clock-lost 1\nport-power 1\nport-clock 1\n");
    loses(REF_DW8(0), 0, "clock-lost 1\nport-power 1\nport-clock 1\n");

    /* PHY1 has done its part, and is of port A only */
    bxt_light(&igd);
    wr(&igd, DISP_PWRON, PWRON_PHY(0));
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);

    /* two transcoders on a port */
    configure(&igd, 1, PORT_B);
    wr(&igd, TRANSCONF(1), ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF(1)), ==, ENABLE);
    violations(&igd, "port-shared 1\n");
    /* there is no port D */
    configure(&igd, 1, 3);
    violations(&igd, "transcoder 1\nport-shared 1\n");
    igd_stop(&igd);
}

static void test_cdclk(void)
{
    static const struct {
        uint32_t ratio, ctl, mhz;
    } want[] = {
        { 60, CD2X_4, 144 }, { 60, CD2X_2, 288 }, { 60, 1u << 22, 384 },
        { 60, 0, 576 }, { 65, 0, 624 },
    };
    Igd igd;

    bxt_start(&igd, "");
    wr(&igd, PWR_WELL_CTL, PG1);
    wr(&igd, DE_PLL_ENABLE, ENABLE);
    g_assert_cmphex(rd(&igd, DE_PLL_ENABLE), ==, ENABLE);
    wr(&igd, DE_PLL_ENABLE, 0);
    for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
        g_autofree char *broken = NULL;

        freq_req(&igd, ENABLE);
        wr(&igd, DE_PLL_ENABLE, 0);
        wr(&igd, DE_PLL_CTL, want[i].ratio);
        wr(&igd, DE_PLL_ENABLE, ENABLE);
        g_assert_cmphex(rd(&igd, DE_PLL_ENABLE), ==, ENABLE | LOCK);
        wr(&igd, CDCLK_CTL, want[i].ctl | CD2X_NO_PIPE);
        freq_req(&igd, (want[i].mhz + 24) / 25);
        broken = i ? g_strdup_printf("cdclk-voltage %zu\n", i) : g_strdup("");
        violations(&igd, broken);
        freq_req(&igd, (want[i].mhz + 24) / 25 - 1);
    }
    violations(&igd, "cdclk-voltage 5\n");
    igd_stop(&igd);

    /* slower than the pixels, and than what it was announced for */
    bxt_light(&igd);
    wr(&igd, CDCLK_CTL, CD2X_4 | CD2X_NO_PIPE);
    violations(&igd, "cdclk-low 1\ncdclk-change 1\n");
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, CDCLK_CTL, CD2X_NO_PIPE);
    violations(&igd, "cdclk-low 1\ncdclk-change 2\ncdclk-voltage 1\n");
    wr(&igd, DE_PLL_ENABLE, 0);
    violations(&igd, "cdclk-low 2\ncdclk-change 3\ncdclk-voltage 1\n");
    igd_stop(&igd);
}

/* The divider waits for the vertical blank of a pipe. */
static void test_cd2x(void)
{
    Igd igd;

    bxt_light(&igd);
    freq_req(&igd, ENABLE);
    wr(&igd, CDCLK_CTL, 0);             /* 576 MHz, with pipe A */
    freq_req(&igd, 12);
    violations(&igd, "");
    freq_req(&igd, ENABLE);
    frame(&igd);
    freq_req(&igd, 12);
    violations(&igd, "cdclk-voltage 1\n");
    freq_req(&igd, 24);
    g_assert_cmphex(events(&igd, 0), ==, 0);

    /* other pipes have no part in that */
    port_on(&igd, PORT_C, &hdmi_148500);
    pipe_on(&igd, 1, PORT_C);
    wr(&igd, CDCLK_CTL, CD2X_2);
    frame(&igd);
    violations(&igd, "cdclk-change 1\ncdclk-voltage 1\n");
    /* nothing to wait for: at once */
    wr(&igd, CDCLK_CTL, 2u << 20);
    violations(&igd, "cdclk-change 3\ncdclk-voltage 1\n");
    igd_stop(&igd);
}

static uint32_t aux(Igd *igd, unsigned ch, const uint8_t *req, unsigned len,
                    uint8_t *first)
{
    uint8_t buf[20] = { };
    uint32_t ctl;

    memcpy(buf, req, len);
    for (unsigned i = 0; i < 5; i++) {
        wr(igd, AUX(ch) + 4 + i * 4, ldl_be_p(buf + i * 4));
    }
    wr(igd, AUX(ch), ENABLE | 1u << 30 | 1u << 29 | TIMED_OUT | 1u << 25 |
                     len << 20);
    ctl = rd(igd, AUX(ch));
    *first = rd(igd, AUX(ch) + 4) >> 16;
    return ctl & TIMED_OUT;
}

#define BYTES(...)  (const uint8_t []) { __VA_ARGS__ }, \
                    sizeof((const uint8_t []) { __VA_ARGS__ })

static void test_aux(void)
{
    uint8_t val;
    Igd igd;

    bxt_start(&igd, MONITOR("b", "b", "dp") MONITOR("c", "c", "dp"));
    wr(&igd, PWR_WELL_CTL, PG2 | PG1);
    wr(&igd, DE_PORT_IMR, 0);
    /* the line is in the PHY */
    g_assert_cmphex(aux(&igd, 1, BYTES(0x90, 0, 0, 0), &val), ==, TIMED_OUT);
    phys_on(&igd);
    wr(&igd, DE_PORT_IIR, ~0u);
    wr(&igd, DE_PORT_IIR, ~0u);
    g_assert_cmphex(aux(&igd, 1, BYTES(0x90, 0, 0, 0), &val), ==, 0);
    g_assert_cmphex(val, ==, 0x12);     /* DPCD 1.2 */
    g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 1u << 25);
    wr(&igd, DE_PORT_IIR, ~0u);
    g_assert_cmphex(aux(&igd, 2, BYTES(0x90, 0, 0, 0), &val), ==, 0);
    g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 1u << 26);
    igd_stop(&igd);
}

static void dpcd_set(Igd *igd, uint16_t addr, uint8_t val)
{
    uint8_t reply;

    g_assert_cmphex(aux(igd, 1, BYTES(0x80, addr >> 8, addr, 0, val), &reply),
                    ==, 0);
}

static uint8_t lane_status(Igd *igd)
{
    uint8_t val;

    g_assert_cmphex(aux(igd, 1, BYTES(0x90, 2, 2, 0), &val), ==, 0);
    return val;
}

/* One lane's margin and de-emphasis, and the calculation from them */
static void drive(Igd *igd, unsigned margin, unsigned deemphasis)
{
    wr(igd, group[PORT_B] + PCS_DW10, 0);
    wr(igd, lanes[PORT_B] + TX_DW2, margin << 16);
    wr(igd, lanes[PORT_B] + TX_DW4, deemphasis << 24);
}

static void drive_now(Igd *igd)
{
    wr(igd, group[PORT_B] + PCS_DW10, CALC_INIT);
}

/* TPS1 with the levels of TRAINING_LANE0_SET */
static void recover(Igd *igd, uint8_t set)
{
    dpcd_set(igd, 0x102, 0);
    dpcd_set(igd, 0x103, set);
    dpcd_set(igd, 0x102, 1);
}

static void test_levels(void)
{
    Igd igd;

    bxt_start(&igd, MONITOR("b", "b", "dp,levels=2/1"));
    bxt_power_on(&igd);
    port_on(&igd, PORT_B, &dp_162000);
    dpcd_set(&igd, 0x100, 0x06);
    dpcd_set(&igd, 0x101, 1);
    wr(&igd, DP_TP_CTL(PORT_B), ENABLE);
    wr(&igd, DDI_BUF_CTL(PORT_B), ENABLE);
    drive(&igd, 102, 128);              /* 2, 0 */
    recover(&igd, 2);
    g_assert_cmphex(lane_status(&igd), ==, 0);
    drive_now(&igd);
    g_assert_cmphex(lane_status(&igd), ==, 1);
    recover(&igd, 1);
    g_assert_cmphex(lane_status(&igd), ==, 0);
    recover(&igd, 2);
    g_assert_cmphex(lane_status(&igd), ==, 1);

    /* the calculation starts when it is set, not while it is */
    wr(&igd, lanes[PORT_B] + TX_DW2, 52u << 16);
    drive_now(&igd);
    recover(&igd, 2);
    g_assert_cmphex(lane_status(&igd), ==, 1);

    /* its pre-emphasis is for equalization */
    wr(&igd, DP_TP_CTL(PORT_B), ENABLE | 1u << 8);
    dpcd_set(&igd, 0x102, 2);
    g_assert_cmphex(lane_status(&igd), ==, 1);
    dpcd_set(&igd, 0x103, 1u << 3 | 2);
    drive(&igd, 154, 85);               /* 2, 1 */
    g_assert_cmphex(lane_status(&igd), ==, 1);
    drive_now(&igd);
    g_assert_cmphex(lane_status(&igd), ==, 7);
    is_text(&igd, "b", "link", "1x162000");

    /* a tenth of a percent is too much for the receiver */
    wr(&igd, pll_0[PORT_B] + 8, 0x1b0000);
    g_assert_cmphex(lane_status(&igd), ==, 0);
    igd_stop(&igd);
}

static void test_hotplug(void)
{
    Igd igd;

    bxt_start(&igd, MONITOR("b", "b", "dp") MONITOR("c", "c", "hdmi"));
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 4 | 1u << 5);
    wr(&igd, DE_PORT_IMR, ~(7u << 3));
    wr(&igd, HOTPLUG, 1u << 12 | 1u << 4);
    set(&igd, "c", "plugged", false);
    step(&igd, 400 * US);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 4 | 1u << 5);
    step(&igd, 200 * US);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 4);
    g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 0);
    step(&igd, 2 * MS);
    g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 1u << 5);
    g_assert_cmphex(rd(&igd, HOTPLUG), ==, 2u << 8 | 1u << 12 | 1u << 4);
    wr(&igd, HOTPLUG, 3u << 8 | 1u << 12 | 1u << 4);
    g_assert_cmphex(rd(&igd, HOTPLUG), ==, 1u << 12 | 1u << 4);
    wr(&igd, DE_PORT_IIR, 1u << 5);

    /* IRQ_HPD */
    qtest_qmp_assert_success(igd.qts, "{ 'execute': 'qom-set', 'arguments': {"
                             "'path': '/machine/peripheral/b',"
                             "'property': 'hpd-pulse', 'value': 'short' } }");
    step(&igd, 2 * MS);
    g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 1u << 4);
    g_assert_cmphex(rd(&igd, HOTPLUG), ==, 1u | 1u << 12 | 1u << 4);
    wr(&igd, HOTPLUG, 1u | 1u << 12 | 1u << 4);

    /* a board that turns the line over */
    wr(&igd, HOTPLUG, 1u << 12 | 1u << 4 | 1u << 11);
    step(&igd, 1 * MS);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 4 | 1u << 5);
    set(&igd, "c", "plugged", true);
    step(&igd, 1 * MS);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 4);

    /* there is no PCH that could interrupt */
    g_assert_cmphex(rd(&igd, SDE_IIR), ==, 0);
    igd_stop(&igd);
}

#define GMBUS0          0xc5100
#define GMBUS1          0xc5104
#define GMBUS2          0xc5108
#define GMBUS4          0xc5110
#define READ_EDID       (1u << 30 | 1u << 25 | 1u << 16 | 0x50 << 1 | 1)
#define NAK             (1u << 10)

static void test_gmbus(void)
{
    static const struct {
        const char *monitor;
        unsigned pin;
    } want[] = {
        { MONITOR("b", "b", "hdmi"), 1 }, { MONITOR("c", "c", "hdmi"), 2 },
    };

    for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
        Igd igd;

        bxt_start(&igd, want[i].monitor);
        wr(&igd, DE_PORT_IMR, ~2u);
        for (unsigned pin = 0; pin < 8; pin++) {
            wr(&igd, GMBUS1, ENABLE);
            wr(&igd, GMBUS1, 0);
            wr(&igd, GMBUS0, pin);
            wr(&igd, GMBUS1, READ_EDID);
            g_assert_cmphex(rd(&igd, GMBUS2) & NAK, ==,
                            pin == want[i].pin ? 0 : NAK);
        }
        g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 0);
        wr(&igd, GMBUS4, 8);            /* when there is no acknowledge */
        g_assert_cmphex(rd(&igd, DE_PORT_IIR), ==, 2);
        igd_stop(&igd);
    }
}

static void test_ddb(void)
{
    Igd igd;

    bxt_light(&igd);
    /* 100 blocks up to the last one, and one further */
    plane_on(&igd, 0, 1, 408);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "");
    plane_on(&igd, 0, 1, 409);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb 1\n");
    igd_stop(&igd);
}

/* Pipe C has two planes. */
static void test_planes(void)
{
    Igd igd;

    bxt_light(&igd);
    port_on(&igd, PORT_C, &hdmi_148500);
    pipe_on(&igd, 2, PORT_C);
    plane_on(&igd, 2, 1, 100);
    plane_on(&igd, 0, 2, 200);
    frame(&igd);
    g_assert_cmphex(rd(&igd, PLANE(0, 2, SURFLIVE)), ==, SURFACE);
    g_assert_cmphex(rd(&igd, PLANE(2, 1, SURFLIVE)), ==, SURFACE);
    plane_on(&igd, 2, 2, 100);
    frame(&igd);
    g_assert_cmphex(rd(&igd, PLANE(2, 2, SURFLIVE)), ==, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

/* Two wells, whose requests DMC keeps; it counts where its program does. */
static void test_power(void)
{
    Igd igd;

    bxt_start(&igd, "");
    wr(&igd, PWR_WELL_CTL, ~0u);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==, 0xf0000000);
    wr(&igd, PWR_WELL_CTL, PG1);
    wr(&igd, 0x80000, 1);
    wr(&igd, 0x8f074, 1);
    wr(&igd, 0x8f004, 1);
    wr(&igd, 0x45504, 2);               /* there is no DC6 */
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, 0x80038), ==, 0);
    wr(&igd, 0x45504, 1);
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, 0x80038), ==, 1);
    g_assert_cmphex(rd(&igd, 0x80030), ==, 0);
    rd(&igd, TRANSCONF(0));
    wr(&igd, 0x45504, 0);
    g_assert_cmphex(rd(&igd, PWR_WELL_BIOS), ==, 1u << 28);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==, PG1 | 1u << 28);
    igd_stop(&igd);
}

#define PP(n, reg)      (0xc7200 + (n) * 0x100 + (reg))
#define PP_IS_ON        ENABLE

/* The panel's sequencer and another one, its PWM and another one */
static void test_panel(void)
{
    QDict *reply;
    Igd igd;

    bxt_start(&igd, MONITOR("a", "a", "edp"));
    for (unsigned n = 0; n < 2; n++) {
        wr(&igd, PP(n, 8), 10u << 16 | 10);
    }
    wr(&igd, PP(1, 4), 1);
    step(&igd, 2 * MS);
    g_assert_cmphex(rd(&igd, PP(0, 0)) & PP_IS_ON, ==, 0);
    g_assert_cmphex(rd(&igd, PP(1, 0)) & PP_IS_ON, ==, PP_IS_ON);
    step(&igd, 300 * MS);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 0);
    wr(&igd, PP(0, 4), 5);
    step(&igd, 2 * MS);
    g_assert_cmphex(rd(&igd, PP(0, 0)) & PP_IS_ON, ==, PP_IS_ON);
    step(&igd, 300 * MS);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 3);
    /* off, with a cycle of 100 ms */
    wr(&igd, PP(1, 4), 2u << 4);
    step(&igd, 99 * MS);
    g_assert_cmphex(rd(&igd, PP(1, 0)), ==, 1u << 27);
    step(&igd, 2 * MS);
    g_assert_cmphex(rd(&igd, PP(1, 0)), ==, 0);
    g_assert_cmphex(rd(&igd, DE_PORT_ISR), ==, 1u << 3);

    wr(&igd, 0xc8350, ENABLE);
    wr(&igd, 0xc8354, 100);
    wr(&igd, 0xc8358, 50);
    wr(&igd, 0xc8254, 100);
    wr(&igd, 0xc8258, 25);
    wr(&igd, 0xc8250, ENABLE);
    reply = get(&igd, "a", "backlight");
    g_assert_cmpint(qdict_get_int(reply, "return"), ==, 25);
    qobject_unref(reply);
    igd_stop(&igd);
}

/* An entry of the page table is in effect when it has been written. */
static void test_gtt(void)
{
    QPCIBar bar2;
    Igd igd;

    bxt_start(&igd, "");
    bar2 = qpci_iomap(igd.dev, 2, NULL);
    qtest_writel(igd.qts, SURFACE, 0x11111111);
    qtest_writel(igd.qts, SURFACE + PAGE, 0x22222222);
    g_assert_cmphex(qpci_io_readl(igd.dev, bar2, SURFACE), ==, 0x11111111);
    qpci_io_writeq(igd.dev, igd.bar0, GTT_BASE + SURFACE / PAGE * 8,
                   (SURFACE + PAGE) | PTE_PRESENT);
    g_assert_cmphex(qpci_io_readl(igd.dev, bar2, SURFACE), ==, 0x22222222);
    /* and by halves */
    wr(&igd, GTT_BASE + SURFACE / PAGE * 8, SURFACE | PTE_PRESENT);
    g_assert_cmphex(qpci_io_readl(igd.dev, bar2, SURFACE), ==, 0x11111111);
    g_assert_cmphex(rd(&igd, GTT_BASE + SURFACE / PAGE * 8), ==,
                    SURFACE | PTE_PRESENT);
    g_assert_cmphex(rd(&igd, GTT_BASE + SURFACE / PAGE * 8 + 4), ==, 0);
    igd_stop(&igd);
}

/* As after power-on */
static void test_reset(void)
{
    Igd igd;

    bxt_light(&igd);
    qtest_qmp_assert_success(igd.qts, "{ 'execute': 'system_reset' }");
    qtest_qmp_eventwait(igd.qts, "RESET");
    qpci_device_enable(igd.dev);
    igd.bar0 = qpci_iomap(igd.dev, 0, NULL);
    g_assert_cmphex(rd(&igd, CL1CM_DW0(0)), ==, ~0u);
    g_assert_cmphex(rd(&igd, PORT_PLL(PORT_B)), ==, 0);
    g_assert_cmphex(rd(&igd, DE_PLL_ENABLE), ==, 0);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, "");
    bxt_power_on(&igd);
    g_assert_cmphex(rd(&igd, CL1CM_DW9(0)), ==, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

static void wait_migrated(Igd *igd)
{
    bool done = false;

    while (!done) {
        QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'query-migrate' }");
        const char *status = qdict_get_try_str(qdict_get_qdict(reply,
                                                               "return"),
                                               "status");

        done = status && !strcmp(status, "completed");
        g_assert_true(!status || strcmp(status, "failed"));
        qobject_unref(reply);
        g_usleep(done ? 0 : 1000);
    }
}

#define ALL_MONITORS    MONITOR("b", "b", "hdmi") MONITOR("c", "c", "dp")

/* @to goes on at @now of qtest's clock with what @from has. */
static void migrate(Igd *from, Igd *to, int64_t now)
{
    g_autofree char *file = NULL, *uri = NULL;
    int fd = g_file_open_tmp("igd-bxt-XXXXXX", &file, NULL);

    g_assert_cmpint(fd, >=, 0);
    close(fd);
    uri = g_strdup_printf("file:%s", file);
    qtest_qmp_assert_success(from->qts, "{ 'execute': 'stop' }");
    qtest_qmp_assert_success(from->qts, "{ 'execute': 'migrate',"
                             "'arguments': { 'uri': %s } }", uri);
    wait_migrated(from);
    bxt_bare(to, ALL_MONITORS "-incoming defer");
    to->bus = qpci_new_pc(to->qts, NULL);
    to->dev = g_memdup2(from->dev, sizeof(*from->dev));
    to->dev->bus = to->bus;
    to->bar0 = from->bar0;
    qtest_clock_set(to->qts, now);
    qtest_qmp_assert_success(to->qts, "{ 'execute': 'migrate-incoming',"
                             "'arguments': { 'uri': %s } }", uri);
    wait_migrated(to);
    unlink(file);
    qtest_qmp_assert_success(to->qts, "{ 'execute': 'cont' }");
}

/*
 * In the middle of it: PHY1 powers up, CDCLK's divider waits for a vertical
 * blank, levels of port C wait for nothing, the other sequencer runs.
 */
static void test_snapshot(void)
{
    Igd from, to;
    uint8_t val;
    int64_t now;

    bxt_start(&from, ALL_MONITORS);
    bxt_power_on(&from);
    port_on(&from, PORT_B, &hdmi_148500);
    pipe_on(&from, 0, PORT_B);
    plane_on(&from, 0, 0, 0);
    frame(&from);
    port_on(&from, PORT_C, &dp_162000);
    wr(&from, lanes[PORT_C] + TX_DW2, 102u << 16);
    wr(&from, lanes[PORT_C] + TX_DW4, 128u << 24);
    wr(&from, group[PORT_C] + PCS_DW10, CALC_INIT);
    wr(&from, PP(1, 8), 10u << 16 | 10);
    wr(&from, PP(1, 4), 1);
    wr(&from, DISP_PWRON, PWRON_PHY(0));
    wr(&from, DISP_PWRON, PWRON_PHY(0) | PWRON_PHY(1));
    freq_req(&from, ENABLE);
    wr(&from, CDCLK_CTL, 0);
    now = qtest_clock_step(from.qts, 50 * US);
    migrate(&from, &to, now);
    igd_stop(&from);

    g_assert_true(is_lit(&to, "b"));
    g_assert_cmphex(rd(&to, CL1CM_DW0(1)), ==, ~0u);
    step(&to, 50 * US);
    g_assert_cmphex(rd(&to, CL1CM_DW0(1)), ==, POWER_GOOD);
    g_assert_cmphex(rd(&to, PORT_PLL(PORT_B)), ==, ENABLE | REF_SEL | LOCK);
    /* 288 MHz until the vertical blank */
    freq_req(&to, 12);
    violations(&to, "");
    freq_req(&to, ENABLE);
    frame(&to);
    freq_req(&to, 12);
    violations(&to, "cdclk-voltage 1\n");
    g_assert_cmphex(rd(&to, PP(1, 0)) & PP_IS_ON, ==, PP_IS_ON);

    /* level 2 is the one that port C is driven with */
    g_assert_cmphex(aux(&to, 2, BYTES(0x80, 1, 0, 1, 6, 1), &val), ==, 0);
    wr(&to, DP_TP_CTL(PORT_C), ENABLE);
    wr(&to, DDI_BUF_CTL(PORT_C), ENABLE);
    g_assert_cmphex(aux(&to, 2, BYTES(0x80, 1, 2, 1, 1, 2), &val), ==, 0);
    g_assert_cmphex(aux(&to, 2, BYTES(0x90, 2, 2, 0), &val), ==, 0);
    g_assert_cmphex(val, ==, 1);
    igd_stop(&to);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/bxt/ids", test_ids);
    qtest_add_func("/intel-igd/bxt/phy-power", test_phy_power);
    qtest_add_func("/intel-igd/bxt/phy-calibration", test_phy_calibration);
    qtest_add_func("/intel-igd/bxt/phy-groups", test_phy_groups);
    qtest_add_func("/intel-igd/bxt/pll", test_pll);
    qtest_add_func("/intel-igd/bxt/frames", test_frames);
    qtest_add_func("/intel-igd/bxt/port", test_port);
    qtest_add_func("/intel-igd/bxt/cdclk", test_cdclk);
    qtest_add_func("/intel-igd/bxt/cd2x", test_cd2x);
    qtest_add_func("/intel-igd/bxt/aux", test_aux);
    qtest_add_func("/intel-igd/bxt/levels", test_levels);
    qtest_add_func("/intel-igd/bxt/hotplug", test_hotplug);
    qtest_add_func("/intel-igd/bxt/gmbus", test_gmbus);
    qtest_add_func("/intel-igd/bxt/ddb", test_ddb);
    qtest_add_func("/intel-igd/bxt/planes", test_planes);
    qtest_add_func("/intel-igd/bxt/power", test_power);
    qtest_add_func("/intel-igd/bxt/panel", test_panel);
    qtest_add_func("/intel-igd/bxt/gtt", test_gtt);
    qtest_add_func("/intel-igd/bxt/reset", test_reset);
    qtest_add_func("/intel-igd/bxt/snapshot", test_snapshot);
    return g_test_run();
}
