/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Transcoders and pipes in time: see timing.h. */
#include "qemu/osdep.h"
#include "qemu/host-utils.h"
#include "../igd.h"
#include "../power.h"
#include "check.h"
#include "colour.h"
#include "cursor.h"
#include "kind.h"
#include "pipe_crc.h"
#include "scanline.h"
#include "timing.h"

/* Offsets within a transcoder's registers; i915 _TRANS_HTOTAL_A and on */
enum {
    HTOTAL = 0x00, HBLANK = 0x04, HSYNC = 0x08,
    VTOTAL = 0x0c, VBLANK = 0x10, VSYNC = 0x14,
    LINK_M1 = 0x40, LINK_N1 = 0x44,
    DDI_FUNC_CTL = 0x400, MSA_MISC = 0x410,
};

#define PIPE_BASE(pipe)     (0x70000 + (pipe) * 0x1000)
#define TRANSCONF           0x8         /* from PIPE_BASE */
#define TRANSCONF_EDP       0x7f008
#define TRANSCONF_ENABLE    BIT(31)
#define TRANSCONF_STATE     BIT(30)

#define DDI_FUNC_ENABLE     BIT(31)

enum { DDI_MODE_HDMI, DDI_MODE_DVI, DDI_MODE_DP_SST, DDI_MODE_DP_MST };
enum { DDI_BPC_8, DDI_BPC_10, DDI_BPC_6, DDI_BPC_12 };

/* 13 bits each: up to 8192 pixels or lines */
#define TIMING_BITS         0x1fff1fff

#define MAX_TOTAL           0x2000

#define LINK_MN_MASK        0xffffff

#define PIPE_VBLANK_IRQ     BIT(0)      /* GEN8_PIPE_VBLANK */

/* i915 intel_display_regs.h: TRANS_DDI_EDP_INPUT_*, pipe or -1 */
static const int edp_input_pipe[8] = { 0, -1, -1, -1, 0, 1, 2, -1 };

/*
 * PIPEDSL of a pipe that has not run since reset. What hardware shows is not
 * documented, as firmware has lit the pipe before anyone can look. Drivers
 * take 0 for a glitch and read again a hundred times (i915
 * __intel_get_crtc_scanline()).
 */
#define NEVER_RAN_LINE      1

uint32_t igd_transcoder_base(IgdTranscoder trans)
{
    return trans == IGD_TRANS_EDP ? 0x6f000 : 0x60000 + trans * 0x1000;
}

static uint32_t transconf_offset(IgdTranscoder trans)
{
    return trans == IGD_TRANS_EDP ? TRANSCONF_EDP :
                                    PIPE_BASE(trans) + TRANSCONF;
}

const char *igd_transcoder_name(IgdTranscoder trans)
{
    static const char *const names[IGD_TRANSCODERS] = {
        [IGD_TRANS_A] = "A", [IGD_TRANS_B] = "B", [IGD_TRANS_C] = "C",
        [IGD_TRANS_EDP] = "EDP",
    };

    return names[trans];
}

static bool is_enabled(IgdState *s, IgdTranscoder trans)
{
    return igd_reg(s, transconf_offset(trans)) & TRANSCONF_ENABLE;
}

static uint32_t ddi_func_ctl(IgdState *s, IgdTranscoder trans)
{
    return igd_reg(s, igd_transcoder_base(trans) + DDI_FUNC_CTL);
}

static unsigned ddi_mode(IgdState *s, IgdTranscoder trans)
{
    return extract32(ddi_func_ctl(s, trans), 24, 3);
}

static int trans_pipe(IgdState *s, IgdTranscoder trans)
{
    if (trans == IGD_TRANS_EDP) {
        return edp_input_pipe[extract32(ddi_func_ctl(s, trans), 12, 3)];
    }
    return trans;
}

bool igd_transcoder_sends_hdmi(IgdState *s, IgdTranscoder trans)
{
    return ddi_mode(s, trans) == DDI_MODE_HDMI;
}

uint16_t igd_transcoder_msa_misc(IgdState *s, IgdTranscoder trans)
{
    return igd_reg(s, igd_transcoder_base(trans) + MSA_MISC);
}

/*
 * Transcoder EDP is wired to DDI A. The others select a port, for which the
 * number of DDI A means none: i915 intel_ddi_transcoder_func_reg_val_get().
 */
