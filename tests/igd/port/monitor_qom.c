/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Properties of a monitor: those that it is made with, those that act while
 * it runs, and what it tells of what it receives.
 */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "qapi/util.h"
#include "qapi/visitor.h"
#include "hw/qdev-properties.h"
#include "../igd.h"
#include "../display/timing.h"
#include "monitor.h"

/* DEVICE_SERVICE_IRQ_VECTOR: SINK_SPECIFIC_IRQ */
#define SINK_SPECIFIC_IRQ   0x40

static const QEnumLookup training_lookup = {
    .array = (const char *const []) {
        [IGD_TRAINING_WORKS] = "none",
        [IGD_TRAINING_NO_CR] = "cr",
        [IGD_TRAINING_NO_EQ] = "eq",
    },
    .size = 3,
};

static const QEnumLookup ddc_lookup = {
    .array = (const char *const []) {
        [IGD_DDC_WORKS] = "works",
        [IGD_DDC_DEAD] = "dead",
        [IGD_DDC_STUCK] = "stuck",
    },
    .size = 3,
};

enum { PULSE_SHORT, PULSE_LINK_LOSS, PULSE_IRQ, PULSE_LONG };

static const QEnumLookup pulse_lookup = {
    .array = (const char *const []) {
        [PULSE_SHORT] = "short",
        [PULSE_LINK_LOSS] = "link-loss",
        [PULSE_IRQ] = "irq",
        [PULSE_LONG] = "long",
    },
    .size = 4,
};

static IgdState *monitor_state(IgdMonitor *mon)
{
    BusState *bus = qdev_get_parent_bus(DEVICE(mon));

    return bus && DEVICE(mon)->realized ? INTEL_IGD(bus->parent) : NULL;
}

static char *get_pipe(Object *obj, Error **errp)
{
    IgdPipe *pipe = igd_monitor_pipe(IGD_MONITOR(obj));

    return pipe ? g_strdup_printf("%c", 'A' + pipe->index) : g_strdup("none");
}

static char *get_transcoder(Object *obj, Error **errp)
{
    IgdPipe *pipe = igd_monitor_pipe(IGD_MONITOR(obj));

    return g_strdup(pipe ? igd_transcoder_name(pipe->transcoder) : "none");
}

static char *get_timings(Object *obj, Error **errp)
{
    IgdPipe *pipe = igd_monitor_pipe(IGD_MONITOR(obj));

    return pipe ? igd_timing_describe(pipe) : g_strdup("none");
}

static bool get_lit(Object *obj, Error **errp)
{
    return igd_monitor_pipe(IGD_MONITOR(obj)) != NULL;
}

static void get_frames(Object *obj, Visitor *v, const char *name,
                       void *opaque, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    uint64_t frames = igd_monitor_pipe(mon) && mon->was_lit ? mon->frames : 0;

    visit_type_uint64(v, name, &frames, errp);
}

static void get_crc(Object *obj, Visitor *v, const char *name, void *opaque,
                    Error **errp)
{
    uint32_t crc = igd_monitor_crc(IGD_MONITOR(obj));

    visit_type_uint32(v, name, &crc, errp);
}

/* "LANESxRATE", the rate as i915 writes it: symbols a second of a lane, kHz */
static char *get_link(Object *obj, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    if (!mon->attached || !igd_sink_is_dp(&mon->sink) ||
        !mon->sink.equalized) {
        return g_strdup("none");
    }
    return g_strdup_printf("%ux%" PRIu64, mon->sink.link.lanes,
                           mon->sink.link.symbol_hz / 1000);
}

static char *get_signal(Object *obj, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    IgdPipe *pipe = igd_monitor_pipe(mon);

    if (!pipe) {
        return g_strdup("none");
    } else if (igd_sink_is_dp(&mon->sink)) {
        return g_strdup("dp");
    }
    return g_strdup(igd_transcoder_sends_hdmi(pipe->s, pipe->transcoder) ?
                    "hdmi" : "dvi");
}

static void add_infoframe(GString *text, IgdMonitor *mon, const char *name,
                          IgdInfoframeType type)
{
    uint8_t frame[IGD_INFOFRAME_SIZE];
    IgdState *s = monitor_state(mon);
    size_t size;

    g_string_append_printf(text, "%s%s=", text->len ? " " : "", name);
    if (!s || igd_sink_is_dp(&mon->sink) || !igd_monitor_pipe(mon) ||
        !igd_dip_frame(s, mon->port, type, frame)) {
        g_string_append(text, "none");
        return;
    }
    size = igd_infoframe_size(frame);
    if (!igd_infoframe_valid(frame, type)) {
        g_string_append(text, "invalid:");
        size = IGD_INFOFRAME_SIZE;
    }
    for (size_t i = 0; i < size; i++) {
        g_string_append_printf(text, "%02x", frame[i]);
    }
}

