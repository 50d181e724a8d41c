/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CRC of each frame of a pipe, as drivers read it. */
#ifndef IGD_PIPE_CRC_H
#define IGD_PIPE_CRC_H

#include "display.h"

/* A frame of @pipe ends, with what has been latched for it. */
void igd_pipe_crc_end_frame(IgdPipe *pipe);

/* A frame of @pipe begins, with what is latched now. */
void igd_pipe_crc_begin_frame(IgdPipe *pipe);

#endif
