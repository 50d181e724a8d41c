/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * AUX channels of DisplayPort: native transactions on the DPCD, and I2C
 * carried over them. A transaction is over when SEND_BUSY has been written.
 * Sources: i915 intel_dp_aux.c; VESA DisplayPort 1.2, 2.7.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define BXT_AUX_CHANNELS    3
#define CPU_AUX_CTL(ch)     (0x64010 + (ch) * 0x100)
#define PCH_AUX_CTL(ch)     (0xe4010 + (ch) * 0x100)
#define AUX_DATA(i)         (4 + (i) * 4)       /* from the control register */

#define CTL_SEND_BUSY       BIT(31)
#define CTL_DONE            BIT(30)
#define CTL_INTERRUPT       BIT(29)
#define CTL_TIME_OUT        BIT(28)
#define CTL_RECEIVE_ERROR   BIT(25)
#define CTL_STATUS          (CTL_DONE | CTL_TIME_OUT | CTL_RECEIVE_ERROR)
#define CTL_SIZE_SHIFT      20
#define CTL_SIZE_MASK       (0x1f << CTL_SIZE_SHIFT)

#define MESSAGE_BYTES       20
#define HEADER_BYTES        3       /* request and address; then the length */

/* requests, high nibble of the first byte */
enum {
    AUX_I2C_WRITE       = 0x0,
    AUX_I2C_READ        = 0x1,
    AUX_I2C_STATUS      = 0x2,
    AUX_I2C_MOT         = 0x4,      /* middle of transaction: no stop yet */
    AUX_NATIVE_WRITE    = 0x8,
    AUX_NATIVE_READ     = 0x9,
};

/* replies, first byte */
enum { REPLY_ACK = 0x00, REPLY_NACK = 0x10, REPLY_I2C_NACK = 0x40 };

typedef struct Message {
    uint8_t byte[MESSAGE_BYTES];
    unsigned len;
} Message;

/* GEN8_AUX_CHANNEL_A, GEN9_AUX_CHANNEL_B and on */
const IgdAuxChannel igd_aux_skl[IGD_AUX_CHANNELS] = {
    { CPU_AUX_CTL(0), IGD_IRQ_DE_PORT, BIT(0) },
    { CPU_AUX_CTL(1), IGD_IRQ_DE_PORT, BIT(25) },
    { CPU_AUX_CTL(2), IGD_IRQ_DE_PORT, BIT(26) },
    { CPU_AUX_CTL(3), IGD_IRQ_DE_PORT, BIT(27) },
};

/* All but the panel's in the PCH: i915 ilk_aux_ctl_reg(), SDE_AUXB_CPT */
const IgdAuxChannel igd_aux_lpt[IGD_AUX_CHANNELS] = {
    { CPU_AUX_CTL(0), IGD_IRQ_DE_PORT, BIT(0) },
    { PCH_AUX_CTL(1), IGD_IRQ_SDE, BIT(25) },
    { PCH_AUX_CTL(2), IGD_IRQ_SDE, BIT(26) },
    { PCH_AUX_CTL(3), IGD_IRQ_SDE, BIT(27) },
};

static void native(IgdSink *sink, const Message *req, uint32_t addr,
                   Message *reply)
{
    unsigned len = req->len > HEADER_BYTES ? req->byte[3] + 1 : 0;

    if (req->byte[0] >> 4 == AUX_NATIVE_READ) {
        if (len && len < MESSAGE_BYTES) {
            igd_sink_dpcd_read(sink, addr, reply->byte + 1, len);
            reply->len = 1 + len;
        }
    } else if (len <= req->len - HEADER_BYTES - 1) {
        igd_sink_dpcd_write(sink, addr, req->byte + HEADER_BYTES + 1, len);
    } else {
        reply->byte[0] = REPLY_NACK;
    }
}

/*
 * The sink turns requests into I2C: a start for a new address or direction,
 * and a stop after a request without MOT.
 */
static void i2c(IgdSink *sink, const Message *req, uint8_t addr,
                Message *reply)
{
    unsigned request = req->byte[0] >> 4;
    bool reading = request & AUX_I2C_READ;
    unsigned len = req->len > HEADER_BYTES ? req->byte[3] + 1 : 0;
    bool ack = true;

    if (request & AUX_I2C_STATUS) {
        return;
    }
    if (!len && !(request & AUX_I2C_MOT)) {
        igd_sink_i2c_stop(sink);
        return;
    }
    if (!len || !sink->i2c_open || sink->i2c_addr != addr ||
        sink->i2c_reading != reading) {
        ack = igd_sink_i2c_start(sink, addr, reading);
    }
    if (ack && reading && len < MESSAGE_BYTES) {
        for (unsigned i = 0; i < len; i++) {
            reply->byte[1 + i] = igd_sink_i2c_read(sink);
        }
        reply->len = 1 + len;
    } else if (ack && !reading) {
        len = MIN(len, req->len - MIN(req->len, HEADER_BYTES + 1));
        for (unsigned i = 0; i < len && ack; i++) {
            ack = igd_sink_i2c_write(sink, req->byte[HEADER_BYTES + 1 + i]);
        }
    }
    if (!ack) {
        reply->byte[0] = REPLY_I2C_NACK;
    }
    if (!(request & AUX_I2C_MOT)) {
        igd_sink_i2c_stop(sink);
    }
}

