/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The core display clock: see cdclk.h. */
#include "qemu/osdep.h"
#include "migration/vmstate.h"
#include "igd.h"
#include "cdclk.h"
#include "display/check.h"
#include "display/timing.h"

/*
 * A driver has the power control unit raise the voltage before CDCLK changes,
 * and tells it afterwards which one is enough: i915 skl_set_cdclk(),
 * bdw_set_cdclk(), bxt_set_cdclk(). What too little does is not documented; here
 * pixels come too late.
 */
static void voltage_check(IgdState *s)
{
    uint64_t hz = s->platform->cdclk_hz(s);
    IgdDisplay *d = &s->display;

    d->voltage_low = s->platform->voltage_low(s);
    if (d->voltage_low) {
        igd_rule_breaks(s, IGD_RULE_CDCLK_VOLTAGE, 0, "CDCLK is %" PRIu64
                        " kHz at voltage level %u", hz / 1000, d->voltage);
    } else {
        igd_rule_kept(s, IGD_RULE_CDCLK_VOLTAGE, 0);
    }
}

void igd_cdclk_voltage(IgdState *s, unsigned level)
{
    s->display.voltage = level;
    voltage_check(s);
    igd_check_all(s);
}

/*
 * All pipes have to be off while CDCLK changes: i915 intel_modeset_calc_
 * cdclk(), "All pipes must be switched off while we change the cdclk". One
 * that is not has a gap in its clock: it underruns once.
 */
void igd_cdclk_update(IgdState *s, const IgdPipe *synced)
{
    uint64_t hz = s->platform->cdclk_hz(s);

    if (hz == s->display.cdclk_hz) {
        return;
    }
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        if (pipe->running && pipe != synced) {
            igd_rule_broken(s, IGD_RULE_CDCLK_CHANGE, i, "pipe %c runs while "
                            "CDCLK goes from %u to %" PRIu64 " kHz", 'A' + i,
                            s->display.cdclk_hz / 1000, hz / 1000);
            pipe->check.once = true;
        } else {
            igd_rule_kept(s, IGD_RULE_CDCLK_CHANGE, i);
        }
    }
    s->display.cdclk_hz = hz;
    voltage_check(s);
    igd_check_all(s);
}

void igd_clocks_update(IgdState *s)
{
    igd_cdclk_update(s, NULL);
    igd_timing_update(s);
    igd_ddi_update_all(s);
}

void igd_cdclk_reset(IgdState *s)
{
    s->display.cdclk_hz = s->platform->cdclk_hz(s);
    s->display.voltage = 0;
    s->display.voltage_low = false;
}

const VMStateDescription igd_cdclk_vmstate = {
    .name = "igd/cdclk",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(voltage, IgdDisplay),
        VMSTATE_BOOL(voltage_low, IgdDisplay),
        VMSTATE_END_OF_LIST()
    },
};

const VMStateDescription igd_clocks_vmstate = {
    .name = "igd/clocks",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT(display, IgdState, 0, igd_cdclk_vmstate, IgdDisplay),
        VMSTATE_END_OF_LIST()
    },
};
