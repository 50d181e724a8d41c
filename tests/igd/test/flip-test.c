/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Flips by every way there is: registers, the mailbox and commands; and
 * command streamers that wait for the display.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "qobject/qdict.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define PAGE            4096

/*
 * Guest pages that the test uses, also their graphics addresses. Surfaces are
 * of 64x64 pixels, 16 pages.
 */
#define HWSP            0x00080000
#define LRC             0x00081000      /* status page, then the state */
#define RING            0x00085000
#define DATA            0x00086000
#define SURFACE         0x00100000
#define OTHER           0x00200000
#define THIRD           0x00300000

#define PIPE(pipe)      ((pipe) * 0x1000)
#define PLANE(plane)    ((plane) * 0x100)

/* of pipe A, plane 1; transcoder A, DDI B */
#define HTOTAL          0x60000
#define PIPESRC         0x6001c
#define FUNC_CTL        0x60400
#define DSL             0x70000
#define TRANSCONF       0x70008
#define FRAMES          0x70040
#define FLIPS           0x70044
#define FLIP_STAMP      0x7004c
#define TIMESTAMP       0x44070
#define PLANE_CTL       0x70180
#define PLANE_STRIDE    0x70188
#define PLANE_POS       0x7018c
#define PLANE_SIZE      0x70190
#define PLANE_SURF      0x7019c
#define PLANE_SURFLIVE  0x701ac
#define PLANE_AUX_DIST  0x701c0
#define PIPE_IMR        0x44404
#define PIPE_IIR        0x44408
#define DERRMR          0x44050

#define ENABLE          (1u << 31)
#define STATE           (1u << 30)
#define VBLANK          (1u << 0)
#define SCAN_LINE       (1u << 2)
#define FLIP_DONE(plane) (1u << (3 + (plane)))
#define XRGB            (4u << 24)
#define DECOMPRESS      (1u << 15)
#define TILED_X         (1u << 10)
#define TILED_Y         (4u << 10)
#define ASYNC           (1u << 9)

#define RCS             0x2000
#define BCS             0x22000

#define MI_FLIP(select) (0x14u << 23 | (select) << 8 | 1)
#define MI_WAIT(event)  (0x03u << 23 | 1u << (event))
#define MI_LINES_INCL   (0x12u << 23)
#define MI_LINES_EXCL   (0x13u << 23)
#define MI_STORE        (0x20u << 23 | 1u << 22 | 2)

/* 1920x1080@60 of CEA-861 */
#define PIXEL_HZ        148500000ull
#define LINE_PIXELS     2200
#define FRAME_LINES     1125
#define ACTIVE_LINES    1080
#define HSYNC_START     2008
#define FRAME_PIXELS    (LINE_PIXELS * FRAME_LINES)

typedef struct Igd {
    QTestState *qts;
    QPCIBus *bus;
    QPCIDevice *dev;
    QPCIBar bar0;
    uint64_t frame;     /* that a vertical blank is to come in */
    uint64_t ns;        /* since the first frame began */
} Igd;

static uint32_t rd(Igd *igd, uint32_t offset)
{
    return qpci_io_readl(igd->dev, igd->bar0, offset);
}

static void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qpci_io_writel(igd->dev, igd->bar0, offset, val);
}

static void map(Igd *igd, uint32_t at, unsigned pages)
{
    for (unsigned i = 0; i < pages; i++, at += PAGE) {
        qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + at / PAGE * 8, at | 1);
    }
    wr(igd, 0x101008, 1);
}

static void fill(Igd *igd, uint32_t at, uint32_t val)
{
    g_autofree uint32_t *p = g_new(uint32_t, 16 * PAGE / 4);

    for (unsigned i = 0; i < 16 * PAGE / 4; i++) {
        p[i] = cpu_to_le32(val + i);
    }
    qtest_memwrite(igd->qts, at, p, 16 * PAGE);
}

