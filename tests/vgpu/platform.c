// SPDX-License-Identifier: GPL-2.0-only
#include "platform.h"

/* Source: include/drm/intel/pciids.h, INTEL_BDW_IDS, INTEL_BXT_IDS */
#define BROADWELL(device)	(((device) & 0xff00) == 0x1600)
#define BROXTON(device)		(((device) & 0xfe) == 0x84)

const struct platform *platform_find(uint16_t device)
{
	if (BROADWELL(device))
		return &platform_bdw;
	/* Kaby, Coffee and Comet Lake have the display of a Skylake */
	return BROXTON(device) ? &platform_bxt : &platform_skl;
}
