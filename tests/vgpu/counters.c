// SPDX-License-Identifier: GPL-2.0-only
#include "counters.h"

#include <time.h>

#include "regs.h"

const char *const counter_name[COUNTERS] = {
	[COUNTER_FRAMES] = "frames", [COUNTER_FLIPS] = "flips",
	[COUNTER_FRAME_TIME] = "frame_time", [COUNTER_FLIP_TIME] = "flip_time",
	[COUNTER_TIME] = "time",
};

void counters_reset(struct counters *counters)
{
	*counters = (struct counters) { 0 };
}

static int look(const struct screen *screen, struct counters *counters)
{
	const uint32_t regs[COUNTERS] = {
		[COUNTER_FRAMES] = PIPE_FRMCOUNT(screen->pipe),
		[COUNTER_FLIPS] = PIPE_FLIPCOUNT(screen->pipe),
		[COUNTER_FRAME_TIME] = PIPE_FRMTMSTMP(screen->pipe),
		[COUNTER_FLIP_TIME] = PIPE_FLIPTMSTMP(screen->pipe),
		[COUNTER_TIME] = TIMESTAMP_CTR,
	};
	uint32_t value;
	int i, ret;

	for (i = 0; i < COUNTERS; i++) {
		ret = vgpu_read(screen->vgpu, regs[i], &value);
		if (ret)
			return ret;
		if (!counters->looks)
			counters->counter[i].first = value;
		else if ((int32_t)(value - counters->counter[i].last) < 0)
			counters->counter[i].backwards++;
		counters->counter[i].last = value;
	}
	ret = vgpu_read(screen->vgpu, PIPEDSL(screen->pipe), &value);
	value &= 0x7fffffff;	/* bit 31 is the field */
	counters->lines += value != counters->line;
	counters->line = value;
	if (value > counters->top)
		counters->top = value;
	counters->looks++;
	return ret;
}

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

int counters_watch(const struct screen *screen, struct counters *counters, unsigned int ms)
{
	double end = milliseconds() + ms;
	int ret;

	do
		ret = look(screen, counters);
	while (!ret && milliseconds() < end);
	return ret;
}
