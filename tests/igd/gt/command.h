/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A command and what its handlers share: the rights of the batch that it is
 * in, its addresses, and memory.
 */
#ifndef IGD_COMMAND_H
#define IGD_COMMAND_H

#include "commands.h"
#include "stream.h"

/* Longest command that is executed: MI_STORE_DATA_IMM, 10 bits of length. */
#define IGD_CMD_MAX     (0x3ff + 2)

#define IGD_CMD_GGTT    BIT(22)         /* most commands' bit for it */
#define IGD_CMD_REG     0x007ffffcu     /* offset of a register */

/*
 * struct IgdCommand - a command as it was fetched
 * @stream: where from
 * @privileged: its batch may do what user mode may not
 * @len: dwords
 */
typedef struct IgdCommand {
    IgdStream stream;
    bool privileged;
    unsigned len;
    uint32_t dw[IGD_CMD_MAX];
} IgdCommand;

typedef IgdResult IgdCommandFn(IgdEngine *e, const IgdCommand *c);

/* The address in two dwords. */
uint64_t igd_cmd_address(const uint32_t *dw);

/* Whether the batch may use the space that @ggtt (a bit of dword 0) selects. */
bool igd_cmd_may_use(const IgdCommand *c, uint32_t ggtt);
IgdSpace igd_cmd_space(const IgdCommand *c, uint32_t ggtt);

/* A command that its batch has no right to: it does nothing. */
IgdResult igd_cmd_refuse(IgdEngine *e, const IgdCommand *c);

uint32_t igd_cmd_read32(IgdEngine *e, IgdSpace space, uint64_t va);
void igd_cmd_write32(IgdEngine *e, IgdSpace space, uint64_t va, uint32_t val);
void igd_cmd_write64(IgdEngine *e, IgdSpace space, uint64_t va, uint64_t val);

/* Load a register, if the batch may. */
void igd_cmd_load_register(IgdEngine *e, const IgdCommand *c, uint32_t reg,
                           uint32_t val);

/* mi_flow.c */
IgdCommandFn igd_mi_noop;
IgdCommandFn igd_mi_user_interrupt;
IgdCommandFn igd_mi_arb_check;
IgdCommandFn igd_mi_arb_on_off;
IgdCommandFn igd_mi_batch_buffer_end;
IgdCommandFn igd_mi_batch_buffer_start;
IgdCommandFn igd_mi_conditional_batch_buffer_end;
IgdCommandFn igd_mi_semaphore_wait;
IgdCommandFn igd_mi_predicate;

/* mi_memory.c */
IgdCommandFn igd_mi_store_data_imm;
IgdCommandFn igd_mi_store_data_index;
IgdCommandFn igd_mi_copy_mem_mem;
IgdCommandFn igd_mi_flush_dw;
IgdCommandFn igd_pipe_control;

/* mi_register.c */
IgdCommandFn igd_mi_load_register_imm;
IgdCommandFn igd_mi_store_register_mem;
IgdCommandFn igd_mi_load_register_mem;
IgdCommandFn igd_mi_load_register_reg;

/* mi_math.c */
IgdCommandFn igd_mi_math;

/* blt_commands.c */
IgdCommandFn igd_xy_color_blt;
IgdCommandFn igd_xy_pat_blt_immediate;
IgdCommandFn igd_xy_src_copy_blt;
IgdCommandFn igd_xy_fast_copy_blt;

#endif
