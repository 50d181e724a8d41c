/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_PLANES_H
#define VGPU_PLANES_H

#include <stdbool.h>
#include <stdint.h>

struct vgpu;

/* What a plane is to show, and where: linear XRGB8888. */
struct plane {
	uint32_t surf;				/* graphics address */
	uint32_t stride;			/* in units of 64 bytes */
	uint32_t width, height;			/* pixels */
	uint32_t x, y;				/* offset in the surface, pixels */
	uint32_t pos;				/* on the pipe, Y << 16 | X */
	bool gamma, csc;			/* through those of the pipe */
};

/* What MI_DISPLAY_FLIP calls a plane */
struct plane_code {
	uint32_t code;
	unsigned int pipe, plane;
};

/*
 * The planes of a generation of displays; @plane is 0 for the lowest one. Registers are at
 * the same places in all, and those of one plane at PLANE_OF() those of the first.
 *
 * make_ready() returns 0 or a negative errno.
 */
struct planes {
	/* All but what arms the plane */
	int (*make_ready)(struct vgpu *vgpu, unsigned int pipe, unsigned int plane,
			  const struct plane *show);
	/*
	 * The control register of plane 0, and of those above it: on, XRGB8888, without
	 * a table of its own; and there: through gamma and CSC of the pipe
	 */
	uint32_t on[2], gamma, csc;
	uint32_t flip_done;			/* GEN8_DE_PIPE_IIR of plane 0; the next is the next bit */
	bool bottom_color;			/* the pipe has one, below what planes leave free */
	unsigned int code_shift;		/* where MI_DISPLAY_FLIP has the plane's code */
	const struct plane_code *codes;
	unsigned int num_codes;
};

extern const struct planes planes_gen8, planes_gen9;

/*
 * Write the control register, and the surface, which arms that and what was made ready.
 * Returns 0 or a negative errno.
 */
int planes_arm(struct vgpu *vgpu, unsigned int pipe, unsigned int plane, const struct plane *show);

#endif
