/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reset of the GT or of single engines. It is over when the write is; the
 * handshake before it is RING_RESET_CTL, an engine's register.
 * Source: i915 gt/intel_reset.c, gen6_hw_domain_reset().
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define GDRST       0x941c
#define GDRST_FULL  BIT(0)

static void gdrst_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    for (unsigned i = 0; i < s->gt.num_engines; i++) {
        IgdEngine *e = &s->gt.engine[i];

        if (val & (GDRST_FULL | e->info->reset_bit)) {
            igd_engine_reset(e);
            if (e->info->kind == IGD_RCS) {
                igd_gt_reset_render(s);
            }
        }
    }
    if (val & GDRST_FULL) {
        igd_gt_reset_common(s);
    }
    igd_reg_set(s, GDRST, 0);
}

static const IgdReg reset_regs[] = {
    {
        .name = "GEN6_GDRST",
        .source = "i915 gt/intel_gt_regs.h; gt/intel_reset.c",
        .offset = GDRST,
        .write = gdrst_write,
    },
};

const IgdRoom igd_reset_room = {
    .name = "reset",
    .regs = reset_regs,
    .num_regs = ARRAY_SIZE(reset_regs),
};
