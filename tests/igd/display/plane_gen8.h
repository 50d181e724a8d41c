/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Primary and sprite planes of gen8: see kind.h. */
#ifndef IGD_PLANE_GEN8_H
#define IGD_PLANE_GEN8_H

#include "blend.h"
#include "plane.h"

/* In DSPSTRIDE and SPRSTRIDE, bytes; in DSPCNTR and SPRCTL. */
#define GEN8_STRIDE_MASK    0xffc0
#define GEN8_CTL_TILED      BIT(10)

bool igd_gen8_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                          IgdLayer *layer);
const char *igd_gen8_plane_wrong(const IgdPipe *pipe, unsigned plane);
const char *igd_gen8_plane_place(IgdPipe *pipe, unsigned plane, IgdRect *at);

/* Bytes of a pixel of @plane, 0 for what it has not. */
unsigned igd_gen8_plane_bytes(const IgdPipe *pipe, unsigned plane);

/* Bytes of a line that @plane fetches. */
unsigned igd_gen8_plane_line(IgdPipe *pipe, unsigned plane);

#endif
