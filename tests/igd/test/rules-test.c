/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rules of the hardware: a driver that keeps them is told nothing, and one
 * that breaks one sees what it would see on hardware, and is counted.
 */
#include "qemu/osdep.h"
#include "qobject/qdict.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define PTE_PRESENT     1
#define PAGE            4096
#define SURFACE         0x00100000      /* guest page and graphics address */
#define CURSOR          0x00300000

#define ENABLE          (1u << 31)
#define STATE           (1u << 30)
#define XRGB            (4u << 24)

/* transcoder and pipe @n, its plane @p */
#define HTOTAL(n)       (0x60000 + (n) * 0x1000)
#define PIPESRC(n)      (0x6001c + (n) * 0x1000)
#define LINK_M1(n)      (0x60040 + (n) * 0x1000)
#define FUNC_CTL(n)     (0x60400 + (n) * 0x1000)
#define TRANSCONF(n)    (0x70008 + (n) * 0x1000)
#define CURCNTR(n)      (0x70080 + (n) * 0x1000)
#define CURBASE(n)      (0x70084 + (n) * 0x1000)
#define CUR_WM(n)       (0x70140 + (n) * 0x1000)
#define CUR_BUF_CFG(n)  (0x7017c + (n) * 0x1000)
#define PLANE(n, p, r)  (0x70180 + (n) * 0x1000 + (p) * 0x100 + (r))
enum {
    CTL = 0x00, STRIDE = 0x08, POS = 0x0c, SIZE = 0x10, SURF = 0x1c,
    OFFSET = 0x24, SURFLIVE = 0x2c, WM = 0xc0, BUF_CFG = 0xfc,
};
#define PIPE_IMR(n)     (0x44404 + (n) * 0x10)
#define PIPE_IIR(n)     (0x44408 + (n) * 0x10)
#define UNDERRUN        (1u << 31)
#define FAULT           (1u << 7)

#define FPGA_DBG        0x42300
#define DBUF_CTL        0x45008
#define PWR_WELL_CTL    0x45404
#define PG2             (1u << 31)
#define PG1             (1u << 29)
#define DDI_IO(port)    (1u << ((port) * 2 + 3))
#define MISC_IO         (1u << 1)
#define CDCLK_CTL       0x46000
#define LCPLL1_CTL      0x46010
#define LCPLL2_CTL      0x46014
#define TRANS_CLK_SEL(n) (0x46140 + (n) * 4)
#define DPLL_CTRL1      0x6c058
#define DPLL_CTRL2      0x6c05c
#define DDI_BUF_CTL(port) (0x64000 + (port) * 0x100)
#define DP_TP_CTL(port) (0x64040 + (port) * 0x100)

#define FORCEWAKE_RENDER 0xa278
#define RC_CONTROL      0xa090

/* 1920x1080@60 of CEA-861, in ns and a little */
#define FRAME_NS        16666700

enum { PORT_B = 1, PORT_C = 2 };

typedef struct Igd {
    QTestState *qts;
    QPCIBus *bus;
    QPCIDevice *dev;
    QPCIBar bar0;
} Igd;

static uint32_t rd(Igd *igd, uint32_t offset)
{
    return qpci_io_readl(igd->dev, igd->bar0, offset);
}

static void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qpci_io_writel(igd->dev, igd->bar0, offset, val);
}

static void map(Igd *igd, uint32_t ga)
{
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / PAGE * 8,
                   ga | PTE_PRESENT);
    for (uint32_t i = 0; i < PAGE; i += 4) {
        qtest_writel(igd->qts, ga + i, 0xff102030);
    }
}

static void igd_start(Igd *igd)
{
    igd->qts = qtest_init("-M q35 -m 64M -nodefaults -display none "
                          "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                          "-device igd-monitor,id=b,port=b,connector=hdmi "
                          "-device igd-monitor,id=c,port=c,connector=hdmi "
                          "-device igd-monitor,id=d,port=d,connector=dp");
    igd->bus = qpci_new_pc(igd->qts, NULL);
    igd->dev = qpci_device_find(igd->bus, QPCI_DEVFN(2, 0));
    g_assert_nonnull(igd->dev);
    qpci_device_enable(igd->dev);
    igd->bar0 = qpci_iomap(igd->dev, 0, NULL);
    for (uint32_t page = 0; page < 4; page++) {
        map(igd, SURFACE + page * PAGE);
        map(igd, CURSOR + page * PAGE);
    }
    wr(igd, 0x101008, 1);
}

