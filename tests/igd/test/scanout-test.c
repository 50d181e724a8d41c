/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is fetched from memory for a pipe: the scanout audit, and pictures
 * that are composed anew only where something has changed.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "hw/display/igd/test/device.h"

#define GTT_BASE        (8 * 1024 * 1024)
#define PTE_PRESENT     1
#define PAGE            4096
#define WIDTH           1920
#define HEIGHT          1080

/* Guest pages, also their graphics addresses: 64 rows of 64 pixels are 4 */
#define SURFACE         0x00100000
#define OTHER           0x00200000
#define CURSOR          0x00300000
#define ELSEWHERE       0x00380000      /* physical only */

/* pipe A */
#define FLUSH           0x101008
#define PIPESRC         0x6001c
#define TRANSCONF       0x70008
#define CURCNTR         0x70080
#define CURBASE         0x70084
#define CURPOS          0x70088
#define PLANE(n)        (0x70180 + ((n) - 1) * 0x100)
#define CTL             0x00
#define STRIDE          0x08
#define POS             0x0c
#define SIZE            0x10
#define SURF            0x1c
#define OFFSET          0x24
#define WM              0xc0
#define BUF_CFG         0xfc
#define LGC(i)          (0x4a000 + (i) * 4)
#define PIPE_IIR        0x44408
#define FAULT           (1u << 7)

#define ENABLE          (1u << 31)
#define XRGB            (4u << 24)
#define INDEXED         (12u << 24)
#define ASYNC           (1u << 9)
#define TILED_Y         (4u << 10)

static void set_pte(Igd *igd, uint32_t ga, uint64_t pte)
{
    qpci_io_writeq(igd->dev, igd->bar0, GTT_BASE + ga / PAGE * 8, pte);
}

/* 1920x1080@60 on DDI B, HDMI, with shares of the display buffer for all */
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
    wr(igd, 0x44404, 0);
    wr(igd, TRANSCONF, ENABLE);
}

static void igd_start(Igd *igd)
{
    igd->qts = qtest_init("-M q35 -m 64M -nodefaults -display none "
                          "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                          "-device igd-monitor,id=b,port=b,connector=hdmi");
    igd_attach(igd);
    for (uint32_t i = 0; i < 4 * PAGE; i += PAGE) {
        set_pte(igd, SURFACE + i, (SURFACE + i) | PTE_PRESENT);
        set_pte(igd, OTHER + i, (OTHER + i) | PTE_PRESENT);
        set_pte(igd, CURSOR + i, (CURSOR + i) | PTE_PRESENT);
    }
    wr(igd, FLUSH, 1);
    light(igd);
}

static void step_frame(Igd *igd)
{
    qtest_clock_step(igd->qts, 16666667);
}

/* Plane @n is to show 64x64 pixels of @surf at @x, @y. */
static void plane_set(Igd *igd, unsigned n, uint32_t ctl, uint32_t surf,
                      unsigned x, unsigned y)
{
    wr(igd, PLANE(n) + STRIDE, 4);
    wr(igd, PLANE(n) + POS, y << 16 | x);
    wr(igd, PLANE(n) + SIZE, 63u << 16 | 63);
    wr(igd, PLANE(n) + OFFSET, 0);
    wr(igd, PLANE(n) + CTL, ENABLE | ctl);
    wr(igd, PLANE(n) + SURF, surf);
}

#define DEVICE  "igd"
#define AUDIT   "igd/audit-a"
#define MONITOR "b"

static uint64_t frames(Igd *igd)
{
    return get_int(igd, DEVICE, "pipe-a-frames");
}

static void audit_on(Igd *igd, bool on)
{
    qtest_qmp_assert_success(igd->qts, "{ 'execute': 'qom-set', "
                             "'arguments': { 'path': '/machine/peripheral/" AUDIT "', "
                             "'property': 'on', 'value': %i } }", on);
}

static bool audit_allow(Igd *igd, const char *file)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-set', "
                             "'arguments': { 'path': '/machine/peripheral/" AUDIT "', "
                             "'property': 'allowed', 'value': %s } }", file);
    bool good = qdict_haskey(reply, "return");

    qobject_unref(reply);
    return good;
}

/* The lines of @property are the words of @format. */
static void G_GNUC_PRINTF(3, 4) tells(Igd *igd, const char *property,
                                      const char *format, ...)
{
    QDict *reply = get(igd, AUDIT, property);
    g_autofree char *want = NULL;
    va_list ap;

    va_start(ap, format);
    want = g_strdup_vprintf(format, ap);
    va_end(ap);
    g_assert_cmpstr(qdict_get_str(reply, "return"), ==, want);
    qobject_unref(reply);
}

