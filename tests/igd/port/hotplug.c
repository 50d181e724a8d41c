/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Hot plug detection in the PCH: straps, live state, pulses.
 * Source: i915 intel_hotplug_irq.c, intel_display_regs.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define SDEISR              0xc4000
#define PCH_PORT_HOTPLUG    0xc4030     /* ports B, C, D, A from the low byte */
#define PCH_PORT_HOTPLUG2   0xc403c     /* port E */

#define HPD_LONG            2           /* of two status bits; 1 is short */
#define HPD_ENABLE          BIT(4)
#define HPD_STATUS          3

/* For each port: SDE bit, register and byte in it of its detection. */
static const struct {
    uint32_t sde;
    uint32_t reg;
    unsigned shift;
} hpd[IGD_MAX_PORTS] = {
    { BIT(24), PCH_PORT_HOTPLUG, 24 },
    { BIT(21), PCH_PORT_HOTPLUG, 0 },
    { BIT(22), PCH_PORT_HOTPLUG, 8 },
    { BIT(23), PCH_PORT_HOTPLUG, 16 },
    { BIT(25), PCH_PORT_HOTPLUG2, 0 },
};

/* The level of a port's line shows in SDEISR. */
static void set_level(IgdState *s, unsigned port)
{
    uint32_t isr = igd_reg(s, SDEISR);

    igd_reg_set(s, SDEISR, igd_port_sink(s, port) ? isr | hpd[port].sde :
                                                    isr & ~hpd[port].sde);
}

void igd_hotplug_changed(IgdState *s, unsigned port)
{
    uint32_t val = igd_reg(s, hpd[port].reg);

    set_level(s, port);
    if (val & HPD_ENABLE << hpd[port].shift) {
        igd_reg_set(s, hpd[port].reg, val | HPD_LONG << hpd[port].shift);
        igd_irq_raise(s, IGD_IRQ_SDE, hpd[port].sde);
    }
}

static void hotplug_reset(IgdState *s)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        set_level(s, port);
    }
}

static const IgdReg hotplug_regs[] = {
    {
        .name = "SDEISR", .source = "i915 spt_digital_port_connected()",
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
        /* the board has connectors on DDI B, C and D, plugged or not */
        .name = "SFUSE_STRAP", .source = "i915 port_strap_detected()",
        .offset = 0xc2014, .access = IGD_RO, .reset = BIT(2) | BIT(1) | BIT(0),
    },
    {
        .name = "SHPD_FILTER_CNT", .source = "i915 intel_hotplug_irq.c",
        .offset = 0xc4038,
    },
    {
        .name = "SOUTH_CHICKEN1", .source = "i915 intel_hotplug_irq.c",
        .offset = 0xc2000,
    },
};

const IgdRoom igd_hotplug_room = {
    .name = "hotplug",
    .regs = hotplug_regs,
    .num_regs = ARRAY_SIZE(hotplug_regs),
    .reset = hotplug_reset,
};
