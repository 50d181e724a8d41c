/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The GT: forcewake, engines with execlist submission, command streamers and
 * reset. It knows nothing of displays; commands that flip and wait use what
 * display.h has for them.
 */
#ifndef IGD_GT_H
#define IGD_GT_H

#include "../mmio.h"
#include "engine.h"

typedef struct IgdGt {
    IgdEngine engine[IGD_MAX_ENGINES];
    uint32_t num_engines;
    bool sleeping;          /* in RC6, since rc6_since_ns */
    int64_t rc6_since_ns;
    uint64_t rc6_ns;        /* spent in RC6 before that */
} IgdGt;

/* The count of the streamers' clock now: what TIMESTAMP reads. */
uint64_t igd_gt_timestamp(const IgdState *s);

/*
 * Put @num_regs registers of @regs back to their reset values. Hooks are not
 * called.
 */
void igd_gt_reset_regs(IgdState *s, const IgdReg *regs, size_t num_regs);

/*
 * What a reset loses besides the registers of engines: of the render engine,
 * and of the whole GT.
 */
void igd_gt_reset_render(IgdState *s);
void igd_gt_reset_common(IgdState *s);

/* RC6: whether it is enabled, and whether the whole GT sleeps in it. */
bool igd_rc6_enabled(IgdState *s);
bool igd_gt_sleeps(IgdState *s);

/* What igd_gt_sleeps() says may have changed. */
void igd_rc6_update(IgdState *s);

extern const IgdRoom igd_forcewake_room;
extern const IgdRoom igd_rc6_room;
extern const IgdRoom igd_rc6_setup_room;    /* what firmware of BXT does */
extern const IgdRoom igd_gt_room;       /* clocks, faults, caches */
extern const IgdRoom igd_fuses_skl_room;
extern const IgdRoom igd_fuses_bxt_room;
extern const IgdRoom igd_engine_room;
extern const IgdRoom igd_reset_room;

#endif
