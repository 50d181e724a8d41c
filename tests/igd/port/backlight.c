/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Backlight PWM of an embedded panel: registers of CPU and PCH, of which the
 * PCH's drive the pin. Source: i915 display/intel_backlight.c lpt_*() and
 * spt_hz_to_pwm(), intel_backlight_regs.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define BLC_PWM_CPU_CTL2    0x48250
#define BLC_PWM_PCH_CTL1    0xc8250
#define PCH_PWM_ENABLE      BIT(31)
#define BLC_PWM_PCH_CTL2    0xc8254     /* period, then duty cycle */

/* The pin's polarity is taken to be the one that the panel wants. */
unsigned igd_backlight_duty(IgdState *s)
{
    uint32_t ctl1 = igd_reg(s, BLC_PWM_PCH_CTL1);
    uint32_t ctl2 = igd_reg(s, BLC_PWM_PCH_CTL2);
    uint32_t period = ctl2 >> 16, duty = MIN(ctl2 & 0xffff, period);

    if (!(ctl1 & PCH_PWM_ENABLE) || !period) {
        return 0;
    }
    return duty * 100 / period;
}

#define SOURCE "i915 display/intel_backlight_regs.h, intel_backlight.c"

static const IgdReg backlight_regs[] = {
    {
        .name = "BLC_PWM_CPU_CTL2_CTL",
        .source = SOURCE "; the PCH's override them on Skylake",
        .offset = BLC_PWM_CPU_CTL2, .count = 2, .stride = 4,
    },
    {
        .name = "UTIL_PIN_CTL", .source = SOURCE "; no effect",
        .offset = 0x48400,
    },
    {
        .name = "BLC_PWM_PCH_CTL1", .source = SOURCE,
        .offset = BLC_PWM_PCH_CTL1,
    },
    {
        .name = "BLC_PWM_PCH_CTL2", .source = SOURCE,
        .offset = BLC_PWM_PCH_CTL2,
    },
};

const IgdRoom igd_backlight_room = {
    .name = "backlight",
    .regs = backlight_regs,
    .num_regs = ARRAY_SIZE(backlight_regs),
};
