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

/* The state of a source that is not a pulse, in ISR. */
void igd_irq_level(IgdState *s, IgdIrqGroup group, uint32_t bits, bool level);

/* The registers of @group have lost their contents. */
void igd_irq_lost(IgdState *s, IgdIrqGroup group);

/*
 * The rooms define IMR, IIR and IER of every group, the second one those of
 * IGD_IRQ_SDE, and every ISR except SDEISR (0xc4000), which is hotplug's. The
 * lines of monitors are live bits there, or in DE_PORT_ISR.
 */
extern const IgdRoom igd_irq_room;
extern const IgdRoom igd_irq_sde_room;

#endif
