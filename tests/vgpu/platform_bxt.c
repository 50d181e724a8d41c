// SPDX-License-Identifier: GPL-2.0-only
/*
 * Broxton: a Skylake's pipes and planes, with a PLL for each port. Sources: i915
 * display/intel_dpll_mgr.c bxt_ddi_pll_enable(), bxt_dp_clk_val[]; bxt_dpio_phy_regs.h,
 * intel_display_regs.h, intel_dp_aux_regs.h.
 */
#include "planes.h"
#include "platform.h"
#include "vgpu.h"

#define BXT_PORT_PLL_ENABLE(port) (0x46074 + (port) * 4)
#define   PORT_PLL_ENABLE	(1u << 31)
#define   PORT_PLL_REF_SEL	(1u << 27)

/* Of ports B and C, two channels of a PHY */
#define BXT_PORT_PLL_EBB_0(port) ((port) == 1 ? 0x6c034 : 0x6c340)
#define   PORT_PLL_P1(p1)	((p1) << 13)
#define   PORT_PLL_P2(p2)	((p2) << 8)
#define BXT_PORT_PLL(port, i)	(((port) == 1 ? 0x6c100 : 0x6c380) + (i) * 4)
#define   PORT_PLL_M2_INT(m2)	(m2)		/* of 0 */
#define   PORT_PLL_N(n)		((n) << 8)	/* of 1 */

static int set_clock(struct vgpu *vgpu, unsigned int port)
{
	/* 100 MHz * 2 * m2 / n / p1 / p2 / 5, with a fraction of m2 that is off in 3 */
	const struct vgpu_reg writes[] = {
		{ BXT_PORT_PLL_ENABLE(port), PORT_PLL_REF_SEL },
		{ BXT_PORT_PLL_EBB_0(port), PORT_PLL_P1(4) | PORT_PLL_P2(1) },
		{ BXT_PORT_PLL(port, 0), PORT_PLL_M2_INT(27) },
		{ BXT_PORT_PLL(port, 1), PORT_PLL_N(1) },
		{ BXT_PORT_PLL(port, 2), 0 },
		{ BXT_PORT_PLL(port, 3), 0 },
		{ BXT_PORT_PLL_ENABLE(port), PORT_PLL_REF_SEL | PORT_PLL_ENABLE },
	};

	return VGPU_WRITE_ALL(vgpu, writes);
}

const struct platform platform_bxt = {
	.name = "bxt", .ports = "1,2", .planes = &planes_gen9, .set_clock = set_clock,
	.aux = 0x64010,
	.live = 0x44440, .live_shift = 3,	/* GEN8_DE_PORT_ISR, GEN8_DE_PORT_HOTPLUG() */
	.own = 0x6c000, .own_size = 0x1000,	/* the PHY of ports B and C */
};
