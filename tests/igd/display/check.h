/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What hardware needs so that a pipe gets its pixels in time. It is looked at
 * when something has changed: planes that latched, a pipe that starts or
 * stops, a clock.
 */
#ifndef IGD_CHECK_H
#define IGD_CHECK_H

#include "display.h"

/* Of an IgdPipeCheck: what was wrong at the last look. */
extern const VMStateDescription igd_check_vmstate;

/*
 * Layer @layer of @pipe (IGD_MAX_PLANES: the cursor) latches its registers:
 * its share of the display buffer and its watermark go along.
 */
void igd_check_latch(IgdPipe *pipe, unsigned layer);

/* After all layers of @pipe have latched: look, if one has. */
void igd_check_pipe(IgdPipe *pipe);

/* @pipe has started, has stopped or runs with another mode. */
void igd_check_restart(IgdPipe *pipe);

/* Something that all pipes share has changed. */
void igd_check_all(IgdState *s);

/* @pipe stops, as it was told to: look what it leaves on. */
void igd_check_stop(IgdPipe *pipe);

/* At the start of vertical blank: interrupts of what is wrong. */
void igd_check_frame(IgdPipe *pipe);

/* Layers of @pipe that show nothing as their data do not come, as bits. */
uint32_t igd_check_hidden(const IgdPipe *pipe);

/* The power of @pipe is off: what it had latched is gone. */
void igd_check_forget(IgdPipe *pipe);

/* Source of @pipe, pixels. */
void igd_check_source(IgdPipe *pipe, uint32_t *width, uint32_t *height);

/* Is @layer enabled? */
bool igd_check_enabled(const IgdPipe *pipe, unsigned layer);

/* "plane 1" to "plane 3", "cursor" */
const char *igd_layer_name(unsigned layer);

/* Rule places of layers. */
static inline unsigned igd_layer_place(const IgdPipe *pipe, unsigned layer)
{
    return pipe->index * IGD_LAYERS + layer;
}

/*
 * dbuf.c: the display buffer of gen9. A layer's share of it, and its
 * watermarks, go along when it latches; rules of both, for all pipes.
 */
void igd_dbuf_latch(IgdPipe *pipe, unsigned layer);
void igd_dbuf_check(IgdState *s);

/* surface.c: rules of the planes of @pipe and their surfaces. */
void igd_surface_check(IgdPipe *pipe);

#endif
