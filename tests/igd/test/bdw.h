/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For tests of Broadwell: a machine with one, three monitors, and what lights
 * them.
 */
#ifndef IGD_TEST_BDW_H
#define IGD_TEST_BDW_H

#include "device.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define ENABLE          (1u << 31)
#define STATE           (1u << 30)

/* transcoder and pipe @n */
#define HTOTAL(n)       (0x60000 + (n) * 0x1000)
#define PIPESRC(n)      (0x6001c + (n) * 0x1000)
#define LINK_M1(n)      (0x60040 + (n) * 0x1000)
#define CRC_CTL(n)      (0x60050 + (n) * 0x1000)
#define CRC_RES(n)      (0x60064 + (n) * 0x1000)
#define FUNC_CTL(n)     (0x60400 + (n) * 0x1000)
#define TRANSCONF(n)    (0x70008 + (n) * 0x1000)
#define FRAMES(n)       (0x70040 + (n) * 0x1000)
#define FLIPS(n)        (0x70044 + (n) * 0x1000)
#define CURCNTR(n)      (0x70080 + (n) * 0x1000)
#define CURBASE(n)      (0x70084 + (n) * 0x1000)
/* DSP* of the primary plane, SPR* of the sprite of pipe @n */
#define DSP(n)          (0x70180 + (n) * 0x1000)
#define SPR(n)          (0x70280 + (n) * 0x1000)
enum {
    CNTR = 0x00, STRIDE = 0x08, POS = 0x0c, SIZE = 0x10, KEYVAL = 0x14,
    KEYMSK = 0x18, SURF = 0x1c, KEYMAX = 0x20, OFFSET = 0x24, SURFLIVE = 0x2c,
};
#define PF_WIN_POS(n)   (0x68070 + (n) * 0x800)
#define PF_WIN_SZ(n)    (0x68074 + (n) * 0x800)
#define PF_CTL(n)       (0x68080 + (n) * 0x800)
#define WM0_PIPE(n)     ((n) == 2 ? 0x45200 : 0x45100 + (n) * 4)
#define WM_LP(n)        (0x45104 + (n) * 4)     /* 1 to 3 */
#define WMS_LP(n)       (0x4511c + (n) * 4)

#define PIPE_IMR(n)     (0x44404 + (n) * 0x10)
#define PIPE_IIR(n)     (0x44408 + (n) * 0x10)
#define FLIP_DONE(p)    (1u << (4 + (p)))
#define FAULT(p)        (1u << (8 + (p)))
#define CURSOR_FAULT    (1u << 10)
#define UNDERRUN        (1u << 31)

#define FPGA_DBG        0x42300
#define PWR_WELL_CTL    0x45404
#define LCPLL_CTL       0x130040
#define WRPLL_CTL(n)    (0x46020 + (n) * 0x20)  /* 1 and 2 */
#define SPLL_CTL        0x46020
#define PORT_CLK_SEL(p) (0x46100 + (p) * 4)
#define TRANS_CLK_SEL(n) (0x46140 + (n) * 4)
#define DDI_BUF_CTL(p)  (0x64000 + (p) * 0x100)
#define DP_TP_CTL(p)    (0x64040 + (p) * 0x100)

/* PORT_CLK_SEL */
enum { LCPLL_2700, LCPLL_1350, LCPLL_810, SPLL, WRPLL1, WRPLL2, NO_CLOCK = 7 };

/* 148.5 MHz from 2.7 GHz: n 44, p 10, r 16 */
#define WRPLL_148_5     (ENABLE | 3u << 28 | 44 << 16 | 10 << 8 | 16)

#define PCODE_MAILBOX   0x138124
#define PCODE_DATA      0x138128

/* 1920x1080@60 of CEA-861, in ns and a little */
#define FRAME_NS        16666700
#define WIDTH           1920
#define HEIGHT          1080

enum { PORT_A, PORT_B, PORT_C, PORT_D };

/* Graphics addresses from @ga on are the same guest pages. */
static inline void map_pages(Igd *igd, uint32_t ga, unsigned pages)
{
    for (unsigned i = 0; i < pages; i++, ga += 4096) {
        qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / 4096 * 8, ga | 1);
    }
    wr(igd, 0x101008, 1);
}

static inline void igd_start(Igd *igd, const char *monitors)
{
    igd->qts = qtest_initf("-M q35 -m 64M -nodefaults -display none "
                           "-device intel-igd,id=igd,addr=2.0,aperture=128M,"
                           "platform=bdw %s", monitors);
    igd_attach(igd);
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
    return rd(igd, PIPE_IIR(n)) & (UNDERRUN | 0xff0);
}

static inline void pcode(Igd *igd, uint32_t command, uint32_t data)
{
    wr(igd, PCODE_DATA, data);
    wr(igd, PCODE_MAILBOX, ENABLE | command);
    g_assert_cmphex(rd(igd, PCODE_MAILBOX), ==, 0);
}

/* As i915 bdw_set_cdclk(): @freq is LCPLL's field, @level of the voltage */
static inline void set_cdclk(Igd *igd, uint32_t freq, uint32_t level)
{
    pcode(igd, 0x18, 0);
    wr(igd, LCPLL_CTL, rd(igd, LCPLL_CTL) | 1u << 21);
    g_assert_cmphex(rd(igd, LCPLL_CTL) & 1u << 19, ==, 1u << 19);
    wr(igd, LCPLL_CTL, 1u << 21 | freq << 26);
    wr(igd, LCPLL_CTL, freq << 26);
    g_assert_cmphex(rd(igd, LCPLL_CTL), ==, STATE | freq << 26);
    pcode(igd, 0x17, level);
}

static inline void power_on(Igd *igd)
{
    wr(igd, PWR_WELL_CTL, ENABLE);
    g_assert_cmphex(rd(igd, PWR_WELL_CTL), ==, ENABLE | STATE);
    for (unsigned n = 0; n < 3; n++) {
        wr(igd, PIPE_IMR(n), 0);
    }
}

/* Transcoder and pipe @n in 1920x1080@60 on HDMI port @port, with WRPLL1 */
static inline void configure(Igd *igd, unsigned n, unsigned port)
{
    static const uint32_t timings[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    wr(igd, WRPLL_CTL(1), WRPLL_148_5);
    wr(igd, PORT_CLK_SEL(port), WRPLL1 << 29);
    wr(igd, TRANS_CLK_SEL(n), (port + 1) << 29);
    for (unsigned i = 0; i < ARRAY_SIZE(timings); i++) {
        wr(igd, HTOTAL(n) + i * 4, timings[i]);
    }
    wr(igd, PIPESRC(n), (WIDTH - 1) << 16 | (HEIGHT - 1));
    wr(igd, FUNC_CTL(n), ENABLE | port << 28);
    wr(igd, WM0_PIPE(n), 64 << 16 | 64 << 8 | 16);
}

static inline void pipe_on(Igd *igd, unsigned n, unsigned port)
{
    configure(igd, n, port);
    wr(igd, DDI_BUF_CTL(port), ENABLE);
    wr(igd, TRANSCONF(n), ENABLE);
}

#endif
