/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display registers that only tell something or only remember. */
#ifndef IGD_MISC_H
#define IGD_MISC_H

#include "mmio.h"

extern const IgdRoom igd_misc_room;
extern const IgdRoom igd_misc_gen9_room;
extern const IgdRoom igd_misc_bxt_room;
extern const IgdRoom igd_dram_skl_room;
extern const IgdRoom igd_dram_bxt_room;

#endif
