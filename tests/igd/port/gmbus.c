/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * GMBUS: I2C to HDMI monitors. A cycle is over when GMBUS1 has been written,
 * but for the bytes that go through GMBUS3, and unless the monitor holds the
 * clock. Source: i915 display/intel_gmbus.c, intel_gmbus_regs.h.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"

#define GMBUS0          0xc5100
#define GMBUS1          0xc5104
#define GMBUS2          0xc5108
#define GMBUS3          0xc510c
#define GMBUS4          0xc5110
#define GMBUS5          0xc5120

#define G0_PIN_MASK     7
#define G1_CLR_INT      BIT(31)
#define G1_READY        BIT(30)
#define G1_TIMEOUT      BIT(29)     /* GMBUS_ENT: watch the clock line */
#define G1_STOP         BIT(27)
#define G1_INDEX        BIT(26)
#define G1_WAIT         BIT(25)
#define G1_READ         BIT(0)
#define G2_INUSE        BIT(15)
#define G2_WAIT_PHASE   BIT(14)
#define G2_STALL        BIT(13)     /* the clock line was held for too long */
#define G2_HW_RDY       BIT(11)
#define G2_SATOER       BIT(10)     /* the slave did not acknowledge */
#define G2_ACTIVE       BIT(9)

/* GMBUS4: what to interrupt for */
#define G4_STALL        BIT(4)
#define G4_NAK          BIT(3)
#define G4_IDLE         BIT(2)
#define G4_WAIT_PHASE   BIT(1)
#define G4_HW_RDY       BIT(0)

#define G5_INDEX_2BYTE  BIT(31)

int igd_ddc_port(IgdState *s, unsigned pin)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        IgdSink *sink = igd_port_sink(s, port);

        if (pin && s->platform->pch->gmbus_pin[port] == pin && sink &&
            !igd_sink_is_dp(sink)) {
            return port;
        }
    }
    return -1;
}

static IgdSink *selected_sink(IgdState *s)
{
    int port = igd_ddc_port(s, igd_reg(s, GMBUS0) & G0_PIN_MASK);

    return port < 0 ? NULL : igd_port_sink(s, port);
}

static void nak(IgdGmbus *g)
{
    g->nak = true;
    g->active = false;
    g->len = g->pos = g->to_write = 0;
}

/* Bytes of GMBUS3, lowest first, as far as the cycle wants them. */
static void take_bytes(IgdState *s, IgdSink *sink, uint32_t data)
{
    IgdGmbus *g = &s->ports.gmbus;

    for (unsigned i = 0; i < 4 && g->to_write; i++) {
        g->to_write--;
        if (!igd_sink_i2c_write(sink, data >> (i * 8))) {
            igd_sink_i2c_stop(sink);
            nak(g);
        }
    }
}

/* The index is written before the cycle proper, one byte or two. */
static bool send_index(IgdState *s, IgdSink *sink, uint8_t addr,
                       uint32_t gmbus1)
{
    uint32_t wide = igd_reg(s, GMBUS5);

    if (!igd_sink_i2c_start(sink, addr, false)) {
        return false;
    }
    if (wide & G5_INDEX_2BYTE) {
        return igd_sink_i2c_write(sink, wide >> 8) &&
               igd_sink_i2c_write(sink, wide);
    }
    return igd_sink_i2c_write(sink, gmbus1 >> 8);
}

/* GMBUS5 makes an index cycle by itself: i915 gmbus_index_xfer(). */
static bool has_index(IgdState *s, uint32_t gmbus1)
{
    return gmbus1 & G1_INDEX || igd_reg(s, GMBUS5) & G5_INDEX_2BYTE;
}

static void start_cycle(IgdState *s, uint32_t gmbus1)
{
    IgdGmbus *g = &s->ports.gmbus;
    IgdSink *sink = selected_sink(s);
    uint8_t addr = extract32(gmbus1, 1, 7);
    unsigned count = extract32(gmbus1, 16, 9);
    bool reading = gmbus1 & G1_READ;

    g->nak = false;
    g->len = g->pos = g->to_write = 0;
    if (sink && sink->traits.ddc == IGD_DDC_STUCK) {
        g->active = g->stalled = true;
        return;
    }
    if (!sink ||
        (has_index(s, gmbus1) && !send_index(s, sink, addr, gmbus1)) ||
        !igd_sink_i2c_start(sink, addr, reading)) {
        nak(g);
        return;
    }
    g->active = true;
    if (reading) {
        while (g->len < count) {
            g->data[g->len++] = igd_sink_i2c_read(sink);
        }
    } else {
        g->to_write = count;
        take_bytes(s, sink, igd_reg(s, GMBUS3));
    }
}

static void stop(IgdState *s)
{
    IgdSink *sink = selected_sink(s);

    /* a clock that is held lets no stop through */
    if (sink && sink->traits.ddc == IGD_DDC_STUCK) {
        return;
    }
    if (sink) {
        igd_sink_i2c_stop(sink);
    }
    s->ports.gmbus.active = s->ports.gmbus.stalled = false;
}

