/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Broadwell: GT2 of a Core i7-5700HQ, with a Lynx Point PCH, whose DDIs B, C
 * and D all have connectors. (Those with a PCH in the package have no DDI D.)
 * Id from i915's pciids.h, revision as lspci shows it on such machines.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "../clocks.h"
#include "../clocks_bdw.h"
#include "../misc.h"
#include "../power.h"
#include "../display/kind.h"

static const IgdRoom *const rooms[] = {
    &igd_irq_room,
    &igd_irq_sde_room,
    &igd_gtt_skl_room,
    &igd_fence_room,
    &igd_forcewake_gen8_room,
    &igd_rc6_room,
    &igd_fuses_bdw_room,
    &igd_gt_gen8_room,
    &igd_engine_room,
    &igd_reset_room,
    &igd_power_gen8_room,
    &igd_pcode_room,
    &igd_clocks_bdw_room,
    &igd_timing_room,
    &igd_scanline_room,
    &igd_plane_gen8_room,
    &igd_flip_room,
    &igd_cursor_gen8_room,
    &igd_pfit_room,
    &igd_colour_gen8_room,
    &igd_wm_room,
    &igd_ips_room,
    &igd_pipe_room,
    &igd_pipe_crc_room,
    &igd_ddi_bdw_room,
    &igd_dip_room,
    &igd_aux_lpt_room,
    &igd_pch_lpt_room,
    &igd_sbi_room,
    &igd_gmbus_room,
    &igd_gpio_room,
    &igd_pps_spt_room,
    &igd_hotplug_lpt_room,
    &igd_backlight_spt_room,
    &igd_misc_room,
    NULL,
};

#define DP_OR_HDMI  (BIT(IGD_CONNECTOR_DP) | BIT(IGD_CONNECTOR_HDMI))

/* DDI E feeds the PCH's VGA connector, which this board does not have. */
const IgdPlatform igd_platform_bdw = {
    .name = "bdw", .device_id = 0x1612, .revision = 0xa,
    .gt_hz = 12500000,  /* its TSC counts 10 ns, TIMESTAMP that from bit 3 on */
    .num_pipes = 3,
    .num_planes = { 2, 2, 2 },
    .num_ports = 5,
    .aux_channel = { 0, 1, 2, 3, 0 },
    .connectors = {
        BIT(IGD_CONNECTOR_EDP), DP_OR_HDMI, DP_OR_HDMI, DP_OR_HDMI, 0,
    },
    .panel_starts_idle = true,
    .port_hz = igd_bdw_port_hz,
    .port_power = igd_bdw_port_power,
    .port_levels = igd_skl_port_levels,
    .aux_power = igd_skl_aux_power,
    .transcoder_clock = igd_skl_transcoder_clock,
    .cdclk_hz = igd_bdw_cdclk_hz,
    .voltage_low = igd_bdw_voltage_low,
    .pcode = igd_bdw_pcode,
    .power = &igd_power_bdw,
    .display = &igd_display_gen8,
    .gt = &igd_gt_gen8,
    .aux = igd_aux_lpt,
    .pch = &igd_pch_lpt, .rooms = rooms,
};
