/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * EDID, DDC, DisplayPort receiver and infoframes of a monitor. With a number
 * of modes as an argument and "hdmi" or "dp", print that EDID instead.
 */
#include <stdlib.h>
#include <string.h>
#include "../port/i2c_wire.h"
#include "../port/infoframe.h"
#include "../port/sink.h"
#include "tap.h"

#define HBR2_HZ     540000000ull
#define HBR_HZ      270000000ull

static bool is_mode(uint32_t w, uint32_t h, uint32_t hz, uint32_t clock,
                    uint32_t htotal, uint32_t vtotal)
{
    IgdMode m;

    return igd_mode_make(&m, w, h, hz) && m.clock == clock &&
           m.hdisplay + m.hfront + m.hsync + m.hback == htotal &&
           m.vdisplay + m.vfront + m.vsync + m.vback == vtotal;
}

/* Figures from CEA-861, DMT and the tables that VESA gives with CVT. */
static void test_modes(void)
{
    IgdMode m;

    ok(is_mode(1920, 1080, 60, 148500, 2200, 1125), "1920x1080@60 of CEA-861");
    ok(is_mode(1280, 720, 60, 74250, 1650, 750), "1280x720@60 of CEA-861");
    ok(is_mode(1024, 768, 60, 65000, 1344, 806), "1024x768@60 of DMT");
    ok(is_mode(1920, 1200, 60, 154000, 2080, 1235), "1920x1200@60 of CVT");
    ok(is_mode(1680, 1050, 60, 119000, 1840, 1080), "1680x1050@60 of CVT");
    ok(is_mode(2560, 1440, 60, 241500, 2720, 1481), "2560x1440@60 of CVT");
    ok(is_mode(2560, 1600, 60, 268500, 2720, 1646), "2560x1600@60 of CVT");
    ok(!igd_mode_make(&m, 4096, 2160, 60), "too wide is refused");
    ok(!igd_mode_make(&m, 1920, 1080, 0), "0 Hz is refused");
    ok(!igd_mode_make(&m, 1920, 1080, 241), "241 Hz is refused");
    ok(!igd_mode_make(&m, 3840, 2160, 144), "too fast a clock is refused");
}

static bool checksum_good(const uint8_t *block)
{
    uint8_t sum = 0;

    for (unsigned i = 0; i < IGD_EDID_BLOCK; i++) {
        sum += block[i];
    }
    return sum == 0;
}

static const struct {
    unsigned width, height, hz;
} sizes[IGD_EDID_MAX_MODES] = {
    { 1920, 1080, 60 }, { 1280, 720, 60 }, { 1024, 768, 60 },
    { 800, 600, 60 }, { 640, 480, 60 }, { 720, 480, 60 }, { 1680, 1050, 60 },
    { 1440, 900, 60 }, { 1280, 1024, 60 }, { 1600, 1200, 60 },
    { 1280, 800, 60 }, { 720, 576, 50 }, { 1920, 1080, 24 },
};

static size_t make_edid(uint8_t *edid, bool dp, size_t num_modes)
{
    IgdMode modes[IGD_EDID_MAX_MODES];
    IgdEdidInfo info = {
        .modes = modes, .num_modes = num_modes, .name = "LEFT",
        .input = dp ? IGD_EDID_DP : IGD_EDID_HDMI, .serial = 0x12345678,
    };

    for (size_t i = 0; i < num_modes; i++) {
        igd_mode_make(&modes[i], sizes[i].width, sizes[i].height,
                      sizes[i].hz);
    }
    return igd_edid_make(edid, &info);
}

static void make(IgdSink *sink, IgdConnector connector, size_t num_modes)
{
    memset(sink, 0, sizeof(*sink));
    sink->traits.connector = connector;
    sink->edid_size = make_edid(sink->edid, connector != IGD_CONNECTOR_HDMI,
                                num_modes);
    igd_sink_init(sink);
}