static void igd_stop(Igd *igd)
{
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

static QDict *get(Igd *igd, const char *device, const char *property)
{
    g_autofree char *path = g_strdup_printf("/machine/peripheral/%s", device);

    return qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                     "'path': %s, 'property': %s } }", path, property);
}

static void violations(Igd *igd, const char *wanted)
{
    QDict *reply = get(igd, "igd", "violations");

    g_assert_cmpstr(qdict_get_str(reply, "return"), ==, wanted);
    qobject_unref(reply);
}

static bool is_lit(Igd *igd, const char *monitor)
{
    QDict *reply = get(igd, monitor, "lit");
    bool lit = qdict_get_bool(reply, "return");

    qobject_unref(reply);
    return lit;
}

static uint32_t crc(Igd *igd, const char *monitor)
{
    QDict *reply = get(igd, monitor, "crc");
    uint32_t val = qdict_get_int(reply, "return");

    qobject_unref(reply);
    return val;
}

static void frame(Igd *igd)
{
    qtest_clock_step(igd->qts, FRAME_NS);
}

/* Interrupts of pipe @n in a whole frame, but those of its flow. */
static uint32_t events(Igd *igd, unsigned n)
{
    frame(igd);
    wr(igd, PIPE_IIR(n), ~0u);
    wr(igd, PIPE_IIR(n), ~0u);
    frame(igd);
    return rd(igd, PIPE_IIR(n)) & (UNDERRUN | 0xf80);
}

/* As i915 skl_display_core_init(): PG1, CDCLK of 450 MHz, DBUF, then PG2 */
static void power_on(Igd *igd)
{
    wr(igd, PWR_WELL_CTL, PG1 | MISC_IO);
    wr(igd, CDCLK_CTL, 0);
    wr(igd, DPLL_CTRL1, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, LCPLL1_CTL, ENABLE);
    wr(igd, DBUF_CTL, ENABLE);
    wr(igd, PWR_WELL_CTL, PG2 | PG1 | MISC_IO | DDI_IO(PORT_B) |
                          DDI_IO(PORT_C) | DDI_IO(3));
    for (unsigned n = 0; n < 3; n++) {
        wr(igd, PIPE_IMR(n), 0);
    }
}

/* DPLL1: 148.5 MHz, for ports B, C and D */
static void pll_on(Igd *igd)
{
    wr(igd, 0x6c040, ENABLE | 8192u << 9 | 371);
    wr(igd, 0x6c044, 2u << 8 | 1u << 7 | 1u << 5 | 2u << 2 | 1);
    wr(igd, LCPLL2_CTL, ENABLE);
    wr(igd, DPLL_CTRL2, 3u << 3 | 3u << 6 | 3u << 9);
}

