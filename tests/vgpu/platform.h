/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_PLATFORM_H
#define VGPU_PLATFORM_H

#include <stdint.h>

struct planes;
struct vgpu;

/*
 * What a driver has to know of the GPU that it finds: where registers are, and what they
 * mean, as far as that is not the same for all that GVT-g supports.
 */
struct platform {
	const char *name;
	/* Virtual ports, that of the first display first: choose_virtual_ports() in gvt/display.c */
	const char *ports;
	const struct planes *planes;
	/* A port's clock is that of a lane of 2.7 Gbit/s. Returns 0 or a negative errno. */
	int (*set_clock)(struct vgpu *vgpu, unsigned int port);
	uint32_t aux;			/* DP_AUX_CH_CTL of port 0, if all were like those used */
	uint32_t live;			/* the register that tells what is plugged in, */
	unsigned int live_shift;	/* and the bit there of port 0 */
	uint32_t own, own_size;		/* where it has registers that others do not have */
};

extern const struct platform platform_bdw, platform_bxt, platform_skl;

/* That of a PCI device id */
const struct platform *platform_find(uint16_t device);

#endif