static int trans_port(IgdState *s, IgdTranscoder trans)
{
    uint32_t ctl = ddi_func_ctl(s, trans);
    unsigned port = extract32(ctl, 28, 3);

    if (!(ctl & DDI_FUNC_ENABLE)) {
        return -1;
    }
    if (trans == IGD_TRANS_EDP) {
        return IGD_PORT_A;
    }
    return port != IGD_PORT_A && port < s->platform->num_ports ? port : -1;
}

int igd_display_pipe_of_port(IgdState *s, unsigned port)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        if (pipe->running && trans_port(s, pipe->transcoder) == port) {
            return i;
        }
    }
    return -1;
}

bool igd_display_port_enabled(IgdState *s, unsigned port)
{
    int index = igd_display_pipe_of_port(s, port);

    return index >= 0 && is_enabled(s, s->display.pipe[index].transcoder);
}

/* Pixel clock, from what feeds the port that the transcoder selects. */
static uint32_t trans_hz(IgdState *s, IgdTranscoder trans)
{
    int port = trans_port(s, trans);
    uint64_t hz;
    uint32_t m, n;

    if (port < 0 || !s->platform->transcoder_clock(s, trans, port)) {
        return 0;
    }
    hz = s->platform->port_hz(s, port);

    switch (ddi_mode(s, trans)) {
    case DDI_MODE_HDMI:
    case DDI_MODE_DVI:
        /* deep colour sends more bits, and so more clocks, for a pixel */
        switch (extract32(ddi_func_ctl(s, trans), 20, 3)) {
        case DDI_BPC_10:
            return hz * 4 / 5;
        case DDI_BPC_12:
            return hz * 2 / 3;
        default:
            return hz;
        }
    case DDI_MODE_DP_SST:
    case DDI_MODE_DP_MST:
        m = igd_reg(s, igd_transcoder_base(trans) + LINK_M1) & LINK_MN_MASK;
        n = igd_reg(s, igd_transcoder_base(trans) + LINK_N1) & LINK_MN_MASK;
        return n ? muldiv64(hz, m, n) : 0;
    default:
        return 0;
    }
}

static void trans_timings(IgdState *s, IgdTranscoder trans, IgdTimings *t)
{
    uint32_t base = igd_transcoder_base(trans);

    /* registers hold the first in bits 15:0 and the last in 31:16, less 1 */
#define FIRST(reg)  (extract32(igd_reg(s, base + (reg)), 0, 16) + 1)
#define LAST(reg)   (extract32(igd_reg(s, base + (reg)), 16, 16) + 1)
    *t = (IgdTimings) {
        .hz = trans_hz(s, trans),
        .hdisplay = FIRST(HTOTAL), .htotal = LAST(HTOTAL),
        .hblank_start = FIRST(HBLANK), .hblank_end = LAST(HBLANK),
        .hsync_start = FIRST(HSYNC), .hsync_end = LAST(HSYNC),
        .vdisplay = FIRST(VTOTAL), .vtotal = LAST(VTOTAL),
        .vblank_start = FIRST(VBLANK), .vblank_end = LAST(VBLANK),
        .vsync_start = FIRST(VSYNC), .vsync_end = LAST(VSYNC),
    };
#undef FIRST
#undef LAST
}

static uint64_t frame_pixels(const IgdTimings *t)
{
    return (uint64_t)t->htotal * t->vtotal;
}

/* What can be scanned out: blanking within a frame, and at most 1000 Hz. */
static bool timings_valid(const IgdTimings *t)
{
    return t->hz && t->hdisplay < t->htotal && t->vdisplay < t->vtotal &&
           t->hsync_start <= t->htotal && t->vblank_start <= t->vtotal &&
           t->hz / frame_pixels(t) < 1000;
}

static int64_t now_ns(void)
{
    return qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL);
}

static uint32_t stamp_of(int64_t ns)
{
    return ns / SCALE_US;
}

uint32_t igd_timing_stamp(void)
{
    return stamp_of(now_ns());
}

static int64_t pixels_to_ns(const IgdTimings *t, uint64_t pixels)
{
    return muldiv64_round_up(pixels, NANOSECONDS_PER_SECOND, t->hz);
}

