/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The GT of the emulated iGPU, without a driver: access modes, the page table
 * and its aperture, interrupts, and work submitted to each engine.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define PTE_PRESENT     1

/* Guest physical pages that the test uses, also their graphics addresses. */
#define HWSP            0x00100000
#define LRC             0x00110000      /* status page, then 3 of state */
#define RING            0x00120000
#define DATA            0x00130000
#define PML4            0x00140000      /* and PDP, PD, PT behind it */
#define BATCH           0x00150000
#define OTHER           0x00160000

#define MASTER_IRQ      0x44200
#define MASTER_ENABLE   0x80000000u

#define MI_USER_INTERRUPT       (0x02u << 23)
#define MI_ARB_CHECK            (0x05u << 23)
#define MI_BATCH_BUFFER_END     (0x0au << 23)
#define MI_STORE_DATA_IMM       (0x20u << 23 | 2)
#define MI_LOAD_REGISTER_IMM    (0x22u << 23 | 1)
#define MI_SEMAPHORE_WAIT_EQ    (0x1cu << 23 | 1 << 22 | 1 << 15 | 4 << 12 | 2)
#define MI_BATCH_PPGTT          (0x31u << 23 | 1 << 8 | 1)
#define USE_GGTT                (1u << 22)

typedef struct Engine {
    const char *name;
    uint32_t base;
    uint32_t iir;
    unsigned shift;
    uint32_t reset_bit;
} Engine;

static const Engine engines[] = {
    { "rcs0", 0x2000, 0x44308, 0, 1 << 1 },
    { "vcs0", 0x12000, 0x44318, 0, 1 << 2 },
    { "vecs0", 0x1a000, 0x44338, 0, 1 << 4 },
    { "bcs0", 0x22000, 0x44308, 16, 1 << 3 },
};

typedef struct Igd {
    QTestState *qts;
    QPCIBus *bus;
    QPCIDevice *dev;
    QPCIBar bar0, bar2;
} Igd;

static uint32_t rd(Igd *igd, uint32_t offset)
{
    return qpci_io_readl(igd->dev, igd->bar0, offset);
}

static void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qpci_io_writel(igd->dev, igd->bar0, offset, val);
}

static void map_page(Igd *igd, uint32_t ga, uint64_t pa)
{
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / 4096 * 8,
                   pa | PTE_PRESENT);
    wr(igd, 0x101008, 1);
}

static void igd_start(Igd *igd)
{
    igd->qts = qtest_init("-M q35 -m 64M -nodefaults "
                          "-device intel-igd,addr=2.0,aperture=128M");
    igd->bus = qpci_new_pc(igd->qts, NULL);
    igd->dev = qpci_device_find(igd->bus, QPCI_DEVFN(2, 0));
    g_assert_nonnull(igd->dev);
    qpci_device_enable(igd->dev);
    igd->bar0 = qpci_iomap(igd->dev, 0, NULL);
    igd->bar2 = qpci_iomap(igd->dev, 2, NULL);
    for (uint32_t ga = HWSP; ga < OTHER + 4096; ga += 4096) {
        map_page(igd, ga, ga);
    }
}

static void igd_stop(Igd *igd)
{
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

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

/* PPGTT of the context: address 0x200000000 + DATA is page DATA. */
#define PPGTT_DATA      (0x200000000ull + DATA)

static void make_ppgtt(Igd *igd)
{
    uint64_t flags = 3;

    qtest_writeq(igd->qts, PML4, (PML4 + 0x1000) | flags);
    qtest_writeq(igd->qts, PML4 + 0x1000 + 8 * 8, (PML4 + 0x2000) | flags);
    qtest_writeq(igd->qts, PML4 + 0x2000, (PML4 + 0x3000) | flags);
    qtest_writeq(igd->qts, PML4 + 0x3000 + 8 * (DATA / 4096), DATA | flags);
    qtest_writeq(igd->qts, PML4 + 0x3000 + 8 * (BATCH / 4096), BATCH | flags);
}

static void make_context(Igd *igd, const Engine *e, uint32_t tail)
{
    static const uint16_t ring[] = {
        0x244, 0x034, 0x030, 0x038, 0x03c, 0x168, 0x140, 0x110, 0x11c, 0x114,
        0x118, 0x1c0, 0x1c4, 0x1c8,
    };
    static const uint16_t ppgtt[] = {
        0x3a8, 0x28c, 0x288, 0x284, 0x280, 0x27c, 0x278, 0x274, 0x270,
    };
    uint32_t state = LRC + 4096;
    unsigned i;

    qtest_memset(igd->qts, LRC, 0, 4 * 4096);
    qtest_writel(igd->qts, state + 1 * 4, 0x11001000 | (2 * 14 - 1));
    for (i = 0; i < ARRAY_SIZE(ring); i++) {
        qtest_writel(igd->qts, state + (2 + 2 * i) * 4, e->base + ring[i]);
    }
    qtest_writel(igd->qts, state + 3 * 4, 0x00090009);  /* inhibit restore */
    qtest_writel(igd->qts, state + 7 * 4, tail);
    qtest_writel(igd->qts, state + 9 * 4, RING);
    qtest_writel(igd->qts, state + 11 * 4, 1);          /* a page, valid */
    qtest_writel(igd->qts, state + 33 * 4, 0x11001000 | (2 * 9 - 1));
    for (i = 0; i < ARRAY_SIZE(ppgtt); i++) {
        qtest_writel(igd->qts, state + (34 + 2 * i) * 4, e->base + ppgtt[i]);
    }
    qtest_writel(igd->qts, state + 51 * 4, PML4);       /* PDP0 */
    qtest_writel(igd->qts, state + 65 * 4,
                 0x11000001 | (e->base == 0x2000 ? 0 : 0x1000));
    qtest_writel(igd->qts, state + 66 * 4,
                 e->base + (e->base == 0x2000 ? 0xc8 : 0x200));
}

static uint32_t context_dword(Igd *igd, unsigned dword)
{
    return qtest_readl(igd->qts, LRC + 4096 + dword * 4);
}

static void enable(Igd *igd, const Engine *e)
{
    wr(igd, e->base + 0x80, HWSP);
    wr(igd, e->base + 0x29c, 0x80008000);           /* execlists */
    wr(igd, e->base + 0xa8, 0);                     /* RING_IMR */
    wr(igd, e->base + 0x3a0, 0xffff0505);
    wr(igd, e->iir - 4, 0);                         /* IMR */
    wr(igd, e->iir + 4, 0xffffffff);                /* IER */
    qtest_memset(igd->qts, HWSP, 0xff, 4096);
}

static void submit(Igd *igd, const Engine *e, uint32_t id)
{
    wr(igd, e->base + 0x230, 0);
    wr(igd, e->base + 0x230, 0);
    wr(igd, e->base + 0x230, id);
    wr(igd, e->base + 0x230, LRC | 3 << 3 | 1);     /* 4 levels, valid */
}

static void settle(Igd *igd)
{
    qtest_clock_step(igd->qts, 1000000);
}

static uint32_t put(Igd *igd, uint32_t where, const uint32_t *dw, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        qtest_writel(igd->qts, where + i * 4, dw[i]);
    }
    return n * 4;
}

static void assert_csb(Igd *igd, const Engine *e, unsigned entry,
                       uint32_t status)
{
    g_assert_cmphex(qtest_readl(igd->qts, HWSP + 0x40 + entry * 8), ==,
                    status);
    g_assert_cmphex(rd(igd, e->base + 0x370 + entry * 8), ==, status);
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
