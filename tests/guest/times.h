/* SPDX-License-Identifier: GPL-2.0-only */
/* How long something takes that is done many times. */
#ifndef TIMES_H
#define TIMES_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

/* Nanoseconds since some moment. */
static inline uint64_t times_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * UINT64_C(1000000000) + now.tv_nsec;
}

static inline int times_compare(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

/* The median of @count times, at least one, which are put in order. */
static inline uint32_t times_median(uint32_t *ns, size_t count)
{
	qsort(ns, count, sizeof(*ns), times_compare);
	return ns[count / 2];
}

#endif
