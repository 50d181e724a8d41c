/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Skylake, and the processors that have its display and graphics again: Kaby
 * Lake, Coffee Lake, Comet Lake. GT2 of the desktop each; ids from i915's
 * pciids.h, revisions as lspci shows them on such machines.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "../clocks.h"
#include "../dmc.h"
#include "../misc.h"
#include "../power.h"
#include "../display/kind.h"

/* Rooms of the processor. */
#define CPU_ROOMS             \
    &igd_irq_room,            \
    &igd_irq_sde_room,        \
    &igd_gtt_skl_room,        \
    &igd_fence_room,          \
    &igd_forcewake_gen9_room, \
    &igd_rc6_room,            \
    &igd_fuses_skl_room,      \
    &igd_gt_gen9_room,        \
    &igd_engine_room,         \
    &igd_reset_room,          \
    &igd_power_gen9_room,     \
    &igd_dmc_skl_room,        \
    &igd_pcode_room,          \
    &igd_clocks_skl_room,     \
    &igd_timing_room,         \
    &igd_scanline_room,       \
    &igd_plane_skl_room,      \
    &igd_flip_room,           \
    &igd_cursor_gen9_room,    \
    &igd_scaler_room,         \
    &igd_colour_gen9_room,    \
    &igd_pipe_room,           \
    &igd_pipe_crc_room,       \
    &igd_ddi_skl_room,        \
    &igd_dip_room,            \
    &igd_aux_skl_room

static const IgdRoom *const spt_rooms[] = {
    CPU_ROOMS,
    &igd_pch_spt_room,
    &igd_gmbus_room,
    &igd_gpio_room,
    &igd_pps_spt_room,
    &igd_hotplug_spt_room,
    &igd_backlight_spt_room,
    &igd_misc_room,
    &igd_misc_gen9_room,
    &igd_dram_skl_room,
    NULL,
};

static const IgdRoom *const cnp_rooms[] = {
    CPU_ROOMS,
    &igd_pch_cnp_room,
    &igd_gmbus_room,
    &igd_gpio_room,
    &igd_pps_cnp_room,
    &igd_hotplug_spt_room,
    &igd_backlight_cnp_room,
    &igd_misc_room,
    &igd_misc_gen9_room,
    &igd_dram_skl_room,
    NULL,
};

#define DP_OR_HDMI  (BIT(IGD_CONNECTOR_DP) | BIT(IGD_CONNECTOR_HDMI))

/*
 * Sources: i915 display/intel_dp_aux.c default_aux_ch(); intel_bios.c
 * init_vbt_missing_defaults(), intel_ddi_max_lanes(); intel_display_device.c for
 * the display buffer.
 */
#define SKYLAKE_DISPLAY                                         \
    .gt_hz = 12000000,          /* CTC_MODE: 24 MHz, halved */  \
    .num_pipes = 3,                                             \
    .num_planes = { 3, 3, 3 },                                  \
    .ddb_blocks = 896 - 4,      /* for the bypass path */       \
    .num_ports = 5,                                             \
    .aux_channel = { 0, 1, 2, 3, 0 },                           \
    .connectors = {                                             \
        BIT(IGD_CONNECTOR_EDP), DP_OR_HDMI, DP_OR_HDMI,         \
        DP_OR_HDMI, BIT(IGD_CONNECTOR_DP),                      \
    },                                                          \
    .dmc_dc6 = true,                                            \
    .dmc_takes_wells = true,                                    \
    .port_hz = igd_skl_port_hz,                                 \
    .port_power = igd_skl_port_power,                           \
    .port_levels = igd_skl_port_levels,                         \
    .aux_power = igd_skl_aux_power,                             \
    .transcoder_clock = igd_skl_transcoder_clock,               \
    .cdclk_hz = igd_skl_cdclk_hz,                               \
    .voltage_low = igd_skl_voltage_low,                         \
    .pcode = igd_skl_pcode,                                     \
    .power = &igd_power_skl,                                    \
    .display = &igd_display_gen9,                               \
    .gt = &igd_gt_gen9,                                         \
    .aux = igd_aux_skl

const IgdPlatform igd_platform_skl = {
    .name = "skl", .device_id = 0x1912, .revision = 6,
    SKYLAKE_DISPLAY,
    .pch = &igd_pch_spt, .rooms = spt_rooms,
};

const IgdPlatform igd_platform_kbl = {
    .name = "kbl", .device_id = 0x5912, .revision = 4,
    SKYLAKE_DISPLAY,
    .pch = &igd_pch_spt, .rooms = spt_rooms,
};

const IgdPlatform igd_platform_cfl = {
    .name = "cfl", .device_id = 0x3e92, .revision = 0,
    SKYLAKE_DISPLAY,
    .pch = &igd_pch_cnp, .rooms = cnp_rooms,
};

const IgdPlatform igd_platform_cml = {
    .name = "cml", .device_id = 0x9bc5, .revision = 5,
    SKYLAKE_DISPLAY,
    .pch = &igd_pch_cnp, .rooms = cnp_rooms,
};
