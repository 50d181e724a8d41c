// SPDX-License-Identifier: GPL-2.0-only
/*
 * Broadwell. Sources: i915 display/intel_dpll_mgr.c hsw_ddi_lcpll_get_dpll(), intel_ddi.c
 * hsw_ddi_enable_clock(); intel_display_regs.h, intel_dp_aux_regs.h.
 */
#include "planes.h"
#include "platform.h"
#include "vgpu.h"

/* LCPLL, which makes the core display clock, too, has the rates of DisplayPort */
#define PORT_CLK_SEL(port)	(0x46100 + (port) * 4)
#define   PORT_CLK_SEL_LCPLL_1350 (1u << 29)

static int set_clock(struct vgpu *vgpu, unsigned int port)
{
	return vgpu_write(vgpu, PORT_CLK_SEL(port), PORT_CLK_SEL_LCPLL_1350);
}

const struct platform platform_bdw = {
	.name = "bdw", .ports = "1,2,3", .planes = &planes_gen8, .set_clock = set_clock,
	.aux = 0xe4010,				/* PCH_DP_AUX_CH_CTL: that of B is at 0xe4110 */
	.live = 0xc4000, .live_shift = 20,	/* SDEISR, SDE_PORTB_HOTPLUG_CPT */
	.own = 0xe4000, .own_size = 0x400,	/* AUX channels */
};
