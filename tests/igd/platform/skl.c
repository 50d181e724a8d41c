/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Skylake GT2, desktop, with a Sunrise Point PCH. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "../clocks.h"
#include "../misc.h"
#include "../power.h"

static const IgdRoom *const rooms[] = {
    &igd_irq_room,
    &igd_gtt_room,
    &igd_forcewake_room,
    &igd_rc6_room,
    &igd_gt_room,
    &igd_engine_room,
    &igd_reset_room,
    &igd_power_room,
    &igd_pcode_room,
    &igd_clocks_room,
    &igd_timing_room,
    &igd_plane_room,
    &igd_cursor_room,
    &igd_scaler_room,
    &igd_colour_room,
    &igd_pipe_room,
    &igd_pipe_crc_room,
    &igd_ddi_room,
    &igd_dip_room,
    &igd_aux_room,
    &igd_gmbus_room,
    &igd_gpio_room,
    &igd_pps_room,
    &igd_hotplug_room,
    &igd_backlight_room,
    &igd_misc_room,
    NULL,
};

const IgdPlatform igd_platform_skl = {
    .name = "skl",
    .device_id = 0x1912,
    .revision = 6,
    .num_pipes = 3,
    .num_ports = 5,
    /* i915 display/intel_gmbus.c gmbus_pins_spt[] */
    .gmbus_pin = { 0, 5, 4, 6, 0 },
    /* i915 display/intel_dp_aux.c default_aux_ch() */
    .aux_channel = { 0, 1, 2, 3, 0 },
    /* i915 intel_bios.c init_vbt_missing_defaults(), intel_ddi_max_lanes() */
    .connectors = {
        BIT(IGD_CONNECTOR_EDP),
        BIT(IGD_CONNECTOR_DP) | BIT(IGD_CONNECTOR_HDMI),
        BIT(IGD_CONNECTOR_DP) | BIT(IGD_CONNECTOR_HDMI),
        BIT(IGD_CONNECTOR_DP) | BIT(IGD_CONNECTOR_HDMI),
        BIT(IGD_CONNECTOR_DP),
    },
    .port_hz = igd_skl_port_hz,
    .transcoder_clock = igd_skl_transcoder_clock,
    .cdclk_hz = igd_skl_cdclk_hz,
    .rooms = rooms,
};