static void light(Igd *igd)
{
    static const uint32_t timings[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    wr(igd, 0x45404, 1u << 29 | 1u << 1);
    wr(igd, 0x6c058, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x46000, 0);
    /* the voltage that this takes, told to the power control unit */
    wr(igd, 0x138128, 1);
    wr(igd, 0x138124, ENABLE | 7);
    wr(igd, 0x45008, ENABLE);
    wr(igd, 0x45404, ENABLE | 1u << 29 | 1u << 5 | 1u << 1);
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
    wr(igd, 0x64100, ENABLE);
    wr(igd, PIPE_IMR, 0);
    wr(igd, TRANSCONF, ENABLE);
    g_assert_cmphex(rd(igd, TRANSCONF), ==, ENABLE | STATE);
    igd->frame = igd->ns = 0;
}

static void igd_start(Igd *igd)
{
    igd->qts = qtest_init("-M q35 -m 64M -nodefaults -display none "
                          "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                          "-device igd-monitor,id=b,port=b,connector=hdmi");
    igd->bus = qpci_new_pc(igd->qts, NULL);
    igd->dev = qpci_device_find(igd->bus, QPCI_DEVFN(2, 0));
    g_assert_nonnull(igd->dev);
    qpci_device_enable(igd->dev);
    igd->bar0 = qpci_iomap(igd->dev, 0, NULL);
    map(igd, HWSP, 7);
    map(igd, SURFACE, 32);
    map(igd, OTHER, 16);
    map(igd, THIRD, 16);
    fill(igd, SURFACE, 0x102030);
    fill(igd, OTHER, 0x405060);
    fill(igd, THIRD, 0x708090);
    light(igd);
}

static char *violations(Igd *igd)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                             "'path': '/machine/peripheral/igd',"
                             "'property': 'violations' } }");
    char *text = g_strdup(qdict_get_str(reply, "return"));

    qobject_unref(reply);
    return text;
}

/* @flips asynchronous flips were asked for that cannot be. */
static void igd_stop(Igd *igd, unsigned flips)
{
    g_autofree char *text = violations(igd);
    const char *line = strstr(text, "async-flip ");

    g_assert_cmpuint(line ? atoi(line + strlen("async-flip ")) : 0, ==, flips);
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

static uint32_t crc(Igd *igd)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                             "'path': '/machine/peripheral/b',"
                             "'property': 'crc' } }");
    uint32_t val = qdict_get_int(reply, "return");

    qobject_unref(reply);
    return val;
}

static void go_to(Igd *igd, uint64_t ns)
{
    g_assert_cmpuint(ns, >, igd->ns);
    qtest_clock_step(igd->qts, ns - igd->ns);
    igd->ns = ns;
}

/* When PIPEDSL goes on to @dsl in the frame that runs. */
static uint64_t edge(Igd *igd, uint32_t dsl)
{
    uint64_t pixels = igd->frame * FRAME_PIXELS + (dsl + 1) * LINE_PIXELS +
                      HSYNC_START;

    return (pixels * 1000000000 + PIXEL_HZ - 1) / PIXEL_HZ;
}

#define SOON    3       /* nanoseconds before and after an edge */

static void before_vblank(Igd *igd)
{
    go_to(igd, edge(igd, ACTIVE_LINES - 2) - SOON);
}

static void after_vblank(Igd *igd)
{
    go_to(igd, edge(igd, ACTIVE_LINES - 2) + SOON);
    igd->frame++;
}

/* IIR is two deep. */
static void clear_irqs(Igd *igd)
{
    wr(igd, PIPE_IIR, ~0u);
    wr(igd, PIPE_IIR, ~0u);
}

static void next_frame(Igd *igd)
{
    after_vblank(igd);
    clear_irqs(igd);
}

static void some_lines(Igd *igd)
{
    go_to(igd, igd->ns + 1000000);
}

static void plane_on(Igd *igd, unsigned plane, uint32_t ctl, uint32_t stride,
                     uint32_t surf)
{
    uint32_t at = PLANE(plane);

    wr(igd, PLANE_STRIDE + at, stride);
    wr(igd, PLANE_POS + at, plane << 16 | plane);
    wr(igd, PLANE_SIZE + at, 63u << 16 | 63);
    wr(igd, 0x70240 + at, ENABLE | 1u << 14 | 32);
    wr(igd, 0x7027c + at, (plane * 160 + 159) << 16 | plane * 160);
    wr(igd, PLANE_CTL + at, ENABLE | XRGB | ctl);
    wr(igd, PLANE_SURF + at, surf);
}

