/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Panel fitters: see kind.h. */
#ifndef IGD_PFIT_H
#define IGD_PFIT_H

#include "scaler.h"

void igd_pfit_latch(IgdPipe *pipe);
bool igd_pfit_window(IgdPipe *pipe, unsigned binding, uint32_t width,
                     uint32_t height, IgdWindow *window, const char **why);
bool igd_pfit_on(const IgdPipe *pipe);

#endif
