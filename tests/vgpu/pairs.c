// SPDX-License-Identifier: GPL-2.0-only
#include "pairs.h"

#include <stdbool.h>
#include <unistd.h>

#include "platform.h"
#include "regs.h"

static int show(const struct screen *screen, const struct plane *plane,
		const struct pair *pair, uint32_t gap)
{
	const struct planes *planes = screen->vgpu->platform->planes;
	const struct plane show[2] = {
		{
			.surf = pair->surf, .stride = plane->stride,
			.width = plane->width, .height = plane->height,
		}, {
			.surf = pair->surf, .stride = plane->stride,
			.width = PAIR_SIZE, .height = PAIR_SIZE, .pos = pair->pos,
		},
	};
	unsigned int i;
	int ret = 0;

	for (i = 0; !ret && i < 2; i++)
		ret = planes->make_ready(screen->vgpu, screen->pipe, i, &show[i]);
	for (i = 0; !ret && i < 2; i++) {
		if (i && gap)
			usleep(gap);
		ret = planes_arm(screen->vgpu, screen->pipe, i, &show[i]);
	}
	return ret;
}

static int is_live(const struct screen *screen, uint32_t surf, bool *live)
{
	uint32_t plane, value;
	int ret = 0;

	*live = true;
	for (plane = 0; !ret && plane < 2; plane++) {
		ret = vgpu_read(screen->vgpu, PLANE_OF(PLANE_SURFLIVE(screen->pipe), plane),
				&value);
		*live = *live && value == surf;
	}
	return ret;
}

int pairs_run(const struct screen *screen, const struct plane *plane,
	      const struct pair pair[2], uint32_t count, uint32_t gap, uint32_t *early)
{
	int ret = screen_enable_interrupts(screen);
	uint32_t n, vblanks;
	bool live = true;

	*early = 0;
	if (!ret)
		ret = screen_wait_vblank(screen);
	for (n = 0; !ret && n < count; n++) {
		ret = show(screen, plane, &pair[n % 2], gap);
		if (!ret)
			ret = screen_wait_vblank(screen);
		if (!ret)
			ret = is_live(screen, pair[n % 2].surf, &live);
		*early += !ret && !live;
		for (vblanks = 0; !ret && vblanks < 2; vblanks++)
			ret = screen_wait_vblank(screen);
	}
	return ret;
}
