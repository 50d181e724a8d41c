/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Infoframes: see infoframe.h. Source: HDMI 1.4, 5.3.5 and 8.2; CEA-861-D, 6. */
#include "infoframe.h"

size_t igd_infoframe_size(const uint8_t frame[IGD_INFOFRAME_SIZE])
{
    uint8_t len = frame[2];

    return len < IGD_INFOFRAME_PAYLOAD ? IGD_INFOFRAME_HEADER + 1 + len : 0;
}

bool igd_infoframe_valid(const uint8_t frame[IGD_INFOFRAME_SIZE],
                         IgdInfoframeType type)
{
    size_t size = igd_infoframe_size(frame);
    uint8_t sum = 0;

    for (size_t i = 0; i < size; i++) {
        sum += frame[i];
    }
    return size && frame[0] == type && sum == 0;
}
