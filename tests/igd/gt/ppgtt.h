/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Per-process page tables, and memory as a command streamer sees it. */
#ifndef IGD_PPGTT_H
#define IGD_PPGTT_H

#include "engine.h"

typedef enum IgdSpace {
    IGD_GGTT,
    IGD_PPGTT,      /* of the context that the engine runs */
} IgdSpace;

/*
 * Read or write @len bytes at @va of @space. What cannot be translated reads
 * as zero and drops writes, is reported in RING_FAULT and logged; the return
 * value is false if that happened.
 */
bool igd_engine_read(IgdEngine *e, IgdSpace space, uint64_t va, void *buf,
                     size_t len);
bool igd_engine_write(IgdEngine *e, IgdSpace space, uint64_t va,
                      const void *buf, size_t len);

#endif
