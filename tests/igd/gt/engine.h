/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An engine: its registers, the execlist submission port, and the loop that
 * lets its command streamer run.
 *
 * The state of the streamer is where the hardware has it, in registers:
 * RING_HEAD, BB_ADDR, SBB_ADDR. A context image is therefore complete, and a
 * batch that was preempted goes on where it was.
 *
 * Everything here runs under the big QEMU lock, in the main loop.
 */
#ifndef IGD_ENGINE_H
#define IGD_ENGINE_H

#include "qemu/timer.h"
#include "../mmio.h"
#include "../irq.h"

#define IGD_MAX_ENGINES 4

/* Kinds of commands whose decoding differs: at most so many. */
#define IGD_COMMAND_KINDS 96

/* Offsets from the engine's base: i915 gt/intel_engine_regs.h. */
enum {
    RING_TAIL           = 0x030,
    RING_HEAD           = 0x034,
    RING_START          = 0x038,
    RING_CTL            = 0x03c,
    RING_ACTHD_UDW      = 0x05c,
    RING_IPEHR          = 0x068,
    RING_ACTHD          = 0x074,
    RING_HWS_PGA        = 0x080,
    RING_NOPID          = 0x094,
    RING_MI_MODE        = 0x09c,
    RING_IMR            = 0x0a8,
    RING_EIR            = 0x0b0,
    RING_EMR            = 0x0b4,
    RING_ESR            = 0x0b8,
    RING_RESET_CTL      = 0x0d0,
    RING_BB_STATE       = 0x110,
    RING_SBB_ADDR       = 0x114,
    RING_SBB_STATE      = 0x118,
    RING_SBB_ADDR_UDW   = 0x11c,
    RING_BB_ADDR        = 0x140,
    RING_BB_ADDR_UDW    = 0x168,
    RING_BB_PER_CTX     = 0x1c0,
    RING_INDIRECT_CTX   = 0x1c4,
    RING_ELSP           = 0x230,
    RING_EXECLIST_STATUS = 0x234,
    RING_CTX_CONTROL    = 0x244,
    RING_PDP            = 0x270,
    RING_MODE           = 0x29c,
    RING_TIMESTAMP      = 0x358,
    RING_CSB            = 0x370,
    RING_CSB_PTR        = 0x3a0,
    RING_CTX_TIMESTAMP  = 0x3a8,
    RING_PREDICATE_SRC0 = 0x400,
    RING_PREDICATE_SRC1 = 0x408,
    RING_PREDICATE_RESULT = 0x418,
    RING_PREDICATE_RESULT_1 = 0x41c,
    RING_NONPRIV        = 0x4d0,
    RING_GPR            = 0x600,
};

#define HEAD_ADDR       0x001ffffcu
#define HEAD_WRAP_ONE   0x00200000u
#define TAIL_ADDR       0x001ffff8u
#define BB_VALID        BIT(0)          /* in BB_ADDR and SBB_ADDR */
#define BB_STATE_PPGTT  BIT(5)          /* in BB_STATE and SBB_STATE */

/* GT interrupts of an engine, before its shift: i915 gt/intel_gt_regs.h. */
#define IGD_ENGINE_IRQ_USER         BIT(0)
#define IGD_ENGINE_IRQ_ERROR        BIT(3)
#define IGD_ENGINE_IRQ_NOTIFY       BIT(4)
#define IGD_ENGINE_IRQ_CONTEXT      BIT(8)
#define IGD_ENGINE_IRQ_SEMAPHORE    BIT(11)

/* RING_ESR and RING_EIR: i915 i915_reg.h, I915_ERROR_*. */
#define IGD_ENGINE_ERROR_INSTRUCTION BIT(0)
#define IGD_ENGINE_ERROR_PRIVILEGE   BIT(2)

/* Which commands an engine knows. */
#define IGD_RCS BIT(0)
#define IGD_VCS BIT(1)
#define IGD_VECS BIT(2)
#define IGD_BCS BIT(3)
#define IGD_ALL_ENGINES (IGD_RCS | IGD_VCS | IGD_VECS | IGD_BCS)

typedef struct IgdContextBlock IgdContextBlock;

/*
 * struct IgdEngineInfo - what tells one engine from another
 * @kind: IGD_RCS, ...
 * @base: of its registers
 * @irq_shift: where in @irq_group its interrupts are, also in RING_IMR
 * @fault_id: its number in RING_FAULT
 * @reset_bit: its bit in GDRST
 * @mocs: its first memory object control register, where there are any
 */
typedef struct IgdEngineInfo {
    const char *name;
    uint32_t kind;
    uint32_t base;
    IgdIrqGroup irq_group;
    unsigned irq_shift;
    unsigned fault_id;
    uint32_t reset_bit;
    uint32_t mocs;
} IgdEngineInfo;

typedef struct IgdEngine {
    IgdState *s;
    const IgdEngineInfo *info;
    const IgdContextBlock *context; /* layout of its images, up to an entry
                                       without registers */
    IgdReg *regs;               /* engine_regs, moved to the engine's base */
    size_t num_regs;
    QEMUTimer *timer;           /* the streamer's next turn */

    uint32_t elsp[4];           /* writes to ELSP so far, in order */
    unsigned elsp_writes;
    uint64_t pending[2];        /* descriptors submitted and not yet taken */
    uint64_t active[2];         /* those that run, first one first; 0 = none */
    uint32_t switch_reason;     /* last event, for EXECLIST_STATUS */

    uint64_t context_ticks;     /* timestamp when the context was loaded */
    uint32_t wa_pos;            /* GGTT address in a workaround batch */
    uint32_t wa_end;            /* its end, 0 = ends by command or not in one */
    bool in_wa;                 /* executes a workaround batch */
    bool arbitration_off;       /* MI_ARB_ON_OFF */
    bool at_arbitration;        /* a pending execlist may be taken now */
    bool waiting;               /* for an event, or with the rest of a blit */
    bool hung;                  /* until it is reset */
    int64_t poll_ns;            /* time to the next look at a semaphore */
    int64_t event_ns;           /* ... at a display event, 0 = not known */
    uint64_t event_frames;      /* frames of its pipe when the wait began */
    uint32_t blit_piece;        /* of the blit that is executed, the next one */

    uint64_t commands;          /* executed since power-on */
    uint64_t skipped;           /* of those, only their length was decoded */
    uint64_t skipped_kind[IGD_COMMAND_KINDS];   /* see igd_command_skipped() */
    uint64_t submissions;
} IgdEngine;

/* Stored value of the engine's register at @offset from its base. */
uint32_t igd_engine_reg(IgdEngine *e, uint32_t offset);
void igd_engine_reg_set(IgdEngine *e, uint32_t offset, uint32_t val);
uint64_t igd_engine_reg64(IgdEngine *e, uint32_t offset);

/* Interrupts of the engine, bits IGD_ENGINE_IRQ_*, as far as RING_IMR lets. */
void igd_engine_irq(IgdEngine *e, uint32_t bits);

/*
 * The streamer met an error, bits IGD_ENGINE_ERROR_*. It stops for good if
 * the error is fatal.
 */
void igd_engine_error(IgdEngine *e, uint32_t bits);

/* Reset by GDRST: idle, registers at their reset values. */
void igd_engine_reset(IgdEngine *e);

#endif
