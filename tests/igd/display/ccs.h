/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Render-compressed surfaces, and their colour control surface (CCS). */
#ifndef IGD_CCS_H
#define IGD_CCS_H

#include "plane.h"

/*
 * Plane @plane of @pipe, which asks for decompression, cannot do that as it is
 * latched: why, or NULL.
 */
const char *igd_ccs_wrong(const IgdPipe *pipe, unsigned plane);

/*
 * @scanout: of the plane's surface. Whether some of what the plane shows is
 * compressed; if it is not, the surface can be read as if it were an ordinary
 * one. A CCS that cannot be fetched raises the plane's fault.
 */
bool igd_ccs_compressed(IgdPipe *pipe, unsigned plane,
                        const IgdScanout *scanout);

#endif
