/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The state of the emulated iGPU as a whole: a device that was saved in the
 * middle of everything and loaded by another process goes on like the one
 * that was saved, and a reset makes it like a new one.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "qobject/qdict.h"
#include "qobject/qjson.h"
#include "libqtest.h"
#include "libqos/pci-pc.h"

#define REGISTERS       (2 * 1024 * 1024)
#define GTT_BASE        (8 * 1024 * 1024)
#define PAGE            4096
#define MS              1000000ull

/* Guest pages that the test uses, also their graphics addresses. */
#define SURFACE         0x00100000      /* 64 rows of 64 pixels: 4 pages */
#define OTHER           0x00200000
#define CURSOR          0x00300000
#define HWSP            0x00310000
#define LRC             0x00320000      /* status page, then 3 of state */
#define RING            0x00330000
#define SEMAPHORE       0x00340000
#define MEMORY_END      0x00350000

#define ENABLE          (1u << 31)
#define XRGB            (4u << 24)
#define RCS             0x2000
#define BCS             0x22000

#define MONITORS                                                        \
    "-device igd-monitor,id=a,port=a,connector=edp "                    \
    "-device igd-monitor,id=b,port=b,connector=hdmi "                   \
    "-device igd-monitor,id=c,port=c "

typedef struct Igd {
    QTestState *qts;
    uint64_t bar0, bar4;
    int64_t now;                /* qtest's clock */
} Igd;

static uint32_t rd(Igd *igd, uint32_t offset)
{
    return qtest_readl(igd->qts, igd->bar0 + offset);
}

static void wr(Igd *igd, uint32_t offset, uint32_t val)
{
    qtest_writel(igd->qts, igd->bar0 + offset, val);
}

static void step(Igd *igd, int64_t ns)
{
    igd->now = qtest_clock_step(igd->qts, ns);
}

static void igd_start(Igd *igd, const char *more)
{
    igd->qts = qtest_initf("-M q35 -m 64M -nodefaults -display none "
                           "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                           MONITORS "%s", more);
}

static void igd_enable(Igd *igd)
{
    QPCIBus *bus = qpci_new_pc(igd->qts, NULL);
    QPCIDevice *dev = qpci_device_find(bus, QPCI_DEVFN(2, 0));

    g_assert_nonnull(dev);
    qpci_device_enable(dev);
    igd->bar0 = qpci_iomap(dev, 0, NULL).addr;
    igd->bar4 = qpci_iomap(dev, 4, NULL).addr;
    g_free(dev);
    qpci_free_pc(bus);
}

static void qmp(Igd *igd, const char *command)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': %s }", command);

    g_assert_true(qdict_haskey(reply, "return"));
    qobject_unref(reply);
}

static void set(Igd *igd, const char *id, const char *property,
                const char *value)
{
    g_autofree char *path = g_strdup_printf("/machine/peripheral/%s", id);
    bool is_bool = !strcmp(property, "plugged");
    QDict *reply = is_bool ?
        qtest_qmp(igd->qts, "{ 'execute': 'qom-set', 'arguments': {"
                  "'path': %s, 'property': %s, 'value': %i } }", path,
                  property, !strcmp(value, "true")) :
        qtest_qmp(igd->qts, "{ 'execute': 'qom-set', 'arguments': {"
                  "'path': %s, 'property': %s, 'value': %s } }", path,
                  property, value);

    g_assert_true(qdict_haskey(reply, "return"));
    qobject_unref(reply);
}

/* What qom-get says of @property, as text. */
static char *get(Igd *igd, const char *id, const char *property)
{
    g_autofree char *path = g_strdup_printf("/machine/peripheral/%s", id);
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                             "'path': %s, 'property': %s } }", path,
                             property);
    GString *text = qobject_to_json(qdict_get(reply, "return"));

    qobject_unref(reply);
    return g_string_free(text, false);
}

