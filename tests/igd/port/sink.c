/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The electronics of a monitor: see sink.h. Sources: VESA DisplayPort 1.2,
 * E-DDC 1.2; the kernel's include/drm/display/drm_dp.h for names.
 */
#include <string.h>
#include "sink.h"

#define DDC_EDID            0x50
#define DDC_SEGMENT         0x30

enum {
    DP_DPCD_REV                 = 0x000,
    DP_MAX_LINK_RATE            = 0x001,
    DP_MAX_LANE_COUNT           = 0x002,
    DP_MAX_DOWNSPREAD           = 0x003,
    DP_MAIN_LINK_CHANNEL_CODING = 0x006,
    DP_LINK_BW_SET              = 0x100,
    DP_LANE_COUNT_SET           = 0x101,
    DP_TRAINING_PATTERN_SET     = 0x102,
    DP_LINK_CONFIG_END          = 0x1ff,
    DP_SINK_COUNT               = 0x200,
    DP_DEVICE_SERVICE_IRQ       = 0x201,
    DP_LANE0_1_STATUS           = 0x202,
    DP_LANE_ALIGN_STATUS        = 0x204,
    DP_SINK_STATUS              = 0x205,
    DP_SOURCE_OUI               = 0x300,
    DP_SOURCE_OUI_END           = 0x3ff,
    DP_SET_POWER                = 0x600,
};

#define LANE_COUNT_MASK         0x1f
#define TRAINING_PATTERN_MASK   0x03
#define SET_POWER_MASK          0x07
#define SET_POWER_D0            1
#define LANE_CR_DONE            0x1
#define LANE_TRAINED            0x7     /* and equalized, and symbols locked */
#define INTERLANE_ALIGN_DONE    0x1
#define RECEIVE_PORT_0_IN_SYNC  0x1

void igd_sink_init(IgdSink *sink, bool dp)
{
    sink->dp = dp;
    sink->dpcd[DP_DPCD_REV] = 0x12;
    sink->dpcd[DP_MAX_LINK_RATE] = 0x14;            /* 5.4 Gbit/s */
    sink->dpcd[DP_MAX_LANE_COUNT] = 0x80 | 0x40 | 4; /* enhanced, TPS3 */
    sink->dpcd[DP_MAX_DOWNSPREAD] = 1;
    sink->dpcd[DP_MAIN_LINK_CHANNEL_CODING] = 1;    /* 8b/10b */
    sink->dpcd[DP_SINK_COUNT] = 1;
    sink->dpcd[DP_SET_POWER] = SET_POWER_D0;
}

bool igd_sink_i2c_start(IgdSink *sink, uint8_t addr, bool reading)
{
    if (addr != DDC_EDID && (addr != DDC_SEGMENT || reading)) {
        igd_sink_i2c_stop(sink);
        return false;
    }
    sink->i2c_open = true;
    sink->i2c_addr = addr;
    sink->i2c_reading = reading;
    sink->i2c_index_next = !reading;
    return true;
}

bool igd_sink_i2c_write(IgdSink *sink, uint8_t byte)
{
    if (!sink->i2c_open || sink->i2c_reading || !sink->i2c_index_next) {
        return false;           /* the EDID cannot be written */
    }
    sink->i2c_index_next = false;
    if (sink->i2c_addr == DDC_SEGMENT) {
        sink->segment = byte;
    } else {
        sink->offset = byte;
    }
    return true;
}

uint8_t igd_sink_i2c_read(IgdSink *sink)
{
    size_t at = sink->segment * 256u + sink->offset;

    if (!sink->i2c_open || !sink->i2c_reading) {
        return 0xff;
    }
    sink->offset++;
    return at < sizeof(sink->edid) ? sink->edid[at] : 0xff;
}

/* E-DDC: the segment pointer goes back to 0 at a stop. */
void igd_sink_i2c_stop(IgdSink *sink)
{
    sink->i2c_open = false;
    sink->segment = 0;
}

static bool powered(const IgdSink *sink)
{
    return (sink->dpcd[DP_SET_POWER] & SET_POWER_MASK) == SET_POWER_D0;
}

