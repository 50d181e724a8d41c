/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * DDC of a monitor: the EDID as an I2C memory, with the segment pointer that
 * reaches its third block and those behind. Source: VESA E-DDC 1.2.
 */
#include "sink.h"

#define DDC_EDID            0x50
#define DDC_SEGMENT         0x30

bool igd_sink_i2c_start(IgdSink *sink, uint8_t addr, bool reading)
{
    bool known = addr == DDC_EDID || (addr == DDC_SEGMENT && !reading);

    if (!known || !sink->on || sink->traits.ddc != IGD_DDC_WORKS) {
        igd_sink_i2c_stop(sink);
        return false;
    }
    sink->i2c_open = true;
    sink->i2c_addr = addr;
    sink->i2c_reading = reading;
    sink->i2c_index_next = !reading;
    return true;
}

bool igd_sink_i2c_write(IgdSink *sink, uint8_t byte)
{
    if (!sink->i2c_open || sink->i2c_reading || !sink->i2c_index_next) {
        return false;           /* the EDID cannot be written */
    }
    sink->i2c_index_next = false;
    if (sink->i2c_addr == DDC_SEGMENT) {
        sink->segment = byte;
    } else {
        sink->offset = byte;
    }
    return true;
}

uint8_t igd_sink_i2c_read(IgdSink *sink)
{
    size_t at = sink->segment * 256u + sink->offset;

    if (!sink->i2c_open || !sink->i2c_reading) {
        return 0xff;
    }
    sink->offset++;
    return at < sink->edid_size ? sink->edid[at] : 0xff;
}

/* The segment pointer goes back to 0 at a stop. */
void igd_sink_i2c_stop(IgdSink *sink)
{
    sink->i2c_open = false;
    sink->segment = 0;
}
