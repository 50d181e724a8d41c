/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is on the pipes of a Broadwell: primary planes, sprites, panel fitters,
 * watermarks, flips. Pixels are compared with those of the reference.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "hw/display/igd/test/bdw.h"
#include "hw/display/igd/test/reference.h"

/* Graphics addresses, also those of guest memory. @memory is at SURFACE. */
#define SURFACE         0x00100000
#define OTHER           0x00400000
#define PAGES           (MEMORY / PAGE)
#define SIDE            96u             /* of the source, in pixels */

#define TILED           (1u << 10)
#define ROTATE_180      (1u << 15)
#define GAMMA           (1u << 30)
#define ASYNC           (1u << 9)

/* DISP_FORMAT_MASK and SPRITE_FORMAT_MASK */
#define PRI_FORMAT(n)   ((n) << 26)
#define PRI_XRGB        PRI_FORMAT(6u)
#define SPR_FORMAT(n)   ((n) << 25)
#define SPR_XRGB        SPR_FORMAT(2u)
#define SPR_RGBX        (1u << 20)

static uint32_t want[WIDTH * HEIGHT];

static void start(Igd *igd)
{
    igd_start(igd, "-device igd-monitor,id=b,port=b,connector=hdmi "
                   "-device igd-monitor,id=c,port=c,connector=hdmi "
                   "-device igd-monitor,id=d,port=d,connector=hdmi");
    map_pages(igd, SURFACE, PAGES);
    map_pages(igd, OTHER, PAGES);
    random_memory();
    qtest_memwrite(igd->qts, SURFACE, memory, MEMORY);
    power_on(igd);
}

/* Pipe A, whose source is a square in the corner of a black picture */
static void light(Igd *igd)
{
    start(igd);
    pipe_on(igd, 0, PORT_B);
    wr(igd, PIPESRC(0), (SIDE - 1) << 16 | (SIDE - 1));
    memset(want, 0, sizeof(want));
}

static uint32_t crc_of(const uint32_t *pixels)
{
    const uint8_t *p = (const uint8_t *)pixels;
    uint32_t crc = ~0u;

    for (size_t i = 0; i < sizeof(want); i++) {
        crc ^= p[i];
        for (unsigned bit = 0; bit < 8; bit++) {
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
        }
    }
    return ~crc;
}

static void shows(Igd *igd)
{
    g_assert_cmphex(get_int(igd, "b", "crc"), ==, crc_of(want));
}

static void put(uint32_t x, uint32_t y, uint32_t color)
{
    want[y * WIDTH + x] = cpu_to_le32(color);
}

static void rect(uint32_t x, uint32_t y, uint32_t w, uint32_t h,
                 uint32_t color)
{
    for (uint32_t j = y; j < y + h; j++) {
        for (uint32_t i = x; i < x + w; i++) {
            put(i, j, color);
        }
    }
}

/*
 * What is wanted is a square of @side pixels at @x, @y; the source begins at
 * @src_x, @src_y of a surface of @format.
 */
static void want_plane(IgdFormat format, uint32_t src_x, uint32_t src_y,
                       uint32_t x, uint32_t y, uint32_t side, bool turned)
{
    IgdDecode d = { .format = format };

    for (uint32_t j = 0; j < side; j++) {
        for (uint32_t i = 0; i < side; i++) {
            uint32_t sx = src_x + (turned ? side - 1 - i : i);
            uint32_t sy = src_y + (turned ? side - 1 - j : j);

            put(x + i, y + j, to_xrgb(decode(&d, sx, sy).c));
        }
    }
}

static void primary(Igd *igd, uint32_t ctl, uint32_t stride, uint32_t surf)
{
    wr(igd, DSP(0) + STRIDE, stride);
    wr(igd, DSP(0) + CNTR, ENABLE | ctl);
    wr(igd, DSP(0) + SURF, surf);
    frame(igd);
}