static void test_edid(void)
{
    /* as it stands in the EDID of every 1080p television */
    static const uint8_t dtd_1080p[] = {
        0x02, 0x3a, 0x80, 0x18, 0x71, 0x38, 0x2d, 0x40, 0x58, 0x2c, 0x45,
    };
    static const uint8_t hdmi_oui[] = { 0x03, 0x0c, 0x00 };
    uint8_t e[IGD_EDID_MAX_SIZE];
    size_t size = make_edid(e, false, 6);

    ok(size == 256 && checksum_good(e) && checksum_good(e + 128),
       "two blocks with their checksums");
    ok(e[126] == 1 && e[128] == 2, "one extension, CEA-861");
    ok(!memcmp(e + 54, dtd_1080p, sizeof(dtd_1080p)),
       "the first mode is the preferred timing");
    ok(!memcmp(e + 133, hdmi_oui, 3), "HDMI is announced");
    ok(!(e[131] & 0x40), "without audio");
    ok(!memcmp(e + 108, "\0\0\0\xfc\0LEFT\n    ", 14), "the name");
    ok(!memcmp(e + 12, "\x78\x56\x34\x12", 4), "the serial number");
    /* 24 Hz and 27 kHz of 1080p24, to over 60 Hz and over 75 kHz of UXGA */
    make_edid(e, false, 13);
    ok(!memcmp(e + 90, "\0\0\0\xfd\0\x18\x3d\x1b\x4c", 9), "the range limits");
    size = make_edid(e, false, 13);
    ok(size == 512 && e[126] == 3 && e[128] == 0xf0 && e[129] == 2 &&
       e[130] == 2 && e[256] == 2 && e[384] == 2 && checksum_good(e + 128) &&
       checksum_good(e + 256) && checksum_good(e + 384),
       "thirteen modes take a block map and two CEA-861 blocks");
    ok(!memcmp(e + 261, hdmi_oui, 3), "and HDMI is in the first of them");
    size = make_edid(e, true, 2);
    ok(size == 128 && e[126] == 0, "DisplayPort needs no extension");
    size = make_edid(e, true, 6);
    ok(size == 256 && memcmp(e + 133, hdmi_oui, 3),
       "and does not claim HDMI in one");
    make_edid(e, true, 1);
    ok(e[72 + 3] == 0x10, "an unused descriptor is a dummy");
}

static void test_edid_error(void)
{
    uint8_t e[IGD_EDID_MAX_SIZE];
    size_t size = make_edid(e, false, 6);

    ok(!igd_edid_error(e, size), "a good EDID is good");
    ok(igd_edid_error(e, size - 1), "half a block is refused");
    ok(igd_edid_error(e, 0), "nothing is refused");
    ok(igd_edid_error(e, 128), "a missing extension is refused");
    ok(igd_edid_error(e, 640), "a fifth block is refused");
    e[140]++;
    ok(igd_edid_error(e, size), "a wrong checksum is refused");
    e[140]--;
    e[0] = 1;
    e[127]--;
    ok(igd_edid_error(e, size), "a wrong header is refused");
}

static void test_ddc(void)
{
    IgdSink s;
    bool same = true;

    make(&s, IGD_CONNECTOR_HDMI, 13);
    ok(!igd_sink_i2c_start(&s, 0x37, false), "no device at 0x37");
    ok(igd_sink_i2c_start(&s, 0x50, false) && igd_sink_i2c_write(&s, 8) &&
       igd_sink_i2c_start(&s, 0x50, true), "offset, then read");
    for (unsigned i = 8; i < 256; i++) {
        same = same && igd_sink_i2c_read(&s) == s.edid[i];
    }
    ok(same, "bytes from the offset to the end of two blocks");
    ok(igd_sink_i2c_read(&s) == s.edid[0], "then it wraps");
    igd_sink_i2c_stop(&s);
    ok(igd_sink_i2c_start(&s, 0x30, false) && igd_sink_i2c_write(&s, 1) &&
       igd_sink_i2c_start(&s, 0x50, false) && igd_sink_i2c_write(&s, 128) &&
       igd_sink_i2c_start(&s, 0x50, true), "segment 1 can be selected");
    ok(igd_sink_i2c_read(&s) == 0x02 && igd_sink_i2c_read(&s) == 0x03,
       "and holds the fourth block");
    igd_sink_i2c_stop(&s);
    igd_sink_i2c_start(&s, 0x50, false);
    igd_sink_i2c_write(&s, 1);
    igd_sink_i2c_start(&s, 0x50, true);
    ok(igd_sink_i2c_read(&s) == 0xff && s.segment == 0,
       "a stop goes back to segment 0");
    ok(!igd_sink_i2c_write(&s, 0), "no byte is taken while reading");
    ok(!igd_sink_i2c_start(&s, 0x30, true), "the segment is not read");
    igd_sink_i2c_start(&s, 0x30, false);
    igd_sink_i2c_write(&s, 0x80);
    igd_sink_i2c_start(&s, 0x50, true);
    ok(igd_sink_i2c_read(&s) == 0xff, "segment 128 has nothing");
    make(&s, IGD_CONNECTOR_DP, 1);
    igd_sink_i2c_start(&s, 0x50, false);
    igd_sink_i2c_write(&s, 128);
    igd_sink_i2c_start(&s, 0x50, true);
    ok(igd_sink_i2c_read(&s) == 0xff, "nor has what is behind one block");
    s.traits.ddc = IGD_DDC_DEAD;
    ok(!igd_sink_i2c_start(&s, 0x50, false), "a dead DDC has no address");
}