/*
 * Pixels since the epoch. Everything is computed from the epoch, as added-up
 * rounded periods would drift. The clock is never before it, unless a stream
 * that was loaded said so.
 */
static uint64_t pixels_now(const IgdPipe *pipe)
{
    int64_t ns = now_ns() - pipe->epoch;

    return ns < 0 ? 0 : muldiv64(ns, pipe->mode.hz, NANOSECONDS_PER_SECOND);
}

static int64_t vblank_time(const IgdPipe *pipe, uint64_t n)
{
    return pipe->epoch +
           pixels_to_ns(&pipe->mode, n * frame_pixels(&pipe->mode));
}

static uint32_t line_now(const IgdPipe *pipe)
{
    const IgdTimings *t = &pipe->mode;
    uint64_t line;

    if (!pipe->running) {
        return pipe->stopped_line;
    }
    line = pixels_now(pipe) % frame_pixels(t) / t->htotal;
    return (line + t->vblank_start - 1 + t->vtotal - pipe->line_bias) %
           t->vtotal;
}

uint32_t igd_timing_line(const IgdPipe *pipe)
{
    return line_now(pipe);
}

int64_t igd_timing_to_line(const IgdPipe *pipe, uint32_t line)
{
    const IgdTimings *t = &pipe->mode;
    uint64_t now, then;

    if (!pipe->running || line >= t->vtotal) {
        return IGD_NEVER;
    }
    now = pixels_now(pipe);
    /* lines from the vertical blank on: line_now() the other way round */
    then = (line + 2 * t->vtotal + pipe->line_bias + 1 - t->vblank_start) %
           t->vtotal * t->htotal;
    then += now / frame_pixels(t) * frame_pixels(t);
    if (then <= now) {
        then += frame_pixels(t);
    }
    return MAX(pipe->epoch + pixels_to_ns(t, then) - now_ns(), 1);
}

int64_t igd_timing_to_vblank(const IgdPipe *pipe)
{
    if (!pipe->running) {
        return IGD_NEVER;
    }
    return MAX(vblank_time(pipe, pipe->periods + 1) - now_ns(), 1);
}

static void schedule(IgdPipe *pipe)
{
    timer_mod(pipe->timer, vblank_time(pipe, pipe->periods + 1));
}

/*
 * Run @pipe with what @trans is programmed with; @epoch is a time at which a
 * vertical blank started or would have.
 */
static void pipe_run(IgdPipe *pipe, IgdTranscoder trans,
                     const IgdTimings *mode, int64_t epoch)
{
    unsigned ddi = ddi_mode(pipe->s, trans);

    pipe->running = true;
    pipe->transcoder = trans;
    pipe->mode = *mode;
    /* HDMI lags one line more: i915 intel_crtc_scanline_offset() */
    pipe->line_bias = ddi == DDI_MODE_HDMI || ddi == DDI_MODE_DVI ? 1 : 0;
    pipe->epoch = epoch;
    pipe->periods = 0;
    schedule(pipe);
    igd_scanline_update(pipe);
}

static void pipe_start(IgdPipe *pipe, IgdTranscoder trans,
                       const IgdTimings *mode)
{
    uint32_t conf = transconf_offset(trans);
    uint64_t to_vblank = (uint64_t)(mode->vblank_start - 1) * mode->htotal +
                         mode->hsync_start;
    /* the first frame starts now, so the blank before it did earlier */
    uint64_t since_vblank = frame_pixels(mode) - to_vblank;

    pipe_run(pipe, trans, mode, now_ns() - pixels_to_ns(mode, since_vblank));
    igd_reg_set(pipe->s, conf, igd_reg(pipe->s, conf) | TRANSCONF_STATE);
    igd_check_restart(pipe);
    igd_audit_look(pipe);
    igd_dmc_update(pipe->s);
}

/* What is double-buffered and armed takes effect. */
static void latch(IgdPipe *pipe)
{
    if (pipe->s->platform->latch) {
        pipe->s->platform->latch(pipe);
    }
    igd_colour_latch(pipe);
    pipe->s->platform->display->scaler_latch(pipe);
    igd_plane_latch(pipe);
    igd_cursor_latch(pipe);
}

