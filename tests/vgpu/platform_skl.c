// SPDX-License-Identifier: GPL-2.0-only
/*
 * Skylake, and what came after it with the same display. Sources: i915
 * display/intel_dpll_mgr.c skl_ddi_pll_enable(), intel_ddi.c skl_ddi_enable_clock();
 * intel_display_regs.h, intel_dp_aux_regs.h.
 */
#include "planes.h"
#include "platform.h"
#include "vgpu.h"

#define DPLL_CTRL1		0x6c058
#define   DPLL_CTRL1_OVERRIDE(id) (1u << ((id) * 6))
#define   DPLL_CTRL1_LINK_RATE_1350(id) (1u << ((id) * 6 + 1))
#define   DPLL_CTRL1_LINK_RATE_MASK(id) (7u << ((id) * 6 + 1))
#define DPLL_CTRL2		0x6c05c
#define   DPLL_CTRL2_DDI_CLK_OFF(port) (1u << ((port) + 15))
#define   DPLL_CTRL2_DDI_CLK_SEL_MASK(port) (3u << ((port) * 3 + 1))
#define   DPLL_CTRL2_DDI_SEL_OVERRIDE(port) (1u << ((port) * 3))
#define DPLL 0				/* the one that serves DisplayPort alone */

static int set_clock(struct vgpu *vgpu, unsigned int port)
{
	uint32_t ctrl1, ctrl2;
	int ret;

	ret = vgpu_read(vgpu, DPLL_CTRL1, &ctrl1);
	if (!ret)
		ret = vgpu_read(vgpu, DPLL_CTRL2, &ctrl2);
	if (ret)
		return ret;
	ctrl1 &= ~DPLL_CTRL1_LINK_RATE_MASK(DPLL);
	ctrl1 |= DPLL_CTRL1_OVERRIDE(DPLL) | DPLL_CTRL1_LINK_RATE_1350(DPLL);
	ctrl2 &= ~(DPLL_CTRL2_DDI_CLK_OFF(port) | DPLL_CTRL2_DDI_CLK_SEL_MASK(port));
	ctrl2 |= DPLL_CTRL2_DDI_SEL_OVERRIDE(port);
	ret = vgpu_write(vgpu, DPLL_CTRL1, ctrl1);
	return ret ? ret : vgpu_write(vgpu, DPLL_CTRL2, ctrl2);
}

const struct platform platform_skl = {
	.name = "skl", .ports = "3,2,1", .planes = &planes_gen9, .set_clock = set_clock,
	.aux = 0x64010,
	.live = 0xc4000, .live_shift = 20,	/* SDEISR, SDE_PORTB_HOTPLUG_CPT */
	.own = 0x6c000, .own_size = 0x100,	/* DPLLs */
};