/* A master that moves the wires, as the kernel's i2c-algo-bit does. */
typedef struct Master {
    IgdI2cWire wire;
    IgdSink *sink;
} Master;

static void drive(Master *m, bool scl, bool sda)
{
    igd_i2c_wire_drive(&m->wire, m->sink, scl, sda);
}

static void i2c_start(Master *m)
{
    drive(m, false, true);
    drive(m, true, true);
    drive(m, true, false);
    drive(m, false, false);
}

static void i2c_stop(Master *m)
{
    drive(m, false, false);
    drive(m, true, false);
    drive(m, true, true);
}

static bool i2c_bit(Master *m, bool sda)
{
    bool in;

    drive(m, false, sda);
    drive(m, true, sda);
    in = igd_i2c_wire_sda(&m->wire, sda);
    drive(m, false, sda);
    return in;
}

static bool i2c_put(Master *m, uint8_t byte)
{
    for (int i = 7; i >= 0; i--) {
        i2c_bit(m, byte >> i & 1);
    }
    return !i2c_bit(m, true);
}

static uint8_t i2c_get(Master *m, bool more)
{
    uint8_t byte = 0;

    for (int i = 0; i < 8; i++) {
        byte = byte << 1 | i2c_bit(m, true);
    }
    i2c_bit(m, !more);
    return byte;
}

static void test_wire(void)
{
    IgdSink s;
    Master m = { .sink = &s };
    bool same = true;

    make(&s, IGD_CONNECTOR_HDMI, 13);
    igd_i2c_wire_reset(&m.wire);
    i2c_start(&m);
    ok(!i2c_put(&m, 0x37 << 1), "bit by bit: no device at 0x37");
    i2c_stop(&m);
    i2c_start(&m);
    ok(i2c_put(&m, 0xa0) && i2c_put(&m, 0), "offset 0");
    i2c_start(&m);
    ok(i2c_put(&m, 0xa1), "a repeated start, to read");
    for (unsigned i = 0; i < 256; i++) {
        same = same && i2c_get(&m, i < 255) == s.edid[i];
    }
    ok(same, "256 bytes are those of the EDID");
    ok(igd_i2c_wire_sda(&m.wire, true), "the sink lets the wire go");
    i2c_stop(&m);
    i2c_start(&m);
    ok(i2c_put(&m, 0x60) && i2c_put(&m, 1), "segment 1");
    i2c_start(&m);
    ok(i2c_put(&m, 0xa0) && i2c_put(&m, 128), "its upper half");
    ok(!i2c_put(&m, 0), "a second byte is not taken");
    i2c_start(&m);
    i2c_put(&m, 0xa1);
    ok(i2c_get(&m, true) == 0x02 && i2c_get(&m, false) == 0x03,
       "holds the fourth block");
    i2c_stop(&m);
    ok(s.segment == 0 && !s.i2c_open, "a stop is seen");
    s.traits.ddc = IGD_DDC_STUCK;
    ok(!igd_i2c_wire_scl(&s, true), "a stuck sink holds the clock");
}

static uint8_t get(IgdSink *s, uint32_t addr)
{
    uint8_t byte;

    igd_sink_dpcd_read(s, addr, &byte, 1);
    return byte;
}

static void set(IgdSink *s, uint32_t addr, uint8_t byte)
{
    igd_sink_dpcd_write(s, addr, &byte, 1);
}

static void send(IgdSink *s, IgdLinkSignal signal, unsigned lanes,
                 uint64_t hz)
{
    IgdLink link = s->link;

    link.signal = signal;
    link.lanes = lanes;
    link.symbol_hz = hz;
    igd_sink_link(s, &link);
}

