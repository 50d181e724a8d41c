/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display PHYs of Broxton: see phy_bxt.h.
 *
 * The power control unit powers a PHY. Until it has settled its registers
 * "respond to reads with all 1s" (i915 _bxt_dpio_phy_init()); they have their
 * reset values then. A PHY works when its common reset is released and it knows
 * how strong its resistors are. PHY1 measures that; PHY0 has no resistor to do
 * so, and a driver copies what PHY1 has found.
 *
 * What a driver writes to the registers of a group goes to all lanes of the
 * group. Drive levels take effect when their calculation starts. Sources: i915
 * intel_dpio_phy.c and bxt_dpio_phy_regs.h, with the registers' names;
 * intel_dpll_mgr.c bxt_ddi_pll_enable(). The analog rest has no effect.
 */
#include "qemu/osdep.h"
#include "migration/vmstate.h"
#include "../igd.h"
#include "../display/timing.h"
#include "phy_bxt.h"

#define NUM_PORTS               3
#define LANES                   4

#define DISP_PWRON              0x138090
#define PWRON_PHY(phy)          BIT(phy)

/* "100us according to the HW team" */
#define POWER_UP_NS             (100 * SCALE_US)

#define PHY_CTL(port)           (0x64c00 + (port) * 0x10)
#define CTL_CMNLANE_POWERDOWN   BIT(10)
#define CTL_LANE_POWERDOWN      BIT(9)
#define CTL_LANE_ENABLED        BIT(8)
#define CTL_STATUS  (CTL_CMNLANE_POWERDOWN | CTL_LANE_POWERDOWN | CTL_LANE_ENABLED)
#define DDI_BUF_CTL(port)       (0x64000 + (port) * 0x100)
#define BUF_ENABLE              BIT(31)

/* of PHY1 and PHY0 */
#define CTL_FAMILY_EDP          0x64c80
#define CTL_FAMILY_DDI          0x64c90
#define COMMON_RESET_DIS        BIT(31)

#define PHY0_BASE               0x6c000
#define PHY1_BASE               0x162000
#define PHY_SIZE                0x1000
#define PHY_BASE(phy)           ((phy) ? PHY1_BASE : PHY0_BASE)

/* from PHY_BASE */
#define CL1CM_DW0               0x000
#define POWER_GOOD              BIT(16)
#define REF_DW3                 0x18c
#define GRC_DONE                BIT(22)
#define REF_DW6                 0x198
#define GRC_CODE_SHIFT          24
#define GRC_CODE_MASK           (0xffu << GRC_CODE_SHIFT)
#define REF_DW8                 0x1a0
#define GRC_DIS                 BIT(15)
#define GRC_RDY_OVRD            BIT(1)

/* What PHY1's calibration finds is the board's; here it is this. */
#define GRC_CODE                0x3a

/* Of each port */
static const uint32_t ebb_0[NUM_PORTS] = { 0x162034, 0x6c034, 0x6c340 };
static const uint32_t ebb_4[NUM_PORTS] = { 0x162038, 0x6c038, 0x6c344 };
static const uint32_t pll_0[NUM_PORTS] = { 0x162100, 0x6c100, 0x6c380 };
#define PLL_REGS                11
#define EBB4_10BIT_CLK_ENABLE   BIT(13)
#define PLL3_FRACTION_ENABLE    BIT(16)

/* Lane registers of each port start here; two lanes have a PCS. */
static const uint32_t channel[NUM_PORTS] = { 0x162400, 0x6c400, 0x6c800 };
#define PCS(port, pair)         (channel[port] + (pair) * 0x200)
#define TX(port, lane) \
    (channel[port] + 0x100 + (lane) / 2 * 0x200 + (lane) % 2 * 0x80)
#define PCS_DW10                0x28
#define TX1_SWING_CALC_INIT     BIT(30)
#define TX_DW2                  0x08
#define TX_DW2_MARGIN(reg)      extract32(reg, 16, 8)
#define TX_DW4                  0x10
#define TX_DW4_DEEMPHASIS(reg)  extract32(reg, 24, 8)

