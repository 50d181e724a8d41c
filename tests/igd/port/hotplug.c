/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hot plug detection: live state, pulses. It is the PCH's, but for Broadwell's
 * panel and where there is no PCH the processor's.
 *
 * A monitor's line comes through a filter into an ISR. When it has been low
 * for as long as SHPD_PULSE_CNT says, that is a long pulse, and another one
 * when it rises again; when it rises earlier, a short one. Sources: i915
 * intel_hotplug_irq.c, intel_display_regs.h; the lil driver's registers and
 * values for Kaby Lake, for the counters, which i915 leaves alone on these
 * PCHs, and the list of Haswell's registers for those of Lynx Point; VESA
 * DisplayPort 1.2, 3.3 for IRQ_HPD. Whether Broxton has such counters is not
 * known: it detects as long.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define SDEISR              0xc4000
#define PCH_PORT_HOTPLUG    0xc4030     /* ports B, C, D, A from the low byte */
#define PCH_PORT_HOTPLUG2   0xc403c     /* port E */
#define SHPD_FILTER_CNT     0xc4038

#define DIGITAL_PORT_HOTPLUG 0x44030    /* port A of Broadwell, in the CPU */
#define HPD_PULSE_CNT       0x44034
#define HPD_FILTER_CNT      0x44038

#define HPD_SHORT           1           /* of two status bits */
#define HPD_LONG            2
#define HPD_ENABLE          BIT(4)
#define HPD_STATUS          3
#define STATUS_ABC          (HPD_STATUS << 24 | HPD_STATUS << 8 | HPD_STATUS)

/* The counters hold microseconds less two: 0x1f2 for 500, 0x7ce for 2000. */
#define COUNT_BITS          0x1ffff
#define COUNT_TO_NS(val)    (((int64_t)(val) + 2) * SCALE_US)
#define FILTER_500_US       0x1f2
#define PULSE_2_MS          0x7ce

/* IRQ_HPD is 0.5 ms to 1 ms long. */
#define IRQ_HPD_NS          (750 * SCALE_US)

#define PCH_PORT(_bit, _reg, _shift, _pulse_cnt) {                      \
        IGD_IRQ_SDE, BIT(_bit), (_reg), (_shift),                       \
        SHPD_FILTER_CNT, (_pulse_cnt),                                  \
    }

/* SDE_PORTA_HOTPLUG_SPT, SDE_PORTB_HOTPLUG_CPT and on */
const IgdHpdPort igd_hpd_spt[IGD_MAX_PORTS] = {
    PCH_PORT(24, PCH_PORT_HOTPLUG, 24, 0xc404c),
    PCH_PORT(21, PCH_PORT_HOTPLUG, 0, 0xc4034),
    PCH_PORT(22, PCH_PORT_HOTPLUG, 8, 0xc4044),
    PCH_PORT(23, PCH_PORT_HOTPLUG, 16, 0xc4048),
    PCH_PORT(25, PCH_PORT_HOTPLUG2, 0, 0xc4050),
};

/*
 * The panel's line goes to the CPU: i915 bdw_digital_port_connected(),
 * ilk_hpd_detection_setup(). DDI E has none.
 */
const IgdHpdPort igd_hpd_lpt[IGD_MAX_PORTS] = {
    {
        IGD_IRQ_DE_PORT, BIT(3), DIGITAL_PORT_HOTPLUG, 0,
        HPD_FILTER_CNT, HPD_PULSE_CNT,
    },
    PCH_PORT(21, PCH_PORT_HOTPLUG, 0, 0xc4034),
    PCH_PORT(22, PCH_PORT_HOTPLUG, 8, 0xc4044),
    PCH_PORT(23, PCH_PORT_HOTPLUG, 16, 0xc4048),
};

/* GEN8_DE_PORT_HOTPLUG() */
const IgdHpdPort igd_hpd_bxt[IGD_MAX_PORTS] = {
    { IGD_IRQ_DE_PORT, BIT(3), PCH_PORT_HOTPLUG, 24 },
    { IGD_IRQ_DE_PORT, BIT(4), PCH_PORT_HOTPLUG, 0 },
    { IGD_IRQ_DE_PORT, BIT(5), PCH_PORT_HOTPLUG, 8 },
};

static const IgdHpdPort *hpd_port(IgdState *s, unsigned port)
{
    return &s->platform->pch->hpd[port];
}

