/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * DPCD: what a DisplayPort sink says and is told over AUX. Sources: VESA
 * DisplayPort 1.2, 2.9.3; VESA Embedded DisplayPort 1.4; the kernel's
 * include/drm/display/drm_dp.h for names.
 */
#include <string.h>
#include "sink.h"

enum {
    DP_DPCD_REV                 = 0x000,
    DP_MAX_LINK_RATE            = 0x001,
    DP_MAX_LANE_COUNT           = 0x002,
    DP_MAX_DOWNSPREAD           = 0x003,
    DP_MAIN_LINK_CHANNEL_CODING = 0x006,
    DP_EDP_CONFIGURATION_CAP    = 0x00d,
    DP_SUPPORTED_LINK_RATES     = 0x010,    /* eDP 1.4: to 0x01f */
    DP_LINK_BW_SET              = 0x100,
    DP_LANE_COUNT_SET           = 0x101,
    DP_TRAINING_PATTERN_SET     = 0x102,
    DP_TRAINING_LANE0_SET       = 0x103,
    DP_LINK_RATE_SET            = 0x115,
    DP_LINK_CONFIG_END          = 0x1ff,
    DP_SINK_COUNT               = 0x200,
    DP_DEVICE_SERVICE_IRQ       = 0x201,
    DP_LANE0_1_STATUS           = 0x202,
    DP_LANE2_3_STATUS           = 0x203,
    DP_LANE_ALIGN_STATUS        = 0x204,
    DP_SINK_STATUS              = 0x205,
    DP_ADJUST_REQUEST_LANE0_1   = 0x206,
    DP_ADJUST_REQUEST_LANE2_3   = 0x207,
    DP_SOURCE_OUI               = 0x300,
    DP_SOURCE_OUI_END           = 0x3ff,
    DP_SET_POWER                = 0x600,
    DP_EDP_DPCD_REV             = 0x700,
    DP_EDP_GENERAL_CAP_1        = 0x701,
    DP_EDP_BACKLIGHT_CAP        = 0x702,
    DP_EDP_DISPLAY_CONTROL      = 0x720,
    DP_EDP_DISPLAY_CONTROL_END  = 0x73f,
};

#define LANE_COUNT_MASK             0x1f
#define TRAINING_PATTERN_MASK       0x03
#define LINK_RATE_SET_MASK          0x07
#define SET_POWER_MASK              0x07
#define SET_POWER_D0                1
#define INTERLANE_ALIGN_DONE        0x01
#define LINK_STATUS_UPDATED         0x80
#define RECEIVE_PORT_0_IN_SYNC      0x01

#define EDP_DISPLAY_CONTROL_CAPABLE 0x08    /* the range from 0x700 is there */
#define EDP_14                      0x03
/* SET_POWER works; backlight: on by its pin, dimmed by the PWM pin */
#define EDP_GENERAL_CAPS            (0x80 | 0x02 | 0x01)
#define EDP_BACKLIGHT_PWM_PIN       0x01

/* eDP 1.4: rates of its own choice; these are all that it names */
static const uint8_t edp_rate[] = { 0x06, 0x08, 0x0a, 0x0c, 0x10, 0x14 };
/* entries of SUPPORTED_LINK_RATES are in units of 200 kHz of ten bits */
#define EDP_RATE_UNIT               (IGD_RATE_SYMBOL_HZ * 10 / 200000)

static uint8_t max_rate(const IgdSink *sink)
{
    return sink->traits.max_rate ? sink->traits.max_rate : IGD_RATE_MAX;
}

/* MAX_LINK_RATE only knows the rates of DisplayPort. */
static uint8_t max_dp_rate(const IgdSink *sink)
{
    uint8_t rate = max_rate(sink);

    return rate >= 0x14 ? 0x14 : rate >= 0x0a ? 0x0a : 0x06;
}

static void reset_edp(IgdSink *sink)
{
    uint8_t *rates = sink->dpcd + DP_SUPPORTED_LINK_RATES;

    sink->dpcd[DP_EDP_CONFIGURATION_CAP] = EDP_DISPLAY_CONTROL_CAPABLE;
    sink->dpcd[DP_EDP_DPCD_REV] = EDP_14;
    sink->dpcd[DP_EDP_GENERAL_CAP_1] = EDP_GENERAL_CAPS;
    sink->dpcd[DP_EDP_BACKLIGHT_CAP] = EDP_BACKLIGHT_PWM_PIN;
    for (size_t i = 0; i < sizeof(edp_rate); i++) {
        if (edp_rate[i] <= max_rate(sink)) {
            unsigned val = edp_rate[i] * EDP_RATE_UNIT;

            rates[i * 2] = val;
            rates[i * 2 + 1] = val >> 8;
        }
    }
}

