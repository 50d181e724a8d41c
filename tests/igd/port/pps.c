/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Panel power sequencers. The first one is of the embedded panel on port A; the
 * second one, which Broxton has, runs as well but powers nothing.
 *
 * Up: power, T3 until the panel answers, then the backlight. Down: backlight
 * off, T10 until power goes, then T12 in which it stays off. A sequence that
 * runs is finished before another one starts. VDD force gives the panel power
 * besides and without any delay. Sources: i915 display/intel_pps_regs.h,
 * intel_pps.c; Fuchsia's intel-display registers-pch.h, which quotes Intel's
 * PRM of Skylake, vol. 2c; VESA Embedded DisplayPort 1.4, 11, for T1 to T12.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define PPS_STRIDE              0x100
#define PP_STATUS(n)            (0xc7200 + (n) * PPS_STRIDE)
#define STATUS_ON               BIT(31)
#define STATUS_POWER_UP         (1u << 28)
#define STATUS_POWER_DOWN       (2u << 28)
#define STATUS_CYCLE_DELAY      BIT(27)
#define PP_CONTROL(n)           (0xc7204 + (n) * PPS_STRIDE)
#define CONTROL_CYCLE(reg)      extract32(reg, 4, 5)
#define CONTROL_FORCE_VDD       BIT(3)
#define CONTROL_BACKLIGHT       BIT(2)
#define CONTROL_ON              BIT(0)
#define PP_ON_DELAYS(n)         (0xc7208 + (n) * PPS_STRIDE)
#define PP_OFF_DELAYS(n)        (0xc720c + (n) * PPS_STRIDE)
#define DELAY_POWER(reg)        extract32(reg, 16, 13)
#define DELAY_LIGHT(reg)        extract32(reg, 0, 13)
#define PP_DIVISOR              0xc7210
#define DIVISOR_REFERENCE(reg)  extract32(reg, 8, 24)
#define DIVISOR_CYCLE(reg)      extract32(reg, 0, 5)

/*
 * PP_STATUS bits 3:0, for debugging. Which of the names in intel_pps_regs.h is
 * which half of a sequence is not documented; only the idle ones matter.
 */
enum { OFF_IDLE = 0, OFF_S0_1, OFF_S0_2, OFF_S0_3, ON_IDLE = 8, ON_S1_1, ON_S1_2 };

#define UNIT_NS                 (100 * SCALE_US)
#define CYCLE_UNITS             1000        /* T12 counts 100 ms */

/* T3 of the panel: the longest that eDP allows. */
#define PANEL_T3_NS             (200 * (int64_t)SCALE_MS)

#define PANEL_PPS               0           /* which sequencer it has */

