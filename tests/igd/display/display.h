/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display engine: transcoders say when a line is scanned out, planes and
 * cursor say what is on it. It knows nothing of engines; ports and monitors
 * ask it for the picture.
 */
#ifndef IGD_DISPLAY_H
#define IGD_DISPLAY_H

#include "qemu/timer.h"
#include "../mmio.h"
#include "compose.h"

#define IGD_MAX_PIPES   3
#define IGD_MAX_PLANES  3       /* of a pipe */
#define IGD_LAYERS      (IGD_MAX_PLANES + 1)    /* and the cursor, on top */
#define IGD_MAX_SCALERS 2       /* of a pipe */
#define IGD_PRECISION_ENTRIES 1024  /* of PREC_PAL_DATA; a power of two */

typedef enum IgdTranscoder {
    IGD_TRANS_A,
    IGD_TRANS_B,
    IGD_TRANS_C,
    IGD_TRANS_EDP,
    IGD_TRANSCODERS,
} IgdTranscoder;

/*
 * What a transcoder was programmed with. Counts are pixels and lines, as
 * numbers (the registers hold them less one).
 */
typedef struct IgdTimings {
    uint32_t hz;                /* pixel clock; 0 = no clock */
    uint32_t hdisplay, hblank_start, hsync_start, hsync_end, hblank_end;
    uint32_t htotal;
    uint32_t vdisplay, vblank_start, vsync_start, vsync_end, vblank_end;
    uint32_t vtotal;
} IgdTimings;

/* Registers of a plane; @live is what the hardware scans out. */
typedef struct IgdPlaneRegs {
    uint32_t ctl, stride, pos, size, surf, offset;
    uint32_t keyval, keymsk, keymax;
    uint32_t aux_dist, aux_offset;
} IgdPlaneRegs;

/* Who asked for a plane's new address that is not shown yet. */
typedef enum IgdFlip {
    IGD_FLIP_NONE,
    IGD_FLIP_WRITTEN,           /* a register write */
    IGD_FLIP_COMMANDED,         /* MI_DISPLAY_FLIP */
} IgdFlip;

typedef struct IgdCursorRegs {
    uint32_t ctl, pos, base, fbc_ctl;
} IgdCursorRegs;

#define IGD_WM_LEVELS   8

/* A layer's part of the display buffer: *_BUF_CFG and watermarks */
typedef struct IgdBufShare {
    uint32_t buf, buf_y, wm[IGD_WM_LEVELS], wm_trans;
} IgdBufShare;

/*
 * Rules that the pipe breaks: see check.h
 * @share: as latched
 * @stale: something has latched since it was looked at
 * @starved: layers whose data come too late
 * @refused: layers whose surface cannot be
 * @displaced: a plane or the source goes beyond what there is
 * @slow: CDCLK, or its voltage, is too low
 * @once: something is wrong in this frame
 */
typedef struct IgdPipeCheck {
    IgdBufShare share[IGD_LAYERS];
    bool stale;
    uint32_t starved, refused;
    bool displaced, slow, once;
} IgdPipeCheck;
typedef struct IgdScalerRegs {
    uint32_t ctrl, win_pos, win_sz, hphase, vphase;
} IgdScalerRegs;

typedef struct IgdColourRegs {
    uint32_t gamma_mode, bottom;
    uint32_t csc_mode, coeff[6], preoff[3], postoff[3];
} IgdColourRegs;

typedef struct IgdPipe {
    IgdState *s;
    unsigned index;
    QEMUTimer *timer;           /* next start of vblank */

    bool running;               /* a transcoder with a clock scans it out */
    IgdTranscoder transcoder;   /* that one */
    IgdTimings mode;
    unsigned line_bias;         /* lines that PIPEDSL lags: see timing.c */
    int64_t epoch;              /* ns of QEMU_CLOCK_VIRTUAL, a vblank start */
    uint64_t periods;           /* vblank starts since @epoch */
    uint32_t stopped_line;      /* PIPEDSL of a pipe that does not run */

    uint32_t frame_count;       /* start-of-vblank counter */
    uint32_t flip_count;        /* addresses that plane 1 was given */
    uint32_t frame_stamp;       /* us, of the last start of vblank */
    uint32_t flip_stamp;        /* us, when plane 1 last got an address */
    QEMUTimer *scanline_timer;  /* the compare in flight: scanline.c */

    IgdPlaneRegs live[IGD_MAX_PLANES];
    bool armed[IGD_MAX_PLANES];
    uint8_t flip[IGD_MAX_PLANES];       /* IgdFlip */
    IgdCursorRegs cursor_live;
    bool cursor_armed;
    IgdScalerRegs scaler_live[IGD_MAX_SCALERS];
    bool scaler_armed[IGD_MAX_SCALERS];
    IgdColourRegs colour_live;
    bool csc_armed;
    uint32_t precision[IGD_PRECISION_ENTRIES];
    uint32_t refused_logged;    /* layers that are not modelled, likewise */

    IgdPipeCheck check;

    QEMUBH *crc_bh;             /* reads the frame that has begun */
    bool crc_due;               /* it has not done so yet */
    uint32_t crc;               /* of that frame */
    uint32_t crc_ctl;           /* PIPE_CRC_CTL then, 0 = no such CRC yet */

    uint64_t frames;            /* vblank starts since power-on */
    uint64_t skipped;           /* of those, not seen one by one */
    uint64_t vblanks;           /* vblank interrupts that were unmasked */
    uint64_t composed;          /* rows of pictures that were composed */

    struct IgdPicture *picture; /* that was composed last */
} IgdPipe;

