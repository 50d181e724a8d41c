/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tells one platform from another: how many it has of what, functions and
 * tables of what works in another way, and the rooms of its registers.
 */
#ifndef IGD_PLATFORM_H
#define IGD_PLATFORM_H

#include "../display/display.h"
#include "../mmio.h"
#include "../port/pch.h"
#include "../port/port.h"

typedef struct IgdPlatform {
    const char *name;           /* value of the "platform" property */
    uint16_t device_id;
    uint8_t revision;
    uint32_t gt_hz;             /* clock of the command streamers */
    unsigned num_pipes;
    uint8_t num_planes[IGD_MAX_PIPES];  /* of each; pipe A has the most */
    unsigned ddb_blocks;        /* of gen9's display buffer, for planes */
    unsigned num_ports;         /* DDI A, B, ... */
    uint32_t connectors[5];     /* of each port: set of IgdConnector */
    uint8_t aux_channel[5];     /* of each port */
    bool panel_starts_idle;     /* see igd_ddi_started() */
    bool dmc_dc6;               /* DMC can do DC6 */
    bool dmc_takes_wells;       /* it wakes with firmware's request of PG1 */
    /* Hz that feeds port @port: link symbol or TMDS clock, 0 = none */
    uint64_t (*port_hz)(IgdState *s, unsigned port);
    /* whether something can leave @port's buffer, and what it is driven with */
    bool (*port_power)(IgdState *s, unsigned port);
    IgdLevels (*port_levels)(IgdState *s, unsigned port);
    /* whether AUX channel @ch reaches its line */
    bool (*aux_power)(IgdState *s, unsigned ch);
    /* whether transcoder @trans is clocked by @port */
    bool (*transcoder_clock)(IgdState *s, unsigned trans, unsigned port);
    uint64_t (*cdclk_hz)(IgdState *s);  /* core display clock */
    bool (*voltage_low)(IgdState *s);   /* too low for that */
    /* what waits for a vertical blank besides planes and so on; or NULL */
    void (*latch)(IgdPipe *pipe);
    /* commands of the power control unit: see power.h */
    uint32_t (*pcode)(IgdState *s, unsigned command, uint32_t *data);
    const struct IgdPower *power;
    const struct IgdDisplayKind *display;
    const struct IgdGtKind *gt;
    const struct IgdAuxChannel *aux;
    const IgdPch *pch;
    const IgdRoom *const *rooms;    /* NULL-terminated, in order of reset */
} IgdPlatform;

extern const IgdPlatform igd_platform_skl;
extern const IgdPlatform igd_platform_kbl;
extern const IgdPlatform igd_platform_cfl;
extern const IgdPlatform igd_platform_cml;
extern const IgdPlatform igd_platform_bdw;
extern const IgdPlatform igd_platform_bxt;

/* NULL when no platform has that name. */
const IgdPlatform *igd_platform_find(const char *name);

/* All names, for messages; to be freed. */
char *igd_platform_names(void);

#endif