/* 32x32 pixels at @x, @y */
static void sprite(Igd *igd, uint32_t ctl, uint32_t stride, uint32_t surf,
                   uint32_t x, uint32_t y)
{
    wr(igd, SPR(0) + STRIDE, stride);
    wr(igd, SPR(0) + POS, y << 16 | x);
    wr(igd, SPR(0) + SIZE, 31u << 16 | 31);
    wr(igd, SPR(0) + CNTR, ENABLE | ctl);
    wr(igd, SPR(0) + SURF, surf);
    frame(igd);
}

/* Linear surfaces of 1024 bytes a line, and two X tiles side by side */
static void linear(void)
{
    map_surface(IGD_TILING_LINEAR, 4, false, 1024, 256, 1024);
}

static void x_tiled(void)
{
    map_surface(IGD_TILING_X, 4, false, 2, 30, 2);
}

static void test_formats(void)
{
    static const struct {
        uint32_t ctl;
        IgdFormat format;
    } pri[] = {
        { PRI_FORMAT(6u), IGD_FORMAT_XRGB8888 },
        { PRI_FORMAT(7u), IGD_FORMAT_XRGB8888 },
        { PRI_FORMAT(14u), IGD_FORMAT_XBGR8888 },
        { PRI_FORMAT(15u), IGD_FORMAT_XBGR8888 },
        { PRI_FORMAT(10u), IGD_FORMAT_XRGB2101010 },
        { PRI_FORMAT(11u), IGD_FORMAT_XRGB2101010 },
        { PRI_FORMAT(8u), IGD_FORMAT_XBGR2101010 },
        { PRI_FORMAT(9u), IGD_FORMAT_XBGR2101010 },
        { PRI_FORMAT(5u), IGD_FORMAT_RGB565 },
        { PRI_FORMAT(2u), IGD_FORMAT_C8 },
    }, spr[] = {
        { SPR_FORMAT(2u), IGD_FORMAT_XRGB8888 },
        { SPR_FORMAT(2u) | SPR_RGBX, IGD_FORMAT_XBGR8888 },
        { SPR_FORMAT(1u), IGD_FORMAT_XRGB2101010 },
        { SPR_FORMAT(1u) | SPR_RGBX, IGD_FORMAT_XBGR2101010 },
    };
    Igd igd;

    light(&igd);
    linear();
    for (unsigned i = 0; i < 256; i++) {
        wr(&igd, 0x4a000 + i * 4, palette[i]);
    }
    for (unsigned i = 0; i < ARRAY_SIZE(pri); i++) {
        primary(&igd, pri[i].ctl, 1024, SURFACE);
        want_plane(pri[i].format, 0, 0, 0, 0, SIDE, false);
        shows(&igd);
    }
    primary(&igd, PRI_XRGB, 1024, SURFACE);
    for (unsigned i = 0; i < ARRAY_SIZE(spr); i++) {
        want_plane(IGD_FORMAT_XRGB8888, 0, 0, 0, 0, SIDE, false);
        sprite(&igd, spr[i].ctl, 1024, SURFACE, 8, 16);
        want_plane(spr[i].format, 0, 0, 8, 16, 32, false);
        shows(&igd);
    }
    violations(&igd, "");
    /* what there is not */
    for (unsigned format = 0; format < 16; format++) {
        if (0x2c18 & 1u << format && format != 10 && format != 11) {
            primary(&igd, PRI_FORMAT(format), 1024, SURFACE);
            g_assert_cmphex(events(&igd, 0), ==, FAULT(0));
        }
    }
    sprite(&igd, SPR_FORMAT(7u), 1024, SURFACE, 0, 0);
    g_assert_cmphex(events(&igd, 0) & FAULT(1), ==, FAULT(1));
    igd_stop(&igd);
}

