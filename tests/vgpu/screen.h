/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_SCREEN_H
#define VGPU_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "planes.h"
#include "vgpu.h"

/*
 * One of a vGPU's displays, programmed as i915 programs a DisplayPort monitor: any
 * virtual pipe (0, 1, 2 for A, B, C) with any virtual port that the platform has
 * (1, 2, 3 for B, C, D).
 *
 * Functions return 0 or a negative errno.
 */
struct screen {
	struct vgpu *vgpu;
	unsigned int pipe, port;
	bool gamma, csc;			/* what planes go through */
	int limited;				/* tell the sink that the range is limited */
};

struct screen_mode {
	unsigned int width, height;
	unsigned int clock;			/* kHz */
	uint16_t hsync_start, hsync_end, htotal, vsync_start, vsync_end, vtotal;
	int positive_sync;
};

/*
 * The CEA-861 or DMT timings of @width x @height at 60 Hz, or such with a faster clock at
 * @refresh; NULL: not known here.
 */
const struct screen_mode *screen_find_mode(unsigned int width, unsigned int height,
					   unsigned int refresh);

/* PLL, link, timings and pipe on, in i915's order; the plane is left off. */
int screen_on(const struct screen *screen, const struct screen_mode *mode);

/* Plane and pipe off. */
int screen_off(const struct screen *screen);

/* Program plane 1, from its surface to the colours; the write of the surface arms it all. */
int screen_plane(const struct screen *screen, const struct plane *plane);

/* Flip done of @plane, 0 for plane 1, in GEN8_DE_PIPE_IIR */
uint32_t screen_flip_done(const struct screen *screen, unsigned int plane);

/* Until the frame counter is no longer @frame, and what it is then; -ETIMEDOUT after 2 s. */
int screen_next_frame(const struct screen *screen, uint32_t *frame);

/* Unmask vblank and flip done of the pipe and its planes. */
int screen_enable_interrupts(const struct screen *screen);

/*
 * Acknowledge interrupts until one of a vblank of the pipe, which has to be unmasked, has
 * come; -ETIMEDOUT after 2 s.
 */
int screen_wait_vblank(const struct screen *screen);

/*
 * What an interrupt handler does: mask the master, read and clear the pipe's
 * IIR, unmask. The bits that were set go to @iir.
 */
int screen_acknowledge(const struct screen *screen, uint32_t *iir);

#endif
