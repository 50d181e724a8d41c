/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The ways into the emulated iGPU's registers: of every size and at every
 * place of BAR0, and by index and data in BAR4; and what each access mode
 * makes of a part of a register.
 */
#include "qemu/osdep.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define LAST            0x1ffffc
#define MEMORY          0x4f000     /* SWF_ILK: thirty-six that remember */
#define UNKNOWN         0x40000     /* in no table */
#define FUSE            0x9120      /* GEN8_FUSE2, read-only */
#define MI_MODE         0x209c      /* upper half masks the lower one */
#define AUX_CTL         0x64010
#define AUX_STATUS      0x52000000

typedef struct Igd {
    QTestState *qts;
    uint64_t bar0, bar4;
} Igd;

static uint32_t rd(Igd *igd, uint32_t offset)
{
    return qtest_readl(igd->qts, igd->bar0 + offset);
}

static void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qtest_writel(igd->qts, igd->bar0 + offset, val);
}

static void wr8(Igd *igd, uint32_t offset, uint8_t val)
{
    qtest_writeb(igd->qts, igd->bar0 + offset, val);
}

static void wr16(Igd *igd, uint32_t offset, uint16_t val)
{
    qtest_writew(igd->qts, igd->bar0 + offset, val);
}

static void igd_start(Igd *igd)
{
    QPCIBus *bus;
    QPCIDevice *dev;

    igd->qts = qtest_init("-M q35 -m 64M -nodefaults -display none "
                          "-device intel-igd,addr=2.0,aperture=128M "
                          "-device igd-monitor,port=b,connector=hdmi");
    bus = qpci_new_pc(igd->qts, NULL);
    dev = qpci_device_find(bus, QPCI_DEVFN(2, 0));
    g_assert_nonnull(dev);
    qpci_device_enable(dev);
    igd->bar0 = qpci_iomap(dev, 0, NULL).addr;
    igd->bar4 = qpci_iomap(dev, 4, NULL).addr;
    g_free(dev);
    qpci_free_pc(bus);
}

static void test_sizes(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, MEMORY, 0x11223344);
    wr(&igd, MEMORY + 4, 0x55667788);
    g_assert_cmphex(qtest_readb(igd.qts, igd.bar0 + MEMORY + 1), ==, 0x33);
    g_assert_cmphex(qtest_readw(igd.qts, igd.bar0 + MEMORY + 2), ==, 0x1122);
    g_assert_cmphex(qtest_readq(igd.qts, igd.bar0 + MEMORY), ==,
                    0x5566778811223344);

    /* the other bytes stay */
    wr8(&igd, MEMORY + 2, 0xaa);
    g_assert_cmphex(rd(&igd, MEMORY), ==, 0x11aa3344);
    wr16(&igd, MEMORY, 0xbbcc);
    g_assert_cmphex(rd(&igd, MEMORY), ==, 0x11aabbcc);
    qtest_writeq(igd.qts, igd.bar0 + MEMORY, 0x0102030405060708);
    g_assert_cmphex(rd(&igd, MEMORY), ==, 0x05060708);
    g_assert_cmphex(rd(&igd, MEMORY + 4), ==, 0x01020304);

    /* over the end of a register: parts of both */
    wr(&igd, MEMORY + 3, 0xa4a3a2a1);
    g_assert_cmphex(rd(&igd, MEMORY), ==, 0xa1060708);
    g_assert_cmphex(rd(&igd, MEMORY + 4), ==, 0x01a4a3a2);
    g_assert_cmphex(rd(&igd, MEMORY + 1), ==, 0xa2a10607);
    g_assert_cmphex(qtest_readq(igd.qts, igd.bar0 + MEMORY - 1) >> 8, ==,
                    0xa4a3a2a1060708 & 0xffffffffffffff);
    qtest_quit(igd.qts);
}

/* A part of a register clears, masks and changes no more than that part. */
static void test_modes(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, FUSE, 0);
    wr8(&igd, FUSE + 3, 0xff);
    g_assert_cmphex(rd(&igd, FUSE), ==, 0x02800000);

    wr(&igd, MI_MODE, 0x08400840);
    g_assert_cmphex(rd(&igd, MI_MODE) & 0xfcff, ==, 0x0840);
    wr16(&igd, MI_MODE, 0);             /* selects nothing */
    wr16(&igd, MI_MODE + 2, 0xffff);    /* selects all, and gives zeros */
    g_assert_cmphex(rd(&igd, MI_MODE) & 0xfcff, ==, 0);

    /* AUX: nobody is there; the time-out is cleared by its byte only */
    wr(&igd, 0x45404, 0xaaaaaaaa);
    wr(&igd, AUX_CTL + 0x200, 0x80000000 | 4 << 20);
    g_assert_cmphex(rd(&igd, AUX_CTL + 0x200) & AUX_STATUS, ==, 0x50000000);
    wr8(&igd, AUX_CTL + 0x200, 0x5a);
    g_assert_cmphex(rd(&igd, AUX_CTL + 0x200) & AUX_STATUS, ==, 0x50000000);
    wr8(&igd, AUX_CTL + 0x203, 0x10);
    g_assert_cmphex(rd(&igd, AUX_CTL + 0x200) & AUX_STATUS, ==, 0x40000000);
    g_assert_cmphex(rd(&igd, AUX_CTL + 0x200) & 0xff, ==, 0x5a);
    qtest_quit(igd.qts);
}

