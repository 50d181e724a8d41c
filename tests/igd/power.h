/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display power wells, and the mailbox of the power control unit. */
#ifndef IGD_POWER_H
#define IGD_POWER_H

#include "mmio.h"

extern const IgdRoom igd_power_room;
extern const IgdRoom igd_pcode_room;

#endif
