/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Interrupts: master control, GT, display engine and south display
 * interrupt registers, and the message that they send.
 */
#ifndef IGD_IRQ_H
#define IGD_IRQ_H

#include "mmio.h"

/* A group is one quartet ISR, IMR, IIR, IER (16 bytes). */
typedef enum IgdIrqGroup {
    IGD_IRQ_GT0,        /* RCS bits 15:0, BCS bits 31:16 */
    IGD_IRQ_GT1,        /* VCS */
    IGD_IRQ_GT2,        /* PM */
    IGD_IRQ_GT3,        /* VECS */
    IGD_IRQ_PIPE_A,
    IGD_IRQ_PIPE_B,
    IGD_IRQ_PIPE_C,
    IGD_IRQ_DE_PORT,
    IGD_IRQ_DE_MISC,
    IGD_IRQ_PCU,
    IGD_IRQ_SDE,        /* south display engine: the PCH */
    IGD_IRQ_GROUPS,
} IgdIrqGroup;

typedef struct IgdIrq {
    /* events that came while their IIR bit was still set: IIR is two deep */
    uint32_t second[IGD_IRQ_GROUPS];
    bool level;
} IgdIrq;

/*
 * Events happened: set the unmasked ones in IIR and send a message if due.
 * Caller holds the big QEMU lock.
 */
void igd_irq_raise(IgdState *s, IgdIrqGroup group, uint32_t bits);

/* The registers of @group have lost their contents. */
void igd_irq_lost(IgdState *s, IgdIrqGroup group);

/*
 * The room defines IMR, IIR and IER of every group and every ISR except
 * SDEISR (0xc4000), whose live bits belong to hotplug, as the one of
 * DE_PORT_ISR that Broadwell's panel has.
 */
extern const IgdRoom igd_irq_room;

#endif