static char *get_infoframes(Object *obj, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    GString *text = g_string_new(NULL);

    add_infoframe(text, mon, "avi", IGD_INFOFRAME_AVI);
    add_infoframe(text, mon, "spd", IGD_INFOFRAME_SPD);
    add_infoframe(text, mon, "vendor", IGD_INFOFRAME_VENDOR);
    return g_string_free(text, false);
}

static void get_backlight(Object *obj, Visitor *v, const char *name,
                          void *opaque, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    IgdState *s = monitor_state(mon);
    uint8_t percent = 0;

    if (s && mon->port == IGD_PORT_A && mon->attached &&
        igd_pps_backlight(s)) {
        percent = s->platform->pch->backlight_duty(s);
    }
    visit_type_uint8(v, name, &percent, errp);
}

static bool get_plugged(Object *obj, Error **errp)
{
    return IGD_MONITOR(obj)->plugged;
}

static void set_plugged(Object *obj, bool plugged, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    mon->plugged = plugged;
    igd_monitor_plug(mon);
}

static char *get_edid(Object *obj, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    return g_strdup(mon->edid_file ? mon->edid_file : "");
}

/* Another EDID is another monitor. */
static void set_edid(Object *obj, const char *file, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    if (monitor_state(mon)) {
        if (!igd_monitor_load_edid(mon, file, errp)) {
            return;
        }
        igd_monitor_replug(mon);
    }
    g_free(mon->edid_file);
    mon->edid_file = g_strdup(file);
}

static bool get_record(Object *obj, Error **errp)
{
    return IGD_MONITOR(obj)->recorder.on;
}

static void set_record(Object *obj, bool on, Error **errp)
{
    IgdRecorder *recorder = &IGD_MONITOR(obj)->recorder;

    if (on) {
        igd_recorder_begin(recorder, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL));
    }
    recorder->on = on;
}

static char *get_recorded(Object *obj, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);

    if (!igd_monitor_pipe(mon) && mon->recorder.on) {
        igd_recorder_dark(&mon->recorder,
                          qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL));
    }
    return igd_recorder_text(&mon->recorder);
}

static int get_fail_training(Object *obj, Error **errp)
{
    return IGD_MONITOR(obj)->sink.traits.training;
}

static void set_fail_training(Object *obj, int fault, Error **errp)
{
    IGD_MONITOR(obj)->sink.traits.training = fault;
}

static char *get_fail_above(Object *obj, Error **errp)
{
    return g_strdup_printf("%.2f", 0.27 *
                           IGD_MONITOR(obj)->sink.traits.training_above);
}

static void set_fail_above(Object *obj, const char *text, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    uint8_t rate = 0;

    if (strcmp(text, "0")) {
        rate = igd_monitor_parse_rate(text, true, errp);
        if (!rate) {
            return;
        }
    }
    mon->sink.traits.training_above = rate;
}

static int get_ddc(Object *obj, Error **errp)
{
    return IGD_MONITOR(obj)->sink.traits.ddc;
}

static void set_ddc(Object *obj, int fault, Error **errp)
{
    IGD_MONITOR(obj)->sink.traits.ddc = fault;
}

static void set_hpd_pulse(Object *obj, const char *text, Error **errp)
{
    IgdMonitor *mon = IGD_MONITOR(obj);
    int pulse = qapi_enum_parse(&pulse_lookup, text, -1, errp);

    if (pulse < 0) {
        return;
    }
    if (!mon->attached || !mon->sink.on) {
        error_setg(errp, "igd-monitor: a monitor that is unplugged or without "
                   "power has no hot plug line; set plugged=true, or wait for "
                   "the panel's power");
        return;
    }
    if (pulse != PULSE_LONG && !igd_sink_is_dp(&mon->sink)) {
        error_setg(errp, "igd-monitor: HDMI has no short pulses; set "
                   "hpd-pulse=long");
        return;
    }
    if (pulse == PULSE_LONG) {
        igd_monitor_replug(mon);
        return;
    }
    if (pulse == PULSE_LINK_LOSS) {
        igd_sink_lose_link(&mon->sink);
    } else if (pulse == PULSE_IRQ) {
        igd_sink_dpcd_irq(&mon->sink, SINK_SPECIFIC_IRQ);
    }
    igd_monitor_pulse(mon);
}

