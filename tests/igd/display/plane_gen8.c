/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Planes of gen8. The primary one fills its pipe's source; the sprite is above
 * it, has a position and a size, but no alpha and no scaler of its own. Half a
 * turn starts at the last pixel by itself, and the offset is for linear
 * surfaces too. Sources: i915 display/i9xx_plane.c, intel_sprite.c ivb_*() and
 * hsw_*(), i9xx_plane_regs.h, intel_sprite_regs.h.
 */
#include "qemu/osdep.h"
#include "qemu/units.h"
#include "../igd.h"
#include "check.h"
#include "colour.h"
#include "plane_gen8.h"

enum { PRIMARY, SPRITE, NUM_PLANES };

/* of both */
#define CTL_ENABLE          BIT(31)
#define CTL_PIPE_GAMMA      BIT(30)
#define CTL_PIPE_CSC        BIT(24)
#define CTL_ROTATE_180      BIT(15)
#define CTL_ASYNC_FLIP      BIT(9)

#define SPRITE_YUV_FULL     BIT(28)
#define SPRITE_SOURCE_KEY   BIT(22)
#define SPRITE_ORDER_RGBX   BIT(20)
#define SPRITE_NO_CSC       BIT(19)
#define SPRITE_BT709        BIT(18)
#define SPRITE_DEST_KEY     BIT(2)

#define TILE_WIDTH          512     /* bytes of an X tile's row */

enum {
    SPRITE_YUV422, SPRITE_RGBX101010, SPRITE_RGBX888, SPRITE_RGBX161616,
    SPRITE_YUV444, SPRITE_XR_BGR101010,
};

/*
 * DISP_FORMAT_MASK; whether it has an alpha makes no difference for the
 * lowest plane.
 */
static bool primary_format(uint32_t ctl, IgdFormat *format)
{
    static const struct {
        bool valid;
        IgdFormat format;
    } formats[16] = {
        [2] = { true, IGD_FORMAT_C8 },
        [5] = { true, IGD_FORMAT_RGB565 },
        [6] = { true, IGD_FORMAT_XRGB8888 },
        [7] = { true, IGD_FORMAT_XRGB8888 },
        [8] = { true, IGD_FORMAT_XBGR2101010 },
        [9] = { true, IGD_FORMAT_XBGR2101010 },
        [10] = { true, IGD_FORMAT_XRGB2101010 },
        [11] = { true, IGD_FORMAT_XRGB2101010 },
        [12] = { true, IGD_FORMAT_XBGR16161616F },
        [14] = { true, IGD_FORMAT_XBGR8888 },
        [15] = { true, IGD_FORMAT_XBGR8888 },
    };
    unsigned n = extract32(ctl, 26, 4);

    *format = formats[n].format;
    return formats[n].valid;
}

static bool sprite_format(uint32_t ctl, IgdFormat *format)
{
    static const IgdFormat yuv422[4] = {
        IGD_FORMAT_YUYV, IGD_FORMAT_UYVY, IGD_FORMAT_YVYU, IGD_FORMAT_VYUY,
    };
    bool rgbx = ctl & SPRITE_ORDER_RGBX;

    switch (extract32(ctl, 25, 3)) {
    case SPRITE_YUV422:
        *format = yuv422[extract32(ctl, 16, 2)];
        return true;
    case SPRITE_RGBX101010:
        *format = rgbx ? IGD_FORMAT_XBGR2101010 : IGD_FORMAT_XRGB2101010;
        return true;
    case SPRITE_RGBX888:
        *format = rgbx ? IGD_FORMAT_XBGR8888 : IGD_FORMAT_XRGB8888;
        return true;
    case SPRITE_RGBX161616:
        *format = rgbx ? IGD_FORMAT_XBGR16161616F : IGD_FORMAT_XRGB16161616F;
        return true;
    case SPRITE_YUV444:
        *format = IGD_FORMAT_XYUV8888;
        return true;
    case SPRITE_XR_BGR101010:
        *format = IGD_FORMAT_XBGR2101010_XR;
        return true;
    default:
        return false;
    }
}

static bool plane_format(const IgdPipe *pipe, unsigned plane,
                         IgdFormat *format)
{
    uint32_t ctl = pipe->live[plane].ctl;

    return plane == PRIMARY ? primary_format(ctl, format) :
                              sprite_format(ctl, format);
}