/* Nobody looks at the picture in these tests. */
static void test_pages(void)
{
    uint64_t f, flip;
    Igd igd;

    igd_start(&igd);
    audit_on(&igd, true);
    f = frames(&igd);
    tells(&igd, "fetched", "%s", "");
    plane_set(&igd, 1, XRGB, SURFACE, 10, 20);
    tells(&igd, "fetched", "%s", "");
    for (unsigned i = 0; i < 5; i++) {
        step_frame(&igd);
    }
    g_assert_cmpuint(get_int(&igd, AUDIT, "frames"), ==, 6);
    tells(&igd, "fetched", "0x100000-0x103fff %" PRIu64 " %" PRIu64 "\n",
          f + 1, f + 5);

    /* a flip is in the next frame, and there is not a frame of both */
    wr(&igd, PLANE(1) + SURF, OTHER);
    step_frame(&igd);
    step_frame(&igd);
    flip = f + 6;
    tells(&igd, "fetched", "0x100000-0x103fff %" PRIu64 " %" PRIu64 "\n"
          "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n", f + 1, flip - 1,
          flip, flip + 1);

    /* unless it does not wait for the next frame: there and back again */
    wr(&igd, PLANE(1) + STRIDE, 2);
    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | TILED_Y | ASYNC);
    wr(&igd, PLANE(1) + SURF, OTHER);
    step_frame(&igd);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    wr(&igd, PLANE(1) + SURF, OTHER);
    tells(&igd, "fetched", "0x100000-0x103fff %" PRIu64 " %" PRIu64 "\n"
          "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n", f + 1, flip + 2,
          flip, flip + 2);
    wr(&igd, PLANE(1) + CTL, ENABLE | XRGB | TILED_Y);
    wr(&igd, PLANE(1) + SURF, OTHER);
    step_frame(&igd);

    /* what is switched off is not fetched, and another audit starts anew */
    audit_on(&igd, true);
    wr(&igd, PLANE(1) + CTL, 0);
    wr(&igd, PLANE(1) + SURF, 0);
    step_frame(&igd);
    step_frame(&igd);
    tells(&igd, "fetched", "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n",
          flip + 3, flip + 3);
    audit_on(&igd, false);
    step_frame(&igd);
    g_assert_cmpuint(get_int(&igd, AUDIT, "frames"), ==, 3);
    igd_stop(&igd);
}

static void test_visible(void)
{
    uint64_t f;
    Igd igd;

    igd_start(&igd);
    /* one row of 64 is within the source, and it needs one page */
    plane_set(&igd, 1, XRGB, SURFACE, 10, HEIGHT - 1);
    /* two planes at one place, the upper one opaque: both are fetched */
    plane_set(&igd, 2, XRGB, OTHER, 100, 100);
    plane_set(&igd, 3, XRGB, CURSOR, 100, 100);
    step_frame(&igd);
    audit_on(&igd, true);
    f = frames(&igd);
    tells(&igd, "fetched", "0x100000-0x100fff %" PRIu64 " %" PRIu64 "\n"
          "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n"
          "0x300000-0x303fff %" PRIu64 " %" PRIu64 "\n", f, f, f, f, f, f);

    /* so is a plane whose data come too late to be shown */
    wr(&igd, PLANE(2) + WM, 0);
    wr(&igd, PLANE(2) + SURF, OTHER);
    step_frame(&igd);
    audit_on(&igd, true);
    tells(&igd, "fetched", "0x100000-0x100fff %" PRIu64 " %" PRIu64 "\n"
          "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n"
          "0x300000-0x303fff %" PRIu64 " %" PRIu64 "\n", f + 1, f + 1, f + 1,
          f + 1, f + 1, f + 1);

    /* a plane of which it is not known says so */
    wr(&igd, PLANE(1) + CTL, 0);
    wr(&igd, PLANE(1) + SURF, 0);
    wr(&igd, PLANE(2) + CTL, 0);
    wr(&igd, PLANE(2) + SURF, 0);
    wr(&igd, PLANE(3) + CTL, ENABLE | 1u << 24);
    wr(&igd, PLANE(3) + SURF, CURSOR);
    step_frame(&igd);
    audit_on(&igd, true);
    tells(&igd, "fetched", "unknown %" PRIu64 " %" PRIu64 "\n", f + 2, f + 2);
    igd_stop(&igd);
}

