/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rules of planes: a driver that keeps them is told nothing, and one that
 * breaks one sees what it would see on hardware, and is counted.
 */
#include "qemu/osdep.h"
#include "hw/display/igd/test/machine.h"

static void test_quiet(void)
{
    uint32_t one, all;
    Igd igd;

    light(&igd);
    g_assert_true(is_lit(&igd, "b"));
    one = crc(&igd, "b");
    plane_on(&igd, 0, 1, 100);
    wr(&igd, PLANE(0, 1, POS), 500u << 16 | 1856);
    wr(&igd, PLANE(0, 1, SURF), SURFACE);
    cursor_on(&igd);
    pipe_on(&igd, 1, PORT_C);
    plane_on(&igd, 1, 0, 200);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    g_assert_cmphex(events(&igd, 1), ==, 0);
    g_assert_true(is_lit(&igd, "c"));
    all = crc(&igd, "b");
    g_assert_cmphex(all, !=, one);

    plane_off(&igd, 0, 0);
    plane_off(&igd, 0, 1);
    cursor_off(&igd);
    plane_off(&igd, 1, 0);
    /* the last frame may be short of what comes after the transcoder */
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    frame(&igd);
    wr(&igd, FUNC_CTL(0), 0);
    wr(&igd, TRANS_CLK_SEL(0), 0);
    wr(&igd, DDI_BUF_CTL(PORT_B), 0);
    wr(&igd, TRANSCONF(1), 0);
    wr(&igd, FUNC_CTL(1), 0);
    wr(&igd, DDI_BUF_CTL(PORT_C), 0);
    wr(&igd, LCPLL2_CTL, 0);
    wr(&igd, PWR_WELL_CTL, PG1 | MISC_IO);
    wr(&igd, DBUF_CTL, 0);
    wr(&igd, PWR_WELL_CTL, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

static void test_ddb(void)
{
    uint32_t good, black;
    Igd igd;

    light(&igd);
    good = crc(&igd, "b");
    plane_off(&igd, 0, 0);
    frame(&igd);
    black = crc(&igd, "b");
    g_assert_cmphex(good, !=, black);

    plane_on(&igd, 0, 0, 0);
    plane_set(&igd, BUF_CFG, 0);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    g_assert_cmphex(crc(&igd, "b"), ==, black);
    g_assert_true(is_lit(&igd, "b"));
    violations(&igd, "ddb 1\n");
    plane_set(&igd, BUF_CFG, 891u << 16 | 800);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    g_assert_cmphex(crc(&igd, "b"), ==, good);

    /* 892 are there; the end comes first; not armed, not in effect */
    plane_set(&igd, BUF_CFG, 892u << 16 | 800);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb 2\n");
    plane_set(&igd, BUF_CFG, 99u << 16);
    frame(&igd);
    plane_set(&igd, BUF_CFG, 90u << 16 | 100);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb 3\n");
    wr(&igd, PLANE(0, 0, BUF_CFG), 99u << 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    wr(&igd, PLANE(0, 0, SURF), SURFACE);
    g_assert_cmphex(events(&igd, 0), ==, 0);

    cursor_on(&igd);
    wr(&igd, CUR_BUF_CFG(0), 0);
    wr(&igd, CURBASE(0), CURSOR);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    g_assert_cmphex(crc(&igd, "b"), ==, good);
    violations(&igd, "ddb 4\n");

    /* without power it holds nothing */
    cursor_off(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, DBUF_CTL, 0);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    g_assert_cmphex(crc(&igd, "b"), ==, black);
    violations(&igd, "ddb 4\ndbuf-power 1\n");
    igd_stop(&igd);
}

static void test_overlap(void)
{
    Igd igd;

    light(&igd);
    pipe_on(&igd, 1, PORT_C);
    plane_on(&igd, 1, 0, 100);
    g_assert_cmphex(events(&igd, 1), ==, 0);
    plane_on(&igd, 1, 0, 99);
    g_assert_cmphex(events(&igd, 1), ==, UNDERRUN);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "ddb-overlap 1\n");
    plane_on(&igd, 1, 0, 100);
    g_assert_cmphex(events(&igd, 1), ==, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_on(&igd, 0, 1, 150);
    g_assert_cmphex(events(&igd, 1), ==, UNDERRUN);
    violations(&igd, "ddb-overlap 2\n");

    /* a pipe that stops gives its blocks back */
    wr(&igd, TRANSCONF(1), 0);
    frame(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    violations(&igd, "ddb-overlap 2\nplane-left 1\n");
    igd_stop(&igd);
}

static void test_watermark(void)
{
    Igd igd;

    light(&igd);
    plane_set(&igd, WM, ENABLE | 100);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM, ENABLE | 101);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 1\n");
    plane_set(&igd, WM, ENABLE | 32);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM, 32);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 2\n");
    plane_set(&igd, WM, ENABLE | 32);
    cursor_on(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, CUR_WM(0), 0);
    wr(&igd, CURBASE(0), CURSOR);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 3\n");
    cursor_off(&igd);
    g_assert_cmphex(events(&igd, 0), ==, 0);

    /* a higher level may be off, but not be above the blocks */
    plane_set(&igd, WM + 4, ENABLE | 100);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM + 4, ENABLE | 101);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 4\n");
    plane_set(&igd, WM + 4, 101);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM_TRANS, ENABLE | 101);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 5\n");
    plane_set(&igd, WM_TRANS, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);

    /* of 99 us, in level 7: 1710 bytes of this plane's lines, three blocks and more */
    plane_set(&igd, WM + 28, ENABLE | 3);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, WM + 28, ENABLE | 2);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "watermark 6\n");
    igd_stop(&igd);
}

