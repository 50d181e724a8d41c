/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Command streamer.
 *
 * Sources: Intel PRM Skylake vol. 2a (commands), i915 gt/intel_gpu_commands.h
 * (opcodes and fields), i915 gvt/cmd_parser.c (lengths, engines).
 *
 * Commands of the 3D, media and video pipelines are decoded for their length,
 * skipped and counted: nothing is drawn.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "command.h"
#include "flip.h"

/*
 * struct Command - how a command is decoded
 * @match, @mask: of its first dword; not of MI commands
 * @engines: that know it, 0 = none
 * @length_bits: low bits of the first dword, length less 2; 0 = one dword
 * @min: dwords that @execute needs
 * @privileged: no operation in a batch that is not privileged
 * @execute: NULL if the command is skipped
 */
typedef struct Command {
    const char *name;
    uint32_t match;
    uint32_t mask;
    uint32_t engines;
    uint8_t length_bits;
    uint8_t min;
    bool privileged;
    IgdCommandFn *execute;
} Command;

bool igd_command_in_batch(IgdEngine *e)
{
    return igd_stream_current(e) != IGD_STREAM_RING;
}

uint64_t igd_cmd_address(const uint32_t *dw)
{
    return (dw[0] & ~3u) | (uint64_t)dw[1] << 32;
}

IgdResult igd_cmd_refuse(IgdEngine *e, const IgdCommand *c)
{
    qemu_log_mask(LOG_GUEST_ERROR,
                  "intel-igd: %s: command 0x%08x in a batch without privilege\n",
                  e->info->name, c->dw[0]);
    igd_engine_error(e, IGD_ENGINE_ERROR_PRIVILEGE);
    return IGD_DONE;
}

bool igd_cmd_may_use(const IgdCommand *c, uint32_t ggtt)
{
    return c->privileged || !(c->dw[0] & ggtt);
}

IgdSpace igd_cmd_space(const IgdCommand *c, uint32_t ggtt)
{
    return c->dw[0] & ggtt ? IGD_GGTT : IGD_PPGTT;
}

uint32_t igd_cmd_read32(IgdEngine *e, IgdSpace space, uint64_t va)
{
    uint32_t val;

    igd_engine_read(e, space, va, &val, sizeof(val));
    return le32_to_cpu(val);
}

void igd_cmd_write32(IgdEngine *e, IgdSpace space, uint64_t va, uint32_t val)
{
    val = cpu_to_le32(val);
    igd_engine_write(e, space, va, &val, sizeof(val));
}

void igd_cmd_write64(IgdEngine *e, IgdSpace space, uint64_t va, uint64_t val)
{
    val = cpu_to_le64(val);
    igd_engine_write(e, space, va, &val, sizeof(val));
}

static IgdResult mi_display_flip(IgdEngine *e, const IgdCommand *c)
{
    e->s->platform->gt->display_flip(e, c->dw);
    return IGD_DONE;
}

static IgdResult mi_load_scan_lines(IgdEngine *e, const IgdCommand *c)
{
    igd_mi_load_scan_lines(e, c->dw);
    return IGD_DONE;
}

static IgdResult mi_wait_for_event(IgdEngine *e, const IgdCommand *c)
{
    return igd_mi_event_is_awaited(e, c->dw[0]) ? IGD_WAIT : IGD_ARBITRATE;
}

/* MI commands have 6 bits of opcode, 28:23. */
#define MI(_opcode, _name, ...) [_opcode] = { .name = (_name), __VA_ARGS__ }
#define ALL     .engines = IGD_ALL_ENGINES
#define RCS     .engines = IGD_RCS
#define FLIP    .engines = IGD_RCS | IGD_BCS

