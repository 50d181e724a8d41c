/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display power: wells, and on gen9 their fuses and the display buffer.
 *
 * A well is on while any of its four requesters asks for it and the well that
 * it hangs on is on, and it turns on and off at once. PG2 hangs on PG1: i915
 * skl_display_core_init() is done with PG1 before it asks for another, and
 * the parent of PG2 in Fuchsia's display driver (power.cc) is PG1. What is in
 * a well that is off loses its registers: reads give 0, writes are dropped, and
 * FPGA_DBG says that nobody claimed the access (i915 intel_uncore.c
 * fpga_check_for_unclaimed_mmio(); that reads give 0 is what drivers see, no
 * text says it). When it comes back the registers have their reset values, so
 * that i915 writes the interrupt registers of pipes B and C anew:
 * gen8_irq_power_well_post_enable().
 */
#include "qemu/osdep.h"
#include "igd.h"
#include "display/check.h"
#include "display/timing.h"
#include "power.h"

#define HSW_PWR_WELL_CTL1   0x45400
#define NUM_REQUESTERS      4           /* BIOS, driver, KVMR, debug */
#define REQUESTS            0xaaaaaaaau /* bit 2n + 1 asks for well n */
#define REQUEST(well)       BIT((well) * 2 + 1)

enum { REQUESTER_BIOS, REQUESTER_DRIVER };

#define SKL_FUSE_STATUS     0x42000
#define FUSE_DOWNLOADED     BIT(31)
#define FUSE_PG_DISTRIBUTED(pg) BIT(27 - (pg))

/*
 * i915 display/intel_display_regs.h: SKL_PW_CTL_IDX_*. What MISC_IO (well 0)
 * powers is not documented; nothing depends on it here.
 */
#define WELL_MISC_IO        0
#define WELL_DDI_A_E        1           /* then DDI B, C and D */
#define WELL_PG1            14
#define WELL_PG2            15

#define DBUF_CTL            0x45008
#define DBUF_POWER_REQUEST  BIT(31)
#define DBUF_POWER_STATE    BIT(30)

#define FPGA_DBG            0x42300
#define FPGA_DBG_RM_NOCLAIM BIT(31)

/* Registers @first to @last are in @well. */
typedef struct WellRegs {
    uint32_t first, last;
    unsigned well;
} WellRegs;

/*
 * struct IgdPower - the wells of a platform
 * @regs: which registers are in them; later lines take parts of earlier ones
 * @requests: the wells that there are, as bits of a request
 * @always: what is a well elsewhere and has power by itself here
 */
struct IgdPower {
    const WellRegs *regs;
    size_t num_regs;
    uint32_t requests, always;
};

/*
 * PG1: pipe A, transcoder EDP, DDI A. PG2: pipes B and C, transcoders A to C,
 * DDI B to E, their AUX channels. Source: i915 intel_display_power_map.c
 * SKL_PW_2_POWER_DOMAINS, and irq_pipe_mask of PW_2; Intel PRM Skylake vol.
 * 12, "Power Wells". All else is always on, also VGA and audio, which are in
 * PG2 but not modelled.
 */
static const WellRegs skl_regs[] = {
    { 0x44400, 0x4440f, WELL_PG1 },     /* interrupts of pipe A */
    { 0x44410, 0x4442f, WELL_PG2 },
    { 0x49000, 0x490ff, WELL_PG1 },     /* colour space conversion */
    { 0x49100, 0x492ff, WELL_PG2 },
    { 0x4a000, 0x4a7ff, WELL_PG1 },     /* gamma */
    { 0x4a800, 0x4b7ff, WELL_PG2 },
    { 0x60000, 0x62fff, WELL_PG2 },     /* transcoders */
    { 0x6001c, 0x6001f, WELL_PG1 },     /* PIPESRC of pipe A */
    { 0x60050, 0x6006f, WELL_PG1 },     /* CRC of pipe A */
    { 0x64000, 0x640ff, WELL_PG1 },     /* DDIs and AUX channels */
    { 0x64100, 0x644ff, WELL_PG2 },
    { 0x64e00, 0x64e5f, WELL_PG1 },     /* DDI_BUF_TRANS */
    { 0x64e60, 0x64fdf, WELL_PG2 },
    { 0x68000, 0x687ff, WELL_PG1 },     /* scalers */
    { 0x68800, 0x69fff, WELL_PG2 },
    { 0x6f000, 0x6ffff, WELL_PG1 },     /* transcoder EDP */
    { 0x70000, 0x70fff, WELL_PG1 },     /* pipe A, its planes and cursor */
    { 0x70008, 0x7000b, WELL_PG2 },     /* TRANSCONF of transcoder A */
    { 0x71000, 0x72fff, WELL_PG2 },
    { 0x7f000, 0x7ffff, WELL_PG1 },     /* TRANSCONF of transcoder EDP */
};

