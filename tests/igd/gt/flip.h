/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands that flip planes. */
#ifndef IGD_GT_FLIP_H
#define IGD_GT_FLIP_H

#include "engine.h"

/* @dw: the command, three dwords. */
void igd_mi_display_flip(IgdEngine *e, const uint32_t *dw);

#endif
