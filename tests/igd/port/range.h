/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The range of colours as a monitor receives it: pure functions that know
 * neither registers nor QEMU.
 */
#ifndef IGD_RANGE_H
#define IGD_RANGE_H

#include "infoframe.h"

/*
 * Whether black is sent as 16 and white as 235, by MISC0 of DisplayPort's main
 * stream attributes, and by the AVI infoframe of HDMI (NULL: none came).
 */
bool igd_range_limited_dp(uint8_t misc0);
bool igd_range_limited_hdmi(const uint8_t avi[IGD_INFOFRAME_SIZE]);

/*
 * A component of 8 bits, from 16..235 to 0..255 and to the nearest; what is
 * outside is clamped.
 */
uint8_t igd_range_widen(uint8_t value);

/* The same for a picture of XRGB8888, @pitch pixels a row. */
void igd_range_widen_picture(uint32_t *pixels, uint32_t width,
                             uint32_t height, size_t pitch);

#endif