static void put(Igd *igd, uint32_t where, const uint32_t *dw, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        qtest_writel(igd->qts, where + i * 4, dw[i]);
    }
}

static void aux_write(Igd *igd, unsigned ch, uint32_t addr, uint32_t bytes,
                      unsigned n)
{
    wr(igd, 0x64014 + ch * 0x100, 8u << 28 | addr << 8 | (n - 1));
    wr(igd, 0x64018 + ch * 0x100, bytes);
    wr(igd, 0x64010 + ch * 0x100, ENABLE | 1u << 29 | (4 + n) << 20);
}

static void power_and_clocks(Igd *igd)
{
    wr(igd, 0x45404, 0xaaaaaaaa);
    wr(igd, 0x45008, ENABLE);
    wr(igd, 0x6c058, 1u << 12 | 2u << 13 | 1u << 11 | 1u << 6 | 2u << 1 | 1u);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x46000, 0);
    /* DPLL1: 24 MHz * 371.25 / (3 * 2 * 2 * 5) for B, DPLL2 for C */
    wr(igd, 0x6c040, ENABLE | 8192u << 9 | 371);
    wr(igd, 0x6c044, 2u << 8 | 1u << 7 | 1u << 5 | 2u << 2 | 1);
    wr(igd, 0x46014, ENABLE);
    wr(igd, 0x46040, ENABLE);
    wr(igd, 0x6c05c, 2u << 7 | 1u << 6 | 1u << 4 | 1u << 3);
    wr(igd, 0x46140, 2u << 29);
}

