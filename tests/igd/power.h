/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display power wells, and the mailbox of the power control unit. */
#ifndef IGD_POWER_H
#define IGD_POWER_H

#include "mmio.h"

/* Of Skylake: power of the lanes of @port. */
bool igd_skl_port_power(IgdState *s, unsigned port);

/* ... and of the line of AUX channel @ch. */
bool igd_skl_aux_power(IgdState *s, unsigned ch);

/* Power of the display buffer, that planes are fetched into. */
bool igd_power_dbuf(IgdState *s);

/* Of power well 2, which all but pipe A and the panel's port are in. */
bool igd_power_pg2(IgdState *s);

/* DMC has woken the display: it has power well 1 turned on again. */
void igd_power_restore(IgdState *s);

/* Latency of memory in its power-saving state @level, 0 to 7, in us. */
unsigned igd_pcode_latency(unsigned level);

/* Of the wells that @pipe and transcoder @trans are in. */
bool igd_power_pipe(IgdState *s, unsigned pipe);
bool igd_power_transcoder(IgdState *s, unsigned trans);

extern const IgdRoom igd_power_skl_room;
extern const IgdRoom igd_power_bxt_room;
extern const IgdRoom igd_pcode_skl_room;
extern const IgdRoom igd_pcode_bxt_room;

#endif
