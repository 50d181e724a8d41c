/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A monitor on a port: a device on the iGPU's port bus, and a console that
 * shows what the port drives.
 */
#ifndef IGD_MONITOR_H
#define IGD_MONITOR_H

#include "hw/qdev-core.h"
#include "ui/console.h"
#include "port.h"

#define TYPE_IGD_MONITOR "igd-monitor"
OBJECT_DECLARE_SIMPLE_TYPE(IgdMonitor, IGD_MONITOR)

struct IgdMonitor {
    DeviceState parent_obj;

    char *port_name;            /* property "port": b, c, ... */
    char *connector;            /* property "connector": dp or hdmi */
    char *modes;                /* property "modes" */
    char *name;                 /* property "name", shown in the EDID */

    unsigned port;
    IgdSink sink;
    QemuConsole *con;
    uint64_t frames;            /* shown since it was lit */
    bool was_lit;
};

#endif
