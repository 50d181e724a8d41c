/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pipes in time, at 24 to 240 Hz: line, frame and flip counters, time stamps
 * and interrupts agree, step by step around the boundaries of lines.
 */
#include "qemu/osdep.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

/* pipe A, transcoder A, DDI B */
#define HTOTAL          0x60000
#define PIPESRC         0x6001c
#define LINK_M1         0x60040
#define LINK_N1         0x60044
#define FUNC_CTL        0x60400
#define DSL             0x70000
#define SCANLINECOMP    0x70004
#define TRANSCONF       0x70008
#define FRAMES          0x70040
#define FLIPS           0x70044
#define FRAME_STAMP     0x70048
#define FLIP_STAMP      0x7004c
#define TIMESTAMP       0x44070
#define CURCNTR         0x70080
#define CURBASE         0x70084
#define CURSURFLIVE     0x700ac
#define PLANE_CTL       0x70180
#define PLANE_STRIDE    0x70188
#define PLANE_SIZE      0x70190
#define PLANE_SURF      0x7019c
#define PLANE_SURFLIVE  0x701ac
#define PIPE_IMR        0x44404
#define PIPE_IIR        0x44408

#define ENABLE          (1u << 31)
#define STATE           (1u << 30)
#define VBLANK          (1u << 0)
#define SCAN_LINE       (1u << 2)
#define FLIP_DONE       (1u << 3)
#define XRGB            (4u << 24)

#define COMPARE         (1u << 31)
#define INCLUSIVE       (1u << 30)

typedef struct Mode {
    const char *name;
    bool hdmi;
    unsigned rate;
    uint32_t khz;
    uint32_t hdisplay, hsync_start, hsync_end, htotal;
    uint32_t vdisplay, vsync_start, vsync_end, vtotal;
} Mode;

/* As CEA-861 and DMT have them, or reduced blanking. HDMI: up to 300 MHz. */
static const Mode modes[] = {
    { "hdmi-24", true, 24, 74250, 1920, 2558, 2602, 2750,
      1080, 1084, 1089, 1125 },
    { "hdmi-60", true, 60, 148500, 1920, 2008, 2052, 2200,
      1080, 1084, 1089, 1125 },
    { "hdmi-75", true, 75, 135000, 1280, 1296, 1440, 1688,
      1024, 1025, 1028, 1066 },
    { "hdmi-120", true, 120, 297000, 1920, 2008, 2052, 2200,
      1080, 1084, 1089, 1125 },
    { "hdmi-144", true, 144, 155520, 1280, 1328, 1360, 1440,
      720, 723, 728, 750 },
    { "hdmi-240", true, 240, 273000, 1280, 1328, 1360, 1440,
      720, 723, 728, 790 },
    { "dp-24", false, 24, 74250, 1920, 2558, 2602, 2750,
      1080, 1084, 1089, 1125 },
    { "dp-60", false, 60, 148500, 1920, 2008, 2052, 2200,
      1080, 1084, 1089, 1125 },
    { "dp-75", false, 75, 135000, 1280, 1296, 1440, 1688,
      1024, 1025, 1028, 1066 },
    { "dp-120", false, 120, 297000, 1920, 2008, 2052, 2200,
      1080, 1084, 1089, 1125 },
    { "dp-144", false, 144, 346500, 1920, 1968, 2000, 2080,
      1080, 1083, 1088, 1157 },
    { "dp-240", false, 240, 606500, 1920, 1968, 2000, 2080,
      1080, 1083, 1088, 1215 },
};

typedef struct Igd {
    QTestState *qts;
    QPCIBus *bus;
    QPCIDevice *dev;
    QPCIBar bar0;
    const Mode *mode;
    uint64_t ns;        /* since the first active line of the first frame */
} Igd;

static uint32_t rd(Igd *igd, uint32_t offset)
{
    return qpci_io_readl(igd->dev, igd->bar0, offset);
}

static void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qpci_io_writel(igd->dev, igd->bar0, offset, val);
}

/* The pixel rate is exact: 24 MHz * (n + quarters), / q / 2 / 5. */
static void clock_hdmi(Igd *igd)
{
    uint32_t q = (8400000 + igd->mode->khz * 5) / (igd->mode->khz * 10);
    uint32_t dco = igd->mode->khz * 10 * q;

    wr(igd, 0x6c058, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, 0x6c040, ENABLE | dco % 24000 * 32768ull / 24000 << 9 |
                     dco / 24000);
    wr(igd, 0x6c044, q << 8 | 1u << 7 | 1u << 5);
}

static void clock_dp(Igd *igd)
{
    wr(igd, 0x6c058, 1u << 6 | 1u << 1 | 1u);
    wr(igd, LINK_M1, igd->mode->khz);
    wr(igd, LINK_N1, 540000);
}

