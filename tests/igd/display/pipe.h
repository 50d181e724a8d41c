/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a pipe makes of its planes and cursor. */
#ifndef IGD_PIPE_H
#define IGD_PIPE_H

#include "scene.h"

/* CRC of the picture of @layers as they are latched; see igd_crc(). */
uint32_t igd_pipe_crc(IgdPipe *pipe, unsigned layers);

#endif
