/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ports of the emulated iGPU, without a driver: DDC over GMBUS and over bare
 * wires, AUX, link training, hot plug pulses, infoframes, and the panel on
 * port A with its power and its transcoder.
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "hw/display/igd/test/device.h"

#define ENABLE          (1u << 31)
#define STATE           (1u << 30)

#define SDEISR          0xc4000
#define SDEIMR          0xc4004
#define SDEIIR          0xc4008
#define HOTPLUG         0xc4030
#define HOTPLUG2        0xc403c
#define SDE_A           (1u << 24)
#define SDE_B           (1u << 21)
#define SDE_C           (1u << 22)
#define SDE_E           (1u << 25)
#define SDE_GMBUS       (1u << 17)

#define GPIO_4          0xc5020         /* the wires of port B */
#define GMBUS0          0xc5100
#define GMBUS1          0xc5104
#define GMBUS2          0xc5108
#define GMBUS3          0xc510c
#define GMBUS4          0xc5110
#define GMBUS5          0xc5120
#define PIN_C           4
#define PIN_B           5
#define SW_RDY          (1u << 30)
#define CYCLE_STOP      (1u << 27)
#define CYCLE_INDEX     (1u << 26)
#define CYCLE_WAIT      (1u << 25)
#define READ_EDID       (CYCLE_WAIT | 0x50 << 1 | 1)

#define PP_STATUS       0xc7200
#define PP_CONTROL      0xc7204
#define PP_ON           0xc7208
#define PP_OFF          0xc720c
#define PP_DIVISOR      0xc7210

#define PWR_WELL_CTL2   0x45404
/* PG1, PG2, MISC_IO and the wells of all DDIs */
#define WELLS_ON        (1u << 31 | 1u << 29 | 0x2aa)

#define US              1000ull
#define MS              1000000ull

static void step(Igd *igd, uint64_t ns)
{
    qtest_clock_step(igd->qts, ns);
}

#define MONITOR(port, type)                                             \
    "-device igd-monitor,id=m,bus=igd.0,port=" port ",connector=" type

static void igd_start(Igd *igd, const char *monitors)
{
    igd->qts = qtest_initf("-M q35 -m 64M -nodefaults -display none "
                           "-device intel-igd,id=igd,addr=2.0,aperture=128M "
                           "%s", monitors);
    igd_attach(igd);
    wr(igd, PWR_WELL_CTL2, WELLS_ON);
    /* DPLL0, CDCLK of 450 MHz, the display buffer */
    wr(igd, 0x6c058, 1u << 1 | 1u);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x46000, 0);
    wr(igd, 0x45008, ENABLE);
}

static void is_int(Igd *igd, const char *property, uint64_t want)
{
    QDict *reply = get(igd, "m", property);

    g_assert_cmpuint(qdict_get_int(reply, "return"), ==, want);
    qobject_unref(reply);
}

/* Whether QEMU takes @value for @property. */
static bool set_str(Igd *igd, const char *property, const char *value)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-set', 'arguments': {"
                             "'path': '/machine/peripheral/m',"
                             "'property': %s, 'value': %s } }",
                             property, value);
    bool taken = qdict_haskey(reply, "return");

    qobject_unref(reply);
    return taken;
}

static void set_plugged(Igd *igd, bool plugged)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'qom-set', 'arguments': {"
                             "'path': '/machine/peripheral/m',"
                             "'property': 'plugged', 'value': %i } }", plugged);

    qobject_unref(reply);
}

/* Whether a monitor can be added. */
static bool add(Igd *igd, const char *port, const char *type)
{
    QDict *reply = qtest_qmp(igd->qts, "{ 'execute': 'device_add',"
                             "'arguments': { 'driver': 'igd-monitor',"
                             "'bus': 'igd.0', 'port': %s, 'connector': %s } }",
                             port, type);
    bool added = qdict_haskey(reply, "return");

    qobject_unref(reply);
    return added;
}

static void edid_good(const uint8_t *edid)
{
    uint8_t sum = 0;

    g_assert_cmphex(ldq_be_p(edid), ==, 0x00ffffffffffff00);
    for (unsigned i = 0; i < 128; i++) {
        sum += edid[i];
    }
    g_assert_cmphex(sum, ==, 0);
}

#define THIRTEEN_MODES ",modes=1920x1080@60:1280x720@60:1024x768@60:" \
    "800x600@60:640x480@60:720x480@60:1680x1050@60:1440x900@60:"      \
    "1280x1024@60:1600x1200@60:1280x800@60:720x576@50:1920x1080@24"

static void gmbus_clear(Igd *igd, uint8_t pin)
{
    wr(igd, GMBUS1, 1u << 31);
    wr(igd, GMBUS1, 0);
    wr(igd, GMBUS0, pin);
}

static void gmbus_cycle(Igd *igd, uint8_t pin, uint32_t cycle)
{
    gmbus_clear(igd, pin);
    wr(igd, GMBUS1, SW_RDY | cycle);
}

static void gmbus_read(Igd *igd, uint32_t cycle, uint8_t *buf)
{
    wr(igd, GMBUS1, SW_RDY | cycle | 128u << 16);
    for (unsigned i = 0; i < 128; i += 4) {
        g_assert_cmphex(rd(igd, GMBUS2) & 0xc00, ==, 0x800);
        stl_le_p(buf + i, rd(igd, GMBUS3));
    }
}