/* Pipe A with 1920x1080 on HDMI B: a plane, a cursor, CRCs. */
static void light(Igd *igd)
{
    static const uint32_t timings[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    for (unsigned i = 0; i < ARRAY_SIZE(timings); i++) {
        wr(igd, 0x60000 + i * 4, timings[i]);
    }
    wr(igd, 0x6001c, 1919u << 16 | 1079);
    wr(igd, 0x60400, ENABLE | 1u << 28);
    wr(igd, 0x64100, ENABLE);
    wr(igd, 0x44404, 0);
    wr(igd, 0x4440c, 0xffffffff);
    wr(igd, 0x44200, ENABLE);
    wr(igd, 0x70008, ENABLE);
    wr(igd, 0x60050, ENABLE | 4u << 28);
    wr(igd, 0x70188, 4);
    wr(igd, 0x7018c, 20u << 16 | 10);
    wr(igd, 0x70190, 63u << 16 | 63);
    wr(igd, 0x70240, ENABLE | 1u << 14 | 32);
    wr(igd, 0x7027c, 159u << 16);
    wr(igd, 0x70180, ENABLE | XRGB);
    wr(igd, 0x7019c, SURFACE);
}

/* What waits for the next start of vertical blank. */
static void arm(Igd *igd)
{
    wr(igd, 0x7018c, 30u << 16 | 300);
    wr(igd, 0x7019c, OTHER & 0xfffff000);
    wr(igd, 0x70140, ENABLE | 1u << 14 | 8);
    wr(igd, 0x7017c, 199u << 16 | 160);
    wr(igd, 0x70088, 100u << 16 | 200);
    wr(igd, 0x70080, 0x27);
    wr(igd, 0x70084, CURSOR);
    wr(igd, 0x68170, 500u << 16 | 400);
    wr(igd, 0x68180, ENABLE | 1u << 25);
    wr(igd, 0x68174, 128u << 16 | 96);
    wr(igd, 0x4a480, 1);
    wr(igd, 0x4a400, 1u << 15);
    for (unsigned i = 0; i < 20; i++) {
        wr(igd, 0x4a404, i * 0x12345);
    }
    wr(igd, 0x49010, 0x7800u << 16 | 0x1000);
    wr(igd, 0x70034, 0x12345678);
    wr(igd, 0x49028, 0);
}

/* A context that waits for a semaphore, and half an execlist for another. */
static void run_engine(Igd *igd)
{
    static const uint16_t regs[] = {
        0x244, 0x034, 0x030, 0x038, 0x03c, 0x168, 0x140, 0x110, 0x11c, 0x114,
        0x118, 0x1c0, 0x1c4, 0x1c8,
    };
    static const uint32_t ring[] = {
        0x0e000000 | 1 << 22 | 1 << 15 | 4 << 12 | 2,   /* until it is 1 */
        1, SEMAPHORE, 0,
        0x10400002, SEMAPHORE + 8, 0, 0x600d,
        0x01000000, 0,                                  /* user interrupt */
    };
    uint32_t state = LRC + PAGE;

    qtest_memset(igd->qts, LRC, 0, 4 * PAGE);
    qtest_writel(igd->qts, state + 4, 0x11001000 | (2 * 14 - 1));
    for (unsigned i = 0; i < ARRAY_SIZE(regs); i++) {
        qtest_writel(igd->qts, state + (2 + 2 * i) * 4, RCS + regs[i]);
    }
    qtest_writel(igd->qts, state + 3 * 4, 0x00090009);
    qtest_writel(igd->qts, state + 7 * 4, sizeof(ring));
    qtest_writel(igd->qts, state + 9 * 4, RING);
    qtest_writel(igd->qts, state + 11 * 4, 1);
    put(igd, RING, ring, ARRAY_SIZE(ring));
    wr(igd, RCS + 0x80, HWSP);
    wr(igd, RCS + 0x29c, 0x80008000);
    wr(igd, RCS + 0xa8, 0);
    wr(igd, 0x44304, 0);
    wr(igd, 0x4430c, 0xffffffff);
    wr(igd, RCS + 0x230, 0);
    wr(igd, RCS + 0x230, 0);
    wr(igd, RCS + 0x230, 7);
    wr(igd, RCS + 0x230, LRC | 3 << 3 | 1);
    wr(igd, BCS + 0x230, 0x1111);
    wr(igd, BCS + 0x230, 0x2222);
}

/* Ports: training, side channels, lines and the panel, all half-way. */
static void use_ports(Igd *igd)
{
    wr(igd, 0xc4004, 0);
    wr(igd, 0xc400c, 0xffffffff);
    wr(igd, 0xc4030, 0x10101010);
    /* C: clock recovery of two lanes of 1.62 Gbit/s is done */
    aux_write(igd, 2, 0x100, 0x06020000, 2);
    aux_write(igd, 2, 0x102, 0x01000000, 1);
    wr(igd, 0x64240, ENABLE);
    wr(igd, 0x64200, ENABLE | 1u << 1);
    set(igd, "c", "fail-training", "eq");
    /* eight bytes of B's EDID, of which four are fetched */
    wr(igd, 0xc5100, 5);
    wr(igd, 0xc5104, 1u << 30 | 1u << 26 | 1u << 25 | 8u << 16 | 8u << 8 |
       0x50 << 1 | 1);
    rd(igd, 0xc510c);
    /* on its bare wires a start, and one bit of an address */
    wr(igd, 0xc5020, 0x0505);
    wr(igd, 0xc5020, 0x0705 | 4 << 8);
    wr(igd, 0xc5020, 0x0707);
    wr(igd, 0xc5020, 0x0507);
    wr(igd, 0xc5020, 0x0505);
    /* the panel's power is on its way up */
    wr(igd, 0xc7208, 2100u << 16 | 500);
    wr(igd, 0xc720c, 500u << 16 | 200);
    wr(igd, 0xc7210, 1199u << 8 | 6);
    wr(igd, 0xc7204, 5);
    set(igd, "c", "hpd-pulse", "irq");
}

/* A state that is in the middle of everything. */
static void make_state(Igd *igd)
{
    igd_enable(igd);
    for (uint32_t ga = SURFACE; ga < MEMORY_END; ga += PAGE) {
        qtest_writeq(igd->qts, igd->bar0 + GTT_BASE + ga / PAGE * 8, ga | 1);
    }
    wr(igd, 0x101008, 1);
    for (uint32_t i = 0; i < 64 * 64; i++) {
        qtest_writel(igd->qts, SURFACE + i * 4, i * 77);
        qtest_writel(igd->qts, OTHER + i * 4, i * 1234567);
        qtest_writel(igd->qts, CURSOR + i * 4, i * 99 | 0xff000000);
    }
    /* whose well is off: a rule */
    rd(igd, 0x71000);
    power_and_clocks(igd);
    light(igd);
    step(igd, 51 * MS);
    use_ports(igd);
    run_engine(igd);
    qtest_outl(igd->qts, igd->bar4, 0x44200);
    /* half a millisecond: the pulse of C's line is in the filter */
    step(igd, MS / 4);
    arm(igd);
}

/* @what from @at on; qtest is slow with long lines. */
static void same_memory(Igd *a, Igd *b, const char *what, uint64_t at_a,
                        uint64_t at_b, size_t size)
{
    uint8_t x[4 * PAGE], y[4 * PAGE];

    for (uint64_t i = 0; i < size; i += sizeof(x)) {
        qtest_memread(a->qts, at_a + i, x, sizeof(x));
        qtest_memread(b->qts, at_b + i, y, sizeof(y));
        for (unsigned n = 0; n < sizeof(x); n += 4) {
            if (memcmp(x + n, y + n, 4)) {
                g_test_message("%s 0x%05" PRIx64, what, i + n);
                g_assert_cmphex(ldl_le_p(x + n), ==, ldl_le_p(y + n));
            }
        }
    }
}

/* Every register, by what a driver reads. */
static void same_registers(Igd *a, Igd *b)
{
    same_memory(a, b, "register", a->bar0, b->bar0, REGISTERS);
}

static void same_ptes(Igd *a, Igd *b)
{
    same_memory(a, b, "PTE", a->bar0 + GTT_BASE, b->bar0 + GTT_BASE,
                4 * PAGE);
}

static void same_property(Igd *a, Igd *b, const char *id, const char *name)
{
    g_autofree char *x = get(a, id, name), *y = get(b, id, name);

    g_assert_cmpstr(x, ==, y);
}

static void same_monitors(Igd *a, Igd *b)
{
    static const char *const ids[] = { "a", "b", "c" };
    static const char *const names[] = {
        "lit", "frames", "crc", "link", "timings", "backlight", "plugged",
        "fail-training", "ddc", "infoframes",
    };

    for (unsigned i = 0; i < ARRAY_SIZE(ids); i++) {
        for (unsigned n = 0; n < ARRAY_SIZE(names); n++) {
            same_property(a, b, ids[i], names[n]);
        }
    }
}

static void same_counters(Igd *a, Igd *b)
{
    static const char *const names[] = {
        "violations", "pipe-a-frames", "pipe-a-skipped", "pipe-a-vblanks",
        "rcs0-commands", "rcs0-submissions",
    };

    for (unsigned i = 0; i < ARRAY_SIZE(names); i++) {
        same_property(a, b, "igd", names[i]);
    }
}

/* The same happens to both. */
static void happens(Igd *igd, unsigned what)
{
    switch (what) {
    case 0:     /* the next start of vertical blank */
        step(igd, 17 * MS);
        break;
    case 1:     /* the semaphore is signalled, the other half of ELSP comes */
        qtest_writel(igd->qts, SEMAPHORE, 1);
        wr(igd, BCS + 0x230, 0x3333);
        wr(igd, BCS + 0x230, 0x4444);
        break;
    case 2:     /* what interrupts are queued behind others */
        wr(igd, 0x44408, 0xffffffff);
        wr(igd, 0xc4008, 0xffffffff);
        break;
    case 3:     /* a stop on the wires; a long pulse of B */
        wr(igd, 0xc5020, 0x0707);
        set(igd, "b", "plugged", "false");
        break;
    case 4:
        set(igd, "b", "plugged", "true");
        wr(igd, 0xc7204, 0);
        break;
    case 5:     /* training goes on, and fails as it was told to */
        wr(igd, 0x64240, ENABLE | 1u << 8);
        aux_write(igd, 2, 0x102, 0x02000000, 1);
        break;
    }
    step(igd, 3 * MS + 210 * MS * (what > 2));
}

static void wait_migrated(Igd *igd)
{
    for (;;) {
        QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'query-migrate' }");
        const char *status = qdict_get_try_str(qdict_get_qdict(reply,
                                                               "return"),
                                               "status");
        bool done = status && !strcmp(status, "completed");

        g_assert_true(!status || strcmp(status, "failed"));
        qobject_unref(reply);
        if (done) {
            return;
        }
        g_usleep(1000);
    }
}

