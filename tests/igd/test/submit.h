/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine with the emulated iGPU, and work submitted to its engines: a
 * context, its ring, its page tables and its status page, all at addresses
 * that are the same in the GGTT and in the guest's memory.
 */
#ifndef IGD_TEST_SUBMIT_H
#define IGD_TEST_SUBMIT_H

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

static inline uint32_t rd(Igd *igd, uint32_t offset)
{
    return qpci_io_readl(igd->dev, igd->bar0, offset);
}

static inline void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qpci_io_writel(igd->dev, igd->bar0, offset, val);
}

static inline void map_page(Igd *igd, uint32_t ga, uint64_t pa)
{
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / 4096 * 8,
                   pa | PTE_PRESENT);
    wr(igd, 0x101008, 1);
}

static inline void igd_start(Igd *igd)
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

static inline void igd_stop(Igd *igd)
{
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

/* PPGTT of the context: page DATA at 0x200000000 + DATA, and two more. */
#define PPGTT_DATA      (0x200000000ull + DATA)

static inline void make_ppgtt(Igd *igd)
{
    uint64_t flags = 3;

    qtest_writeq(igd->qts, PML4, (PML4 + 0x1000) | flags);
    qtest_writeq(igd->qts, PML4 + 0x1000 + 8 * 8, (PML4 + 0x2000) | flags);
    qtest_writeq(igd->qts, PML4 + 0x2000, (PML4 + 0x3000) | flags);
    qtest_writeq(igd->qts, PML4 + 0x3000 + 8 * (DATA / 4096), DATA | flags);
    qtest_writeq(igd->qts, PML4 + 0x3000 + 8 * (BATCH / 4096), BATCH | flags);
    qtest_writeq(igd->qts, PML4 + 0x3000 + 8 * (OTHER / 4096), OTHER | flags);
}

static inline void make_context(Igd *igd, const Engine *e, uint32_t tail)
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

static inline uint32_t context_dword(Igd *igd, unsigned dword)
{
    return qtest_readl(igd->qts, LRC + 4096 + dword * 4);
}

static inline void enable(Igd *igd, const Engine *e)
{
    wr(igd, e->base + 0x80, HWSP);
    wr(igd, e->base + 0x29c, 0x80008000);           /* execlists */
    wr(igd, e->base + 0xa8, 0);                     /* RING_IMR */
    wr(igd, e->base + 0x3a0, 0xffff0505);
    wr(igd, e->iir - 4, 0);                         /* IMR */
    wr(igd, e->iir + 4, 0xffffffff);                /* IER */
    qtest_memset(igd->qts, HWSP, 0xff, 4096);
}

static inline void submit(Igd *igd, const Engine *e, uint32_t id)
{
    wr(igd, e->base + 0x230, 0);
    wr(igd, e->base + 0x230, 0);
    wr(igd, e->base + 0x230, id);
    wr(igd, e->base + 0x230, LRC | 3 << 3 | 1);     /* 4 levels, valid */
}

static inline void settle(Igd *igd)
{
    qtest_clock_step(igd->qts, 1000000);
}

static inline uint32_t put(Igd *igd, uint32_t where, const uint32_t *dw,
                           unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        qtest_writel(igd->qts, where + i * 4, dw[i]);
    }
    return n * 4;
}

static inline void assert_csb(Igd *igd, const Engine *e, unsigned entry,
                              uint32_t status)
{
    g_assert_cmphex(qtest_readl(igd->qts, HWSP + 0x40 + entry * 8), ==,
                    status);
    g_assert_cmphex(rd(igd, e->base + 0x370 + entry * 8), ==, status);
}

#endif