#define REF_HZ                  100000000ull
/* What the oscillator can do: i915 intel_limits_bxt */
#define VCO_MIN_HZ              4800000000ull
#define VCO_MAX_HZ              6700000000ull

static unsigned phy_of(unsigned port)
{
    return port == IGD_PORT_A ? 1 : 0;
}

static bool reset_released(IgdState *s, unsigned phy)
{
    return igd_reg(s, phy ? CTL_FAMILY_EDP : CTL_FAMILY_DDI) &
           COMMON_RESET_DIS;
}

/* PHY1 has measured its resistor. */
static bool calibration_done(IgdState *s, unsigned phy)
{
    return phy == 1 && s->ports.phy[phy].powered && reset_released(s, phy);
}

/* PHY0 does with what was found, while it is told that it need not look. */
static bool calibration_copied(IgdState *s)
{
    uint32_t override = GRC_DIS | GRC_RDY_OVRD;

    return (igd_reg(s, PHY0_BASE + REF_DW8) & override) == override &&
           (igd_reg(s, PHY0_BASE + REF_DW6) & ~GRC_CODE_MASK) ==
           GRC_CODE * 0x010101u;
}

static bool phy_up(IgdState *s, unsigned phy)
{
    return s->ports.phy[phy].powered && reset_released(s, phy) &&
           (phy ? calibration_done(s, phy) : calibration_copied(s));
}

bool igd_bxt_phy_up(IgdState *s, unsigned port)
{
    return phy_up(s, phy_of(port));
}

IgdLevels igd_bxt_port_levels(IgdState *s, unsigned port)
{
    return s->ports.bxt_levels[port];
}

/*
 * Clocks of DisplayPort and HDMI are a fifth of what the dividers make of the
 * oscillator, whose multiplier has 22 fraction bits. A receiver needs them to
 * some parts in 10000; here it gets whole kHz, as i915 counts them. Source:
 * i915 bxt_ddi_pll_get_freq(), chv_calc_dpll_params().
 */
uint64_t igd_bxt_pll_hz(IgdState *s, unsigned port)
{
    uint32_t pll = pll_0[port], ebb = igd_reg(s, ebb_0[port]);
    uint64_t m2 = (uint64_t)extract32(igd_reg(s, pll), 0, 8) << 22;
    unsigned n = extract32(igd_reg(s, pll + 4), 8, 4);
    unsigned p1 = extract32(ebb, 13, 3), p2 = extract32(ebb, 8, 5);
    uint64_t vco;

    if (igd_reg(s, pll + 12) & PLL3_FRACTION_ENABLE) {
        m2 |= extract32(igd_reg(s, pll + 8), 0, 22);
    }
    if (!n || !p1 || !p2) {
        return 0;
    }
    vco = (REF_HZ * 2 * m2 >> 22) / n;
    if (vco < VCO_MIN_HZ || vco > VCO_MAX_HZ) {
        return 0;
    }
    return (vco / (p1 * p2 * 5) + 500) / 1000 * 1000;
}

bool igd_bxt_pll_output(IgdState *s, unsigned port)
{
    return igd_reg(s, ebb_4[port]) & EBB4_10BIT_CLK_ENABLE;
}

static void phy_update(IgdState *s)
{
    igd_timing_update(s);
    igd_ddi_update_all(s);
}

static bool phy_open(IgdState *s, unsigned phy, bool write)
{
    return s->ports.phy[phy].powered;
}

/* Places of these rules that are not power wells. */
#define RULE_PLACE(phy)     (16 + (phy))

/* A driver looks at the first register until the PHY has settled. */
static void phy_refused(IgdState *s, unsigned phy, uint32_t offset, bool write)
{
    if (write || offset != PHY_BASE(phy) + CL1CM_DW0) {
        igd_rule_broken(s, write ? IGD_RULE_POWER_WRITE : IGD_RULE_POWER_READ,
                        RULE_PLACE(phy), "%s of 0x%06x, whose PHY%u has no "
                        "power", write ? "write" : "read", offset, phy);
    }
}