static void faults(Igd *igd, uint32_t reg, uint32_t val, unsigned count)
{
    g_autofree char *text = g_strdup_printf("surface %u\n", count);
    uint32_t was = rd(igd, PLANE(0, 0, reg)), good = crc(igd, "b");

    if (reg == SURF) {
        wr(igd, PLANE(0, 0, SURF), val);
    } else {
        plane_set(igd, reg, val);
    }
    g_assert_cmphex(events(igd, 0) & FAULT, ==, FAULT);
    g_assert_cmphex(crc(igd, "b"), !=, good);
    violations(igd, text);
    plane_set(igd, reg, was);
    g_assert_cmphex(events(igd, 0), ==, 0);
    g_assert_cmphex(crc(igd, "b"), ==, good);
}

static void test_surface(void)
{
    unsigned n = 0;
    Igd igd;

    light(&igd);
    faults(&igd, SURF, SURFACE + 0x1000, ++n);
    faults(&igd, SURF, SURFACE + 0x20000, ++n);
    faults(&igd, STRIDE, 0, ++n);
    faults(&igd, STRIDE, 513, ++n);                     /* 32 KiB and 64 */
    faults(&igd, CTL, ENABLE | XRGB | 2u << 10, ++n);   /* no tiling */
    faults(&igd, CTL, ENABLE | 15u << 24, ++n);         /* no format */
    faults(&igd, CTL, ENABLE | XRGB | 1, ++n);          /* linear, by 90 */
    faults(&igd, CTL, ENABLE | 6u << 24 | 5u << 10, ++n);  /* Yf, fp16 */
    /* decompression of linear and of 10-bit pixels */
    faults(&igd, CTL, ENABLE | XRGB | 1u << 15, ++n);
    faults(&igd, CTL, ENABLE | 2u << 24 | 4u << 10 | 1u << 15, ++n);
    igd_stop(&igd);

    /* Y tiling wants 1 MiB, X tiling a stride that it does not leave */
    light(&igd);
    plane_set(&igd, CTL, ENABLE | XRGB | 4u << 10);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, 0);
    violations(&igd, "");
    wr(&igd, PLANE(0, 0, SURF), SURFACE + 0x40000);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, FAULT);
    violations(&igd, "surface 1\n");
    plane_set(&igd, CTL, ENABLE | XRGB | 1u << 10);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, 0);
    plane_set(&igd, STRIDE, 1);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, 0);
    plane_set(&igd, OFFSET, 65);
    g_assert_cmphex(events(&igd, 0) & FAULT, ==, FAULT);
    violations(&igd, "surface 2\n");
    igd_stop(&igd);

    /* 5120 x 4096 can be fetched, wherever they would go */
    light(&igd);
    plane_set(&igd, SIZE, 4095u << 16 | 5119);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 1\n");
    plane_set(&igd, SIZE, 4095u << 16 | 5120);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN | FAULT);
    violations(&igd, "surface 1\nposition 1\n");
    plane_set(&igd, SIZE, 4095u << 16 | 5119);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    plane_set(&igd, SIZE, 4096u << 16 | 5119);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN | FAULT);
    violations(&igd, "surface 2\nposition 1\n");
    igd_stop(&igd);
}

