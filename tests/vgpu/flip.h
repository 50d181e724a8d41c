/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_FLIP_H
#define VGPU_FLIP_H

#include <stdint.h>

#include "engine.h"
#include "screen.h"

/* MI_DISPLAY_FLIP, which the engine may be held before. */
struct flip {
	uint32_t code;			/* which plane, as the command has it (planes.h) */
	uint32_t surf, stride, type;	/* stride in 64 bytes; type 1: asynchronous */
};

struct flip_result {
	unsigned int early;		/* times that the register changed before the engine got there */
	unsigned int looks;		/* times that it was looked at before */
	uint32_t frames;		/* of the virtual pipe, until then */
	uint32_t surf;			/* the plane's register at the end */
	unsigned int done;		/* flip done interrupts */
	uint32_t live;			/* the live surface when the first one came */
};

/* Submit it, with the engine held before it or not, and leave it to the engine. */
int flip_submit(struct engine *engine, const struct flip *flip, int hold);

/*
 * Submit it, hold the engine before it for @frames of the virtual pipe, and watch the
 * plane's registers and interrupts until it is done, for 5 s at most.
 */
int flip_watch(const struct screen *screen, struct engine *engine, const struct flip *flip,
	       uint32_t frames, struct flip_result *result);

#endif
