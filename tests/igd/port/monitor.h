/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A monitor on a port: a device on the iGPU's port bus, and a console that
 * shows what the port drives.
 *
 * monitor.c: device, console, plugging; monitor_config.c: what its properties
 * say when it is made; monitor_qom.c: the properties.
 */
#ifndef IGD_MONITOR_H
#define IGD_MONITOR_H

#include "hw/qdev-core.h"
#include "ui/console.h"
#include "../display/display.h"
#include "port.h"
#include "recorder.h"

#define TYPE_IGD_MONITOR "igd-monitor"
OBJECT_DECLARE_SIMPLE_TYPE(IgdMonitor, IGD_MONITOR)

struct IgdMonitor {
    DeviceState parent_obj;

    /* properties as they were given */
    char *port_name;            /* a, b, ... */
    char *connector;            /* dp, hdmi or edp */
    char *modes;
    char *name;                 /* shown in the EDID */
    uint32_t serial;            /* 0: the port's number */
    char *max_rate;             /* Gbit/s of a lane */
    uint8_t max_lanes;
    char *levels;               /* SWING/PREEMPHASIS that it needs */
    char *edid_file;            /* NULL: the EDID is made */
    bool plugged;

    unsigned port;
    IgdSink sink;
    /* the EDID that the other properties make, for when edid_file goes */
    uint8_t own_edid[IGD_EDID_MAX_SIZE];
    size_t own_edid_size;
    bool attached;              /* plugged, and not just being replugged */
    QEMUTimer *replug_timer;
    QemuConsole *con;
    IgdPipe *shown_pipe;        /* whose picture is on the console, NULL: dark */
    uint64_t shown;             /* and the picture's version */
    bool shown_limited;         /* its colours were widened for that */
    uint64_t frames;            /* shown since it was lit */
    bool was_lit;
    IgdRecorder recorder;
};

/* The pipe whose picture the monitor shows, or NULL while it is dark. */
IgdPipe *igd_monitor_pipe(IgdMonitor *mon);

/* CRC-32 of what it shows; 0 while it is dark. */
uint32_t igd_monitor_crc(IgdMonitor *mon);

/* Plug it in or out, as the property "plugged" says. */
void igd_monitor_plug(IgdMonitor *mon);
/* Out, and in again after a while. */
void igd_monitor_replug(IgdMonitor *mon);
/* The monitor signals IRQ_HPD. */
void igd_monitor_pulse(IgdMonitor *mon);

/* Port, traits and EDID from the properties. */
bool igd_monitor_configure(IgdMonitor *mon, IgdState *s, Error **errp);
/* "1.62" to "5.4" in units of DPCD LINK_BW_SET; 0 with @errp if it is none. */
uint8_t igd_monitor_parse_rate(const char *text, bool edp, Error **errp);
/* The EDID in @file, or the monitor's own one for "". */
bool igd_monitor_load_edid(IgdMonitor *mon, const char *file, Error **errp);

void igd_monitor_class_properties(ObjectClass *klass);

#endif
