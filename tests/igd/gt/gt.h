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

/*
 * struct IgdGtKind - what tells the GT of one generation from another
 * @rcs_context, @xcs_context: layout of context images, of the render engine
 *                             and of the others
 * @mocs: engines have memory object control tables
 * @render_regs, @common_regs: what a reset of the render engine loses, and one
 *                             of the whole GT, besides what all of them have
 * @display_flip: see flip.h
 */
typedef struct IgdGtKind {
    const IgdContextBlock *rcs_context, *xcs_context;
    bool mocs;
    const IgdReg *render_regs, *common_regs;
    size_t num_render_regs, num_common_regs;
    void (*display_flip)(IgdEngine *e, const uint32_t *dw);
} IgdGtKind;

extern const IgdGtKind igd_gt_gen8;
extern const IgdGtKind igd_gt_gen9;

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

/* Both have their registers then: for the rooms of a GT. */
void igd_gt_realize(IgdState *s);

/* RC6: whether it is enabled, and whether the whole GT sleeps in it. */
bool igd_rc6_enabled(IgdState *s);
bool igd_gt_sleeps(IgdState *s);

/* What igd_gt_sleeps() says may have changed. */
void igd_rc6_update(IgdState *s);

extern const IgdRoom igd_forcewake_gen8_room;
extern const IgdRoom igd_forcewake_gen9_room;
extern const IgdRoom igd_rc6_room;
extern const IgdRoom igd_rc6_setup_room;    /* what firmware of BXT does */
extern const IgdRoom igd_gt_gen8_room;      /* clocks, faults, caches */
extern const IgdRoom igd_gt_gen9_room;
extern const IgdRoom igd_fuses_bdw_room;
extern const IgdRoom igd_fuses_skl_room;
extern const IgdRoom igd_fuses_bxt_room;
extern const IgdRoom igd_engine_room;
extern const IgdRoom igd_reset_room;

#endif