static void pipe_stop(IgdPipe *pipe)
{
    uint32_t conf = transconf_offset(pipe->transcoder);

    pipe->stopped_line = line_now(pipe);
    pipe->running = false;
    timer_del(pipe->timer);
    igd_reg_set(pipe->s, conf, igd_reg(pipe->s, conf) & ~TRANSCONF_STATE);
    /* a pipe that is off does not hold updates back */
    latch(pipe);
    igd_check_restart(pipe);
    igd_audit_look(pipe);
    igd_dmc_update(pipe->s);
}

/*
 * What fed the transcoder is gone: it stops where it is, and what was on its
 * way ran dry. One that was told to stop may lose its clock before it has.
 */
static void pipe_lost(IgdPipe *pipe, IgdRule rule, const char *what)
{
    IgdTranscoder trans = pipe->transcoder;

    if (is_enabled(pipe->s, trans)) {
        igd_rule_broken(pipe->s, rule, trans,
                        "transcoder %s lost its %s while enabled; pipe %c "
                        "stops", igd_transcoder_name(trans), what,
                        'A' + pipe->index);
        pipe->check.once = true;
        igd_check_frame(pipe);
    }
    pipe_stop(pipe);
}

static void forget_counters(IgdPipe *pipe)
{
    pipe->stopped_line = NEVER_RAN_LINE;
    pipe->frame_count = pipe->flip_count = 0;
    pipe->frame_stamp = pipe->flip_stamp = 0;
}

void igd_timing_power_lost(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        if (pipe->running && !(igd_power_pipe(s, i) &&
                               igd_power_transcoder(s, pipe->transcoder))) {
            pipe_lost(pipe, IGD_RULE_POWER_LOST, "power well");
        }
        if (!igd_power_pipe(s, i)) {
            forget_counters(pipe);
        }
    }
}

/* At the end of a frame: does the transcoder go on, and how? */
static void pipe_reconsider(IgdPipe *pipe)
{
    IgdState *s = pipe->s;
    IgdTranscoder trans = pipe->transcoder;
    IgdTimings mode;

    if (!is_enabled(s, trans)) {
        igd_check_stop(pipe);
        pipe_stop(pipe);
        igd_timing_update(s);
        return;
    }
    trans_timings(s, trans, &mode);
    if (trans_pipe(s, trans) != pipe->index || !timings_valid(&mode)) {
        pipe_lost(pipe, IGD_RULE_CLOCK_LOST, "timings");
    } else if (memcmp(&mode, &pipe->mode, sizeof(mode))) {
        pipe_run(pipe, trans, &mode, vblank_time(pipe, pipe->periods));
        igd_check_restart(pipe);
    } else {
        schedule(pipe);
    }
}

static void count_vblank_irq(IgdPipe *pipe)
{
    uint32_t isr = 0x44400 + pipe->index * 0x10;

    if (igd_reg(pipe->s, isr + 0xc) & ~igd_reg(pipe->s, isr + 0x4) &
        PIPE_VBLANK_IRQ) {
        pipe->vblanks++;
    }
}

void igd_timing_catch_up(IgdPipe *pipe)
{
    uint64_t due, n;

    if (!pipe->running) {
        return;
    }
    due = pixels_now(pipe) / frame_pixels(&pipe->mode);
    if (due <= pipe->periods) {
        return;
    }
    n = due - pipe->periods;
    pipe->periods = due;
    pipe->frames += n;
    pipe->skipped += n - 1;
    pipe->frame_count += n;
    pipe->frame_stamp = stamp_of(vblank_time(pipe, due));
    igd_ports_frames(pipe->s, pipe->index, n, vblank_time(pipe, due - n),
                     vblank_time(pipe, due));

    /* the frame that ends here was made of what is latched until now */
    igd_pipe_crc_end_frame(pipe);
    latch(pipe);
    igd_check_pipe(pipe);
    igd_pipe_crc_begin_frame(pipe);
    count_vblank_irq(pipe);
    igd_check_frame(pipe);
    igd_irq_raise(pipe->s, IGD_IRQ_PIPE_A + pipe->index, PIPE_VBLANK_IRQ);
    pipe_reconsider(pipe);
    igd_audit_look(pipe);
}

static void vblank_timer(void *opaque)
{
    IgdPipe *pipe = opaque;

    igd_timing_catch_up(pipe);
    /* when a register access got here first, nothing was due any more */
    if (pipe->running && !timer_pending(pipe->timer)) {
        schedule(pipe);
    }
}

