// SPDX-License-Identifier: GPL-2.0-only
/*
 * Universal planes. Sources: i915 display/skl_universal_plane.c, skl_universal_plane_regs.h;
 * MI_DISPLAY_FLIP_SKL_PLANE_* in gt/intel_gpu_commands.h.
 */
#include "planes.h"

#include "regs.h"
#include "vgpu.h"

#define PLANE_CTL_ENABLE	(1u << 31)
#define PLANE_CTL_PIPE_GAMMA_ENABLE (1u << 30)
#define PLANE_CTL_FORMAT_XRGB_8888 (4u << 24)
#define PLANE_CTL_PIPE_CSC_ENABLE (1u << 23)
#define PLANE_CTL_PLANE_GAMMA_DISABLE (1u << 13)
#define PLANE_ON	(PLANE_CTL_ENABLE | PLANE_CTL_FORMAT_XRGB_8888 | PLANE_CTL_PLANE_GAMMA_DISABLE)

#define GEN9_PIPE_PLANE1_FLIP_DONE (1u << 3)

static int make_ready(struct vgpu *vgpu, unsigned int pipe, unsigned int plane,
		      const struct plane *show)
{
	const struct vgpu_reg writes[] = {
		/* the unit of linear surfaces is 64 bytes */
		{ PLANE_OF(PLANE_STRIDE(pipe), plane), show->stride },
		{ PLANE_OF(PLANE_POS(pipe), plane), show->pos },
		{ PLANE_OF(PLANE_SIZE(pipe), plane),
		  (show->height - 1) << 16 | ((show->width - 1) & 0xffff) },
		{ PLANE_OF(PLANE_OFFSET(pipe), plane), show->y << 16 | (show->x & 0xffff) },
	};

	return VGPU_WRITE_ALL(vgpu, writes);
}

static const struct plane_code codes[] = {
	{ 0, 0, 0 }, { 1, 1, 0 }, { 2, 2, 0 },
	{ 4, 0, 1 }, { 5, 1, 1 }, { 6, 2, 1 },
	{ 7, 0, 2 }, { 8, 1, 2 }, { 9, 2, 2 },
};

const struct planes planes_gen9 = {
	.make_ready = make_ready,
	.on = { PLANE_ON, PLANE_ON },
	.gamma = PLANE_CTL_PIPE_GAMMA_ENABLE, .csc = PLANE_CTL_PIPE_CSC_ENABLE,
	.flip_done = GEN9_PIPE_PLANE1_FLIP_DONE, .bottom_color = true,
	.code_shift = 8, .codes = codes, .num_codes = sizeof(codes) / sizeof(*codes),
};