static void light(Igd *igd)
{
    const Mode *m = igd->mode;

    wr(igd, 0x45404, 1u << 29 | 1u << 1);
    wr(igd, 0x6c058, 1u << 1 | 1u);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x46000, 3u << 26);         /* CDCLK of 675 MHz */
    /* the voltage that this takes, told to the power control unit */
    wr(igd, 0x138128, 3);
    wr(igd, 0x138124, ENABLE | 7);
    wr(igd, 0x45008, ENABLE);
    wr(igd, 0x45404, ENABLE | 1u << 29 | 1u << 5 | 1u << 1);
    if (m->hdmi) {
        clock_hdmi(igd);
    } else {
        clock_dp(igd);
    }
    wr(igd, 0x46014, ENABLE);
    wr(igd, 0x6c05c, 1u << 4 | 1u << 3);
    wr(igd, 0x46140, 2u << 29);
    wr(igd, HTOTAL, (m->htotal - 1) << 16 | (m->hdisplay - 1));
    wr(igd, HTOTAL + 4, (m->htotal - 1) << 16 | (m->hdisplay - 1));
    wr(igd, HTOTAL + 8, (m->hsync_end - 1) << 16 | (m->hsync_start - 1));
    wr(igd, HTOTAL + 12, (m->vtotal - 1) << 16 | (m->vdisplay - 1));
    wr(igd, HTOTAL + 16, (m->vtotal - 1) << 16 | (m->vdisplay - 1));
    wr(igd, HTOTAL + 20, (m->vsync_end - 1) << 16 | (m->vsync_start - 1));
    wr(igd, PIPESRC, (m->hdisplay - 1) << 16 | (m->vdisplay - 1));
    wr(igd, FUNC_CTL, ENABLE | 1u << 28 | (m->hdmi ? 0 : 2u << 24));
    wr(igd, 0x64140, ENABLE | 3u << 8);
    wr(igd, 0x64100, ENABLE);
    wr(igd, PIPE_IMR, 0);
    wr(igd, TRANSCONF, ENABLE);
    g_assert_cmphex(rd(igd, TRANSCONF), ==, ENABLE | STATE);
    igd->ns = 0;
}

static void igd_start(Igd *igd, const Mode *mode)
{
    igd->qts = qtest_init("-M q35 -m 64M -nodefaults -display none "
                          "-device intel-igd,id=igd,addr=2.0,aperture=128M");
    igd->bus = qpci_new_pc(igd->qts, NULL);
    igd->dev = qpci_device_find(igd->bus, QPCI_DEVFN(2, 0));
    g_assert_nonnull(igd->dev);
    qpci_device_enable(igd->dev);
    igd->bar0 = qpci_iomap(igd->dev, 0, NULL);
    igd->mode = mode;
    light(igd);
}

static void igd_stop(Igd *igd)
{
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

static void go_to(Igd *igd, uint64_t ns)
{
    g_assert_cmpuint(ns, >, igd->ns);
    qtest_clock_step(igd->qts, ns - igd->ns);
    igd->ns = ns;
}

/* When the counter goes on, in line @line (from 0) of frame @frame */
static uint64_t edge(const Mode *m, uint64_t frame, uint32_t line)
{
    unsigned __int128 pixels = (frame * m->vtotal + line) * m->htotal +
                               m->hsync_start;

    return (pixels * 1000000 + m->khz - 1) / m->khz;
}

/* What the counter shows after that; HDMI is one more behind. */
static uint32_t dsl_after(const Mode *m, uint32_t line)
{
    return (line + m->vtotal + 1 - (m->hdmi ? 2 : 1)) % m->vtotal;
}

/* To a little before and after an edge; more than rounding can make. */
#define SOON    3

static void check_line(Igd *igd, uint64_t frame, uint32_t line)
{
    const Mode *m = igd->mode;

    go_to(igd, edge(m, frame, line) - SOON);
    g_assert_cmpuint(rd(igd, DSL), ==,
                     dsl_after(m, line ? line - 1 : m->vtotal - 1));
    go_to(igd, igd->ns + 2 * SOON);
    g_assert_cmpuint(rd(igd, DSL), ==, dsl_after(m, line));
}

static void plane_on(Igd *igd, uint32_t surf)
{
    wr(igd, PLANE_STRIDE, 4);
    wr(igd, PLANE_SIZE, 63u << 16 | 63);
    wr(igd, 0x70240, ENABLE | 1u << 14 | 32);
    wr(igd, 0x7027c, 159u << 16 | 0);
    wr(igd, PLANE_CTL, ENABLE | XRGB);
    wr(igd, PLANE_SURF, surf);
}

/* Edge of vertical blank: everything happens there, and nothing before. */
static void check_vblank(Igd *igd, uint64_t frame)
{
    const Mode *m = igd->mode;
    uint32_t stamp, flip_stamp, surf = (frame % 2 + 1) << 18;

    go_to(igd, igd->ns + 1000000);
    flip_stamp = rd(igd, TIMESTAMP);
    plane_on(igd, surf);
    g_assert_cmpuint(rd(igd, FLIPS), ==, frame + 1);
    g_assert_cmpuint(rd(igd, FLIP_STAMP), ==, flip_stamp);
    wr(igd, PIPE_IIR, ~0u);
    wr(igd, PIPE_IIR, ~0u);

    go_to(igd, edge(m, frame, m->vdisplay - 1) - SOON);
    g_assert_cmpuint(rd(igd, DSL), ==, dsl_after(m, m->vdisplay - 2));
    g_assert_cmpuint(rd(igd, FRAMES), ==, frame);
    g_assert_cmphex(rd(igd, PLANE_SURFLIVE), !=, surf);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, 0);

    go_to(igd, igd->ns + 2 * SOON);
    stamp = rd(igd, FRAME_STAMP);
    g_assert_cmpuint(rd(igd, DSL), ==, dsl_after(m, m->vdisplay - 1));
    g_assert_cmpuint(rd(igd, FRAMES), ==, frame + 1);
    g_assert_cmpuint(rd(igd, TIMESTAMP) - stamp, <=, 1);
    g_assert_cmphex(rd(igd, PLANE_SURFLIVE), ==, surf);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, VBLANK | FLIP_DONE);
    g_assert_cmpuint(rd(igd, FLIPS), ==, frame + 1);
    g_assert_cmpuint(rd(igd, FLIP_STAMP), ==, flip_stamp);
}

