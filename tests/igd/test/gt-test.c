/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The GT of the emulated iGPU, without a driver: access modes, the page table
 * and its aperture, interrupts, and work submitted to each engine.
 */
#include "qemu/osdep.h"
#include "hw/display/igd/test/submit.h"

static void test_masked(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, 0xa278, 0x00010001);
    g_assert_cmphex(rd(&igd, 0xd84), ==, 1);
    wr(&igd, 0xa278, 0x00020002);
    g_assert_cmphex(rd(&igd, 0xd84), ==, 3);
    wr(&igd, 0xa278, 0x00000000);
    g_assert_cmphex(rd(&igd, 0xd84), ==, 3);
    wr(&igd, 0xa278, 0x00010000);
    g_assert_cmphex(rd(&igd, 0xd84), ==, 2);
    g_assert_cmphex(rd(&igd, 0xd88), ==, 0);

    /* a fuse does not change */
    g_assert_cmphex(rd(&igd, 0x9120), ==, 0x02800000);
    wr(&igd, 0x9120, 0);
    g_assert_cmphex(rd(&igd, 0x9120), ==, 0x02800000);
    igd_stop(&igd);
}

/* How long the GT slept during a millisecond, in units of 1.28 us. */
static uint32_t slept(Igd *igd)
{
    uint32_t before = rd(igd, 0x138108);

    settle(igd);
    return rd(igd, 0x138108) - before;
}

static void test_rc6(void)
{
    const Engine *e = &engines[1];
    const uint32_t ring[] = { MI_SEMAPHORE_WAIT_EQ, 1, DATA, 0 };
    Igd igd;

    igd_start(&igd);
    make_context(&igd, e, put(&igd, RING, ring, ARRAY_SIZE(ring)));
    enable(&igd, e);
    g_assert_cmpuint(slept(&igd), ==, 0);
    wr(&igd, 0xa090, 1u << 18);
    g_assert_cmpuint(slept(&igd), >=, 780);
    wr(&igd, 0xa270, 0x00010001);               /* media kept awake */
    g_assert_cmpuint(slept(&igd), ==, 0);
    wr(&igd, 0xa270, 0x00010000);
    g_assert_cmpuint(slept(&igd), >=, 780);

    /* an engine at work, until its semaphore is there */
    submit(&igd, e, 1);
    settle(&igd);
    g_assert_cmpuint(slept(&igd), ==, 0);
    qtest_writel(igd.qts, DATA, 1);
    settle(&igd);
    g_assert_cmpuint(slept(&igd), >=, 780);
    wr(&igd, 0xa090, 0);
    g_assert_cmpuint(slept(&igd), ==, 0);
    igd_stop(&igd);
}

static void test_aperture(void)
{
    Igd igd;

    igd_start(&igd);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 0x10, 0x12345678);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 0x10), ==, 0x12345678);

    map_page(&igd, DATA, OTHER);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 0x10, 0xcafebabe);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 0x10), ==, 0x12345678);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER + 0x10), ==, 0xcafebabe);

    /* what was reached once stays so until a flush */
    qpci_io_writeq(igd.dev, igd.bar0, GTT_BASE + DATA / 4096 * 8, DATA | 1);
    g_assert_cmphex(qpci_io_readl(igd.dev, igd.bar2, DATA + 0x10), ==,
                    0xcafebabe);
    wr(&igd, 0x101008, 1);
    g_assert_cmphex(qpci_io_readl(igd.dev, igd.bar2, DATA + 0x10), ==,
                    0x12345678);

    /* not present */
    qpci_io_writeq(igd.dev, igd.bar0, GTT_BASE + DATA / 4096 * 8, OTHER);
    wr(&igd, 0x101008, 1);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 0x10, 0);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER + 0x10), ==, 0xcafebabe);

    /* the aperture does not lead into itself */
    map_page(&igd, DATA, igd.bar2.addr + DATA);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 0x10, 0);
    qpci_io_readl(igd.dev, igd.bar2, DATA + 0x10);
    igd_stop(&igd);
}

/* Fence 3 over four pages from DATA on. */
static void fence(Igd *igd, uint32_t pitch, bool y)
{
    wr(igd, 0x100018, 0);
    wr(igd, 0x10001c, (DATA + 3 * 4096) | (pitch / 128 - 1));
    wr(igd, 0x100018, DATA | y << 1 | 1);
}