/* A flip of plane @plane was asked for just now, and waits. */
static void assert_waits(Igd *igd, unsigned plane, uint32_t from, uint32_t to)
{
    uint32_t live = PLANE_SURFLIVE + PLANE(plane);

    g_assert_cmphex(rd(igd, live), ==, from);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, 0);
    before_vblank(igd);
    g_assert_cmphex(rd(igd, live), ==, from);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, 0);
    after_vblank(igd);
    g_assert_cmphex(rd(igd, live), ==, to);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, VBLANK | FLIP_DONE(plane));
    clear_irqs(igd);
}

static void assert_shown(Igd *igd, unsigned plane, uint32_t surf)
{
    g_assert_cmphex(rd(igd, PLANE_SURFLIVE + PLANE(plane)), ==, surf);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, FLIP_DONE(plane));
    wr(igd, PIPE_IIR, ~0u);
    g_assert_cmphex(rd(igd, PIPE_IIR), ==, 0);
}

/* Addresses of plane 1 are counted as they are given, not as they show. */
static void test_register(void)
{
    uint32_t stamp;
    Igd igd;

    igd_start(&igd);
    for (unsigned plane = 0; plane < 3; plane++) {
        plane_on(&igd, plane, 0, 4, SURFACE);
    }
    next_frame(&igd);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 1);
    for (unsigned plane = 0; plane < 3; plane++) {
        uint32_t flips = rd(&igd, FLIPS);

        some_lines(&igd);
        stamp = plane ? rd(&igd, FLIP_STAMP) : rd(&igd, TIMESTAMP);
        wr(&igd, PLANE_SURF + PLANE(plane), OTHER);
        g_assert_cmpuint(rd(&igd, FLIPS), ==, flips + !plane);
        g_assert_cmpuint(rd(&igd, FLIP_STAMP), ==, stamp);
        assert_waits(&igd, plane, SURFACE, OTHER);
        g_assert_cmpuint(rd(&igd, FLIPS), ==, flips + !plane);
        g_assert_cmpuint(rd(&igd, FLIP_STAMP), ==, stamp);
    }
    /* two in a frame: two are counted, the last is shown */
    wr(&igd, PLANE_SURF, THIRD);
    wr(&igd, PLANE_SURF, SURFACE);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 4);
    assert_waits(&igd, 0, OTHER, SURFACE);
    next_frame(&igd);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, SURFACE);
    igd_stop(&igd, 0);
}

/* The bit counts once it is latched, and until that it is not. */
static void test_async(void)
{
    uint32_t here, there;
    Igd igd;

    igd_start(&igd);
    plane_on(&igd, 0, TILED_X, 1, SURFACE);
    next_frame(&igd);
    wr(&igd, PLANE_POS, 99);
    wr(&igd, PLANE_SURF, OTHER);
    next_frame(&igd);
    there = crc(&igd);
    wr(&igd, PLANE_POS, 0);
    wr(&igd, PLANE_SURF, OTHER);
    next_frame(&igd);
    here = crc(&igd);
    g_assert_cmphex(here, !=, there);

    wr(&igd, PLANE_CTL, ENABLE | XRGB | TILED_X | ASYNC);
    wr(&igd, PLANE_SURF, SURFACE);
    assert_waits(&igd, 0, OTHER, SURFACE);

    /* the address alone, at once; the rest of what is armed waits */
    some_lines(&igd);
    wr(&igd, PLANE_POS, 99);
    wr(&igd, PLANE_SURF, OTHER);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 5);
    g_assert_cmpuint(rd(&igd, FLIP_STAMP), ==, rd(&igd, TIMESTAMP));
    assert_shown(&igd, 0, OTHER);
    g_assert_cmphex(crc(&igd), ==, here);
    before_vblank(&igd);
    g_assert_cmphex(crc(&igd), ==, here);
    after_vblank(&igd);
    g_assert_cmphex(crc(&igd), ==, there);
    /* and a flip is done once */
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK);
    clear_irqs(&igd);

    /* the same until the bit that is cleared has been latched */
    some_lines(&igd);
    wr(&igd, PLANE_CTL, ENABLE | XRGB | TILED_X);
    wr(&igd, PLANE_SURF, SURFACE);
    assert_shown(&igd, 0, SURFACE);
    after_vblank(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, VBLANK);
    clear_irqs(&igd);
    some_lines(&igd);
    wr(&igd, PLANE_SURF, OTHER);
    assert_waits(&igd, 0, SURFACE, OTHER);
    igd_stop(&igd, 0);
}