/* White and black of limited range, and of full range, in each order */
static void test_yuv(void)
{
    static const struct {
        uint32_t ctl, dword, color;
    } yuv[] = {
        { 0, 0x80eb80eb, 0xffffff }, { 1u << 16, 0xeb80eb80, 0xffffff },
        { 2u << 16, 0x80eb80eb, 0xffffff }, { 3u << 16, 0x10801080, 0 },
        { 1u << 28, 0x80108010, 0x101010 },
        { SPR_FORMAT(4u), 0x00eb8080, 0xffffff },
        { SPR_FORMAT(4u) | 1u << 19, 0x0012b0a0, 0x201230 },
    };
    Igd igd;

    light(&igd);
    for (unsigned i = 0; i < ARRAY_SIZE(yuv); i++) {
        for (uint32_t at = 0; at < 32 * 1024; at += 4) {
            qtest_writel(igd.qts, OTHER + at, yuv[i].dword);
        }
        sprite(&igd, yuv[i].ctl, 1024, OTHER, 0, 0);
        rect(0, 0, 32, 32, yuv[i].color);
        shows(&igd);
    }
    igd_stop(&igd);
}

/* Tiles, an offset, half a turn: the offset stays that of the first pixel. */
static void test_surface(void)
{
    Igd igd;

    light(&igd);
    wr(&igd, DSP(0) + OFFSET, 5u << 16 | 17);
    linear();
    primary(&igd, PRI_XRGB, 1024, SURFACE);
    want_plane(IGD_FORMAT_XRGB8888, 17, 5, 0, 0, SIDE, false);
    shows(&igd);
    primary(&igd, PRI_XRGB | ROTATE_180, 1024, SURFACE);
    want_plane(IGD_FORMAT_XRGB8888, 17, 5, 0, 0, SIDE, true);
    shows(&igd);
    x_tiled();
    primary(&igd, PRI_XRGB | TILED, 1024, SURFACE);
    want_plane(IGD_FORMAT_XRGB8888, 17, 5, 0, 0, SIDE, false);
    shows(&igd);
    primary(&igd, PRI_XRGB | TILED | ROTATE_180, 1024, SURFACE);
    want_plane(IGD_FORMAT_XRGB8888, 17, 5, 0, 0, SIDE, true);
    shows(&igd);
    wr(&igd, SPR(0) + OFFSET, 9u << 16 | 3);
    sprite(&igd, SPR_XRGB | TILED | ROTATE_180, 1024, SURFACE, 40, 24);
    want_plane(IGD_FORMAT_XRGB8888, 3, 9, 40, 24, 32, true);
    shows(&igd);
    violations(&igd, "");
    /* beyond its stride, a tiled surface makes the pipe underrun */
    wr(&igd, SPR(0) + CNTR, 0);
    wr(&igd, SPR(0) + SURF, 0);
    wr(&igd, DSP(0) + OFFSET, 161);
    primary(&igd, PRI_XRGB | TILED, 1024, SURFACE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, DSP(0) + OFFSET, 160);
    primary(&igd, PRI_XRGB | TILED, 1024, SURFACE);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "position 1\n");
    primary(&igd, PRI_XRGB | TILED, 1024 + 64, SURFACE);
    g_assert_cmphex(events(&igd, 0), ==, FAULT(0));
    primary(&igd, PRI_XRGB, 0, SURFACE);
    g_assert_cmphex(events(&igd, 0), ==, FAULT(0));
    violations(&igd, "surface 1\nposition 1\n");
    igd_stop(&igd);
}