const IgdPower igd_power_skl = {
    .regs = skl_regs, .num_regs = ARRAY_SIZE(skl_regs),
    .requests = REQUESTS,
};

/*
 * What MISC_IO and the DDIs' wells power on Skylake is in Broxton's PHYs: i915
 * bxt_power_wells_main[].
 */
const IgdPower igd_power_bxt = {
    .regs = skl_regs, .num_regs = ARRAY_SIZE(skl_regs),
    .requests = REQUEST(WELL_PG1) | REQUEST(WELL_PG2),
};

/*
 * Broadwell has one well, where PG2 is on Skylake, and with the same in it;
 * AUX channels B to D are in the PCH, which it does not power. What is in PG1
 * elsewhere is always on, with the panel fitter of pipe A. Source: i915
 * intel_display_power_map.c bdw_pwdoms_display, HSW_PW_CTL_IDX_GLOBAL.
 */
static const WellRegs bdw_regs[] = {
    { 0x44410, 0x4442f, WELL_PG2 },     /* interrupts of pipes B and C */
    { 0x49100, 0x492ff, WELL_PG2 },     /* colour space conversion */
    { 0x4a800, 0x4b7ff, WELL_PG2 },     /* gamma */
    { 0x60000, 0x6001b, WELL_PG2 },     /* transcoders */
    { 0x60020, 0x6004f, WELL_PG2 },
    { 0x60070, 0x62fff, WELL_PG2 },
    { 0x64100, 0x644ff, WELL_PG2 },     /* DDIs */
    { 0x64e60, 0x64fdf, WELL_PG2 },     /* DDI_BUF_TRANS */
    { 0x68800, 0x69fff, WELL_PG2 },     /* panel fitters */
    { 0x70008, 0x7000b, WELL_PG2 },     /* TRANSCONF of transcoder A */
    { 0x71000, 0x72fff, WELL_PG2 },     /* pipes, their planes and cursors */
};

const IgdPower igd_power_bdw = {
    .regs = bdw_regs, .num_regs = ARRAY_SIZE(bdw_regs),
    .requests = REQUEST(WELL_PG2), .always = REQUEST(WELL_PG1),
};

static uint32_t requests(IgdState *s, unsigned requester)
{
    return igd_reg(s, HSW_PWR_WELL_CTL1 + requester * 4) &
           s->platform->power->requests;
}

static uint32_t wells_requested(IgdState *s)
{
    uint32_t request = s->platform->power->always;

    for (unsigned i = 0; i < NUM_REQUESTERS; i++) {
        request |= requests(s, i);
    }
    return request;
}

/* Of what is requested, that which comes on. */
static uint32_t powered(uint32_t request)
{
    return request & REQUEST(WELL_PG1) ? request :
                                         request & ~REQUEST(WELL_PG2);
}

static bool well_on(IgdState *s, unsigned well)
{
    return powered(wells_requested(s)) & REQUEST(well);
}

bool igd_power_pg2(IgdState *s)
{
    return well_on(s, WELL_PG2);
}

bool igd_skl_port_power(IgdState *s, unsigned port)
{
    /* DDI E has the lanes that DDI A does not use */
    return well_on(s, WELL_DDI_A_E + (port < 4 ? port : 0));
}

bool igd_bdw_port_power(IgdState *s, unsigned port)
{
    return port == IGD_PORT_A || igd_power_pg2(s);
}

bool igd_skl_aux_power(IgdState *s, unsigned ch)
{
    /* the line has the power of its registers */
    return true;
}

bool igd_power_dbuf(IgdState *s)
{
    return igd_reg(s, DBUF_CTL) & DBUF_POWER_REQUEST;
}

bool igd_power_pipe(IgdState *s, unsigned pipe)
{
    return well_on(s, pipe ? WELL_PG2 : WELL_PG1);
}

bool igd_power_transcoder(IgdState *s, unsigned trans)
{
    return well_on(s, trans == IGD_TRANS_EDP ? WELL_PG1 : WELL_PG2);
}

static bool well_open(IgdState *s, unsigned well, bool write)
{
    if (well == WELL_PG1) {
        igd_dmc_touch(s);
    }
    return well_on(s, well);
}

