/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tells one platform from another: tables, no code. */
#ifndef IGD_PLATFORM_H
#define IGD_PLATFORM_H

#include "../mmio.h"

typedef struct IgdPlatform {
    const char *name;           /* value of the "platform" property */
    uint16_t device_id;
    uint8_t revision;
    unsigned num_pipes;
    unsigned num_ports;         /* DDI A, B, ... */
    const IgdRoom *const *rooms;    /* NULL-terminated, in order of reset */
} IgdPlatform;

extern const IgdPlatform igd_platform_skl;

/* NULL when no platform has that name. */
const IgdPlatform *igd_platform_find(const char *name);

#endif
