/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The range of colours: see range.h.
 *
 * Sources: DisplayPort 1.2, 2.2.4 (MISC0 bits 2:1 component format, bit 3
 * dynamic range; drm_dp.h DP_MSA_MISC_COLOR_CEA_RGB); CEA-861-D, 5.1 and 6.4
 * (AVI data bytes 1 to 4: Y, Q, VIC), and linux drm_edid.c
 * drm_default_rgb_quant_range(): all formats of CEA-861 are limited but VIC 1.
 */
#include "range.h"

#define MISC0_FORMAT    0x06    /* 0: RGB */
#define MISC0_CEA       0x08

/* in a frame of igd_infoframe_size(): byte 3 is the checksum */
#define AVI_Y(avi)      ((avi)[4] >> 5 & 7)     /* 0: RGB */
#define AVI_Q(avi)      ((avi)[6] >> 2 & 3)
#define AVI_VIC(avi)    ((avi)[7] & 0x7f)

enum { Q_DEFAULT, Q_LIMITED, Q_FULL };

enum { BLACK = 16, WHITE = 235 };

bool igd_range_limited_dp(uint8_t misc0)
{
    return (misc0 & (MISC0_FORMAT | MISC0_CEA)) == MISC0_CEA;
}

bool igd_range_limited_hdmi(const uint8_t avi[IGD_INFOFRAME_SIZE])
{
    if (!avi || AVI_Y(avi)) {
        return false;
    }
    switch (AVI_Q(avi)) {
    case Q_LIMITED:
        return true;
    case Q_FULL:
        return false;
    case Q_DEFAULT:
    default:
        return AVI_VIC(avi) > 1;
    }
}

uint8_t igd_range_widen(uint8_t value)
{
    if (value <= BLACK) {
        return 0;
    }
    if (value >= WHITE) {
        return 255;
    }
    return ((value - BLACK) * 2 * 255 + WHITE - BLACK) / (2 * (WHITE - BLACK));
}

void igd_range_widen_picture(uint32_t *pixels, uint32_t width,
                             uint32_t height, size_t pitch)
{
    uint8_t wide[256];

    for (unsigned v = 0; v < 256; v++) {
        wide[v] = igd_range_widen(v);
    }
    for (uint32_t y = 0; y < height; y++) {
        uint32_t *p = pixels + y * pitch;

        for (uint32_t x = 0; x < width; x++) {
            p[x] = (uint32_t)wide[p[x] >> 16 & 0xff] << 16 |
                   (uint32_t)wide[p[x] >> 8 & 0xff] << 8 | wide[p[x] & 0xff];
        }
    }
}