static void test_page_table(void)
{
    uint64_t f;
    Igd igd;

    igd_start(&igd);
    plane_set(&igd, 1, XRGB, SURFACE, 10, 20);
    step_frame(&igd);
    audit_on(&igd, true);
    f = frames(&igd);
    step_frame(&igd);

    /* within a frame the old page and the new one count */
    set_pte(&igd, SURFACE + 3 * PAGE, ELSEWHERE | PTE_PRESENT);
    wr(&igd, FLUSH, 1);
    set_pte(&igd, SURFACE + 3 * PAGE, OTHER | PTE_PRESENT);
    wr(&igd, FLUSH, 1);
    step_frame(&igd);
    tells(&igd, "fetched", "0x100000-0x102fff %" PRIu64 " %" PRIu64 "\n"
          "0x103000-0x103fff %" PRIu64 " %" PRIu64 "\n"
          "0x200000-0x200fff %" PRIu64 " %" PRIu64 "\n"
          "0x380000-0x380fff %" PRIu64 " %" PRIu64 "\n", f, f + 2, f, f + 1,
          f + 1, f + 2, f + 1, f + 1);

    /* a driver that does not flush is caught at the end of the frame */
    set_pte(&igd, SURFACE + 3 * PAGE, (ELSEWHERE + PAGE) | PTE_PRESENT);
    step_frame(&igd);
    tells(&igd, "fetched", "0x100000-0x102fff %" PRIu64 " %" PRIu64 "\n"
          "0x103000-0x103fff %" PRIu64 " %" PRIu64 "\n"
          "0x200000-0x200fff %" PRIu64 " %" PRIu64 "\n"
          "0x380000-0x380fff %" PRIu64 " %" PRIu64 "\n"
          "0x381000-0x381fff %" PRIu64 " %" PRIu64 "\n", f, f + 3, f, f + 1,
          f + 1, f + 2, f + 1, f + 1, f + 2, f + 3);

    /* what leads nowhere is not fetched */
    audit_on(&igd, true);
    set_pte(&igd, SURFACE + 3 * PAGE, ELSEWHERE);
    wr(&igd, FLUSH, 1);
    step_frame(&igd);
    tells(&igd, "fetched", "0x100000-0x102fff %" PRIu64 " %" PRIu64 "\n"
          "0x381000-0x381fff %" PRIu64 " %" PRIu64 "\n", f + 3, f + 4, f + 3,
          f + 3);
    igd_stop(&igd);
}

