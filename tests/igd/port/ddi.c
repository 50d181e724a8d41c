/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * DDIs: the buffers that drive the lines, and the DisplayPort transport in
 * front of them.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "../power.h"

#define DDI_BUF_CTL(port)       (0x64000 + (port) * 0x100)
#define BUF_ENABLE              BIT(31)
#define BUF_IDLE                BIT(7)
#define BUF_A_4_LANES           BIT(4)
#define BUF_INIT_DETECTED       BIT(0)
#define BUF_WIDTH(ctl)          (extract32(ctl, 1, 3) + 1)
#define BUF_TRANS_SELECT(ctl)   extract32(ctl, 24, 4)

#define DP_TP_CTL(port)         (0x64040 + (port) * 0x100)
#define TP_ENABLE               BIT(31)
#define DP_TP_STATUS(port)      (0x64044 + (port) * 0x100)
#define TP_IDLE_DONE            BIT(25)

/* DP_TP_CTL_LINK_TRAIN_*, bits 10:8 */
static const IgdLinkSignal tp_signal[8] = {
    IGD_LINK_TPS1, IGD_LINK_TPS2, IGD_LINK_IDLE, IGD_LINK_VIDEO,
    IGD_LINK_TPS3, IGD_LINK_OFF, IGD_LINK_OFF, IGD_LINK_OFF,
};

char igd_port_letter(unsigned port)
{
    return 'A' + port;
}

/*
 * Levels that the entries of the buffer's translation table are meant for, of
 * which DDI_BUF_CTL selects one. The table itself holds analog values that the
 * model does not know. Source: i915 intel_ddi.c index_to_dp_signal_levels[].
 */
IgdLevels igd_ddi_levels(unsigned n)
{
    static const IgdLevels levels[16] = {
        { 0, 0 }, { 0, 1 }, { 0, 2 }, { 0, 3 }, { 1, 0 }, { 1, 1 }, { 1, 2 },
        { 2, 0 }, { 2, 1 }, { 3, 0 },
    };

    return levels[n];
}

IgdLevels igd_skl_port_levels(IgdState *s, unsigned port)
{
    return igd_ddi_levels(BUF_TRANS_SELECT(igd_reg(s, DDI_BUF_CTL(port))));
}

/* DDI E has two lanes of DDI A's four, or none: i915 intel_ddi_max_lanes(). */
static unsigned port_lanes(IgdState *s, unsigned port)
{
    bool all = igd_reg(s, DDI_BUF_CTL(IGD_PORT_A)) & BUF_A_4_LANES;
    unsigned width = BUF_WIDTH(igd_reg(s, DDI_BUF_CTL(port)));

    if (port == IGD_PORT_A) {
        return all ? width : MIN(width, 2);
    } else if (port == IGD_PORT_E) {
        return all ? 0 : MIN(width, 2);
    }
    return width;
}

static bool buffer_active(IgdState *s, unsigned port)
{
    return igd_reg(s, DDI_BUF_CTL(port)) & BUF_ENABLE &&
           s->platform->port_power(s, port) && s->platform->port_hz(s, port);
}

/* @what is a state of the buffer that is not allowed, while @broken. */
static void check_buffer(IgdState *s, IgdRule rule, unsigned port, bool broken,
                         const char *what)
{
    if (broken) {
        igd_rule_breaks(s, rule, port, "port %c is on without %s",
                        igd_port_letter(port), what);
    } else {
        igd_rule_kept(s, rule, port);
    }
}

/*
 * A buffer that is enabled, that has a clock and whose lanes have power leaves
 * idle, which drivers wait for (i915 intel_wait_ddi_buf_active()). Real ones
 * take some microseconds. They are on before the buffer and off after it: i915
 * hsw_ddi_pre_enable_dp(), intel_ddi_post_disable_dp().
 */
static void settle_buffer(IgdState *s, unsigned port)
{
    uint32_t ctl = igd_reg(s, DDI_BUF_CTL(port));
    bool on = ctl & BUF_ENABLE;

    check_buffer(s, IGD_RULE_PORT_POWER, port,
                 on && !s->platform->port_power(s, port),
                 "power of its lanes");
    check_buffer(s, IGD_RULE_PORT_CLOCK, port,
                 on && !s->platform->port_hz(s, port), "a clock");
    igd_reg_set(s, DDI_BUF_CTL(port), buffer_active(s, port) ?
                ctl & ~BUF_IDLE : ctl | BUF_IDLE);
}

static IgdLinkSignal port_signal(IgdState *s, unsigned port, bool dp)
{
    uint32_t tp = igd_reg(s, DP_TP_CTL(port));

    if (!buffer_active(s, port)) {
        return IGD_LINK_OFF;
    }
    if (!dp) {
        return IGD_LINK_VIDEO;
    }
    return tp & TP_ENABLE ? tp_signal[extract32(tp, 8, 3)] : IGD_LINK_OFF;
}

void igd_ddi_update(IgdState *s, unsigned port)
{
    IgdSink *sink = igd_port_sink(s, port);
    IgdLevels levels = s->platform->port_levels(s, port);

    settle_buffer(s, port);
    if (sink) {
        igd_sink_link(sink, &(IgdLink) {
            .signal = port_signal(s, port, igd_sink_is_dp(sink)),
            .lanes = port_lanes(s, port),
            .symbol_hz = s->platform->port_hz(s, port),
            .swing = levels.swing,
            .preemphasis = levels.preemphasis,
        });
    }
}

void igd_ddi_update_all(IgdState *s)
{
    for (unsigned port = 0; port < s->platform->num_ports; port++) {
        igd_ddi_update(s, port);
    }
}

