/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands of the emulated iGPU's engines, in batches without privilege and in
 * the ring, by what they leave in memory and in registers.
 */
#include "qemu/osdep.h"
#include "hw/display/igd/test/submit.h"
#include "qobject/qdict.h"

#define PPGTT(_address)         (_address), 2       /* two dwords */

#define MI_STORE_REGISTER_MEM   (0x24u << 23 | 2)
#define MI_LOAD_REGISTER_MEM    (0x29u << 23 | 2)
#define MI_LOAD_REGISTER_REG    (0x2au << 23 | 1)
#define MI_COPY_MEM_MEM         (0x2eu << 23 | 3)
#define MI_MATH(_n)             (0x1au << 23 | ((_n) - 1))
#define MI_CONDITIONAL_END      (0x36u << 23 | 1 << 21 | 2)
#define MI_BATCH_PREDICATED     (MI_BATCH_PPGTT | 1 << 15)
#define ALU(_op, _a, _b)        ((uint32_t)(_op) << 20 | (_a) << 10 | (_b))
#define GPR(_base, _n)          ((_base) + 0x600 + 8 * (_n))

#define XY_COLOR_BLT            0x54000005u
#define XY_PAT_BLT_IMMEDIATE    0x5c800000u
#define XY_SRC_COPY_BLT         0x54c00008u
#define XY_FAST_COPY_BLT        0x50800008u
#define RGB                     (1u << 20)
#define ALPHA                   (1u << 21)
#define SRC_TILED               (1u << 15)
#define DST_TILED               (1u << 11)
#define DEPTH_32                (3u << 24)
#define CORNER(_x, _y)          ((uint32_t)(_y) << 16 | (_x))

static const Engine *const rcs = &engines[0], *const bcs = &engines[3];

static void submit_mode(Igd *igd, const Engine *e, uint32_t id, uint32_t mode)
{
    wr(igd, e->base + 0x230, 0);
    wr(igd, e->base + 0x230, 0);
    wr(igd, e->base + 0x230, id);
    wr(igd, e->base + 0x230, LRC | mode << 3 | 1);
}

static void begin(Igd *igd, const Engine *e)
{
    igd_start(igd);
    make_ppgtt(igd);
    enable(igd, e);
}

/* Execute a batch of @n dwords in the PPGTT, without privilege. */
static void run_batch(Igd *igd, const Engine *e, const uint32_t *dw,
                      unsigned n)
{
    const uint32_t ring[] = { MI_BATCH_PPGTT, PPGTT(BATCH), 0 };

    put(igd, BATCH, dw, n);
    make_context(igd, e, put(igd, RING, ring, ARRAY_SIZE(ring)));
    submit(igd, e, 1);
    settle(igd);
}

#define RUN(_igd, _e, ...)                                              \
    do {                                                                \
        const uint32_t dw_[] = { __VA_ARGS__, MI_BATCH_BUFFER_END };    \
        run_batch(_igd, _e, dw_, ARRAY_SIZE(dw_));                      \
    } while (0)

static bool is_idle(Igd *igd, const Engine *e)
{
    return rd(igd, e->base + 0x234) == 0;
}

static void test_registers(gconstpointer data)
{
    const Engine *e = data;
    Igd igd;

    begin(&igd, e);
    qtest_writel(igd.qts, DATA, 7);
    RUN(&igd, e,
        MI_LOAD_REGISTER_MEM, GPR(e->base, 0), PPGTT(DATA),
        MI_LOAD_REGISTER_IMM, GPR(e->base, 1), 5,
        MI_MATH(4), ALU(0x080, 0x20, 0), ALU(0x080, 0x21, 1),
        ALU(0x101, 0, 0), ALU(0x180, 2, 0x31),              /* 7 - 5 */
        MI_LOAD_REGISTER_REG, GPR(e->base, 2), GPR(e->base, 3),
        MI_STORE_REGISTER_MEM, GPR(e->base, 3), PPGTT(DATA + 4),
        MI_COPY_MEM_MEM, PPGTT(DATA + 8), PPGTT(DATA));
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 2);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 8), ==, 7);
    igd_stop(&igd);
}

