/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Watermarks of gen8: see kind.h. */
#ifndef IGD_WM_H
#define IGD_WM_H

#include "display.h"

void igd_wm_check(IgdState *s);

#endif
