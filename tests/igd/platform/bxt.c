/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Broxton, in public Apollo Lake: the GT and the pipes of Skylake, with other
 * ports, clocks and power. HD Graphics 505, as in a Pentium N4200; id from
 * i915's pciids.h, revision as lspci shows it there.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "../clocks.h"
#include "../clocks_bxt.h"
#include "../dmc.h"
#include "../misc.h"
#include "../power.h"
#include "../display/kind.h"
#include "../port/phy_bxt.h"

static const IgdRoom *const rooms[] = {
    &igd_irq_room,
    &igd_gtt_bxt_room,
    &igd_fence_room,
    &igd_forcewake_gen9_room,
    &igd_rc6_room,
    &igd_rc6_setup_room,
    &igd_fuses_bxt_room,
    &igd_gt_gen9_room,
    &igd_engine_room,
    &igd_reset_room,
    &igd_power_gen9_room,
    &igd_dmc_bxt_room,
    &igd_pcode_room,
    &igd_clocks_bxt_room,
    &igd_timing_room,
    &igd_scanline_room,
    &igd_plane_bxt_room,
    &igd_flip_room,
    &igd_cursor_gen9_room,
    &igd_scaler_room,
    &igd_colour_gen9_room,
    &igd_pipe_room,
    &igd_pipe_crc_room,
    &igd_phy_bxt_room,
    &igd_ddi_bxt_room,
    &igd_dip_room,
    &igd_aux_bxt_room,
    &igd_gmbus_room,
    &igd_gpio_room,
    &igd_pps_bxt_room,
    &igd_hotplug_bxt_room,
    &igd_backlight_bxt_room,
    &igd_misc_room,
    &igd_misc_gen9_room,
    &igd_misc_bxt_room,
    &igd_dram_bxt_room,
    NULL,
};

#define DP_OR_HDMI  (BIT(IGD_CONNECTOR_DP) | BIT(IGD_CONNECTOR_HDMI))

const IgdPlatform igd_platform_bxt = {
    .name = "bxt", .device_id = 0x5a84, .revision = 11,
    .gt_hz = 19200000,
    .num_pipes = 3,
    .num_planes = { 3, 3, 2 },
    .ddb_blocks = 512 - 4,      /* for the bypass path, as on Skylake */
    .num_ports = 3,
    .aux_channel = { 0, 1, 2 },
    .connectors = { BIT(IGD_CONNECTOR_EDP), DP_OR_HDMI, DP_OR_HDMI },
    .port_hz = igd_bxt_port_hz,
    .port_power = igd_bxt_phy_up,
    .port_levels = igd_bxt_port_levels,
    .aux_power = igd_bxt_phy_up,
    .transcoder_clock = igd_skl_transcoder_clock,
    .cdclk_hz = igd_bxt_cdclk_hz,
    .voltage_low = igd_bxt_voltage_low,
    .latch = igd_bxt_cdclk_latch,
    .pcode = igd_bxt_pcode,
    .power = &igd_power_bxt,
    .display = &igd_display_gen9,
    .gt = &igd_gt_gen9,
    .aux = igd_aux_skl,
    .pch = &igd_pch_bxt, .rooms = rooms,
};
