/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Core display clock: what its changes mean, whatever it is made from. */
#include "qemu/osdep.h"
#include "migration/vmstate.h"
#include "igd.h"
#include "clocks.h"
#include "display/check.h"
#include "display/timing.h"

/*
 * A driver has the power control unit raise the voltage before CDCLK changes,
 * and tells it afterwards which one is enough: i915 skl_set_cdclk(),
 * bdw_set_cdclk(). What too little does is not documented; here pixels come too
 * late.
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
void igd_cdclk_changed(IgdState *s)
{
    uint64_t hz = s->platform->cdclk_hz(s);

    if (hz == s->display.cdclk_hz) {
        return;
    }
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        if (pipe->running) {
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

/* A PLL, or what selects one: pipes and ports may lose or get their clock. */
void igd_clock_changed(IgdState *s)
{
    igd_cdclk_changed(s);
    igd_timing_update(s);
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        igd_ddi_update(s, port);
    }
}

void igd_cdclk_reset(IgdState *s)
{
    s->display.cdclk_hz = s->platform->cdclk_hz(s);
    s->display.voltage = 0;
    s->display.voltage_low = false;
}

const VMStateDescription igd_cdclk_vmstate = {
    .name = "igd/clocks",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(display.voltage, IgdState),
        VMSTATE_BOOL(display.voltage_low, IgdState),
        VMSTATE_END_OF_LIST()
    },
};