/* Transcoder and pipe @n on HDMI port @port */
static void configure(Igd *igd, unsigned n, unsigned port)
{
    static const uint32_t timings[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    wr(igd, TRANS_CLK_SEL(n), (port + 1) << 29);
    for (unsigned i = 0; i < ARRAY_SIZE(timings); i++) {
        wr(igd, HTOTAL(n) + i * 4, timings[i]);
    }
    wr(igd, PIPESRC(n), 1919u << 16 | 1079);
    wr(igd, FUNC_CTL(n), ENABLE | port << 28);
}

static void pipe_on(Igd *igd, unsigned n, unsigned port)
{
    configure(igd, n, port);
    wr(igd, TRANSCONF(n), ENABLE);
    wr(igd, DDI_BUF_CTL(port), ENABLE);
}

/* Plane @p of pipe @n, 64 x 64, with blocks @first and on */
static void plane_on(Igd *igd, unsigned n, unsigned p, uint32_t first)
{
    wr(igd, PLANE(n, p, WM), ENABLE | 1u << 14 | 32);
    wr(igd, PLANE(n, p, BUF_CFG), (first + 99) << 16 | first);
    wr(igd, PLANE(n, p, STRIDE), 4);
    wr(igd, PLANE(n, p, POS), 0);
    wr(igd, PLANE(n, p, SIZE), 63u << 16 | 63);
    wr(igd, PLANE(n, p, OFFSET), 0);
    wr(igd, PLANE(n, p, CTL), ENABLE | XRGB);
    wr(igd, PLANE(n, p, SURF), SURFACE);
}

static void plane_off(Igd *igd, unsigned n, unsigned p)
{
    wr(igd, PLANE(n, p, CTL), 0);
    wr(igd, PLANE(n, p, SURF), 0);
}

/* Change one register of plane 1 of pipe A. */
static void plane_set(Igd *igd, uint32_t reg, uint32_t val)
{
    wr(igd, PLANE(0, 0, reg), val);
    wr(igd, PLANE(0, 0, SURF), SURFACE);
}

static void cursor_on(Igd *igd)
{
    wr(igd, CUR_WM(0), ENABLE | 8);
    wr(igd, CUR_BUF_CFG(0), 891u << 16 | 860);
    wr(igd, CURCNTR(0), 0x27);
    wr(igd, CURBASE(0), CURSOR);
}

/* Power, PLL, pipe A on port B with a plane: all as it should be. */
static void light(Igd *igd)
{
    igd_start(igd);
    power_on(igd);
    pll_on(igd);
    pipe_on(igd, 0, PORT_B);
    plane_on(igd, 0, 0, 0);
    g_assert_cmphex(events(igd, 0), ==, 0);
    violations(igd, "");
}

static void test_quiet(void)
{
    uint32_t one, all;
    Igd igd;

    light(&igd);
    g_assert_true(is_lit(&igd, "b"));
    one = crc(&igd, "b");
    plane_on(&igd, 0, 1, 100);
    wr(&igd, PLANE(0, 1, POS), 500u << 16 | 1856);
    wr(&igd, PLANE(0, 1, SURF), SURFACE);
    cursor_on(&igd);
    pipe_on(&igd, 1, PORT_C);
    plane_on(&igd, 1, 0, 200);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    g_assert_cmphex(events(&igd, 1), ==, 0);
    g_assert_true(is_lit(&igd, "c"));
    all = crc(&igd, "b");
    g_assert_cmphex(all, !=, one);

    /* the last frame may be short of what comes after the transcoder */
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    frame(&igd);
    wr(&igd, FUNC_CTL(0), 0);
    wr(&igd, TRANS_CLK_SEL(0), 0);
    wr(&igd, DDI_BUF_CTL(PORT_B), 0);
    wr(&igd, TRANSCONF(1), 0);
    wr(&igd, FUNC_CTL(1), 0);
    wr(&igd, DDI_BUF_CTL(PORT_C), 0);
    wr(&igd, LCPLL2_CTL, 0);
    wr(&igd, PWR_WELL_CTL, PG1 | MISC_IO);
    wr(&igd, DBUF_CTL, 0);
    wr(&igd, PWR_WELL_CTL, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

static void test_ddb(void)
{
    uint32_t good, black;
    Igd igd;

    light(&igd);
    good = crc(&igd, "b");
    plane_off(&igd, 0, 0);
    frame(&igd);
    black = crc(&igd, "b");
    g_assert_cmphex(good, !=, black);

    plane_on(&igd, 0, 0, 0);
    plane_set(&igd, BUF_CFG, 0);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    g_assert_cmphex(crc(&igd, "b"), ==, black);
    g_assert_true(is_lit(&igd, "b"));
    violations(&igd, "ddb 1\n");
    plane_set(&igd, BUF_CFG, 891u << 16 | 800);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    g_assert_cmphex(crc(&igd, "b"), ==, good);

    /* 892 are there; the end comes first; not armed, not in effect */
    plane_set(&igd, BUF_CFG, 892u << 16 | 800);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb 2\n");
    plane_set(&igd, BUF_CFG, 99u << 16);
    frame(&igd);
    plane_set(&igd, BUF_CFG, 90u << 16 | 100);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb 3\n");
    wr(&igd, PLANE(0, 0, BUF_CFG), 99u << 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, PLANE(0, 0, SURF), SURFACE);
    g_assert_cmphex(events(&igd, 0), ==, 0);

    cursor_on(&igd);
    wr(&igd, CUR_BUF_CFG(0), 0);
    wr(&igd, CURBASE(0), CURSOR);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    g_assert_cmphex(crc(&igd, "b"), ==, good);
    violations(&igd, "ddb 4\n");

    /* without power it holds nothing */
    wr(&igd, CURCNTR(0), 0);
    wr(&igd, CURBASE(0), 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, DBUF_CTL, 0);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    g_assert_cmphex(crc(&igd, "b"), ==, black);
    violations(&igd, "ddb 4\ndbuf-power 1\n");
    igd_stop(&igd);
}

static void test_overlap(void)
{
    Igd igd;

    light(&igd);
    pipe_on(&igd, 1, PORT_C);
    plane_on(&igd, 1, 0, 100);
    g_assert_cmphex(events(&igd, 1), ==, 0);
    plane_on(&igd, 1, 0, 99);
    g_assert_cmphex(events(&igd, 1), ==, UNDERRUN);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb-overlap 1\n");
    plane_on(&igd, 1, 0, 100);
    g_assert_cmphex(events(&igd, 1), ==, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_on(&igd, 0, 1, 150);
    g_assert_cmphex(events(&igd, 1), ==, UNDERRUN);
    violations(&igd, "ddb-overlap 2\n");

    /* a pipe that stops gives its blocks back */
    wr(&igd, TRANSCONF(1), 0);
    frame(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "ddb-overlap 2\n");
    igd_stop(&igd);
}

static void test_watermark(void)
{
    Igd igd;

    light(&igd);
    plane_set(&igd, WM, ENABLE | 100);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM, ENABLE | 101);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 1\n");
    plane_set(&igd, WM, ENABLE | 32);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM, 32);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 2\n");
    plane_set(&igd, WM, ENABLE | 32);
    cursor_on(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, CUR_WM(0), 0);
    wr(&igd, CURBASE(0), CURSOR);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 3\n");
    igd_stop(&igd);
}

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

/* Everything but one thing: the transcoder waits for it. */
static void lacks(uint32_t reg, uint32_t without, uint32_t with)
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
    violations(&igd, "transcoder 1\n");
    wr(&igd, reg, with);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE | STATE);
    g_assert_true(is_lit(&igd, "b"));
    violations(&igd, "transcoder 1\n");
    igd_stop(&igd);
}

