/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From the registers of planes, cursor, scalers and colour correction to the
 * picture on the monitor: what which bit means, and what takes effect when.
 * That the pixels of each format are right is for the tests without QEMU.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "qobject/qdict.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define PTE_PRESENT     1
#define PAGE            4096
#define WIDTH           1920
#define HEIGHT          1080

/* Guest pages that the test uses, also their graphics addresses */
#define SURFACE         0x00100000
#define OTHER           0x00200000
#define ROTATED         0x00300000      /* graphics address only */
#define PAGES           16

/* pipe A */
#define PIPESRC         0x6001c
#define CRC_CTL         0x60050
#define CRC_RES         0x60064
#define TRANSCONF       0x70008
#define BOTTOM          0x70034
#define CURCNTR         0x70080
#define CURBASE         0x70084
#define CURPOS          0x70088
#define CUR_FBC_CTL     0x700a0
#define PLANE(n)        (0x70180 + ((n) - 1) * 0x100)
#define CTL             0x00
#define STRIDE          0x08
#define POS             0x0c
#define SIZE            0x10
#define KEYVAL          0x14
#define KEYMSK          0x18
#define SURF            0x1c
#define KEYMAX          0x20
#define OFFSET          0x24
#define AUX_DIST        0x40
#define AUX_OFFSET      0x44
#define WM              0xc0
#define BUF_CFG         0xfc
#define PS(n)           (0x68100 + ((n) - 1) * 0x100)
#define WIN_POS         0x70
#define WIN_SZ          0x74
#define PS_CTRL         0x80
#define VSCALE          0x84
#define VPHASE          0x88
#define HSCALE          0x90
#define HPHASE          0x94
#define CSC             0x49010
#define CSC_MODE        0x49028
#define CSC_PREOFF      0x49030
#define CSC_POSTOFF     0x49040
#define LGC(i)          (0x4a000 + (i) * 4)
#define PAL_INDEX       0x4a400
#define PAL_DATA        0x4a404
#define GAMMA_MODE      0x4a480

#define ENABLE          (1u << 31)
#define XRGB            (4u << 24)
#define GAMMA           (1u << 30)
#define CSC_ON          (1u << 23)

typedef struct Igd {
    QTestState *qts;
    QPCIBus *bus;
    QPCIDevice *dev;
    QPCIBar bar0;
    uint32_t *want;             /* the picture as it should be */
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
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / PAGE * 8,
                   pa | PTE_PRESENT);
    wr(igd, 0x101008, 1);
}

/* 1920x1080@60 on DDI B, HDMI */
static void light(Igd *igd)
{
    static const uint32_t timings[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    /* wells, CDCLK of 450 MHz, the display buffer */
    wr(igd, 0x45404, 1u << 29 | 1u << 1);
    wr(igd, 0x6c058, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x46000, 0);
    wr(igd, 0x45008, ENABLE);
    wr(igd, 0x45404, ENABLE | 1u << 29 | 1u << 5 | 1u << 1);
    for (unsigned n = 1; n <= 3; n++) {
        wr(igd, PLANE(n) + WM, ENABLE | 1u << 14 | 32);
        wr(igd, PLANE(n) + BUF_CFG, (n * 160 - 1) << 16 | (n - 1) * 160);
    }
    wr(igd, 0x70140, ENABLE | 8);
    wr(igd, 0x7017c, 891u << 16 | 860);
    wr(igd, 0x6c040, ENABLE | 8192u << 9 | 371);
    wr(igd, 0x6c044, 2u << 8 | 1u << 7 | 1u << 5 | 2u << 2 | 1);
    wr(igd, 0x46014, ENABLE);
    wr(igd, 0x6c05c, 1u << 4 | 1u << 3);
    wr(igd, 0x46140, 2u << 29);
    for (unsigned i = 0; i < ARRAY_SIZE(timings); i++) {
        wr(igd, 0x60000 + i * 4, timings[i]);
    }
    wr(igd, PIPESRC, (WIDTH - 1) << 16 | (HEIGHT - 1));
    wr(igd, 0x60400, ENABLE | 1u << 28);
    wr(igd, 0x64100, ENABLE);
    wr(igd, TRANSCONF, ENABLE);
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
    for (uint32_t i = 0; i < PAGES; i++) {
        map_page(igd, SURFACE + i * PAGE, SURFACE + i * PAGE);
        map_page(igd, OTHER + i * PAGE, OTHER + i * PAGE);
    }
    igd->want = g_new0(uint32_t, WIDTH * HEIGHT);
    light(igd);
}

static void igd_stop(Igd *igd)
{
    g_free(igd->want);
    g_free(igd->dev);
    qpci_free_pc(igd->bus);
    qtest_quit(igd->qts);
}

static void step_frame(Igd *igd)
{
    qtest_clock_step(igd->qts, 16666667);
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

static uint32_t crc(Igd *igd)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-get', "
                             "'arguments': { 'property': 'crc', "
                             "'path': '/machine/peripheral/b' } }");
    uint64_t val = qdict_get_int(reply, "return");

    qobject_unref(reply);
    return val;
}

