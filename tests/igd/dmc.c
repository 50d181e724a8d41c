/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display microcontroller (DMC).
 *
 * Its processor is not modelled: the program that a driver loads is kept and
 * not run, and the device does what that program is for. In DC5 power well 1
 * and the CDCLK PLL are off, in DC6 their supply too, and the registers in
 * them are saved. It is entered when software allows it, power well 2 is off
 * and no pipe runs (nothing here refreshes itself): commit "drm/i915/skl:
 * Implement enable/disable for Display C5 state" of 2015. An access of a
 * register ends it without help of the driver, as the text on DMC wakelocks
 * in i915 intel_dmc_wl.c says of all hardware before Lunar Lake; how soon the
 * display sleeps again is not documented.
 */
#include "qemu/osdep.h"
#include "migration/vmstate.h"
#include "igd.h"
#include "dmc.h"
#include "power.h"

/* i915 intel_dmc.c: BXT_DMC_MAX_FW_SIZE, also of Skylake */
#define PROGRAM             0x80000
#define PROGRAM_SIZE        0x3000
/* words of the program's memory */
#define DC5_DC6_COUNT       0x8002c
#define SKL_DC3_DC5_COUNT   0x80030
#define BXT_DC3_DC5_COUNT   0x80038

#define HTP                 0x8f004
#define LAST_WRITE          0x8f034
#define SSP_BASE            0x8f074

#define DC_STATE_EN         0x45504
#define ALLOW_DC5           BIT(0)
#define ALLOW_DC6           BIT(1)

#define IDLE_NS             (1 * SCALE_MS)

/*
 * What drivers took for a program that is loaded: assert_csr_loaded() of i915
 * before 2021.
 */
static bool is_loaded(IgdState *s)
{
    return igd_reg(s, PROGRAM) && igd_reg(s, HTP) && igd_reg(s, SSP_BASE);
}

/* Broxton has no DC6: i915 gen9_dc_mask(). */
static bool has_dc6(IgdState *s)
{
    return s->platform->dmc_dc6;
}

static uint32_t allowed(IgdState *s)
{
    return igd_reg(s, DC_STATE_EN) & (ALLOW_DC5 | (has_dc6(s) ? ALLOW_DC6 : 0));
}

static bool may_sleep(IgdState *s)
{
    if (!allowed(s) || !is_loaded(s) || igd_power_pg2(s)) {
        return false;
    }
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        if (s->display.pipe[i].running) {
            return false;
        }
    }
    return true;
}

static void wait_idle(IgdState *s)
{
    timer_mod(s->dmc.timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + IDLE_NS);
}

static void count(IgdState *s, uint32_t counter)
{
    igd_reg_set(s, counter, igd_reg(s, counter) + 1);
}

static void sleep_now(void *opaque)
{
    IgdState *s = opaque;

    s->dmc.asleep = true;
    count(s, has_dc6(s) ? SKL_DC3_DC5_COUNT : BXT_DC3_DC5_COUNT);
    if (allowed(s) & ALLOW_DC6) {
        count(s, DC5_DC6_COUNT);
    }
}

static void wake(IgdState *s)
{
    timer_del(s->dmc.timer);
    if (s->dmc.asleep) {
        s->dmc.asleep = false;
        igd_power_restore(s);
    }
}

void igd_dmc_update(IgdState *s)
{
    if (!s->dmc.timer) {
        return;                 /* this platform has no DMC */
    }
    if (!may_sleep(s)) {
        wake(s);
    } else if (!s->dmc.asleep && !timer_pending(s->dmc.timer)) {
        wait_idle(s);
    }
}

void igd_dmc_touch(IgdState *s)
{
    if (s->dmc.asleep || timer_pending(s->dmc.timer)) {
        wake(s);
        wait_idle(s);
    }
}

