/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display power: wells, fuses, the display buffer and display C states.
 *
 * A well is on while any of its four requesters asks for it, and it turns on
 * and off at once. Registers inside a well that is off keep working.
 */
#include "qemu/osdep.h"
#include "igd.h"
#include "power.h"

#define HSW_PWR_WELL_CTL1   0x45400
#define NUM_REQUESTERS      4           /* BIOS, driver, KVMR, debug */
#define REQUESTS            0xaaaaaaaau /* bit 2n + 1 asks for well n */

#define SKL_FUSE_STATUS     0x42000
#define FUSE_DOWNLOADED     BIT(31)
#define FUSE_PG_DISTRIBUTED(pg) BIT(27 - (pg))

/* i915 display/intel_display_regs.h: SKL_PW_CTL_IDX_PW_1 and _2 */
#define WELL_PG1            14
#define WELL_PG2            15

#define DBUF_CTL            0x45008
#define DBUF_POWER_REQUEST  BIT(31)
#define DBUF_POWER_STATE    BIT(30)

static uint32_t wells_requested(IgdState *s)
{
    uint32_t request = 0;

    for (unsigned i = 0; i < NUM_REQUESTERS; i++) {
        request |= igd_reg(s, HSW_PWR_WELL_CTL1 + i * 4) & REQUESTS;
    }
    return request;
}

static bool well_on(IgdState *s, unsigned well)
{
    return wells_requested(s) & BIT(well * 2 + 1);
}

/* Every requester sees its own requests and the state of all wells. */
static uint32_t pwr_well_read(IgdState *s, unsigned requester)
{
    return igd_reg(s, HSW_PWR_WELL_CTL1 + requester * 4) |
           wells_requested(s) >> 1;
}

static uint32_t fuse_status_read(IgdState *s, unsigned instance)
{
    return FUSE_DOWNLOADED | FUSE_PG_DISTRIBUTED(0) |
           (well_on(s, WELL_PG1) ? FUSE_PG_DISTRIBUTED(1) : 0) |
           (well_on(s, WELL_PG2) ? FUSE_PG_DISTRIBUTED(2) : 0);
}

static uint32_t dbuf_ctl_read(IgdState *s, unsigned instance)
{
    uint32_t val = igd_reg(s, DBUF_CTL);

    return val | (val & DBUF_POWER_REQUEST ? DBUF_POWER_STATE : 0);
}

static const IgdReg power_regs[] = {
    {
        .name = "HSW_PWR_WELL_CTL",
        .source = "i915 display/intel_display_power_well.c "
                  "hsw_power_well_enable(), hsw_power_well_requesters()",
        .offset = HSW_PWR_WELL_CTL1, .count = NUM_REQUESTERS, .stride = 4,
        .ro = ~REQUESTS, .read = pwr_well_read,
    },
    {
        .name = "SKL_FUSE_STATUS",
        .source = "i915 display/intel_display_power_well.c "
                  "gen9_wait_for_power_well_fuses()",
        .offset = SKL_FUSE_STATUS, .access = IGD_RO, .read = fuse_status_read,
    },
    {
        .name = "DBUF_CTL_S0",
        .source = "i915 display/intel_display_power.c "
                  "gen9_dbuf_slice_set()",
        .offset = DBUF_CTL, .ro = DBUF_POWER_STATE, .read = dbuf_ctl_read,
    },
    {
        .name = "DC_STATE_EN",
        .source = "i915 display/intel_display_power_well.c "
                  "gen9_write_dc_state(); without firmware nothing enters one",
        .offset = 0x45504,
    },
    {
        .name = "DC_STATE_DEBUG",
        .source = "i915 display/intel_dmc_regs.h; GVT: memory",
        .offset = 0x45520,
    },
};

const IgdRoom igd_power_room = {
    .name = "power",
    .regs = power_regs,
    .num_regs = ARRAY_SIZE(power_regs),
};
