/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Monitors and the bus they are plugged into. */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "qapi/visitor.h"
#include "qemu/module.h"
#include "hw/hotplug.h"
#include "hw/qdev-properties.h"
#include "../igd.h"
#include "../display/pipe.h"
#include "../display/timing.h"
#include "monitor.h"

/* Size of a console whose monitor has not been lit yet. */
#define DARK_WIDTH  640
#define DARK_HEIGHT 480

static IgdState *monitor_igd(IgdMonitor *mon)
{
    BusState *bus = qdev_get_parent_bus(DEVICE(mon));

    return bus ? INTEL_IGD(bus->parent) : NULL;
}

IgdSink *igd_port_sink(IgdState *s, unsigned port)
{
    return port < IGD_MAX_PORTS && s->ports.monitor[port] ?
           &s->ports.monitor[port]->sink : NULL;
}

/* The pipe whose picture the monitor shows, or NULL while it is dark. */
static IgdPipe *shown_pipe(IgdMonitor *mon)
{
    IgdState *s = monitor_igd(mon);
    int pipe;

    if (!s || s->ports.monitor[mon->port] != mon ||
        !igd_sink_shows(&mon->sink)) {
        return NULL;
    }
    pipe = igd_display_pipe_of_port(s, mon->port);
    if (pipe < 0) {
        return NULL;
    }
    igd_timing_catch_up(&s->display.pipe[pipe]);
    return s->display.pipe[pipe].running ? &s->display.pipe[pipe] : NULL;
}

void igd_ports_frames(IgdState *s, unsigned index, uint64_t frames)
{
    for (unsigned port = 0; port < IGD_MAX_PORTS; port++) {
        IgdMonitor *mon = s->ports.monitor[port];
        bool lit;

        if (!mon) {
            continue;
        }
        lit = igd_sink_shows(&mon->sink) &&
              igd_display_pipe_of_port(s, port) == index;
        if (lit) {
            mon->frames = mon->was_lit ? mon->frames + frames : frames;
            mon->was_lit = true;
        } else if (!igd_sink_shows(&mon->sink)) {
            mon->was_lit = false;
        }
    }
}

static void monitor_gfx_update(void *opaque)
{
    IgdMonitor *mon = opaque;
    IgdPipe *pipe = shown_pipe(mon);
    DisplaySurface *surface = qemu_console_surface(mon->con);
    uint32_t width, height;

    if (pipe) {
        width = pipe->mode.hdisplay;
        height = pipe->mode.vdisplay;
    } else {
        width = surface ? surface_width(surface) : DARK_WIDTH;
        height = surface ? surface_height(surface) : DARK_HEIGHT;
    }
    if (!surface || surface_width(surface) != width ||
        surface_height(surface) != height) {
        qemu_console_resize(mon->con, width, height);
        surface = qemu_console_surface(mon->con);
    }
    if (pipe) {
        igd_display_compose(pipe->s, pipe->index, surface_data(surface),
                            width, height, surface_stride(surface) / 4);
    } else {
        memset(surface_data(surface), 0, surface_stride(surface) * height);
    }
    dpy_gfx_update_full(mon->con);
}

static const GraphicHwOps monitor_ops = {
    .gfx_update = monitor_gfx_update,
};

static bool parse_port(IgdMonitor *mon, IgdState *s, Error **errp)
{
    const IgdPlatform *p = s->platform;
    GString *ports;

    if (mon->port_name && strlen(mon->port_name) == 1) {
        unsigned port = g_ascii_tolower(mon->port_name[0]) - 'a';

        if (port < p->num_ports && p->connectors & BIT(port)) {
            mon->port = port;
            return true;
        }
    }
    ports = g_string_new(NULL);
    for (unsigned port = 0; port < p->num_ports; port++) {
        if (p->connectors & BIT(port)) {
            g_string_append_printf(ports, "%s%c", ports->len ? ", " : "",
                                   'a' + port);
        }
    }
    error_setg(errp, "igd-monitor: platform %s has no connector on port "
               "\"%s\"; choose port= one of: %s", p->name,
               mon->port_name ? mon->port_name : "", ports->str);
    g_string_free(ports, true);
    return false;
}

static bool parse_connector(IgdMonitor *mon, bool *dp, Error **errp)
{
    *dp = !g_strcmp0(mon->connector, "dp");
    if (!*dp && g_strcmp0(mon->connector, "hdmi")) {
        error_setg(errp, "igd-monitor: no connector \"%s\"; "
                   "choose connector=dp or connector=hdmi", mon->connector);
        return false;
    }
    return true;
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

static bool parse_modes(IgdMonitor *mon, bool dp, IgdMode *modes, size_t *n,
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
        if (!parse_mode(words[i], dp, &modes[i], errp)) {
            return false;
        }
    }
    return true;
}

static void monitor_realize(DeviceState *dev, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(dev);
    IgdState *s = monitor_igd(mon);
    IgdMode modes[IGD_EDID_MAX_MODES];
    g_autofree char *default_name = NULL;
    size_t num_modes;
    bool dp;

    if (!parse_port(mon, s, errp) || !parse_connector(mon, &dp, errp) ||
        !parse_modes(mon, dp, modes, &num_modes, errp)) {
        return;
    }
    if (s->ports.monitor[mon->port]) {
        error_setg(errp, "igd-monitor: port %s has a monitor already; choose "
                   "another port= or unplug that one", mon->port_name);
        return;
    }
    default_name = g_strdup_printf("PORT-%c", igd_port_letter(mon->port));
    igd_edid_make(mon->sink.edid, modes, num_modes,
                  mon->name ? mon->name : default_name, !dp, mon->port + 1);
    igd_sink_init(&mon->sink, dp);

    mon->con = graphic_console_init(dev, 0, &monitor_ops, mon);
    qemu_console_resize(mon->con, DARK_WIDTH, DARK_HEIGHT);
    s->ports.monitor[mon->port] = mon;
    igd_ddi_update(s, mon->port);
    igd_hotplug_changed(s, mon->port);
}