static const Command mi_commands[64] = {
    MI(0x00, "MI_NOOP", ALL, .execute = igd_mi_noop),
    MI(0x01, "MI_SET_PREDICATE", ALL),
    MI(0x02, "MI_USER_INTERRUPT", ALL, .execute = igd_mi_user_interrupt),
    MI(0x03, "MI_WAIT_FOR_EVENT", FLIP, .privileged = true,
       .execute = mi_wait_for_event),
    MI(0x04, "MI_FLUSH", ALL),
    MI(0x05, "MI_ARB_CHECK", ALL, .execute = igd_mi_arb_check),
    MI(0x06, "MI_RS_CONTROL", RCS),
    MI(0x07, "MI_REPORT_HEAD", ALL),
    MI(0x08, "MI_ARB_ON_OFF", ALL, .privileged = true,
       .execute = igd_mi_arb_on_off),
    MI(0x09, "MI_URB_ATOMIC_ALLOC", RCS),
    MI(0x0a, "MI_BATCH_BUFFER_END", ALL, .execute = igd_mi_batch_buffer_end),
    MI(0x0b, "MI_SUSPEND_FLUSH", ALL, .privileged = true),
    MI(0x0c, "MI_PREDICATE", RCS, .execute = igd_mi_predicate),
    MI(0x0d, "MI_TOPOLOGY_FILTER", ALL),
    MI(0x0e, "MI_SET_APPID", ALL),
    MI(0x0f, "MI_RS_CONTEXT", RCS),
    MI(0x12, "MI_LOAD_SCAN_LINES_INCL", FLIP, .length_bits = 6, .min = 2,
       .privileged = true, .execute = mi_load_scan_lines),
    MI(0x13, "MI_LOAD_SCAN_LINES_EXCL", FLIP, .length_bits = 6, .min = 2,
       .privileged = true, .execute = mi_load_scan_lines),
    MI(0x14, "MI_DISPLAY_FLIP", FLIP, .length_bits = 8, .min = 3,
       .privileged = true, .execute = mi_display_flip),
    MI(0x19, "MI_URB_CLEAR", RCS, .length_bits = 8),
    MI(0x1a, "MI_MATH", ALL, .length_bits = 8, .execute = igd_mi_math),
    MI(0x1b, "MI_SEMAPHORE_SIGNAL", ALL, .length_bits = 8,
       .privileged = true),
    MI(0x1c, "MI_SEMAPHORE_WAIT", ALL, .length_bits = 8, .min = 4,
       .execute = igd_mi_semaphore_wait),
    MI(0x20, "MI_STORE_DATA_IMM", ALL, .length_bits = 10, .min = 4,
       .execute = igd_mi_store_data_imm),
    MI(0x21, "MI_STORE_DATA_INDEX", ALL, .length_bits = 8, .min = 3,
       .privileged = true, .execute = igd_mi_store_data_index),
    MI(0x22, "MI_LOAD_REGISTER_IMM", ALL, .length_bits = 8, .min = 3,
       .execute = igd_mi_load_register_imm),
    MI(0x23, "MI_UPDATE_GTT", ALL, .length_bits = 10, .privileged = true),
    MI(0x24, "MI_STORE_REGISTER_MEM", ALL, .length_bits = 8, .min = 4,
       .execute = igd_mi_store_register_mem),
    MI(0x26, "MI_FLUSH_DW", ALL, .length_bits = 6, .min = 3,
       .execute = igd_mi_flush_dw),
    MI(0x27, "MI_CLFLUSH", ALL, .length_bits = 10),
    MI(0x28, "MI_REPORT_PERF_COUNT", ALL, .length_bits = 6),
    MI(0x29, "MI_LOAD_REGISTER_MEM", ALL, .length_bits = 8, .min = 4,
       .execute = igd_mi_load_register_mem),
    MI(0x2a, "MI_LOAD_REGISTER_REG", ALL, .length_bits = 8, .min = 3,
       .execute = igd_mi_load_register_reg),
    MI(0x2b, "MI_RS_STORE_DATA_IMM", RCS, .length_bits = 8),
    MI(0x2c, "MI_LOAD_URB_MEM", RCS, .length_bits = 8),
    MI(0x2d, "MI_STORE_URB_MEM", RCS, .length_bits = 8),
    MI(0x2e, "MI_COPY_MEM_MEM", ALL, .length_bits = 8, .min = 5,
       .execute = igd_mi_copy_mem_mem),
    MI(0x2f, "MI_ATOMIC", ALL, .length_bits = 8),
    MI(0x31, "MI_BATCH_BUFFER_START", ALL, .length_bits = 8, .min = 3,
       .execute = igd_mi_batch_buffer_start),
    MI(0x36, "MI_CONDITIONAL_BATCH_BUFFER_END", ALL, .length_bits = 8,
       .min = 4, .execute = igd_mi_conditional_batch_buffer_end),
};