/* What is written @at bytes into the window is @offset bytes into memory. */
static void through_fence(Igd *igd, uint32_t at, uint32_t offset)
{
    uint32_t val = 0xfe000000 | at;

    qpci_io_writel(igd->dev, igd->bar2, DATA + at, val);
    g_assert_cmphex(qtest_readl(igd->qts, DATA + offset), ==, val);
    g_assert_cmphex(qpci_io_readl(igd->dev, igd->bar2, DATA + at), ==, val);
}

static void test_fence(void)
{
    Igd igd;

    igd_start(&igd);
    /* X: tiles of 8 rows of 512 bytes, here two beside each other */
    fence(&igd, 1024, false);
    through_fence(&igd, 0, 0);
    through_fence(&igd, 508, 508);
    through_fence(&igd, 512, 4096);
    through_fence(&igd, 1024, 512);
    through_fence(&igd, 7 * 1024 + 1020, 4096 + 4092);
    through_fence(&igd, 8 * 1024, 2 * 4096);
    through_fence(&igd, 15 * 1024 + 1020, 4 * 4096 - 4);

    /* Y: of 8 columns of 32 times 16 bytes */
    fence(&igd, 256, true);
    through_fence(&igd, 12, 12);
    through_fence(&igd, 16, 512);
    through_fence(&igd, 128, 4096);
    through_fence(&igd, 256, 16);
    through_fence(&igd, 31 * 256 + 252, 4096 + 4092);
    through_fence(&igd, 32 * 256, 2 * 4096);

    /* in bytes, and across what lies together */
    qpci_io_writeb(igd.dev, igd.bar2, DATA + 15, 0xaa);
    qpci_io_writeq(igd.dev, igd.bar2, DATA + 12, 0x1122334455667788);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 12), ==, 0x55667788);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 512), ==, 0x11223344);

    /* through the page table, and what that has not got is nowhere */
    map_page(&igd, DATA + 4096, OTHER);
    wr(&igd, 0x101008, 1);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 128, 0xcafe);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER), ==, 0xcafe);
    qpci_io_writeq(igd.dev, igd.bar0, GTT_BASE + (DATA / 4096 + 1) * 8, 0);
    wr(&igd, 0x101008, 1);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 128, 0xbad);
    g_assert_cmphex(qpci_io_readl(igd.dev, igd.bar2, DATA + 128), ==, 0);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER), ==, 0xcafe);

    /* its last page, and nothing behind it; off; and pitches that are none */
    qpci_io_writel(igd.dev, igd.bar2, DATA + 4 * 4096 + 16, 0x11);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4 * 4096 + 16), ==, 0x11);
    wr(&igd, 0x100018, 0);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 16, 0x22);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 16), ==, 0x22);
    fence(&igd, 640, false);
    qpci_io_writel(igd.dev, igd.bar2, DATA + 640, 0x33);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 640), ==, 0x33);

    /* one that goes on beyond the aperture ends with it */
    wr(&igd, 0x10001c, 0xfffff000 | 3);
    wr(&igd, 0x100018, 0x07fff000 | 1);
    qpci_io_readl(igd.dev, igd.bar2, 0x07fffffc);
    igd_stop(&igd);
}