static uint32_t want_crc(Igd *igd)
{
    return crc_of((uint8_t *)igd->want, WIDTH * HEIGHT * 4);
}

static void shows(Igd *igd)
{
    g_assert_cmphex(crc(igd), ==, want_crc(igd));
}

static void rect(Igd *igd, unsigned x, unsigned y, unsigned w, unsigned h,
                 uint32_t color)
{
    for (unsigned j = y; j < y + h; j++) {
        for (unsigned i = x; i < x + w; i++) {
            igd->want[j * WIDTH + i] = cpu_to_le32(color);
        }
    }
}

static void background(Igd *igd, uint32_t color)
{
    rect(igd, 0, 0, WIDTH, HEIGHT, color);
}

/* @dwords of @val at @at */
static void fill(Igd *igd, uint32_t at, uint32_t dwords, uint32_t val)
{
    g_autofree uint32_t *buf = g_new(uint32_t, dwords);

    for (uint32_t i = 0; i < dwords; i++) {
        buf[i] = cpu_to_le32(val);
    }
    qtest_memwrite(igd->qts, at, buf, dwords * 4);
}

/* Plane @n shows 64x64 pixels of four bytes from @surf at @x, @y. */
static void plane_on(Igd *igd, unsigned n, uint32_t ctl, uint32_t surf,
                     unsigned x, unsigned y)
{
    wr(igd, PLANE(n) + STRIDE, 4);
    wr(igd, PLANE(n) + POS, y << 16 | x);
    wr(igd, PLANE(n) + SIZE, 63u << 16 | 63);
    wr(igd, PLANE(n) + OFFSET, 0);
    wr(igd, PLANE(n) + CTL, ENABLE | ctl);
    wr(igd, PLANE(n) + SURF, surf);
    step_frame(igd);
}

static void test_formats(void)
{
    static const struct {
        uint32_t ctl, dword, color;
        unsigned bytes;
    } formats[] = {
        { 4u << 24, 0xff123456, 0x123456, 4 },
        { 4u << 24 | 1u << 20, 0xff123456, 0x563412, 4 },
        { 2u << 24, 0x3ff << 20 | 0x200 << 10 | 0x004, 0xff8001, 4 },
        { 2u << 24 | 1u << 20, 0x3ff << 20 | 0x200 << 10 | 0x004, 0x0180ff,
          4 },
        { 14u << 24, 0xf81ff81f, 0xff00ff, 2 },
        /* halves of 1.0 below, 0.5 and 0 above: blue, green; red, X */
        { 10u << 24, 384u << 20 | 894u << 10 | 384, 0x00ff00, 4 },
        /* indices of the palette, though gamma is off */
        { 12u << 24, 0x07070707, 0xabcdef, 1 },
        /* white and black of limited range: V Y U Y from the highest byte */
        { 0u << 24, 0x80eb80eb, 0xffffff, 2 },
        { 0u << 24 | 1u << 16, 0xeb80eb80, 0xffffff, 2 },
        { 0u << 24 | 2u << 16, 0x80eb80eb, 0xffffff, 2 },
        { 0u << 24 | 3u << 16, 0x10801080, 0x000000, 2 },
        /* of full range, that black is grey */
        { 0u << 24 | 1u << 28, 0x80108010, 0x101010, 2 },
        /* X Y U V; and as it is: V red, Y green, U blue, offset kept */
        { 8u << 24, 0x00eb8080, 0xffffff, 4 },
        { 8u << 24 | 1u << 19 | 1u << 29, 0x00123456, 0x561234, 4 },
        { 8u << 24 | 1u << 19, 0x0012b0a0, 0x201230, 4 },
    };
    Igd igd;

    igd_start(&igd);
    wr(&igd, LGC(7), 0xabcdef);
    for (unsigned i = 0; i < ARRAY_SIZE(formats); i++) {
        fill(&igd, SURFACE, 64 * 64, formats[i].dword);
        wr(&igd, PLANE(1) + STRIDE, formats[i].bytes);
        wr(&igd, PLANE(1) + POS, 0);
        wr(&igd, PLANE(1) + SIZE, 63u << 16 | 63);
        wr(&igd, PLANE(1) + CTL, ENABLE | formats[i].ctl);
        wr(&igd, PLANE(1) + SURF, SURFACE);
        step_frame(&igd);
        rect(&igd, 0, 0, 64, 64, formats[i].color);
        shows(&igd);
    }
    igd_stop(&igd);
}