/* Registers take effect at the vertical blank after the address is written. */
static void test_latch(void)
{
    Igd igd;

    light(&igd);
    linear();
    /* off: its control register arms it */
    wr(&igd, DSP(0) + STRIDE, 1024);
    wr(&igd, DSP(0) + SURF, SURFACE);
    frame(&igd);
    shows(&igd);
    wr(&igd, DSP(0) + CNTR, ENABLE | PRI_XRGB);
    g_assert_cmphex(rd(&igd, DSP(0) + CNTR), ==, ENABLE | PRI_XRGB);
    shows(&igd);
    frame(&igd);
    want_plane(IGD_FORMAT_XRGB8888, 0, 0, 0, 0, SIDE, false);
    shows(&igd);
    g_assert_cmphex(rd(&igd, DSP(0) + SURFLIVE), ==, SURFACE);
    /* on: it does not */
    wr(&igd, DSP(0) + CNTR, ENABLE | PRI_FORMAT(14u));
    wr(&igd, DSP(0) + OFFSET, 8);
    frame(&igd);
    shows(&igd);
    wr(&igd, DSP(0) + SURF, SURFACE);
    shows(&igd);
    frame(&igd);
    want_plane(IGD_FORMAT_XBGR8888, 8, 0, 0, 0, SIDE, false);
    shows(&igd);
    /* the sprite by itself */
    wr(&igd, SPR(0) + STRIDE, 1024);
    wr(&igd, SPR(0) + SIZE, 31u << 16 | 31);
    wr(&igd, SPR(0) + CNTR, ENABLE | SPR_XRGB);
    wr(&igd, SPR(0) + SURF, SURFACE);
    shows(&igd);
    frame(&igd);
    want_plane(IGD_FORMAT_XRGB8888, 0, 0, 0, 0, 32, false);
    shows(&igd);
    wr(&igd, SPR(0) + POS, 4u << 16 | 4);
    frame(&igd);
    shows(&igd);
    wr(&igd, SPR(0) + CNTR, 0);
    wr(&igd, SPR(0) + SURF, 0);
    frame(&igd);
    want_plane(IGD_FORMAT_XBGR8888, 8, 0, 0, 0, SIDE, false);
    shows(&igd);
    violations(&igd, "");
    igd_stop(&igd);
}

/*
 * The sprite's keys: its own pixels of the key's colour are not there; it is
 * only where the plane below has the colour.
 */
static void test_keys(void)
{
    Igd igd;

    light(&igd);
    for (uint32_t at = 0; at < 128 * 1024; at += 4) {
        qtest_writel(igd.qts, OTHER + at, at % 1024 < 64 ? 0x102030 : 0x405060);
    }
    primary(&igd, PRI_XRGB, 1024, OTHER);
    rect(0, 0, 16, SIDE, 0x102030);
    rect(16, 0, SIDE - 16, SIDE, 0x405060);
    shows(&igd);
    wr(&igd, SPR(0) + KEYVAL, 0x102030);
    wr(&igd, SPR(0) + KEYMSK, 7u << 24 | 0xffffff);
    wr(&igd, SPR(0) + KEYMAX, 0x102030);
    /* 16 columns of it are the key's */
    sprite(&igd, SPR_XRGB | 1u << 22, 1024, OTHER, 32, 32);
    shows(&igd);
    sprite(&igd, SPR_XRGB, 1024, OTHER, 32, 32);
    rect(32, 32, 16, 32, 0x102030);
    shows(&igd);
    rect(32, 32, 16, 32, 0x405060);
    /* half of it above the key's columns of the primary plane */
    for (uint32_t at = 0; at < 32 * 1024; at += 4) {
        qtest_writel(igd.qts, OTHER + 128 * 1024 + at, 0x708090);
    }
    sprite(&igd, SPR_XRGB | 1u << 2, 1024, OTHER + 128 * 1024, 0, 0);
    rect(0, 0, 16, 32, 0x708090);
    shows(&igd);
    violations(&igd, "");
    igd_stop(&igd);
}

/* Gamma of the background goes with the primary plane, on or off. */
static void test_background(void)
{
    Igd igd;

    light(&igd);
    wr(&igd, PIPESRC(0), (WIDTH - 1) << 16 | (HEIGHT - 1));
    for (unsigned i = 0; i < 256; i++) {
        wr(&igd, 0x4a000 + i * 4, 0x123456);
    }
    frame(&igd);
    shows(&igd);
    wr(&igd, DSP(0) + CNTR, GAMMA);
    wr(&igd, DSP(0) + SURF, 0);
    frame(&igd);
    rect(0, 0, WIDTH, HEIGHT, 0x123456);
    shows(&igd);
    /* SKL_BOTTOM_COLOR is not there */
    wr(&igd, 0x70034, 0x3ff00000);
    frame(&igd);
    shows(&igd);
    igd_stop(&igd);
}