static void test_gmbus(void)
{
    uint8_t edid[128];
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi") THIRTEEN_MODES);
    gmbus_clear(&igd, PIN_B);
    gmbus_read(&igd, READ_EDID | CYCLE_INDEX, edid);
    edid_good(edid);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x4a00);
    wr(&igd, GMBUS1, SW_RDY | CYCLE_STOP);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x800);

    /* the segment pointer, then the upper half of that segment */
    wr(&igd, GMBUS3, 1);
    wr(&igd, GMBUS1, SW_RDY | CYCLE_WAIT | 1u << 16 | 0x30 << 1);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x4a00);
    gmbus_read(&igd, READ_EDID | CYCLE_INDEX | 128u << 8, edid);
    g_assert_cmphex(edid[0], ==, 2);
    g_assert_cmphex(edid[1], ==, 3);
    wr(&igd, GMBUS1, SW_RDY | CYCLE_STOP);

    /* nobody there: no acknowledge, and the bus is free */
    gmbus_cycle(&igd, PIN_C, READ_EDID | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x400);
    gmbus_cycle(&igd, PIN_B, CYCLE_WAIT | 1u << 16 | 0x37 << 1 | 1);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x400);

    /* an EDID has no index of two bytes */
    gmbus_clear(&igd, PIN_B);
    wr(&igd, GMBUS5, ENABLE | 0x0010);
    wr(&igd, GMBUS1, SW_RDY | READ_EDID | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x400);
    wr(&igd, GMBUS5, 0);
    gmbus_cycle(&igd, PIN_B, READ_EDID | CYCLE_INDEX | 16u << 8 | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2) & 0x400, ==, 0);
    igd_stop(&igd);
}

static void test_gmbus_stuck(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    g_assert_true(set_str(&igd, "ddc", "stuck"));
    gmbus_cycle(&igd, PIN_B, READ_EDID | CYCLE_INDEX | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x200);
    wr(&igd, GMBUS1, SW_RDY | CYCLE_STOP);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x200);
    /* GMBUS_ENT: it watches for that */
    gmbus_cycle(&igd, PIN_B, 1u << 29 | READ_EDID | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x2200);
    g_assert_cmphex(rd(&igd, GPIO_4) & 0x1010, ==, 0x1000);

    g_assert_true(set_str(&igd, "ddc", "dead"));
    gmbus_cycle(&igd, PIN_B, READ_EDID | CYCLE_INDEX | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2), ==, 0x400);
    g_assert_true(set_str(&igd, "ddc", "works"));
    gmbus_cycle(&igd, PIN_B, READ_EDID | CYCLE_INDEX | 1u << 16);
    g_assert_cmphex(rd(&igd, GMBUS2) & 0xc00, ==, 0x800);
    g_assert_false(set_str(&igd, "ddc", "slow"));
    igd_stop(&igd);
}

static void test_gmbus_irq(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    wr(&igd, SDEIMR, ~SDE_GMBUS);
    gmbus_cycle(&igd, PIN_B, READ_EDID | 4u << 16);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, 0);
    /* there is data, so it comes at once, and only once */
    wr(&igd, GMBUS4, 1);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_GMBUS);
    wr(&igd, SDEIIR, SDE_GMBUS);
    wr(&igd, GMBUS4, 1);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, 0);
    wr(&igd, GMBUS4, 2);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, 0);
    rd(&igd, GMBUS3);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_GMBUS);
    wr(&igd, SDEIIR, SDE_GMBUS);
    wr(&igd, GMBUS4, 4);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, 0);
    wr(&igd, GMBUS1, SW_RDY | CYCLE_STOP);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_GMBUS);
    wr(&igd, SDEIIR, SDE_GMBUS);
    wr(&igd, GMBUS4, 8);
    gmbus_cycle(&igd, PIN_C, READ_EDID | 1u << 16);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_GMBUS);
    igd_stop(&igd);
}

/* The wires as i915's set_clock() and set_data() move them. */
static void wires(Igd *igd, int scl, int sda)
{
    if (sda >= 0) {
        wr(igd, GPIO_4, sda ? 0x100 : 0x700);
    }
    if (scl >= 0) {
        wr(igd, GPIO_4, scl ? 0x1 : 0x7);
    }
}

static bool data_in(Igd *igd)
{
    wr(igd, GPIO_4, 0x100);
    wr(igd, GPIO_4, 0);
    return rd(igd, GPIO_4) & 0x1000;
}

static bool bit(Igd *igd, bool out)
{
    bool in;

    wires(igd, -1, out);
    wires(igd, 1, -1);
    g_assert_cmphex(rd(igd, GPIO_4) & 0x10, ==, 0x10);
    in = out && data_in(igd);
    wires(igd, 0, -1);
    return in;
}

static void start(Igd *igd)
{
    wires(igd, -1, 1);
    wires(igd, 1, -1);
    wires(igd, -1, 0);
    wires(igd, 0, -1);
}

static void stop(Igd *igd)
{
    wires(igd, -1, 0);
    wires(igd, 1, -1);
    wires(igd, -1, 1);
}

static bool put(Igd *igd, uint8_t byte)
{
    for (int i = 7; i >= 0; i--) {
        bit(igd, byte >> i & 1);
    }
    return !bit(igd, true);
}

