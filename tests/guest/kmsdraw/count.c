// SPDX-License-Identifier: GPL-2.0-only
#include "count.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Events queued at a time. DRM holds 4 KiB of them a file, 32 bytes each. */
#define AHEAD 64

static int queue_more(struct count *count, struct kms *kms)
{
	int ret = 0;

	while (!ret && count->queued < count->last &&
	       count->queued < count->last - count->total + count->came + AHEAD) {
		count->queued++;
		ret = kms_wait_for(kms, count->queued, count->queued);
	}
	if (ret)
		count->running = false;
	return ret;
}

int count_start(struct count *count, struct kms *kms, int n)
{
	uint64_t now;
	int ret;

	if (n <= 0)
		return -EINVAL;
	if (count->running)
		return -EBUSY;
	ret = kms_sequence(kms, &now);
	if (ret)
		return ret;
	/* some vblanks from now: the next may come before its event is queued */
	*count = (struct count) {
		.running = true, .total = n, .queued = now + 8, .last = now + 8 + n,
	};
	return queue_more(count, kms);
}

void count_event(struct count *count, struct kms *kms, const struct kms_event *event)
{
	int ret;

	if (!count->running)
		return;
	if (!count->came++)
		count->first_ns = event->ns;
	count->on_time += event->sequence == event->cookie;
	if (event->cookie == count->last) {
		printf("count first=%" PRIu64 " last=%" PRIu64 " came=%" PRIu32 " on_time=%" PRIu32 " us=%" PRId64 "\n",
		       count->last - count->total + 1, event->sequence, count->came, count->on_time,
		       (event->ns - count->first_ns) / 1000);
		count->running = false;
		return;
	}
	ret = queue_more(count, kms);
	if (ret)
		printf("error count %s\n", strerror(-ret));
}