static void monitor_unrealize(DeviceState *dev)
{
    IgdMonitor *mon = IGD_MONITOR(dev);
    IgdState *s = monitor_igd(mon);

    s->ports.monitor[mon->port] = NULL;
    graphic_console_close(mon->con);
    igd_hotplug_changed(s, mon->port);
}

static char *get_pipe(Object *obj, Error **errp)
{
    IgdPipe *pipe = shown_pipe(IGD_MONITOR(obj));

    return pipe ? g_strdup_printf("%c", 'A' + pipe->index) : g_strdup("none");
}

static char *get_transcoder(Object *obj, Error **errp)
{
    IgdPipe *pipe = shown_pipe(IGD_MONITOR(obj));

    return g_strdup(pipe ? igd_transcoder_name(pipe->transcoder) : "none");
}

static char *get_timings(Object *obj, Error **errp)
{
    IgdPipe *pipe = shown_pipe(IGD_MONITOR(obj));

    return pipe ? igd_timing_describe(pipe) : g_strdup("none");
}

static bool get_lit(Object *obj, Error **errp)
{
    return shown_pipe(IGD_MONITOR(obj)) != NULL;
}

static void get_frames(Object *obj, Visitor *v, const char *name,
                       void *opaque, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    uint64_t frames = shown_pipe(mon) && mon->was_lit ? mon->frames : 0;

    visit_type_uint64(v, name, &frames, errp);
}

static void get_crc(Object *obj, Visitor *v, const char *name, void *opaque,
                    Error **errp)
{
    IgdPipe *pipe = shown_pipe(IGD_MONITOR(obj));
    uint32_t crc = pipe ? igd_pipe_crc(pipe, IGD_ALL_LAYERS) : 0;

    visit_type_uint32(v, name, &crc, errp);
}

static const Property monitor_properties[] = {
    DEFINE_PROP_STRING("port", IgdMonitor, port_name),
    DEFINE_PROP_STRING("connector", IgdMonitor, connector),
    DEFINE_PROP_STRING("modes", IgdMonitor, modes),
    DEFINE_PROP_STRING("name", IgdMonitor, name),
};

static void monitor_init(Object *obj)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    mon->connector = g_strdup("dp");
    mon->modes = g_strdup("1920x1080@60");
}

static void monitor_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    dc->desc = "Monitor on a port of an intel-igd";
    dc->bus_type = TYPE_IGD_PORT_BUS;
    dc->realize = monitor_realize;
    dc->unrealize = monitor_unrealize;
    set_bit(DEVICE_CATEGORY_DISPLAY, dc->categories);
    device_class_set_props(dc, monitor_properties);

    object_class_property_add_str(klass, "pipe", get_pipe, NULL);
    object_class_property_set_description(klass, "pipe",
        "pipe whose picture is shown: A, B, C or none");
    object_class_property_add_str(klass, "transcoder", get_transcoder, NULL);
    object_class_property_set_description(klass, "transcoder",
        "transcoder that drives the port: A, B, C, EDP or none");
    object_class_property_add_str(klass, "timings", get_timings, NULL);
    object_class_property_set_description(klass, "timings",
        "pixel clock; display, blank start, sync start, sync end, blank end "
        "and total, horizontal and vertical, as programmed");
    object_class_property_add_bool(klass, "lit", get_lit, NULL);
    object_class_property_set_description(klass, "lit",
        "whether it shows a picture");
    object_class_property_add(klass, "frames", "uint64", get_frames, NULL,
                              NULL, NULL);
    object_class_property_set_description(klass, "frames",
        "frames shown since it was lit");
    object_class_property_add(klass, "crc", "uint32", get_crc, NULL, NULL,
                              NULL);
    object_class_property_set_description(klass, "crc",
        "CRC-32 of the picture, XRGB8888 little-endian; 0 while dark");
}

static const TypeInfo igd_monitor_info = {
    .name = TYPE_IGD_MONITOR,
    .parent = TYPE_DEVICE,
    .instance_size = sizeof(IgdMonitor),
    .instance_init = monitor_init,
    .class_init = monitor_class_init,
};

static void port_bus_class_init(ObjectClass *klass, void *data)
{
    HotplugHandlerClass *hc = HOTPLUG_HANDLER_CLASS(klass);

    hc->unplug = qdev_simple_device_unplug_cb;
}

static const TypeInfo igd_port_bus_info = {
    .name = TYPE_IGD_PORT_BUS,
    .parent = TYPE_BUS,
    .instance_size = sizeof(BusState),
    .class_init = port_bus_class_init,
    .interfaces = (InterfaceInfo[]) {
        { TYPE_HOTPLUG_HANDLER },
        { },
    },
};

void igd_ports_realize(IgdState *s)
{
    qbus_init(&s->ports.bus, sizeof(s->ports.bus), TYPE_IGD_PORT_BUS,
              DEVICE(s), NULL);
    qbus_set_bus_hotplug_handler(&s->ports.bus);
}

static void igd_port_register_types(void)
{
    type_register_static(&igd_port_bus_info);
    type_register_static(&igd_monitor_info);
}

type_init(igd_port_register_types)