static void test_allowed(void)
{
    g_autofree char *file = NULL;
    int fd = g_file_open_tmp("igd-XXXXXX", &file, NULL);
    uint64_t f;
    Igd igd;

    g_assert_cmpint(fd, >=, 0);
    close(fd);
    igd_start(&igd);
    plane_set(&igd, 1, XRGB, SURFACE, 10, 20);
    step_frame(&igd);

    /* in no order, and overlapping */
    g_assert_true(g_file_set_contents(file, "0x102000-0x103fff\n"
                                      "300000-3fffff\n100000-102fff\n", -1,
                                      NULL));
    g_assert_true(audit_allow(&igd, file));
    audit_on(&igd, true);
    for (unsigned i = 0; i < 3; i++) {
        step_frame(&igd);
    }
    g_assert_cmpuint(get_int(&igd, AUDIT, "frames"), ==, 4);
    g_assert_cmpuint(get_int(&igd, AUDIT, "outside-frames"), ==, 0);
    tells(&igd, "outside", "%s", "");

    /* a frame of something else */
    f = frames(&igd);
    wr(&igd, PLANE(1) + SURF, OTHER);
    step_frame(&igd);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    tells(&igd, "outside", "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n",
          f + 1, f + 1);
    step_frame(&igd);
    step_frame(&igd);
    tells(&igd, "outside", "0x200000-0x203fff %" PRIu64 " %" PRIu64 "\n",
          f + 1, f + 1);
    g_assert_cmpuint(get_int(&igd, AUDIT, "outside-frames"), ==, 1);

    /* one page for a moment, and back: one more frame */
    set_pte(&igd, SURFACE, OTHER | PTE_PRESENT);
    wr(&igd, FLUSH, 1);
    set_pte(&igd, SURFACE, SURFACE | PTE_PRESENT);
    wr(&igd, FLUSH, 1);
    step_frame(&igd);
    g_assert_cmpuint(get_int(&igd, AUDIT, "outside-frames"), ==, 2);

    /* what cannot be read changes nothing, and no list allows all */
    g_assert_true(g_file_set_contents(file, "0x100000-0x103ffe\n", -1, NULL));
    g_assert_false(audit_allow(&igd, file));
    g_assert_cmpuint(get_int(&igd, AUDIT, "outside-frames"), ==, 2);
    g_assert_true(audit_allow(&igd, ""));
    step_frame(&igd);
    g_assert_cmpuint(get_int(&igd, AUDIT, "outside-frames"), ==, 0);
    unlink(file);
    igd_stop(&igd);
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

/* Of what is on the monitor's console */
static uint32_t console_crc(Igd *igd)
{
    g_autofree uint32_t *picture = g_new(uint32_t, WIDTH * HEIGHT);
    g_autofree char *file = NULL, *text = NULL;
    int fd = g_file_open_tmp("igd-XXXXXX", &file, NULL);
    gsize size;
    uint8_t *p;

    g_assert_cmpint(fd, >=, 0);
    close(fd);
    qtest_qmp_assert_success(igd->qts, "{ 'execute': 'screendump', "
                             "'arguments': { 'device': 'b', 'filename': %s }"
                             "}", file);
    g_assert_true(g_file_get_contents(file, &text, &size, NULL));
    unlink(file);
    g_assert_cmpuint(size, >, WIDTH * HEIGHT * 3);
    p = (uint8_t *)text + size - WIDTH * HEIGHT * 3;
    for (unsigned i = 0; i < WIDTH * HEIGHT; i++, p += 3) {
        picture[i] = cpu_to_le32(p[0] << 16 | p[1] << 8 | p[2]);
    }
    return crc_of((uint8_t *)picture, WIDTH * HEIGHT * 4);
}

/* Monitor and console show @want. */
static uint32_t shows(Igd *igd, const uint32_t *want)
{
    uint32_t crc = crc_of((const uint8_t *)want, WIDTH * HEIGHT * 4);

    g_assert_cmphex(get_int(igd, MONITOR, "crc"), ==, crc);
    g_assert_cmphex(console_crc(igd), ==, crc);
    return crc;
}

static uint64_t composed(Igd *igd)
{
    return get_int(igd, DEVICE, "pipe-a-composed");
}

/* Pixel @x, @y of the plane at 10, 20, in memory and in @want */
static void draw(Igd *igd, uint32_t *want, unsigned x, unsigned y,
                 uint32_t color)
{
    qtest_writel(igd->qts, SURFACE + y * 256 + x * 4, color);
    want[(20 + y) * WIDTH + 10 + x] = cpu_to_le32(color);
}

/* Looked at until nothing is composed any more: what was dirty, and again */
static void rest(Igd *igd)
{
    for (unsigned i = 0; i < 3; i++) {
        get_int(igd, MONITOR, "crc");
    }
}

static void test_unchanged(void)
{
    g_autofree uint32_t *want = g_new0(uint32_t, WIDTH * HEIGHT);
    uint64_t before;
    Igd igd;

    igd_start(&igd);
    plane_set(&igd, 1, XRGB, SURFACE, 10, 20);
    step_frame(&igd);
    draw(&igd, want, 0, 0, 0x112233);
    shows(&igd, want);
    rest(&igd);
    before = composed(&igd);
    for (unsigned i = 0; i < 10; i++) {
        step_frame(&igd);
        shows(&igd, want);
    }
    g_assert_cmpuint(composed(&igd), ==, before);

    /* rows 20 to 63, as the page that is written holds rows 20 to 35 */
    draw(&igd, want, 5, 1, 0x445566);
    shows(&igd, want);
    rest(&igd);
    g_assert_cmpuint(composed(&igd), ==, before + 2 * 64);
    before = composed(&igd);
    draw(&igd, want, 63, 63, 0x778899);
    shows(&igd, want);
    rest(&igd);
    /* the last page holds rows 68 to 83 */
    g_assert_cmpuint(composed(&igd), ==, before + 2 * 32);

    /* what is written while nobody looks is not missed */
    for (unsigned i = 0; i < 64; i += 7) {
        draw(&igd, want, i, i, 0xabcd00 + i);
        step_frame(&igd);
    }
    shows(&igd, want);
    igd_stop(&igd);
}

/* Everything that a picture is made of, beside the pages */
static void test_changes(void)
{
    g_autofree uint32_t *want = g_new0(uint32_t, WIDTH * HEIGHT);
    uint32_t crc, last;
    Igd igd;

    igd_start(&igd);
    plane_set(&igd, 1, XRGB, SURFACE, 10, 20);
    step_frame(&igd);
    for (unsigned i = 0; i < 64 * 64; i++) {
        draw(&igd, want, i % 64, i / 64, 0x010203 + i);
    }
    shows(&igd, want);
    rest(&igd);

    /* an entry of the page table: rows 16 to 31 */
    set_pte(&igd, SURFACE + PAGE, OTHER | PTE_PRESENT);
    for (unsigned i = 0; i < 16; i++) {
        memset(want + (20 + 16 + i) * WIDTH + 10, 0, 64 * 4);
    }
    shows(&igd, want);
    rest(&igd);

    /* without an entry, a fault each time that somebody looks */
    set_pte(&igd, SURFACE + PAGE, 0);
    shows(&igd, want);
    rest(&igd);
    wr(&igd, PIPE_IIR, ~0u);
    get_int(&igd, MONITOR, "crc");
    g_assert_cmphex(rd(&igd, PIPE_IIR) & FAULT, ==, FAULT);
    set_pte(&igd, SURFACE + PAGE, OTHER | PTE_PRESENT);

    /* a page that is at two places, one of them a cursor */
    set_pte(&igd, CURSOR, SURFACE | PTE_PRESENT);
    wr(&igd, CURCNTR, 0x27);
    wr(&igd, CURPOS, 500u << 16 | 500);
    wr(&igd, CURBASE, CURSOR);
    step_frame(&igd);
    rest(&igd);
    last = get_int(&igd, MONITOR, "crc");
    draw(&igd, want, 3, 3, 0xff0000ff);
    crc = get_int(&igd, MONITOR, "crc");
    g_assert_cmphex(crc, !=, last);
    g_assert_cmphex(crc, ==, console_crc(&igd));
    wr(&igd, CURCNTR, 0);
    wr(&igd, CURBASE, 0);
    step_frame(&igd);
    want[23 * WIDTH + 13] = cpu_to_le32(0xff);
    shows(&igd, want);
    rest(&igd);

    /* a palette, which is not latched */
    wr(&igd, PLANE(1) + CTL, ENABLE | INDEXED);
    wr(&igd, PLANE(1) + SURF, SURFACE);
    step_frame(&igd);
    rest(&igd);
    last = get_int(&igd, MONITOR, "crc");
    wr(&igd, LGC(1), 0xffffff);
    crc = get_int(&igd, MONITOR, "crc");
    g_assert_cmphex(crc, !=, last);
    g_assert_cmphex(crc, ==, console_crc(&igd));

    /* and the size of the source */
    wr(&igd, PIPESRC, 29u << 16 | 29);
    g_assert_cmphex(get_int(&igd, MONITOR, "crc"), !=, crc);
    g_assert_cmphex(get_int(&igd, MONITOR, "crc"), ==, console_crc(&igd));
    igd_stop(&igd);
}

/* Off, the console is black; back again, it shows all. */
static void test_dark(void)
{
    g_autofree uint32_t *want = g_new0(uint32_t, WIDTH * HEIGHT);
    g_autofree uint32_t *black = g_new0(uint32_t, WIDTH * HEIGHT);
    Igd igd;

    igd_start(&igd);
    plane_set(&igd, 1, XRGB, SURFACE, 10, 20);
    step_frame(&igd);
    draw(&igd, want, 0, 0, 0x112233);
    shows(&igd, want);
    wr(&igd, TRANSCONF, 0);
    step_frame(&igd);
    g_assert_cmphex(console_crc(&igd), ==,
                    crc_of((uint8_t *)black, WIDTH * HEIGHT * 4));
    wr(&igd, TRANSCONF, ENABLE);
    step_frame(&igd);
    shows(&igd, want);
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/audit/pages", test_pages);
    qtest_add_func("/intel-igd/audit/visible", test_visible);
    qtest_add_func("/intel-igd/audit/page-table", test_page_table);
    qtest_add_func("/intel-igd/audit/allowed", test_allowed);
    qtest_add_func("/intel-igd/composed/unchanged", test_unchanged);
    qtest_add_func("/intel-igd/composed/changes", test_changes);
    qtest_add_func("/intel-igd/composed/dark", test_dark);
    return g_test_run();
}