static uint32_t gmbus2_read(IgdState *s, unsigned instance)
{
    const IgdGmbus *g = &s->ports.gmbus;
    uint32_t val = igd_reg(s, GMBUS2);

    if (g->stalled) {
        val |= igd_reg(s, GMBUS1) & G1_TIMEOUT ? G2_STALL : 0;
    } else {
        val |= g->nak ? G2_SATOER : G2_HW_RDY;
    }
    if (g->active) {
        val |= G2_ACTIVE;
        if (!g->stalled && g->pos >= g->len && !g->to_write) {
            val |= G2_WAIT_PHASE;
        }
    }
    return val;
}

/* One interrupt when the first of the enabled conditions is met. */
static void irq_update(IgdState *s)
{
    static const struct {
        uint32_t enable, status;
    } conditions[] = {
        { G4_STALL, G2_STALL }, { G4_NAK, G2_SATOER },
        { G4_WAIT_PHASE, G2_WAIT_PHASE }, { G4_HW_RDY, G2_HW_RDY },
    };
    IgdGmbus *g = &s->ports.gmbus;
    uint32_t enabled = igd_reg(s, GMBUS4), status = gmbus2_read(s, 0);
    bool met = enabled & G4_IDLE && !(status & G2_ACTIVE);

    for (size_t i = 0; i < ARRAY_SIZE(conditions); i++) {
        met |= enabled & conditions[i].enable && status & conditions[i].status;
    }
    if (met && !g->irq) {
        igd_irq_raise(s, s->platform->pch->irq, s->platform->pch->gmbus_irq);
    }
    g->irq = met;
}

static void gmbus1_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    if (val & G1_CLR_INT) {
        memset(&s->ports.gmbus, 0, sizeof(s->ports.gmbus));
        return;
    }
    if (!(val & G1_READY)) {
        return;
    }
    if (val & (G1_WAIT | G1_INDEX)) {
        start_cycle(s, val);
    }
    if (val & G1_STOP) {
        stop(s);
    }
    irq_update(s);
}

static void gmbus4_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    irq_update(s);
}

static uint32_t gmbus3_read(IgdState *s, unsigned instance)
{
    IgdGmbus *g = &s->ports.gmbus;
    uint32_t val = 0;

    if (g->pos >= g->len) {
        return igd_reg(s, GMBUS3);
    }
    for (unsigned i = 0; i < 4 && g->pos < g->len; i++) {
        val |= (uint32_t)g->data[g->pos++] << (i * 8);
    }
    irq_update(s);
    return val;
}

static void gmbus3_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    IgdSink *sink = selected_sink(s);

    if (sink) {
        take_bytes(s, sink, val);
    }
    irq_update(s);
}

static void gmbus_reset(IgdState *s)
{
    memset(&s->ports.gmbus, 0, sizeof(s->ports.gmbus));
}

static bool bytes_fit(void *opaque, int version_id)
{
    const IgdGmbus *g = opaque;

    return g->len <= sizeof(g->data) && g->pos <= g->len &&
           g->to_write <= sizeof(g->data);
}

static const VMStateDescription gmbus_state_vmstate = {
    .name = "igd/gmbus/state",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT8_ARRAY(data, IgdGmbus, 512),
        VMSTATE_UINT32(len, IgdGmbus),
        VMSTATE_UINT32(pos, IgdGmbus),
        VMSTATE_UINT32(to_write, IgdGmbus),
        VMSTATE_VALIDATE("its bytes fit", bytes_fit),
        VMSTATE_BOOL(nak, IgdGmbus),
        VMSTATE_BOOL(active, IgdGmbus),
        VMSTATE_BOOL(stalled, IgdGmbus),
        VMSTATE_BOOL(irq, IgdGmbus),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription gmbus_vmstate = {
    .name = "igd/gmbus",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT(ports.gmbus, IgdState, 0, gmbus_state_vmstate,
                       IgdGmbus),
        VMSTATE_END_OF_LIST()
    },
};

#define SOURCE "i915 display/intel_gmbus_regs.h, intel_gmbus.c"

static const IgdReg gmbus_regs[] = {
    { .name = "GMBUS0", .source = SOURCE, .offset = GMBUS0 },
    {
        .name = "GMBUS1", .source = SOURCE,
        .offset = GMBUS1, .write = gmbus1_write,
    },
    {
        .name = "GMBUS2", .source = SOURCE,
        .offset = GMBUS2, .bits = G2_INUSE, .w1c = G2_INUSE,
        .read = gmbus2_read,
    },
    {
        .name = "GMBUS3", .source = SOURCE,
        .offset = GMBUS3, .read = gmbus3_read, .write = gmbus3_write,
    },
    {
        .name = "GMBUS4", .source = SOURCE,
        .offset = GMBUS4, .write = gmbus4_write,
    },
    { .name = "GMBUS5", .source = SOURCE, .offset = GMBUS5 },
};

const IgdRoom igd_gmbus_room = {
    .name = "gmbus",
    .regs = gmbus_regs,
    .num_regs = ARRAY_SIZE(gmbus_regs),
    .reset = gmbus_reset,
    .vmsd = &gmbus_vmstate,
};
