/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Clocks of the PCH, behind its sideband interface. */
#ifndef IGD_SBI_H
#define IGD_SBI_H

#include "../mmio.h"

/* The spread clock, which PLLs of the CPU can refer to, runs. */
bool igd_sbi_ssc_on(IgdState *s);

#endif