static const IgdGuard phy_guard = {
    .reads = UINT32_MAX,
    .open = phy_open,
    .refused = phy_refused,
};

static void phy_on(void *opaque)
{
    IgdBxtPhy *phy = opaque;

    phy->powered = true;
    igd_rule_kept(phy->s, IGD_RULE_POWER_READ, RULE_PLACE(phy->index));
    igd_rule_kept(phy->s, IGD_RULE_POWER_WRITE, RULE_PLACE(phy->index));
    phy_update(phy->s);
}

static void forget_levels(IgdState *s, unsigned phy)
{
    for (unsigned port = 0; port < NUM_PORTS; port++) {
        if (phy_of(port) == phy) {
            s->ports.bxt_levels[port] = (IgdLevels) { };
        }
    }
}

static void phy_off(IgdState *s, IgdBxtPhy *phy)
{
    timer_del(phy->timer);
    if (phy->powered) {
        phy->powered = false;
        igd_mmio_forget(s, &phy_guard, phy->index);
        forget_levels(s, phy->index);
        phy_update(s);
    }
}

static void pwron_write(IgdState *s, unsigned instance, uint32_t old,
                        uint32_t val)
{
    for (unsigned i = 0; i < IGD_BXT_PHYS; i++) {
        IgdBxtPhy *phy = &s->ports.phy[i];

        if (!(val & PWRON_PHY(i))) {
            phy_off(s, phy);
        } else if (!phy->powered && !timer_pending(phy->timer)) {
            timer_mod(phy->timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) +
                                  POWER_UP_NS);
        }
    }
}

/*
 * The bits' names are what i915 intel_ddi_get_encoder_pipes() says of a port
 * that is on; when lanes power up and down is not documented: here with the
 * buffer.
 */
static uint32_t phy_ctl_read(IgdState *s, unsigned port)
{
    bool up = igd_bxt_phy_up(s, port);
    bool on = up && igd_reg(s, DDI_BUF_CTL(port)) & BUF_ENABLE;

    return igd_reg(s, PHY_CTL(port)) | (up ? 0 : CTL_CMNLANE_POWERDOWN) |
           (on ? CTL_LANE_ENABLED : CTL_LANE_POWERDOWN);
}

static void update_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val)
{
    phy_update(s);
}

static uint32_t cl1cm_dw0_read(IgdState *s, unsigned phy)
{
    return POWER_GOOD;
}

static uint32_t ref_dw3_read(IgdState *s, unsigned phy)
{
    return calibration_done(s, phy) ? GRC_DONE : 0;
}

static uint32_t ref_dw6_read(IgdState *s, unsigned phy)
{
    return igd_reg(s, PHY_BASE(phy) + REF_DW6) |
           (calibration_done(s, phy) ? GRC_CODE << GRC_CODE_SHIFT : 0);
}

/*
 * PLLs are programmed while they are off, as Skylake's are. Registers of one
 * are EBB_0, EBB_4 and PLL_0 to PLL_10.
 */
static void pll_written(IgdState *s, unsigned port, bool change)
{
    if (change && igd_display_pipe_of_port(s, port) >= 0) {
        igd_rule_broken(s, IGD_RULE_PLL_CHANGE, port, "the PLL of port %c is "
                        "programmed while a pipe is sent with it",
                        igd_port_letter(port));
    } else {
        igd_rule_kept(s, IGD_RULE_PLL_CHANGE, port);
    }
    phy_update(s);
}

static void ebb_write(IgdState *s, unsigned port, uint32_t old, uint32_t val)
{
    pll_written(s, port, val != old);
}

static void pll_write(IgdState *s, unsigned instance, uint32_t old,
                      uint32_t val)
{
    pll_written(s, instance / PLL_REGS, val != old);
}

