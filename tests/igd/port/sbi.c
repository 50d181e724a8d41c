/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sideband interface of Lynx Point: registers of the PCH's clocks, by address
 * and data. An access is over when it has been started. That one of an address
 * which is not known fails is what SBI_RESPONSE_FAIL is taken to be for. Of the
 * other destination, the lanes of FDI, there is nothing, as FDI is not
 * modelled. Sources: i915 display/intel_sbi.c, intel_sbi_regs.h,
 * intel_pch_refclk.c lpt_*().
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "../cdclk.h"
#include "sbi.h"

#define SBI_ADDR            0xc6000
#define SBI_DATA            0xc6004
#define SBI_CTL_STAT        0xc6008
#define CTL_DEST_MPHY       BIT(16)
#define CTL_OP(ctl)         extract32(ctl, 8, 8)
#define CTL_RESPONSE        (3u << 1)
#define CTL_RESPONSE_FAIL   (1u << 1)
#define CTL_BUSY            BIT(0)

enum { OP_CLOCK_READ = 6, OP_CLOCK_WRITE = 7 };

#define SSCCTL              0x020c
#define SSCCTL_DISABLE      BIT(0)
#define SSCCTL_PATHALT      BIT(3)

/* The clocks are off after reset: firmware has not started any. */
static const struct {
    uint16_t addr;
    uint32_t reset;
} clock_regs[] = {
    { SSCCTL, SSCCTL_PATHALT | SSCCTL_DISABLE },
    { 0x0200 },                     /* SSCDIVINTPHASE */
    { 0x0204 },                     /* SSCDITHPHASE */
    { 0x0600 },                     /* SSCDIVINTPHASE6 */
    { 0x060c, SSCCTL_DISABLE },     /* SSCCTL6 */
    { 0x0610 },                     /* SSCAUXDIV6 */
    { 0x1f00 },                     /* GEN0 */
    { 0x2a00 },                     /* DBUFF0 */
};

QEMU_BUILD_BUG_ON(ARRAY_SIZE(clock_regs) > IGD_SBI_REGS);

bool igd_sbi_ssc_on(IgdState *s)
{
    return !(s->ports.sbi[0] & SSCCTL_DISABLE);
}

/* Whether there is such a register and operation. */
static bool transact(IgdState *s, uint32_t ctl)
{
    uint16_t addr = igd_reg(s, SBI_ADDR) >> 16;

    for (size_t i = 0; i < ARRAY_SIZE(clock_regs); i++) {
        if (ctl & CTL_DEST_MPHY || clock_regs[i].addr != addr) {
            continue;
        }
        if (CTL_OP(ctl) == OP_CLOCK_READ) {
            igd_reg_set(s, SBI_DATA, s->ports.sbi[i]);
            return true;
        } else if (CTL_OP(ctl) == OP_CLOCK_WRITE) {
            s->ports.sbi[i] = igd_reg(s, SBI_DATA);
            return true;
        }
    }
    qemu_log_mask(LOG_UNIMP, "intel-igd: SBI access 0x%08x of 0x%04x\n", ctl,
                  addr);
    return false;
}

static void ctl_stat_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    if (!(val & CTL_BUSY)) {
        return;
    }
    val &= ~(CTL_BUSY | CTL_RESPONSE);
    igd_reg_set(s, SBI_CTL_STAT,
                transact(s, val) ? val : val | CTL_RESPONSE_FAIL);
    /* the spread clock may have started or stopped */
    igd_clocks_update(s);
}

static void sbi_reset(IgdState *s)
{
    for (size_t i = 0; i < ARRAY_SIZE(clock_regs); i++) {
        s->ports.sbi[i] = clock_regs[i].reset;
    }
}

#define SOURCE "i915 display/intel_sbi_regs.h, intel_sbi.c"

static const IgdReg sbi_regs[] = {
    {
        .name = "SBI_ADDR", .source = SOURCE,
        .offset = SBI_ADDR, .bits = 0xffff0000,
    },
    { .name = "SBI_DATA", .source = SOURCE, .offset = SBI_DATA },
    {
        .name = "SBI_CTL_STAT", .source = SOURCE,
        .offset = SBI_CTL_STAT, .write = ctl_stat_write,
    },
};

static const VMStateDescription sbi_vmstate = {
    .name = "igd/sbi",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32_ARRAY(ports.sbi, IgdState, IGD_SBI_REGS),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_sbi_room = {
    .name = "sbi",
    .regs = sbi_regs,
    .num_regs = ARRAY_SIZE(sbi_regs),
    .reset = sbi_reset,
    .vmsd = &sbi_vmstate,
};
