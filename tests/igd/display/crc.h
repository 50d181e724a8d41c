/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CRC of a picture. */
#ifndef IGD_CRC_H
#define IGD_CRC_H

#include <stddef.h>
#include <stdint.h>

/*
 * CRC-32 (IEEE 802.3) of the picture's rows as XRGB8888 in little-endian
 * bytes, with X as given. The polynomial that the hardware uses is not
 * documented, and drivers only compare.
 */
uint32_t igd_crc(const uint32_t *pixels, uint32_t width, uint32_t height,
                 size_t pitch);

#endif