static const Property monitor_properties[] = {
    DEFINE_PROP_STRING("port", IgdMonitor, port_name),
    DEFINE_PROP_STRING("connector", IgdMonitor, connector),
    DEFINE_PROP_STRING("modes", IgdMonitor, modes),
    DEFINE_PROP_STRING("name", IgdMonitor, name),
    DEFINE_PROP_UINT32("serial", IgdMonitor, serial, 0),
    DEFINE_PROP_STRING("max-rate", IgdMonitor, max_rate),
    DEFINE_PROP_UINT8("max-lanes", IgdMonitor, max_lanes, 0),
    DEFINE_PROP_STRING("levels", IgdMonitor, levels),
};

static void describe(ObjectClass *klass, const char *name, const char *text)
{
    object_class_property_set_description(klass, name, text);
}

/* What can be set at any time. */
static void add_controls(ObjectClass *klass)
{
    object_class_property_add_bool(klass, "plugged", get_plugged,
                                   set_plugged);
    describe(klass, "plugged", "whether the cable is in");
    object_class_property_add_str(klass, "edid", get_edid, set_edid);
    describe(klass, "edid", "file with an EDID of one to four blocks; empty "
             "for the one that modes, name and serial make");
    object_class_property_add_enum(klass, "fail-training", "IgdTrainingFault",
                                   &training_lookup, get_fail_training,
                                   set_fail_training);
    describe(klass, "fail-training", "what of link training fails");
    object_class_property_add_str(klass, "fail-above", get_fail_above,
                                  set_fail_above);
    describe(klass, "fail-above", "Gbit/s of a lane up to which it does not");
    object_class_property_add_enum(klass, "ddc", "IgdDdcFault", &ddc_lookup,
                                   get_ddc, set_ddc);
    describe(klass, "ddc", "works, dead: no acknowledge, or stuck: the clock "
             "line is held low");
    object_class_property_add_str(klass, "hpd-pulse", NULL, set_hpd_pulse);
    describe(klass, "hpd-pulse", "pulse of the hot plug line: short, link-loss "
             "(the link is lost before), irq (SINK_SPECIFIC_IRQ is set "
             "before), or long");
    object_class_property_add_bool(klass, "record", get_record, set_record);
    describe(klass, "record", "whether frames are recorded; true begins anew");
}

/* What it receives. */
static void add_readings(ObjectClass *klass)
{
    object_class_property_add_str(klass, "pipe", get_pipe, NULL);
    describe(klass, "pipe", "pipe whose picture is shown: A, B, C or none");
    object_class_property_add_str(klass, "transcoder", get_transcoder, NULL);
    describe(klass, "transcoder",
             "transcoder that drives the port: A, B, C, EDP or none");
    object_class_property_add_str(klass, "timings", get_timings, NULL);
    describe(klass, "timings", "pixel clock; display, blank start, sync "
             "start, sync end, blank end and total, horizontal and vertical, "
             "as programmed");
    object_class_property_add_bool(klass, "lit", get_lit, NULL);
    describe(klass, "lit", "whether it shows a picture");
    object_class_property_add(klass, "frames", "uint64", get_frames, NULL,
                              NULL, NULL);
    describe(klass, "frames", "frames shown since it was lit");
    object_class_property_add(klass, "crc", "uint32", get_crc, NULL, NULL,
                              NULL);
    describe(klass, "crc",
             "CRC-32 of the picture as it is shown, XRGB8888 little-endian; 0 "
             "while dark");
    object_class_property_add_str(klass, "recorded", get_recorded, NULL);
    describe(klass, "recorded", "lines of crc and number of frames that follow "
             "each other; or dark and microseconds; or unseen and frames");
    object_class_property_add_str(klass, "link", get_link, NULL);
    describe(klass, "link", "trained link: lanes, x, kHz of symbols; or none");
    object_class_property_add_str(klass, "signal", get_signal, NULL);
    describe(klass, "signal", "dp, hdmi, dvi or none");
    object_class_property_add_str(klass, "infoframes", get_infoframes, NULL);
    describe(klass, "infoframes", "avi=, spd= and vendor=: bytes in hex from "
             "the type on, none, or invalid: and the bytes");
    object_class_property_add(klass, "backlight", "uint8", get_backlight,
                              NULL, NULL, NULL);
    describe(klass, "backlight", "of a panel, percent");
}

void igd_monitor_class_properties(ObjectClass *klass)
{
    device_class_set_props(DEVICE_CLASS(klass), monitor_properties);
    add_controls(klass);
    add_readings(klass);
}