static void test_mode(gconstpointer data)
{
    const Mode *m = data;
    uint32_t stamp, frames;
    Igd igd;

    igd_start(&igd, m);
    check_line(&igd, 0, 0);
    check_line(&igd, 0, 1);
    check_line(&igd, 0, m->vdisplay / 3);
    check_vblank(&igd, 0);
    check_line(&igd, 0, m->vdisplay);
    check_line(&igd, 0, m->vtotal - 1);
    check_line(&igd, 1, 0);
    check_vblank(&igd, 1);

    /* nothing drifts: ten seconds, and the last line is where it has to be */
    stamp = rd(&igd, FRAME_STAMP);
    frames = rd(&igd, FRAMES);
    check_line(&igd, 1 + 10 * m->rate, m->vdisplay - 1);
    g_assert_cmpuint(rd(&igd, FRAMES) - frames, ==, 10 * m->rate);
    g_assert_cmpuint(rd(&igd, FRAME_STAMP) - stamp, >=, 9999999 - 10000);
    g_assert_cmpuint(rd(&igd, FRAME_STAMP) - stamp, <=, 10000001 + 10000);
    g_assert_cmpuint(ABS((int64_t)((rd(&igd, FRAME_STAMP) - stamp) * 1000ull) -
                         (int64_t)(edge(m, 1 + 10 * m->rate,
                                        m->vdisplay - 1) -
                                   edge(m, 1, m->vdisplay - 1))), <=,
                     1000 + SOON);
    igd_stop(&igd);
}

/* Lines since the first vertical blank, by what the registers say. */
static uint64_t position(Igd *igd)
{
    const Mode *m = igd->mode;
    uint32_t since = rd(igd, DSL) + m->vtotal - dsl_after(m, m->vdisplay - 1);

    return (uint64_t)rd(igd, FRAMES) * m->vtotal + since % m->vtotal;
}

/* At odd moments: nothing runs backwards, and clocks agree to a line. */
static void test_odd_moments(gconstpointer data)
{
    const Mode *m = data;
    uint64_t last = 0, seed = 1;
    uint32_t last_stamp = 0, last_time = 0;
    Igd igd;

    igd_start(&igd, m);
    for (unsigned i = 0; i < 2000; i++) {
        uint64_t now, lines;
        uint32_t stamp, time;

        /* steps from some nanoseconds to three frames */
        seed = seed * 6364136223846793005ull + 1442695040888963407ull;
        go_to(&igd, igd.ns + 1 + (seed >> 33) % (i % 7 ? 40000 : 40000000));
        now = position(&igd);
        stamp = rd(&igd, FRAME_STAMP);
        time = rd(&igd, TIMESTAMP);
        g_assert_cmpuint(now, >=, last);
        g_assert_cmpuint(stamp, >=, last_stamp);
        g_assert_cmpuint(time, >=, last_time);
        g_assert_cmpuint(time, >=, stamp);
        /* lines since the last vertical blank, by line and by microsecond */
        lines = (uint64_t)(time - stamp) * m->khz / 1000 / m->htotal;
        if (rd(&igd, FRAMES)) {
            g_assert_cmpuint(ABS((int64_t)lines -
                                 (int64_t)(now % m->vtotal)), <=, 1);
        }
        last = now;
        last_stamp = stamp;
        last_time = time;
    }
    igd_stop(&igd);
}