/* A square of one colour becomes a larger one, in the middle. */
static void test_pfit(void)
{
    Igd igd;

    light(&igd);
    for (uint32_t at = 0; at < 128 * 1024; at += 4) {
        qtest_writel(igd.qts, OTHER + at, 0x336699);
    }
    primary(&igd, PRI_XRGB, 1024, OTHER);
    rect(0, 0, SIDE, SIDE, 0x336699);
    shows(&igd);
    wr(&igd, PF_CTL(0), ENABLE | 1u << 23);
    wr(&igd, PF_WIN_POS(0), (WIDTH - 960) / 2 << 16 | (HEIGHT - 540) / 2);
    frame(&igd);
    shows(&igd);                        /* not armed */
    wr(&igd, PF_WIN_SZ(0), 960u << 16 | 540);
    shows(&igd);
    frame(&igd);
    rect(0, 0, SIDE, SIDE, 0);
    rect((WIDTH - 960) / 2, (HEIGHT - 540) / 2, 960, 540, 0x336699);
    shows(&igd);
    /* another register takes the arming back */
    wr(&igd, PF_WIN_SZ(0), 1920u << 16 | 1080);
    wr(&igd, PF_WIN_POS(0), 0);
    frame(&igd);
    shows(&igd);
    wr(&igd, PF_WIN_SZ(0), 1920u << 16 | 1080);
    frame(&igd);
    rect(0, 0, WIDTH, HEIGHT, 0x336699);
    shows(&igd);
    /* not in the middle */
    wr(&igd, PF_WIN_POS(0), 8u << 16);
    wr(&igd, PF_WIN_SZ(0), 1912u << 16 | 1080);
    frame(&igd);
    rect(0, 0, WIDTH, HEIGHT, 0);
    shows(&igd);
    /* a source that is larger than the mode takes a fitter */
    wr(&igd, PF_CTL(0), 0);
    wr(&igd, PF_WIN_POS(0), 0);
    wr(&igd, PF_WIN_SZ(0), 0);
    violations(&igd, "");
    wr(&igd, PIPESRC(0), 2047u << 16 | 1151);
    wr(&igd, DSP(0) + SURF, OTHER);
    g_assert_cmphex(events(&igd, 0) & UNDERRUN, ==, UNDERRUN);
    igd_stop(&igd);
}

/* Each plane has a bit for its flip, and one for its faults, as the cursor */
static void test_interrupts(void)
{
    Igd igd;

    light(&igd);
    primary(&igd, PRI_XRGB, 1024, SURFACE);
    sprite(&igd, SPR_XRGB, 1024, SURFACE, 0, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, DSP(0) + SURF, OTHER);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & 0xff0, ==, 0);
    frame(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & 0xff0, ==, FLIP_DONE(0));
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, SPR(0) + SURF, OTHER);
    frame(&igd);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & 0xff0, ==, FLIP_DONE(1));
    /* a page that is not there, as soon as somebody looks */
    wr(&igd, DSP(0) + SURF, 0x3000000);
    events(&igd, 0);
    get_int(&igd, "b", "crc");
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & 0xf00, ==, FAULT(0));
    wr(&igd, DSP(0) + SURF, SURFACE);
    wr(&igd, SPR(0) + SURF, 0x3000000);
    events(&igd, 0);
    get_int(&igd, "b", "crc");
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & 0xf00, ==, FAULT(1));
    wr(&igd, SPR(0) + SURF, SURFACE);
    wr(&igd, CURCNTR(0), 0x27);
    wr(&igd, CURBASE(0), 0x3000000);
    events(&igd, 0);
    get_int(&igd, "b", "crc");
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & 0xf00, ==, CURSOR_FAULT);
    violations(&igd, "pte 3\n");
    igd_stop(&igd);
}

