/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The display buffer (DDB): every plane that is on has blocks of its own,
 * and fetches while fewer are full than a watermark says: level 0, or a higher
 * one while memory saves power. A plane without blocks, or with a watermark
 * that they can never reach or that leaves too few until memory answers, gets
 * no data in time: the pipe underruns, and the plane shows nothing here.
 * (Hardware shows anything.) Source: i915 skl_watermark.c.
 */
#include "qemu/osdep.h"
#include "qemu/host-utils.h"
#include "../igd.h"
#include "../power.h"
#include "check.h"
#include "surface.h"

#define PLANE_WM(pipe, plane, level) \
    (0x70240 + (pipe) * 0x1000 + (plane) * 0x100 + (level) * 4)
#define PLANE_WM_TRANS(pipe, plane) \
    (0x70268 + (pipe) * 0x1000 + (plane) * 0x100)
#define PLANE_NV12_BUF_CFG(pipe, plane) \
    (0x70278 + (pipe) * 0x1000 + (plane) * 0x100)
#define PLANE_BUF_CFG(pipe, plane) \
    (0x7027c + (pipe) * 0x1000 + (plane) * 0x100)
#define CUR_WM(pipe, level) (0x70140 + (pipe) * 0x1000 + (level) * 4)
#define CUR_WM_TRANS(pipe)  (0x70168 + (pipe) * 0x1000)
#define CUR_BUF_CFG(pipe)   (0x7017c + (pipe) * 0x1000)

#define WM_ENABLE           BIT(31)
#define WM_BLOCKS(wm)       extract32(wm, 0, 13)
#define BLOCK_BYTES         512

/* First and last block */
#define BUF_START(cfg)      extract32(cfg, 0, 13)
#define BUF_END(cfg)        extract32(cfg, 16, 13)

#define PLANE_CTL_FORMAT(ctl) extract32(ctl, 24, 4)
#define FORMAT_NV12         1

#define MAX_SHARES          (IGD_MAX_PIPES * IGD_LAYERS * 2)

/* Blocks @start to @end, inclusive, of a layer that is on. */
typedef struct Share {
    IgdPipe *pipe;
    unsigned layer;
    unsigned start, end;
} Share;

/*
 * They are double-buffered and armed like all of the plane's: i915
 * skl_write_plane_wm(), commit "Update plane watermarks atomically during
 * plane updates" of 2016.
 */
void igd_dbuf_latch(IgdPipe *pipe, unsigned layer)
{
    IgdBufShare *share = &pipe->check.share[layer];
    unsigned i = pipe->index, level;
    IgdState *s = pipe->s;

    if (layer == IGD_MAX_PLANES) {
        share->buf = igd_reg(s, CUR_BUF_CFG(i));
        share->wm_trans = igd_reg(s, CUR_WM_TRANS(i));
        for (level = 0; level < IGD_WM_LEVELS; level++) {
            share->wm[level] = igd_reg(s, CUR_WM(i, level));
        }
    } else {
        share->buf = igd_reg(s, PLANE_BUF_CFG(i, layer));
        share->buf_y = igd_reg(s, PLANE_NV12_BUF_CFG(i, layer));
        share->wm_trans = igd_reg(s, PLANE_WM_TRANS(i, layer));
        for (level = 0; level < IGD_WM_LEVELS; level++) {
            share->wm[level] = igd_reg(s, PLANE_WM(i, layer, level));
        }
    }
}

/* Luma and chroma of NV12 have a share each. */
static bool is_planar(const IgdPipe *pipe, unsigned layer)
{
    return layer < IGD_MAX_PLANES &&
           PLANE_CTL_FORMAT(pipe->live[layer].ctl) == FORMAT_NV12;
}

static bool add_share(Share *share, size_t *n, IgdPipe *pipe, unsigned layer,
                      uint32_t cfg)
{
    unsigned start = BUF_START(cfg), end = BUF_END(cfg);

    /* drivers write 0 for none: i915 skl_plane_ddb_reg_val() */
    if (!cfg || end < start || end >= pipe->s->platform->ddb_blocks) {
        igd_rule_breaks(pipe->s, IGD_RULE_DDB, igd_layer_place(pipe, layer),
                        "pipe %c %s is on with display buffer 0x%08x",
                        'A' + pipe->index, igd_layer_name(layer), cfg);
        pipe->check.starved |= BIT(layer);
        return false;
    }
    share[(*n)++] = (Share) { pipe, layer, start, end };
    return true;
}

/*
 * Blocks that are shown while memory answers, at least: the mean of a whole
 * line with its blank is less than what i915 takes, by either of its methods
 * (skl_wm_method1(), skl_wm_method2()). What turns or scales is not looked at.
 */
static uint64_t blocks_until(const IgdPipe *pipe, unsigned layer,
                             unsigned level)
{
    uint64_t bytes = igd_surface_line(pipe, layer);

    return muldiv64(bytes * igd_pcode_latency(level), pipe->mode.hz,
                    pipe->mode.htotal) / 1000000 / BLOCK_BYTES;
}