static void test_bit_bang(void)
{
    uint8_t edid[128], banged[128] = { };
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    gmbus_clear(&igd, PIN_B);
    gmbus_read(&igd, READ_EDID | CYCLE_INDEX, edid);
    wr(&igd, GMBUS1, SW_RDY | CYCLE_STOP);
    wr(&igd, GMBUS0, 0);

    start(&igd);
    g_assert_false(put(&igd, 0x37 << 1));
    stop(&igd);
    start(&igd);
    g_assert_true(put(&igd, 0xa0));
    g_assert_true(put(&igd, 0));
    start(&igd);
    g_assert_true(put(&igd, 0xa1));
    for (unsigned i = 0; i < 128; i++) {
        for (unsigned n = 0; n < 8; n++) {
            banged[i] = banged[i] << 1 | bit(&igd, true);
        }
        bit(&igd, i == 127);
    }
    stop(&igd);
    edid_good(banged);
    g_assert_cmpmem(banged, 128, edid, 128);
    igd_stop(&igd);
}

#define AUX(ch)     (0x64010 + (ch) * 0x100)
#define DONE(len)   (1u << 30 | (len) << 20)
#define TIMED_OUT   (1u << 30 | 1u << 28)

static uint32_t aux(Igd *igd, unsigned ch, const uint8_t *req, unsigned len,
                    uint8_t *reply)
{
    uint8_t buf[20] = { };
    uint32_t ctl;

    memcpy(buf, req, len);
    for (unsigned i = 0; i < 5; i++) {
        wr(igd, AUX(ch) + 4 + i * 4, ldl_be_p(buf + i * 4));
    }
    /* the status bits of the last one are cleared on the way */
    wr(igd, AUX(ch), ENABLE | 1u << 30 | 1u << 28 | 1u << 25 | len << 20);
    ctl = rd(igd, AUX(ch));
    for (unsigned i = 0; i < 5; i++) {
        stl_be_p(buf + i * 4, rd(igd, AUX(ch) + 4 + i * 4));
    }
    memcpy(reply, buf, sizeof(buf));
    return ctl & ~ENABLE & 0xd3f00000;
}

#define BYTES(...)  (const uint8_t []) { __VA_ARGS__ }, \
                    sizeof((const uint8_t []) { __VA_ARGS__ })

static uint8_t dpcd(Igd *igd, unsigned ch, uint16_t addr)
{
    uint8_t reply[20];

    g_assert_cmphex(aux(igd, ch, BYTES(0x90, addr >> 8, addr, 0), reply), ==,
                    DONE(2));
    return reply[1];
}

static void dpcd_set(Igd *igd, unsigned ch, uint16_t addr, uint8_t val)
{
    uint8_t reply[20];

    g_assert_cmphex(aux(igd, ch, BYTES(0x80, addr >> 8, addr, 0, val), reply),
                    ==, DONE(1));
}

static void aux_edid(Igd *igd, unsigned ch, uint8_t segment, uint8_t offset,
                     uint8_t *edid)
{
    uint8_t reply[20];

    g_assert_cmphex(aux(igd, ch, BYTES(0x40, 0, 0x30, 0, segment), reply), ==,
                    DONE(1));
    g_assert_cmphex(aux(igd, ch, BYTES(0x40, 0, 0x50, 0, offset), reply), ==,
                    DONE(1));
    aux(igd, ch, BYTES(0x50, 0, 0x50), reply);
    for (unsigned i = 0; i < 128; i += 16) {
        g_assert_cmphex(aux(igd, ch, BYTES(0x50, 0, 0x50, 15), reply), ==,
                        DONE(17));
        g_assert_cmphex(reply[0], ==, 0);
        memcpy(edid + i, reply + 1, 16);
    }
    aux(igd, ch, BYTES(0x10, 0, 0x50), reply);
}

static void test_aux(void)
{
    uint8_t reply[20], edid[128];
    Igd igd;

    igd_start(&igd, MONITOR("c", "dp") THIRTEEN_MODES);
    g_assert_cmphex(aux(&igd, 2, BYTES(0x90, 0, 0, 2), reply), ==, DONE(4));
    g_assert_cmphex(ldl_be_p(reply), ==, 0x001214c4);
    aux_edid(&igd, 2, 0, 0, edid);
    edid_good(edid);
    aux_edid(&igd, 2, 1, 128, edid);
    g_assert_cmphex(lduw_be_p(edid), ==, 0x0203);
    g_assert_cmphex(aux(&igd, 2, BYTES(0x40, 0, 0x37), reply), ==, DONE(1));
    g_assert_cmphex(reply[0], ==, 0x40);
    /* longer than a message can be */
    g_assert_cmphex(aux(&igd, 2, BYTES(0x90, 0, 0, 255), reply), ==, DONE(1));
    /* other channels have nobody */
    g_assert_cmphex(aux(&igd, 1, BYTES(0x90, 0, 0, 2), reply), ==, TIMED_OUT);
    set_plugged(&igd, false);
    g_assert_cmphex(aux(&igd, 2, BYTES(0x90, 0, 0, 2), reply), ==, TIMED_OUT);
    igd_stop(&igd);

    igd_start(&igd, MONITOR("c", "hdmi"));
    g_assert_cmphex(aux(&igd, 2, BYTES(0x90, 0, 0, 2), reply), ==, TIMED_OUT);
    igd_stop(&igd);

    /* port E has the channel of port A, and half its lanes */
    igd_start(&igd, MONITOR("e", "dp"));
    g_assert_cmphex(dpcd(&igd, 0, 1), ==, 0x14);
    g_assert_cmphex(rd(&igd, 0x64000), ==, 1u << 7);
    igd_stop(&igd);
}

