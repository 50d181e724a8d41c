/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Infoframes as an HDMI sink receives them: pure functions that know neither
 * registers nor QEMU.
 */
#ifndef IGD_INFOFRAME_H
#define IGD_INFOFRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IGD_INFOFRAME_HEADER    3   /* type, version, length */
#define IGD_INFOFRAME_PAYLOAD   28  /* checksum and 27 bytes */
#define IGD_INFOFRAME_SIZE      (IGD_INFOFRAME_HEADER + IGD_INFOFRAME_PAYLOAD)

typedef enum IgdInfoframeType {
    IGD_INFOFRAME_VENDOR = 0x81,
    IGD_INFOFRAME_AVI    = 0x82,
    IGD_INFOFRAME_SPD    = 0x83,
} IgdInfoframeType;

/* Bytes of @frame that belong to it, or 0 when its length cannot be. */
size_t igd_infoframe_size(const uint8_t frame[IGD_INFOFRAME_SIZE]);

/* Whether a sink takes @frame for one of @type: length and checksum. */
bool igd_infoframe_valid(const uint8_t frame[IGD_INFOFRAME_SIZE],
                         IgdInfoframeType type);

#endif