/* The batch goes on while memory is greater. */
static void test_conditional_end(gconstpointer data)
{
    const Engine *e = data;
    Igd igd;

    begin(&igd, e);
    for (uint32_t memory = 4; memory <= 6; memory++) {
        qtest_writel(igd.qts, DATA, memory);
        qtest_writel(igd.qts, DATA + 4, 0);
        RUN(&igd, e,
            MI_CONDITIONAL_END, 5, PPGTT(DATA),
            MI_STORE_DATA_IMM, PPGTT(DATA + 4), 1);
        g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, memory > 5);
        g_assert_true(is_idle(&igd, e));
    }
    igd_stop(&igd);
}

/* A jump that a register makes; only the render engine looks at it. */
static void test_predicate(void)
{
    Igd igd;

    begin(&igd, rcs);
    for (uint32_t jump = 0; jump <= 1; jump++) {
        qtest_writel(igd.qts, DATA, 0);
        qtest_writel(igd.qts, OTHER, MI_BATCH_BUFFER_END);
        RUN(&igd, rcs,
            MI_LOAD_REGISTER_IMM, 0x241c, jump,
            MI_BATCH_PREDICATED, PPGTT(OTHER),
            MI_STORE_DATA_IMM, PPGTT(DATA), 1);
        g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, !jump);
        g_assert_true(is_idle(&igd, rcs));
    }
    igd_stop(&igd);
}

/* Page directories in registers, 4 GiB of addresses. */
static void test_three_levels(gconstpointer data)
{
    const Engine *e = data;
    const uint32_t batch[] = {
        MI_STORE_DATA_IMM, DATA, 0, 0x333,
        MI_STORE_DATA_IMM, DATA + 4, 1, 0xbad,    /* beyond 4 GiB */
        MI_BATCH_BUFFER_END,
    };
    const uint32_t ring[] = { MI_BATCH_PPGTT, BATCH, 0, 0 };
    Igd igd;

    begin(&igd, e);
    put(&igd, BATCH, batch, ARRAY_SIZE(batch));
    make_context(&igd, e, put(&igd, RING, ring, ARRAY_SIZE(ring)));
    qtest_writel(igd.qts, LRC + 4096 + 51 * 4, PML4 + 0x2000);
    submit_mode(&igd, e, 1, 1);
    settle(&igd);
    g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, 0x333);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 0);
    g_assert_cmphex(rd(&igd, 0x4094) & 1, ==, 1);           /* fault */
    igd_stop(&igd);
}

/* Pixel @x, @y of a page that is one Y tile of 32 x 32 pixels. */
static uint32_t y_pixel(Igd *igd, uint32_t page, uint32_t x, uint32_t y)
{
    return qtest_readl(igd->qts, page + x / 4 * 512 + y * 16 + x % 4 * 4);
}

/* DATA has 32 x 32 pixels in rows, each its own. */
static void make_picture(Igd *igd)
{
    for (uint32_t i = 0; i < 1024; i++) {
        qtest_writel(igd->qts, DATA + i * 4, 0x5a000000 + i);
    }
}

static void test_src_copy(void)
{
    Igd igd;

    begin(&igd, bcs);
    make_picture(&igd);
    RUN(&igd, bcs,
        MI_LOAD_REGISTER_IMM, 0x22200, 0x00030002,          /* to Y tiles */
        XY_SRC_COPY_BLT | RGB | ALPHA | DST_TILED,
        DEPTH_32 | 0xcc << 16 | 128 / 4, CORNER(4, 3), CORNER(32, 32),
        PPGTT(OTHER), CORNER(1, 2), 128, PPGTT(DATA));
    for (uint32_t y = 0; y < 32; y++) {
        for (uint32_t x = 0; x < 32; x++) {
            uint32_t at = (y - 3 + 2) * 32 + x - 4 + 1;

            g_assert_cmphex(y_pixel(&igd, OTHER, x, y), ==,
                            x >= 4 && y >= 3 ? 0x5a000000 + at : 0);
        }
    }
    igd_stop(&igd);
}

static void test_fast_copy(void)
{
    Igd igd;

    begin(&igd, bcs);
    make_picture(&igd);
    RUN(&igd, bcs,
        XY_FAST_COPY_BLT | 2 << 13, DEPTH_32 | 128 / 4, 0, CORNER(32, 32),
        PPGTT(OTHER), 0, 128, PPGTT(DATA));
    for (uint32_t i = 0; i < 1024; i++) {
        g_assert_cmphex(y_pixel(&igd, OTHER, i % 32, i / 32), ==,
                        0x5a000000 + i);
    }
    /* Yf: a square of 4 x 4 pixels, the one below it, the one beside it */
    RUN(&igd, bcs,
        XY_FAST_COPY_BLT | 2 << 13, 1 << 30 | DEPTH_32 | 128 / 4, 0,
        CORNER(32, 32), PPGTT(OTHER), 0, 128, PPGTT(DATA));
    g_assert_cmphex(qtest_readl(igd.qts, OTHER + 16), ==, 0x5a000000 + 32);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER + 64), ==, 0x5a000000 + 128);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER + 128), ==, 0x5a000000 + 4);
    igd_stop(&igd);
}

