/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Render-compressed surfaces of gen9: a Y or Yf tiled surface of 32-bit pixels
 * and a colour control surface, that has two bits for each pair of cache
 * lines: 0 when they are not compressed. One byte of it thus stands for 8x16
 * pixels; it is Y-tiled. How pairs are compressed is not public.
 *
 * Sources: i915 display/intel_fb.c (comment at skl_ccs_formats, which quotes
 * the Skylake PRM), display/skl_universal_plane.c (skl_plane_has_rc_ccs(),
 * skl_plane_check_fb(), skl_plane_aux_dist(), skl_check_ccs_aux_surface():
 * PLANE_AUX_OFFSET counts pixels of the main surface); include/uapi/drm/
 * drm_fourcc.h I915_FORMAT_MOD_Y_TILED_CCS.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "ccs.h"

#define AUX_DIST_MASK       0xfffff000u     /* bytes from PLANE_SURF */
#define AUX_STRIDE_MASK     0xfff           /* tiles */
#define BLOCK_WIDTH         8               /* pixels of a byte */
#define BLOCK_HEIGHT        16

enum { FORMAT_XRGB_8888 = 4 };
enum { TILED_Y = 4, TILED_YF = 5 };

const char *igd_ccs_wrong(const IgdPipe *pipe, unsigned plane)
{
    uint32_t ctl = pipe->live[plane].ctl;
    unsigned tiling = extract32(ctl, 10, 3);

    if (pipe->index == 2 || plane > 1) {
        return "decompression in pipe C or plane 3";
    }
    if (tiling != TILED_Y && tiling != TILED_YF) {
        return "decompression of what is not Y or Yf tiled";
    }
    if (extract32(ctl, 24, 4) != FORMAT_XRGB_8888) {
        return "decompression of this format";
    }
    return ctl & 1 ? "decompression and a rotation by 90 or 270 degrees" :
                     NULL;
}

static void look(void *opaque, const uint8_t *row, uint32_t first, uint32_t n,
                 uint32_t x, uint32_t y)
{
    bool *compressed = opaque;

    for (uint32_t i = 0; i < n; i++) {
        *compressed |= row[first + i] != 0;
    }
}

bool igd_ccs_compressed(IgdPipe *pipe, unsigned plane,
                        const IgdScanout *scanout)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    IgdScanout aux = {
        .s = scanout->s,
        .base = (uint32_t)(scanout->base + (r->aux_dist & AUX_DIST_MASK)),
    };
    IgdSurface ccs = {
        .format = IGD_FORMAT_C8,
        .tiling = IGD_TILING_Y,
        .stride = r->aux_dist & AUX_STRIDE_MASK,
        .fetch = igd_scanout_fetch,
        .opaque = &aux,
    };
    uint32_t x = extract32(r->aux_offset, 0, 13);
    uint32_t y = extract32(r->aux_offset, 16, 13);
    uint32_t right = x + extract32(r->size, 0, 13);
    uint32_t bottom = y + extract32(r->size, 16, 12);
    bool compressed = false;

    igd_surface_walk(&ccs, x / BLOCK_WIDTH, y / BLOCK_HEIGHT,
                     right / BLOCK_WIDTH - x / BLOCK_WIDTH + 1,
                     bottom / BLOCK_HEIGHT - y / BLOCK_HEIGHT + 1,
                     look, &compressed);
    if (ccs.faulted) {
        igd_plane_fault(pipe, plane, aux.base);
    }
    return compressed;
}