static void test_yuv_matrix(void)
{
    uint32_t bt601, bt709;
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00806090);
    plane_on(&igd, 1, 8u << 24, SURFACE, 0, 0);
    bt601 = crc(&igd);
    plane_on(&igd, 1, 8u << 24 | 1u << 18, SURFACE, 0, 0);
    bt709 = crc(&igd);
    g_assert_cmphex(bt601, !=, bt709);
    igd_stop(&igd);
}

static void test_refused(void)
{
    static const uint32_t refused[] = {
        1u << 24,                       /* NV12 */
        3u << 24, 15u << 24,            /* no formats */
        XRGB | 2u << 10,                /* no tiling */
        XRGB | 4u << 10 | 1u << 15,     /* its CCS is not 0 */
        XRGB | 1, XRGB | 1u << 10 | 3,  /* a quarter turn of these tilings */
        14u << 24 | 4u << 10 | 1,       /* and of these formats */
        12u << 24 | 4u << 10 | 1, 6u << 24 | 5u << 10 | 3,
    };
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0xffffffff);
    for (unsigned i = 0; i < ARRAY_SIZE(refused); i++) {
        plane_on(&igd, 1, refused[i], SURFACE, 0, 0);
        shows(&igd);
    }
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0xffffff);
    shows(&igd);
    igd_stop(&igd);
}

/*
 * A CCS of 8x4 bytes, in the last of the surface's pages: it is read, and as
 * long as it says that nothing is compressed the surface is as any other.
 */
static void test_compressed(void)
{
    const uint32_t ctl = XRGB | 4u << 10 | 1u << 15;
    const uint32_t ccs = SURFACE + (PAGES - 1) * PAGE;
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, PAGES * PAGE / 4, 0x123456);
    fill(&igd, ccs, PAGE / 4, 0);
    wr(&igd, PLANE(1) + AUX_DIST, (PAGES - 1) * PAGE | 1);
    plane_on(&igd, 1, ctl, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0x123456);
    shows(&igd);
    /* beside what is shown, and below */
    qtest_writeb(igd.qts, ccs + 8, 0xff);
    qtest_writeb(igd.qts, ccs + 4 * 16, 0xff);
    shows(&igd);
    qtest_writeb(igd.qts, ccs + 3 * 16 + 7, 0x40);
    background(&igd, 0);
    shows(&igd);
    qtest_writeb(igd.qts, ccs + 3 * 16 + 7, 0);
    rect(&igd, 0, 0, 64, 64, 0x123456);
    shows(&igd);
    wr(&igd, PLANE(1) + AUX_OFFSET, 8);
    plane_on(&igd, 1, ctl, SURFACE, 0, 0);
    background(&igd, 0);
    shows(&igd);
    igd_stop(&igd);
}

/*
 * Two Y tiles below each other, of 32x32 pixels, of which the first row is
 * red, and the second row green.
 */
static void test_rotation(void)
{
    Igd igd;

    igd_start(&igd);
    for (unsigned x = 0; x < 8; x++) {
        fill(&igd, SURFACE + x * 512, 4, 0xff0000);
        fill(&igd, SURFACE + x * 512 + 16, 4, 0x00ff00);
    }
    wr(&igd, PLANE(1) + STRIDE, 1);
    wr(&igd, PLANE(1) + SIZE, 63u << 16 | 31);
    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | 4u << 10);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    step_frame(&igd);
    rect(&igd, 0, 0, 32, 1, 0xff0000);
    rect(&igd, 0, 1, 32, 1, 0x00ff00);
    shows(&igd);

    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | 4u << 10 | 2);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 0, 63, 32, 1, 0xff0000);
    rect(&igd, 0, 62, 32, 1, 0x00ff00);
    shows(&igd);

    /* turned right: what was above is on the right */
    map_page(&igd, ROTATED, SURFACE + PAGE);
    map_page(&igd, ROTATED + PAGE, SURFACE);
    wr(&igd, PLANE(1) + STRIDE, 2);
    wr(&igd, PLANE(1) + SIZE, 31u << 16 | 63);
    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | 4u << 10 | 1);
    wr(&igd, PLANE(1) + SURF, ROTATED);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 63, 0, 1, 32, 0xff0000);
    rect(&igd, 62, 0, 1, 32, 0x00ff00);
    shows(&igd);

    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | 4u << 10 | 3);
    wr(&igd, PLANE(1) + SURF, ROTATED);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 0, 0, 1, 32, 0xff0000);
    rect(&igd, 1, 0, 1, 32, 0x00ff00);
    shows(&igd);
    igd_stop(&igd);
}