/* A transcoder is turned off before what it sends through. */
static void check_lost(IgdState *s, unsigned port, bool lost)
{
    if (lost && igd_display_port_enabled(s, port)) {
        igd_rule_broken(s, IGD_RULE_PORT_LOST, port, "port %c turned off "
                        "under a transcoder", igd_port_letter(port));
    } else {
        igd_rule_kept(s, IGD_RULE_PORT_LOST, port);
    }
}

/*
 * DisplayPort is trained, and sent normally, before a transcoder starts. The
 * panel of Broadwell is trained then and idles, and is sent normally only
 * afterwards, as there is "a HW issue where we enable the pipe while not in
 * idle link-training mode": i915 intel_ddi_set_idle_link_train(),
 * intel_ddi_enable_dp().
 */
void igd_ddi_started(IgdState *s, unsigned port, bool dp)
{
    bool idle = port == IGD_PORT_A && s->platform->panel_starts_idle;
    IgdSink *sink = igd_port_sink(s, port);
    const char *why = NULL;

    if (dp && port_signal(s, port, true) != (idle ? IGD_LINK_IDLE :
                                                    IGD_LINK_VIDEO)) {
        why = idle ? "does not idle" : "is not sent";
    } else if (dp && sink && igd_sink_is_dp(sink) &&
               !(idle ? sink->equalized : igd_sink_shows(sink))) {
        why = "is not trained";
    }
    if (why) {
        igd_rule_breaks(s, IGD_RULE_LINK, port, "DisplayPort %c %s when its "
                        "transcoder starts", igd_port_letter(port), why);
    } else {
        igd_rule_kept(s, IGD_RULE_LINK, port);
    }
}

static void ddi_buf_write(IgdState *s, unsigned port, uint32_t old,
                          uint32_t val)
{
    check_lost(s, port, old & ~val & BUF_ENABLE);
    igd_ddi_update(s, port);
    if (port == IGD_PORT_A && s->platform->num_ports > IGD_PORT_E) {
        igd_ddi_update(s, IGD_PORT_E);
    }
}

static void dp_tp_write(IgdState *s, unsigned port, uint32_t old,
                        uint32_t val)
{
    uint32_t status = igd_reg(s, DP_TP_STATUS(port));

    if (!(val & TP_ENABLE)) {
        status &= ~TP_IDLE_DONE;
    } else if (tp_signal[extract32(val, 8, 3)] == IGD_LINK_IDLE) {
        status |= TP_IDLE_DONE;
    }
    igd_reg_set(s, DP_TP_STATUS(port), status);
    check_lost(s, port, old & ~val & TP_ENABLE);
    igd_ddi_update(s, port);
}

/*
 * What the board's straps and its firmware leave behind: the panel is there,
 * and DDI A has all four lanes unless something is on DDI E.
 */
static void ddi_reset(IgdState *s)
{
    uint32_t a = igd_reg(s, DDI_BUF_CTL(IGD_PORT_A));

    a |= s->ports.monitor[IGD_PORT_A] ? BUF_INIT_DETECTED : 0;
    a |= s->ports.monitor[IGD_PORT_E] ? 0 : BUF_A_4_LANES;
    igd_reg_set(s, DDI_BUF_CTL(IGD_PORT_A), a);
    igd_ddi_update_all(s);
}

#define SOURCE_DDI  "i915 display/intel_display_regs.h, intel_ddi.c"

#define DDI_REGS(_count)                                                \
    {                                                                   \
        .name = "DDI_BUF_CTL", .source = SOURCE_DDI,                    \
        .offset = DDI_BUF_CTL(0), .count = (_count), .stride = 0x100,   \
        .reset = BUF_IDLE, .ro = BUF_IDLE | BUF_INIT_DETECTED,          \
        .write = ddi_buf_write,                                         \
    },                                                                  \
    {                                                                   \
        .name = "DP_TP_CTL", .source = SOURCE_DDI,                      \
        .offset = DP_TP_CTL(0), .count = (_count), .stride = 0x100,     \
        .write = dp_tp_write,                                           \
    },                                                                  \
    {                                                                   \
        .name = "DP_TP_STATUS", .source = SOURCE_DDI,                   \
        .offset = DP_TP_STATUS(0), .count = (_count), .stride = 0x100,  \
        .access = IGD_W1C,                                              \
    }

/* Broadwell has all but the last. */
static const IgdReg skl_regs[] = {
    DDI_REGS(IGD_MAX_PORTS),
    {
        .name = "DDI_BUF_TRANS",
        .source = SOURCE_DDI "; analog values, no effect",
        .offset = 0x64e00, .count = IGD_MAX_PORTS, .stride = 0x60,
        .inner_count = 20, .inner_stride = 4,
    },
    {
        .name = "DISPIO_CR_TX_BMU_CR0",
        .source = "i915 intel_ddi.c skl_ddi_set_iboost(); no effect",
        .offset = 0x6c00c,
    },
};

/* What drives Broxton's lines is in the PHYs. */
static const IgdReg bxt_regs[] = { DDI_REGS(3) };

const IgdRoom igd_ddi_bdw_room = {
    .name = "ddi",
    .regs = skl_regs,
    .num_regs = ARRAY_SIZE(skl_regs) - 1,
    .reset = ddi_reset,
};

const IgdRoom igd_ddi_skl_room = {
    .name = "ddi",
    .regs = skl_regs,
    .num_regs = ARRAY_SIZE(skl_regs),
    .reset = ddi_reset,
};

const IgdRoom igd_ddi_bxt_room = {
    .name = "ddi",
    .regs = bxt_regs,
    .num_regs = ARRAY_SIZE(bxt_regs),
    .reset = ddi_reset,
};
