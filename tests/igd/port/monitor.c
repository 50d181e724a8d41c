/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Monitors and the bus they are plugged into. */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "qemu/module.h"
#include "hw/hotplug.h"
#include "migration/vmstate.h"
#include "../igd.h"
#include "../display/crc.h"
#include "../display/picture.h"
#include "../display/timing.h"
#include "monitor.h"
#include "range.h"

/* Size of a console whose monitor has not been lit yet. */
#define DARK_WIDTH  640
#define DARK_HEIGHT 480

/* IgdMonitor.shown, where it is not the version of a picture */
#define NOTHING_SHOWN   0
#define DARK_SHOWN      UINT64_MAX

/* While a monitor is swapped, its line is low for as long. */
#define REPLUG_NS   (100 * (int64_t)SCALE_MS)

static IgdState *monitor_igd(IgdMonitor *mon)
{
    BusState *bus = qdev_get_parent_bus(DEVICE(mon));

    return bus ? INTEL_IGD(bus->parent) : NULL;
}

IgdSink *igd_port_sink(IgdState *s, unsigned port)
{
    IgdMonitor *mon = port < IGD_MAX_PORTS ? s->ports.monitor[port] : NULL;

    return mon && mon->attached ? &mon->sink : NULL;
}

IgdPipe *igd_monitor_pipe(IgdMonitor *mon)
{
    IgdState *s = monitor_igd(mon);
    int pipe;

    if (!s || s->ports.monitor[mon->port] != mon || !mon->attached ||
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

void igd_ports_frames(IgdState *s, unsigned index, uint64_t frames,
                      int64_t start, int64_t end)
{
    for (unsigned port = 0; port < IGD_MAX_PORTS; port++) {
        IgdMonitor *mon = s->ports.monitor[port];
        bool shows;

        if (!mon) {
            continue;
        }
        shows = mon->attached && igd_sink_shows(&mon->sink);
        if (shows && igd_display_pipe_of_port(s, port) == index) {
            mon->frames = mon->was_lit ? mon->frames + frames : frames;
            mon->was_lit = true;
            if (mon->recorder.on) {
                igd_recorder_frames(&mon->recorder, frames,
                                    igd_monitor_crc(mon), start, end);
            }
        } else if (!shows) {
            mon->was_lit = false;
        }
    }
}

/* What the link carries along with the picture says of its colours. */
static bool is_limited(IgdMonitor *mon, IgdPipe *pipe)
{
    uint8_t avi[IGD_INFOFRAME_SIZE];

    if (igd_sink_is_dp(&mon->sink)) {
        return igd_range_limited_dp(igd_transcoder_msa_misc(pipe->s,
                                                            pipe->transcoder));
    }
    return igd_range_limited_hdmi(
        igd_dip_frame(pipe->s, mon->port, IGD_INFOFRAME_AVI, avi) &&
        igd_infoframe_valid(avi, IGD_INFOFRAME_AVI) ? avi : NULL);
}

uint32_t igd_monitor_crc(IgdMonitor *mon)
{
    IgdPipe *pipe = igd_monitor_pipe(mon);
    const IgdPicture *picture;
    g_autofree uint32_t *wide = NULL;

    if (!pipe) {
        return 0;
    }
    if (!is_limited(mon, pipe)) {
        return igd_pipe_picture_crc(pipe);
    }
    picture = igd_pipe_picture(pipe);
    wide = g_memdup2(picture->pixels, (size_t)picture->width *
                                      picture->height * sizeof(*wide));
    igd_range_widen_picture(wide, picture->width, picture->height,
                            picture->width);
    return igd_crc(wide, picture->width, picture->height, picture->width);
}

/* A surface of @width x @height; a new one shows nothing. */
static DisplaySurface *fit_surface(IgdMonitor *mon, uint32_t width,
                                   uint32_t height)
{
    DisplaySurface *surface = qemu_console_surface(mon->con);

    if (!surface || surface_width(surface) != width ||
        surface_height(surface) != height) {
        qemu_console_resize(mon->con, width, height);
        surface = qemu_console_surface(mon->con);
        mon->shown = NOTHING_SHOWN;
    }
    return surface;
}

static void show_dark(IgdMonitor *mon)
{
    DisplaySurface *surface = qemu_console_surface(mon->con);

    if (!surface) {
        surface = fit_surface(mon, DARK_WIDTH, DARK_HEIGHT);
    }
    if (mon->shown_pipe || mon->shown == NOTHING_SHOWN) {
        memset(surface_data(surface), 0,
               surface_stride(surface) * surface_height(surface));
        dpy_gfx_update_full(mon->con);
        mon->shown_pipe = NULL;
        mon->shown = DARK_SHOWN;
    }
}

/* Rows from @y on that have changed since they were shown. */
static void show_rows(IgdMonitor *mon, DisplaySurface *surface,
                      const IgdPicture *picture, uint32_t y, uint32_t rows)
{
    uint8_t *out = (uint8_t *)surface_data(surface) +
                   y * surface_stride(surface);

    for (uint32_t i = 0; i < rows; i++) {
        memcpy(out + i * surface_stride(surface),
               picture->pixels + (size_t)(y + i) * picture->width,
               picture->width * sizeof(*picture->pixels));
    }
    if (mon->shown_limited) {
        igd_range_widen_picture((uint32_t *)out, picture->width, rows,
                                surface_stride(surface) / 4);
    }
    dpy_gfx_update(mon->con, 0, y, picture->width, rows);
}

static void show_picture(IgdMonitor *mon, IgdPipe *pipe)
{
    const IgdPicture *picture = igd_pipe_picture(pipe);
    DisplaySurface *surface = fit_surface(mon, picture->width,
                                          picture->height);
    bool limited = is_limited(mon, pipe);

    if (mon->shown_pipe != pipe || mon->shown_limited != limited) {
        mon->shown_pipe = pipe;
        mon->shown_limited = limited;
        mon->shown = NOTHING_SHOWN;
    }
    for (unsigned band = 0; band < picture->bands; band++) {
        uint32_t y = band * IGD_BAND_ROWS;

        if (picture->changed[band] > mon->shown) {
            show_rows(mon, surface, picture, y,
                      MIN(IGD_BAND_ROWS, picture->height - y));
        }
    }
    mon->shown = picture->version;
}

static void monitor_gfx_update(void *opaque)
{
    IgdMonitor *mon = opaque;
    IgdPipe *pipe = igd_monitor_pipe(mon);

    if (pipe) {
        show_picture(mon, pipe);
    } else {
        show_dark(mon);
    }
}

static void monitor_invalidate(void *opaque)
{
    IgdMonitor *mon = opaque;

    mon->shown = NOTHING_SHOWN;
}

static const GraphicHwOps monitor_ops = {
    .gfx_update = monitor_gfx_update,
    .invalidate = monitor_invalidate,
};

void igd_port_changed(IgdState *s, unsigned port)
{
    igd_i2c_wire_reset(&s->ports.wire[port]);
    if (port == IGD_PORT_A) {
        igd_pps_panel_changed(s);
    }
    igd_ddi_update(s, port);
    igd_hotplug_update(s, port);
}

static void attach(IgdMonitor *mon, bool attached)
{
    IgdState *s = monitor_igd(mon);

    if (!s || s->ports.monitor[mon->port] != mon ||
        mon->attached == attached) {
        return;
    }
    if (!attached) {
        igd_sink_link(&mon->sink, &(IgdLink) { .signal = IGD_LINK_OFF });
        igd_sink_i2c_stop(&mon->sink);
    } else if (mon->sink.traits.connector == IGD_CONNECTOR_EDP) {
        igd_sink_power(&mon->sink, false);
    }
    mon->attached = attached;
    igd_port_changed(s, mon->port);
}

void igd_monitor_plug(IgdMonitor *mon)
{
    if (mon->replug_timer) {
        timer_del(mon->replug_timer);
    }
    attach(mon, mon->plugged);
}

void igd_monitor_replug(IgdMonitor *mon)
{
    attach(mon, false);
    timer_mod(mon->replug_timer,
              qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + REPLUG_NS);
}

void igd_monitor_pulse(IgdMonitor *mon)
{
    igd_hotplug_pulse(monitor_igd(mon), mon->port);
}

static void replug_timer(void *opaque)
{
    igd_monitor_plug(opaque);
}

static void monitor_realize(DeviceState *dev, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(dev);
    IgdState *s = monitor_igd(mon);

    if (!igd_monitor_configure(mon, s, errp)) {
        return;
    }
    igd_sink_init(&mon->sink);
    mon->replug_timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, replug_timer, mon);
    mon->con = graphic_console_init(dev, 0, &monitor_ops, mon);
    qemu_console_resize(mon->con, DARK_WIDTH, DARK_HEIGHT);
    s->ports.monitor[mon->port] = mon;
    igd_monitor_plug(mon);
}

static void monitor_unrealize(DeviceState *dev)
{
    IgdMonitor *mon = IGD_MONITOR(dev);
    IgdState *s = monitor_igd(mon);

    attach(mon, false);
    g_clear_pointer(&mon->replug_timer, timer_free);
    s->ports.monitor[mon->port] = NULL;
    graphic_console_close(mon->con);
}

static void monitor_init(Object *obj)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    mon->connector = g_strdup("dp");
    mon->modes = g_strdup("1920x1080@60");
    mon->plugged = true;
}