/*
 * Margin and de-emphasis, which i915's tables for DisplayPort and for panels of
 * low swing have for their ten levels (intel_ddi_buf_trans.c _bxt_trans_dp[],
 * _bxt_trans_edp[]). Others are taken for none.
 */
static IgdLevels lane_levels(IgdState *s, unsigned port)
{
    static const struct {
        uint8_t margin, deemphasis;
    } table[][10] = {
        {
            { 52, 128 }, { 78, 85 }, { 104, 64 }, { 154, 43 }, { 77, 128 },
            { 116, 85 }, { 154, 64 }, { 102, 128 }, { 154, 85 }, { 154, 128 },
        }, {
            { 26, 128 }, { 38, 112 }, { 48, 96 }, { 54, 69 }, { 32, 128 },
            { 48, 104 }, { 54, 85 }, { 43, 128 }, { 54, 101 }, { 48, 128 },
        },
    };
    unsigned margin = TX_DW2_MARGIN(igd_reg(s, TX(port, 0) + TX_DW2));
    unsigned emphasis = TX_DW4_DEEMPHASIS(igd_reg(s, TX(port, 0) + TX_DW4));

    for (unsigned i = 0; i < ARRAY_SIZE(table); i++) {
        for (unsigned n = 0; n < ARRAY_SIZE(table[i]); n++) {
            if (table[i][n].margin == margin &&
                table[i][n].deemphasis == emphasis) {
                return igd_ddi_levels(n);
            }
        }
    }
    return (IgdLevels) { };
}

/* The first lane's stand for all: i915 gives them the same. */
static void pcs_dw10_changed(IgdState *s, unsigned port, uint32_t old,
                             uint32_t val)
{
    if (~old & val & TX1_SWING_CALC_INIT) {
        s->ports.bxt_levels[port] = lane_levels(s, port);
        igd_ddi_update(s, port);
    }
}

/* Instances are pairs of lanes. */
static void pcs_dw10_write(IgdState *s, unsigned instance, uint32_t old,
                           uint32_t val)
{
    if (instance % 2 == 0) {
        pcs_dw10_changed(s, instance / 2, old, val);
    }
}

/*
 * Of the group's registers only writes are known: "we can read only lane
 * registers", i915 bxt_dpio_phy_set_signal_levels(). They read 0 here.
 */
static uint32_t group_read(IgdState *s, unsigned port)
{
    return 0;
}

static void pcs_dw10_group_write(IgdState *s, unsigned port, uint32_t old,
                                 uint32_t val)
{
    uint32_t before = igd_reg(s, PCS(port, 0) + PCS_DW10);

    for (unsigned pair = 0; pair < LANES / 2; pair++) {
        igd_reg_set(s, PCS(port, pair) + PCS_DW10, val);
    }
    pcs_dw10_changed(s, port, before, val);
}

#define PCS_DW12                0x30

static void pcs_dw12_group_write(IgdState *s, unsigned port, uint32_t old,
                                 uint32_t val)
{
    for (unsigned pair = 0; pair < LANES / 2; pair++) {
        igd_reg_set(s, PCS(port, pair) + PCS_DW12, val);
    }
}

/* Instances are TX_DW2 to TX_DW5 of each port. */
static void tx_group_write(IgdState *s, unsigned instance, uint32_t old,
                           uint32_t val)
{
    for (unsigned lane = 0; lane < LANES; lane++) {
        igd_reg_set(s, TX(instance / 4, lane) + TX_DW2 + instance % 4 * 4,
                    val);
    }
}

static void phy_realize(IgdState *s)
{
    for (unsigned i = 0; i < IGD_BXT_PHYS; i++) {
        IgdBxtPhy *phy = &s->ports.phy[i];

        phy->s = s;
        phy->index = i;
        phy->timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, phy_on, phy);
        igd_mmio_guard(s, PHY_BASE(i), PHY_BASE(i) + PHY_SIZE - 1, &phy_guard,
                       i);
    }
}