static unsigned lanes_set(const IgdSink *sink)
{
    return sink->dpcd[DP_LANE_COUNT_SET] & LANE_COUNT_MASK;
}

/* Does what arrives fit what the sink was told to expect? */
static bool signal_fits(const IgdSink *sink)
{
    unsigned lanes = lanes_set(sink);

    return powered(sink) && (lanes == 1 || lanes == 2 || lanes == 4) &&
           sink->signal_lanes == lanes &&
           sink->signal_hz == sink->dpcd[DP_LINK_BW_SET] * 27000000ull;
}

/*
 * The receiver recovers the clock from TPS1, then equalizes and locks onto
 * symbols with TPS2 or TPS3, when the source sends the pattern that the sink
 * was told of. It keeps both over a change to idle or video.
 */
static void receive(IgdSink *sink)
{
    unsigned expected = sink->dpcd[DP_TRAINING_PATTERN_SET] &
                        TRAINING_PATTERN_MASK;

    if (sink->signal == IGD_LINK_OFF || !signal_fits(sink)) {
        sink->clock_recovered = sink->equalized = false;
    } else if (sink->signal == IGD_LINK_TPS1 && expected == 1) {
        sink->clock_recovered = true;
        sink->equalized = false;
    } else if ((sink->signal == IGD_LINK_TPS2 && expected == 2) ||
               (sink->signal == IGD_LINK_TPS3 && expected == 3)) {
        sink->equalized = sink->clock_recovered;
    }
}

void igd_sink_link(IgdSink *sink, IgdLinkSignal signal, unsigned lanes,
                   uint64_t symbol_hz)
{
    sink->signal = signal;
    sink->signal_lanes = lanes;
    sink->signal_hz = symbol_hz;
    receive(sink);
}

bool igd_sink_shows(const IgdSink *sink)
{
    if (!sink->dp) {
        return sink->signal == IGD_LINK_VIDEO;
    }
    return sink->signal == IGD_LINK_VIDEO && sink->equalized &&
           !(sink->dpcd[DP_TRAINING_PATTERN_SET] & TRAINING_PATTERN_MASK);
}

static uint8_t lane_status(const IgdSink *sink, unsigned lane)
{
    if (lane >= lanes_set(sink) || !sink->clock_recovered) {
        return 0;
    }
    return sink->equalized ? LANE_TRAINED : LANE_CR_DONE;
}

static uint8_t dpcd_byte(const IgdSink *sink, uint32_t addr)
{
    switch (addr) {
    case DP_LANE0_1_STATUS:
        return lane_status(sink, 0) | lane_status(sink, 1) << 4;
    case DP_LANE0_1_STATUS + 1:
        return lane_status(sink, 2) | lane_status(sink, 3) << 4;
    case DP_LANE_ALIGN_STATUS:
        return sink->equalized ? INTERLANE_ALIGN_DONE : 0;
    case DP_SINK_STATUS:
        return igd_sink_shows(sink) ? RECEIVE_PORT_0_IN_SYNC : 0;
    default:
        return addr < sizeof(sink->dpcd) ? sink->dpcd[addr] : 0;
    }
}

void igd_sink_dpcd_read(IgdSink *sink, uint32_t addr, uint8_t *buf,
                        size_t len)
{
    for (size_t i = 0; i < len; i++) {
        buf[i] = dpcd_byte(sink, addr + i);
    }
}

static void dpcd_write_byte(IgdSink *sink, uint32_t addr, uint8_t val)
{
    if (addr == DP_DEVICE_SERVICE_IRQ) {
        sink->dpcd[addr] &= ~val;
    } else if ((addr >= DP_LINK_BW_SET && addr <= DP_LINK_CONFIG_END) ||
               (addr >= DP_SOURCE_OUI && addr <= DP_SOURCE_OUI_END) ||
               addr == DP_SET_POWER) {
        sink->dpcd[addr] = val;
    }
}

void igd_sink_dpcd_write(IgdSink *sink, uint32_t addr, const uint8_t *buf,
                         size_t len)
{
    for (size_t i = 0; i < len; i++) {
        dpcd_write_byte(sink, addr + i, buf[i]);
    }
    receive(sink);
}