static void levels(IgdSink *s, uint8_t swing, uint8_t preemphasis)
{
    uint8_t lane = swing | preemphasis << 3;
    IgdLink link = s->link;

    link.swing = swing;
    link.preemphasis = preemphasis;
    igd_sink_link(s, &link);
    igd_sink_dpcd_write(s, 0x103, (uint8_t[]) { lane, lane, lane, lane }, 4);
}

/* TPS1 on @lanes at HBR2, told to the sink as @told_bw and @told_lanes. */
static void tps1(IgdSink *s, unsigned lanes, uint8_t told_bw,
                 uint8_t told_lanes)
{
    set(s, 0x102, 0);
    set(s, 0x100, told_bw);
    set(s, 0x101, told_lanes);
    send(s, IGD_LINK_TPS1, lanes, HBR2_HZ);
    set(s, 0x102, 0x21);
}

static void train(IgdSink *s, unsigned lanes, uint8_t told_bw,
                  uint8_t told_lanes)
{
    make(s, IGD_CONNECTOR_DP, 1);
    tps1(s, lanes, told_bw, told_lanes);
}

static void test_training(void)
{
    IgdSink s;

    train(&s, 4, 0x14, 0x84);
    ok(get(&s, 0x202) == 0x11 && get(&s, 0x203) == 0x11,
       "TPS1 gives clock recovery on four lanes");
    ok(get(&s, 0x204) == 0x80, "the status is new");
    ok(get(&s, 0x204) == 0, "and then known");
    send(&s, IGD_LINK_TPS3, 4, HBR2_HZ);
    ok(get(&s, 0x202) == 0x11, "TPS3 alone changes nothing");
    set(&s, 0x102, 0x03);
    ok(get(&s, 0x202) == 0x77 && get(&s, 0x203) == 0x77 &&
       get(&s, 0x204) == 0x81, "told of TPS3, it equalizes");
    send(&s, IGD_LINK_VIDEO, 4, HBR2_HZ);
    ok(!igd_sink_shows(&s), "it shows nothing while it expects a pattern");
    set(&s, 0x102, 0);
    ok(igd_sink_shows(&s) && get(&s, 0x205) == 1, "then it shows a picture");
    levels(&s, 1, 0);
    ok(igd_sink_shows(&s), "other levels do not break a link");
    igd_sink_lose_link(&s);
    ok(!igd_sink_shows(&s) && !get(&s, 0x202) && get(&s, 0x204) == 0x80,
       "a lost link is told");
    send(&s, IGD_LINK_VIDEO, 4, HBR2_HZ);
    ok(!get(&s, 0x202), "and does not come back by itself");
    levels(&s, 0, 0);
    tps1(&s, 4, 0x14, 0x84);
    ok(get(&s, 0x202) == 0x11, "but by training");
    set(&s, 0x600, 2);
    ok(!get(&s, 0x202), "in D3 the link is lost");
    set(&s, 0x600, 1);
    ok(!igd_sink_shows(&s), "and D0 alone does not bring it back");
}

static void test_mismatch(void)
{
    IgdSink s;

    train(&s, 2, 0x14, 0x82);
    ok(get(&s, 0x202) == 0x11 && !get(&s, 0x203), "two lanes, no more");
    train(&s, 2, 0x14, 0x84);
    ok(!get(&s, 0x202), "fewer lanes than announced do not train");
    train(&s, 4, 0x0a, 0x84);
    ok(!get(&s, 0x202), "another rate than announced does not train");
    train(&s, 4, 0x14, 0x84);
    send(&s, IGD_LINK_TPS2, 4, HBR2_HZ);
    set(&s, 0x102, 0x03);
    ok(get(&s, 0x202) == 0x11, "TPS2 announced as TPS3 does not equalize");
    make(&s, IGD_CONNECTOR_DP, 1);
    set(&s, 0x100, 0x0a);
    set(&s, 0x101, 1);
    set(&s, 0x102, 2);
    send(&s, IGD_LINK_TPS2, 1, HBR_HZ);
    ok(!get(&s, 0x202) && !get(&s, 0x204),
       "no equalization without clock recovery");
    train(&s, 4, 0x14, 0x84);
    send(&s, IGD_LINK_TPS3, 4, HBR2_HZ);
    set(&s, 0x102, 0x03);
    tps1(&s, 4, 0x14, 0x84);
    ok(get(&s, 0x202) == 0x11, "TPS1 starts anew");
}