static void phy_reset(IgdState *s)
{
    for (unsigned i = 0; i < IGD_BXT_PHYS; i++) {
        timer_del(s->ports.phy[i].timer);
        s->ports.phy[i].powered = false;
        forget_levels(s, i);
    }
}

static void phy_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < IGD_BXT_PHYS; i++) {
        timer_free(s->ports.phy[i].timer);
    }
}

static const VMStateDescription phy_one_vmstate = {
    .name = "igd/phy-bxt/phy",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_TIMER_PTR(timer, IgdBxtPhy),
        VMSTATE_BOOL(powered, IgdBxtPhy),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription levels_vmstate = {
    .name = "igd/phy-bxt/levels",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT8(swing, IgdLevels),
        VMSTATE_UINT8(preemphasis, IgdLevels),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription phy_vmstate = {
    .name = "igd/phy-bxt",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_ARRAY(ports.phy, IgdState, IGD_BXT_PHYS, 0,
                             phy_one_vmstate, IgdBxtPhy),
        VMSTATE_STRUCT_ARRAY(ports.bxt_levels, IgdState, IGD_MAX_PORTS, 0,
                             levels_vmstate, IgdLevels),
        VMSTATE_END_OF_LIST()
    },
};

#define SOURCE      "i915 display/bxt_dpio_phy_regs.h, intel_dpio_phy.c"
#define SOURCE_PLL  "i915 display/bxt_dpio_phy_regs.h, intel_dpll_mgr.c " \
                    "bxt_ddi_pll_enable()"

/* A register of both PHYs at @_offset of each */
#define PHY_REG(_name, _offset, ...) {                                  \
        .name = _name, .source = SOURCE,                                \
        .offset = PHY0_BASE + (_offset),                                \
        .count = IGD_BXT_PHYS, .stride = PHY1_BASE - PHY0_BASE,         \
        __VA_ARGS__                                                     \
    }

/*
 * @_inner registers of the channel of each port: @_a is where port A's are from
 * PHY1_BASE, which is where port B's are from PHY0_BASE, and port C's @_to_c on
 */
#define CHANNEL_REG(_name, _source, _a, _to_c, _inner, ...) {           \
        .name = _name "_A", .source = _source,                          \
        .offset = PHY1_BASE + (_a),                                     \
        .inner_count = (_inner), .inner_stride = 4, __VA_ARGS__         \
    }, {                                                                \
        .name = _name "_B_C", .source = _source,                        \
        .offset = PHY0_BASE + (_a), .count = 2, .stride = (_to_c),      \
        .inner_count = (_inner), .inner_stride = 4, .first = (_inner),  \
        __VA_ARGS__                                                     \
    }

/* A register of each pair of lanes, and of each lane; two pairs a port */
#define PAIR_REG(_name, _offset, ...) {                                 \
        .name = _name "_A", .source = SOURCE,                           \
        .offset = PHY1_BASE + 0x400 + (_offset),                        \
        .count = 2, .stride = 0x200, __VA_ARGS__                        \
    }, {                                                                \
        .name = _name "_B_C", .source = SOURCE,                         \
        .offset = PHY0_BASE + 0x400 + (_offset),                        \
        .count = 4, .stride = 0x200, .first = 2, __VA_ARGS__            \
    }
#define LANE_REG(_name, _offset) {                                      \
        .name = _name "_A", .source = SOURCE,                           \
        .offset = PHY1_BASE + 0x500 + (_offset),                        \
        .count = 2, .stride = 0x200,                                    \
        .inner_count = 2, .inner_stride = 0x80,                         \
    }, {                                                                \
        .name = _name "_B_C", .source = SOURCE,                         \
        .offset = PHY0_BASE + 0x500 + (_offset),                        \
        .count = 4, .stride = 0x200,                                    \
        .inner_count = 2, .inner_stride = 0x80,                         \
    }

