/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What planes of gen9 can fetch, and where they are: see kind.h. */
#ifndef IGD_SURFACE_H
#define IGD_SURFACE_H

#include "blend.h"
#include "plane.h"

const char *igd_gen9_plane_wrong(const IgdPipe *pipe, unsigned plane);
const char *igd_gen9_plane_place(IgdPipe *pipe, unsigned plane, IgdRect *at);
bool igd_gen9_pipe_scaled(const IgdPipe *pipe);

/*
 * Bytes of a line that @layer of @pipe fetches; 0 if it is turned or scaled,
 * or the cursor.
 */
unsigned igd_surface_line(const IgdPipe *pipe, unsigned layer);

#endif
