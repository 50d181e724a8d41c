/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_ENGINE_H
#define VGPU_ENGINE_H

#include <stdint.h>

#include "vgpu.h"

/*
 * The blitter engine of a vGPU, with one context, as i915 submits work to it:
 * by an execution list, from a ring in the guest's RAM.
 *
 * Functions return 0 or a negative errno.
 */
#define ENGINE_SIZE (16 * VGPU_PAGE)	/* of RAM, and of graphics memory */

struct engine {
	struct vgpu *vgpu;
	uint64_t gpa;			/* where in RAM it has its pages, */
	uint32_t gm;			/* and where in graphics memory */
	uint32_t dwords;		/* in the ring */
	uint32_t fence;			/* of the last submission */
	uint32_t hold;			/* the last one */
	int started;
};

/* Map its pages and make it take execution lists; not needed before engine_begin(). */
int engine_start(struct engine *engine);

/* Begin another list of commands, which needs the last one to be done. */
int engine_begin(struct engine *engine);
void engine_command(struct engine *engine, const uint32_t *dw, unsigned int n);

/* The commands after this have to wait for engine_release(). */
void engine_hold(struct engine *engine);
void engine_release(struct engine *engine);

/* Write @value to graphics address @gm, and by the PPGTT to the first dword of RAM page @gpa. */
void engine_store(struct engine *engine, uint32_t gm, uint64_t gpa, uint32_t value);

/* Submit it. engine_done(): all of its commands are done. */
int engine_submit(struct engine *engine);
int engine_done(const struct engine *engine);

/* What a driver does about an engine that hangs. */
int engine_reset(struct engine *engine);

#endif
