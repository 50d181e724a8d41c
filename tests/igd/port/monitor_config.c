/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a monitor is like, from its properties. */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "../igd.h"
#include "monitor.h"

static const struct {
    const char *name;
    IgdConnector connector;
} connectors[] = {
    { "dp", IGD_CONNECTOR_DP },
    { "hdmi", IGD_CONNECTOR_HDMI },
    { "edp", IGD_CONNECTOR_EDP },
};

static const struct {
    const char *gbit;
    uint8_t bw;                 /* LINK_BW_SET units */
    bool edp_only;
} rates[] = {
    { "1.62", 0x06 }, { "2.16", 0x08, true }, { "2.7", 0x0a },
    { "3.24", 0x0c, true }, { "4.32", 0x10, true }, { "5.4", 0x14 },
};

static void list(GString *text, const char *word)
{
    g_string_append_printf(text, "%s%s", text->len ? ", " : "", word);
}

static bool parse_connector(IgdMonitor *mon, Error **errp)
{
    for (size_t i = 0; i < ARRAY_SIZE(connectors); i++) {
        if (!g_strcmp0(mon->connector, connectors[i].name)) {
            mon->sink.traits.connector = connectors[i].connector;
            return true;
        }
    }
    error_setg(errp, "igd-monitor: no connector \"%s\"; choose connector=dp, "
               "connector=hdmi or connector=edp", mon->connector);
    return false;
}

/* "a: edp, b: dp hdmi" */
static char *port_names(const IgdPlatform *p)
{
    GString *text = g_string_new(NULL);

    for (unsigned port = 0; port < p->num_ports; port++) {
        const char word[] = { 'a' + port, ':', 0 };

        list(text, word);
        for (size_t i = 0; i < ARRAY_SIZE(connectors); i++) {
            if (p->connectors[port] & BIT(connectors[i].connector)) {
                g_string_append_printf(text, " %s", connectors[i].name);
            }
        }
    }
    return g_string_free(text, false);
}

static bool parse_port(IgdMonitor *mon, IgdState *s, Error **errp)
{
    const IgdPlatform *p = s->platform;
    g_autofree char *names = port_names(p);

    if (mon->port_name && strlen(mon->port_name) == 1) {
        unsigned port = g_ascii_tolower(mon->port_name[0]) - 'a';

        if (port < p->num_ports &&
            p->connectors[port] & BIT(mon->sink.traits.connector)) {
            mon->port = port;
            return true;
        }
    }
    error_setg(errp, "igd-monitor: platform %s has no connector of type %s on "
               "port \"%s\"; choose port= and connector= from: %s", p->name,
               mon->connector, mon->port_name ? mon->port_name : "", names);
    return false;
}

/* Nothing else on the port, nor on an AUX channel that it shares. */
static bool check_free(IgdMonitor *mon, IgdState *s, Error **errp)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        if (!s->ports.monitor[port]) {
            continue;
        }
        if (port == mon->port) {
            error_setg(errp, "igd-monitor: port %s has a monitor already; "
                       "choose another port= or unplug that one",
                       mon->port_name);
            return false;
        }
        if (s->platform->aux_channel[port] ==
            s->platform->aux_channel[mon->port]) {
            error_setg(errp, "igd-monitor: port %s shares its AUX channel "
                       "and lanes with port %c, which has a monitor; choose "
                       "another port=", mon->port_name, 'a' + port);
            return false;
        }
    }
    return true;
}

uint8_t igd_monitor_parse_rate(const char *text, bool edp, Error **errp)
{
    g_autoptr(GString) names = g_string_new(NULL);

    for (size_t i = 0; i < ARRAY_SIZE(rates); i++) {
        if (rates[i].edp_only && !edp) {
            continue;
        }
        if (!strcmp(text, rates[i].gbit)) {
            return rates[i].bw;
        }
        list(names, rates[i].gbit);
    }
    error_setg(errp, "igd-monitor: \"%s\" is not a rate of a lane in Gbit/s; "
               "choose one of: %s", text, names->str);
    return 0;
}

static bool parse_levels(IgdMonitor *mon, Error **errp)
{
    unsigned swing, preemphasis;
    int end = 0;

    if (sscanf(mon->levels, "%1u/%1u%n", &swing, &preemphasis, &end) != 2 ||
        mon->levels[end] || swing + preemphasis > 3) {
        error_setg(errp, "igd-monitor: \"%s\" are not levels that a source "
                   "can send; write levels=SWING/PREEMPHASIS, 0 to 3 each "
                   "and 3 together", mon->levels);
        return false;
    }
    mon->sink.traits.swing = swing;
    mon->sink.traits.preemphasis = preemphasis;
    return true;
}

