/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * EDID of a monitor with given modes: pure functions that know neither
 * registers nor QEMU.
 */
#ifndef IGD_EDID_H
#define IGD_EDID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IGD_EDID_BLOCK      128
#define IGD_EDID_MAX_BLOCKS 4
#define IGD_EDID_MAX_SIZE   (IGD_EDID_MAX_BLOCKS * IGD_EDID_BLOCK)
#define IGD_EDID_MAX_MODES  13
#define IGD_HDMI_MAX_KHZ    300000  /* what a Skylake port can send */

/* Timings of a mode: clock in kHz, the rest in pixels and lines. */
typedef struct IgdMode {
    uint32_t clock;
    uint16_t hdisplay, hfront, hsync, hback;
    uint16_t vdisplay, vfront, vsync, vback;
    bool hpositive, vpositive;  /* sync polarities */
    uint8_t vic;                /* CEA-861 code, 0 = none */
} IgdMode;

/*
 * Timings for @width x @height at @hz frames a second: those that CEA-861 or
 * VESA DMT give, else those of VESA CVT with reduced blanking. False when a
 * detailed timing descriptor cannot hold them.
 */
bool igd_mode_make(IgdMode *mode, uint32_t width, uint32_t height,
                   uint32_t hz);

typedef enum IgdEdidInput {
    IGD_EDID_DP,
    IGD_EDID_HDMI,
} IgdEdidInput;

/* What a monitor says of itself. */
typedef struct IgdEdidInfo {
    const IgdMode *modes;       /* the first is preferred */
    size_t num_modes;           /* 1 to IGD_EDID_MAX_MODES */
    const char *name;           /* at most 13 characters are used */
    IgdEdidInput input;
    uint32_t serial;            /* tells monitors apart */
} IgdEdidInfo;

/*
 * Fill in @edid and return its size: one block for DisplayPort with up to two
 * modes, two for up to seven modes, else four. The rest is zero.
 */
size_t igd_edid_make(uint8_t edid[IGD_EDID_MAX_SIZE], const IgdEdidInfo *info);

/*
 * What is wrong with @size bytes that are said to be an EDID, in words, or
 * NULL: whole blocks, one to four, as many as the first one says, with the
 * right header and checksums.
 */
const char *igd_edid_error(const uint8_t *edid, size_t size);

#endif