static int64_t now_ns(void)
{
    return qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

static int64_t filter_ns(IgdState *s, unsigned port)
{
    uint32_t reg = hpd_port(s, port)->filter_cnt;

    return COUNT_TO_NS(reg ? igd_reg(s, reg) : FILTER_500_US);
}

static int64_t pulse_ns(IgdState *s, unsigned port)
{
    uint32_t reg = hpd_port(s, port)->pulse_cnt;

    return COUNT_TO_NS(reg ? igd_reg(s, reg) : PULSE_2_MS);
}

static void set_level(IgdHpd *hpd, bool level)
{
    const IgdHpdPort *p = hpd_port(hpd->s, hpd->port);

    hpd->level = level;
    igd_irq_level(hpd->s, p->group, p->irq, level);
}

static void detect(IgdHpd *hpd, uint32_t pulse)
{
    const IgdHpdPort *p = hpd_port(hpd->s, hpd->port);
    uint32_t val = igd_reg(hpd->s, p->reg);

    if (val & HPD_ENABLE << p->shift) {
        igd_reg_set(hpd->s, p->reg, val | pulse << p->shift);
        igd_irq_raise(hpd->s, p->group, p->irq);
    }
}

static void hpd_timer(void *opaque)
{
    IgdHpd *hpd = opaque;

    if (hpd->level != hpd->line) {      /* through the filter */
        set_level(hpd, hpd->line);
        if (hpd->level) {
            detect(hpd, hpd->long_seen ? HPD_LONG : HPD_SHORT);
        } else {
            hpd->long_seen = false;
        }
    }
    if (!hpd->level && !hpd->long_seen) {
        int64_t due = hpd->low_since + pulse_ns(hpd->s, hpd->port);

        if (now_ns() < due) {
            timer_mod(hpd->timer, due);
        } else {
            hpd->long_seen = true;
            detect(hpd, HPD_LONG);
        }
    }
}

static void set_line(IgdHpd *hpd, bool line)
{
    if (line == hpd->line) {
        return;
    }
    hpd->line = line;
    if (line != hpd->level) {
        if (!line) {
            hpd->low_since = now_ns();
        }
        timer_mod(hpd->timer, now_ns() + filter_ns(hpd->s, hpd->port));
    } else if (!hpd->level && !hpd->long_seen) {
        /* a glitch in a pulse, which goes on */
        timer_mod(hpd->timer, hpd->low_since + pulse_ns(hpd->s, hpd->port));
    } else {
        timer_del(hpd->timer);
    }
}

static bool plugged(IgdState *s, unsigned port)
{
    IgdSink *sink = igd_port_sink(s, port);

    return sink && sink->on;
}

/* As detection gets it: some boards turn it over, and are turned over again. */
static bool monitor_line(IgdState *s, unsigned port)
{
    const IgdHpdPort *p = hpd_port(s, port);
    uint32_t invert = s->platform->pch->hpd_invert << p->shift;

    return plugged(s, port) != !!(igd_reg(s, p->reg) & invert);
}

void igd_hotplug_update(IgdState *s, unsigned port)
{
    IgdHpd *hpd = &s->ports.hpd[port];

    timer_del(hpd->pulse_timer);
    set_line(hpd, monitor_line(s, port));
}

static void pulse_timer(void *opaque)
{
    IgdHpd *hpd = opaque;

    set_line(hpd, monitor_line(hpd->s, hpd->port));
}

void igd_hotplug_pulse(IgdState *s, unsigned port)
{
    IgdHpd *hpd = &s->ports.hpd[port];

    if (plugged(s, port)) {
        set_line(hpd, !monitor_line(s, port));
        timer_mod(hpd->pulse_timer, now_ns() + IRQ_HPD_NS);
    }
}

static void hotplug_realize(IgdState *s)
{
    for (unsigned port = 0; port < IGD_MAX_PORTS; port++) {
        IgdHpd *hpd = &s->ports.hpd[port];

        hpd->s = s;
        hpd->port = port;
        hpd->timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, hpd_timer, hpd);
        hpd->pulse_timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, pulse_timer, hpd);
    }
}

/* What is plugged in when the machine starts has been there for long. */
static void hotplug_reset(IgdState *s)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        IgdHpd *hpd = &s->ports.hpd[port];

        timer_del(hpd->timer);
        timer_del(hpd->pulse_timer);
        hpd->line = monitor_line(s, port);
        hpd->long_seen = true;
        set_level(hpd, hpd->line);
    }
}

static void hotplug_unrealize(IgdState *s)
{
    for (unsigned port = 0; port < IGD_MAX_PORTS; port++) {
        timer_free(s->ports.hpd[port].timer);
        timer_free(s->ports.hpd[port].pulse_timer);
    }
}

static const VMStateDescription hpd_vmstate = {
    .name = "igd/hotplug/port",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_TIMER_PTR(timer, IgdHpd),
        VMSTATE_TIMER_PTR(pulse_timer, IgdHpd),
        VMSTATE_BOOL(line, IgdHpd),
        VMSTATE_BOOL(level, IgdHpd),
        VMSTATE_BOOL(long_seen, IgdHpd),
        VMSTATE_INT64(low_since, IgdHpd),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription hotplug_vmstate = {
    .name = "igd/hotplug",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(ports.hpd, IgdState, IGD_MAX_PORTS, 0,
                             hpd_vmstate, IgdHpd),
        VMSTATE_END_OF_LIST()
    },
};