static void monitor_finalize(Object *obj)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    g_free(mon->edid_file);
    igd_recorder_free(&mon->recorder);
}

static bool sink_is_valid(void *opaque, int version_id)
{
    const IgdSink *sink = opaque;

    return sink->edid_size <= sizeof(sink->edid) &&
           sink->link.signal <= IGD_LINK_VIDEO &&
           sink->traits.training <= IGD_TRAINING_NO_EQ &&
           sink->traits.ddc <= IGD_DDC_STUCK;
}

/* What can change; the rest is said by the properties that it is made with. */
static const VMStateDescription sink_vmstate = {
    .name = "igd-monitor/sink",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(traits.training, IgdSink),
        VMSTATE_UINT8(traits.training_above, IgdSink),
        VMSTATE_UINT32(traits.ddc, IgdSink),
        VMSTATE_BOOL(on, IgdSink),
        VMSTATE_UINT8_ARRAY(edid, IgdSink, IGD_EDID_MAX_SIZE),
        VMSTATE_UINT32(edid_size, IgdSink),
        VMSTATE_UINT8(segment, IgdSink),
        VMSTATE_UINT8(offset, IgdSink),
        VMSTATE_BOOL(i2c_open, IgdSink),
        VMSTATE_BOOL(i2c_reading, IgdSink),
        VMSTATE_BOOL(i2c_index_next, IgdSink),
        VMSTATE_UINT8(i2c_addr, IgdSink),
        VMSTATE_UINT8_ARRAY(dpcd, IgdSink, 0x800),
        VMSTATE_UINT32(link.signal, IgdSink),
        VMSTATE_UINT32(link.lanes, IgdSink),
        VMSTATE_UINT64(link.symbol_hz, IgdSink),
        VMSTATE_UINT8(link.swing, IgdSink),
        VMSTATE_UINT8(link.preemphasis, IgdSink),
        VMSTATE_UINT32(pattern, IgdSink),
        VMSTATE_BOOL(clock_recovered, IgdSink),
        VMSTATE_BOOL(equalized, IgdSink),
        VMSTATE_BOOL(status_changed, IgdSink),
        VMSTATE_VALIDATE("it is one", sink_is_valid),
        VMSTATE_END_OF_LIST()
    },
};

