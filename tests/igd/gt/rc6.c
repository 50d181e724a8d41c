/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * RC6: the GT's sleep, and the counter of how long it slept. It sleeps as soon
 * as nobody keeps it awake; which registers are out of reach then is
 * forcewake.c's. Source: i915 gt/intel_rc6.c.
 */
#include "qemu/osdep.h"
#include "qemu/timer.h"
#include "../igd.h"

#define GEN6_RC_CONTROL     0xa090
#define RC_CTL_HW_ENABLE    BIT(31)     /* hardware enters RC6 */
#define RC_CTL_RC6_ENABLE   BIT(18)     /* ... or was told to */

/* intel_rc6_residency_ns() */
#define RESIDENCY_UNIT_NS   1280

bool igd_rc6_enabled(IgdState *s)
{
    return igd_reg(s, GEN6_RC_CONTROL) &
           (RC_CTL_HW_ENABLE | RC_CTL_RC6_ENABLE);
}

void igd_rc6_update(IgdState *s)
{
    int64_t now = qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);

    if (s->gt.sleeping) {
        s->gt.rc6_ns += now - s->gt.rc6_since_ns;
    }
    s->gt.rc6_since_ns = now;
    s->gt.sleeping = igd_gt_sleeps(s);
}

static void rc_control_write(IgdState *s, unsigned n, uint32_t old,
                             uint32_t val)
{
    igd_rc6_update(s);
}

static uint32_t residency_read(IgdState *s, unsigned n)
{
    igd_rc6_update(s);
    return s->gt.rc6_ns / RESIDENCY_UNIT_NS;
}

#define GT_REGS_H "i915 gt/intel_gt_regs.h"

static const IgdReg rc6_regs[] = {
    {
        .name = "GEN6_RC_CONTROL",
        .source = GT_REGS_H "; gt/intel_rc6.c, intel_rc6_park()",
        .offset = GEN6_RC_CONTROL, .write = rc_control_write,
    }, {
        .name = "GEN6_GT_GFX_RC6",
        .source = GT_REGS_H "; gt/intel_rc6.c, intel_rc6_residency_ns()",
        .offset = 0x138108, .access = IGD_RO, .read = residency_read,
    },
};

/*
 * Where the GT keeps its state in RC6, and what else firmware sets before a
 * driver of Broxton enables it. There is no stolen memory to keep it in, so
 * firmware has set none of it.
 */
#define FIRMWARE_REG(_name, _offset) {                                  \
        .name = _name,                                                  \
        .source = GT_REGS_H "; gt/intel_rc6.c, "                        \
                  "bxt_check_bios_rc6_setup()",                         \
        .offset = (_offset),                                            \
    }

static const IgdReg setup_regs[] = {
    FIRMWARE_REG("RC6_LOCATION", 0x0d40),
    FIRMWARE_REG("RC6_CTX_BASE", 0x0d48),
    FIRMWARE_REG("GEN6_GFXPAUSE", 0xa000),
    FIRMWARE_REG("GEN6_RC_STATE", 0xa094),
    FIRMWARE_REG("GEN8_MISC_CTRL0", 0xa180),
    FIRMWARE_REG("GEN8_PUSHBUS_CONTROL", 0xa248),
    FIRMWARE_REG("GEN8_PUSHBUS_ENABLE", 0xa250),
    FIRMWARE_REG("GEN8_PUSHBUS_SHIFT", 0xa25c),
};

static void rc6_reset(IgdState *s)
{
    s->gt.sleeping = false;
    s->gt.rc6_ns = 0;
}

static const VMStateDescription rc6_vmstate = {
    .name = "igd/rc6",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_BOOL(gt.sleeping, IgdState),
        VMSTATE_INT64(gt.rc6_since_ns, IgdState),
        VMSTATE_UINT64(gt.rc6_ns, IgdState),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_rc6_room = {
    .name = "rc6",
    .regs = rc6_regs,
    .num_regs = ARRAY_SIZE(rc6_regs),
    .reset = rc6_reset,
    .vmsd = &rc6_vmstate,
};

const IgdRoom igd_rc6_setup_room = {
    .name = "rc6-setup",
    .regs = setup_regs,
    .num_regs = ARRAY_SIZE(setup_regs),
};
