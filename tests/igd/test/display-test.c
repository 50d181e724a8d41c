/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The display of the emulated iGPU, without a driver: what runs when, what
 * latches when, and what a monitor shows.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "hw/display/igd/test/device.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define PTE_PRESENT     1
#define PAGE            4096

/* Guest pages that the test uses, also their graphics addresses. */
#define SURFACE         0x00100000      /* 64 rows of 64 pixels: 4 pages */
#define OTHER           0x00200000
#define CURSOR          0x00300000

/* pipe A, transcoder A, DDI B */
#define HTOTAL          0x60000
#define PIPESRC         0x6001c
#define CRC_CTL         0x60050
#define CRC_RES         0x60064
#define FUNC_CTL        0x60400
#define DSL             0x70000
#define TRANSCONF       0x70008
#define FRAMES          0x70040
#define FLIPS           0x70044
#define FRAME_STAMP     0x70048
#define CURCNTR         0x70080
#define CURBASE         0x70084
#define CURPOS          0x70088
#define PLANE_CTL       0x70180
#define PLANE_STRIDE    0x70188
#define PLANE_POS       0x7018c
#define PLANE_SIZE      0x70190
#define PLANE_SURF      0x7019c
#define PLANE_OFFSET    0x701a4
#define PLANE_SURFLIVE  0x701ac
#define PLANE_WM        0x70240
#define PLANE_BUF_CFG   0x7027c
#define PIPE_IMR        0x44404
#define PIPE_IIR        0x44408
#define PIPE_IER        0x4440c
#define DDI_BUF_B       0x64100
#define SDEISR          0xc4000

#define ENABLE          (1u << 31)
#define STATE           (1u << 30)
#define VBLANK          (1u << 0)
#define FLIP_DONE       (1u << 3)
#define FAULT           (1u << 7)
#define CRC_DONE        (1u << 28)
#define XRGB            (4u << 24)

/* 1920x1080@60 of CEA-861 */
#define PIXEL_HZ        148500000ull
#define LINE_PIXELS     2200
#define FRAME_LINES     1125
#define ACTIVE_LINES    1080
#define HSYNC_START     2008

static void map_page(Igd *igd, uint32_t ga, uint64_t pte)
{
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / PAGE * 8, pte);
    wr(igd, 0x101008, 1);
}

static void fill(Igd *igd, uint32_t at, uint32_t pixels, uint32_t val)
{
    for (uint32_t i = 0; i < pixels; i++) {
        qtest_writel(igd->qts, at + i * 4, val + i);
    }
}

