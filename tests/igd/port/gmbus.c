/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * GMBUS: I2C to HDMI monitors, and the pins of the same lines driven by hand.
 * A cycle is over when GMBUS1 has been written, but for the bytes that go
 * through GMBUS3. Source: i915 display/intel_gmbus.c, intel_gmbus_regs.h.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"

#define GPIO(pin)       (0xc5010 + (pin) * 4)
#define GMBUS0          0xc5100
#define GMBUS1          0xc5104
#define GMBUS2          0xc5108
#define GMBUS3          0xc510c
#define GMBUS4          0xc5110
#define GMBUS5          0xc5120

#define NUM_GPIOS       7

#define G0_PIN_MASK     7
#define G1_CLR_INT      BIT(31)
#define G1_READY        BIT(30)
#define G1_STOP         BIT(27)
#define G1_INDEX        BIT(26)
#define G1_WAIT         BIT(25)
#define G1_READ         BIT(0)
#define G2_INUSE        BIT(15)
#define G2_WAIT_PHASE   BIT(14)
#define G2_HW_RDY       BIT(11)
#define G2_SATOER       BIT(10)     /* the slave did not acknowledge */
#define G2_ACTIVE       BIT(9)

/* GPIO pins: clock in the low byte, data in the second one */
#define PIN_DIR_MASK    BIT(0)
#define PIN_DIR_OUT     BIT(1)
#define PIN_VAL_MASK    BIT(2)
#define PIN_VAL_OUT     BIT(3)
#define PIN_VAL_IN      BIT(4)

#define SDE_GMBUS       BIT(17)     /* SDE_GMBUS_CPT */

static IgdSink *selected_sink(IgdState *s)
{
    unsigned pin = igd_reg(s, GMBUS0) & G0_PIN_MASK;

    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        IgdSink *sink = igd_port_sink(s, port);

        if (pin && s->platform->gmbus_pin[port] == pin && sink && !sink->dp) {
            return sink;
        }
    }
    return NULL;
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
    if (wide & BIT(31)) {
        return igd_sink_i2c_write(sink, wide >> 8) &&
               igd_sink_i2c_write(sink, wide);
    }
    return igd_sink_i2c_write(sink, gmbus1 >> 8);
}

static void start_cycle(IgdState *s, uint32_t gmbus1)
{
    IgdGmbus *g = &s->ports.gmbus;
    IgdSink *sink = selected_sink(s);
    uint8_t addr = extract32(gmbus1, 1, 7);
    unsigned count = extract32(gmbus1, 16, 9);
    bool reading = gmbus1 & G1_READ;

    if (!sink ||
        ((gmbus1 & G1_INDEX) && !send_index(s, sink, addr, gmbus1)) ||
        !igd_sink_i2c_start(sink, addr, reading)) {
        nak(g);
        return;
    }
    g->nak = false;
    g->active = true;
    g->len = g->pos = g->to_write = 0;
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

    if (sink) {
        igd_sink_i2c_stop(sink);
    }
    s->ports.gmbus.active = false;
}

/* Interrupts that the driver waits for: everything is ready at once. */
static void raise_irq(IgdState *s)
{
    if (igd_reg(s, GMBUS4)) {
        igd_irq_raise(s, IGD_IRQ_SDE, SDE_GMBUS);
    }
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
    raise_irq(s);
}

static uint32_t gmbus2_read(IgdState *s, unsigned instance)
{
    const IgdGmbus *g = &s->ports.gmbus;
    uint32_t val = igd_reg(s, GMBUS2);

    val |= g->nak ? G2_SATOER : G2_HW_RDY;
    if (g->active) {
        val |= G2_ACTIVE;
        if (g->pos >= g->len && !g->to_write) {
            val |= G2_WAIT_PHASE;
        }
    }
    return val;
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
    return val;
}

static void gmbus3_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    IgdSink *sink = selected_sink(s);

    if (sink) {
        take_bytes(s, sink, val);
    }
}

/* A pin that is not driven low is pulled up; no monitor drives it. */
static bool pin_level(uint32_t gpio, unsigned shift)
{
    return !(gpio >> shift & PIN_DIR_OUT) || (gpio >> shift & PIN_VAL_OUT);
}

static uint32_t gpio_read(IgdState *s, unsigned pin)
{
    uint32_t val = igd_reg(s, GPIO(pin));

    return val | (pin_level(val, 0) ? PIN_VAL_IN : 0) |
           (pin_level(val, 8) ? PIN_VAL_IN << 8 : 0);
}

/* Direction and value change only where their mask bits are written. */
static void gpio_write(IgdState *s, unsigned pin, uint32_t old, uint32_t val)
{
    uint32_t change = 0;

    for (unsigned shift = 0; shift <= 8; shift += 8) {
        change |= val >> shift & PIN_DIR_MASK ? PIN_DIR_OUT << shift : 0;
        change |= val >> shift & PIN_VAL_MASK ? PIN_VAL_OUT << shift : 0;
    }
    igd_reg_set(s, GPIO(pin), (old & ~change) | (val & change));
}

static void gmbus_reset(IgdState *s)
{
    memset(&s->ports.gmbus, 0, sizeof(s->ports.gmbus));
}

#define SOURCE "i915 display/intel_gmbus_regs.h, intel_gmbus.c"

static const IgdReg gmbus_regs[] = {
    {
        .name = "GPIO", .source = SOURCE,
        .offset = GPIO(0), .count = NUM_GPIOS, .stride = 4,
        .read = gpio_read, .write = gpio_write,
    },
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
    { .name = "GMBUS4", .source = SOURCE, .offset = GMBUS4 },
    { .name = "GMBUS5", .source = SOURCE, .offset = GMBUS5 },
};

const IgdRoom igd_gmbus_room = {
    .name = "gmbus",
    .regs = gmbus_regs,
    .num_regs = ARRAY_SIZE(gmbus_regs),
    .reset = gmbus_reset,
};