/* Sources of a CRC: the primary plane, the sprite, and what is sent. */
static void test_crc_sources(void)
{
    uint32_t crc[3];
    Igd igd;

    light(&igd);
    linear();
    primary(&igd, PRI_XRGB, 1024, SURFACE);
    sprite(&igd, SPR_XRGB, 1024, SURFACE, 8, 8);
    for (unsigned source = 0; source < 3; source++) {
        wr(&igd, CRC_CTL(0), ENABLE | source << 29);
        frame(&igd);
        frame(&igd);
        frame(&igd);
        crc[source] = rd(&igd, CRC_RES(0));
    }
    want_plane(IGD_FORMAT_XRGB8888, 0, 0, 0, 0, SIDE, false);
    g_assert_cmphex(crc[0], ==, crc_of(want));
    want_plane(IGD_FORMAT_XRGB8888, 0, 0, 8, 8, 32, false);
    g_assert_cmphex(crc[2], ==, crc_of(want));
    memset(want, 0, sizeof(want));
    want_plane(IGD_FORMAT_XRGB8888, 0, 0, 8, 8, 32, false);
    g_assert_cmphex(crc[1], ==, crc_of(want));
    igd_stop(&igd);
}

/* The mailbox, and asynchronous flips of what is tiled */
static void test_flips(void)
{
    Igd igd;

    light(&igd);
    primary(&igd, PRI_XRGB | TILED, 1024, SURFACE);
    g_assert_cmphex(rd(&igd, FLIPS(0)), ==, 1);
    wr(&igd, 0x50080, OTHER);
    g_assert_cmphex(rd(&igd, DSP(0) + SURFLIVE), ==, SURFACE);
    frame(&igd);
    g_assert_cmphex(rd(&igd, DSP(0) + SURFLIVE), ==, OTHER);
    wr(&igd, 0x50080, SURFACE | 1);
    g_assert_cmphex(rd(&igd, DSP(0) + SURFLIVE), ==, SURFACE);
    sprite(&igd, SPR_XRGB, 1024, SURFACE, 0, 0);
    wr(&igd, 0x50090, OTHER);
    frame(&igd);
    g_assert_cmphex(rd(&igd, SPR(0) + SURFLIVE), ==, OTHER);
    violations(&igd, "");
    /* linear: it waits */
    wr(&igd, 0x50090, SURFACE | 1);
    g_assert_cmphex(rd(&igd, SPR(0) + SURFLIVE), ==, OTHER);
    violations(&igd, "async-flip 1\n");
    /* the bit itself is latched */
    wr(&igd, DSP(0) + CNTR, ENABLE | PRI_XRGB | TILED | ASYNC);
    wr(&igd, DSP(0) + SURF, OTHER);
    g_assert_cmphex(rd(&igd, DSP(0) + SURFLIVE), ==, SURFACE);
    frame(&igd);
    wr(&igd, DSP(0) + SURF, SURFACE);
    g_assert_cmphex(rd(&igd, DSP(0) + SURFLIVE), ==, SURFACE);
    /* and then addresses are of 256 KiB */
    wr(&igd, DSP(0) + SURF, SURFACE + 4096);
    g_assert_cmphex(events(&igd, 0) & FAULT(0), ==, FAULT(0));
    violations(&igd, "surface 1\nasync-flip 1\n");
    igd_stop(&igd);
}