static void igd_start(Igd *igd, const char *monitors)
{
    igd->qts = qtest_initf("-M q35 -m 64M -nodefaults -display none "
                           "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                           "%s", monitors);
    igd_attach(igd);
    for (uint32_t ga = SURFACE; ga < SURFACE + 4 * PAGE; ga += PAGE) {
        map_page(igd, ga, ga | PTE_PRESENT);
        map_page(igd, ga - SURFACE + OTHER,
                 (ga - SURFACE + OTHER) | PTE_PRESENT);
        map_page(igd, ga - SURFACE + CURSOR,
                 (ga - SURFACE + CURSOR) | PTE_PRESENT);
    }
}

#define HDMI_B "-device igd-monitor,id=b,port=b,connector=hdmi"

/* Wells PG1, MISC_IO, PG2 and DDI B's, display buffer, CDCLK of 450 MHz. */
static void power_on(Igd *igd)
{
    wr(igd, 0x45404, 1u << 29 | 1u << 1);
    wr(igd, 0x6c058, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x46000, 0);
    /* the voltage that this takes, told to the power control unit */
    wr(igd, 0x138128, 1);
    wr(igd, 0x138124, ENABLE | 7);
    wr(igd, 0x45008, ENABLE);
    wr(igd, 0x45404, ENABLE | 1u << 29 | 1u << 5 | 1u << 1);
}

/* Clock, port and timings, but not the transcoder itself. */
static void prepare(Igd *igd)
{
    static const uint32_t timings[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    power_on(igd);
    /* DPLL1: 24 MHz * 371.25 / (3 * 2 * 2 * 5) */
    wr(igd, 0x6c040, ENABLE | 8192u << 9 | 371);
    wr(igd, 0x6c044, 2u << 8 | 1u << 7 | 1u << 5 | 2u << 2 | 1);
    wr(igd, 0x46014, ENABLE);
    wr(igd, 0x6c05c, 1u << 4 | 1u << 3);
    wr(igd, 0x46140, 2u << 29);
    for (unsigned i = 0; i < ARRAY_SIZE(timings); i++) {
        wr(igd, HTOTAL + i * 4, timings[i]);
    }
    wr(igd, PIPESRC, 1919u << 16 | 1079);
    wr(igd, FUNC_CTL, ENABLE | 1u << 28);
    wr(igd, DDI_BUF_B, ENABLE);
}

static void light(Igd *igd)
{
    prepare(igd);
    wr(igd, PIPE_IMR, 0);
    wr(igd, TRANSCONF, ENABLE);
    g_assert_cmphex(rd(igd, TRANSCONF), ==, ENABLE | STATE);
}

static void plane_on(Igd *igd, uint32_t surf)
{
    wr(igd, PLANE_STRIDE, 4);
    wr(igd, PLANE_POS, 20u << 16 | 10);
    wr(igd, PLANE_SIZE, 63u << 16 | 63);
    wr(igd, PLANE_OFFSET, 0);
    wr(igd, PLANE_WM, ENABLE | 1u << 14 | 32);
    wr(igd, PLANE_BUF_CFG, 159u << 16 | 0);
    wr(igd, PLANE_CTL, ENABLE | XRGB);
    wr(igd, PLANE_SURF, surf);
}

static void step_pixels(Igd *igd, uint64_t pixels)
{
    qtest_clock_step(igd->qts, (pixels * 1000000000 + PIXEL_HZ - 1) /
                               PIXEL_HZ);
}

static void step_frame(Igd *igd)
{
    step_pixels(igd, (uint64_t)LINE_PIXELS * FRAME_LINES);
}

/* To a little before or after the first start of vertical blank. */
static void step_to_vblank(Igd *igd, int more)
{
    step_pixels(igd, (ACTIVE_LINES - 1) * LINE_PIXELS + HSYNC_START + more);
}

static char *get_str(Igd *igd, const char *property)
{
    QDict *reply = get(igd, "b", property);
    char *str = g_strdup(qdict_get_str(reply, "return"));

    qobject_unref(reply);
    return str;
}

/* CRC-32 of IEEE 802.3 */
static uint32_t crc_of(const uint8_t *p, size_t len)
{
    uint32_t table[256], crc = ~0u;

    for (unsigned i = 0; i < 256; i++) {
        table[i] = i;
        for (unsigned bit = 0; bit < 8; bit++) {
            table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
        }
    }
    while (len--) {
        crc = crc >> 8 ^ table[(crc ^ *p++) & 0xff];
    }
    return ~crc;
}

/* CRC of a black picture with 64x64 pixels that count from @val at (10,20). */
static uint32_t picture_crc(uint32_t val, bool second_page_black)
{
    g_autofree uint32_t *p = g_new0(uint32_t, 1920 * 1080);

    for (unsigned i = 0; i < 64 * 64; i++) {
        if (!second_page_black || i / 1024 != 1) {
            p[(20 + i / 64) * 1920 + 10 + i % 64] =
                cpu_to_le32((val + i) & 0xffffff);
        }
    }
    return crc_of((uint8_t *)p, 1920 * 1080 * 4);
}

static void test_access(void)
{
    Igd igd;

    igd_start(&igd, HDMI_B);
    /* power wells: the state follows any request */
    g_assert_cmphex(rd(&igd, 0x42000), ==, 0x88000000);
    wr(&igd, 0x45404, 2u << 28);
    g_assert_cmphex(rd(&igd, 0x45400), ==, 1u << 28);
    g_assert_cmphex(rd(&igd, 0x42000), ==, 0x8c000000);

    power_on(&igd);
    wr(&igd, PLANE_SURFLIVE, 0x1000);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 0);
    wr(&igd, TRANSCONF, STATE);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, 0);
    g_assert_cmphex(rd(&igd, DDI_BUF_B), ==, 1u << 7);
    wr(&igd, DDI_BUF_B, ENABLE);
    g_assert_cmphex(rd(&igd, DDI_BUF_B), ==, ENABLE);

    /* a byte changes its byte */
    wr(&igd, PIPESRC, 0x11223344);
    qpci_io_writeb(igd.dev, igd.bar0, PIPESRC + 1, 0xaa);
    g_assert_cmphex(rd(&igd, PIPESRC), ==, 0x1122aa44);
    g_assert_cmphex(qpci_io_readb(igd.dev, igd.bar0, PIPESRC + 2), ==, 0x22);
    igd_stop(&igd);
}