static void test_alpha(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00ffffff);
    fill(&igd, OTHER, 64 * 64, 0x80000000);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    plane_on(&igd, 2, XRGB, OTHER, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0);
    shows(&igd);
    /* half of it: 127 of 255 */
    plane_on(&igd, 2, XRGB | 2u << 4, OTHER, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0x7f7f7f);
    shows(&igd);
    /* a plane alpha has no effect until it is enabled */
    wr(&igd, PLANE(2) + KEYMAX, 0x33000000);
    plane_on(&igd, 2, XRGB, OTHER, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0);
    shows(&igd);
    wr(&igd, PLANE(2) + KEYMSK, ENABLE);
    plane_on(&igd, 2, XRGB, OTHER, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0xcccccc);
    shows(&igd);
    igd_stop(&igd);
}

static void test_keys(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x0000ff);
    fill(&igd, OTHER, 64 * 32, 0x00ff00);
    fill(&igd, OTHER + 64 * 32 * 4, 64 * 32, 0xff0000);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    /* the key is taken over with the plane, and green is not there */
    wr(&igd, PLANE(2) + KEYVAL, 0x00ff00);
    wr(&igd, PLANE(2) + KEYMSK, 0x07ffffff);
    plane_on(&igd, 2, XRGB | 1u << 21, OTHER, 0, 0);
    rect(&igd, 0, 0, 64, 32, 0x0000ff);
    rect(&igd, 0, 32, 64, 32, 0xff0000);
    shows(&igd);
    wr(&igd, PLANE(2) + KEYVAL, 0xff0000);
    step_frame(&igd);
    shows(&igd);
    /* only the channel of green is looked at, and is 0 in the lower half */
    wr(&igd, PLANE(2) + KEYVAL, 0x120034);
    wr(&igd, PLANE(2) + KEYMSK, 0x02ffffff);
    plane_on(&igd, 2, XRGB | 1u << 21, OTHER, 0, 0);
    rect(&igd, 0, 0, 64, 32, 0x00ff00);
    rect(&igd, 0, 32, 64, 32, 0x0000ff);
    shows(&igd);

    /* plane 2 is there where plane 1 has the key */
    wr(&igd, PLANE(1) + KEYVAL, 0x0000ff);
    wr(&igd, PLANE(1) + KEYMSK, 0x07ffffff);
    fill(&igd, SURFACE, 64 * 16, 0x00ffffff);
    plane_on(&igd, 2, XRGB, OTHER, 32, 0);
    plane_on(&igd, 1, XRGB | 2u << 21, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 16, 0xffffff);
    rect(&igd, 0, 16, 64, 48, 0x0000ff);
    rect(&igd, 32, 16, 32, 16, 0x00ff00);
    rect(&igd, 32, 32, 32, 32, 0xff0000);
    shows(&igd);
    igd_stop(&igd);
}

static void test_cursor(void)
{
    uint32_t blended;
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00f00ff0);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0xf00ff0);
    /* 64 wide, 8 high, the first row opaque */
    fill(&igd, OTHER, 64, 0xff112233);
    wr(&igd, CUR_FBC_CTL, ENABLE | 7);
    wr(&igd, CURCNTR, 0x27);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 1, 0x112233);
    shows(&igd);
    wr(&igd, CURCNTR, 0x27 | 1u << 15);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 1, 0xf00ff0);
    rect(&igd, 0, 7, 64, 1, 0x112233);
    shows(&igd);

    /* mask 0xff: what is below, and then exclusive or, or inverted */
    wr(&igd, CURCNTR, 0x24);
    wr(&igd, CURBASE, OTHER);
    fill(&igd, OTHER + 64 * 4, 64 * 7, 0xff000000);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 1, 0xf00ff0 ^ 0x112233);
    rect(&igd, 0, 7, 64, 1, 0xf00ff0);
    shows(&igd);
    wr(&igd, CURCNTR, 0x07);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 1, 0xf00ff0 ^ 0xffffff);
    shows(&igd);

    /* two bits a pixel are not modelled */
    rect(&igd, 0, 0, 64, 1, 0xf00ff0);
    wr(&igd, CURCNTR, 0x04);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    shows(&igd);

    /* half of alpha is all, and less is none, above planes without CSC */
    fill(&igd, OTHER, 64, 0x80112233);
    fill(&igd, OTHER + 64 * 4, 64 * 7, 0x7f112233);
    wr(&igd, CURCNTR, 0x27 | 2u << 10 | 1u << 8);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 1, 0x112233);
    shows(&igd);
    /* and as it is above others, and without a value */
    wr(&igd, CURCNTR, 0x27);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    blended = crc(&igd);
    g_assert_cmphex(blended, !=, want_crc(&igd));
    wr(&igd, CURCNTR, 0x27 | 1u << 10 | 1u << 8);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    g_assert_cmphex(crc(&igd), ==, blended);
    wr(&igd, CURCNTR, 0x27 | 3u << 10);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    g_assert_cmphex(crc(&igd), ==, blended);
    igd_stop(&igd);
}

