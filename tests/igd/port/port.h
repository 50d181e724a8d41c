/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ports (DDIs), their side channels and the monitors that are plugged in.
 */
#ifndef IGD_PORT_H
#define IGD_PORT_H

#include "../mmio.h"
#include "sink.h"

#define IGD_MAX_PORTS   5       /* DDI A to E */

typedef struct IgdMonitor IgdMonitor;

#define TYPE_IGD_PORT_BUS "igd-port-bus"

typedef struct IgdGmbus {
    uint8_t data[512];          /* bytes that GMBUS3 still gives */
    unsigned len, pos;
    unsigned to_write;          /* bytes that GMBUS3 still takes */
    bool nak, active;
} IgdGmbus;

typedef struct IgdPorts {
    BusState bus;
    IgdMonitor *monitor[IGD_MAX_PORTS];
    IgdGmbus gmbus;
} IgdPorts;

/* The bus that monitors are plugged into. */
void igd_ports_realize(IgdState *s);

/* What is plugged into @port, or NULL. */
IgdSink *igd_port_sink(IgdState *s, unsigned port);

/* @frames frames of @pipe have passed: monitors count what they show. */
void igd_ports_frames(IgdState *s, unsigned pipe, uint64_t frames);

/* A monitor came or went: level, pulse and interrupt of hot plug detection. */
void igd_hotplug_changed(IgdState *s, unsigned port);

/* Tell the monitor on @port what it receives from now on. */
void igd_ddi_update(IgdState *s, unsigned port);

/* A transcoder starts to send through @port, @dp: as DisplayPort SST. */
void igd_ddi_started(IgdState *s, unsigned port, bool dp);

/* Letter of @port, as people write it. */
char igd_port_letter(unsigned port);

extern const IgdRoom igd_ddi_room;
extern const IgdRoom igd_aux_room;
extern const IgdRoom igd_gmbus_room;
extern const IgdRoom igd_hotplug_room;
extern const IgdRoom igd_pps_room;

#endif