static void test_position(void)
{
    Igd igd;

    light(&igd);
    plane_set(&igd, POS, 1016u << 16 | 1856);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, POS, 1857);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 1\n");
    plane_set(&igd, POS, 0);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    plane_set(&igd, POS, 1017u << 16);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 2\n");

    /* by 90 degrees, Y-tiled: the size is that of what is seen, 64 high and 128 wide */
    plane_set(&igd, SIZE, 63u << 16 | 127);
    plane_set(&igd, CTL, ENABLE | XRGB | 4u << 10 | 1);
    plane_set(&igd, POS, 1016u << 16 | 1792);
    frame(&igd);
    violations(&igd, "position 2\n");
    plane_set(&igd, POS, 1016u << 16 | 1793);
    frame(&igd);
    violations(&igd, "position 3\n");
    igd_stop(&igd);

    /* a source that is larger than the mode */
    igd_start(&igd);
    power_on(&igd);
    pll_on(&igd);
    configure(&igd, 0, PORT_B);
    wr(&igd, PIPESRC(0), 1920u << 16 | 1079);
    wr(&igd, TRANSCONF(0), ENABLE);
    g_assert_cmphex(events(&igd, 0), ==, UNDERRUN);
    violations(&igd, "position 1\n");
    igd_stop(&igd);
}

static void test_plane_left(void)
{
    Igd igd;

    light(&igd);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, UNDERRUN);
    violations(&igd, "plane-left 1\n");
    igd_stop(&igd);

    /* in the same frame is early enough */
    light(&igd);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, PIPE_IIR(0), ~0u);
    plane_off(&igd, 0, 0);
    wr(&igd, TRANSCONF(0), 0);
    frame(&igd);
    g_assert_cmphex(rd(&igd, TRANSCONF(0)), ==, 0);
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & UNDERRUN, ==, 0);
    violations(&igd, "");
    igd_stop(&igd);
}

static void test_cursor(void)
{
    Igd igd;

    light(&igd);
    cursor_on(&igd);
    wr(&igd, CUR_FBC_CTL(0), ENABLE | 7);
    wr(&igd, CURBASE(0), CURSOR);
    g_assert_cmphex(events(&igd, 0), ==, 0);
    wr(&igd, CUR_FBC_CTL(0), ENABLE | 6);
    wr(&igd, CURBASE(0), CURSOR);
    g_assert_cmphex(events(&igd, 0), ==, CURSOR_FAULT);
    violations(&igd, "surface 1\n");
    igd_stop(&igd);
}

static void test_pte(void)
{
    Igd igd;

    light(&igd);
    plane_set(&igd, SIZE, 64u << 16 | 63);      /* a line in a fifth page */
    frame(&igd);
    crc(&igd, "b");
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & FAULT, ==, FAULT);
    violations(&igd, "pte 1\n");
    crc(&igd, "b");
    violations(&igd, "pte 1\n");
    plane_set(&igd, SIZE, 63u << 16 | 63);
    wr(&igd, PIPE_IIR(0), ~0u);
    wr(&igd, PIPE_IIR(0), ~0u);
    frame(&igd);
    crc(&igd, "b");
    g_assert_cmphex(rd(&igd, PIPE_IIR(0)) & FAULT, ==, 0);
    plane_set(&igd, SIZE, 64u << 16 | 63);
    frame(&igd);
    crc(&igd, "b");
    violations(&igd, "pte 2\n");
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/rules/quiet", test_quiet);
    qtest_add_func("/intel-igd/rules/ddb", test_ddb);
    qtest_add_func("/intel-igd/rules/overlap", test_overlap);
    qtest_add_func("/intel-igd/rules/watermark", test_watermark);
    qtest_add_func("/intel-igd/rules/surface", test_surface);
    qtest_add_func("/intel-igd/rules/position", test_position);
    qtest_add_func("/intel-igd/rules/plane-left", test_plane_left);
    qtest_add_func("/intel-igd/rules/cursor", test_cursor);
    qtest_add_func("/intel-igd/rules/pte", test_pte);
    return g_test_run();
}