static void test_refused(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    g_assert_cmphex(rd(&igd, 0x64000), ==, 1u << 7 | 1u << 4 | 1);
    g_assert_false(add(&igd, "a", "edp"));
    g_assert_false(add(&igd, "b", "edp"));
    g_assert_false(add(&igd, "b", "vga"));
    g_assert_false(add(&igd, "c", "hdmi,max-rate=5.4"));
    g_assert_false(add(&igd, "e", "dp"));
    g_assert_false(add(&igd, "e", "hdmi"));
    g_assert_false(add(&igd, "f", "dp"));
    g_assert_true(add(&igd, "b", "dp"));
    g_assert_true(add(&igd, "c", "dp"));
    g_assert_true(add(&igd, "d", "hdmi"));
    igd_stop(&igd);
}

/* DDI @port from DPLL0 at 1.62 Gbit/s, which the sink is told of. */
static void link_on(Igd *igd, unsigned port, unsigned ch, unsigned lanes)
{
    wr(igd, 0x6c058, 2u << 1);
    wr(igd, 0x46010, ENABLE);
    wr(igd, 0x64000 + port * 0x100, ENABLE | (lanes - 1) << 1 |
                                    (port ? 0 : 1u << 4));
    dpcd_set(igd, ch, 0x100, 0x06);
    dpcd_set(igd, ch, 0x101, lanes);
}

/* DP_TP_CTL and what the sink is told of it: pattern 1 to 3, 0 = video */
static void pattern(Igd *igd, unsigned port, unsigned ch, unsigned n)
{
    static const uint32_t tp[] = { 3, 0, 1, 4 };

    wr(igd, 0x64040 + port * 0x100, ENABLE | tp[n] << 8);
    dpcd_set(igd, ch, 0x102, n);
}

static void train(Igd *igd, unsigned port, unsigned ch, unsigned lanes)
{
    link_on(igd, port, ch, lanes);
    pattern(igd, port, ch, 1);
    g_assert_cmphex(dpcd(igd, ch, 0x202), ==, 0x11);
    pattern(igd, port, ch, 3);
    g_assert_cmphex(dpcd(igd, ch, 0x202), ==, 0x77);
    pattern(igd, port, ch, 0);
}

static void test_training(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("c", "dp") ",levels=1/2");
    is_text(&igd, "m", "link", "none");
    link_on(&igd, 2, 2, 2);
    pattern(&igd, 2, 2, 1);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0);
    g_assert_cmphex(dpcd(&igd, 2, 0x206), ==, 0x11);
    /* entry 4: swing 1 */
    wr(&igd, 0x64200, ENABLE | 4u << 24 | 1u << 1);
    dpcd_set(&igd, 2, 0x103, 1);
    dpcd_set(&igd, 2, 0x104, 1);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0x11);
    g_assert_cmphex(dpcd(&igd, 2, 0x206), ==, 0x99);
    pattern(&igd, 2, 2, 3);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0x11);
    /* entry 6: and pre-emphasis 2 */
    wr(&igd, 0x64200, ENABLE | 6u << 24 | 1u << 1);
    dpcd_set(&igd, 2, 0x103, 0x11);
    dpcd_set(&igd, 2, 0x104, 0x11);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0x77);
    is_text(&igd, "m", "link", "2x162000");
    igd_stop(&igd);

    igd_start(&igd, MONITOR("c", "dp"));
    g_assert_true(set_str(&igd, "fail-training", "eq"));
    link_on(&igd, 2, 2, 4);
    pattern(&igd, 2, 2, 1);
    pattern(&igd, 2, 2, 3);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0x11);
    g_assert_true(set_str(&igd, "fail-above", "2.7"));
    train(&igd, 2, 2, 4);
    g_assert_false(set_str(&igd, "fail-training", "always"));
    g_assert_false(set_str(&igd, "fail-above", "2.8"));
    igd_stop(&igd);

    /* DDI E has two lanes, and DDI A no more when E is used */
    igd_start(&igd, MONITOR("e", "dp"));
    train(&igd, 4, 0, 2);
    link_on(&igd, 4, 0, 4);
    pattern(&igd, 4, 0, 1);
    g_assert_cmphex(dpcd(&igd, 0, 0x202), ==, 0);
    igd_stop(&igd);
}

/* Status of port C, then cleared */
static uint32_t pulse_c(Igd *igd)
{
    uint32_t val = rd(igd, HOTPLUG);

    g_assert_cmphex(rd(igd, SDEIIR), ==, val & 0x300 ? SDE_C : 0);
    wr(igd, HOTPLUG, val);
    wr(igd, SDEIIR, SDE_C);
    g_assert_cmphex(rd(igd, HOTPLUG), ==, 0x10101010);
    return val >> 8 & 3;
}

