/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tells one PCH from another, and what it says of itself. i915 takes the
 * PCH of a machine whose ISA bridge is QEMU's ICH9 for the first one of the
 * processor: Lynx Point with Broadwell, Sunrise Point with Skylake and Kaby
 * Lake, Cannon Point with Coffee Lake and Comet Lake (intel_pch.c
 * intel_virt_detect_pch()).
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define RAW_24_MHZ          24
#define RAW_125_MHZ         125

#define SDE_GMBUS_CPT       BIT(17)
#define BXT_DE_PORT_GMBUS   BIT(1)

/* i915 display/intel_gmbus.c gmbus_pins_spt[] */
const IgdPch igd_pch_spt = {
    .irq = IGD_IRQ_SDE,
    .gmbus_irq = SDE_GMBUS_CPT,
    .hpd = igd_hpd_spt,
    .gmbus_pin = { 0, 5, 4, 6, 0 },
    .gpio_first_pin = 1,
    .pp_divisor = true,
    .raw_mhz = RAW_24_MHZ,
    .backlight_duty = igd_backlight_duty_spt,
};

/*
 * i915 display/intel_gmbus.c gmbus_pins_cnp[], intel_hdmi.c
 * cnp_encoder_to_ddc_pin(); intel_pps.c intel_pps_get_registers().
 */
const IgdPch igd_pch_cnp = {
    .irq = IGD_IRQ_SDE,
    .gmbus_irq = SDE_GMBUS_CPT,
    .hpd = igd_hpd_spt,
    .gmbus_pin = { 0, 1, 2, 4, 0 },
    .backlight_duty = igd_backlight_duty_cnp,
};

/*
 * i915 display/intel_gmbus.c gmbus_pins_lpt_h[]: those of Sunrise Point, and
 * one for VGA. The LP kind, which low-power processors have, has no DDI D. The
 * raw clock of this kind: libgfxinit Default_RawClk_Freq.
 */
const IgdPch igd_pch_lpt = {
    .irq = IGD_IRQ_SDE,
    .gmbus_irq = SDE_GMBUS_CPT,
    .hpd = igd_hpd_lpt,
    .gmbus_pin = { 0, 5, 4, 6, 0 },
    .gpio_first_pin = 1,
    .pp_divisor = true,
    .raw_mhz = RAW_125_MHZ,
    .backlight_duty = igd_backlight_duty_spt,
};

/*
 * A processor that is a whole system has no PCH. i915 gen8_de_irq_handler(),
 * display/intel_gmbus.c gmbus_pins_bxt[], intel_hdmi.c
 * bxt_encoder_to_ddc_pin(); intel_pps.c intel_pps_get_registers().
 */
const IgdPch igd_pch_bxt = {
    .irq = IGD_IRQ_DE_PORT,
    .gmbus_irq = BXT_DE_PORT_GMBUS,
    .hpd = igd_hpd_bxt,
    .hpd_invert = IGD_HPD_INVERT,
    .gmbus_pin = { 0, 1, 2, 0, 0 },
    .backlight_duty = igd_backlight_duty_cnp,
};

/* The board has connectors on DDI B, C and D, plugged or not. */
#define STRAP_DDI_BCD       (BIT(2) | BIT(1) | BIT(0))
#define STRAP_RAW_24_MHZ    BIT(8)
#define STRAP_NO_CRT        BIT(6)

#define SFUSE_STRAP         0xc2014
#define PCH_RAWCLK_FREQ     0xc6204

#define CLOCK_GATE {                                                        \
        .name = "SOUTH_DSPCLK_GATE_D",                                      \
        .source = "i915 display/intel_display_clock_gating.c; no effect",   \
        .offset = 0xc2020,                                                  \
    }

static const IgdReg spt_regs[] = {
    CLOCK_GATE,
    {
        .name = "SFUSE_STRAP", .source = "i915 port_strap_detected()",
        .offset = SFUSE_STRAP, .access = IGD_RO, .reset = STRAP_DDI_BCD,
    },
    {
        /* MHz */
        .name = "PCH_RAWCLK_FREQ", .source = "i915 pch_rawclk()",
        .offset = PCH_RAWCLK_FREQ, .reset = RAW_24_MHZ,
    },
};

static const IgdReg cnp_regs[] = {
    CLOCK_GATE,
    {
        .name = "SFUSE_STRAP",
        .source = "i915 port_strap_detected(), cnp_rawclk()",
        .offset = SFUSE_STRAP, .access = IGD_RO,
        .reset = STRAP_DDI_BCD | STRAP_RAW_24_MHZ,
    },
    {
        /* divider of the microsecond counters, which drivers set */
        .name = "PCH_RAWCLK_FREQ", .source = "i915 cnp_rawclk(); no effect",
        .offset = PCH_RAWCLK_FREQ,
    },
};

/* The board has no VGA connector, and FDI, which would lead there, no use. */
static const IgdReg lpt_regs[] = {
    CLOCK_GATE,
    {
        .name = "SFUSE_STRAP",
        .source = "i915 port_strap_detected(), intel_ddi_crt_present()",
        .offset = SFUSE_STRAP, .access = IGD_RO,
        .reset = STRAP_DDI_BCD | STRAP_NO_CRT,
    },
    {
        /* MHz */
        .name = "PCH_RAWCLK_FREQ", .source = "i915 pch_rawclk()",
        .offset = PCH_RAWCLK_FREQ, .reset = RAW_125_MHZ,
    },
    {
        .name = "SOUTH_CHICKEN1_CHICKEN2",
        .source = "i915 intel_pch_refclk.c, intel_backlight.c; no effect",
        .offset = 0xc2000, .count = 2, .stride = 4,
    },
    {
        /* nothing goes wrong in FDI */
        .name = "SERR_INT", .source = "i915 cpt_serr_int_handler()",
        .offset = 0xc4040, .access = IGD_W1C,
    },
    {
        .name = "PIXCLK_GATE",
        .source = "i915 intel_pch_refclk.c lpt_disable_iclkip(); no effect",
        .offset = 0xc6020,
    },
    {
        .name = "TRANS_CHICKEN1",
        .source = "i915 intel_pch.c intel_pch_lpt_init_clock_gating(); "
                  "no effect",
        .offset = 0xf0060,
    },
};

const IgdRoom igd_pch_lpt_room = {
    .name = "pch",
    .regs = lpt_regs,
    .num_regs = ARRAY_SIZE(lpt_regs),
};

const IgdRoom igd_pch_spt_room = {
    .name = "pch",
    .regs = spt_regs,
    .num_regs = ARRAY_SIZE(spt_regs),
};

const IgdRoom igd_pch_cnp_room = {
    .name = "pch",
    .regs = cnp_regs,
    .num_regs = ARRAY_SIZE(cnp_regs),
};
