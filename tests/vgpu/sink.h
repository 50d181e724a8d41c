/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_SINK_H
#define VGPU_SINK_H

#include <stddef.h>
#include <stdint.h>

#include "vgpu.h"

/*
 * What a guest can find out about the monitor on a virtual port (1, 2, 3 for B, C,
 * D), over the port's AUX channel and by hotplug, as i915 does.
 *
 * Functions return 0 or a negative errno: -ENXIO if nobody replies.
 */

/* The whole EDID, with all its extension blocks; its size goes to @size. */
int sink_edid(struct vgpu *vgpu, unsigned int port, uint8_t *edid, size_t max, size_t *size);

/* One byte of the DPCD. */
int sink_dpcd(struct vgpu *vgpu, unsigned int port, uint16_t address, uint8_t *value);

/*
 * Whether a monitor is plugged in, and whether a long pulse has come since the last
 * call, which acknowledges it.
 */
int sink_hotplug(struct vgpu *vgpu, unsigned int port, int *live, int *pulse);

#endif
