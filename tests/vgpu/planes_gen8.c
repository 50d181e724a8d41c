// SPDX-License-Identifier: GPL-2.0-only
/*
 * The primary plane, which fills its pipe, and the sprite above it. Strides are in bytes.
 * Sources: i915 display/i9xx_plane.c, i9xx_plane_regs.h, intel_sprite.c ivb_sprite_*(),
 * intel_sprite_regs.h; MI_DISPLAY_FLIP_IVB_* in gt/intel_gpu_commands.h.
 */
#include "planes.h"

#include "regs.h"
#include "vgpu.h"

/* Of both planes */
#define DISP_ENABLE		(1u << 31)
#define DISP_PIPE_GAMMA_ENABLE	(1u << 30)
#define DISP_PIPE_CSC_ENABLE	(1u << 24)

#define DISP_FORMAT_BGRX888	(6u << 26)
#define SPRITE_FORMAT_RGBX888	(2u << 25)
#define SPRITE_PLANE_GAMMA_DISABLE (1u << 13)

#define GEN8_PIPE_PRIMARY_FLIP_DONE (1u << 4)

static int make_ready(struct vgpu *vgpu, unsigned int pipe, unsigned int plane,
		      const struct plane *show)
{
	const struct vgpu_reg writes[] = {
		{ PLANE_OF(PLANE_STRIDE(pipe), plane), show->stride * 64 },
		{ PLANE_OF(PLANE_OFFSET(pipe), plane), show->y << 16 | (show->x & 0xffff) },
	};
	const struct vgpu_reg sprite[] = {
		{ PLANE_OF(PLANE_POS(pipe), plane), show->pos },
		{ PLANE_OF(PLANE_SIZE(pipe), plane),
		  (show->height - 1) << 16 | ((show->width - 1) & 0xffff) },
	};
	int ret = VGPU_WRITE_ALL(vgpu, writes);

	return ret || !plane ? ret : VGPU_WRITE_ALL(vgpu, sprite);
}

static const struct plane_code codes[] = {
	{ 0, 0, 0 }, { 1, 1, 0 }, { 4, 2, 0 },
	{ 2, 0, 1 }, { 3, 1, 1 }, { 5, 2, 1 },
};

const struct planes planes_gen8 = {
	.make_ready = make_ready,
	.on = {
		DISP_ENABLE | DISP_FORMAT_BGRX888,
		DISP_ENABLE | SPRITE_FORMAT_RGBX888 | SPRITE_PLANE_GAMMA_DISABLE,
	},
	.gamma = DISP_PIPE_GAMMA_ENABLE, .csc = DISP_PIPE_CSC_ENABLE,
	.flip_done = GEN8_PIPE_PRIMARY_FLIP_DONE,
	.code_shift = 19, .codes = codes, .num_codes = sizeof(codes) / sizeof(*codes),
};
