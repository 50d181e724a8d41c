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
#define IGD_EDID_SIZE       (2 * IGD_EDID_BLOCK)    /* base and CEA-861 */
#define IGD_EDID_MAX_MODES  8
#define IGD_HDMI_MAX_KHZ    300000  /* what a Skylake port can send */

/* Timings of a mode: clock in kHz, the rest in pixels and lines. */
typedef struct IgdMode {
    uint32_t clock;
    uint16_t hdisplay, hfront, hsync, hback;
    uint16_t vdisplay, vfront, vsync, vback;
    bool hpositive, vpositive;  /* sync polarities */
} IgdMode;

/*
 * Timings for @width x @height at @hz frames a second: those that CEA-861 or
 * VESA DMT give, else those of VESA CVT with reduced blanking. False when a
 * detailed timing descriptor cannot hold them.
 */
bool igd_mode_make(IgdMode *mode, uint32_t width, uint32_t height,
                   uint32_t hz);

/*
 * Fill in @edid for @num_modes (1 to IGD_EDID_MAX_MODES) modes, of which the
 * first is preferred. @name: at most 13 characters are used. @hdmi: an HDMI
 * sink, else a DisplayPort one. @serial: number that tells monitors apart.
 */
void igd_edid_make(uint8_t edid[IGD_EDID_SIZE], const IgdMode *modes,
                   size_t num_modes, const char *name, bool hdmi,
                   uint32_t serial);

#endif