static void test_levels(void)
{
    IgdSink s;

    make(&s, IGD_CONNECTOR_DP, 1);
    s.traits.swing = 1;
    s.traits.preemphasis = 2;
    tps1(&s, 2, 0x14, 2);
    ok(!get(&s, 0x202) && get(&s, 0x206) == 0x11 && !get(&s, 0x207),
       "it asks two lanes for swing 1");
    set(&s, 0x103, 1);
    set(&s, 0x104, 1);
    ok(!get(&s, 0x202), "announced, but not sent");
    set(&s, 0x104, 0);
    s.link.swing = 1;
    igd_sink_receive(&s);
    ok(!get(&s, 0x202), "sent, but not announced for each lane");
    levels(&s, 1, 0);
    ok(get(&s, 0x202) == 0x11, "with swing 1 it recovers the clock");
    ok(get(&s, 0x206) == 0x99, "and asks for pre-emphasis 2");
    send(&s, IGD_LINK_TPS3, 2, HBR2_HZ);
    set(&s, 0x102, 0x23);
    ok(get(&s, 0x202) == 0x11, "without it there is no equalization");
    levels(&s, 1, 1);
    ok(get(&s, 0x202) == 0x11, "nor with less");
    levels(&s, 1, 2);
    ok(get(&s, 0x202) == 0x77, "with it there is");
}

static void test_faults(void)
{
    IgdSink s;

    make(&s, IGD_CONNECTOR_DP, 1);
    s.traits.training = IGD_TRAINING_NO_CR;
    tps1(&s, 4, 0x14, 4);
    ok(!get(&s, 0x202) && get(&s, 0x206) == 0x11, "no clock recovery: more");
    levels(&s, 1, 0);
    ok(!get(&s, 0x202) && get(&s, 0x206) == 0x22, "and more");
    levels(&s, 3, 0);
    ok(!get(&s, 0x202) && get(&s, 0x206) == 0x33, "up to the highest");
    s.traits.training_above = 0x0a;
    set(&s, 0x102, 0);
    set(&s, 0x100, 0x0a);
    levels(&s, 0, 0);
    send(&s, IGD_LINK_TPS1, 4, HBR_HZ);
    set(&s, 0x102, 0x21);
    ok(get(&s, 0x202) == 0x11, "a fault above HBR is none at HBR");

    make(&s, IGD_CONNECTOR_DP, 1);
    s.traits.training = IGD_TRAINING_NO_EQ;
    tps1(&s, 4, 0x14, 4);
    send(&s, IGD_LINK_TPS3, 4, HBR2_HZ);
    set(&s, 0x102, 0x23);
    ok(get(&s, 0x202) == 0x11 && !(get(&s, 0x204) & 1), "no equalization");
    s.traits.training = IGD_TRAINING_WORKS;
    set(&s, 0x102, 0x23);
    ok(get(&s, 0x202) == 0x77, "until the fault goes");
}

static void test_limits(void)
{
    IgdSink s;

    make(&s, IGD_CONNECTOR_DP, 1);
    s.traits.max_rate = 0x0a;
    s.traits.max_lanes = 2;
    igd_sink_init(&s);
    ok(get(&s, 1) == 0x0a && (get(&s, 2) & 0x1f) == 2, "limits are told");
    tps1(&s, 2, 0x14, 2);
    ok(!get(&s, 0x202), "and a higher rate does not train");
    set(&s, 0x100, 0x0a);
    set(&s, 0x101, 4);
    send(&s, IGD_LINK_TPS1, 4, HBR_HZ);
    ok(!get(&s, 0x202), "nor do more lanes");
}

