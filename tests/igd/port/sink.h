/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The electronics of a monitor as a cable sees them: DDC, and for
 * DisplayPort the DPCD and the receiver of the main link. It knows neither
 * the iGPU's registers nor QEMU.
 */
#ifndef IGD_SINK_H
#define IGD_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "edid.h"

/* What the source sends on the main link. */
typedef enum IgdLinkSignal {
    IGD_LINK_OFF,
    IGD_LINK_TPS1,
    IGD_LINK_TPS2,
    IGD_LINK_TPS3,
    IGD_LINK_IDLE,
    IGD_LINK_VIDEO,
} IgdLinkSignal;

typedef struct IgdSink {
    bool dp;                    /* else HDMI */
    uint8_t edid[IGD_EDID_SIZE];

    /* DDC: E-DDC segment pointer, offset within the 256 bytes, transfer */
    uint8_t segment, offset;
    bool i2c_open, i2c_reading, i2c_index_next;
    uint8_t i2c_addr;

    /* DPCD 0x000 to 0x7ff; all else reads 0 */
    uint8_t dpcd[0x800];
    IgdLinkSignal signal;
    unsigned signal_lanes;
    uint64_t signal_hz;         /* link symbols a second */
    bool clock_recovered, equalized;
} IgdSink;

/* @sink is zeroed but for its EDID. */
void igd_sink_init(IgdSink *sink, bool dp);

/*
 * DDC. A start condition with a 7-bit address, which is acknowledged or not;
 * then bytes in that direction; then another start or a stop.
 */
bool igd_sink_i2c_start(IgdSink *sink, uint8_t addr, bool reading);
bool igd_sink_i2c_write(IgdSink *sink, uint8_t byte);
uint8_t igd_sink_i2c_read(IgdSink *sink);
void igd_sink_i2c_stop(IgdSink *sink);

/* DPCD over AUX. @addr: 20 bits. */
void igd_sink_dpcd_read(IgdSink *sink, uint32_t addr, uint8_t *buf,
                        size_t len);
void igd_sink_dpcd_write(IgdSink *sink, uint32_t addr, const uint8_t *buf,
                         size_t len);

/* The source changes what it sends, on how many lanes and how fast. */
void igd_sink_link(IgdSink *sink, IgdLinkSignal signal, unsigned lanes,
                   uint64_t symbol_hz);

/* Whether a picture that is being sent can be shown. */
bool igd_sink_shows(const IgdSink *sink);

#endif