static const IgdReg phy_regs[] = {
    {
        .name = "BXT_P_CR_GT_DISP_PWRON", .source = SOURCE,
        .offset = DISP_PWRON, .write = pwron_write,
    },
    {
        .name = "BXT_PHY_CTL",
        .source = SOURCE "; intel_ddi.c intel_ddi_get_encoder_pipes()",
        .offset = PHY_CTL(0), .count = NUM_PORTS, .stride = 0x10,
        .ro = CTL_STATUS, .read = phy_ctl_read,
    },
    {
        .name = "BXT_PHY_CTL_FAMILY_EDP", .source = SOURCE,
        .offset = CTL_FAMILY_EDP, .write = update_write,
    },
    {
        .name = "BXT_PHY_CTL_FAMILY_DDI", .source = SOURCE,
        .offset = CTL_FAMILY_DDI, .write = update_write,
    },
    PHY_REG("BXT_PORT_CL1CM_DW0", CL1CM_DW0,
            .access = IGD_RO, .read = cl1cm_dw0_read),
    PHY_REG("BXT_PORT_CL1CM_DW9", 0x024),
    PHY_REG("BXT_PORT_CL1CM_DW10", 0x028),
    PHY_REG("BXT_PORT_CL1CM_DW28", 0x070),
    PHY_REG("BXT_PORT_CL1CM_DW30", 0x078),
    PHY_REG("BXT_PORT_REF_DW3", REF_DW3,
            .access = IGD_RO, .read = ref_dw3_read),
    PHY_REG("BXT_PORT_REF_DW6", REF_DW6, .ro = GRC_CODE_MASK,
            .read = ref_dw6_read, .write = update_write),
    PHY_REG("BXT_PORT_REF_DW8", REF_DW8, .write = update_write),
    {
        /* of the second channel, which PHY1 has not */
        .name = "BXT_PORT_CL2CM_DW6", .source = SOURCE,
        .offset = PHY0_BASE + 0x358,
    },
    CHANNEL_REG("BXT_PORT_PLL_EBB_0", SOURCE_PLL, 0x034, 0x30c, 1,
                .write = ebb_write),
    CHANNEL_REG("BXT_PORT_PLL_EBB_4", SOURCE_PLL, 0x038, 0x30c, 1,
                .write = ebb_write),
    CHANNEL_REG("BXT_PORT_PLL", SOURCE_PLL, 0x100, 0x280, PLL_REGS,
                .write = pll_write),
    PAIR_REG("BXT_PORT_PCS_DW10", PCS_DW10, .write = pcs_dw10_write),
    PAIR_REG("BXT_PORT_PCS_DW12", PCS_DW12),
    LANE_REG("BXT_PORT_TX_DW2", TX_DW2),
    LANE_REG("BXT_PORT_TX_DW3", 0x0c),
    LANE_REG("BXT_PORT_TX_DW4", TX_DW4),
    LANE_REG("BXT_PORT_TX_DW5", 0x14),
    LANE_REG("BXT_PORT_TX_DW14", 0x38),
    CHANNEL_REG("BXT_PORT_PCS_DW10_GRP", SOURCE, 0xc28, 0x200, 1,
                .read = group_read, .write = pcs_dw10_group_write),
    CHANNEL_REG("BXT_PORT_PCS_DW12_GRP", SOURCE, 0xc30, 0x200, 1,
                .read = group_read, .write = pcs_dw12_group_write),
    CHANNEL_REG("BXT_PORT_TX_DW2_5_GRP", SOURCE, 0xd08, 0x200, 4,
                .read = group_read, .write = tx_group_write),
};

const IgdRoom igd_phy_bxt_room = {
    .name = "phy",
    .regs = phy_regs,
    .num_regs = ARRAY_SIZE(phy_regs),
    .realize = phy_realize,
    .reset = phy_reset,
    .unrealize = phy_unrealize,
    .vmsd = &phy_vmstate,
};
