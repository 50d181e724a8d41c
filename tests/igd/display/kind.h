/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tells the display engine of one generation from that of another. */
#ifndef IGD_DISPLAY_KIND_H
#define IGD_DISPLAY_KIND_H

#include "blend.h"
#include "plane.h"
#include "scaler.h"

/*
 * struct IgdDisplayKind - a generation of display engines
 * @flip_done: interrupt of a pipe for the flip of each plane
 * @fault: likewise of each layer that cannot be fetched; the cursor's is last
 * @stride_mask: the stride in a plane's register for that
 * @tiled_mask: the tiling in its control register; 0 there is linear
 * @sync_only: bits there with which no flip is asynchronous
 * @bottom_color: what is below all planes has a register, SKL_BOTTOM_COLOR
 * @csc_read_disarms: reads of an armed CSC take the arming back
 * @plane_layer: see igd_plane_layer()
 * @plane_wrong: why a plane that is on cannot be fetched as it is latched
 * @plane_place: where in the pipe's source it is, and why it cannot be there,
 *               or NULL
 * @scaler_latch, @scaler_window: see scaler.h
 * @pipe_scaled: the picture as a whole is, as its registers are now
 * @buffer_latch: a layer's share of the display buffer goes along when it
 *                latches; NULL if it has none of its own
 * @buffer_check: find the layers whose data come too late, in all pipes
 * @cdclk_need: the CDCLK that @pipe needs for @hz pixels in a second
 * @crc_layers: whose CRC PIPE_CRC_CTL asks for, as bits
 */
typedef struct IgdDisplayKind {
    uint32_t flip_done[IGD_MAX_PLANES];
    uint32_t fault[IGD_LAYERS];
    uint32_t stride_mask, tiled_mask, sync_only;
    bool bottom_color, csc_read_disarms;
    bool (*plane_layer)(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                        IgdLayer *layer);
    const char *(*plane_wrong)(const IgdPipe *pipe, unsigned plane);
    const char *(*plane_place)(IgdPipe *pipe, unsigned plane, IgdRect *at);
    void (*scaler_latch)(IgdPipe *pipe);
    bool (*scaler_window)(IgdPipe *pipe, unsigned binding, uint32_t width,
                          uint32_t height, IgdWindow *window,
                          const char **why);
    bool (*pipe_scaled)(const IgdPipe *pipe);
    void (*buffer_latch)(IgdPipe *pipe, unsigned layer);
    void (*buffer_check)(IgdState *s);
    uint64_t (*cdclk_need)(const IgdPipe *pipe, uint64_t hz);
    unsigned (*crc_layers)(uint32_t ctl);
} IgdDisplayKind;

extern const IgdDisplayKind igd_display_gen8;
extern const IgdDisplayKind igd_display_gen9;

#endif