static void test_submit(gconstpointer data)
{
    const Engine *e = data;
    const uint32_t batch[] = {
        MI_STORE_DATA_IMM, (uint32_t)PPGTT_DATA, PPGTT_DATA >> 32, 0x600d,
        /* without privilege: neither of these happens */
        MI_STORE_DATA_IMM | USE_GGTT, DATA + 8, 0, 0xbad,
        MI_LOAD_REGISTER_IMM, 0xa278, 0x00010001,
        MI_BATCH_BUFFER_END,
    };
    const uint32_t ring[] = {
        MI_STORE_DATA_IMM | USE_GGTT, DATA + 4, 0, 0x1234,
        MI_BATCH_PPGTT, 0x00000000 + BATCH, 2,
        MI_USER_INTERRUPT,
    };
    uint32_t tail;
    Igd igd;

    igd_start(&igd);
    make_ppgtt(&igd);
    put(&igd, BATCH, batch, ARRAY_SIZE(batch));
    tail = put(&igd, RING, ring, ARRAY_SIZE(ring));
    make_context(&igd, e, tail);
    enable(&igd, e);
    submit(&igd, e, 0x77);
    g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, 0);
    settle(&igd);

    g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, 0x600d);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 0x1234);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 8), ==, 0);
    g_assert_cmphex(rd(&igd, 0xd84), ==, 0);

    assert_csb(&igd, e, 0, 0x1);
    assert_csb(&igd, e, 1, 0x18);
    g_assert_cmphex(qtest_readl(igd.qts, HWSP + 0x40 + 1 * 8 + 4), ==, 0x77);
    g_assert_cmphex(qtest_readl(igd.qts, HWSP + 0x7c), ==, 1);
    g_assert_cmphex(rd(&igd, e->base + 0x3a0) & 7, ==, 1);
    g_assert_cmphex(rd(&igd, e->iir), ==, 0x101u << e->shift);
    g_assert_cmphex(rd(&igd, e->base + 0x234), ==, 0);

    /* saved: the head moved, the tail is the driver's */
    g_assert_cmphex(context_dword(&igd, 5), ==, tail);
    g_assert_cmphex(context_dword(&igd, 7), ==, tail);
    g_assert_cmphex(context_dword(&igd, 3) & 1, ==, 0);
    igd_stop(&igd);
}

/* Two events before IIR is cleared come one after the other. */
static void test_iir(void)
{
    const Engine *e = &engines[0];
    const uint32_t ring[] = {
        MI_USER_INTERRUPT, MI_USER_INTERRUPT, MI_USER_INTERRUPT, 0,
    };
    Igd igd;

    igd_start(&igd);
    make_context(&igd, e, put(&igd, RING, ring, ARRAY_SIZE(ring)));
    enable(&igd, e);
    submit(&igd, e, 1);
    settle(&igd);

    g_assert_cmphex(rd(&igd, MASTER_IRQ), ==, 1);
    wr(&igd, MASTER_IRQ, MASTER_ENABLE);
    g_assert_cmphex(rd(&igd, MASTER_IRQ), ==, MASTER_ENABLE | 1);
    wr(&igd, e->iir, 1);
    g_assert_cmphex(rd(&igd, e->iir) & 1, ==, 1);
    wr(&igd, e->iir, 1);
    g_assert_cmphex(rd(&igd, e->iir) & 1, ==, 0);
    wr(&igd, e->iir, 0x100);
    wr(&igd, e->iir, 0x100);
    g_assert_cmphex(rd(&igd, MASTER_IRQ), ==, MASTER_ENABLE);

    /* masked events are lost */
    wr(&igd, e->iir - 4, 0xffffffff);
    submit(&igd, e, 1);
    settle(&igd);
    g_assert_cmphex(rd(&igd, e->iir), ==, 0);
    igd_stop(&igd);
}

/* A semaphore holds the context up; a longer tail is a lite restore. */
static void test_lite_restore(void)
{
    const Engine *e = &engines[3];
    const uint32_t ring[] = {
        MI_SEMAPHORE_WAIT_EQ, 1, DATA, 0,
        MI_STORE_DATA_IMM | USE_GGTT, DATA + 4, 0, 5,
        MI_STORE_DATA_IMM | USE_GGTT, DATA + 8, 0, 6,
    };
    uint32_t tail;
    Igd igd;

    igd_start(&igd);
    tail = put(&igd, RING, ring, ARRAY_SIZE(ring));
    make_context(&igd, e, tail - 16);
    enable(&igd, e);
    submit(&igd, e, 9);
    settle(&igd);
    g_assert_cmphex(rd(&igd, e->base + 0x238), ==, 9);
    g_assert_cmphex(rd(&igd, e->base + 0x34), ==, 0);

    qtest_writel(igd.qts, LRC + 4096 + 7 * 4, tail);
    submit(&igd, e, 9);
    settle(&igd);
    assert_csb(&igd, e, 1, 0x8002);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 0);

    qtest_writel(igd.qts, DATA, 1);
    settle(&igd);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 5);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 8), ==, 6);
    assert_csb(&igd, e, 2, 0x18);
    igd_stop(&igd);
}

