// SPDX-License-Identifier: GPL-2.0-only
#include "turns.h"

#include <errno.h>
#include <stdlib.h>

#include "regs.h"
#include "times.h"

static int timed_write(const struct screen *screen, uint32_t surf, uint32_t *ns)
{
	uint64_t begin = times_now();
	int ret = vgpu_write(screen->vgpu, PLANE_SURF(screen->pipe), surf);

	*ns = times_now() - begin;
	return ret;
}

int turns_run(const struct screen *screen, const uint32_t surf[2], uint32_t count,
	      struct turns *turns)
{
	uint32_t *ns = calloc(count ? count : 1, sizeof(*ns));
	uint32_t first, frame, live;
	int ret = ns ? 0 : -ENOMEM;

	*turns = (struct turns) { 0 };
	if (!ret)
		ret = vgpu_read(screen->vgpu, PIPE_FRMCOUNT(screen->pipe), &frame);
	if (!ret)
		ret = screen_next_frame(screen, &frame);
	first = frame;
	while (!ret && turns->flips < count) {
		const uint32_t to = surf[turns->flips % 2];

		ret = timed_write(screen, to, &ns[turns->flips]);
		if (!ret)
			ret = screen_next_frame(screen, &frame);
		if (!ret)
			ret = vgpu_read(screen->vgpu, PLANE_SURFLIVE(screen->pipe), &live);
		if (!ret) {
			turns->flips++;
			turns->late += live != to;
			turns->frames = frame - first;
		}
	}
	if (!ret && turns->flips)
		turns->write_ns = times_median(ns, turns->flips);
	free(ns);
	return ret;
}