/* What cannot be flipped so waits; compressed surfaces may be asked to. */
static void test_not_async(void)
{
    Igd igd;

    igd_start(&igd);
    plane_on(&igd, 0, ASYNC, 4, SURFACE);
    wr(&igd, PLANE_AUX_DIST, 0x10000 | 1);
    next_frame(&igd);
    wr(&igd, PLANE_SURF, OTHER);
    assert_waits(&igd, 0, SURFACE, OTHER);
    plane_on(&igd, 0, ASYNC | TILED_Y | DECOMPRESS, 2, SURFACE);
    next_frame(&igd);
    wr(&igd, PLANE_SURF, OTHER);
    assert_waits(&igd, 0, SURFACE, OTHER);
    /* a pipe that does not run holds nothing back */
    plane_on(&igd, 0, ASYNC | TILED_X, 1, SURFACE);
    wr(&igd, TRANSCONF, 0);
    next_frame(&igd);
    wr(&igd, PLANE_SURF, OTHER);
    assert_shown(&igd, 0, OTHER);
    igd_stop(&igd, 2);
}

static void test_mailbox(void)
{
    static const struct {
        uint32_t mailbox, pipe, plane;
    } boxes[] = {
        { 0x50088, 1, 0 }, { 0x5008c, 2, 0 }, { 0x50098, 1, 1 },
        { 0x5009c, 2, 1 },
    };
    Igd igd;

    igd_start(&igd);
    plane_on(&igd, 0, TILED_X, 1, SURFACE);
    plane_on(&igd, 1, TILED_X, 1, SURFACE);
    next_frame(&igd);
    wr(&igd, 0x50080, OTHER);
    g_assert_cmphex(rd(&igd, PLANE_SURF), ==, OTHER);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 2);
    assert_waits(&igd, 0, SURFACE, OTHER);
    wr(&igd, 0x50080, THIRD | 1);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 3);
    g_assert_cmpuint(rd(&igd, FLIP_STAMP), ==, rd(&igd, TIMESTAMP));
    assert_shown(&igd, 0, THIRD);
    wr(&igd, 0x50090, THIRD | 1);
    assert_shown(&igd, 1, THIRD);
    next_frame(&igd);
    wr(&igd, 0x50090, OTHER);
    assert_waits(&igd, 1, THIRD, OTHER);
    g_assert_cmpuint(rd(&igd, FLIPS), ==, 3);

    /* pipes that do not run show it at once */
    for (unsigned i = 0; i < ARRAY_SIZE(boxes); i++) {
        uint32_t at = PIPE(boxes[i].pipe) + PLANE(boxes[i].plane);

        wr(&igd, boxes[i].mailbox, OTHER);
        g_assert_cmphex(rd(&igd, PLANE_SURFLIVE + at), ==, OTHER);
    }
    g_assert_cmpuint(rd(&igd, FLIPS + PIPE(1)), ==, 1);
    /* and what has no power gets nothing */
    wr(&igd, 0x45404, 1u << 29);
    wr(&igd, 0x50088, SURFACE);
    wr(&igd, 0x45404, ENABLE | 1u << 29);
    g_assert_cmphex(rd(&igd, PLANE_SURF + PIPE(1)), ==, 0);
    g_assert_cmpuint(rd(&igd, FLIPS + PIPE(1)), ==, 0);
    igd_stop(&igd, 0);
}

/* A context whose ring is @dw; @base: of the engine */
static void run(Igd *igd, uint32_t base, const uint32_t *dw, unsigned n)
{
    static const uint16_t ring[] = {
        0x244, 0x034, 0x030, 0x038, 0x03c, 0x168, 0x140, 0x110, 0x11c, 0x114,
        0x118, 0x1c0, 0x1c4, 0x1c8,
    };
    uint32_t state = LRC + PAGE;

    qtest_memset(igd->qts, LRC, 0, 4 * PAGE);
    qtest_memset(igd->qts, DATA, 0, 4);
    for (unsigned i = 0; i < n; i++) {
        qtest_writel(igd->qts, RING + i * 4, dw[i]);
    }
    qtest_writel(igd->qts, state + 1 * 4, 0x11001000 | (2 * 14 - 1));
    for (unsigned i = 0; i < ARRAY_SIZE(ring); i++) {
        qtest_writel(igd->qts, state + (2 + 2 * i) * 4, base + ring[i]);
    }
    qtest_writel(igd->qts, state + 3 * 4, 0x00090009);
    qtest_writel(igd->qts, state + 7 * 4, n * 4);
    qtest_writel(igd->qts, state + 9 * 4, RING);
    qtest_writel(igd->qts, state + 11 * 4, 1);
    wr(igd, base + 0x80, HWSP);
    wr(igd, base + 0x29c, 0x80008000);
    wr(igd, base + 0x230, 0);
    wr(igd, base + 0x230, 0);
    wr(igd, base + 0x230, 1);
    wr(igd, base + 0x230, LRC | 3 << 3 | 1);
    /* more than it takes */
    go_to(igd, igd->ns + 20000);
}

