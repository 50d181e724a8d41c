/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Watermarks of gen8. Hardware shares the display buffer out by itself; a layer
 * is fetched while fewer lines of 64 bytes are full than its watermark says:
 * WM0_PIPE, or one of WM_LP, which all pipes share, while memory saves power.
 * A layer whose watermark is above its part of the buffer, or leaves too little
 * until memory answers, gets no data in time: the pipe underruns, and the layer
 * shows nothing here. (Hardware shows anything.) Writes take effect at once;
 * that they are not buffered is what i915 expects, which has the larger ones
 * there before a change and the smaller ones after the vertical blank.
 * Source: i915 display/i9xx_wm.c.
 */
#include "qemu/osdep.h"
#include "qemu/host-utils.h"
#include "../igd.h"
#include "check.h"
#include "plane_gen8.h"
#include "wm.h"

#define LINE_BYTES          64
#define BUFFER_LINES        3072        /* ilk_display_fifo_size() */
#define CURSOR_LINES        64          /* ilk_cursor_wm_max(), many pipes */

#define WM0_PIPE(pipe)      ((pipe) == 2 ? 0x45200 : 0x45100 + (pipe) * 4)
#define WM0_PRIMARY(wm)     extract32(wm, 16, 16)
#define WM0_SPRITE(wm)      extract32(wm, 8, 8)
#define WM0_CURSOR(wm)      extract32(wm, 0, 8)

#define NUM_LP              3
#define WM_LP(lp)           (0x45108 + (lp) * 4)
#define WMS_LP(lp)          (0x45120 + (lp) * 4)
#define WM_LP_ENABLE        BIT(31)
/* ilk_wm_lp_latency() */
#define WM_LP_LEVEL(wm)     (extract32(wm, 24, 7) / 2)
#define WM_LP_PRIMARY(wm)   extract32(wm, 8, 11)
#define WM_LP_CURSOR(wm)    extract32(wm, 0, 8)
#define WM_LP_SPRITE(wm)    extract32(wm, 0, 11)

#define WM_MISC             0x45260
#define WM_MISC_PART_5_6    BIT(0)

/*
 * MCH_SSKPD: latency of memory, and in its power-saving states 1 to 4, in
 * tenths and halves of a microsecond: 2, 25, 45, 65 and 80 us, as i915 printed
 * them on a NUC of this generation (FreeBSDDesktop/
 * DEPRECATED-freebsd-base-graphics, issue 17). Fields: hsw_read_wm_latency().
 */
#define NUM_LEVELS          5

static const uint16_t latency[NUM_LEVELS] = { 20, 50, 90, 130, 160 };

#define MCH_SSKPD           0x145d10
#define SSKPD_LOW           (130u << 20 | 90u << 12 | 50u << 4)
#define SSKPD_HIGH          (20u << 24 | 160u)

static uint64_t latency_ns(unsigned level)
{
    return latency[level] * (level ? 500ull : 100ull);
}

/*
 * Lines that are shown until memory answers, at least: the mean of a whole
 * line with its blank is less than what i915 takes, by either of its methods
 * (ilk_wm_method1(), ilk_wm_method2()). Cursors are not looked at.
 */
static uint64_t lines_until(IgdPipe *pipe, unsigned layer, unsigned level)
{
    uint64_t bytes = layer == IGD_MAX_PLANES ? 0 :
                     igd_gen8_plane_line(pipe, layer);

    return muldiv64(bytes * latency_ns(level), pipe->mode.hz,
                    pipe->mode.htotal) / NANOSECONDS_PER_SECOND / LINE_BYTES;
}

typedef struct Use {
    unsigned pipes;
    bool sprites;
} Use;

static bool layer_on(const IgdPipe *pipe, unsigned layer)
{
    return pipe->running && igd_check_enabled(pipe, layer);
}

static Use use_of(IgdState *s)
{
    Use use = { };

    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        use.pipes += s->display.pipe[i].running;
        use.sprites |= layer_on(&s->display.pipe[i], 1);
    }
    return use;
}

/* What a watermark of @layer can be at most: ilk_plane_wm_max() */
static unsigned most(IgdState *s, const Use *use, unsigned layer,
                     unsigned level)
{
    unsigned lines = BUFFER_LINES;
    bool fifths = level && igd_reg(s, WM_MISC) & WM_MISC_PART_5_6;

    if (layer == IGD_MAX_PLANES) {
        return level && use->pipes > 1 ? CURSOR_LINES : 255;
    }
    if (!level || use->pipes > 1) {
        lines /= s->platform->num_pipes;
    }
    if (use->sprites) {
        lines = fifths ? lines * (layer ? 5 : 1) / 6 : lines / 2;
    }
    return lines;
}

