/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Backlight PWM of an embedded panel: registers of CPU and PCH, of which the
 * PCH's drive the pin. Source: i915 display/intel_backlight.c lpt_*(),
 * spt_hz_to_pwm(), cnp_*(), intel_backlight_regs.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define BLC_PWM_CPU_CTL2    0x48250
#define BLC_PWM_PCH_CTL1    0xc8250
#define PCH_PWM_ENABLE      BIT(31)
#define BLC_PWM_PCH_CTL2    0xc8254     /* Sunrise Point: period, duty cycle */
#define BXT_BLC_PWM_FREQ1   0xc8254     /* Cannon Point: period */
#define BXT_BLC_PWM_DUTY1   0xc8258
#define BXT_BLC_PWM_STRIDE  0x100       /* to that of the other panel */

/* The pin's polarity is taken to be the one that the panel wants. */
static unsigned duty_percent(IgdState *s, uint64_t duty, uint32_t period)
{
    if (!(igd_reg(s, BLC_PWM_PCH_CTL1) & PCH_PWM_ENABLE) || !period) {
        return 0;
    }
    return MIN(duty, period) * 100 / period;
}

unsigned igd_backlight_duty_spt(IgdState *s)
{
    uint32_t ctl2 = igd_reg(s, BLC_PWM_PCH_CTL2);

    return duty_percent(s, ctl2 & 0xffff, ctl2 >> 16);
}

unsigned igd_backlight_duty_cnp(IgdState *s)
{
    return duty_percent(s, igd_reg(s, BXT_BLC_PWM_DUTY1),
                        igd_reg(s, BXT_BLC_PWM_FREQ1));
}

#define SOURCE "i915 display/intel_backlight_regs.h, intel_backlight.c"

static const IgdReg spt_regs[] = {
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

#define CNP_REGS                                                        \
    {                                                                   \
        .name = "UTIL_PIN_CTL", .source = SOURCE "; no effect",         \
        .offset = 0x48400,                                              \
    },                                                                  \
    {                                                                   \
        .name = "BXT_BLC_PWM_CTL1", .source = SOURCE,                   \
        .offset = BLC_PWM_PCH_CTL1,                                     \
    },                                                                  \
    {                                                                   \
        .name = "BXT_BLC_PWM_FREQ1", .source = SOURCE,                  \
        .offset = BXT_BLC_PWM_FREQ1,                                    \
    },                                                                  \
    {                                                                   \
        .name = "BXT_BLC_PWM_DUTY1", .source = SOURCE,                  \
        .offset = BXT_BLC_PWM_DUTY1,                                    \
    }

static const IgdReg cnp_regs[] = { CNP_REGS };

/* There is no second panel. */
static const IgdReg bxt_regs[] = {
    CNP_REGS,
    {
        .name = "BXT_BLC_PWM_CTL2_FREQ2_DUTY2",
        .source = SOURCE "; no effect",
        .offset = BLC_PWM_PCH_CTL1 + BXT_BLC_PWM_STRIDE,
        .count = 3, .stride = 4,
    },
};

const IgdRoom igd_backlight_spt_room = {
    .name = "backlight",
    .regs = spt_regs,
    .num_regs = ARRAY_SIZE(spt_regs),
};

const IgdRoom igd_backlight_cnp_room = {
    .name = "backlight",
    .regs = cnp_regs,
    .num_regs = ARRAY_SIZE(cnp_regs),
};

const IgdRoom igd_backlight_bxt_room = {
    .name = "backlight",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
};