static void test_hotplug(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("c", "dp"));
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_C);
    wr(&igd, HOTPLUG, 0x10101010);
    wr(&igd, SDEIMR, 0);
    g_assert_cmpuint(pulse_c(&igd), ==, 0);

    /* out: seen after the filter of 500 us, a long pulse after 2 ms */
    set_plugged(&igd, false);
    step(&igd, 499 * US);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_C);
    step(&igd, 2 * US);
    g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
    step(&igd, 1498 * US);
    g_assert_cmpuint(pulse_c(&igd), ==, 0);
    step(&igd, 2 * US);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);
    /* in: another one */
    set_plugged(&igd, true);
    step(&igd, 499 * US);
    g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
    step(&igd, 2 * US);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_C);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);

    /* in and out faster than the filter is nothing */
    set_plugged(&igd, false);
    step(&igd, 400 * US);
    set_plugged(&igd, true);
    step(&igd, 10 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 0);

    /* nor does it end a pulse */
    set_plugged(&igd, false);
    step(&igd, 1000 * US);
    set_plugged(&igd, true);
    step(&igd, 200 * US);
    set_plugged(&igd, false);
    step(&igd, 790 * US);
    g_assert_cmpuint(pulse_c(&igd), ==, 0);
    step(&igd, 20 * US);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);
    set_plugged(&igd, true);
    step(&igd, 1 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);

    /* a counter says what is long */
    wr(&igd, 0xc4044, 10000 - 2);
    set_plugged(&igd, false);
    step(&igd, 9 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 0);
    set_plugged(&igd, true);
    step(&igd, 1 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 1);
    igd_stop(&igd);
}

static void test_device_add(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_B);
    wr(&igd, HOTPLUG, 0x10101010);
    wr(&igd, SDEIMR, 0);
    qtest_qmp_device_add(igd.qts, "igd-monitor", "c", "{'port': 'c'}");
    step(&igd, 1 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_B | SDE_C);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);
    qtest_qmp_device_del(igd.qts, "c");
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_B);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);

    /* port E has a register of its own */
    wr(&igd, HOTPLUG2, 0x10);
    qtest_qmp_device_add(igd.qts, "igd-monitor", "e", "{'port': 'e'}");
    step(&igd, 1 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_B | SDE_E);
    g_assert_cmphex(rd(&igd, HOTPLUG2), ==, 0x12);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_E);
    /* detection that is off only shows the level */
    wr(&igd, HOTPLUG2, 0x2);
    wr(&igd, SDEIIR, SDE_E);
    qtest_qmp_device_del(igd.qts, "e");
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_B);
    g_assert_cmphex(rd(&igd, HOTPLUG2), ==, 0);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, 0);
    igd_stop(&igd);
}

static void test_pulses(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("c", "dp"));
    wr(&igd, HOTPLUG, 0x10101010);
    wr(&igd, SDEIMR, 0);
    train(&igd, 2, 2, 4);
    dpcd(&igd, 2, 0x204);
    g_assert_true(set_str(&igd, "hpd-pulse", "short"));
    step(&igd, 2 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 1);
    g_assert_cmphex(dpcd(&igd, 2, 0x204), ==, 1);

    g_assert_true(set_str(&igd, "hpd-pulse", "irq"));
    step(&igd, 2 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 1);
    g_assert_cmphex(dpcd(&igd, 2, 0x201), ==, 0x40);
    dpcd_set(&igd, 2, 0x201, 0x40);
    g_assert_cmphex(dpcd(&igd, 2, 0x201), ==, 0);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0x77);

    g_assert_true(set_str(&igd, "hpd-pulse", "link-loss"));
    step(&igd, 2 * MS);
    g_assert_cmpuint(pulse_c(&igd), ==, 1);
    g_assert_cmphex(dpcd(&igd, 2, 0x202), ==, 0);
    g_assert_cmphex(dpcd(&igd, 2, 0x204), ==, 0x80);
    is_text(&igd, "m", "link", "none");

    g_assert_true(set_str(&igd, "hpd-pulse", "long"));
    step(&igd, 50 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);
    step(&igd, 51 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_C);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);
    g_assert_false(set_str(&igd, "hpd-pulse", "huge"));
    set_plugged(&igd, false);
    g_assert_false(set_str(&igd, "hpd-pulse", "short"));
    igd_stop(&igd);

    igd_start(&igd, MONITOR("c", "hdmi"));
    g_assert_false(set_str(&igd, "hpd-pulse", "short"));
    igd_stop(&igd);
}

/* A monitor is swapped for one with another EDID, and back. */
static void test_swap(void)
{
    uint8_t own[128], edid[256] = { }, got[128];
    g_autofree char *file = NULL;
    uint8_t sum;
    Igd igd;
    int fd;

    igd_start(&igd, MONITOR("c", "dp"));
    aux_edid(&igd, 2, 0, 0, own);
    memcpy(edid, own, 128);
    edid[12] ^= 0xff;
    edid[126] = 1;
    edid[128] = 2;
    for (unsigned block = 0; block < 256; block += 128) {
        sum = 0;
        for (unsigned i = 0; i < 127; i++) {
            sum += edid[block + i];
        }
        edid[block + 127] = -sum;
    }
    fd = g_file_open_tmp("edid-XXXXXX", &file, NULL);
    g_assert_cmpint(write(fd, edid, 256), ==, 256);

    wr(&igd, HOTPLUG, 0x10101010);
    wr(&igd, SDEIMR, 0);
    g_assert_true(set_str(&igd, "edid", file));
    step(&igd, 50 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
    step(&igd, 51 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_C);
    g_assert_cmpuint(pulse_c(&igd), ==, 2);
    aux_edid(&igd, 2, 0, 0, got);
    g_assert_cmpmem(got, 128, edid, 128);
    aux_edid(&igd, 2, 0, 128, got);
    g_assert_cmpmem(got, 128, edid + 128, 128);
    /* half of it is none, and the monitor stays */
    g_assert_cmpint(ftruncate(fd, 128), ==, 0);
    g_assert_false(set_str(&igd, "edid", file));
    is_text(&igd, "m", "edid", file);
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_C);
    g_assert_true(set_str(&igd, "edid", ""));
    step(&igd, 101 * MS);
    aux_edid(&igd, 2, 0, 0, got);
    g_assert_cmpmem(got, 128, own, 128);
    close(fd);
    unlink(file);
    igd_stop(&igd);
}