#define RUN(igd, base, ...)                                             \
    do {                                                                \
        const uint32_t dw[] = { __VA_ARGS__ };                          \
                                                                        \
        run(igd, base, dw, ARRAY_SIZE(dw));                             \
    } while (0)

/* At the end of a ring; an even number of dwords with what is before. */
#define MARK    MI_STORE, DATA, 0, 1

static bool marked(Igd *igd)
{
    return qtest_readl(igd->qts, DATA);
}

/* @select of planes 1 to 3 of pipe A */
static const uint32_t selects[] = { 0, 4, 7 };

static void test_command(gconstpointer data)
{
    uint32_t base = *(const uint32_t *)data, flips;
    Igd igd;

    igd_start(&igd);
    for (unsigned plane = 0; plane < 3; plane++) {
        plane_on(&igd, plane, TILED_X, 1, SURFACE);
    }
    next_frame(&igd);
    for (unsigned plane = 0; plane < 3; plane++) {
        flips = rd(&igd, FLIPS);
        /* another stride and tiling */
        RUN(&igd, base, MI_FLIP(selects[plane]), 8 << 6, OTHER, 0);
        g_assert_cmphex(rd(&igd, PLANE_STRIDE + PLANE(plane)), ==, 8);
        g_assert_cmphex(rd(&igd, PLANE_CTL + PLANE(plane)), ==,
                        ENABLE | XRGB);
        g_assert_cmpuint(rd(&igd, FLIPS), ==, flips + !plane);
        assert_waits(&igd, plane, SURFACE, OTHER);
        g_assert_cmpuint(rd(&igd, FLIPS), ==, flips + !plane);

        plane_on(&igd, plane, TILED_X, 1, SURFACE);
        next_frame(&igd);
        RUN(&igd, base, MI_FLIP(selects[plane]), 1 << 6 | 1, THIRD | 1, 0);
        assert_shown(&igd, plane, THIRD);
    }
    /* an asynchronous flip changes no stride */
    RUN(&igd, base, MI_FLIP(0), 2 << 6 | 1, OTHER | 1, 0);
    assert_shown(&igd, 0, OTHER);
    g_assert_cmphex(rd(&igd, PLANE_STRIDE), ==, 1);
    /* a plane that is none */
    RUN(&igd, base, MI_FLIP(3), 1 << 6 | 1, OTHER | 1, 0);
    g_assert_cmphex(rd(&igd, PIPE_IIR), ==, 0);
    /* pipes that do not run */
    RUN(&igd, base, MI_FLIP(1), 1 << 6 | 1, OTHER, 0);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE + PIPE(1)), ==, OTHER);
    RUN(&igd, base, MI_FLIP(9), 1 << 6 | 1, OTHER, 0);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE + PIPE(2) + PLANE(2)), ==, OTHER);
    igd_stop(&igd, 1);
}

/* The streamer goes on when PIPEDSL shows @dsl. */
static void goes_on_at(Igd *igd, uint32_t dsl)
{
    g_assert_false(marked(igd));
    go_to(igd, edge(igd, dsl) - SOON);
    g_assert_false(marked(igd));
    go_to(igd, igd->ns + 2 * SOON);
    g_assert_true(marked(igd));
}