static int64_t now_ns(void)
{
    return qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

/*
 * Period of the panel's clock, which is meant to be 100 us; 0 is not valid. A
 * PCH without PP_DIVISOR makes it by itself.
 */
static int64_t unit_ns(IgdState *s)
{
    int64_t divider = 0;

    if (s->platform->pch->pp_divisor) {
        divider = DIVISOR_REFERENCE(igd_reg(s, PP_DIVISOR));
    }
    return divider ? (divider + 1) * 2 * 1000 / s->platform->pch->raw_mhz :
                     UNIT_NS;
}

/* T12 plus one; zero is no delay. */
static uint32_t cycle_units(const IgdPps *pps)
{
    return pps->s->platform->pch->pp_divisor ?
           DIVISOR_CYCLE(igd_reg(pps->s, PP_DIVISOR)) :
           CONTROL_CYCLE(igd_reg(pps->s, PP_CONTROL(pps->index)));
}

static bool panel_powered(const IgdPps *pps)
{
    return pps->state != IGD_PPS_OFF ||
           igd_reg(pps->s, PP_CONTROL(pps->index)) & CONTROL_FORCE_VDD;
}

/* Power of the panel came or went: it needs T3 to start, and nothing to stop. */
static void panel_update(IgdPps *pps, bool plugged_now)
{
    IgdSink *sink = igd_port_sink(pps->s, IGD_PORT_A);
    bool supply = panel_powered(pps);

    if ((supply == pps->supply && !plugged_now) || pps->index != PANEL_PPS) {
        return;
    }
    pps->supply = supply;
    if (supply) {
        timer_mod(pps->panel_timer, now_ns() + PANEL_T3_NS);
        return;
    }
    timer_del(pps->panel_timer);
    if (sink) {
        igd_sink_power(sink, false);
        igd_hotplug_update(pps->s, IGD_PORT_A);
    }
}

static void panel_timer(void *opaque)
{
    IgdPps *pps = opaque;
    IgdSink *sink = igd_port_sink(pps->s, IGD_PORT_A);

    if (sink) {
        igd_sink_power(sink, true);
        igd_ddi_update(pps->s, IGD_PORT_A);
        igd_hotplug_update(pps->s, IGD_PORT_A);
    }
}

void igd_pps_panel_changed(IgdState *s)
{
    panel_update(&s->ports.pps[PANEL_PPS], true);
}

static void sequence_start(IgdPps *pps, IgdPpsState state, uint32_t first,
                           uint32_t second)
{
    pps->state = state;
    pps->half = now_ns() + first * unit_ns(pps->s);
    pps->end = pps->half + second * unit_ns(pps->s);
    timer_mod(pps->timer, pps->end);
}

static void cycle_start(IgdPps *pps)
{
    uint32_t cycle = cycle_units(pps);

    pps->cycle_end = cycle ? now_ns() + (cycle - 1) * CYCLE_UNITS *
                             unit_ns(pps->s) : 0;
}

/* Go on towards the state that PP_CONTROL wants, as far as that is due. */
static void sequencer_run(IgdPps *pps)
{
    bool wanted = igd_reg(pps->s, PP_CONTROL(pps->index)) & CONTROL_ON;
    uint32_t on = igd_reg(pps->s, PP_ON_DELAYS(pps->index));
    uint32_t off = igd_reg(pps->s, PP_OFF_DELAYS(pps->index));

    if (pps->state == IGD_PPS_UP && now_ns() >= pps->end) {
        pps->state = IGD_PPS_ON;
    } else if (pps->state == IGD_PPS_DOWN && now_ns() >= pps->end) {
        pps->state = IGD_PPS_OFF;
        cycle_start(pps);
    }
    if (pps->state == IGD_PPS_OFF && wanted) {
        if (now_ns() < pps->cycle_end) {
            timer_mod(pps->timer, pps->cycle_end);
        } else {
            sequence_start(pps, IGD_PPS_UP, DELAY_POWER(on), DELAY_LIGHT(on));
        }
    } else if (pps->state == IGD_PPS_ON && !wanted) {
        sequence_start(pps, IGD_PPS_DOWN, DELAY_LIGHT(off), DELAY_POWER(off));
    }
    panel_update(pps, false);
}

static void sequencer_timer(void *opaque)
{
    sequencer_run(opaque);
}

bool igd_pps_backlight(IgdState *s)
{
    return s->ports.pps[PANEL_PPS].state == IGD_PPS_ON &&
           igd_reg(s, PP_CONTROL(PANEL_PPS)) & CONTROL_BACKLIGHT;
}

static uint32_t pp_status_read(IgdState *s, unsigned instance)
{
    const IgdPps *pps = &s->ports.pps[instance];
    bool first = now_ns() < pps->half;

    switch (pps->state) {
    case IGD_PPS_UP:
        return STATUS_POWER_UP | (first ? OFF_S0_2 : OFF_S0_3);
    case IGD_PPS_ON:
        return STATUS_ON | ON_IDLE;
    case IGD_PPS_DOWN:
        return STATUS_ON | STATUS_POWER_DOWN | (first ? ON_S1_1 : ON_S1_2);
    case IGD_PPS_OFF:
    default:
        if (now_ns() >= pps->cycle_end) {
            return OFF_IDLE;
        }
        return STATUS_CYCLE_DELAY |
               (igd_reg(s, PP_CONTROL(instance)) & CONTROL_ON ?
                STATUS_POWER_UP | OFF_S0_1 : OFF_IDLE);
    }
}

/* A cycle delay that becomes none also ends one that runs. */
static void pps_write(IgdState *s, unsigned instance, uint32_t old,
                      uint32_t val)
{
    IgdPps *pps = &s->ports.pps[instance];

    if (!cycle_units(pps)) {
        pps->cycle_end = 0;
    }
    sequencer_run(pps);
}

static void pps_realize(IgdState *s)
{
    for (unsigned i = 0; i < IGD_MAX_PPS; i++) {
        IgdPps *pps = &s->ports.pps[i];

        pps->s = s;
        pps->index = i;
        pps->timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, sequencer_timer, pps);
        pps->panel_timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, panel_timer, pps);
    }
}