/* The first that matches counts. */
static const Command other_commands[] = {
    { "XY_COLOR_BLT", 0x54000000, 0xffc00000, IGD_BCS, .length_bits = 8,
      .min = 7, .execute = igd_xy_color_blt },
    { "XY_PAT_BLT_IMMEDIATE", 0x5c800000, 0xffc00000, IGD_BCS,
      .length_bits = 8, .min = 7, .execute = igd_xy_pat_blt_immediate },
    { "XY_SRC_COPY_BLT", 0x54c00000, 0xffc00000, IGD_BCS, .length_bits = 8,
      .min = 10, .execute = igd_xy_src_copy_blt },
    { "XY_FAST_COPY_BLT", 0x50800000, 0xffc00000, IGD_BCS, .length_bits = 8,
      .min = 10, .execute = igd_xy_fast_copy_blt },
    { "blitter", 0x40000000, 0xe0000000, IGD_BCS, .length_bits = 8 },
    { "PIPE_CONTROL", 0x7a000000, 0xffff0000, IGD_RCS, .length_bits = 8,
      .min = 6, .execute = igd_pipe_control },
    { "PIPELINE_SELECT", 0x69040000, 0xffff0000, IGD_RCS },
    { "3DSTATE_VF_STATISTICS", 0x780b0000, 0xffff0000, IGD_RCS },
    { "3DSTATE_VF_STATISTICS_GM45", 0x680b0000, 0xffff0000, IGD_RCS },
    { "3DSTATE_SO_DECL_LIST", 0x79170000, 0xffff0000, IGD_RCS,
      .length_bits = 9 },
    { "3DSTATE_BINDING_TABLE_EDIT", 0x78430000, 0xffff0000, IGD_RCS,
      .length_bits = 9 },
    { "3DSTATE_BINDING_TABLE_EDIT", 0x78440000, 0xfffc0000, IGD_RCS,
      .length_bits = 9 },
    { "3DSTATE_DX9_CONSTANTF", 0x79390000, 0xffff0000, IGD_RCS,
      .length_bits = 11 },
    { "3DSTATE_DX9_CONSTANTF", 0x793a0000, 0xffff0000, IGD_RCS,
      .length_bits = 11 },
    { "media", 0x70000000, 0xf8000000, IGD_RCS, .length_bits = 16 },
    { "video", 0x70000000, 0xf8000000, IGD_VCS | IGD_VECS,
      .length_bits = 12 },
    { "MFX_WAIT", 0x68000000, 0xf8000000, IGD_VCS, .length_bits = 6 },
    { "3D", 0x60000000, 0xe0000000, IGD_RCS, .length_bits = 8 },
};

static const Command *decode(IgdEngine *e, uint32_t dw)
{
    if (dw >> 29 == 0) {
        const Command *cmd = &mi_commands[extract32(dw, 23, 6)];

        return cmd->engines & e->info->kind ? cmd : NULL;
    }
    for (unsigned i = 0; i < ARRAY_SIZE(other_commands); i++) {
        const Command *cmd = &other_commands[i];

        if ((dw & cmd->mask) == cmd->match &&
            (cmd->engines & e->info->kind)) {
            return cmd;
        }
    }
    return NULL;
}

QEMU_BUILD_BUG_ON(ARRAY_SIZE(mi_commands) + ARRAY_SIZE(other_commands) >
                  IGD_COMMAND_KINDS);

/* MI commands by opcode, then the others. */
static const Command *kind(unsigned i)
{
    if (i < ARRAY_SIZE(mi_commands)) {
        return &mi_commands[i];
    }
    i -= ARRAY_SIZE(mi_commands);
    return i < ARRAY_SIZE(other_commands) ? &other_commands[i] : NULL;
}

