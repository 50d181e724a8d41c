// SPDX-License-Identifier: GPL-2.0-only
#include "planes.h"

#include "platform.h"
#include "regs.h"
#include "vgpu.h"

int planes_arm(struct vgpu *vgpu, unsigned int pipe, unsigned int plane, const struct plane *show)
{
	const struct planes *planes = vgpu->platform->planes;
	const struct vgpu_reg writes[] = {
		{ PLANE_OF(PLANE_CTL(pipe), plane), planes->on[plane > 0] |
		  (show->gamma ? planes->gamma : 0) | (show->csc ? planes->csc : 0) },
		{ PLANE_OF(PLANE_SURF(pipe), plane), show->surf },
	};

	return VGPU_WRITE_ALL(vgpu, writes);
}