static void test_fill(void)
{
    Igd igd;

    begin(&igd, bcs);
    make_picture(&igd);
    RUN(&igd, bcs,
        XY_COLOR_BLT | RGB, DEPTH_32 | 0xf0 << 16 | 128, CORNER(8, 1),
        CORNER(16, 2), PPGTT(DATA), 0xff123456);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 128 + 28), ==, 0x5a000027);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 128 + 32), ==, 0x5a123456);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 128 + 60), ==, 0x5a123456);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 128 + 64), ==, 0x5a000030);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 256 + 32), ==, 0x5a000048);
    igd_stop(&igd);
}

/*
 * Pixels of 8 bits from 4, 0 on; 0, 0 would have the pattern's third column and
 * second row
 */
static void test_pattern(void)
{
    Igd igd;

    begin(&igd, bcs);
    RUN(&igd, bcs,
        XY_PAT_BLT_IMMEDIATE | 20 | 2 << 12 | 1 << 8, 0xf0 << 16 | 128,
        CORNER(4, 0), CORNER(12, 8), PPGTT(DATA), 0x03020100, 0x07060504,
        0x13121110, 0x17161514, 0x23222120, 0x27262524, 0x33323130, 0x37363534,
        0x43424140, 0x47464544, 0x53525150, 0x57565554, 0x63626160, 0x67666564,
        0x73727170, 0x77767574);
    g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, 0);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 0x11101716);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 8), ==, 0x15141312);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 12), ==, 0);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 7 * 128 + 4), ==, 0x01000706);

    /* a pattern of which the last dword is missing is not read beyond */
    RUN(&igd, bcs,
        XY_PAT_BLT_IMMEDIATE | 19, 0xf0 << 16 | 128, CORNER(0, 0),
        CORNER(4, 1), PPGTT(DATA), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
        14, 15);
    g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, 0);
    g_assert_true(is_idle(&igd, bcs));
    igd_stop(&igd);
}

/* What hardware could not do is not done, and the engine goes on. */
static void test_wrong_blits(void)
{
    static const struct {
        uint32_t pitch, corner1, corner2, page;
    } wrong[] = {
        { 100 / 4, 0, CORNER(8, 8), DATA },                 /* half a tile */
        { 0xff80, 0, CORNER(8, 8), DATA },                  /* negative */
        { 128 / 4, 0, CORNER(8, 8), DATA + 64 },            /* in a page */
        { 128 / 4, CORNER(0, 0xffff), CORNER(8, 8), DATA }, /* above it */
        { 128 / 4, CORNER(8, 8), CORNER(8, 9), DATA },      /* no width */
    };
    Igd igd;

    begin(&igd, bcs);
    for (unsigned i = 0; i < ARRAY_SIZE(wrong); i++) {
        RUN(&igd, bcs,
            MI_LOAD_REGISTER_IMM, 0x22200, 0x00030002,
            XY_COLOR_BLT | RGB | ALPHA | DST_TILED,
            DEPTH_32 | 0xf0 << 16 | wrong[i].pitch, wrong[i].corner1,
            wrong[i].corner2, PPGTT(wrong[i].page), 0xffffffff);
        for (uint32_t at = 0; at < 4096; at += 4) {
            g_assert_cmphex(qtest_readl(igd.qts, DATA + at), ==, 0);
        }
        g_assert_true(is_idle(&igd, bcs));
    }
    igd_stop(&igd);
}