static void test_transcoder(void)
{
    lacks(LCPLL2_CTL, 0, 0);
    lacks(DPLL_CTRL2, 1u << 16, 0);
    lacks(TRANS_CLK_SEL(0), 0, 0);
    lacks(TRANS_CLK_SEL(0), 3u << 29, 0);
    lacks(FUNC_CTL(0), 0, 0);
    lacks(HTOTAL(0), 0, 0);
}

/* What is taken from a transcoder that runs stops it. */
static void loses(uint32_t reg, uint32_t without)
{
    Igd igd;

    light(&igd);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, reg, without);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, ENABLE);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, UNDERRUN);
    g_assert_false(is_lit(&igd, "b"));
    violations(&igd, "clock-lost 1\n");
    igd_stop(&igd);

    /* but not one that was told to stop */
    light(&igd);
    wr(&igd, TRANSCONF(0), 0);
    wr(&igd, reg, without);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

static void test_lost(void)
{
    Igd igd;

    loses(LCPLL2_CTL, 0);
    loses(DPLL_CTRL2, 1u << 16);
    loses(TRANS_CLK_SEL(0), 0);
    loses(FUNC_CTL(0), 0);

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

/* @reg with @val faults; with what it was, the plane shows again. */
static void faults(Igd *igd, uint32_t reg, uint32_t val, unsigned count)
{
    g_autofree char *text = g_strdup_printf("surface %u\n", count);
    uint32_t was = rd(igd, PLANE(0, 0, reg)), good = crc(igd, "b");

    if (reg == SURF) {
        wr(igd, PLANE(0, 0, SURF), val);
    } else {
        plane_set(igd, reg, val);
    }
    g_assert_cmphex(events(igd, 0) & FAULT, ==, FAULT);
    g_assert_cmphex(crc(igd, "b"), !=, good);
    violations(igd, text);
    plane_set(igd, reg, was);
    g_assert_cmphex(events(igd, 0), ==, 0);
    g_assert_cmphex(crc(igd, "b"), ==, good);
}

static void test_surface(void)
{
    unsigned n = 0;
    Igd igd;

    light(&igd);
    faults(&igd, SURF, SURFACE + 0x1000, ++n);
    faults(&igd, SURF, SURFACE + 0x20000, ++n);
    faults(&igd, STRIDE, 0, ++n);
    faults(&igd, STRIDE, 513, ++n);                     /* 32 KiB and 64 */
    faults(&igd, CTL, ENABLE | XRGB | 2u << 10, ++n);   /* no tiling */
    faults(&igd, CTL, ENABLE | 15u << 24, ++n);         /* no format */
    faults(&igd, CTL, ENABLE | XRGB | 1, ++n);          /* linear, by 90 */
    faults(&igd, CTL, ENABLE | 6u << 24 | 5u << 10, ++n);  /* Yf, fp16 */
    igd_stop(&igd);

    /* Y tiling wants 1 MiB, X tiling a stride that it does not leave */
    light(&igd);
    plane_set(&igd, CTL, ENABLE | XRGB | 4u << 10);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, 0);
    violations(&igd, "");
    wr(&igd, PLANE(0, 0, SURF), SURFACE + 0x40000);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, FAULT);
    violations(&igd, "surface 1\n");
    plane_set(&igd, CTL, ENABLE | XRGB | 1u << 10);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, 0);
    plane_set(&igd, STRIDE, 1);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, 0);
    plane_set(&igd, OFFSET, 65);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, FAULT);
    violations(&igd, "surface 2\n");
    igd_stop(&igd);

    /* 5120 x 4096 can be fetched, wherever they would go */
    light(&igd);
    plane_set(&igd, SIZE, 4095u << 16 | 5119);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 1\n");
    plane_set(&igd, SIZE, 4095u << 16 | 5120);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN | FAULT);
    violations(&igd, "surface 1\nposition 1\n");
    plane_set(&igd, SIZE, 4095u << 16 | 5119);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    plane_set(&igd, SIZE, 4096u << 16 | 5119);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN | FAULT);
    violations(&igd, "surface 2\nposition 1\n");
    igd_stop(&igd);
}

