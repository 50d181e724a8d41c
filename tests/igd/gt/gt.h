/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The GT: forcewake, engines with execlist submission, command streamers and
 * reset. It knows nothing of displays; a flip command calls
 * igd_display_flip().
 */
#ifndef IGD_GT_H
#define IGD_GT_H

#include "mmio.h"
#include "engine.h"

typedef struct IgdGt {
    IgdEngine engine[IGD_MAX_ENGINES];
    unsigned num_engines;
} IgdGt;

extern const IgdRoom igd_forcewake_room;
extern const IgdRoom igd_gt_room;        /* fuses, clocks, frequency, pcode-free GT registers */
extern const IgdRoom igd_engine_room;
extern const IgdRoom igd_reset_room;

#endif
