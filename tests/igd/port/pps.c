/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Panel power sequencer, for an embedded panel on port A. A panel is on, or
 * off, as soon as it is asked for: no delay is kept.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define PP_STATUS       0xc7200
#define STATUS_ON       BIT(31)
#define PP_CONTROL      0xc7204
#define CONTROL_ON      BIT(0)

static uint32_t pp_status_read(IgdState *s, unsigned instance)
{
    return igd_reg(s, PP_CONTROL) & CONTROL_ON ? STATUS_ON : 0;
}

#define SOURCE "i915 display/intel_pps_regs.h, intel_pps.c"

static const IgdReg pps_regs[] = {
    {
        .name = "PP_STATUS", .source = SOURCE,
        .offset = PP_STATUS, .access = IGD_RO, .read = pp_status_read,
    },
    { .name = "PP_CONTROL", .source = SOURCE, .offset = PP_CONTROL },
    {
        .name = "PP_ON_DELAYS_OFF_DELAYS_DIVISOR", .source = SOURCE,
        .offset = 0xc7208, .count = 3, .stride = 4,
    },
};

const IgdRoom igd_pps_room = {
    .name = "pps",
    .regs = pps_regs,
    .num_regs = ARRAY_SIZE(pps_regs),
};