static void bxt_hotplug_write(IgdState *s, unsigned instance, uint32_t old,
                              uint32_t val)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        uint32_t invert = IGD_HPD_INVERT << hpd_port(s, port)->shift;

        if ((old ^ val) & invert) {
            igd_hotplug_update(s, port);
        }
    }
}

#define SOURCE_COUNT "lil src/kaby_lake/hpd.c; the reset value is what it sets"

#define PULSE_CNT(_port, _offset) {                                     \
        .name = "SHPD_PULSE_CNT_" #_port, .source = SOURCE_COUNT,       \
        .offset = (_offset), .bits = COUNT_BITS, .reset = PULSE_2_MS,   \
    }

static const IgdReg spt_regs[] = {
    {
        .name = "SDEISR", .source = "i915 lpt_digital_port_connected()",
        .offset = SDEISR, .access = IGD_RO,
    },
    {
        .name = "PCH_PORT_HOTPLUG", .source = "i915 spt_irq_handler()",
        .offset = PCH_PORT_HOTPLUG, .w1c = HPD_STATUS * 0x01010101u,
    },
    {
        .name = "PCH_PORT_HOTPLUG2", .source = "i915 spt_irq_handler()",
        .offset = PCH_PORT_HOTPLUG2, .w1c = HPD_STATUS,
    },
    {
        .name = "SHPD_FILTER_CNT", .source = SOURCE_COUNT,
        .offset = SHPD_FILTER_CNT, .bits = COUNT_BITS, .reset = FILTER_500_US,
    },
    PULSE_CNT(A, 0xc404c),
    PULSE_CNT(B, 0xc4034),
    PULSE_CNT(C, 0xc4044),
    PULSE_CNT(D, 0xc4048),
    PULSE_CNT(E, 0xc4050),
    {
        .name = "SOUTH_CHICKEN1", .source = "i915 intel_hotplug_irq.c",
        .offset = 0xc2000,
    },
};

#define SOURCE_LPT "Intel PRM Haswell, list of registers; the reset value is " \
                   "that of Kaby Lake's"

#define LPT_CNT(_name, _offset, _reset) {                               \
        .name = _name, .source = SOURCE_LPT,                            \
        .offset = (_offset), .bits = COUNT_BITS, .reset = (_reset),     \
    }

static const IgdReg lpt_regs[] = {
    {
        .name = "SDEISR", .source = "i915 lpt_digital_port_connected()",
        .offset = SDEISR, .access = IGD_RO,
    },
    {
        /* port A has an enable bit here, on LP PCHs only, and no status */
        .name = "PCH_PORT_HOTPLUG", .source = "i915 ibx_hpd_irq_handler()",
        .offset = PCH_PORT_HOTPLUG, .w1c = HPD_STATUS * 0x010101u,
    },
    {
        .name = "DIGITAL_PORT_HOTPLUG_CNTRL",
        .source = "i915 ilk_hpd_irq_handler()",
        .offset = DIGITAL_PORT_HOTPLUG, .w1c = HPD_STATUS,
    },
    LPT_CNT("HPD_PULSE_CNT", HPD_PULSE_CNT, PULSE_2_MS),
    LPT_CNT("HPD_FILTER_CNT", HPD_FILTER_CNT, FILTER_500_US),
    LPT_CNT("SHPD_FILTER_CNT", SHPD_FILTER_CNT, FILTER_500_US),
    LPT_CNT("SHPD_PULSE_CNT_B", 0xc4034, PULSE_2_MS),
    LPT_CNT("SHPD_PULSE_CNT_C", 0xc4044, PULSE_2_MS),
    LPT_CNT("SHPD_PULSE_CNT_D", 0xc4048, PULSE_2_MS),
};

static const IgdReg bxt_regs[] = {
    {
        .name = "PCH_PORT_HOTPLUG",
        .source = "i915 bxt_hpd_irq_handler(), bxt_hotplug_mask()",
        .offset = PCH_PORT_HOTPLUG, .w1c = STATUS_ABC,
        .write = bxt_hotplug_write,
    },
};

const IgdRoom igd_hotplug_lpt_room = {
    .name = "hotplug",
    .regs = lpt_regs,
    .num_regs = ARRAY_SIZE(lpt_regs),
    .realize = hotplug_realize,
    .reset = hotplug_reset,
    .unrealize = hotplug_unrealize,
    .vmsd = &hotplug_vmstate,
};

const IgdRoom igd_hotplug_bxt_room = {
    .name = "hotplug",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
    .realize = hotplug_realize,
    .reset = hotplug_reset,
    .unrealize = hotplug_unrealize,
    .vmsd = &hotplug_vmstate,
};

const IgdRoom igd_hotplug_spt_room = {
    .name = "hotplug",
    .regs = spt_regs,
    .num_regs = ARRAY_SIZE(spt_regs),
    .realize = hotplug_realize,
    .reset = hotplug_reset,
    .unrealize = hotplug_unrealize,
    .vmsd = &hotplug_vmstate,
};