static void timings(Igd *igd, uint32_t trans)
{
    /* 1920x1080@60 of CEA-861 */
    static const uint32_t val[] = {
        2199u << 16 | 1919, 2199u << 16 | 1919, 2051u << 16 | 2007,
        1124u << 16 | 1079, 1124u << 16 | 1079, 1088u << 16 | 1083,
    };

    for (unsigned i = 0; i < ARRAY_SIZE(val); i++) {
        wr(igd, trans + i * 4, val[i]);
    }
}

static void light_hdmi(Igd *igd)
{
    wr(igd, 0x6c058, 1u << 11 | 1u << 6 | 1u << 1 | 1u);
    wr(igd, 0x6c040, ENABLE | 8192u << 9 | 371);
    wr(igd, 0x6c044, 2u << 8 | 1u << 7 | 1u << 5 | 2u << 2 | 1);
    wr(igd, 0x46014, ENABLE);
    wr(igd, 0x6c05c, 1u << 4 | 1u << 3);
    wr(igd, 0x46140, 2u << 29);
    timings(igd, 0x60000);
    wr(igd, 0x6001c, 1919u << 16 | 1079);
    wr(igd, 0x60400, ENABLE | 1u << 28);
    wr(igd, 0x64100, ENABLE);
    is_text(igd, "m", "signal", "none");
    wr(igd, 0x70008, ENABLE);
    is_text(igd, "m", "signal", "hdmi");
}

static void test_infoframes(void)
{
    /* AVI, 13 bytes, of VIC 16, with a sum of 0; the ECC byte between */
    const uint32_t avi[] = { 0x000d0282, 0x00281027, 0x00000010 };
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    light_hdmi(&igd);
    is_text(&igd, "m", "infoframes", "avi=none spd=none vendor=none");
    for (unsigned i = 0; i < 8; i++) {
        wr(&igd, 0x60220 + i * 4, i < ARRAY_SIZE(avi) ? avi[i] : 0);
    }
    is_text(&igd, "m", "infoframes", "avi=none spd=none vendor=none");
    wr(&igd, 0x60200, 1u << 12);
    is_text(&igd, "m", "infoframes",
           "avi=82020d2710280010000000000000000000 spd=none vendor=none");
    wr(&igd, 0x60228, 0x11);
    is_text(&igd, "m", "infoframes",
           "avi=invalid:82020d2710280011000000000000000000000000"
           "0000000000000000000000 spd=none vendor=none");
    /* a sum of 0 with another type */
    wr(&igd, 0x602a0, 0x00000083);
    wr(&igd, 0x602a4, 0x0000007d);
    wr(&igd, 0x60260, 0x00000083);
    wr(&igd, 0x60264, 0x0000007d);
    wr(&igd, 0x60200, 1u << 8 | 1);
    is_text(&igd, "m", "infoframes",
           "avi=none spd=8300007d vendor=invalid:8300007d0000000000000000000000"
           "00000000000000000000000000000000");
    /* DVI has none */
    wr(&igd, 0x60400, ENABLE | 1u << 28 | 1u << 24);
    is_text(&igd, "m", "signal", "dvi");
    is_text(&igd, "m", "infoframes", "avi=none spd=none vendor=none");
    igd_stop(&igd);
}

/* The monitor's CRC with this grey everywhere, while the pipe is lit. */
static uint64_t grey_crc(Igd *igd, uint8_t grey)
{
    uint32_t ten = grey << 2 | grey >> 6;
    QDict *reply;
    uint64_t crc;

    wr(igd, 0x70034, ten << 20 | ten << 10 | ten);
    step(igd, 17 * MS);
    reply = get(igd, "m", "crc");
    crc = qdict_get_int(reply, "return");
    qobject_unref(reply);
    return crc;
}

/* What the link says of the range, the monitor widens: 64 is shown as 56. */
static void range_is(Igd *igd, bool limited, uint64_t at64, uint64_t at56)
{
    g_assert_cmphex(grey_crc(igd, 64), ==, limited ? at56 : at64);
}