static void test_plane_scaler(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00456789);
    plane_on(&igd, 1, XRGB, SURFACE, 7, 7);
    rect(&igd, 7, 7, 64, 64, 0x456789);
    shows(&igd);

    /* nothing but the size arms it, and a later write takes that back */
    wr(&igd, PS(2) + PS_CTRL, ENABLE | 1u << 25);
    wr(&igd, PS(2) + WIN_POS, 100u << 16 | 50);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, PS(2) + WIN_SZ, 320u << 16 | 32);
    wr(&igd, PS(2) + WIN_POS, 101u << 16 | 50);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, PS(2) + WIN_SZ, 320u << 16 | 32);
    shows(&igd);
    g_assert_cmphex(rd(&igd, PS(2) + HSCALE), ==, 0);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 101, 50, 320, 32, 0x456789);
    shows(&igd);
    /* 64 over 320 is 0.2, and 64 over 32 is 2 */
    g_assert_cmphex(rd(&igd, PS(2) + HSCALE), ==, (64u << 15) / 320);
    g_assert_cmphex(rd(&igd, PS(2) + VSCALE), ==, 2u << 15);

    /* three times as small, or a key, cannot be: the plane is not there */
    background(&igd, 0);
    wr(&igd, PS(2) + WIN_SZ, 320u << 16 | 21);
    wr(&igd, PLANE(1) + SIZE, 62u << 16 | 63);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, PS(2) + WIN_SZ, 320u << 16 | 32);
    plane_on(&igd, 1, XRGB | 2u << 21, SURFACE, 0, 0);
    shows(&igd);
    plane_on(&igd, 1, 12u << 24, SURFACE, 0, 0);
    shows(&igd);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    rect(&igd, 101, 50, 320, 32, 0x456789);
    shows(&igd);

    /* off: the plane is where it says itself */
    wr(&igd, PS(2) + PS_CTRL, 0);
    wr(&igd, PS(2) + WIN_SZ, 0);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 0, 0, 64, 64, 0x456789);
    shows(&igd);
    igd_stop(&igd);
}

/* Left half black, right half white: the phase moves the edge. */
static void test_phase(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00ffffff);
    for (unsigned y = 0; y < 64; y++) {
        fill(&igd, SURFACE + y * 256, 32, 0);
    }
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    wr(&igd, PS(1) + PS_CTRL, ENABLE | 1u << 25);
    wr(&igd, PS(1) + WIN_POS, 0);
    wr(&igd, PS(1) + VPHASE, 1);
    /* half as wide: pixels 0.5, 2.5, ... of which one is 30.5, then 32.5 */
    wr(&igd, PS(1) + HPHASE, 0x1000 << 1 | 1);
    wr(&igd, PS(1) + WIN_SZ, 32u << 16 | 64);
    step_frame(&igd);
    rect(&igd, 16, 0, 16, 64, 0xffffff);
    shows(&igd);
    /* 1.5 more: pixels 1.5, ... 31.5: between both */
    wr(&igd, PS(1) + HPHASE, 0x3000 << 1 | 1);
    wr(&igd, PS(1) + WIN_SZ, 32u << 16 | 64);
    step_frame(&igd);
    rect(&igd, 15, 0, 1, 64, 0x808080);
    shows(&igd);
    /* without trip it is from -1 on: -0.5, 1.5, ... the same */
    wr(&igd, PS(1) + HPHASE, 0x1000 << 1);
    wr(&igd, PS(1) + WIN_SZ, 32u << 16 | 64);
    step_frame(&igd);
    rect(&igd, 15, 0, 1, 64, 0);
    rect(&igd, 16, 0, 1, 64, 0x808080);
    shows(&igd);
    igd_stop(&igd);
}