/* @to goes on from where @from was; both run. */
static void migrate(Igd *from, Igd *to)
{
    g_autofree char *file = NULL, *uri = NULL;
    int fd = g_file_open_tmp("igd-state-XXXXXX", &file, NULL);

    g_assert_cmpint(fd, >=, 0);
    close(fd);
    uri = g_strdup_printf("file:%s", file);
    qmp(from, "stop");
    qtest_qmp_assert_success(from->qts, "{ 'execute': 'migrate',"
                             "'arguments': { 'uri': %s } }", uri);
    wait_migrated(from);

    igd_start(to, "-incoming defer");
    to->bar0 = from->bar0;
    to->bar4 = from->bar4;
    /* qtest's clock is no part of the machine */
    qtest_clock_set(to->qts, from->now);
    qtest_qmp_assert_success(to->qts, "{ 'execute': 'migrate-incoming',"
                             "'arguments': { 'uri': %s } }", uri);
    wait_migrated(to);
    unlink(file);
    qmp(from, "cont");
    qmp(to, "cont");
}

static void test_snapshot(void)
{
    Igd from, to;

    igd_start(&from, "");
    make_state(&from);
    migrate(&from, &to);
    g_assert_cmphex(qtest_inl(to.qts, to.bar4), ==, 0x44200);
    same_ptes(&from, &to);
    for (unsigned what = 0; what < 6; what++) {
        happens(&from, what);
        happens(&to, what);
        same_monitors(&from, &to);
        same_registers(&from, &to);
        same_counters(&from, &to);
        same_memory(&from, &to, "memory", HWSP, HWSP, MEMORY_END - HWSP);
    }
    /* and it did go on */
    g_assert_cmphex(qtest_readl(to.qts, SEMAPHORE + 8), ==, 0x600d);
    g_assert_cmphex(rd(&to, 0x701ac), ==, OTHER);
    qtest_quit(from.qts);
    qtest_quit(to.qts);
}

static void test_reset(void)
{
    Igd igd, fresh;

    igd_start(&igd, "");
    make_state(&igd);
    qmp(&igd, "system_reset");
    qtest_qmp_eventwait(igd.qts, "RESET");
    igd_start(&fresh, "");
    qtest_clock_set(fresh.qts, igd.now);
    igd_enable(&igd);
    igd_enable(&fresh);
    g_assert_cmphex(igd.bar0, ==, fresh.bar0);
    same_registers(&igd, &fresh);
    same_ptes(&igd, &fresh);
    g_assert_cmphex(qtest_inl(igd.qts, igd.bar4), ==, 0);
    same_property(&igd, &fresh, "igd", "violations");

    /* nothing of before comes later */
    step(&igd, 900 * MS);
    step(&fresh, 900 * MS);
    same_registers(&igd, &fresh);
    g_assert_cmphex(qtest_readl(igd.qts, SEMAPHORE + 8), ==, 0);
    qtest_quit(igd.qts);
    qtest_quit(fresh.qts);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("igd/state/snapshot", test_snapshot);
    qtest_add_func("igd/state/reset", test_reset);
    return g_test_run();
}
