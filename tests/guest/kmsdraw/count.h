/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KMSDRAW_COUNT_H
#define KMSDRAW_COUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "kms.h"

/*
 * Counts delivered vblanks: one event is queued for each vblank of a range, so
 * an event that arrives at a later vblank than its own shows one for which no
 * interrupt came.
 */
struct count {
	bool running;
	uint64_t queued, last;		/* sequences */
	uint32_t total, came, on_time;
	int64_t first_ns;		/* time of the first vblank that came */
};

/* Start to count @n vblanks. -EBUSY while counting, -EINVAL where @n is not positive. */
int count_start(struct count *count, struct kms *kms, int n);

/* Take an event whose cookie is not 0; prints the answer after the last one. */
void count_event(struct count *count, struct kms *kms, const struct kms_event *event);

#endif