static void test_pipe_scaler(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00456789);
    wr(&igd, PIPESRC, 63u << 16 | 31);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    wr(&igd, PS(1) + PS_CTRL, ENABLE);
    wr(&igd, PS(1) + WIN_POS, 100u << 16 | 20);
    wr(&igd, PS(1) + WIN_SZ, 1000u << 16 | 1000);
    step_frame(&igd);
    rect(&igd, 100, 20, 1000, 1000, 0x456789);
    shows(&igd);
    g_assert_cmphex(rd(&igd, PS(1) + HSCALE), ==, (64u << 15) / 1000);
    g_assert_cmphex(rd(&igd, PS(1) + VSCALE), ==, (32u << 15) / 1000);

    /* the CRC register is of what is sent */
    wr(&igd, CRC_CTL, ENABLE | 4u << 28);
    step_frame(&igd);
    step_frame(&igd);
    g_assert_cmphex(rd(&igd, CRC_RES), ==, want_crc(&igd));

    /* a window that leaves the mode shows nothing */
    background(&igd, 0);
    wr(&igd, PS(1) + WIN_POS, 100u << 16 | 81);
    wr(&igd, PS(1) + WIN_SZ, 1000u << 16 | 1000);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, PIPESRC, 0x1fff1fff);
    wr(&igd, PS(1) + WIN_POS, 0);
    wr(&igd, PS(1) + WIN_SZ, 0x1fff1fff);
    step_frame(&igd);
    shows(&igd);
    igd_stop(&igd);
}

static void test_legacy_palette(void)
{
    Igd igd;

    igd_start(&igd);
    for (unsigned i = 0; i < 256; i++) {
        wr(&igd, LGC(i), i << 16 | (255 - i) << 8 | i / 2);
    }
    g_assert_cmphex(rd(&igd, LGC(200)), ==, 200u << 16 | 55u << 8 | 100);
    fill(&igd, SURFACE, 64 * 64, 0x00102030);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0x102030);
    shows(&igd);
    plane_on(&igd, 1, XRGB | GAMMA, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0x10df18);
    shows(&igd);
    /* the table is not double-buffered */
    wr(&igd, LGC(0x10), 0xff0000);
    rect(&igd, 0, 0, 64, 64, 0xffdf18);
    shows(&igd);
    igd_stop(&igd);
}

static void test_precision_palette(void)
{
    Igd igd;

    igd_start(&igd);
    wr(&igd, PAL_INDEX, 1u << 15 | 1022);
    wr(&igd, PAL_DATA, 0x11111111);
    wr(&igd, PAL_DATA, 0xffffffff);
    wr(&igd, PAL_DATA, 0x22222222);
    g_assert_cmphex(rd(&igd, PAL_INDEX), ==, 1u << 15 | 1);
    wr(&igd, PAL_INDEX, 1022);
    g_assert_cmphex(rd(&igd, PAL_DATA), ==, 0x11111111);
    g_assert_cmphex(rd(&igd, PAL_DATA), ==, 0x11111111);
    wr(&igd, PAL_INDEX, 1u << 31 | 1u << 15 | 1023);
    g_assert_cmphex(rd(&igd, PAL_DATA), ==, 0x3fffffff);
    g_assert_cmphex(rd(&igd, PAL_DATA), ==, 0x22222222);
    g_assert_cmphex(rd(&igd, PAL_INDEX), ==, 1u << 31 | 1u << 15 | 1);

    /* 8 bits are 10 by repetition: 0x10 is entry 0x40 */
    wr(&igd, PAL_INDEX, 1u << 15);
    for (unsigned i = 0; i < 1024; i++) {
        wr(&igd, PAL_DATA, (1023 - i) << 20 | i << 10 | i / 2);
    }
    fill(&igd, SURFACE, 64 * 64, 0x00102030);
    plane_on(&igd, 1, XRGB | GAMMA, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0);    /* of the legacy palette, all black */
    shows(&igd);
    /* the mode takes effect with the next frame */
    wr(&igd, GAMMA_MODE, 1);
    shows(&igd);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 64, 0xef2018);
    shows(&igd);
    igd_stop(&igd);
}

static void csc_identity(Igd *igd, uint32_t one)
{
    wr(igd, CSC, one << 16);
    wr(igd, CSC + 4, 0);
    wr(igd, CSC + 8, one);
    wr(igd, CSC + 12, 0);
    wr(igd, CSC + 16, 0);
    wr(igd, CSC + 20, one << 16);
}