/* The running pipe that is sent through @port, if it is not MST, or NULL. */
static IgdPipe *port_user(IgdState *s, int port)
{
    int index = port < 0 ? -1 : igd_display_pipe_of_port(s, port);
    IgdPipe *pipe = index < 0 ? NULL : &s->display.pipe[index];

    return pipe && ddi_mode(s, pipe->transcoder) != DDI_MODE_DP_MST ? pipe :
                                                                      NULL;
}

/* Why @trans, which is enabled, cannot scan out pipe @index; NULL if it can. */
static const char *trans_misses(IgdState *s, IgdTranscoder trans, int index,
                                const IgdTimings *mode)
{
    int port = trans_port(s, trans);

    if (index < 0 || index >= s->platform->num_pipes) {
        return "a pipe";
    }
    if (s->display.pipe[index].running) {
        return "a pipe that feeds no other transcoder";
    }
    if (port < 0) {
        return "a port";
    }
    if (!s->platform->port_hz(s, port)) {
        return "a locked PLL that is selected for its port";
    }
    if (!s->platform->transcoder_clock(s, trans, port)) {
        return "its clock select";
    }
    return timings_valid(mode) ? NULL : "timings that can be sent";
}

static void trans_update(IgdState *s, IgdTranscoder trans)
{
    uint32_t conf = igd_reg(s, transconf_offset(trans));
    int index = trans_pipe(s, trans), port = trans_port(s, trans);
    const char *missing;
    IgdTimings mode;

    if (!(conf & TRANSCONF_ENABLE) || conf & TRANSCONF_STATE) {
        igd_rule_kept(s, IGD_RULE_TRANSCODER, trans);
        igd_rule_kept(s, IGD_RULE_PORT_SHARED, trans);
        igd_rule_kept(s, IGD_RULE_CLOCK_LOST, trans);
        return;
    }
    if (port_user(s, port)) {
        igd_rule_breaks(s, IGD_RULE_PORT_SHARED, trans,
                        "transcoder %s enabled on port %c, which transcoder "
                        "%s uses", igd_transcoder_name(trans),
                        igd_port_letter(port),
                        igd_transcoder_name(port_user(s, port)->transcoder));
        return;
    }
    trans_timings(s, trans, &mode);
    missing = trans_misses(s, trans, index, &mode);
    if (missing && igd_rule_is_broken(s, IGD_RULE_CLOCK_LOST, trans)) {
        return;
    }
    if (missing) {
        igd_rule_breaks(s, IGD_RULE_TRANSCODER, trans,
                        "transcoder %s enabled without %s",
                        igd_transcoder_name(trans), missing);
        return;
    }
    pipe_start(&s->display.pipe[index], trans, &mode);
    igd_ddi_started(s, port, ddi_mode(s, trans) == DDI_MODE_DP_SST);
}

void igd_timing_update(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        if (pipe->running && !trans_hz(s, pipe->transcoder)) {
            pipe_lost(pipe, IGD_RULE_CLOCK_LOST, "port or clock");
        }
    }
    for (IgdTranscoder trans = 0; trans < IGD_TRANSCODERS; trans++) {
        trans_update(s, trans);
    }
}

char *igd_timing_describe(const IgdPipe *pipe)
{
    const IgdTimings *t = &pipe->mode;

    return g_strdup_printf("%u kHz h %u %u %u %u %u %u v %u %u %u %u %u %u",
                           t->hz / 1000, t->hdisplay, t->hblank_start,
                           t->hsync_start, t->hsync_end, t->hblank_end,
                           t->htotal, t->vdisplay, t->vblank_start,
                           t->vsync_start, t->vsync_end, t->vblank_end,
                           t->vtotal);
}

static IgdPipe *caught_up(IgdState *s, unsigned index)
{
    IgdPipe *pipe = &s->display.pipe[index];

    igd_timing_catch_up(pipe);
    return pipe;
}

static uint32_t pipedsl_read(IgdState *s, unsigned index)
{
    return line_now(caught_up(s, index));
}

static uint32_t frame_count_read(IgdState *s, unsigned index)
{
    return caught_up(s, index)->frame_count;
}

static uint32_t flip_count_read(IgdState *s, unsigned index)
{
    return caught_up(s, index)->flip_count;
}