/* What is too little, too much, or missing, in WM0_PIPE and WM_LP */
static void test_watermarks(void)
{
    Igd igd;

    light(&igd);
    wr(&igd, PIPESRC(0), (WIDTH - 1) << 16 | 31);
    primary(&igd, PRI_XRGB, 7680, OTHER);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    /* 7680 bytes in a line of 14.8 us: 16 lines of 64 bytes in 2 us */
    wr(&igd, WM0_PIPE(0), 16 << 16 | 16);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "");
    wr(&igd, WM0_PIPE(0), 15 << 16 | 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 1\n");
    wr(&igd, WM0_PIPE(0), 0);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, WM0_PIPE(0), 64 << 16);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "watermark 1\n");
    /* more than a third of the buffer */
    wr(&igd, WM0_PIPE(0), 1025u << 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, WM0_PIPE(0), 1024u << 16);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "watermark 2\n");
    /* a sprite without one; it does not show either */
    sprite(&igd, SPR_XRGB, 1024, SURFACE, 0, 0);
    wr(&igd, WM0_PIPE(0), 64 << 16 | 64 << 8);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, WM0_PIPE(0), 64 << 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, SPR(0) + CNTR, 0);
    wr(&igd, SPR(0) + SURF, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    /* level 1, of 25 us, has no more than it needs: 202 */
    wr(&igd, WM_LP(1), ENABLE | 2u << 24 | 202 << 8);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, WM_LP(1), ENABLE | 2u << 24 | 201 << 8);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, WM_LP(1), 2u << 24 | 201 << 8);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    /* one pipe may have all of it, two a third each */
    wr(&igd, WM_LP(1), ENABLE | 2u << 24 | 1025 << 8);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    configure(&igd, 1, PORT_C);
    wr(&igd, DDI_BUF_CTL(PORT_C), ENABLE);
    wr(&igd, TRANSCONF(1), ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, WM_LP(1), ENABLE | 2u << 24 | 1024 << 8);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    igd_stop(&igd);
}

/* A plane of a pipe without power is not there, and FPGA_DBG tells. */
static void test_power(void)
{
    Igd igd;

    start(&igd);
    wr(&igd, PWR_WELL_CTL, 0);
    g_assert_cmphex(rd(&igd, PWR_WELL_CTL), ==, 0);
    wr(&igd, DSP(0) + STRIDE, 1024);
    g_assert_cmphex(rd(&igd, DSP(0) + STRIDE), ==, 1024);
    g_assert_cmphex(rd(&igd, PF_CTL(0)), ==, 0);
    g_assert_cmphex(rd(&igd, 0xe4110), ==, 0);
    violations(&igd, "");
    g_assert_cmphex(rd(&igd, FPGA_DBG), ==, 0);
    wr(&igd, DSP(1) + STRIDE, 1024);
    g_assert_cmphex(rd(&igd, SPR(2) + STRIDE), ==, 0);
    g_assert_cmphex(rd(&igd, PF_CTL(1)), ==, 0);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    g_assert_cmphex(rd(&igd, FPGA_DBG), ==, ENABLE);
    violations(&igd, "power-read 3\npower-write 1\n");
    /* lost under a pipe that runs */
    wr(&igd, PWR_WELL_CTL, ENABLE);
    g_assert_cmphex(rd(&igd, DSP(1) + STRIDE), ==, 0);
    pipe_on(&igd, 1, PORT_C);
    frame(&igd);
    g_assert_true(is_lit(&igd, "c"));
    wr(&igd, PWR_WELL_CTL, 0);
    g_assert_false(is_lit(&igd, "c"));
    violations(&igd, "power-read 3\npower-write 1\npower-lost 1\n");
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/bdw-display/formats", test_formats);
    qtest_add_func("/intel-igd/bdw-display/yuv", test_yuv);
    qtest_add_func("/intel-igd/bdw-display/surface", test_surface);
    qtest_add_func("/intel-igd/bdw-display/latch", test_latch);
    qtest_add_func("/intel-igd/bdw-display/keys", test_keys);
    qtest_add_func("/intel-igd/bdw-display/background", test_background);
    qtest_add_func("/intel-igd/bdw-display/pfit", test_pfit);
    qtest_add_func("/intel-igd/bdw-display/interrupts", test_interrupts);
    qtest_add_func("/intel-igd/bdw-display/crc-sources", test_crc_sources);
    qtest_add_func("/intel-igd/bdw-display/flips", test_flips);
    qtest_add_func("/intel-igd/bdw-display/watermarks", test_watermarks);
    qtest_add_func("/intel-igd/bdw-display/power", test_power);
    return g_test_run();
}
