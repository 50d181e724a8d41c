// SPDX-License-Identifier: GPL-2.0-only
#include "pairs.h"

#include <unistd.h>

#include "regs.h"

static int show(const struct screen *screen, const struct screen_plane *plane,
		const struct pair *pair, uint32_t gap)
{
	const unsigned int pipe = screen->pipe;
	const uint32_t ctl = PLANE_CTL_ENABLE | PLANE_CTL_FORMAT_XRGB_8888 |
			     PLANE_CTL_PLANE_GAMMA_DISABLE;
	const struct vgpu_reg ready[] = {
		{ PLANE_STRIDE(pipe), plane->stride },
		{ PLANE_POS(pipe), 0 },
		{ PLANE_SIZE(pipe), (plane->height - 1) << 16 | (plane->width - 1) },
		{ PLANE_OFFSET(pipe), 0 },
		{ PLANE_OF(PLANE_STRIDE(pipe), 1), plane->stride },
		{ PLANE_OF(PLANE_POS(pipe), 1), pair->pos },
		{ PLANE_OF(PLANE_SIZE(pipe), 1), (PAIR_SIZE - 1) << 16 | (PAIR_SIZE - 1) },
		{ PLANE_OF(PLANE_OFFSET(pipe), 1), 0 },
	};
	const struct vgpu_reg arm[2][2] = {
		{ { PLANE_CTL(pipe), ctl }, { PLANE_SURF(pipe), pair->surf } },
		{ { PLANE_OF(PLANE_CTL(pipe), 1), ctl },
		  { PLANE_OF(PLANE_SURF(pipe), 1), pair->surf } },
	};
	int ret = VGPU_WRITE_ALL(screen->vgpu, ready);

	if (!ret)
		ret = VGPU_WRITE_ALL(screen->vgpu, arm[0]);
	if (!ret && gap)
		usleep(gap);
	if (!ret)
		ret = VGPU_WRITE_ALL(screen->vgpu, arm[1]);
	return ret;
}

int pairs_run(const struct screen *screen, const struct screen_plane *plane,
	      const struct pair pair[2], uint32_t count, uint32_t gap)
{
	uint32_t n, frames, frame;
	int ret = vgpu_read(screen->vgpu, PIPE_FRMCOUNT(screen->pipe), &frame);

	for (n = 0; !ret && n < count; n++) {
		ret = show(screen, plane, &pair[n % 2], gap);
		for (frames = 0; !ret && frames < 3; frames++)
			ret = screen_next_frame(screen, &frame);
	}
	return ret;
}
