/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The electronics of a monitor: see sink.h. */
#include "sink.h"

bool igd_sink_is_dp(const IgdSink *sink)
{
    return sink->traits.connector != IGD_CONNECTOR_HDMI;
}

void igd_sink_init(IgdSink *sink)
{
    igd_sink_power(sink, sink->traits.connector != IGD_CONNECTOR_EDP);
}

void igd_sink_power(IgdSink *sink, bool on)
{
    sink->on = on;
    sink->clock_recovered = sink->equalized = sink->status_changed = false;
    sink->pattern = 0;
    igd_sink_i2c_stop(sink);
    igd_sink_dpcd_reset(sink);
}

bool igd_sink_shows(const IgdSink *sink)
{
    if (!sink->on || sink->link.signal != IGD_LINK_VIDEO) {
        return false;
    }
    return !igd_sink_is_dp(sink) ||
           (sink->equalized && !igd_sink_dpcd_pattern(sink));
}