/* The panel has been off for long; firmware has not set any delay. */
static void pps_reset(IgdState *s)
{
    for (unsigned i = 0; i < IGD_MAX_PPS; i++) {
        IgdPps *pps = &s->ports.pps[i];

        timer_del(pps->timer);
        pps->state = IGD_PPS_OFF;
        pps->half = pps->end = pps->cycle_end = 0;
        panel_update(pps, true);
    }
}

static void pps_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < IGD_MAX_PPS; i++) {
        timer_free(s->ports.pps[i].timer);
        timer_free(s->ports.pps[i].panel_timer);
    }
}

static bool state_exists(void *opaque, int version_id)
{
    const IgdPps *pps = opaque;

    return pps->state <= IGD_PPS_DOWN;
}

static const VMStateDescription sequencer_vmstate = {
    .name = "igd/pps/sequencer",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_TIMER_PTR(timer, IgdPps),
        VMSTATE_TIMER_PTR(panel_timer, IgdPps),
        VMSTATE_UINT32(state, IgdPps),
        VMSTATE_VALIDATE("its state exists", state_exists),
        VMSTATE_INT64(half, IgdPps),
        VMSTATE_INT64(end, IgdPps),
        VMSTATE_INT64(cycle_end, IgdPps),
        VMSTATE_BOOL(supply, IgdPps),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription pps_vmstate = {
    .name = "igd/pps",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(ports.pps, IgdState, IGD_MAX_PPS, 0,
                             sequencer_vmstate, IgdPps),
        VMSTATE_END_OF_LIST()
    },
};

#define SOURCE "i915 display/intel_pps_regs.h, intel_pps.c"

/* What each of @_count sequencers has */
#define PPS_REGS(_count)                                                \
    {                                                                   \
        .name = "PP_STATUS", .source = SOURCE,                          \
        .offset = PP_STATUS(0), .count = (_count), .stride = PPS_STRIDE, \
        .access = IGD_RO, .read = pp_status_read,                       \
    },                                                                  \
    {                                                                   \
        .name = "PP_CONTROL", .source = SOURCE,                         \
        .offset = PP_CONTROL(0), .count = (_count), .stride = PPS_STRIDE, \
        .write = pps_write,                                             \
    },                                                                  \
    {                                                                   \
        .name = "PP_ON_DELAYS_OFF_DELAYS", .source = SOURCE,            \
        .offset = PP_ON_DELAYS(0),                                      \
        .count = (_count), .stride = PPS_STRIDE,                        \
        .inner_count = 2, .inner_stride = 4,                            \
    }

/* Cannon Point has all but the last. */
static const IgdReg pps_regs[] = {
    PPS_REGS(1),
    {
        .name = "PP_DIVISOR", .source = SOURCE,
        .offset = PP_DIVISOR, .write = pps_write,
    },
};

static const IgdReg bxt_regs[] = { PPS_REGS(IGD_MAX_PPS) };

const IgdRoom igd_pps_bxt_room = {
    .name = "pps",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
    .realize = pps_realize,
    .reset = pps_reset,
    .unrealize = pps_unrealize,
    .vmsd = &pps_vmstate,
};

const IgdRoom igd_pps_cnp_room = {
    .name = "pps",
    .regs = pps_regs,
    .num_regs = ARRAY_SIZE(pps_regs) - 1,
    .realize = pps_realize,
    .reset = pps_reset,
    .unrealize = pps_unrealize,
    .vmsd = &pps_vmstate,
};

const IgdRoom igd_pps_spt_room = {
    .name = "pps",
    .regs = pps_regs,
    .num_regs = ARRAY_SIZE(pps_regs),
    .realize = pps_realize,
    .reset = pps_reset,
    .unrealize = pps_unrealize,
    .vmsd = &pps_vmstate,
};
