/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tells one platform of the emulated iGPU from another, without a driver:
 * ids, and what Sunrise Point and Cannon Point do in different ways.
 */
#include "qemu/osdep.h"
#include "hw/display/igd/test/device.h"

#define SFUSE_STRAP     0xc2014
#define PCH_RAWCLK_FREQ 0xc6204

#define GMBUS0          0xc5100
#define GMBUS1          0xc5104
#define GMBUS2          0xc5108
#define SW_RDY          (1u << 30)
#define CYCLE_WAIT      (1u << 25)
#define READ_EDID       (CYCLE_WAIT | 1u << 16 | 0x50 << 1 | 1)
#define NAK             (1u << 10)
#define NUM_PINS        8

#define GPIO(n)         (0xc5010 + (n) * 4)
#define CLOCK_IN        (1u << 4)
#define NUM_GPIOS       7

#define PP_STATUS       0xc7200
#define PP_CONTROL      0xc7204
#define PP_ON           0xc7208
#define PP_OFF          0xc720c
#define PP_DIVISOR      0xc7210
#define PP_IS_ON        (1u << 31)
#define PP_CYCLE        (1u << 27)

#define ENABLE          (1u << 31)
#define MS              1000000ull

static void step(Igd *igd, uint64_t ns)
{
    qtest_clock_step(igd->qts, ns);
}

static void igd_start(Igd *igd, const char *platform, const char *port,
                      const char *type)
{
    igd->qts = qtest_initf("-M q35 -m 64M -nodefaults -display none "
                           "-device intel-igd,id=igd,addr=2.0,aperture=128M,"
                           "platform=%s "
                           "-device igd-monitor,id=m,bus=igd.0,port=%s,"
                           "connector=%s", platform, port, type);
    igd_attach(igd);
    /* PG1, PG2 and MISC_IO, the wells of DDIs, the display buffer */
    wr(igd, 0x45404, 1u << 31 | 1u << 29 | 0x2aa);
    wr(igd, 0x45008, ENABLE);
}

static void test_ids(void)
{
    static const struct {
        const char *platform;
        uint16_t id;
        uint8_t revision;
        uint32_t strap, rawclk;
    } want[] = {
        { "skl", 0x1912, 6, 0x007, 24 }, { "kbl", 0x5912, 4, 0x007, 24 },
        { "cfl", 0x3e92, 0, 0x107, 0 }, { "cml", 0x9bc5, 5, 0x107, 0 },
    };

    for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
        Igd igd;

        igd_start(&igd, want[i].platform, "b", "dp");
        g_assert_cmphex(qpci_config_readw(igd.dev, 0), ==, 0x8086);
        g_assert_cmphex(qpci_config_readw(igd.dev, 2), ==, want[i].id);
        g_assert_cmphex(qpci_config_readb(igd.dev, 8), ==, want[i].revision);
        g_assert_cmphex(rd(&igd, SFUSE_STRAP), ==, want[i].strap);
        g_assert_cmphex(rd(&igd, PCH_RAWCLK_FREQ), ==, want[i].rawclk);
        igd_stop(&igd);
    }
}

/* The only pin of GMBUS where a monitor answers, or -1. */
static int answering_pin(Igd *igd)
{
    int found = -1;

    for (int pin = 0; pin < NUM_PINS; pin++) {
        wr(igd, GMBUS1, 1u << 31);
        wr(igd, GMBUS1, 0);
        wr(igd, GMBUS0, pin);
        wr(igd, GMBUS1, SW_RDY | READ_EDID);
        if (!(rd(igd, GMBUS2) & NAK)) {
            g_assert_cmpint(found, ==, -1);
            found = pin;
        }
    }
    return found;
}

/* The only GPIO register whose clock is held low, or -1. */
static int held_gpio(Igd *igd)
{
    int found = -1;

    for (int gpio = 0; gpio < NUM_GPIOS; gpio++) {
        if (!(rd(igd, GPIO(gpio)) & CLOCK_IN)) {
            g_assert_cmpint(found, ==, -1);
            found = gpio;
        }
    }
    return found;
}

