/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KMSDRAW_CRC_H
#define KMSDRAW_CRC_H

#include <stdint.h>

/* The CRC of one frame, as the driver has it from the pipe. */
struct crc {
	uint32_t frame;			/* vblank count of that frame */
	uint32_t value;
};

/*
 * Read the CRC of a frame that the CRTC of index @crtc_index sends, by debugfs on
 * /sys/kernel/debug. The driver leaves out those that hardware gets wrong. Returns 0
 * or a negative errno: -ETIMEDOUT where none comes within five seconds, -EBUSY where
 * the CRTC is somebody else's.
 */
int crc_read(struct crc *crc, unsigned int crtc_index);

#endif
