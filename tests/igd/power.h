/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Display power wells, and the mailbox of the power control unit. */
#ifndef IGD_POWER_H
#define IGD_POWER_H

#include "mmio.h"

typedef struct IgdPower IgdPower;

/* Power of the lanes of @port: without it nothing leaves its buffer. */
bool igd_skl_port_power(IgdState *s, unsigned port);
bool igd_bdw_port_power(IgdState *s, unsigned port);

/* ... and of the line of AUX channel @ch, also on Broadwell. */
bool igd_skl_aux_power(IgdState *s, unsigned ch);

/* Power of the display buffer, that planes are fetched into. */
bool igd_power_dbuf(IgdState *s);

/* Of power well 2, which all but pipe A and the panel's port are in. */
bool igd_power_pg2(IgdState *s);

/* DMC has woken the display: it has power well 1 turned on again. */
void igd_power_restore(IgdState *s);

/* Latency of memory in its power-saving state @level, 0 to 7, in us. */
unsigned igd_pcode_latency(unsigned level);

/* Of @command, with @data to and fro: how it went, as the mailbox tells. */
uint32_t igd_skl_pcode(IgdState *s, unsigned command, uint32_t *data);
uint32_t igd_bdw_pcode(IgdState *s, unsigned command, uint32_t *data);
uint32_t igd_bxt_pcode(IgdState *s, unsigned command, uint32_t *data);

/* Of the wells that @pipe and transcoder @trans are in. */
bool igd_power_pipe(IgdState *s, unsigned pipe);
bool igd_power_transcoder(IgdState *s, unsigned trans);

/* The wells of a platform, and what is in them. */
extern const IgdPower igd_power_skl;
extern const IgdPower igd_power_bdw;
extern const IgdPower igd_power_bxt;

extern const IgdRoom igd_power_gen8_room;
extern const IgdRoom igd_power_gen9_room;
extern const IgdRoom igd_pcode_room;

#endif
