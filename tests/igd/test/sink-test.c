/* SPDX-License-Identifier: GPL-2.0-or-later */
/* EDID, DDC and DisplayPort receiver of a monitor. */
#include <string.h>
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

static void make(IgdSink *sink, bool dp, size_t num_modes)
{
    static const unsigned width[] = { 1920, 1280, 1024, 800, 640, 720, 1680,
                                      1440 };
    static const unsigned height[] = { 1080, 720, 768, 600, 480, 480, 1050,
                                       900 };
    IgdMode modes[IGD_EDID_MAX_MODES];

    for (size_t i = 0; i < num_modes; i++) {
        igd_mode_make(&modes[i], width[i], height[i], 60);
    }
    memset(sink, 0, sizeof(*sink));
    igd_edid_make(sink->edid, modes, num_modes, "LEFT", !dp, 7);
    igd_sink_init(sink, dp);
}

static void test_edid(void)
{
    /* as it stands in the EDID of every 1080p television */
    static const uint8_t dtd_1080p[] = {
        0x02, 0x3a, 0x80, 0x18, 0x71, 0x38, 0x2d, 0x40, 0x58, 0x2c, 0x45,
    };
    static const uint8_t hdmi_oui[] = { 0x03, 0x0c, 0x00 };
    IgdSink s;

    make(&s, false, 8);
    ok(checksum_good(s.edid) && checksum_good(s.edid + 128),
       "checksums of both blocks");
    ok(s.edid[126] == 1 && s.edid[128] == 2, "one extension, CEA-861");
    ok(!memcmp(s.edid + 54, dtd_1080p, sizeof(dtd_1080p)),
       "the first mode is the preferred timing");
    ok(!memcmp(s.edid + 133, hdmi_oui, 3), "HDMI is announced");
    ok(!memcmp(s.edid + 108, "\0\0\0\xfc\0LEFT\n    ", 14), "the name");
    ok(s.edid[130] + 5 * 18 <= 127, "eight modes fit");
    make(&s, true, 1);
    ok(memcmp(s.edid + 133, hdmi_oui, 3), "DisplayPort does not claim HDMI");
    ok(s.edid[72 + 3] == 0x10 && s.edid[90 + 3] == 0x10,
       "unused descriptors are dummies");
}

static void test_ddc(void)
{
    IgdSink s;
    bool same = true;

    make(&s, false, 1);
    ok(!igd_sink_i2c_start(&s, 0x37, false), "no device at 0x37");
    ok(igd_sink_i2c_start(&s, 0x50, false) && igd_sink_i2c_write(&s, 8) &&
       igd_sink_i2c_start(&s, 0x50, true), "offset, then read");
    for (unsigned i = 8; i < IGD_EDID_SIZE; i++) {
        same = same && igd_sink_i2c_read(&s) == s.edid[i];
    }
    ok(same, "bytes from the offset to the end of both blocks");
    igd_sink_i2c_stop(&s);
    ok(igd_sink_i2c_start(&s, 0x30, false) && igd_sink_i2c_write(&s, 1) &&
       igd_sink_i2c_start(&s, 0x50, false) && igd_sink_i2c_write(&s, 0) &&
       igd_sink_i2c_start(&s, 0x50, true), "segment 1 can be selected");
    ok(igd_sink_i2c_read(&s) == 0xff, "and has nothing");
    igd_sink_i2c_stop(&s);
    igd_sink_i2c_start(&s, 0x50, false);
    igd_sink_i2c_write(&s, 0);
    igd_sink_i2c_start(&s, 0x50, true);
    igd_sink_i2c_read(&s);
    ok(igd_sink_i2c_read(&s) == 0xff && s.segment == 0,
       "a stop goes back to segment 0");
    ok(!igd_sink_i2c_write(&s, 0), "no byte is taken while reading");
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

/* Links at HBR2 on @lanes, told to the sink as @told_bw and @told_lanes. */
static void train(IgdSink *s, unsigned lanes, uint8_t told_bw,
                  uint8_t told_lanes)
{
    make(s, true, 1);
    set(s, 0x100, told_bw);
    set(s, 0x101, told_lanes);
    igd_sink_link(s, IGD_LINK_TPS1, lanes, HBR2_HZ);
    set(s, 0x102, 0x21);
}

static void test_training(void)
{
    IgdSink s;

    train(&s, 4, 0x14, 0x84);
    ok(get(&s, 0x202) == 0x11 && get(&s, 0x203) == 0x11 && !get(&s, 0x204),
       "TPS1 gives clock recovery on four lanes");
    igd_sink_link(&s, IGD_LINK_TPS3, 4, HBR2_HZ);
    ok(get(&s, 0x202) == 0x11, "TPS3 alone changes nothing");
    set(&s, 0x102, 0x03);
    ok(get(&s, 0x202) == 0x77 && get(&s, 0x203) == 0x77 &&
       get(&s, 0x204) == 1, "told of TPS3, it equalizes");
    igd_sink_link(&s, IGD_LINK_VIDEO, 4, HBR2_HZ);
    ok(!igd_sink_shows(&s), "it shows nothing while it expects a pattern");
    set(&s, 0x102, 0);
    ok(igd_sink_shows(&s) && get(&s, 0x205) == 1, "then it shows a picture");
    set(&s, 0x600, 2);
    ok(!igd_sink_shows(&s) && !get(&s, 0x202), "in D3 the link is lost");
    set(&s, 0x600, 1);
    ok(!igd_sink_shows(&s), "and D0 alone does not bring it back");

    train(&s, 2, 0x14, 0x82);
    ok(get(&s, 0x202) == 0x11 && !get(&s, 0x203), "two lanes, no more");
    train(&s, 2, 0x14, 0x84);
    ok(!get(&s, 0x202), "fewer lanes than announced do not train");
    train(&s, 4, 0x0a, 0x84);
    ok(!get(&s, 0x202), "another rate than announced does not train");
    make(&s, true, 1);
    set(&s, 0x100, 0x0a);
    set(&s, 0x101, 1);
    set(&s, 0x102, 2);
    igd_sink_link(&s, IGD_LINK_TPS2, 1, HBR_HZ);
    ok(!get(&s, 0x202) && !get(&s, 0x204),
       "no equalization without clock recovery");
}

static void test_dpcd(void)
{
    IgdSink s;

    make(&s, true, 1);
    ok(get(&s, 0) == 0x12 && get(&s, 1) == 0x14 && get(&s, 2) == 0xc4,
       "capabilities: 1.2, HBR2, four lanes");
    set(&s, 1, 0x06);
    ok(get(&s, 1) == 0x14, "capabilities cannot be written");
    ok(get(&s, 0x7ff) == 0 && get(&s, 0xfffff) == 0, "the rest reads 0");
    set(&s, 0xfffff, 1);
    ok(get(&s, 0xfffff) == 0, "and takes no writes");
}

int main(void)
{
    test_modes();
    test_edid();
    test_ddc();
    test_training();
    test_dpcd();
    return tap_done();
}