static void test_time(void)
{
    Igd igd;
    uint32_t stamp;

    igd_start(&igd, HDMI_B);
    power_on(&igd);
    g_assert_cmpuint(rd(&igd, DSL), !=, 0);
    light(&igd);
    /* HDMI: the counter is two behind the line, in the first of a frame */
    g_assert_cmpuint(rd(&igd, DSL), ==, FRAME_LINES - 2);
    step_pixels(&igd, 100 * LINE_PIXELS);
    g_assert_cmpuint(rd(&igd, DSL), ==, 98);
    step_pixels(&igd, HSYNC_START + 1);
    g_assert_cmpuint(rd(&igd, DSL), ==, 99);

    step_pixels(&igd, (ACTIVE_LINES - 101) * LINE_PIXELS - 10);
    g_assert_cmpuint(rd(&igd, FRAMES), ==, 0);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, 0);
    step_pixels(&igd, 20);
    g_assert_cmpuint(rd(&igd, FRAMES), ==, 1);
    g_assert_cmpuint(rd(&igd, DSL), ==, ACTIVE_LINES - 2);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK);
    wr(&igd, PIPE_IIR, VBLANK);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, 0);

    stamp = rd(&igd, FRAME_STAMP);
    for (unsigned i = 0; i < 600; i++) {
        step_frame(&igd);
        wr(&igd, PIPE_IIR, VBLANK);
    }
    g_assert_cmpuint(rd(&igd, FRAMES), ==, 601);
    g_assert_cmpuint(rd(&igd, FRAME_STAMP) - stamp, ==, 10000000);

    /* one long step: all frames count, one interrupt comes */
    qtest_clock_step(igd.qts, 1000000000);
    g_assert_cmpuint(rd(&igd, FRAMES), ==, 661);
    igd_stop(&igd);
}

static void test_stop(void)
{
    Igd igd;
    uint32_t frames, line;

    igd_start(&igd, HDMI_B);
    light(&igd);
    step_pixels(&igd, 500 * LINE_PIXELS);
    wr(&igd, TRANSCONF, 0);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, STATE);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, 0);
    frames = rd(&igd, FRAMES);
    line = rd(&igd, DSL);
    step_frame(&igd);
    g_assert_cmpuint(rd(&igd, FRAMES), ==, frames);
    g_assert_cmpuint(rd(&igd, DSL), ==, line);
    igd_stop(&igd);
}

static void test_no_clock(void)
{
    Igd igd;

    igd_start(&igd, HDMI_B);
    prepare(&igd);
    wr(&igd, 0x46014, 0);
    wr(&igd, TRANSCONF, ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, ENABLE);
    step_frame(&igd);
    g_assert_cmpuint(rd(&igd, FRAMES), ==, 0);
    wr(&igd, 0x46014, ENABLE);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, ENABLE | STATE);
    /* and it stops when the clock goes away */
    wr(&igd, 0x46014, 0);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, ENABLE);
    igd_stop(&igd);
}

static void test_latch(void)
{
    Igd igd;

    igd_start(&igd, HDMI_B);
    light(&igd);
    plane_on(&igd, SURFACE);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 0);
    step_to_vblank(&igd, -10);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 0);
    step_pixels(&igd, 20);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, SURFACE);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK | FLIP_DONE);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 1);
    wr(&igd, PIPE_IIR, ~0u);

    /* an enabled plane is armed by its address and nothing else */
    wr(&igd, PLANE_POS, 0);
    wr(&igd, PLANE_CTL, XRGB);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK);
    wr(&igd, PIPE_IIR, ~0u);
    wr(&igd, PLANE_CTL, ENABLE | XRGB);
    wr(&igd, PLANE_SURF, OTHER);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, OTHER);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK | FLIP_DONE);
    igd_stop(&igd);
}

