/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The display engine of gen8, Broadwell: a primary plane, a sprite above it
 * and a cursor for each pipe. They are planes 1 and 2 here.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "ips.h"
#include "kind.h"
#include "pfit.h"
#include "plane_gen8.h"
#include "scene.h"
#include "wm.h"

/* i915 PIPE_CRC_SOURCE_*_IVB: planes alone, or what the panel fitter makes */
enum { SOURCE_PRIMARY = 0, SOURCE_SPRITE = 1 };

static unsigned crc_layers(uint32_t ctl)
{
    switch (extract32(ctl, 29, 2)) {
    case SOURCE_PRIMARY:
        return BIT(0);
    case SOURCE_SPRITE:
        return BIT(1);
    default:
        return IGD_ALL_LAYERS;
    }
}

/*
 * Planes of 64 bits a pixel take 9/8 of the clock, and 10/8 if both planes are
 * on; IPS needs a twentieth to spare. Sources: i915 hsw_plane_ratio(),
 * _hsw_ips_min_cdclk().
 */
static uint64_t cdclk_need(const IgdPipe *pipe, uint64_t hz)
{
    unsigned num = pipe->s->platform->num_planes[pipe->index];
    unsigned eighths = 8, on = 0;
    bool wide = false;

    for (unsigned plane = 0; plane < num; plane++) {
        if (igd_check_enabled(pipe, plane)) {
            on++;
            wide |= igd_gen8_plane_bytes(pipe, plane) == 8;
        }
    }
    if (wide) {
        eighths = on > 1 ? 10 : 9;
    }
    return MAX(hz * eighths / 8, igd_ips_cdclk_need(pipe, hz));
}

/* i915 GEN8_PIPE_PRIMARY_FLIP_DONE and on */
const IgdDisplayKind igd_display_gen8 = {
    .flip_done = { BIT(4), BIT(5) },
    .fault = { BIT(8), BIT(9), [IGD_MAX_PLANES] = BIT(10) },
    .stride_mask = GEN8_STRIDE_MASK,
    .tiled_mask = GEN8_CTL_TILED,
    .plane_layer = igd_gen8_plane_layer,
    .plane_wrong = igd_gen8_plane_wrong,
    .plane_place = igd_gen8_plane_place,
    .scaler_latch = igd_pfit_latch,
    .scaler_window = igd_pfit_window,
    .pipe_scaled = igd_pfit_on,
    .buffer_check = igd_wm_check,
    .cdclk_need = cdclk_need,
    .crc_layers = crc_layers,
};