unsigned igd_gen8_plane_bytes(const IgdPipe *pipe, unsigned plane)
{
    IgdFormat format;

    return plane_format(pipe, plane, &format) ? igd_format_bytes(format) : 0;
}

static void plane_size(IgdPipe *pipe, unsigned plane, uint32_t *width,
                       uint32_t *height)
{
    uint32_t size = pipe->live[plane].size;

    if (plane == PRIMARY) {
        igd_check_source(pipe, width, height);
    } else {
        *width = extract32(size, 0, 13) + 1;
        *height = extract32(size, 16, 12) + 1;
    }
}

unsigned igd_gen8_plane_line(IgdPipe *pipe, unsigned plane)
{
    uint32_t width, height;

    plane_size(pipe, plane, &width, &height);
    return width * igd_gen8_plane_bytes(pipe, plane);
}

/*
 * The sprite's keys: of its own pixels, or of those of the primary plane below
 * it, which then are what is compared.
 */
static IgdKey plane_key(const IgdPipe *pipe, unsigned plane)
{
    const IgdPlaneRegs *sprite = &pipe->live[SPRITE];
    IgdKeyMode mode = IGD_KEY_NONE;

    if (plane == SPRITE && sprite->ctl & SPRITE_SOURCE_KEY) {
        mode = IGD_KEY_SOURCE;
    } else if (plane == PRIMARY && sprite->ctl & CTL_ENABLE &&
               sprite->ctl & SPRITE_DEST_KEY) {
        mode = IGD_KEY_DESTINATION;
    }
    return igd_plane_key(sprite, mode);
}

bool igd_gen8_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                          IgdLayer *layer)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    bool tiled = r->ctl & GEN8_CTL_TILED, sprite = plane == SPRITE;
    uint32_t stride = r->stride & GEN8_STRIDE_MASK;

    if (plane >= NUM_PLANES || !(r->ctl & CTL_ENABLE)) {
        return false;
    }
    *scanout = (IgdScanout) {
        .s = pipe->s,
        .base = r->surf & IGD_SURF_ADDR_MASK,
    };
    *layer = (IgdLayer) {
        .surface = {
            .tiling = tiled ? IGD_TILING_X : IGD_TILING_LINEAR,
            .stride = tiled ? stride / TILE_WIDTH : stride,
            .fetch = igd_scanout_fetch, .opaque = scanout,
        },
        .src_x = extract32(r->offset, 0, 13),
        .src_y = extract32(r->offset, 16, 12),
        .reversed = r->ctl & CTL_ROTATE_180,
        .dst_x = sprite ? extract32(r->pos, 0, 13) : 0,
        .dst_y = sprite ? extract32(r->pos, 16, 12) : 0,
        .blend = IGD_BLEND_OPAQUE,
        .alpha = 255,
        .key = plane_key(pipe, plane),
        .correct = (r->ctl & CTL_PIPE_GAMMA ? IGD_CORRECT_GAMMA : 0) |
                   (r->ctl & CTL_PIPE_CSC ? IGD_CORRECT_CSC : 0),
    };
    plane_size(pipe, plane, &layer->width, &layer->height);
    if (!plane_format(pipe, plane, &layer->surface.format)) {
        igd_plane_refuse(pipe, plane, r->ctl, "there is no such format");
        return false;
    }
    layer->decode = (IgdDecode) {
        .format = layer->surface.format,
        .bt709 = sprite && r->ctl & SPRITE_BT709,
        .full_range = sprite && r->ctl & SPRITE_YUV_FULL,
        .no_csc = sprite && r->ctl & SPRITE_NO_CSC,
        .palette = igd_colour_palette(pipe),
    };
    return true;
}

/*
 * hsw_primary_max_stride(), hsw_sprite_max_stride(). An address is one of a
 * page; of 256 KiB where flips are asynchronous: g4x_primary_min_alignment().
 */
