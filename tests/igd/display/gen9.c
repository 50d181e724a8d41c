/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The display engine of gen9: Skylake and what followed it. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "kind.h"
#include "scene.h"
#include "surface.h"

/* i915 PIPE_CRC_SOURCE_*_SKL: planes alone, or the pipe after composition */
enum { SOURCE_PLANE_1 = 0, SOURCE_PLANE_2 = 2, SOURCE_DMUX = 4,
       SOURCE_PLANE_3 = 6, SOURCE_CURSOR = 7 };

static unsigned crc_layers(uint32_t ctl)
{
    switch (extract32(ctl, 28, 3)) {
    case SOURCE_PLANE_1:
        return BIT(0);
    case SOURCE_PLANE_2:
        return BIT(1);
    case SOURCE_PLANE_3:
        return BIT(2);
    case SOURCE_CURSOR:
        return BIT(IGD_MAX_PLANES);
    case SOURCE_DMUX:
    default:
        return IGD_ALL_LAYERS;
    }
}

/* One pixel in a clock: i915 _intel_pixel_rate_to_cdclk() */
static uint64_t cdclk_need(const IgdPipe *pipe, uint64_t hz)
{
    return hz;
}

/* i915 GEN9_PIPE_PLANE1_FLIP_DONE, _PLANE1_FAULT, _CURSOR_FAULT */
const IgdDisplayKind igd_display_gen9 = {
    .flip_done = { BIT(3), BIT(4), BIT(5) },
    .fault = { BIT(7), BIT(8), BIT(9), BIT(11) },
    .stride_mask = PLANE_STRIDE_MASK,
    .tiled_mask = PLANE_CTL_TILED_MASK,
    .sync_only = PLANE_CTL_DECOMPRESS,
    .bottom_color = true,
    .csc_read_disarms = true,
    .plane_layer = igd_gen9_plane_layer,
    .plane_wrong = igd_gen9_plane_wrong,
    .plane_place = igd_gen9_plane_place,
    .scaler_latch = igd_gen9_scaler_latch,
    .scaler_window = igd_gen9_scaler_window,
    .pipe_scaled = igd_gen9_pipe_scaled,
    .buffer_latch = igd_dbuf_latch,
    .buffer_check = igd_dbuf_check,
    .cdclk_need = cdclk_need,
    .crc_layers = crc_layers,
};
