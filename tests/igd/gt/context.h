/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logical ring contexts: what is saved and restored when they are switched. */
#ifndef IGD_CONTEXT_H
#define IGD_CONTEXT_H

#include "engine.h"

/*
 * struct IgdContextBlock - one MI_LOAD_REGISTER_IMM of a context image
 * @dword: where in the register state page its header is
 * @num_regs: pairs that follow
 * @posted: the header has MI_LRI_FORCE_POSTED
 * @engine_state: belongs to the part that CTX_CONTROL can inhibit
 * @regs: offsets from the engine's base
 */
struct IgdContextBlock {
    uint16_t dword;
    uint16_t num_regs;
    bool posted;
    bool engine_state;
    const uint16_t *regs;
};

extern const IgdContextBlock igd_context_gen8_rcs[];
extern const IgdContextBlock igd_context_gen8_xcs[];
extern const IgdContextBlock igd_context_gen9_rcs[];
extern const IgdContextBlock igd_context_gen9_xcs[];

/* GGTT address of the context that descriptor @desc names. */
uint32_t igd_context_address(uint64_t desc);

/* Whether @a and @b name the same context. */
bool igd_context_same(uint64_t a, uint64_t b);

/* Load the image of the engine's active context, or save it back. */
void igd_context_restore(IgdEngine *e);
void igd_context_save(IgdEngine *e);

/* A workaround batch ended: start the next one, or the ring. */
void igd_context_workaround_done(IgdEngine *e);

/* The same context was submitted again: take the new RING_TAIL. */
void igd_context_lite_restore(IgdEngine *e);

#endif