static void test_range(void)
{
    /* an AVI infoframe of VIC 16, its Q: default, limited, full; of VIC 1 */
    static const struct {
        uint32_t dw[3];
        bool limited;
    } avi[] = {
        { { 0x000d0282, 0x0000005f, 0x10 }, true },
        { { 0x000d0282, 0x0400005b, 0x10 }, true },
        { { 0x000d0282, 0x08000057, 0x10 }, false },
        { { 0x000d0282, 0x0000006e, 0x01 }, false },
        { { 0x000d0282, 0x0400006a, 0x01 }, true },
        /* a wrong sum: as if none had come */
        { { 0x000d0282, 0x04000000, 0x10 }, false },
    };
    uint64_t at64, at56;
    Igd igd;

    igd_start(&igd, MONITOR("b", "hdmi"));
    light_hdmi(&igd);
    at64 = grey_crc(&igd, 64);
    at56 = grey_crc(&igd, 56);
    g_assert_cmphex(at64, !=, at56);
    wr(&igd, 0x60050, ENABLE | 4u << 28);
    wr(&igd, 0x60200, 1u << 12);
    for (unsigned i = 0; i < ARRAY_SIZE(avi); i++) {
        for (unsigned dw = 0; dw < 8; dw++) {
            wr(&igd, 0x60220 + dw * 4, dw < 3 ? avi[i].dw[dw] : 0);
        }
        range_is(&igd, avi[i].limited, at64, at56);
        /* the pipe's CRC is that of what is sent */
        step(&igd, 17 * MS);
        g_assert_cmphex(rd(&igd, 0x60064), ==, at64);
    }
    /* DVI has no infoframes */
    wr(&igd, 0x60224, 0x0400005b);
    range_is(&igd, true, at64, at56);
    wr(&igd, 0x60400, ENABLE | 1u << 28 | 1u << 24);
    range_is(&igd, false, at64, at56);
    igd_stop(&igd);

    igd_start(&igd, MONITOR("c", "dp"));
    train(&igd, 2, 2, 4);
    wr(&igd, 0x46140, 3u << 29);
    timings(&igd, 0x60000);
    wr(&igd, 0x6001c, 1919u << 16 | 1079);
    wr(&igd, 0x60040, 1485);
    wr(&igd, 0x60044, 1620);
    wr(&igd, 0x60400, ENABLE | 2u << 28 | 2u << 24);
    wr(&igd, 0x70008, ENABLE);
    is_text(&igd, "m", "signal", "dp");
    g_assert_cmphex(grey_crc(&igd, 56), ==, at56);
    wr(&igd, 0x60410, 0x21);
    range_is(&igd, false, at64, at56);
    wr(&igd, 0x60410, 0x29);
    range_is(&igd, true, at64, at56);
    igd_stop(&igd);
}

/* Delays of 3 ms, 1 ms; 2 ms, 4 ms; and 300 ms, on a clock of 10 kHz */
static void pps_delays(Igd *igd)
{
    wr(igd, PP_ON, 30u << 16 | 10);
    wr(igd, PP_OFF, 40u << 16 | 20);
    wr(igd, PP_DIVISOR, 1199u << 8 | 4);
}

#define PP_IS_ON        (1u << 31)
#define PP_UP           (1u << 28)
#define PP_DOWN         (2u << 28)
#define PP_CYCLE        (1u << 27)
#define PP_MASK         0xf8000000u

static void pp_is(Igd *igd, uint32_t want)
{
    g_assert_cmphex(rd(igd, PP_STATUS) & PP_MASK, ==, want);
}

static void test_pps(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, 0);
    pps_delays(&igd);
    wr(&igd, PP_CONTROL, 1);
    pp_is(&igd, PP_UP);
    step(&igd, 2000 * US);
    /* said again, it does not start again */
    wr(&igd, PP_CONTROL, 1);
    step(&igd, 1990 * US);
    pp_is(&igd, PP_UP);
    step(&igd, 20 * US);
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, PP_IS_ON | 8);
    wr(&igd, PP_CONTROL, 0);
    pp_is(&igd, PP_IS_ON | PP_DOWN);
    step(&igd, 5990 * US);
    pp_is(&igd, PP_IS_ON | PP_DOWN);
    step(&igd, 20 * US);
    pp_is(&igd, PP_CYCLE);
    /* on again waits for the end of the cycle */
    wr(&igd, PP_CONTROL, 1);
    pp_is(&igd, PP_UP | PP_CYCLE);
    step(&igd, 299 * MS);
    pp_is(&igd, PP_UP | PP_CYCLE);
    step(&igd, 2 * MS);
    pp_is(&igd, PP_UP);
    /* off again waits for the end of power-up */
    wr(&igd, PP_CONTROL, 0);
    pp_is(&igd, PP_UP);
    step(&igd, 4 * MS);
    pp_is(&igd, PP_IS_ON | PP_DOWN);
    step(&igd, 6 * MS);
    pp_is(&igd, PP_CYCLE);
    /* no delay ends one that runs */
    wr(&igd, PP_DIVISOR, 1199u << 8);
    g_assert_cmphex(rd(&igd, PP_STATUS), ==, 0);
    /* half as fast a clock */
    wr(&igd, PP_DIVISOR, 2399u << 8);
    wr(&igd, PP_CONTROL, 1);
    step(&igd, 7990 * US);
    pp_is(&igd, PP_UP);
    step(&igd, 20 * US);
    pp_is(&igd, PP_IS_ON);
    igd_stop(&igd);
}

static bool panel_answers(Igd *igd)
{
    uint8_t reply[20];

    return aux(igd, 0, BYTES(0x90, 0, 0, 0), reply) != TIMED_OUT;
}