typedef struct IgdDisplay {
    IgdPipe pipe[IGD_MAX_PIPES];
    uint32_t cdclk_hz;          /* that was last seen */
    uint32_t voltage;           /* level that there is */
    bool voltage_low;           /* CDCLK needs more */
    uint32_t cd2x;              /* divider of Broxton's CDCLK, as it is now */
    uint64_t versions;          /* of all pictures */
} IgdDisplay;

/* A field of a room's vmsd: what @_vmsd says of each pipe. */
#define IGD_VMSTATE_PIPES(_vmsd)                                        \
    VMSTATE_STRUCT_ARRAY(display.pipe, IgdState, IGD_MAX_PIPES, 0,      \
                         _vmsd, IgdPipe)

/*
 * For command streamers. @pipe is one of the platform's, and @plane (0 is the
 * primary) one of it.
 *
 * igd_display_flip(): the plane is to show @surf, with the stride and tiling
 * (fields of its stride and control register, in place) that the command
 * carries. @async: do not wait for vblank; only the address changes. If there
 * is no such plane, or no power for it, that is logged.
 * igd_display_load_scan_lines(): compare lines @first to @last; the event
 * comes when the pipe is outside of them (@inclusive: a streamer waits while
 * it is inside) or inside.
 *
 * The rest tell how many nanoseconds an event is off: 0 when there is nothing
 * to wait for, IGD_NEVER as long as the pipe does not run. Ask again then.
 */
#define IGD_NEVER INT64_MAX

void igd_display_flip(IgdState *s, unsigned pipe, unsigned plane,
                      uint32_t surf, uint32_t stride, uint32_t tiling,
                      bool async);
void igd_display_load_scan_lines(IgdState *s, unsigned pipe, uint32_t first,
                                 uint32_t last, bool inclusive);
/* The plane shows what the last command gave it. */
int64_t igd_display_to_flip(IgdState *s, unsigned pipe, unsigned plane);
/* The compare in flight is over. */
int64_t igd_display_to_scan_line(IgdState *s, unsigned pipe);
/* A vertical blank starts after the first @frames of them. */
int64_t igd_display_to_vblank(IgdState *s, unsigned pipe, uint64_t frames);
uint64_t igd_display_frames(IgdState *s, unsigned pipe);
/* Whether DERRMR keeps event @bit of MI_WAIT_FOR_EVENT to itself. */
bool igd_display_event_masked(IgdState *s, unsigned bit);

/* Pipe that is scanned out through port @port, or -1. */
int igd_display_pipe_of_port(IgdState *s, unsigned port);

/* Whether a transcoder that runs and is enabled sends through @port. */
bool igd_display_port_enabled(IgdState *s, unsigned port);

extern const IgdRoom igd_timing_room;
extern const IgdRoom igd_plane_gen8_room;
extern const IgdRoom igd_plane_skl_room;
extern const IgdRoom igd_plane_bxt_room;
extern const IgdRoom igd_flip_room;
extern const IgdRoom igd_scanline_room;
extern const IgdRoom igd_cursor_gen8_room;
extern const IgdRoom igd_cursor_gen9_room;
extern const IgdRoom igd_colour_gen8_room;
extern const IgdRoom igd_colour_gen9_room;
extern const IgdRoom igd_pipe_room;
extern const IgdRoom igd_pipe_crc_room;
/* of gen9 alone */
extern const IgdRoom igd_scaler_room;
/* of gen8 alone */
extern const IgdRoom igd_pfit_room;
extern const IgdRoom igd_wm_room;
extern const IgdRoom igd_ips_room;

#endif