/* IIR: two ports change at once, a byte each takes theirs. */
static void test_clear(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, 0xc4004, 0);
    wr(&igd, 0xc5110, 1u << 2);         /* GMBUS interrupts for being idle */
    wr(&igd, 0xc5100, 4);
    wr(&igd, 0xc5104, 1u << 30 | 1u << 27);
    g_assert_cmphex(rd(&igd, 0xc4008), ==, 1u << 17);
    wr8(&igd, 0xc4008, 0xff);
    wr16(&igd, 0xc4008, 0xffff);
    wr8(&igd, 0xc400b, 0xff);
    g_assert_cmphex(rd(&igd, 0xc4008), ==, 1u << 17);
    wr8(&igd, 0xc400a, 0x02);
    g_assert_cmphex(rd(&igd, 0xc4008), ==, 0);
    qtest_quit(igd.qts);
}

static void test_places(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, UNKNOWN, 0x12345678);
    g_assert_cmphex(rd(&igd, UNKNOWN), ==, 0x12345678);
    wr(&igd, LAST, 0x87654321);
    g_assert_cmphex(rd(&igd, LAST), ==, 0x87654321);
    /* nothing is between registers and page table */
    wr(&igd, LAST + 4, 0xffffffff);
    g_assert_cmphex(rd(&igd, LAST + 4), ==, 0);
    wr(&igd, GTT_BASE - 4, 0xffffffff);
    g_assert_cmphex(rd(&igd, GTT_BASE - 4), ==, 0);

    /* an entry in parts */
    qtest_writeq(igd.qts, igd.bar0 + GTT_BASE + 8, 0x0000007fffffe001);
    g_assert_cmphex(rd(&igd, GTT_BASE + 8), ==, 0xffffe001);
    g_assert_cmphex(rd(&igd, GTT_BASE + 12), ==, 0x7f);
    wr8(&igd, GTT_BASE + 8, 0);
    g_assert_cmphex(qtest_readq(igd.qts, igd.bar0 + GTT_BASE + 8), ==,
                    0x0000007fffffe000);
    wr(&igd, GTT_BASE + GTT_BASE - 4, 0x99);
    g_assert_cmphex(rd(&igd, GTT_BASE + GTT_BASE - 4), ==, 0x99);
    qtest_quit(igd.qts);
}

static void test_index(void)
{
    Igd igd;

    igd_start(&igd);
    qtest_outl(igd.qts, igd.bar4, MEMORY);
    g_assert_cmphex(qtest_inl(igd.qts, igd.bar4), ==, MEMORY);
    qtest_outl(igd.qts, igd.bar4 + 4, 0xfeedf00d);
    g_assert_cmphex(rd(&igd, MEMORY), ==, 0xfeedf00d);
    g_assert_cmphex(qtest_inl(igd.qts, igd.bar4 + 4), ==, 0xfeedf00d);
    /* of its index the lowest two bits are none */
    qtest_outl(igd.qts, igd.bar4, MEMORY + 2);
    g_assert_cmphex(qtest_inl(igd.qts, igd.bar4 + 4), ==, 0xfeedf00d);
    /* it goes no further than the registers */
    for (unsigned i = 0; i < 3; i++) {
        const uint32_t beyond[] = { LAST + 4, GTT_BASE, 0xffffffff };

        qtest_outl(igd.qts, igd.bar4, beyond[i]);
        qtest_outl(igd.qts, igd.bar4 + 4, 0xffffffff);
        g_assert_cmphex(qtest_inl(igd.qts, igd.bar4 + 4), ==, 0);
    }
    g_assert_cmphex(rd(&igd, GTT_BASE), ==, 0);
    g_assert_cmphex(qtest_inl(igd.qts, igd.bar4 + 8), ==, 0);
    qtest_outl(igd.qts, igd.bar4 + 8, 1);
    qtest_quit(igd.qts);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("igd/access/sizes", test_sizes);
    qtest_add_func("igd/access/modes", test_modes);
    qtest_add_func("igd/access/clear", test_clear);
    qtest_add_func("igd/access/places", test_places);
    qtest_add_func("igd/access/index", test_index);
    return g_test_run();
}