static void test_panel_power(void)
{
    uint8_t edid[128];
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    wr(&igd, HOTPLUG, 0x10101010);
    wr(&igd, SDEIMR, 0);
    pps_delays(&igd);
    g_assert_false(panel_answers(&igd));
    /* VDD force: the panel takes 200 ms, and then pulls its line up */
    wr(&igd, PP_CONTROL, 8);
    pp_is(&igd, 0);
    step(&igd, 199 * MS);
    g_assert_false(panel_answers(&igd));
    g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
    step(&igd, 2 * MS);
    g_assert_true(panel_answers(&igd));
    g_assert_cmphex(rd(&igd, SDEISR), ==, SDE_A);
    g_assert_cmphex(rd(&igd, HOTPLUG), ==, 0x12101010);
    g_assert_cmphex(rd(&igd, SDEIIR), ==, SDE_A);
    g_assert_cmphex(dpcd(&igd, 0, 0x700), ==, 3);
    aux_edid(&igd, 0, 0, 0, edid);
    edid_good(edid);
    /* it goes on while the sequencer takes over */
    dpcd_set(&igd, 0, 0x100, 6);
    wr(&igd, PP_CONTROL, 9);
    step(&igd, 5 * MS);
    wr(&igd, PP_CONTROL, 1);
    g_assert_cmphex(dpcd(&igd, 0, 0x100), ==, 6);
    /* until the end of power-down */
    wr(&igd, PP_CONTROL, 0);
    step(&igd, 5 * MS);
    g_assert_true(panel_answers(&igd));
    step(&igd, 2 * MS);
    g_assert_false(panel_answers(&igd));
    step(&igd, 3 * MS);
    g_assert_cmphex(rd(&igd, SDEISR), ==, 0);
    /* what it was told is gone then */
    wr(&igd, PP_CONTROL, 8);
    step(&igd, 201 * MS);
    g_assert_cmphex(dpcd(&igd, 0, 0x100), ==, 0);
    igd_stop(&igd);
}

static void test_backlight(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    pps_delays(&igd);
    wr(&igd, 0xc8254, 200u << 16 | 50);
    wr(&igd, 0xc8250, ENABLE);
    wr(&igd, PP_CONTROL, 5);
    is_int(&igd, "backlight", 0);
    step(&igd, 5 * MS);
    is_int(&igd, "backlight", 25);
    wr(&igd, 0xc8254, 200u << 16 | 200);
    is_int(&igd, "backlight", 100);
    wr(&igd, PP_CONTROL, 1);
    is_int(&igd, "backlight", 0);
    igd_stop(&igd);
}

/* Transcoder EDP shows pipe B on the panel. */
static void test_transcoder(void)
{
    Igd igd;

    igd_start(&igd, MONITOR("a", "edp"));
    wr(&igd, PP_CONTROL, 8);
    step(&igd, 201 * MS);
    train(&igd, 0, 0, 4);
    timings(&igd, 0x6f000);
    /* 148.5 MHz of 162 MHz */
    wr(&igd, 0x6f040, 11);
    wr(&igd, 0x6f044, 12);
    wr(&igd, 0x6101c, 1919u << 16 | 1079);
    /* DisplayPort; no input that exists */
    wr(&igd, 0x6f400, ENABLE | 2u << 24 | 7u << 12);
    wr(&igd, 0x7f008, ENABLE);
    g_assert_cmphex(rd(&igd, 0x7f008), ==, ENABLE);
    wr(&igd, 0x6f400, ENABLE | 2u << 24 | 5u << 12);
    g_assert_cmphex(rd(&igd, 0x7f008), ==, ENABLE | STATE);
    step(&igd, 1000 * MS);
    g_assert_cmpuint(rd(&igd, 0x71040), ==, 60);
    g_assert_cmpuint(rd(&igd, 0x70040), ==, 0);
    is_text(&igd, "m", "pipe", "B");
    is_text(&igd, "m", "transcoder", "EDP");
    is_text(&igd, "m", "link", "4x162000");
    is_text(&igd, "m", "timings", "148500 kHz h 1920 1920 2008 2052 2200 2200 "
           "v 1080 1080 1084 1089 1125 1125");
    /* no transcoder but EDP drives DDI A: that number means none */
    timings(&igd, 0x60000);
    wr(&igd, 0x60040, 11);
    wr(&igd, 0x60044, 12);
    wr(&igd, 0x60400, ENABLE | 2u << 24);
    wr(&igd, 0x70008, ENABLE);
    g_assert_cmphex(rd(&igd, 0x70008), ==, ENABLE);
    /* the picture goes with the power */
    wr(&igd, PP_CONTROL, 0);
    is_text(&igd, "m", "pipe", "none");
    igd_stop(&igd);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    qtest_add_func("/intel-igd/port/gmbus", test_gmbus);
    qtest_add_func("/intel-igd/port/gmbus-stuck", test_gmbus_stuck);
    qtest_add_func("/intel-igd/port/gmbus-irq", test_gmbus_irq);
    qtest_add_func("/intel-igd/port/bit-bang", test_bit_bang);
    qtest_add_func("/intel-igd/port/aux", test_aux);
    qtest_add_func("/intel-igd/port/refused", test_refused);
    qtest_add_func("/intel-igd/port/training", test_training);
    qtest_add_func("/intel-igd/port/hotplug", test_hotplug);
    qtest_add_func("/intel-igd/port/device-add", test_device_add);
    qtest_add_func("/intel-igd/port/pulses", test_pulses);
    qtest_add_func("/intel-igd/port/swap", test_swap);
    qtest_add_func("/intel-igd/port/infoframes", test_infoframes);
    qtest_add_func("/intel-igd/port/range", test_range);
    qtest_add_func("/intel-igd/port/pps", test_pps);
    qtest_add_func("/intel-igd/port/panel-power", test_panel_power);
    qtest_add_func("/intel-igd/port/backlight", test_backlight);
    qtest_add_func("/intel-igd/port/transcoder", test_transcoder);
    return g_test_run();
}
