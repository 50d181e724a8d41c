/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The cursor of each pipe. */
#ifndef IGD_CURSOR_H
#define IGD_CURSOR_H

#include "plane.h"

/* Registers of an armed cursor take effect. */
void igd_cursor_latch(IgdPipe *pipe);

/* Describe the cursor as it is latched; false when it is off. */
bool igd_cursor_layer(IgdPipe *pipe, IgdScanout *scanout, IgdLayer *layer);

#endif