/*
 * The iGPU has the state of the port, and is loaded before: nobody is told
 * that the monitor has changed.
 */
static const VMStateDescription monitor_vmstate = {
    .name = TYPE_IGD_MONITOR,
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32_EQUAL(port, IgdMonitor,
                             "igd-monitor: plug in the same ones"),
        VMSTATE_BOOL(plugged, IgdMonitor),
        VMSTATE_BOOL(attached, IgdMonitor),
        VMSTATE_STRUCT(sink, IgdMonitor, 0, sink_vmstate, IgdSink),
        VMSTATE_TIMER_PTR(replug_timer, IgdMonitor),
        VMSTATE_UINT64(frames, IgdMonitor),
        VMSTATE_BOOL(was_lit, IgdMonitor),
        VMSTATE_END_OF_LIST()
    },
};

static void monitor_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);

    dc->desc = "Monitor on a port of an intel-igd";
    dc->bus_type = TYPE_IGD_PORT_BUS;
    dc->realize = monitor_realize;
    dc->unrealize = monitor_unrealize;
    dc->vmsd = &monitor_vmstate;
    set_bit(DEVICE_CATEGORY_DISPLAY, dc->categories);
    igd_monitor_class_properties(klass);
}

static const TypeInfo igd_monitor_info = {
    .name = TYPE_IGD_MONITOR,
    .parent = TYPE_DEVICE,
    .instance_size = sizeof(IgdMonitor),
    .instance_init = monitor_init,
    .instance_finalize = monitor_finalize,
    .class_init = monitor_class_init,
};

/* A monitor is found again in a stream by its port. */
static char *port_bus_get_dev_path(DeviceState *dev)
{
    g_autofree char *igd = qdev_get_dev_path(qdev_get_parent_bus(dev)->parent);

    return g_strdup_printf("%s/port-%c", igd, 'a' + IGD_MONITOR(dev)->port);
}

static void port_bus_class_init(ObjectClass *klass, void *data)
{
    HotplugHandlerClass *hc = HOTPLUG_HANDLER_CLASS(klass);

    BUS_CLASS(klass)->get_dev_path = port_bus_get_dev_path;
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