/* Where the HDMI monitor of each port has its DDC. */
static void test_ddc(void)
{
    static const struct {
        const char *platform, *port;
        int pin, gpio;
    } want[] = {
        { "kbl", "b", 5, 4 }, { "kbl", "c", 4, 3 }, { "kbl", "d", 6, 5 },
        { "cfl", "b", 1, 1 }, { "cfl", "c", 2, 2 }, { "cfl", "d", 4, 4 },
        { "cml", "d", 4, 4 },
    };

    for (size_t i = 0; i < ARRAY_SIZE(want); i++) {
        QDict *reply;
        Igd igd;

        igd_start(&igd, want[i].platform, want[i].port, "hdmi");
        g_assert_cmpint(answering_pin(&igd), ==, want[i].pin);
        g_assert_cmpint(held_gpio(&igd), ==, -1);
        reply = qtest_qmp(igd.qts, "{ 'execute': 'qom-set', 'arguments': {"
                          "'path': '/machine/peripheral/m',"
                          "'property': 'ddc', 'value': 'stuck' } }");
        g_assert_true(qdict_haskey(reply, "return"));
        qobject_unref(reply);
        g_assert_cmpint(held_gpio(&igd), ==, want[i].gpio);
        igd_stop(&igd);
    }
}

/* Power up and down in 2 ms each, then a cycle of 300 ms: 4 in PP_CONTROL */
static void test_cnp_pps(void)
{
    const uint32_t cycle = 4u << 4;
    Igd igd;

    igd_start(&igd, "cfl", "a", "edp");
    wr(&igd, PP_ON, 10u << 16 | 10);
    wr(&igd, PP_OFF, 10u << 16 | 10);
    /* not a register here: neither the clock nor the cycle change with it */
    wr(&igd, PP_DIVISOR, 2399u << 8 | 9);
    wr(&igd, PP_CONTROL, cycle | 1);
    step(&igd, 1990000);
    g_assert_cmphex(rd(&igd, PP_STATUS) & PP_IS_ON, ==, 0);
    step(&igd, 20000);
    g_assert_cmphex(rd(&igd, PP_STATUS) & PP_IS_ON, ==, PP_IS_ON);
    wr(&igd, PP_CONTROL, cycle);
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, PP_STATUS) & PP_CYCLE, ==, PP_CYCLE);
    step(&igd, 298 * MS);
    g_assert_cmphex(rd(&igd, PP_STATUS) & PP_CYCLE, ==, PP_CYCLE);
    step(&igd, 2 * MS);
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, 0);
    /* no delay ends one that runs */
    wr(&igd, PP_CONTROL, cycle | 1);
    step(&igd, 3 * MS);
    wr(&igd, PP_CONTROL, cycle);
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, PP_STATUS) & PP_CYCLE, ==, PP_CYCLE);
    wr(&igd, PP_CONTROL, 0);
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, 0);
    igd_stop(&igd);
}

static void backlight_is(Igd *igd, int want)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-get', 'arguments': {"
                             "'path': '/machine/peripheral/m',"
                             "'property': 'backlight' } }");

    g_assert_cmpint(qdict_get_int(reply, "return"), ==, want);
    qobject_unref(reply);
}

/* Period and duty cycle have a register each, of 32 bits. */
static void test_cnp_backlight(void)
{
    Igd igd;

    igd_start(&igd, "cml", "a", "edp");
    wr(&igd, PP_CONTROL, 5);
    step(&igd, 1 * MS);
    wr(&igd, 0xc8254, 120000);
    wr(&igd, 0xc8258, 30000);
    backlight_is(&igd, 0);
    wr(&igd, 0xc8250, ENABLE);
    backlight_is(&igd, 25);
    wr(&igd, 0xc8258, 0xffffffff);
    backlight_is(&igd, 100);
    wr(&igd, 0xc8254, 0);
    backlight_is(&igd, 0);
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/platform/ids", test_ids);
    qtest_add_func("/intel-igd/platform/ddc", test_ddc);
    qtest_add_func("/intel-igd/platform/cnp-pps", test_cnp_pps);
    qtest_add_func("/intel-igd/platform/cnp-backlight", test_cnp_backlight);
    return g_test_run();
}