void igd_sink_dpcd_reset(IgdSink *sink)
{
    unsigned lanes = sink->traits.max_lanes ? sink->traits.max_lanes :
                                              IGD_LANES_MAX;

    memset(sink->dpcd, 0, sizeof(sink->dpcd));
    sink->dpcd[DP_DPCD_REV] = 0x12;
    sink->dpcd[DP_MAX_LINK_RATE] = max_dp_rate(sink);
    sink->dpcd[DP_MAX_LANE_COUNT] = 0x80 | 0x40 | lanes; /* enhanced, TPS3 */
    sink->dpcd[DP_MAX_DOWNSPREAD] = 1;
    sink->dpcd[DP_MAIN_LINK_CHANNEL_CODING] = 1;    /* 8b/10b */
    sink->dpcd[DP_SINK_COUNT] = 1;
    sink->dpcd[DP_SET_POWER] = SET_POWER_D0;
    if (sink->traits.connector == IGD_CONNECTOR_EDP) {
        reset_edp(sink);
    }
}

bool igd_sink_dpcd_awake(const IgdSink *sink)
{
    return (sink->dpcd[DP_SET_POWER] & SET_POWER_MASK) == SET_POWER_D0;
}

unsigned igd_sink_dpcd_lanes(const IgdSink *sink)
{
    unsigned lanes = sink->dpcd[DP_LANE_COUNT_SET] & LANE_COUNT_MASK;
    unsigned most = sink->dpcd[DP_MAX_LANE_COUNT] & LANE_COUNT_MASK;

    return (lanes == 1 || lanes == 2 || lanes == 4) && lanes <= most ?
           lanes : 0;
}

/*
 * LINK_BW_SET names a rate of DisplayPort. Where it is 0, LINK_RATE_SET of
 * eDP 1.4 selects one of SUPPORTED_LINK_RATES.
 */
uint64_t igd_sink_dpcd_symbol_hz(const IgdSink *sink)
{
    uint8_t bw = sink->dpcd[DP_LINK_BW_SET];
    const uint8_t *entry = sink->dpcd + DP_SUPPORTED_LINK_RATES +
                           (sink->dpcd[DP_LINK_RATE_SET] &
                            LINK_RATE_SET_MASK) * 2;

    if (bw) {
        return bw <= sink->dpcd[DP_MAX_LINK_RATE] ? bw * IGD_RATE_SYMBOL_HZ : 0;
    }
    return (entry[0] | entry[1] << 8) * 20000ull;
}

unsigned igd_sink_dpcd_pattern(const IgdSink *sink)
{
    return sink->dpcd[DP_TRAINING_PATTERN_SET] & TRAINING_PATTERN_MASK;
}

uint8_t igd_sink_dpcd_drive(const IgdSink *sink, unsigned lane)
{
    return sink->dpcd[DP_TRAINING_LANE0_SET + lane];
}

void igd_sink_dpcd_irq(IgdSink *sink, uint8_t bits)
{
    sink->dpcd[DP_DEVICE_SERVICE_IRQ] |= bits;
}

static uint8_t align_status(IgdSink *sink)
{
    uint8_t val = sink->equalized ? INTERLANE_ALIGN_DONE : 0;

    if (sink->status_changed) {
        sink->status_changed = false;
        val |= LINK_STATUS_UPDATED;
    }
    return val;
}

static uint8_t dpcd_byte(IgdSink *sink, uint32_t addr)
{
    switch (addr) {
    case DP_LANE0_1_STATUS:
    case DP_LANE2_3_STATUS:
        addr = (addr - DP_LANE0_1_STATUS) * 2;
        return igd_sink_lane_status(sink, addr) |
               igd_sink_lane_status(sink, addr + 1) << 4;
    case DP_LANE_ALIGN_STATUS:
        return align_status(sink);
    case DP_SINK_STATUS:
        return igd_sink_shows(sink) ? RECEIVE_PORT_0_IN_SYNC : 0;
    case DP_ADJUST_REQUEST_LANE0_1:
    case DP_ADJUST_REQUEST_LANE2_3:
        addr = (addr - DP_ADJUST_REQUEST_LANE0_1) * 2;
        return igd_sink_lane_request(sink, addr) |
               igd_sink_lane_request(sink, addr + 1) << 4;
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

static bool writable(const IgdSink *sink, uint32_t addr)
{
    return (addr >= DP_LINK_BW_SET && addr <= DP_LINK_CONFIG_END) ||
           (addr >= DP_SOURCE_OUI && addr <= DP_SOURCE_OUI_END) ||
           addr == DP_SET_POWER ||
           (sink->traits.connector == IGD_CONNECTOR_EDP &&
            addr >= DP_EDP_DISPLAY_CONTROL &&
            addr <= DP_EDP_DISPLAY_CONTROL_END);
}

void igd_sink_dpcd_write(IgdSink *sink, uint32_t addr, const uint8_t *buf,
                         size_t len)
{
    for (size_t i = 0; i < len; i++, addr++) {
        if (addr == DP_DEVICE_SERVICE_IRQ) {
            sink->dpcd[addr] &= ~buf[i];
        } else if (writable(sink, addr)) {
            sink->dpcd[addr] = buf[i];
        }
    }
    igd_sink_receive(sink);
}