static void test_wait(gconstpointer data)
{
    uint32_t base = *(const uint32_t *)data;
    static const unsigned flip_event[] = { 1, 2, 6 };
    Igd igd;

    igd_start(&igd);
    wr(&igd, DERRMR, 0);
    for (unsigned plane = 0; plane < 3; plane++) {
        plane_on(&igd, plane, TILED_X, 1, SURFACE);
    }
    next_frame(&igd);
    for (unsigned plane = 0; plane < 3; plane++) {
        /* nothing to wait for: a register's flip is not the streamer's */
        wr(&igd, PLANE_SURF + PLANE(plane), OTHER);
        RUN(&igd, base, MI_WAIT(flip_event[plane]), 0, MARK);
        g_assert_true(marked(&igd));
        RUN(&igd, base, MI_FLIP(selects[plane]), 1 << 6 | 1, THIRD,
            MI_WAIT(flip_event[plane]), MARK);
        goes_on_at(&igd, ACTIVE_LINES - 2);
        g_assert_cmphex(rd(&igd, PLANE_SURFLIVE + PLANE(plane)), ==, THIRD);
        igd.frame++;
        /* done at once, nothing to wait for */
        RUN(&igd, base, MI_FLIP(selects[plane]), 1 << 6 | 1, OTHER | 1,
            MI_WAIT(flip_event[plane]), MARK);
        g_assert_true(marked(&igd));
    }

    some_lines(&igd);
    RUN(&igd, base, MI_WAIT(3), 0, MARK);
    goes_on_at(&igd, ACTIVE_LINES - 2);
    igd.frame++;

    /* the documents want two of these */
    go_to(&igd, edge(&igd, 200));
    RUN(&igd, base, MI_LINES_INCL, 100u << 16 | 299,
        MI_LINES_INCL, 100u << 16 | 299, MI_WAIT(0), 0, MARK);
    goes_on_at(&igd, 300);
    RUN(&igd, base, MI_LINES_INCL, 100u << 16 | 299, MI_WAIT(0), 0, MARK);
    g_assert_true(marked(&igd));
    RUN(&igd, base, MI_LINES_EXCL, 500u << 16 | 520,
        MI_LINES_EXCL, 500u << 16 | 520, MI_WAIT(0), 0, MARK);
    goes_on_at(&igd, 500);
    g_assert_cmphex(rd(&igd, PIPE_IIR) & SCAN_LINE, ==, SCAN_LINE);

    /* a pipe that does not run has no vertical blank */
    RUN(&igd, base, MI_WAIT(11), 0, MARK);
    next_frame(&igd);
    next_frame(&igd);
    g_assert_false(marked(&igd));
    igd_stop(&igd, 0);
}

/* What is masked reaches the blitter, but not the render engine. */
static void test_masked(gconstpointer data)
{
    uint32_t base = *(const uint32_t *)data;
    Igd igd;

    igd_start(&igd);
    g_assert_cmphex(rd(&igd, DERRMR), ==, ~0u);
    plane_on(&igd, 0, TILED_X, 1, SURFACE);
    next_frame(&igd);
    RUN(&igd, base, MI_WAIT(1), 0, MARK);
    g_assert_true(marked(&igd));
    RUN(&igd, base, MI_FLIP(0), 1 << 6 | 1, THIRD, MI_WAIT(1), MARK);
    after_vblank(&igd);
    after_vblank(&igd);
    g_assert_cmphex(rd(&igd, PLANE_SURFLIVE), ==, THIRD);
    g_assert_cmpint(marked(&igd), ==, base == BCS);
    igd_stop(&igd, 0);
}

int main(int argc, char **argv)
{
    static const uint32_t rcs = RCS, bcs = BCS;

    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/flip/register", test_register);
    qtest_add_func("/intel-igd/flip/async", test_async);
    qtest_add_func("/intel-igd/flip/not-async", test_not_async);
    qtest_add_func("/intel-igd/flip/mailbox", test_mailbox);
    qtest_add_data_func("/intel-igd/flip/command/rcs", &rcs, test_command);
    qtest_add_data_func("/intel-igd/flip/command/bcs", &bcs, test_command);
    qtest_add_data_func("/intel-igd/flip/wait/rcs", &rcs, test_wait);
    qtest_add_data_func("/intel-igd/flip/wait/bcs", &bcs, test_wait);
    qtest_add_data_func("/intel-igd/flip/masked/rcs", &rcs, test_masked);
    qtest_add_data_func("/intel-igd/flip/masked/bcs", &bcs, test_masked);
    return g_test_run();
}