const char *igd_gen8_plane_wrong(const IgdPipe *pipe, unsigned plane)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    unsigned bytes = igd_gen8_plane_bytes(pipe, plane);
    uint32_t stride = r->stride & GEN8_STRIDE_MASK;

    if (!bytes) {
        return "no such format";
    }
    if (!stride) {
        return "no stride";
    }
    if (stride > MIN(8192 * bytes, (plane == PRIMARY ? 32 : 16) * KiB)) {
        return "stride too long";
    }
    if (r->ctl & GEN8_CTL_TILED && stride % TILE_WIDTH) {
        return "stride not one of whole tiles";
    }
    if (r->ctl & CTL_ASYNC_FLIP && r->surf & IGD_SURF_ADDR_MASK &
        (256 * KiB - 1)) {
        return "asynchronous flips and an address not a multiple of 256 KiB";
    }
    return NULL;
}

/*
 * "When using an X-tiled surface the plane starts to misbehave if the x offset
 * + width exceeds the stride. hsw/bdw: underrun galore":
 * i9xx_check_plane_surface().
 */
const char *igd_gen8_plane_place(IgdPipe *pipe, unsigned plane, IgdRect *at)
{
    const IgdPlaneRegs *r = &pipe->live[plane];
    unsigned bytes = igd_gen8_plane_bytes(pipe, plane);
    uint32_t width, height, x = 0, y = 0;

    plane_size(pipe, plane, &width, &height);
    if (plane == SPRITE) {
        x = extract32(r->pos, 0, 13);
        y = extract32(r->pos, 16, 12);
    }
    *at = (IgdRect) { x, y, x + width, y + height };
    if (r->ctl & GEN8_CTL_TILED &&
        (extract32(r->offset, 0, 13) + width) * bytes >
        (r->stride & GEN8_STRIDE_MASK)) {
        return "X-tiled and wider than its stride";
    }
    return NULL;
}

#define SOURCE_BOTH     "i915 display/i9xx_plane_regs.h, " \
                        "intel_sprite_regs.h; i9xx_plane.c, intel_sprite.c"
#define SOURCE_SPRITE   "i915 display/intel_sprite_regs.h, intel_sprite.c"

/* A register of the primary plane and the sprite of every pipe */
#define BOTH_REG(_name, _offset, ...) {                                 \
        .name = _name, .source = SOURCE_BOTH,                           \
        .offset = (_offset), .count = 3, .stride = 0x1000,              \
        .inner_count = NUM_PLANES, .inner_stride = 0x100,               \
        .before = igd_plane_before, __VA_ARGS__                         \
    }

/* Of the sprite; before it is written, what is due for the pipe is done */
#define SPRITE_REG(_name, _offset) {                                    \
        .name = _name, .source = SOURCE_SPRITE,                         \
        .offset = (_offset), .count = 3, .stride = 0x1000,              \
        .before = sprite_before,                                        \
    }

static void sprite_before(IgdState *s, unsigned index)
{
    igd_plane_before(s, index * NUM_PLANES + SPRITE);
}

static const IgdReg plane_regs[] = {
    BOTH_REG("DSPCNTR_SPRCTL", 0x70180, .write = igd_plane_ctl_write),
    BOTH_REG("DSPSTRIDE_SPRSTRIDE", 0x70188),
    BOTH_REG("DSPSURF_SPRSURF", 0x7019c, .write = igd_plane_surf_write),
    BOTH_REG("DSPOFFSET_SPROFFSET", 0x701a4),
    BOTH_REG("DSPSURFLIVE_SPRSURFLIVE", 0x701ac, .access = IGD_RO),
    SPRITE_REG("SPRPOS", 0x7028c),
    SPRITE_REG("SPRSIZE", 0x70290),
    SPRITE_REG("SPRKEYVAL", 0x70294),
    SPRITE_REG("SPRKEYMSK", 0x70298),
    SPRITE_REG("SPRKEYMAX", 0x702a0),
    {
        .name = "SPRGAMC_SPRGAMC16_SPRGAMC17",
        .source = SOURCE_SPRITE "; no effect",
        .offset = 0x70400, .count = 3, .stride = 0x1000,
        .inner_count = 22, .inner_stride = 4,
    },
};

const IgdRoom igd_plane_gen8_room = {
    .name = "plane",
    .regs = plane_regs,
    .num_regs = ARRAY_SIZE(plane_regs),
    .reset = igd_plane_reset,
    .vmsd = &igd_plane_vmstate,
};
