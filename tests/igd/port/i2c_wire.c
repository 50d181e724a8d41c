/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sink's end of a bit-banged DDC: see i2c_wire.h. Source: NXP UM10204. */
#include "i2c_wire.h"

#define BYTE_BITS   8

void igd_i2c_wire_reset(IgdI2cWire *wire)
{
    *wire = (IgdI2cWire) { .scl = true, .sda = true };
}

bool igd_i2c_wire_scl(const IgdSink *sink, bool scl)
{
    return scl && sink->traits.ddc != IGD_DDC_STUCK;
}

bool igd_i2c_wire_sda(const IgdI2cWire *wire, bool sda)
{
    return sda && !wire->pull;
}

/* Eight bits have come: does the sink acknowledge them? */
static bool take_byte(IgdI2cWire *wire, IgdSink *sink)
{
    if (wire->state == IGD_WIRE_ADDRESS) {
        return igd_sink_i2c_start(sink, wire->byte >> 1, wire->byte & 1);
    }
    return igd_sink_i2c_write(sink, wire->byte);
}

static void next_byte(IgdI2cWire *wire, IgdSink *sink)
{
    if (wire->state == IGD_WIRE_ADDRESS && wire->acked) {
        wire->state = wire->byte & 1 ? IGD_WIRE_READ : IGD_WIRE_WRITE;
    } else if (!wire->acked) {
        wire->state = IGD_WIRE_IDLE;
    }
    wire->bits = 0;
    if (wire->state == IGD_WIRE_READ) {
        wire->byte = igd_sink_i2c_read(sink);
    }
}

/* The sink changes its end of SDA while SCL is low. */
static void clock_fell(IgdI2cWire *wire, IgdSink *sink)
{
    wire->pull = false;
    if (wire->state == IGD_WIRE_IDLE) {
        return;
    }
    if (wire->bits == BYTE_BITS && wire->state != IGD_WIRE_READ) {
        wire->acked = take_byte(wire, sink);
        wire->pull = wire->acked;
    } else if (wire->bits > BYTE_BITS) {
        next_byte(wire, sink);
    }
    if (wire->state == IGD_WIRE_READ && wire->bits < BYTE_BITS) {
        wire->pull = !(wire->byte >> (BYTE_BITS - 1 - wire->bits) & 1);
    }
}

static void clock_rose(IgdI2cWire *wire, bool sda)
{
    if (wire->state == IGD_WIRE_IDLE || wire->bits > BYTE_BITS) {
        return;
    }
    if (wire->bits == BYTE_BITS) {
        wire->acked = wire->state == IGD_WIRE_READ ? !sda : wire->acked;
    } else if (wire->state != IGD_WIRE_READ) {
        wire->byte = wire->byte << 1 | sda;
    }
    wire->bits++;
}

void igd_i2c_wire_drive(IgdI2cWire *wire, IgdSink *sink, bool scl, bool sda)
{
    bool was_high = wire->scl;

    scl = igd_i2c_wire_scl(sink, scl);
    sda = igd_i2c_wire_sda(wire, sda);
    if (was_high && scl && sda != wire->sda) {
        if (sda) {                              /* stop */
            igd_sink_i2c_stop(sink);
            wire->state = IGD_WIRE_IDLE;
        } else {                                /* start */
            wire->state = IGD_WIRE_ADDRESS;
            wire->bits = 0;
        }
    } else if (was_high && !scl) {
        clock_fell(wire, sink);
    } else if (!was_high && scl) {
        clock_rose(wire, sda);
    }
    wire->scl = scl;
    wire->sda = igd_i2c_wire_sda(wire, sda);
}
