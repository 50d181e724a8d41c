/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For tests of rules: a machine with the emulated iGPU and three monitors, and
 * what lights them.
 */
#ifndef IGD_TEST_MACHINE_H
#define IGD_TEST_MACHINE_H

#include "device.h"

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
#define CUR_FBC_CTL(n)  (0x700a0 + (n) * 0x1000)
#define CUR_WM(n)       (0x70140 + (n) * 0x1000)
#define CUR_BUF_CFG(n)  (0x7017c + (n) * 0x1000)
#define PLANE(n, p, r)  (0x70180 + (n) * 0x1000 + (p) * 0x100 + (r))
enum {
    CTL = 0x00, STRIDE = 0x08, POS = 0x0c, SIZE = 0x10, SURF = 0x1c,
    OFFSET = 0x24, SURFLIVE = 0x2c, WM = 0xc0, WM_TRANS = 0xe8, BUF_CFG = 0xfc,
};
#define PIPE_IMR(n)     (0x44404 + (n) * 0x10)
#define PIPE_IIR(n)     (0x44408 + (n) * 0x10)
#define UNDERRUN        (1u << 31)
#define FAULT           (1u << 7)
#define CURSOR_FAULT    (1u << 11)

#define FPGA_DBG        0x42300
#define DBUF_CTL        0x45008
#define PWR_WELL_BIOS   0x45400
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

#define PCODE_MAILBOX   0x138124
#define PCODE_DATA      0x138128
#define PCODE_CDCLK     7

/* 1920x1080@60 of CEA-861, in ns and a little */
#define FRAME_NS        16666700

enum { PORT_B = 1, PORT_C = 2 };

static inline void map(Igd *igd, uint32_t ga)
{
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / PAGE * 8,
                   ga | PTE_PRESENT);
    for (uint32_t i = 0; i < PAGE; i += 4) {
        qtest_writel(igd->qts, ga + i, 0xff102030);
    }
}

static inline void igd_start(Igd *igd)
{
    igd->qts = qtest_init("-M q35 -m 64M -nodefaults -display none "
                          "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                          "-device igd-monitor,id=b,port=b,connector=hdmi "
                          "-device igd-monitor,id=c,port=c,connector=hdmi "
                          "-device igd-monitor,id=d,port=d,connector=dp");
    igd_attach(igd);
    for (uint32_t page = 0; page < 4; page++) {
        map(igd, SURFACE + page * PAGE);
        map(igd, CURSOR + page * PAGE);
    }
    wr(igd, 0x101008, 1);
}

static inline uint32_t crc(Igd *igd, const char *monitor)
{
    return get_int(igd, monitor, "crc");
}

static inline void frame(Igd *igd)
{
    qtest_clock_step(igd->qts, FRAME_NS);
}

/* Interrupts of pipe @n in a whole frame, but those of its flow. */
static inline uint32_t events(Igd *igd, unsigned n)
{
    frame(igd);
    wr(igd, PIPE_IIR(n), ~0u);
    wr(igd, PIPE_IIR(n), ~0u);
    frame(igd);
    return rd(igd, PIPE_IIR(n)) & (UNDERRUN | 0xf80);
}

/* Voltage for a CDCLK: a level, or 3 before a change */
static inline void voltage(Igd *igd, uint32_t level)
{
    wr(igd, PCODE_DATA, level);
    wr(igd, PCODE_MAILBOX, ENABLE | PCODE_CDCLK);
}

/* As i915 skl_display_core_init(): PG1, CDCLK of 450 MHz, DBUF, then PG2 */
static inline void power_on(Igd *igd)
{
    wr(igd, PWR_WELL_CTL, PG1 | MISC_IO);
    voltage(igd, 3);
    wr(igd, CDCLK_CTL, 0);
    wr(igd, DPLL_CTRL1, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, LCPLL1_CTL, ENABLE);
    voltage(igd, 1);
    wr(igd, DBUF_CTL, ENABLE);
    wr(igd, PWR_WELL_CTL, PG2 | PG1 | MISC_IO | DDI_IO(PORT_B) |
                          DDI_IO(PORT_C) | DDI_IO(3));
    for (unsigned n = 0; n < 3; n++) {
        wr(igd, PIPE_IMR(n), 0);
    }
}

/* DPLL1: 148.5 MHz, for ports B, C and D */
static inline void pll_on(Igd *igd)
{
    wr(igd, 0x6c040, ENABLE | 8192u << 9 | 371);
    wr(igd, 0x6c044, 2u << 8 | 1u << 7 | 1u << 5 | 2u << 2 | 1);
    wr(igd, LCPLL2_CTL, ENABLE);
    wr(igd, DPLL_CTRL2, 3u << 3 | 3u << 6 | 3u << 9);
}

/* Transcoder and pipe @n on HDMI port @port */
static inline void configure(Igd *igd, unsigned n, unsigned port)
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

static inline void pipe_on(Igd *igd, unsigned n, unsigned port)
{
    configure(igd, n, port);
    wr(igd, TRANSCONF(n), ENABLE);
    wr(igd, DDI_BUF_CTL(port), ENABLE);
}

/* Plane @p of pipe @n, 64 x 64, with blocks @first and on */
static inline void plane_on(Igd *igd, unsigned n, unsigned p, uint32_t first)
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

static inline void plane_off(Igd *igd, unsigned n, unsigned p)
{
    wr(igd, PLANE(n, p, CTL), 0);
    wr(igd, PLANE(n, p, SURF), 0);
}

/* Change one register of plane 1 of pipe A. */
static inline void plane_set(Igd *igd, uint32_t reg, uint32_t val)
{
    wr(igd, PLANE(0, 0, reg), val);
    wr(igd, PLANE(0, 0, SURF), SURFACE);
}

static inline void cursor_off(Igd *igd)
{
    wr(igd, CURCNTR(0), 0);
    wr(igd, CURBASE(0), 0);
}

static inline void cursor_on(Igd *igd)
{
    wr(igd, CUR_WM(0), ENABLE | 8);
    wr(igd, CUR_BUF_CFG(0), 891u << 16 | 860);
    wr(igd, CURCNTR(0), 0x27);
    wr(igd, CURBASE(0), CURSOR);
}

/* Power, PLL, pipe A on port B with a plane: all as it should be. */
static inline void light(Igd *igd)
{
    igd_start(igd);
    power_on(igd);
    pll_on(igd);
    pipe_on(igd, 0, PORT_B);
    plane_on(igd, 0, 0, 0);
    g_assert_cmphex(events(igd, 0), ==, 0);
    violations(igd, "");
}

#endif