static void count_skipped(IgdEngine *e, const Command *cmd)
{
    for (unsigned i = 0; i < IGD_COMMAND_KINDS; i++) {
        if (kind(i) == cmd) {
            e->skipped_kind[i]++;
        }
    }
    e->skipped++;
}

char *igd_command_skipped(IgdEngine *e)
{
    GString *text = g_string_new("");

    for (unsigned i = 0; i < IGD_COMMAND_KINDS; i++) {
        if (e->skipped_kind[i]) {
            g_string_append_printf(text, "%s%s=%" PRIu64, text->len ? " " : "",
                                   kind(i)->name, e->skipped_kind[i]);
        }
    }
    return g_string_free(text, false);
}

static unsigned length(const Command *cmd, uint32_t dw)
{
    return cmd->length_bits ? extract32(dw, 0, cmd->length_bits) + 2 : 1;
}

static IgdResult invalid(IgdEngine *e, uint32_t dw, uint64_t pos)
{
    qemu_log_mask(LOG_GUEST_ERROR,
                  "intel-igd: %s: invalid command 0x%08x at 0x%" PRIx64 "\n",
                  e->info->name, dw, pos);
    igd_engine_error(e, IGD_ENGINE_ERROR_INSTRUCTION);
    return IGD_HANG;
}

/*
 * A command is executed with the position behind it, as a batch has to come
 * back there. One that is not done is put back to where it was.
 */
static IgdResult run(IgdEngine *e, const Command *cmd, const IgdCommand *c)
{
    const uint32_t saved[] = {
        RING_HEAD, RING_BB_ADDR, RING_BB_ADDR_UDW, RING_SBB_ADDR,
        RING_SBB_ADDR_UDW,
    };
    uint32_t before[ARRAY_SIZE(saved)];
    bool in_wa = e->in_wa;
    uint32_t wa_pos = e->wa_pos, wa_end = e->wa_end;
    IgdResult result;

    for (unsigned i = 0; i < ARRAY_SIZE(saved); i++) {
        before[i] = igd_engine_reg(e, saved[i]);
    }
    igd_stream_advance(e, c->stream, c->len);
    result = cmd->execute(e, c);
    if (result != IGD_MORE) {
        e->blit_piece = 0;
    }
    if (result == IGD_WAIT || result == IGD_MORE) {
        for (unsigned i = 0; i < ARRAY_SIZE(saved); i++) {
            igd_engine_reg_set(e, saved[i], before[i]);
        }
        e->in_wa = in_wa;
        e->wa_pos = wa_pos;
        e->wa_end = wa_end;
    }
    return result;
}

IgdResult igd_command_execute(IgdEngine *e)
{
    IgdStream stream = igd_stream_current(e);
    uint64_t pos = igd_stream_position(e, stream);
    const Command *cmd;
    IgdCommand c;

    if (!igd_stream_fetch(e, stream, pos, c.dw, 1)) {
        return IGD_HANG;
    }
    igd_engine_reg_set(e, RING_IPEHR, c.dw[0]);
    cmd = decode(e, c.dw[0]);
    if (!cmd) {
        return invalid(e, c.dw[0], pos);
    }
    c.stream = stream;
    c.privileged = igd_stream_space(e, stream) == IGD_GGTT;
    c.len = length(cmd, c.dw[0]);
    e->commands++;

    if (cmd->privileged && !c.privileged) {
        igd_stream_advance(e, stream, c.len);
        return igd_cmd_refuse(e, &c);
    }
    if (!cmd->execute) {
        count_skipped(e, cmd);
        igd_stream_advance(e, stream, c.len);
        return IGD_DONE;
    }
    if (c.len < cmd->min) {
        return invalid(e, c.dw[0], pos);
    }
    if (c.len > 1 &&
        !igd_stream_fetch(e, stream, pos + 4, &c.dw[1], c.len - 1)) {
        return IGD_HANG;
    }
    return run(e, cmd, &c);
}
