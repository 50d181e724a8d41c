/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_COUNTERS_H
#define VGPU_COUNTERS_H

#include <stdint.h>

#include "screen.h"

enum {
	COUNTER_FRAMES, COUNTER_FLIPS, COUNTER_FRAME_TIME, COUNTER_FLIP_TIME, COUNTER_TIME,
	COUNTERS
};

/* Registers of a pipe that count or tell the time, as they were seen since counters_reset(). */
struct counters {
	unsigned int looks;
	struct {
		uint32_t first, last;
		unsigned int backwards;		/* steps */
	} counter[COUNTERS];
	uint32_t line, lines, top;	/* scan line: last one, changes of it, the greatest */
};

extern const char *const counter_name[COUNTERS];

void counters_reset(struct counters *counters);

/* Look at all of them, for @ms milliseconds. Returns 0 or a negative errno. */
int counters_watch(const struct screen *screen, struct counters *counters, unsigned int ms);

#endif
