// SPDX-License-Identifier: GPL-2.0-only
#include "platform.h"

/* Source: include/drm/intel/pciids.h, INTEL_BDW_IDS */
#define BROADWELL(device)	(((device) & 0xff00) == 0x1600)

const struct platform *platform_find(uint16_t device)
{
	/* Kaby, Coffee and Comet Lake have the display of a Skylake */
	return BROADWELL(device) ? &platform_bdw : &platform_skl;
}