static void test_csc(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00ff8000);
    csc_identity(&igd, 0x7800);
    wr(&igd, CSC_MODE, 0);
    plane_on(&igd, 1, XRGB | CSC_ON, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0xff8000);
    shows(&igd);

    /* limited range, as i915 has it; armed by the mode, at vblank */
    csc_identity(&igd, 0x0db0);
    for (unsigned i = 0; i < 3; i++) {
        wr(&igd, CSC_POSTOFF + i * 4, 0x100);
    }
    step_frame(&igd);
    shows(&igd);
    wr(&igd, CSC_MODE, 0);
    shows(&igd);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 64, 0xeb7d10);
    shows(&igd);

    /* red to blue, minus half of green to red; reads and writes disarm */
    wr(&igd, CSC, 0xf800);
    wr(&igd, CSC + 8, 0);
    wr(&igd, CSC + 16, 0x7800u << 16);
    wr(&igd, CSC + 20, 0);
    for (unsigned i = 0; i < 3; i++) {
        wr(&igd, CSC_POSTOFF + i * 4, i ? 0 : 0x0fff);
    }
    wr(&igd, CSC_MODE, 0);
    g_assert_cmphex(rd(&igd, CSC + 16), ==, 0x7800u << 16);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, CSC_MODE, 0);
    wr(&igd, CSC_POSTOFF, 0x0fff);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, CSC_MODE, 0);
    wr(&igd, CSC + 16, 0x7800u << 16);
    step_frame(&igd);
    shows(&igd);
    wr(&igd, CSC_MODE, 0);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 64, 0x7f00ff);
    shows(&igd);

    /* minus a sixteenth before it */
    csc_identity(&igd, 0x7800);
    wr(&igd, CSC_PREOFF + 4, 0x1f00);
    wr(&igd, CSC_POSTOFF, 0);
    wr(&igd, CSC_MODE, 0);
    step_frame(&igd);
    rect(&igd, 0, 0, 64, 64, 0xff7000);
    shows(&igd);
    igd_stop(&igd);
}

static void test_order(void)
{
    Igd igd;

    igd_start(&igd);
    for (unsigned i = 0; i < 256; i++) {
        wr(&igd, LGC(i), (255 - i) * 0x010101);
    }
    fill(&igd, SURFACE, 64 * 64, 0x00ff8000);
    csc_identity(&igd, 0x0db0);
    for (unsigned i = 0; i < 3; i++) {
        wr(&igd, CSC_POSTOFF + i * 4, 0x100);
    }
    wr(&igd, CSC_MODE, 0);
    plane_on(&igd, 1, XRGB | CSC_ON | GAMMA, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0x107deb);
    shows(&igd);
    wr(&igd, CSC_MODE, 2);
    step_frame(&igd);
    /* entries nearest to 234.1, 125.4 and 15.9 */
    rect(&igd, 0, 0, 64, 64, 0x1582ef);
    shows(&igd);
    igd_stop(&igd);
}

static void test_background(void)
{
    Igd igd;

    igd_start(&igd);
    for (unsigned i = 0; i < 256; i++) {
        wr(&igd, LGC(i), (255 - i) * 0x010101);
    }
    wr(&igd, BOTTOM, 0x3ffu << 20 | 0x200u << 10);
    shows(&igd);
    step_frame(&igd);
    background(&igd, 0xff8000);
    shows(&igd);
    wr(&igd, BOTTOM, ENABLE | 0x3ffu << 20 | 0x200u << 10);
    step_frame(&igd);
    background(&igd, 0x007fff);
    shows(&igd);
    /* the plane does not take part, the cursor does */
    fill(&igd, SURFACE, 64 * 64, 0x00102030);
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    rect(&igd, 0, 0, 64, 64, 0x102030);
    fill(&igd, OTHER, 64 * 64, 0xff102030);
    wr(&igd, CURCNTR, 0x27 | 1u << 26);
    wr(&igd, CURPOS, 200);
    wr(&igd, CURBASE, OTHER);
    step_frame(&igd);
    rect(&igd, 200, 0, 64, 64, 0xefdfcf);
    shows(&igd);

    /* the CRC of a plane, and of the cursor, is before all that */
    wr(&igd, CRC_CTL, ENABLE);
    step_frame(&igd);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 0, 0, 64, 64, 0x102030);
    g_assert_cmphex(rd(&igd, CRC_RES), ==, want_crc(&igd));
    wr(&igd, CRC_CTL, ENABLE | 7u << 28);
    step_frame(&igd);
    step_frame(&igd);
    background(&igd, 0);
    rect(&igd, 200, 0, 64, 64, 0x102030);
    g_assert_cmphex(rd(&igd, CRC_RES), ==, want_crc(&igd));
    igd_stop(&igd);
}