static void dc_state_write(IgdState *s, unsigned instance, uint32_t old,
                           uint32_t val)
{
    if (allowed(s) && !is_loaded(s)) {
        igd_rule_breaks(s, IGD_RULE_DMC, 0, "DC5 or DC6 is allowed (0x%08x) "
                        "while DMC has no program", val);
    } else {
        igd_rule_kept(s, IGD_RULE_DMC, 0);
    }
    igd_dmc_update(s);
}

static void dmc_realize(IgdState *s)
{
    s->dmc.timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, sleep_now, s);
}

static void dmc_reset(IgdState *s)
{
    timer_del(s->dmc.timer);
    s->dmc.asleep = false;
}

static void dmc_unrealize(IgdState *s)
{
    timer_free(s->dmc.timer);
}

#define SOURCE  "i915 display/intel_dmc_regs.h, intel_dmc.c; "

/* The program's memory from @_start on to @_end */
#define PROGRAM_REG(_start, _end) {                                     \
        .name = "DMC_PROGRAM", .source = SOURCE "memory, not run",      \
        .offset = (_start), .count = ((_end) - (_start)) / 4,           \
        .stride = 4,                                                    \
    }

#define COUNT_REG(_name, _offset) {                                     \
        .name = _name,                                                  \
        .source = SOURCE "counted in the program's memory",             \
        .offset = (_offset),                                            \
    }

#define STATE_REGS                                                      \
    { .name = "DMC_HTP_SKL", .source = SOURCE "memory", .offset = HTP }, \
    {                                                                   \
        .name = "DMC_LAST_WRITE", .source = SOURCE "memory",            \
        .offset = LAST_WRITE,                                           \
    },                                                                  \
    {                                                                   \
        .name = "DMC_SSP_BASE", .source = SOURCE "memory",              \
        .offset = SSP_BASE,                                             \
    },                                                                  \
    {                                                                   \
        .name = "DC_STATE_EN",                                          \
        .source = "i915 display/intel_display_power_well.c "            \
                  "gen9_write_dc_state()",                              \
        .offset = DC_STATE_EN, .write = dc_state_write,                 \
    },                                                                  \
    {                                                                   \
        .name = "DC_STATE_DEBUG",                                       \
        .source = "i915 display/intel_dmc_regs.h; GVT: memory",         \
        .offset = 0x45520,                                              \
    }

static const IgdReg skl_regs[] = {
    PROGRAM_REG(PROGRAM, DC5_DC6_COUNT),
    COUNT_REG("SKL_DMC_DC5_DC6_COUNT", DC5_DC6_COUNT),
    COUNT_REG("SKL_DMC_DC3_DC5_COUNT", SKL_DC3_DC5_COUNT),
    PROGRAM_REG(SKL_DC3_DC5_COUNT + 4, PROGRAM + PROGRAM_SIZE),
    STATE_REGS,
};

static const IgdReg bxt_regs[] = {
    PROGRAM_REG(PROGRAM, BXT_DC3_DC5_COUNT),
    COUNT_REG("BXT_DMC_DC3_DC5_COUNT", BXT_DC3_DC5_COUNT),
    PROGRAM_REG(BXT_DC3_DC5_COUNT + 4, PROGRAM + PROGRAM_SIZE),
    STATE_REGS,
};

static const VMStateDescription dmc_vmstate = {
    .name = "igd/dmc",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_TIMER_PTR(dmc.timer, IgdState),
        VMSTATE_BOOL(dmc.asleep, IgdState),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_dmc_bxt_room = {
    .name = "dmc",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
    .realize = dmc_realize,
    .reset = dmc_reset,
    .unrealize = dmc_unrealize,
    .vmsd = &dmc_vmstate,
};

const IgdRoom igd_dmc_skl_room = {
    .name = "dmc",
    .regs = skl_regs,
    .num_regs = ARRAY_SIZE(skl_regs),
    .realize = dmc_realize,
    .reset = dmc_reset,
    .unrealize = dmc_unrealize,
    .vmsd = &dmc_vmstate,
};