static const char *wrong_level(const IgdPipe *pipe, unsigned layer,
                               unsigned level, unsigned blocks)
{
    uint32_t wm = pipe->check.share[layer].wm[level];

    if (!(wm & WM_ENABLE)) {
        return level ? NULL : "off";
    }
    return WM_BLOCKS(wm) > blocks ? "above its blocks" :
           WM_BLOCKS(wm) < blocks_until(pipe, layer, level) ?
           "less than what is shown until memory answers" : NULL;
}

static void check_watermark(IgdPipe *pipe, unsigned layer, uint32_t cfg)
{
    unsigned place = igd_layer_place(pipe, layer);
    const IgdBufShare *mine = &pipe->check.share[layer];
    unsigned blocks = BUF_END(cfg) - BUF_START(cfg) + 1;
    uint32_t wm = mine->wm_trans;
    const char *why = wm & WM_ENABLE && WM_BLOCKS(wm) > blocks ?
                      "for transitions above its blocks" : NULL;

    for (unsigned level = 0; !why && level < IGD_WM_LEVELS; level++) {
        wm = mine->wm[level];
        why = wrong_level(pipe, layer, level, blocks);
    }
    if (!why) {
        igd_rule_kept(pipe->s, IGD_RULE_WATERMARK, place);
        return;
    }
    igd_rule_breaks(pipe->s, IGD_RULE_WATERMARK, place,
                    "pipe %c %s is on with %u blocks and a watermark "
                    "(0x%08x) %s", 'A' + pipe->index, igd_layer_name(layer),
                    blocks, wm, why);
    pipe->check.starved |= BIT(layer);
}

static void forget_layer(IgdPipe *pipe, unsigned layer)
{
    unsigned place = igd_layer_place(pipe, layer);

    igd_rule_kept(pipe->s, IGD_RULE_DDB, place);
    igd_rule_kept(pipe->s, IGD_RULE_DDB_OVERLAP, place);
    igd_rule_kept(pipe->s, IGD_RULE_WATERMARK, place);
}

static void check_layer(IgdPipe *pipe, unsigned layer, Share *share,
                        size_t *n)
{
    const IgdBufShare *mine = &pipe->check.share[layer];
    bool planar = is_planar(pipe, layer), good;

    if (!pipe->running || !igd_check_enabled(pipe, layer)) {
        forget_layer(pipe, layer);
        return;
    }
    good = add_share(share, n, pipe, layer, mine->buf);
    if (planar) {
        good = add_share(share, n, pipe, layer, mine->buf_y) && good;
    }
    if (good) {
        igd_rule_kept(pipe->s, IGD_RULE_DDB, igd_layer_place(pipe, layer));
        check_watermark(pipe, layer, planar ? mine->buf_y : mine->buf);
    }
}

/* Both fill the blocks that they have in common: both lose. */
static void check_overlap(Share *share, size_t n)
{
    bool overlaps[MAX_SHARES] = { };

    for (size_t i = 0; i < n; i++) {
        for (size_t j = i + 1; j < n; j++) {
            if (share[i].start > share[j].end ||
                share[j].start > share[i].end) {
                continue;
            }
            overlaps[i] = overlaps[j] = true;
            share[i].pipe->check.starved |= BIT(share[i].layer);
            share[j].pipe->check.starved |= BIT(share[j].layer);
            igd_rule_breaks(share[i].pipe->s, IGD_RULE_DDB_OVERLAP,
                            igd_layer_place(share[i].pipe, share[i].layer),
                            "pipe %c %s and pipe %c %s share blocks",
                            'A' + share[i].pipe->index,
                            igd_layer_name(share[i].layer),
                            'A' + share[j].pipe->index,
                            igd_layer_name(share[j].layer));
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (!overlaps[i]) {
            igd_rule_kept(share[i].pipe->s, IGD_RULE_DDB_OVERLAP,
                          igd_layer_place(share[i].pipe, share[i].layer));
        }
    }
}

/* Without power the buffer holds nothing. */
static void check_power(IgdState *s, const Share *share, size_t n)
{
    if (!n || igd_power_dbuf(s)) {
        igd_rule_kept(s, IGD_RULE_DBUF_POWER, 0);
        return;
    }
    igd_rule_breaks(s, IGD_RULE_DBUF_POWER, 0,
                    "planes are on while the display buffer has no power");
    for (size_t i = 0; i < n; i++) {
        share[i].pipe->check.starved |= BIT(share[i].layer);
    }
}

void igd_dbuf_check(IgdState *s)
{
    Share share[MAX_SHARES];
    size_t n = 0;

    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        pipe->check.starved = 0;
        for (unsigned layer = 0; layer < IGD_LAYERS; layer++) {
            check_layer(pipe, layer, share, &n);
        }
    }
    check_overlap(share, n);
    check_power(s, share, n);
}