static void test_dpcd(void)
{
    IgdSink s;

    make(&s, IGD_CONNECTOR_DP, 1);
    ok(get(&s, 0) == 0x12 && get(&s, 1) == 0x14 && get(&s, 2) == 0xc4,
       "capabilities: 1.2, HBR2, four lanes");
    set(&s, 1, 0x06);
    ok(get(&s, 1) == 0x14, "capabilities cannot be written");
    ok(get(&s, 0x7ff) == 0 && get(&s, 0xfffff) == 0, "the rest reads 0");
    set(&s, 0xfffff, 1);
    ok(get(&s, 0xfffff) == 0, "and takes no writes");
    igd_sink_dpcd_irq(&s, 0x40);
    igd_sink_dpcd_irq(&s, 0x02);
    ok(get(&s, 0x201) == 0x42, "the sink asks for service");
    set(&s, 0x201, 0x40);
    ok(get(&s, 0x201) == 0x02, "until that is acknowledged");
    ok(!get(&s, 0x700), "it is not embedded");
    set(&s, 0x720, 1);
    ok(!get(&s, 0x720), "and has no display control");
}

static void test_panel(void)
{
    /* 1.62, 2.16, 2.7, 3.24, 4.32 and 5.4 Gbit/s in units of 200 kHz */
    static const unsigned units[8] = { 8100, 10800, 13500, 16200, 21600, 27000 };
    bool same = true;
    IgdSink s;

    make(&s, IGD_CONNECTOR_EDP, 1);
    ok(!s.on, "a panel has no power at first");
    ok(!igd_sink_i2c_start(&s, 0x50, false), "and no DDC");
    igd_sink_power(&s, true);
    for (unsigned i = 0; i < 8; i++) {
        same = same && (get(&s, 0x10 + i * 2) |
                        get(&s, 0x11 + i * 2) << 8) == units[i];
    }
    ok(get(&s, 0x700) == 3 && get(&s, 0xd) & 8 && same,
       "eDP 1.4 with a table of rates");
    set(&s, 0x101, 2);
    set(&s, 0x115, 3);
    send(&s, IGD_LINK_TPS1, 2, 324000000);
    set(&s, 0x102, 0x21);
    ok(get(&s, 0x202) == 0x11, "of which one is selected");
    set(&s, 0x115, 7);
    ok(!get(&s, 0x202), "the last one is none");
    set(&s, 0x720, 1);
    ok(get(&s, 0x720) == 1, "display control is stored");
    igd_sink_power(&s, false);
    igd_sink_power(&s, true);
    ok(!get(&s, 0x720) && !get(&s, 0x101), "until power goes");
    s.traits.max_rate = 0x0c;
    igd_sink_power(&s, true);
    ok(get(&s, 1) == 0x0a && get(&s, 0x16) && !get(&s, 0x18) &&
       !get(&s, 0x19), "up to 3.24 Gbit/s it names four, and HBR");
}

static void test_infoframe(void)
{
    /* AVI of 1280x720 as the kernel's hdmi_avi_infoframe_pack() has it */
    uint8_t avi[IGD_INFOFRAME_SIZE] = {
        0x82, 2, 13, 0x4b, 0x10, 0x28, 0, 4, 0,
    };

    avi[3] = 0x100 - (0x82 + 2 + 13 + 0x10 + 0x28 + 4);
    ok(igd_infoframe_size(avi) == 17, "header, checksum and thirteen bytes");
    ok(igd_infoframe_valid(avi, IGD_INFOFRAME_AVI), "a good AVI infoframe");
    ok(!igd_infoframe_valid(avi, IGD_INFOFRAME_SPD), "is none of SPD");
    avi[17] = 1;
    ok(igd_infoframe_valid(avi, IGD_INFOFRAME_AVI), "what follows is not seen");
    avi[16] = 1;
    ok(!igd_infoframe_valid(avi, IGD_INFOFRAME_AVI), "a bit is wrong");
    avi[2] = 28;
    ok(!igd_infoframe_size(avi) &&
       !igd_infoframe_valid(avi, IGD_INFOFRAME_AVI), "too long a length");
}

static int print_edid(const char *num_modes, const char *input)
{
    uint8_t edid[IGD_EDID_MAX_SIZE];
    size_t n = atoi(num_modes);

    if (n < 1 || n > IGD_EDID_MAX_MODES) {
        return 1;
    }
    n = make_edid(edid, !strcmp(input, "dp"), n);
    return fwrite(edid, 1, n, stdout) != n;
}

int main(int argc, char **argv)
{
    if (argc == 3) {
        return print_edid(argv[1], argv[2]);
    }
    test_modes();
    test_edid();
    test_edid_error();
    test_ddc();
    test_wire();
    test_training();
    test_mismatch();
    test_levels();
    test_faults();
    test_limits();
    test_dpcd();
    test_panel();
    test_infoframe();
    return tap_done();
}
