/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The two wires of a DDC, for a master that moves them one by one: the sink's
 * end. It knows neither registers nor QEMU.
 */
#ifndef IGD_I2C_WIRE_H
#define IGD_I2C_WIRE_H

#include "sink.h"

typedef enum IgdWireState {
    IGD_WIRE_IDLE,              /* until the next start condition */
    IGD_WIRE_ADDRESS,
    IGD_WIRE_WRITE,
    IGD_WIRE_READ,
} IgdWireState;

#define IGD_WIRE_MAX_BITS   9   /* a byte and its acknowledge */

typedef struct IgdI2cWire {
    IgdWireState state;
    bool scl, sda;              /* levels as last seen */
    bool pull;                  /* the sink holds SDA low */
    bool acked;
    uint8_t byte;
    unsigned bits;              /* clocked of this byte, then its ack */
} IgdI2cWire;

/* Nobody pulls. */
void igd_i2c_wire_reset(IgdI2cWire *wire);

/*
 * The master releases the lines (true) or pulls them low. Afterwards
 * igd_i2c_wire_scl() and _sda() are what everybody sees.
 */
void igd_i2c_wire_drive(IgdI2cWire *wire, IgdSink *sink, bool scl, bool sda);
bool igd_i2c_wire_scl(const IgdSink *sink, bool scl);
bool igd_i2c_wire_sda(const IgdI2cWire *wire, bool sda);

#endif