/* In a pipe that does not run all takes effect at once. */
static void test_stopped(void)
{
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0x00ff8000);
    wr(&igd, TRANSCONF, 0);
    step_frame(&igd);
    csc_identity(&igd, 0x0db0);
    wr(&igd, CSC_MODE, 0);
    csc_identity(&igd, 0x7800);
    wr(&igd, PS(1) + PS_CTRL, ENABLE | 1u << 25);
    wr(&igd, PS(1) + WIN_SZ, 128u << 16 | 128);
    wr(&igd, PS(1) + WIN_POS, 0);
    wr(&igd, BOTTOM, 0x3ff);
    wr(&igd, PLANE(1) + STRIDE, 4);
    wr(&igd, PLANE(1) + SIZE, 63u << 16 | 63);
    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | CSC_ON);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    wr(&igd, TRANSCONF, ENABLE);
    background(&igd, 0x0000ff);
    rect(&igd, 0, 0, 128, 128, 0xdb6d00);
    shows(&igd);
    igd_stop(&igd);
}

static void monitor_bool(Igd *igd, const char *property, bool val)
{
    qobject_unref(qtest_qmp(igd->qts, "{ 'execute': 'qom-set', 'arguments': {"
                            "'path': '/machine/peripheral/b', "
                            "'property': %s, 'value': %i } }", property, val));
}

static void recorded(Igd *igd, const char *want)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                             "'path': '/machine/peripheral/b', "
                             "'property': 'recorded' } }");

    g_assert_cmpstr(qdict_get_str(reply, "return"), ==, want);
    qobject_unref(reply);
}

/* Every frame is in the record, though nobody looks while they are shown. */
static void test_record(void)
{
    g_autofree char *before = NULL, *after = NULL;
    uint32_t black, white;
    Igd igd;

    igd_start(&igd);
    fill(&igd, SURFACE, 64 * 64, 0xffffffff);
    step_frame(&igd);
    recorded(&igd, "");
    black = crc(&igd);
    monitor_bool(&igd, "record", true);
    for (unsigned i = 0; i < 3; i++) {
        step_frame(&igd);
    }
    /* it latches at the end of a fourth black frame */
    plane_on(&igd, 1, XRGB, SURFACE, 0, 0);
    step_frame(&igd);
    white = crc(&igd);
    g_assert_cmphex(black, !=, white);
    wr(&igd, PLANE(1) + CTL, 0);
    wr(&igd, PLANE(1) + SURF, 0);
    step_frame(&igd);
    step_frame(&igd);
    before = g_strdup_printf("%08x 4\n%08x 2\n%08x 1\n", black, white, black);
    recorded(&igd, before);

    monitor_bool(&igd, "plugged", false);
    for (unsigned i = 0; i < 3; i++) {
        step_frame(&igd);
    }
    monitor_bool(&igd, "plugged", true);
    step_frame(&igd);
    after = g_strdup_printf("%sdark 50000\n%08x 1\n", before, black);
    recorded(&igd, after);

    monitor_bool(&igd, "record", false);
    step_frame(&igd);
    recorded(&igd, after);
    monitor_bool(&igd, "record", true);
    recorded(&igd, "");
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/picture/formats", test_formats);
    qtest_add_func("/intel-igd/picture/yuv-matrix", test_yuv_matrix);
    qtest_add_func("/intel-igd/picture/refused", test_refused);
    qtest_add_func("/intel-igd/picture/compressed", test_compressed);
    qtest_add_func("/intel-igd/picture/rotation", test_rotation);
    qtest_add_func("/intel-igd/picture/alpha", test_alpha);
    qtest_add_func("/intel-igd/picture/keys", test_keys);
    qtest_add_func("/intel-igd/picture/cursor", test_cursor);
    qtest_add_func("/intel-igd/picture/plane-scaler", test_plane_scaler);
    qtest_add_func("/intel-igd/picture/phase", test_phase);
    qtest_add_func("/intel-igd/picture/pipe-scaler", test_pipe_scaler);
    qtest_add_func("/intel-igd/picture/legacy-palette", test_legacy_palette);
    qtest_add_func("/intel-igd/picture/precision-palette",
                   test_precision_palette);
    qtest_add_func("/intel-igd/picture/csc", test_csc);
    qtest_add_func("/intel-igd/picture/order", test_order);
    qtest_add_func("/intel-igd/picture/background", test_background);
    qtest_add_func("/intel-igd/picture/stopped", test_stopped);
    qtest_add_func("/intel-igd/picture/record", test_record);
    return g_test_run();
}