static bool parse_link(IgdMonitor *mon, Error **errp)
{
    IgdSinkTraits *traits = &mon->sink.traits;
    bool given = mon->max_rate || mon->max_lanes || mon->levels;

    if (given && traits->connector == IGD_CONNECTOR_HDMI) {
        error_setg(errp, "igd-monitor: max-rate=, max-lanes= and levels= are "
                   "for DisplayPort; leave them out or choose connector=dp");
        return false;
    }
    if (mon->max_lanes > IGD_LANES_MAX || mon->max_lanes == 3) {
        error_setg(errp, "igd-monitor: there are no links of %u lanes; choose "
                   "max-lanes=1, 2 or 4", mon->max_lanes);
        return false;
    }
    traits->max_lanes = mon->max_lanes;
    if (mon->levels && !parse_levels(mon, errp)) {
        return false;
    }
    if (mon->max_rate) {
        traits->max_rate = igd_monitor_parse_rate(
            mon->max_rate, traits->connector == IGD_CONNECTOR_EDP, errp);
    }
    return !mon->max_rate || traits->max_rate;
}

/* "WIDTHxHEIGHT@HZ" */
static bool parse_mode(const char *text, bool dp, IgdMode *mode, Error **errp)
{
    unsigned width, height, hz;
    int end = 0;

    if (sscanf(text, "%5ux%5u@%4u%n", &width, &height, &hz, &end) != 3 ||
        text[end]) {
        error_setg(errp, "igd-monitor: \"%s\" is not a mode; write "
                   "WIDTHxHEIGHT@HZ, as in 1920x1080@60", text);
        return false;
    }
    if (!igd_mode_make(mode, width, height, hz)) {
        error_setg(errp, "igd-monitor: an EDID cannot describe mode %s; "
                   "choose sizes from 64 to 4095, 24 to 240 Hz, and less "
                   "than 655 MHz", text);
        return false;
    }
    if (!dp && mode->clock > IGD_HDMI_MAX_KHZ) {
        error_setg(errp, "igd-monitor: mode %s takes %u kHz, and HDMI ends at "
                   "%u kHz; choose connector=dp or a lower mode", text,
                   mode->clock, IGD_HDMI_MAX_KHZ);
        return false;
    }
    return true;
}

static bool parse_modes(IgdMonitor *mon, IgdMode *modes, size_t *n,
                        Error **errp)
{
    g_auto(GStrv) words = g_strsplit(mon->modes, ":", -1);

    *n = g_strv_length(words);
    if (*n < 1 || *n > IGD_EDID_MAX_MODES) {
        error_setg(errp, "igd-monitor: %zu modes are given; give modes= from "
                   "1 to %u, separated by colons", *n, IGD_EDID_MAX_MODES);
        return false;
    }
    for (size_t i = 0; i < *n; i++) {
        if (!parse_mode(words[i], igd_sink_is_dp(&mon->sink), &modes[i], errp)) {
            return false;
        }
    }
    return true;
}

/* The EDID of one's own, for when no file gives another one. */
static bool make_edid(IgdMonitor *mon, Error **errp)
{
    g_autofree char *name = g_strdup_printf("PORT-%c",
                                            igd_port_letter(mon->port));
    IgdMode modes[IGD_EDID_MAX_MODES];
    IgdEdidInfo info = {
        .modes = modes,
        .name = mon->name ? mon->name : name,
        .input = igd_sink_is_dp(&mon->sink) ? IGD_EDID_DP : IGD_EDID_HDMI,
        .serial = mon->serial ? mon->serial : mon->port + 1,
    };

    if (!parse_modes(mon, modes, &info.num_modes, errp)) {
        return false;
    }
    mon->own_edid_size = igd_edid_make(mon->own_edid, &info);
    return true;
}

bool igd_monitor_load_edid(IgdMonitor *mon, const char *file, Error **errp)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *blob = NULL;
    const char *wrong;
    gsize size;

    if (!*file) {
        memcpy(mon->sink.edid, mon->own_edid, sizeof(mon->sink.edid));
        mon->sink.edid_size = mon->own_edid_size;
        return true;
    }
    if (!g_file_get_contents(file, &blob, &size, &error)) {
        error_setg(errp, "igd-monitor: %s", error->message);
        return false;
    }
    wrong = igd_edid_error((const uint8_t *)blob, size);
    if (wrong) {
        error_setg(errp, "igd-monitor: %s is no EDID: %s", file, wrong);
        return false;
    }
    memcpy(mon->sink.edid, blob, size);
    mon->sink.edid_size = size;
    return true;
}

bool igd_monitor_configure(IgdMonitor *mon, IgdState *s, Error **errp)
{
    return parse_connector(mon, errp) && parse_port(mon, s, errp) &&
           check_free(mon, s, errp) && parse_link(mon, errp) &&
           make_edid(mon, errp) &&
           igd_monitor_load_edid(mon, mon->edid_file ? mon->edid_file : "",
                                 errp);
}