static uint32_t frame_stamp_read(IgdState *s, unsigned index)
{
    return caught_up(s, index)->frame_stamp;
}

static uint32_t flip_stamp_read(IgdState *s, unsigned index)
{
    return caught_up(s, index)->flip_stamp;
}

static uint32_t timestamp_read(IgdState *s, unsigned instance)
{
    return igd_timing_stamp();
}

static void trans_write(IgdState *s, unsigned trans, uint32_t old,
                        uint32_t val)
{
    igd_timing_update(s);
}

static void timing_realize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        pipe->s = s;
        pipe->index = i;
        pipe->timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, vblank_timer, pipe);
    }
}

static void timing_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        timer_del(pipe->timer);
        pipe->running = false;
        memset(&pipe->check, 0, sizeof(pipe->check));
        forget_counters(pipe);
    }
}

static void timing_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        timer_free(s->display.pipe[i].timer);
    }
}

/* Longer than the longest frame, and short enough to count its pixels. */
#define MAX_RUN_NS  (1ll << 57)

static bool may_run(void *opaque, int version_id)
{
    const IgdPipe *pipe = opaque;
    const IgdTimings *t = &pipe->mode;
    int64_t now = now_ns();

    return !pipe->running ||
           (pipe->timer && pipe->transcoder < IGD_TRANSCODERS &&
            t->htotal <= MAX_TOTAL && t->vtotal <= MAX_TOTAL &&
            timings_valid(t) && pipe->line_bias < t->vtotal &&
            pipe->epoch <= now && pipe->epoch > now - MAX_RUN_NS &&
            pipe->periods <= pixels_now(pipe) / frame_pixels(t));
}

static int pipe_post_load(void *opaque, int version_id)
{
    IgdPipe *pipe = opaque;

    if (pipe->running) {
        schedule(pipe);
    } else if (pipe->timer) {
        timer_del(pipe->timer);
    }
    if (pipe->timer) {
        /* a compare of lines is looked at anew */
        timer_mod(pipe->scanline_timer, now_ns());
    }
    return 0;
}