static void test_position(void)
{
    Igd igd;

    light(&igd);
    plane_set(&igd, POS, 1016u << 16 | 1856);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, POS, 1857);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 1\n");
    plane_set(&igd, POS, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, POS, 1017u << 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 2\n");
    igd_stop(&igd);

    /* a source that is larger than the mode */
    igd_start(&igd);
    power_on(&igd);
    pll_on(&igd);
    configure(&igd, 0, PORT_B);
    wr(&igd, PIPESRC(0), 1920u << 16 | 1079);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 1\n");
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
    qtest_add_func("/intel-igd/rules/quiet", test_quiet);
    qtest_add_func("/intel-igd/rules/ddb", test_ddb);
    qtest_add_func("/intel-igd/rules/overlap", test_overlap);
    qtest_add_func("/intel-igd/rules/watermark", test_watermark);
    qtest_add_func("/intel-igd/rules/cdclk", test_cdclk);
    qtest_add_func("/intel-igd/rules/power", test_power);
    qtest_add_func("/intel-igd/rules/power-lost", test_power_lost);
    qtest_add_func("/intel-igd/rules/transcoder", test_transcoder);
    qtest_add_func("/intel-igd/rules/lost", test_lost);
    qtest_add_func("/intel-igd/rules/shared", test_shared);
    qtest_add_func("/intel-igd/rules/link", test_link);
    qtest_add_func("/intel-igd/rules/surface", test_surface);
    qtest_add_func("/intel-igd/rules/position", test_position);
    qtest_add_func("/intel-igd/rules/forcewake", test_forcewake);
    return g_test_run();
}
