/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * DDC lines that a driver moves by hand, through GPIO registers. Source: i915
 * display/intel_gmbus.c set_clock() and on, intel_gmbus_regs.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define GPIO(pin)       (0xc5010 + (pin) * 4)
#define NUM_GPIOS       7

/* clock in the low byte, data in the second one */
#define PIN_DIR_MASK    BIT(0)
#define PIN_DIR_OUT     BIT(1)
#define PIN_VAL_MASK    BIT(2)
#define PIN_VAL_OUT     BIT(3)
#define PIN_VAL_IN      BIT(4)
#define CLOCK_SHIFT     0
#define DATA_SHIFT      8

/* A pin that is not driven low is pulled up. */
static bool driven_level(uint32_t gpio, unsigned shift)
{
    return !(gpio >> shift & PIN_DIR_OUT) || (gpio >> shift & PIN_VAL_OUT);
}

/* GPIO registers follow the pins of GMBUS. */
static int gpio_port(IgdState *s, unsigned gpio)
{
    return igd_ddc_port(s, gpio + s->platform->pch->gpio_first_pin);
}

static uint32_t gpio_read(IgdState *s, unsigned gpio)
{
    uint32_t val = igd_reg(s, GPIO(gpio));
    bool scl = driven_level(val, CLOCK_SHIFT);
    bool sda = driven_level(val, DATA_SHIFT);
    int port = gpio_port(s, gpio);

    if (port >= 0) {
        scl = igd_i2c_wire_scl(igd_port_sink(s, port), scl);
        sda = igd_i2c_wire_sda(&s->ports.wire[port], sda);
    }
    return val | (scl ? PIN_VAL_IN << CLOCK_SHIFT : 0) |
           (sda ? PIN_VAL_IN << DATA_SHIFT : 0);
}

/* Direction and value change only where their mask bits are written. */
static void gpio_write(IgdState *s, unsigned gpio, uint32_t old, uint32_t val)
{
    uint32_t change = 0;
    int port = gpio_port(s, gpio);

    for (unsigned shift = CLOCK_SHIFT; shift <= DATA_SHIFT; shift += 8) {
        change |= val >> shift & PIN_DIR_MASK ? PIN_DIR_OUT << shift : 0;
        change |= val >> shift & PIN_VAL_MASK ? PIN_VAL_OUT << shift : 0;
    }
    val = (old & ~change) | (val & change);
    igd_reg_set(s, GPIO(gpio), val);
    if (port >= 0) {
        igd_i2c_wire_drive(&s->ports.wire[port], igd_port_sink(s, port),
                           driven_level(val, CLOCK_SHIFT),
                           driven_level(val, DATA_SHIFT));
    }
}

static void gpio_reset(IgdState *s)
{
    for (unsigned port = 0; port < IGD_MAX_PORTS; port++) {
        igd_i2c_wire_reset(&s->ports.wire[port]);
    }
}

static bool wire_is_valid(void *opaque, int version_id)
{
    const IgdI2cWire *wire = opaque;

    return wire->state <= IGD_WIRE_READ && wire->bits <= IGD_WIRE_MAX_BITS;
}

static const VMStateDescription wire_vmstate = {
    .name = "igd/gpio/wire",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(state, IgdI2cWire),
        VMSTATE_BOOL(scl, IgdI2cWire),
        VMSTATE_BOOL(sda, IgdI2cWire),
        VMSTATE_BOOL(pull, IgdI2cWire),
        VMSTATE_BOOL(acked, IgdI2cWire),
        VMSTATE_UINT8(byte, IgdI2cWire),
        VMSTATE_UINT32(bits, IgdI2cWire),
        VMSTATE_VALIDATE("it is in a byte", wire_is_valid),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription gpio_vmstate = {
    .name = "igd/gpio",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(ports.wire, IgdState, IGD_MAX_PORTS, 0,
                             wire_vmstate, IgdI2cWire),
        VMSTATE_END_OF_LIST()
    },
};

static const IgdReg gpio_regs[] = {
    {
        .name = "GPIO",
        .source = "i915 display/intel_gmbus_regs.h, intel_gmbus.c",
        .offset = GPIO(0), .count = NUM_GPIOS, .stride = 4,
        .read = gpio_read, .write = gpio_write,
    },
};

const IgdRoom igd_gpio_room = {
    .name = "gpio",
    .regs = gpio_regs,
    .num_regs = ARRAY_SIZE(gpio_regs),
    .reset = gpio_reset,
    .vmsd = &gpio_vmstate,
};
