/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Display microcontroller: it puts the display to sleep (display C states 5
 * and 6), and makes it as it was when somebody needs it.
 */
#ifndef IGD_DMC_H
#define IGD_DMC_H

#include "qemu/timer.h"
#include "mmio.h"

typedef struct IgdDmc {
    QEMUTimer *timer;   /* nobody has needed the display until then */
    bool asleep;
} IgdDmc;

/* Something that decides whether the display may sleep has changed. */
void igd_dmc_update(IgdState *s);

/* Somebody accesses a register that sleeps with the display. */
void igd_dmc_touch(IgdState *s);

extern const IgdRoom igd_dmc_skl_room;
extern const IgdRoom igd_dmc_bxt_room;

#endif