/* An endless batch is ended by a reset of its engine, and by nothing else. */
static void test_reset(gconstpointer data)
{
    const Engine *e = data;
    const uint32_t loop[] = { MI_BATCH_PPGTT, BATCH, 2 };
    const uint32_t ring[] = { MI_BATCH_PPGTT, BATCH, 2, 0 };
    Igd igd;

    igd_start(&igd);
    make_ppgtt(&igd);
    put(&igd, BATCH, loop, ARRAY_SIZE(loop));
    make_context(&igd, e, put(&igd, RING, ring, ARRAY_SIZE(ring)));
    enable(&igd, e);
    submit(&igd, e, 3);
    settle(&igd);
    g_assert_cmphex(rd(&igd, e->base + 0x238), ==, 3);
    g_assert_cmphex(rd(&igd, e->base + 0x9c) & 0x200, ==, 0);

    wr(&igd, e->base + 0x9c, 0x01000100);           /* stop */
    g_assert_cmphex(rd(&igd, e->base + 0x9c) & 0x200, ==, 0x200);
    wr(&igd, e->base + 0xd0, 0x00010001);           /* request reset */
    g_assert_cmphex(rd(&igd, e->base + 0xd0) & 2, ==, 2);
    wr(&igd, 0x941c, e->reset_bit);
    g_assert_cmphex(rd(&igd, 0x941c), ==, 0);
    g_assert_cmphex(rd(&igd, e->base + 0x238), ==, 0);
    g_assert_cmphex(rd(&igd, e->base + 0x80), ==, 0);
    g_assert_cmphex(rd(&igd, e->base + 0x29c), ==, 0);
    g_assert_cmphex(rd(&igd, e->base + 0xa8), ==, 0xffffffff);

    /* it works again */
    enable(&igd, e);
    put(&igd, BATCH, (uint32_t[]) { MI_BATCH_BUFFER_END }, 1);
    make_context(&igd, e, 16);
    submit(&igd, e, 4);
    settle(&igd);
    assert_csb(&igd, e, 1, 0x18);
    igd_stop(&igd);
}

/* What guests may do to harm: all of it ends, and the engine survives. */
static void test_hostile(gconstpointer data)
{
    const Engine *e = data;
    static const uint32_t rings[][4] = {
        { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
        { MI_STORE_DATA_IMM | 0x3ff | USE_GGTT, 0xfffffffc, 0xffff, 0 },
        { MI_BATCH_PPGTT, 0xfffffffc, 0xffffffff, 0 },
        { MI_LOAD_REGISTER_IMM, 0x941c, 1, 0 },         /* resets the GT */
        { MI_LOAD_REGISTER_IMM, 0xfffffffc, 1, 0 },
        { MI_SEMAPHORE_WAIT_EQ & ~USE_GGTT, 0, 0, 0xffffffff },
    };
    Igd igd;

    igd_start(&igd);
    for (unsigned i = 0; i < ARRAY_SIZE(rings); i++) {
        put(&igd, RING, rings[i], 4);
        make_context(&igd, e, 16);
        enable(&igd, e);
        submit(&igd, e, i + 1);
        settle(&igd);
        wr(&igd, 0x941c, e->reset_bit);
        g_assert_cmphex(rd(&igd, e->base + 0x238), ==, 0);
    }
    put(&igd, RING, (uint32_t[]) { MI_ARB_CHECK, MI_USER_INTERRUPT }, 2);
    make_context(&igd, e, 8);
    enable(&igd, e);
    submit(&igd, e, 99);
    settle(&igd);
    assert_csb(&igd, e, 1, 0x18);
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/gt/masked", test_masked);
    qtest_add_func("/intel-igd/gt/aperture", test_aperture);
    qtest_add_func("/intel-igd/gt/fence", test_fence);
    qtest_add_func("/intel-igd/gt/rc6", test_rc6);
    qtest_add_func("/intel-igd/gt/iir", test_iir);
    qtest_add_func("/intel-igd/gt/lite-restore", test_lite_restore);
    for (unsigned i = 0; i < ARRAY_SIZE(engines); i++) {
        const Engine *e = &engines[i];
        g_autofree char *submit_path =
            g_strdup_printf("/intel-igd/gt/submit/%s", e->name);
        g_autofree char *reset_path =
            g_strdup_printf("/intel-igd/gt/reset/%s", e->name);
        g_autofree char *hostile_path =
            g_strdup_printf("/intel-igd/gt/hostile/%s", e->name);

        qtest_add_data_func(submit_path, e, test_submit);
        qtest_add_data_func(reset_path, e, test_reset);
        qtest_add_data_func(hostile_path, e, test_hostile);
    }
    return g_test_run();
}