/* What is wired to channel @ch and answers there, or NULL. */
static IgdSink *channel_sink(IgdState *s, unsigned ch)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        IgdSink *sink = igd_port_sink(s, port);

        if (s->platform->aux_channel[port] == ch && sink && sink->on &&
            igd_sink_is_dp(sink)) {
            return sink;
        }
    }
    return NULL;
}

/* Status bits of the transaction; @reply is there if none is an error. */
static uint32_t transact(IgdState *s, unsigned ch, const Message *req,
                         Message *reply)
{
    bool powered = s->platform->aux_power(s, ch);
    IgdSink *sink = powered ? channel_sink(s, ch) : NULL;
    uint32_t addr = (req->byte[0] & 15) << 16 | req->byte[1] << 8 |
                    req->byte[2];

    if (!sink) {
        return CTL_DONE | CTL_TIME_OUT;
    }
    if (req->len < HEADER_BYTES || req->len > MESSAGE_BYTES) {
        return CTL_DONE | CTL_RECEIVE_ERROR;
    }
    *reply = (Message) { .byte = { REPLY_ACK }, .len = 1 };
    if (req->byte[0] >> 4 >= AUX_NATIVE_WRITE) {
        native(sink, req, addr, reply);
    } else {
        i2c(sink, req, addr & 0x7f, reply);
    }
    return CTL_DONE;
}

static void aux_write(IgdState *s, unsigned ch, uint32_t old, uint32_t val)
{
    const IgdAuxChannel *aux = &s->platform->aux[ch];
    uint32_t ctl = igd_reg(s, aux->ctl);
    Message req = { .len = (val & CTL_SIZE_MASK) >> CTL_SIZE_SHIFT };
    Message reply = { };

    if (!(val & CTL_SEND_BUSY)) {
        return;
    }
    /* the first byte is the highest of the first dword */
    for (unsigned i = 0; i < MESSAGE_BYTES / 4; i++) {
        stl_be_p(req.byte + i * 4, igd_reg(s, aux->ctl + AUX_DATA(i)));
    }
    ctl &= ~(CTL_SEND_BUSY | CTL_SIZE_MASK);
    ctl |= transact(s, ch, &req, &reply);
    ctl |= reply.len << CTL_SIZE_SHIFT;
    for (unsigned i = 0; i < MESSAGE_BYTES / 4; i++) {
        igd_reg_set(s, aux->ctl + AUX_DATA(i), ldl_be_p(reply.byte + i * 4));
    }
    igd_reg_set(s, aux->ctl, ctl);
    if (ctl & CTL_INTERRUPT) {
        igd_irq_raise(s, aux->group, aux->irq);
    }
}

#define SOURCE "i915 display/intel_dp_aux_regs.h, intel_dp_aux.c"

/* @_count channels from number @_first on, whose control is at @_ctl */
#define AUX_REGS(_name, _ctl, _first, _count) {                         \
        .name = _name "_CTL", .source = SOURCE,                         \
        .offset = (_ctl), .count = (_count), .stride = 0x100,           \
        .first = (_first), .w1c = CTL_STATUS, .write = aux_write,       \
    }, {                                                                \
        .name = _name "_DATA", .source = SOURCE,                        \
        .offset = (_ctl) + AUX_DATA(0), .count = (_count),              \
        .stride = 0x100, .inner_count = MESSAGE_BYTES / 4,              \
        .inner_stride = 4,                                              \
    }

static const IgdReg skl_regs[] = {
    AUX_REGS("DP_AUX_CH", CPU_AUX_CTL(0), 0, IGD_AUX_CHANNELS),
};

static const IgdReg lpt_regs[] = {
    AUX_REGS("DP_AUX_CH", CPU_AUX_CTL(0), 0, 1),
    AUX_REGS("PCH_DP_AUX_CH", PCH_AUX_CTL(1), 1, IGD_AUX_CHANNELS - 1),
};

static const IgdReg bxt_regs[] = {
    AUX_REGS("DP_AUX_CH", CPU_AUX_CTL(0), 0, BXT_AUX_CHANNELS),
};

const IgdRoom igd_aux_skl_room = {
    .name = "aux",
    .regs = skl_regs,
    .num_regs = ARRAY_SIZE(skl_regs),
};

const IgdRoom igd_aux_lpt_room = {
    .name = "aux",
    .regs = lpt_regs,
    .num_regs = ARRAY_SIZE(lpt_regs),
};

const IgdRoom igd_aux_bxt_room = {
    .name = "aux",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
};
