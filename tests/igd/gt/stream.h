/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rings and batches that a command streamer reads commands from. */
#ifndef IGD_STREAM_H
#define IGD_STREAM_H

#include "engine.h"
#include "ppgtt.h"

typedef enum IgdStream {
    IGD_STREAM_RING,
    IGD_STREAM_BATCH,
    IGD_STREAM_SECOND,      /* second level batch */
    IGD_STREAM_WORKAROUND,  /* of a context: see context.c */
} IgdStream;

/* The one that the next command is read from. */
IgdStream igd_stream_current(IgdEngine *e);

/* The space that the addresses of @stream are in. */
IgdSpace igd_stream_space(IgdEngine *e, IgdStream stream);

/* Address of the next command; in the ring, an offset from RING_START. */
uint64_t igd_stream_position(IgdEngine *e, IgdStream stream);

/* Go on by @len dwords. */
void igd_stream_advance(IgdEngine *e, IgdStream stream, unsigned len);

/*
 * Read @len dwords at @pos, which is as igd_stream_position() gives it.
 * Returns false where memory cannot be read.
 */
bool igd_stream_fetch(IgdEngine *e, IgdStream stream, uint64_t pos,
                      uint32_t *dw, unsigned len);

/* Read on at @addr of @space, in a batch of first or second level. */
void igd_stream_start(IgdEngine *e, IgdStream stream, uint64_t addr,
                      IgdSpace space);

/* Go back to where @stream was started; the ring has no such place. */
void igd_stream_end(IgdEngine *e, IgdStream stream);

#endif