static void well_refused(IgdState *s, unsigned well, uint32_t offset,
                         bool write)
{
    igd_reg_set(s, FPGA_DBG, igd_reg(s, FPGA_DBG) | FPGA_DBG_RM_NOCLAIM);
    igd_rule_broken(s, write ? IGD_RULE_POWER_WRITE : IGD_RULE_POWER_READ,
                    well, "%s of 0x%06x, whose power well PG%u is off",
                    write ? "write" : "read", offset,
                    well - WELL_PG1 + 1);
}

static const IgdGuard well_guard = {
    .open = well_open,
    .refused = well_refused,
};

/* PG1 or PG2 has turned off: what is in it stops, and is forgotten. */
static void well_lost(IgdState *s, unsigned well)
{
    igd_timing_power_lost(s);
    igd_mmio_forget(s, &well_guard, well);
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        if (!igd_power_pipe(s, i)) {
            igd_irq_lost(s, IGD_IRQ_PIPE_A + i);
            igd_check_forget(&s->display.pipe[i]);
        }
    }
}

/*
 * Firmware's request of PG1 and MISC_IO is restored, the driver's is not: "due
 * to a DMC bug" of big cores of gen9, i915 hsw_power_well_enabled().
 */
void igd_power_restore(IgdState *s)
{
    uint32_t wells = REQUEST(WELL_PG1) | REQUEST(WELL_MISC_IO);
    uint32_t bios = HSW_PWR_WELL_CTL1 + REQUESTER_BIOS * 4;
    uint32_t driver = HSW_PWR_WELL_CTL1 + REQUESTER_DRIVER * 4;

    if (!s->platform->dmc_takes_wells) {
        return;
    }
    igd_reg_set(s, bios, igd_reg(s, bios) | wells);
    igd_reg_set(s, driver, igd_reg(s, driver) & ~wells);
}

static void check_order(IgdState *s)
{
    uint32_t request = wells_requested(s);

    if (request != powered(request)) {
        igd_rule_breaks(s, IGD_RULE_POWER_ORDER, 0,
                        "PG2 is requested while PG1 is off");
    } else {
        igd_rule_kept(s, IGD_RULE_POWER_ORDER, 0);
    }
}

static void pwr_well_write(IgdState *s, unsigned requester, uint32_t old,
                           uint32_t val)
{
    static const unsigned groups[] = { WELL_PG1, WELL_PG2 };
    const IgdPower *power = s->platform->power;
    uint32_t before = (old & power->requests) | power->always;

    for (unsigned i = 0; i < NUM_REQUESTERS; i++) {
        before |= i == requester ? 0 : requests(s, i);
    }
    before = powered(before);
    check_order(s);
    for (unsigned i = 0; i < ARRAY_SIZE(groups); i++) {
        unsigned well = groups[i];

        if (well_on(s, well)) {
            igd_rule_kept(s, IGD_RULE_POWER_READ, well);
            igd_rule_kept(s, IGD_RULE_POWER_WRITE, well);
        } else if (before & REQUEST(well)) {
            well_lost(s, well);
        }
    }
    igd_ddi_update_all(s);
    igd_dmc_update(s);
}

/* Every requester sees its own requests and the state of all wells. */
static uint32_t pwr_well_read(IgdState *s, unsigned requester)
{
    return requests(s, requester) |
           (powered(wells_requested(s)) & s->platform->power->requests) >> 1;
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

static void dbuf_ctl_write(IgdState *s, unsigned instance, uint32_t old,
                           uint32_t val)
{
    igd_check_all(s);
}

static void power_realize(IgdState *s)
{
    const IgdPower *power = s->platform->power;

    for (unsigned i = 0; i < power->num_regs; i++) {
        igd_mmio_guard(s, power->regs[i].first, power->regs[i].last,
                       &well_guard, power->regs[i].well);
    }
}

/* gen8 has the first one only. */
static const IgdReg power_regs[] = {
    {
        .name = "HSW_PWR_WELL_CTL",
        .source = "i915 display/intel_display_power_well.c "
                  "hsw_power_well_enable(), hsw_power_well_requesters()",
        .offset = HSW_PWR_WELL_CTL1, .count = NUM_REQUESTERS, .stride = 4,
        .ro = ~REQUESTS, .read = pwr_well_read, .write = pwr_well_write,
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
        .offset = DBUF_CTL, .ro = DBUF_POWER_STATE,
        .read = dbuf_ctl_read, .write = dbuf_ctl_write,
    },
};

const IgdRoom igd_power_gen8_room = {
    .name = "power",
    .regs = power_regs,
    .num_regs = 1,
    .realize = power_realize,
};

const IgdRoom igd_power_gen9_room = {
    .name = "power",
    .regs = power_regs,
    .num_regs = ARRAY_SIZE(power_regs),
    .realize = power_realize,
};
