/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Intermediate pixel storage: a buffer behind the planes of pipe A, so that
 * memory can sleep longer. On Broadwell it is turned on and off by the power
 * control unit. It changes no pixel here. Source: i915 display/hsw_ips.c.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "ips.h"

#define IPS_CTL         0x43408
#define IPS_ENABLE      BIT(31)
#define IPS_FALSE_COLOR BIT(4)

static bool is_on(IgdState *s)
{
    return igd_reg(s, IPS_CTL) & IPS_ENABLE;
}

/* "Pixel rate mustn't exceed 95% of cdclk with IPS on BDW" */
uint64_t igd_ips_cdclk_need(const IgdPipe *pipe, uint64_t hz)
{
    return pipe->index == 0 && is_on(pipe->s) ? DIV_ROUND_UP(hz * 100, 95) :
                                                hz;
}

void igd_ips_control(IgdState *s, uint32_t ctl)
{
    igd_reg_set(s, IPS_CTL, ctl & (IPS_ENABLE | IPS_FALSE_COLOR));
    igd_check_all(s);
}

/* Written by pcode alone: hsw_ips_enable() */
static const IgdReg ips_regs[] = {
    {
        .name = "IPS_CTL", .source = "i915 display/hsw_ips.c",
        .offset = IPS_CTL, .access = IGD_RO,
    },
};

const IgdRoom igd_ips_room = {
    .name = "ips",
    .regs = ips_regs,
    .num_regs = ARRAY_SIZE(ips_regs),
};