/* The largest blit does not stop the machine, and a reset ends it. */
static void test_huge_blit(void)
{
    Igd igd;

    begin(&igd, bcs);
    RUN(&igd, bcs,
        XY_FAST_COPY_BLT, 5u << 24 | 0x7fff, 0, CORNER(32767, 32767),
        0, 3, 0, 0x7fff, 0, 4);                 /* nothing is mapped there */
    g_assert_false(is_idle(&igd, bcs));
    wr(&igd, 0x941c, bcs->reset_bit);
    g_assert_true(is_idle(&igd, bcs));

    enable(&igd, bcs);
    make_picture(&igd);
    RUN(&igd, bcs,
        XY_FAST_COPY_BLT, DEPTH_32 | 128, 0, CORNER(32, 32), PPGTT(OTHER), 0,
        128, PPGTT(DATA));
    g_assert_cmphex(qtest_readl(igd.qts, OTHER), ==, 0x5a000000);
    g_assert_cmphex(qtest_readl(igd.qts, OTHER + 4092), ==, 0x5a0003ff);
    igd_stop(&igd);
}

/* A context that waits gives way to another, and comes back. */
static void test_preemption(gconstpointer data)
{
    const Engine *e = data;
    const uint32_t waits[] = {
        MI_SEMAPHORE_WAIT_EQ, 1, DATA, 0,
        MI_STORE_DATA_IMM | USE_GGTT, DATA + 4, 0, 5,
    };
    const uint32_t other[] = {
        MI_STORE_DATA_IMM | USE_GGTT, DATA + 8, 0, 6,
    };
    uint32_t tail;
    Igd igd;

    begin(&igd, e);
    tail = put(&igd, RING, waits, ARRAY_SIZE(waits));
    make_context(&igd, e, tail);
    submit(&igd, e, 1);
    settle(&igd);

    /* the same image serves as another context: its identity is not its place */
    put(&igd, RING, other, ARRAY_SIZE(other));
    qtest_writel(igd.qts, LRC + 4096 + 7 * 4, sizeof(other));
    submit(&igd, e, 2);
    settle(&igd);
    assert_csb(&igd, e, 0, 0x1);
    assert_csb(&igd, e, 1, 0x2);
    g_assert_cmphex(qtest_readl(igd.qts, HWSP + 0x40 + 1 * 8 + 4), ==, 1);
    assert_csb(&igd, e, 2, 0x18);
    g_assert_cmphex(qtest_readl(igd.qts, HWSP + 0x40 + 2 * 8 + 4), ==, 2);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 8), ==, 6);
    g_assert_cmphex(qtest_readl(igd.qts, DATA + 4), ==, 0);
    igd_stop(&igd);
}

/* What is not executed is counted by name. */
static void test_skipped(void)
{
    QDict *answer;
    Igd igd;

    begin(&igd, rcs);
    RUN(&igd, rcs,
        0x69040000,                             /* PIPELINE_SELECT */
        0x7b000005, 0, 0, 0, 0, 0, 0,           /* 3DPRIMITIVE */
        0x7b000005, 0, 0, 0, 0, 0, 0,
        MI_STORE_DATA_IMM, PPGTT(DATA), 1);
    g_assert_cmphex(qtest_readl(igd.qts, DATA), ==, 1);
    answer = qtest_qmp(igd.qts, "{'execute': 'qom-get', 'arguments': {'path': "
                       "'/machine/peripheral-anon/device[0]', 'property': "
                       "'rcs0-skipped-commands'}}");
    g_assert_cmpstr(qdict_get_try_str(answer, "return"), ==,
                    "PIPELINE_SELECT=1 3D=2");
    qobject_unref(answer);
    igd_stop(&igd);
}

static void add(const char *name, const Engine *e, void (*fn)(gconstpointer))
{
    g_autofree char *path = g_strdup_printf("/intel-igd/command/%s/%s", name,
                                            e->name);

    qtest_add_data_func(path, e, fn);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (unsigned i = 0; i < ARRAY_SIZE(engines); i++) {
        add("registers", &engines[i], test_registers);
        add("conditional-end", &engines[i], test_conditional_end);
        add("three-levels", &engines[i], test_three_levels);
        add("preemption", &engines[i], test_preemption);
    }
    qtest_add_func("/intel-igd/command/predicate", test_predicate);
    qtest_add_func("/intel-igd/command/src-copy", test_src_copy);
    qtest_add_func("/intel-igd/command/fast-copy", test_fast_copy);
    qtest_add_func("/intel-igd/command/fill", test_fill);
    qtest_add_func("/intel-igd/command/pattern", test_pattern);
    qtest_add_func("/intel-igd/command/wrong-blits", test_wrong_blits);
    qtest_add_func("/intel-igd/command/huge-blit", test_huge_blit);
    qtest_add_func("/intel-igd/command/skipped", test_skipped);
    return g_test_run();
}