static unsigned watermark(IgdState *s, const IgdPipe *pipe, unsigned layer,
                          int lp)
{
    uint32_t wm = igd_reg(s, lp < 0 ? WM0_PIPE(pipe->index) : WM_LP(lp));

    switch (layer) {
    case 0:
        return lp < 0 ? WM0_PRIMARY(wm) : WM_LP_PRIMARY(wm);
    case 1:
        return lp < 0 ? WM0_SPRITE(wm) : WM_LP_SPRITE(igd_reg(s, WMS_LP(lp)));
    default:
        return lp < 0 ? WM0_CURSOR(wm) : WM_LP_CURSOR(wm);
    }
}

/* @lp: one of WM_LP, or -1 for WM0_PIPE. Why it does not do, or NULL. */
static const char *wrong(IgdPipe *pipe, unsigned layer, const Use *use, int lp)
{
    IgdState *s = pipe->s;
    unsigned level = lp < 0 ? 0 : WM_LP_LEVEL(igd_reg(s, WM_LP(lp)));
    unsigned lines = watermark(s, pipe, layer, lp);

    if (lp >= 0 && !(igd_reg(s, WM_LP(lp)) & WM_LP_ENABLE)) {
        return NULL;
    }
    if (!lines) {
        return "that is 0";
    }
    if (level >= NUM_LEVELS) {
        return "of a level that there is not";
    }
    return lines > most(s, use, layer, level) ? "above its part of the buffer" :
           lines < lines_until(pipe, layer, level) ?
           "less than what is shown until memory answers" : NULL;
}

static void check_layer(IgdPipe *pipe, unsigned layer, const Use *use)
{
    unsigned place = igd_layer_place(pipe, layer);
    const char *why = NULL;
    int lp = -1;

    if (layer_on(pipe, layer)) {
        why = wrong(pipe, layer, use, lp);
        while (!why && ++lp < NUM_LP) {
            why = wrong(pipe, layer, use, lp);
        }
    }
    if (!why) {
        igd_rule_kept(pipe->s, IGD_RULE_WATERMARK, place);
        return;
    }
    pipe->check.starved |= BIT(layer);
    igd_rule_breaks(pipe->s, IGD_RULE_WATERMARK, place, "pipe %c %s is on "
                    "with a watermark (LP%d, %u) %s", 'A' + pipe->index,
                    igd_layer_name(layer), lp + 1,
                    watermark(pipe->s, pipe, layer, lp), why);
}

void igd_wm_check(IgdState *s)
{
    Use use = use_of(s);

    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        pipe->check.starved = 0;
        for (unsigned layer = 0; layer < IGD_LAYERS; layer++) {
            check_layer(pipe, layer, &use);
        }
    }
}

static void wm_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    igd_check_all(s);
}

#define SOURCE "i915 display/i9xx_wm_regs.h, i9xx_wm.c"

static const IgdReg wm_regs[] = {
    {
        .name = "WM0_PIPE_AB", .source = SOURCE,
        .offset = WM0_PIPE(0), .count = 2, .stride = 4, .write = wm_write,
    },
    {
        .name = "WM0_PIPE_C", .source = SOURCE,
        .offset = WM0_PIPE(2), .write = wm_write,
    },
    {
        .name = "WM_LP", .source = SOURCE,
        .offset = WM_LP(0), .count = NUM_LP, .stride = 4, .write = wm_write,
    },
    {
        .name = "WMS_LP", .source = SOURCE,
        .offset = WMS_LP(0), .count = NUM_LP, .stride = 4, .write = wm_write,
    },
    {
        .name = "WM_MISC", .source = SOURCE,
        .offset = WM_MISC, .write = wm_write,
    },
    {
        .name = "MCH_SSKPD",
        .source = "i915 hsw_read_wm_latency(); include/drm/intel/"
                  "mchbar_regs.h of Linux",
        .offset = MCH_SSKPD, .access = IGD_RO, .reset = SSKPD_LOW,
    },
    {
        .name = "MCH_SSKPD_UDW", .source = "i915 hsw_read_wm_latency()",
        .offset = MCH_SSKPD + 4, .access = IGD_RO, .reset = SSKPD_HIGH,
    },
};

const IgdRoom igd_wm_room = {
    .name = "wm",
    .regs = wm_regs,
    .num_regs = ARRAY_SIZE(wm_regs),
};