static const VMStateDescription mode_vmstate = {
    .name = "igd/timing/mode",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(hz, IgdTimings),
        VMSTATE_UINT32(hdisplay, IgdTimings),
        VMSTATE_UINT32(hblank_start, IgdTimings),
        VMSTATE_UINT32(hsync_start, IgdTimings),
        VMSTATE_UINT32(hsync_end, IgdTimings),
        VMSTATE_UINT32(hblank_end, IgdTimings),
        VMSTATE_UINT32(htotal, IgdTimings),
        VMSTATE_UINT32(vdisplay, IgdTimings),
        VMSTATE_UINT32(vblank_start, IgdTimings),
        VMSTATE_UINT32(vsync_start, IgdTimings),
        VMSTATE_UINT32(vsync_end, IgdTimings),
        VMSTATE_UINT32(vblank_end, IgdTimings),
        VMSTATE_UINT32(vtotal, IgdTimings),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription timing_pipe_vmstate = {
    .name = "igd/timing/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load = pipe_post_load,
    .fields = (const VMStateField[]) {
        VMSTATE_BOOL(running, IgdPipe),
        VMSTATE_UINT32(transcoder, IgdPipe),
        VMSTATE_STRUCT(mode, IgdPipe, 0, mode_vmstate, IgdTimings),
        VMSTATE_UINT32(line_bias, IgdPipe),
        VMSTATE_INT64(epoch, IgdPipe),
        VMSTATE_UINT64(periods, IgdPipe),
        VMSTATE_VALIDATE("it may run so", may_run),
        VMSTATE_UINT32(stopped_line, IgdPipe),
        VMSTATE_UINT32(frame_count, IgdPipe),
        VMSTATE_UINT32(flip_count, IgdPipe),
        VMSTATE_UINT32(frame_stamp, IgdPipe),
        VMSTATE_UINT32(flip_stamp, IgdPipe),
        VMSTATE_UINT64(frames, IgdPipe),
        VMSTATE_UINT64(skipped, IgdPipe),
        VMSTATE_UINT64(vblanks, IgdPipe),
        VMSTATE_END_OF_LIST()
    },
};

static int timing_post_load(void *opaque, int version_id)
{
    IgdState *s = opaque;

    s->display.cdclk_hz = s->platform->cdclk_hz(s);
    return 0;
}

static const VMStateDescription timing_vmstate = {
    .name = "igd/timing",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load = timing_post_load,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(timing_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

#define SOURCE_TRANS "i915 display/intel_display_regs.h, " \
                     "intel_set_transcoder_timings()"
#define SOURCE_PIPE  "i915 display/intel_display_regs.h, intel_vblank.c"

/* A register of transcoders A, B, C and of EDP */
#define TRANS_REG(_name, _offset, _count, ...) {                        \
        .name = _name, .source = SOURCE_TRANS,                          \
        .offset = 0x60000 + (_offset), .count = 3, .stride = 0x1000,    \
        .inner_count = (_count), .inner_stride = 4,                     \
        .write = trans_write, __VA_ARGS__                               \
    }, {                                                                \
        .name = _name "_EDP", .source = SOURCE_TRANS,                   \
        .offset = 0x6f000 + (_offset), .first = IGD_TRANS_EDP,          \
        .inner_count = (_count), .inner_stride = 4,                     \
        .write = trans_write, __VA_ARGS__                               \
    }

/* A register of every pipe */
#define PIPE_REG(_name, _offset, ...) {                                 \
        .name = _name, .source = SOURCE_PIPE,                           \
        .offset = PIPE_BASE(0) + (_offset), .count = 3,                 \
        .stride = 0x1000, __VA_ARGS__                                   \
    }

static const IgdReg timing_regs[] = {
    TRANS_REG("TRANS_HTOTAL", HTOTAL, 1, .bits = TIMING_BITS),
    TRANS_REG("TRANS_HBLANK", HBLANK, 1, .bits = TIMING_BITS),
    TRANS_REG("TRANS_HSYNC", HSYNC, 1, .bits = TIMING_BITS),
    TRANS_REG("TRANS_VTOTAL", VTOTAL, 1, .bits = TIMING_BITS),
    TRANS_REG("TRANS_VBLANK", VBLANK, 1, .bits = TIMING_BITS),
    TRANS_REG("TRANS_VSYNC", VSYNC, 1, .bits = TIMING_BITS),
    TRANS_REG("TRANS_VSYNCSHIFT", 0x28, 1),
    TRANS_REG("TRANS_MULT", 0x2c, 1),
    TRANS_REG("PIPE_DATA_M1_N1_M2_N2", 0x30, 4),
    TRANS_REG("PIPE_LINK_M1_N1_M2_N2", LINK_M1, 4),
    TRANS_REG("TRANS_DDI_FUNC_CTL", DDI_FUNC_CTL, 1),
    TRANS_REG("TRANS_MSA_MISC", MSA_MISC, 1),
    PIPE_REG("TRANSCONF", TRANSCONF,
             .ro = TRANSCONF_STATE, .write = trans_write),
    {
        .name = "TRANSCONF_EDP", .source = SOURCE_PIPE,
        .offset = TRANSCONF_EDP, .first = IGD_TRANS_EDP,
        .ro = TRANSCONF_STATE, .write = trans_write,
    },
    PIPE_REG("PIPEDSL", 0x00, .access = IGD_RO, .read = pipedsl_read),
    PIPE_REG("PIPE_FRMCOUNT_G4X", 0x40,
             .access = IGD_RO, .read = frame_count_read),
    PIPE_REG("PIPE_FLIPCOUNT_G4X", 0x44,
             .access = IGD_RO, .read = flip_count_read),
    PIPE_REG("PIPE_FRMTMSTMP", 0x48,
             .access = IGD_RO, .read = frame_stamp_read),
    PIPE_REG("PIPE_FLIPTMSTMP", 0x4c,
             .access = IGD_RO, .read = flip_stamp_read),
    {
        .name = "IVB_TIMESTAMP_CTR", .source = SOURCE_PIPE,
        .offset = 0x44070, .access = IGD_RO, .read = timestamp_read,
    },
};

const IgdRoom igd_timing_room = {
    .name = "timing",
    .regs = timing_regs,
    .num_regs = ARRAY_SIZE(timing_regs),
    .realize = timing_realize,
    .reset = timing_reset,
    .unrealize = timing_unrealize,
    .vmsd = &timing_vmstate,
};
