/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The electronics of a monitor as a cable sees them: DDC, and for DisplayPort
 * the DPCD and the receiver of the main link. It knows neither the iGPU's
 * registers nor QEMU.
 *
 * sink.c: what it is and whether it is on; ddc.c: I2C; dpcd.c: what AUX reads
 * and writes; training.c: the receiver.
 */
#ifndef IGD_SINK_H
#define IGD_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "edid.h"

typedef enum IgdConnector {
    IGD_CONNECTOR_DP,
    IGD_CONNECTOR_HDMI,
    IGD_CONNECTOR_EDP,
} IgdConnector;

/* What the source sends on the main link. */
typedef enum IgdLinkSignal {
    IGD_LINK_OFF,
    IGD_LINK_TPS1,
    IGD_LINK_TPS2,
    IGD_LINK_TPS3,
    IGD_LINK_IDLE,
    IGD_LINK_VIDEO,
} IgdLinkSignal;

typedef struct IgdLink {
    IgdLinkSignal signal;
    unsigned lanes;
    uint64_t symbol_hz;         /* of a lane; TMDS clock of HDMI */
    uint8_t swing, preemphasis; /* levels 0 to 3 of DisplayPort */
} IgdLink;

/* Rates of a lane, in the units of DPCD LINK_BW_SET: 0.27 Gbit/s. */
#define IGD_RATE_SYMBOL_HZ  27000000ull
#define IGD_RATE_MAX        0x14        /* 5.4 Gbit/s, HBR2 */
#define IGD_LANES_MAX       4

typedef enum IgdTrainingFault {
    IGD_TRAINING_WORKS,
    IGD_TRAINING_NO_CR,         /* the clock is not recovered */
    IGD_TRAINING_NO_EQ,         /* the channel is not equalized */
} IgdTrainingFault;

typedef enum IgdDdcFault {
    IGD_DDC_WORKS,
    IGD_DDC_DEAD,               /* nothing is acknowledged */
    IGD_DDC_STUCK,              /* the clock line is held low */
} IgdDdcFault;

/*
 * What the monitor is like. Zero in a field of limits means what the type of
 * connector can do at most.
 */
typedef struct IgdSinkTraits {
    IgdConnector connector;
    uint8_t max_rate;           /* LINK_BW_SET units */
    uint8_t max_lanes;          /* 1, 2 or 4 */
    uint8_t swing, preemphasis; /* levels that the receiver needs */
    IgdTrainingFault training;
    uint8_t training_above;     /* the fault is there above this rate */
    IgdDdcFault ddc;
} IgdSinkTraits;

typedef struct IgdSink {
    IgdSinkTraits traits;
    bool on;                    /* a panel needs power and some time */
    uint8_t edid[IGD_EDID_MAX_SIZE];
    uint32_t edid_size;

    /* DDC: E-DDC segment pointer, offset within the 256 bytes, transfer */
    uint8_t segment, offset;
    bool i2c_open, i2c_reading, i2c_index_next;
    uint8_t i2c_addr;

    /* DPCD 0x000 to 0x7ff; all else reads 0 */
    uint8_t dpcd[0x800];
    IgdLink link;
    unsigned pattern;           /* announced so far: see igd_sink_receive() */
    bool clock_recovered, equalized;
    bool status_changed;        /* since the source last read it */
} IgdSink;

/* @sink has its traits and its EDID. A panel is off, any other sink is on. */
void igd_sink_init(IgdSink *sink);

/* Power comes or goes: all that the source had set is forgotten. */
void igd_sink_power(IgdSink *sink, bool on);

/* DisplayPort, embedded or not: has AUX and link training. */
bool igd_sink_is_dp(const IgdSink *sink);

/* Whether a picture that is being sent can be shown. */
bool igd_sink_shows(const IgdSink *sink);

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
/* Back to what it is at power-on. */
void igd_sink_dpcd_reset(IgdSink *sink);
/* DEVICE_SERVICE_IRQ_VECTOR: @bits are set until the source clears them. */
void igd_sink_dpcd_irq(IgdSink *sink, uint8_t bits);
/* Rate of a lane that the source has set, in symbols a second; 0 = none. */
uint64_t igd_sink_dpcd_symbol_hz(const IgdSink *sink);
unsigned igd_sink_dpcd_lanes(const IgdSink *sink);
/* TPS1 to TPS3 as 1 to 3 that the source has announced, 0 = none. */
unsigned igd_sink_dpcd_pattern(const IgdSink *sink);
/* TRAINING_LANEx_SET */
uint8_t igd_sink_dpcd_drive(const IgdSink *sink, unsigned lane);
bool igd_sink_dpcd_awake(const IgdSink *sink);

/* The source changes what it sends. */
void igd_sink_link(IgdSink *sink, const IgdLink *link);
/* What the source sends or the sink was told may have changed. */
void igd_sink_receive(IgdSink *sink);
/* The link is lost although the source goes on sending. */
void igd_sink_lose_link(IgdSink *sink);
/* LANEx_STATUS, and the levels that ADJUST_REQUEST asks for. */
uint8_t igd_sink_lane_status(const IgdSink *sink, unsigned lane);
uint8_t igd_sink_lane_request(const IgdSink *sink, unsigned lane);

#endif
