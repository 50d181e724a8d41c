/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The receiver of a DisplayPort main link. It recovers the clock from TPS1,
 * then equalizes and locks onto symbols with TPS2 or TPS3, when what arrives
 * is what it was told of: pattern, lanes, rate and drive levels. It asks for
 * the levels it needs. Once trained it keeps the link over a change to idle,
 * to video or of levels; an announced TPS1 starts training anew. Source: VESA
 * DisplayPort 1.2, 3.5.1.3.
 */
#include "sink.h"

#define LANE_CR_DONE        0x1
#define LANE_TRAINED        0x7     /* and equalized, and symbols locked */

/* levels in TRAINING_LANEx_SET */
#define DRIVE_SWING(set)        ((set) & 3)
#define DRIVE_PREEMPHASIS(set)  ((set) >> 3 & 3)
/* and in ADJUST_REQUEST, of each lane */
#define REQUEST(swing, pre)     ((swing) | (pre) << 2)
#define LEVEL_MAX               3

static bool link_fits(const IgdSink *sink)
{
    unsigned lanes = igd_sink_dpcd_lanes(sink);
    uint64_t hz = igd_sink_dpcd_symbol_hz(sink);

    return sink->on && igd_sink_dpcd_awake(sink) && lanes && hz &&
           sink->link.lanes == lanes && sink->link.symbol_hz == hz;
}

static bool faulty(const IgdSink *sink, IgdTrainingFault fault)
{
    return sink->traits.training == fault &&
           sink->link.symbol_hz >
           sink->traits.training_above * IGD_RATE_SYMBOL_HZ;
}

/* What is sent has the levels that every lane was announced with. */
static bool drive_fits(const IgdSink *sink)
{
    for (unsigned i = 0; i < igd_sink_dpcd_lanes(sink); i++) {
        uint8_t set = igd_sink_dpcd_drive(sink, i);

        if (DRIVE_SWING(set) != sink->link.swing ||
            DRIVE_PREEMPHASIS(set) != sink->link.preemphasis) {
            return false;
        }
    }
    return true;
}

static bool can_recover_clock(const IgdSink *sink)
{
    return sink->link.signal == IGD_LINK_TPS1 &&
           igd_sink_dpcd_pattern(sink) == 1 && drive_fits(sink) &&
           sink->link.swing >= sink->traits.swing &&
           !faulty(sink, IGD_TRAINING_NO_CR);
}

static bool can_equalize(const IgdSink *sink)
{
    unsigned pattern = igd_sink_dpcd_pattern(sink);

    return ((sink->link.signal == IGD_LINK_TPS2 && pattern == 2) ||
            (sink->link.signal == IGD_LINK_TPS3 && pattern == 3)) &&
           sink->clock_recovered && drive_fits(sink) &&
           sink->link.swing >= sink->traits.swing &&
           sink->link.preemphasis == sink->traits.preemphasis &&
           !faulty(sink, IGD_TRAINING_NO_EQ);
}

void igd_sink_receive(IgdSink *sink)
{
    bool cr = sink->clock_recovered, eq = sink->equalized;
    unsigned pattern = igd_sink_dpcd_pattern(sink);
    bool starts = pattern == 1 && sink->pattern != 1;

    sink->pattern = pattern;
    if (starts || sink->link.signal == IGD_LINK_OFF || !link_fits(sink)) {
        sink->clock_recovered = sink->equalized = false;
    }
    if (link_fits(sink) && can_recover_clock(sink)) {
        sink->clock_recovered = true;
    } else if (link_fits(sink) && can_equalize(sink)) {
        sink->equalized = true;
    }
    if (cr != sink->clock_recovered || eq != sink->equalized) {
        sink->status_changed = true;
    }
}

void igd_sink_link(IgdSink *sink, const IgdLink *link)
{
    sink->link = *link;
    igd_sink_receive(sink);
}

void igd_sink_lose_link(IgdSink *sink)
{
    sink->clock_recovered = sink->equalized = false;
    sink->status_changed = true;
}

uint8_t igd_sink_lane_status(const IgdSink *sink, unsigned lane)
{
    if (lane >= igd_sink_dpcd_lanes(sink) || !sink->clock_recovered) {
        return 0;
    }
    return sink->equalized ? LANE_TRAINED : LANE_CR_DONE;
}

/*
 * A receiver that cannot recover the clock asks for one level more than it
 * gets, as one at the end of a bad cable would.
 */
uint8_t igd_sink_lane_request(const IgdSink *sink, unsigned lane)
{
    unsigned swing = DRIVE_SWING(igd_sink_dpcd_drive(sink, lane));

    if (lane >= igd_sink_dpcd_lanes(sink)) {
        return 0;
    }
    if (sink->clock_recovered) {
        return REQUEST(sink->traits.swing, sink->traits.preemphasis);
    }
    if (faulty(sink, IGD_TRAINING_NO_CR)) {
        return REQUEST(swing < LEVEL_MAX ? swing + 1 : LEVEL_MAX, 0);
    }
    return REQUEST(sink->traits.swing, 0);
}
