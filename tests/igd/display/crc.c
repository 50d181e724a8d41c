/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CRC of a picture: see crc.h. */
#include <zlib.h>
#include "crc.h"

static uint32_t crc_row(uint32_t crc, const uint32_t *row, uint32_t width)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return crc32(crc, (const uint8_t *)row, width * 4);
#else
    for (uint32_t x = 0; x < width; x++) {
        uint8_t p[4] = { row[x], row[x] >> 8, row[x] >> 16, row[x] >> 24 };

        crc = crc32(crc, p, sizeof(p));
    }
    return crc;
#endif
}

uint32_t igd_crc(const uint32_t *pixels, uint32_t width, uint32_t height,
                 size_t pitch)
{
    uint32_t crc = crc32(0, NULL, 0);

    for (uint32_t y = 0; y < height; y++) {
        crc = crc_row(crc, pixels + y * pitch, width);
    }
    return crc;
}