/* What is written before the edge is shown from there, else a frame later. */
static void test_latch(void)
{
    const Mode *m = &modes[1];
    Igd igd;

    igd_start(&igd, m);
    plane_on(&igd, 1u << 18);
    wr(&igd, 0x70140, ENABLE | 8);
    wr(&igd, 0x7017c, 891u << 16 | 860);
    wr(&igd, CURCNTR, 0x27);
    wr(&igd, CURBASE, 1u << 12);
    go_to(&igd, edge(m, 0, m->vdisplay - 1) + SOON);
    go_to(&igd, edge(m, 1, m->vdisplay - 1) - SOON);
    wr(&igd, PLANE_SURF, 2u << 18);
    wr(&igd, CURBASE, 2u << 12);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 1u << 18);
    g_assert_cmphex(rd(&igd, CURSURFLIVE), ==, 1u << 12);
    go_to(&igd, igd.ns + 2 * SOON);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 2u << 18);
    g_assert_cmphex(rd(&igd, CURSURFLIVE), ==, 2u << 12);
    wr(&igd, PLANE_SURF, 3u << 18);
    wr(&igd, CURBASE, 3u << 12);
    go_to(&igd, edge(m, 2, m->vdisplay - 1) - SOON);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 2u << 18);
    g_assert_cmphex(rd(&igd, CURSURFLIVE), ==, 2u << 12);
    go_to(&igd, igd.ns + 2 * SOON);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, 3u << 18);
    g_assert_cmphex(rd(&igd, CURSURFLIVE), ==, 3u << 12);
    igd_stop(&igd);
}

static void compare(Igd *igd, uint32_t flags, uint32_t first, uint32_t last)
{
    wr(igd, PIPE_IIR, ~0u);
    wr(igd, PIPE_IIR, ~0u);
    wr(igd, SCANLINECOMP, COMPARE | flags | first << 16 | last);
}

static bool compared(Igd *igd)
{
    bool event = rd(igd, PIPE_IIR) & SCAN_LINE;

    g_assert_cmpint(event, ==, !(rd(igd, SCANLINECOMP) & COMPARE));
    return event;
}

/* The event comes at the edge before which the counter shows line @line. */
static void comes_with(Igd *igd, uint64_t frame, uint32_t line)
{
    /* the counter shows @line after the edge of line @line + 1 (HDMI) */
    go_to(igd, edge(igd->mode, frame, line + 1) - SOON);
    g_assert_false(compared(igd));
    go_to(igd, igd->ns + 2 * SOON);
    g_assert_cmpuint(rd(igd, DSL), ==, line);
    g_assert_true(compared(igd));
}

static void test_scan_line(void)
{
    const Mode *m = &modes[1];
    Igd igd;

    igd_start(&igd, m);
    compare(&igd, 0, 100, 100);
    comes_with(&igd, 0, 100);
    /* inside already */
    compare(&igd, 0, 90, 110);
    g_assert_true(compared(&igd));
    /* outside of it when it is left; outside already */
    compare(&igd, INCLUSIVE, 50, 299);
    comes_with(&igd, 0, 300);
    compare(&igd, INCLUSIVE, 50, 299);
    g_assert_true(compared(&igd));
    /* over the end of the frame */
    compare(&igd, 0, m->vtotal - 5, 20);
    comes_with(&igd, 0, m->vtotal - 5);
    compare(&igd, INCLUSIVE, m->vtotal - 5, 20);
    comes_with(&igd, 1, 21);
    /* a line that is none never comes; once is enough */
    compare(&igd, 0, m->vtotal, m->vtotal + 1);
    go_to(&igd, edge(m, 4, 0));
    g_assert_false(compared(&igd));
    compare(&igd, 0, 100, 100);
    comes_with(&igd, 4, 100);
    wr(&igd, PIPE_IIR, ~0u);
    wr(&igd, PIPE_IIR, ~0u);
    go_to(&igd, edge(m, 7, 0));
    g_assert_cmphex(rd(&igd, PIPE_IIR) & SCAN_LINE, ==, 0);
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (unsigned i = 0; i < ARRAY_SIZE(modes); i++) {
        g_autofree char *mode = g_strdup_printf("/intel-igd/time/%s",
                                                modes[i].name);
        g_autofree char *odd = g_strdup_printf("/intel-igd/time/odd/%s",
                                               modes[i].name);

        qtest_add_data_func(mode, &modes[i], test_mode);
        if (i % 2) {
            qtest_add_data_func(odd, &modes[i], test_odd_moments);
        }
    }
    qtest_add_func("/intel-igd/time/latch", test_latch);
    qtest_add_func("/intel-igd/time/scan-line", test_scan_line);
    return g_test_run();
}