static void test_picture(void)
{
    g_autofree char *pipe = NULL, *timings = NULL;
    Igd igd;

    igd_start(&igd, HDMI_B);
    fill(&igd, SURFACE, 64 * 64, 0x102030);
    fill(&igd, OTHER, 64 * 64, 0x405060);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==, 0);
    light(&igd);
    plane_on(&igd, SURFACE);
    step_frame(&igd);
    pipe = get_str(&igd, "pipe");
    g_assert_cmpstr(pipe, ==, "A");
    timings = get_str(&igd, "timings");
    g_assert_cmpstr(timings, ==,
                    "148500 kHz h 1920 1920 2008 2052 2200 2200 "
                    "v 1080 1080 1084 1089 1125 1125");
    g_assert_cmpuint(get_int(&igd, "b", "frames"), ==, 1);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==,
                    picture_crc(0x102030, false));

    /* the register agrees with what the monitor shows */
    wr(&igd, CRC_CTL, ENABLE | 4u << 28);
    wr(&igd, PIPE_IIR, ~0u);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK | CRC_DONE);
    g_assert_cmphex(rd(&igd, CRC_RES), ==, picture_crc(0x102030, false));

    /* a flip shows from the next frame on */
    wr(&igd, PLANE_SURF, OTHER);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==,
                    picture_crc(0x102030, false));
    step_frame(&igd);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==,
                    picture_crc(0x405060, false));

    /* through a PTE that is not present comes black, and a fault */
    map_page(&igd, OTHER + PAGE, OTHER + PAGE);
    wr(&igd, PIPE_IIR, ~0u);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR) & FAULT, ==, FAULT);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==,
                    picture_crc(0x405060, true));
    igd_stop(&igd);
}

static void test_cursor(void)
{
    Igd igd;
    uint32_t black, shown;

    igd_start(&igd, HDMI_B);
    fill(&igd, CURSOR, 64 * 64, 0xff000001);
    light(&igd);
    step_frame(&igd);
    black = get_int(&igd, "b", "crc");
    wr(&igd, 0x70140, ENABLE | 8);
    wr(&igd, 0x7017c, 891u << 16 | 860);
    wr(&igd, CURCNTR, 0x27);
    wr(&igd, CURPOS, 20u << 16 | 10);
    wr(&igd, CURBASE, CURSOR);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==, black);
    step_frame(&igd);
    shown = get_int(&igd, "b", "crc");
    g_assert_cmphex(shown, ==, picture_crc(0x000001, false));

    /* a move needs the base behind it, and what comes later takes it back */
    wr(&igd, CURPOS, 0);
    step_frame(&igd);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==, shown);
    wr(&igd, CURBASE, CURSOR);
    wr(&igd, CURPOS, 5);
    step_frame(&igd);
    g_assert_cmphex(get_int(&igd, "b", "crc"), ==, shown);
    wr(&igd, CURBASE, CURSOR);
    step_frame(&igd);
    g_assert_cmphex(get_int(&igd, "b", "crc"), !=, shown);
    igd_stop(&igd);
}

static void test_reset(void)
{
    g_autofree char *pipe = NULL;
    Igd igd;

    igd_start(&igd, HDMI_B);
    light(&igd);
    plane_on(&igd, SURFACE);
    step_frame(&igd);
    qtest_system_reset(igd.qts);
    pipe = get_str(&igd, "pipe");
    g_assert_cmpstr(pipe, ==, "none");
    qpci_device_enable(igd.dev);
    igd.bar0 = qpci_iomap(igd.dev, 0, NULL);
    power_on(&igd);
    g_assert_cmphex(rd(&igd, TRANSCONF), ==, 0);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 0);
    g_assert_cmphex(rd(&igd, SDEISR), ==, 1u << 21);
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/display/access", test_access);
    qtest_add_func("/intel-igd/display/time", test_time);
    qtest_add_func("/intel-igd/display/stop", test_stop);
    qtest_add_func("/intel-igd/display/no-clock", test_no_clock);
    qtest_add_func("/intel-igd/display/latch", test_latch);
    qtest_add_func("/intel-igd/display/picture", test_picture);
    qtest_add_func("/intel-igd/display/cursor", test_cursor);
    qtest_add_func("/intel-igd/display/reset", test_reset);
    return g_test_run();
}
