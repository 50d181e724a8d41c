/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a pipe makes of its planes and cursor. */
#ifndef IGD_PIPE_H
#define IGD_PIPE_H

#include "display.h"

/* A set of layers: bit n for plane n, then the cursor. */
#define IGD_ALL_LAYERS  ((1u << (IGD_MAX_PLANES + 1)) - 1)

/* CRC of the picture of @layers as they are latched; see igd_crc(). */
uint32_t igd_pipe_crc(IgdPipe *pipe, unsigned layers);

#endif
