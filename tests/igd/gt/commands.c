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
#include "commands.h"
#include "context.h"
#include "ppgtt.h"

/* Longest command that is executed: MI_STORE_DATA_IMM, 10 bits of length. */
#define MAX_DWORDS      (0x3ff + 2)

#define USE_GGTT        BIT(22)
#define REG_MASK        0x007ffffcu

typedef enum Stream {
    STREAM_RING,
    STREAM_BATCH,
    STREAM_SECOND,          /* second level batch */
    STREAM_WORKAROUND,      /* of a context: see context.c */
} Stream;

typedef struct Fetched {
    Stream stream;
    bool privileged;
    unsigned len;
    uint32_t dw[MAX_DWORDS];
} Fetched;

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
    IgdResult (*execute)(IgdEngine *e, const Fetched *c);
} Command;

static Stream current_stream(IgdEngine *e)
{
    if (e->in_wa) {
        return STREAM_WORKAROUND;
    }
    if (igd_engine_reg(e, RING_SBB_ADDR) & BB_VALID) {
        return STREAM_SECOND;
    }
    if (igd_engine_reg(e, RING_BB_ADDR) & BB_VALID) {
        return STREAM_BATCH;
    }
    return STREAM_RING;
}

bool igd_command_in_batch(IgdEngine *e)
{
    return current_stream(e) != STREAM_RING;
}

static uint32_t ring_mask(IgdEngine *e)
{
    uint32_t pages = extract32(igd_engine_reg(e, RING_CTL), 12, 9) + 1;

    return pages * 4096 - 1;
}

static IgdSpace stream_space(IgdEngine *e, Stream stream)
{
    uint32_t state = 0;

    if (stream == STREAM_BATCH) {
        state = igd_engine_reg(e, RING_BB_STATE);
    } else if (stream == STREAM_SECOND) {
        state = igd_engine_reg(e, RING_SBB_STATE);
    }
    return state & BB_STATE_PPGTT ? IGD_PPGTT : IGD_GGTT;
}

static uint64_t batch_address(IgdEngine *e, uint32_t lo, uint32_t hi)
{
    return (igd_engine_reg(e, lo) & ~3u) |
           (uint64_t)igd_engine_reg(e, hi) << 32;
}

static void set_batch_address(IgdEngine *e, uint32_t lo, uint32_t hi,
                              uint64_t addr)
{
    igd_engine_reg_set(e, lo, (addr & ~3u) | BB_VALID);
    igd_engine_reg_set(e, hi, extract64(addr, 32, 16));
}

/* Address of the next command; in the ring, an offset from RING_START. */
static uint64_t position(IgdEngine *e, Stream stream)
{
    switch (stream) {
    case STREAM_WORKAROUND:
        return e->wa_pos;
    case STREAM_SECOND:
        return batch_address(e, RING_SBB_ADDR, RING_SBB_ADDR_UDW);
    case STREAM_BATCH:
        return batch_address(e, RING_BB_ADDR, RING_BB_ADDR_UDW);
    case STREAM_RING:
    default:
        return igd_engine_reg(e, RING_HEAD) & HEAD_ADDR & ring_mask(e);
    }
}

static void advance(IgdEngine *e, Stream stream, unsigned len)
{
    uint64_t next = position(e, stream) + len * 4;
    uint32_t head;

    switch (stream) {
    case STREAM_WORKAROUND:
        e->wa_pos = next;
        if (e->wa_end && e->wa_pos >= e->wa_end) {
            igd_context_workaround_done(e);
        }
        break;
    case STREAM_SECOND:
        set_batch_address(e, RING_SBB_ADDR, RING_SBB_ADDR_UDW, next);
        break;
    case STREAM_BATCH:
        set_batch_address(e, RING_BB_ADDR, RING_BB_ADDR_UDW, next);
        break;
    case STREAM_RING:
        head = igd_engine_reg(e, RING_HEAD) & ~HEAD_ADDR;
        if (next > ring_mask(e)) {
            head += HEAD_WRAP_ONE;
        }
        igd_engine_reg_set(e, RING_HEAD, head | (next & ring_mask(e)));
        break;
    }
}

/* @pos is as position() gives it. A command may go over the ring's end. */
static bool fetch(IgdEngine *e, Stream stream, uint64_t pos, uint32_t *dw,
                  unsigned len)
{
    size_t bytes = len * 4, first = bytes;
    bool ok;

    if (stream != STREAM_RING) {
        ok = igd_engine_read(e, stream_space(e, stream), pos, dw, bytes);
    } else {
        uint32_t start = igd_engine_reg(e, RING_START);

        pos &= ring_mask(e);
        first = MIN(bytes, ring_mask(e) + 1 - pos);
        ok = igd_engine_read(e, IGD_GGTT, start + pos, dw, first);
        if (first < bytes) {
            ok &= igd_engine_read(e, IGD_GGTT, start, &dw[first / 4],
                                  bytes - first);
        }
    }
    for (unsigned i = 0; i < len; i++) {
        dw[i] = le32_to_cpu(dw[i]);
    }
    return ok;
}

static uint64_t address(const uint32_t *dw)
{
    return (dw[0] & ~3u) | (uint64_t)dw[1] << 32;
}

/* A command that its batch has no right to: it does nothing. */
static IgdResult refuse(IgdEngine *e, const Fetched *c)
{
    qemu_log_mask(LOG_GUEST_ERROR,
                  "intel-igd: %s: command 0x%08x in a batch without privilege\n",
                  e->info->name, c->dw[0]);
    igd_engine_error(e, IGD_ENGINE_ERROR_PRIVILEGE);
    return IGD_DONE;
}

/* Whether the batch may use the space that @ggtt (a bit of dword 0) selects. */
static bool may_use(const Fetched *c, uint32_t ggtt)
{
    return c->privileged || !(c->dw[0] & ggtt);
}

static IgdSpace space_of(const Fetched *c, uint32_t ggtt)
{
    return c->dw[0] & ggtt ? IGD_GGTT : IGD_PPGTT;
}

static uint32_t read32(IgdEngine *e, IgdSpace space, uint64_t va)
{
    uint32_t val;

    igd_engine_read(e, space, va, &val, sizeof(val));
    return le32_to_cpu(val);
}

static void write32(IgdEngine *e, IgdSpace space, uint64_t va, uint32_t val)
{
    val = cpu_to_le32(val);
    igd_engine_write(e, space, va, &val, sizeof(val));
}

static void write64(IgdEngine *e, IgdSpace space, uint64_t va, uint64_t val)
{
    val = cpu_to_le64(val);
    igd_engine_write(e, space, va, &val, sizeof(val));
}

/*
 * Registers that a batch without privilege may load: Intel PRM Skylake
 * vol. 2a, "User mode privileged commands"; i915 i915_cmd_parser.c. Besides
 * them those that RING_FORCE_TO_NONPRIV names.
 */
static const struct {
    uint32_t engines;
    uint32_t offset;
    uint32_t bytes;
    bool relative;          /* to the engine's base */
} user_regs[] = {
    { IGD_ALL_ENGINES, RING_NOPID, 4, true },
    { IGD_ALL_ENGINES, RING_GPR, 0x80, true },
    { IGD_RCS, 0x20c0, 4 },             /* INSTPM */
    { IGD_RCS, 0x2290, 0xc8 },          /* pipeline statistics */
    { IGD_RCS, 0x2400, 0x44 },          /* MI_PREDICATE_*, 3DPRIM_* */
    { IGD_RCS, 0x2500, 0x0c },          /* GPGPU_DISPATCHDIM* */
    { IGD_RCS, 0x5200, 0x60 },          /* SO_NUM_PRIMS_WRITTEN, SO_PRIM_* */
    { IGD_RCS, 0x5280, 0x10 },          /* SO_WRITE_OFFSET */
    { IGD_RCS, 0x7000, 0x0c },          /* CACHE_MODE_0, _1, GT_MODE */
    { IGD_RCS, 0x7034, 4 },             /* L3CNTLREG */
    { IGD_BCS, 0x200, 4, true },        /* BCS_SWCTRL */
};

static bool is_user_reg(IgdEngine *e, uint32_t reg)
{
    for (unsigned i = 0; i < ARRAY_SIZE(user_regs); i++) {
        uint32_t start = user_regs[i].offset +
                         (user_regs[i].relative ? e->info->base : 0);

        if ((user_regs[i].engines & e->info->kind) && reg >= start &&
            reg - start < user_regs[i].bytes) {
            return true;
        }
    }
    for (unsigned i = 0; i < 12; i++) {
        if ((igd_engine_reg(e, RING_NONPRIV + 4 * i) & 0x03fffffc) == reg) {
            return true;
        }
    }
    return false;
}

static void load_register(IgdEngine *e, const Fetched *c, uint32_t reg,
                          uint32_t val)
{
    reg &= REG_MASK;
    if (!c->privileged && !is_user_reg(e, reg)) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: load of register 0x%06x in a batch without "
                      "privilege\n", e->info->name, reg);
        return;
    }
    igd_mmio_write(e->s, reg, val);
}

static IgdResult mi_noop(IgdEngine *e, const Fetched *c)
{
    if (c->dw[0] & BIT(22)) {
        igd_engine_reg_set(e, RING_NOPID, c->dw[0] & 0x3fffff);
    }
    return IGD_DONE;
}

static IgdResult mi_user_interrupt(IgdEngine *e, const Fetched *c)
{
    igd_engine_irq(e, IGD_ENGINE_IRQ_USER);
    return IGD_DONE;
}

static IgdResult mi_arb_check(IgdEngine *e, const Fetched *c)
{
    return IGD_ARBITRATE;
}

static IgdResult mi_arb_on_off(IgdEngine *e, const Fetched *c)
{
    e->arbitration_off = !(c->dw[0] & BIT(0));
    return IGD_DONE;
}

static IgdResult mi_batch_buffer_end(IgdEngine *e, const Fetched *c)
{
    switch (c->stream) {
    case STREAM_WORKAROUND:
        if (e->in_wa) {
            igd_context_workaround_done(e);
        }
        break;
    case STREAM_SECOND:
        igd_engine_reg_set(e, RING_SBB_ADDR, 0);
        igd_engine_reg_set(e, RING_SBB_ADDR_UDW, 0);
        break;
    case STREAM_BATCH:
        igd_engine_reg_set(e, RING_BB_ADDR, 0);
        igd_engine_reg_set(e, RING_BB_ADDR_UDW, 0);
        break;
    case STREAM_RING:
        break;      /* does nothing in the ring */
    }
    return IGD_DONE;
}

/*
 * Three ways: from the ring into a batch, from a batch to another that takes
 * its place, and into one of the second level, which comes back.
 */
static IgdResult mi_batch_buffer_start(IgdEngine *e, const Fetched *c)
{
    uint32_t state = c->dw[0] & BIT(8) ? BB_STATE_PPGTT : 0;
    bool second = c->dw[0] & BIT(22);

    if (c->stream == STREAM_WORKAROUND) {
        igd_engine_error(e, IGD_ENGINE_ERROR_INSTRUCTION);
        return IGD_HANG;
    }
    if (!c->privileged && !state) {
        return refuse(e, c);
    }
    if (c->stream == STREAM_SECOND || (c->stream == STREAM_BATCH && second)) {
        igd_engine_reg_set(e, RING_SBB_STATE, state);
        set_batch_address(e, RING_SBB_ADDR, RING_SBB_ADDR_UDW,
                          address(&c->dw[1]));
    } else {
        igd_engine_reg_set(e, RING_BB_STATE, state);
        set_batch_address(e, RING_BB_ADDR, RING_BB_ADDR_UDW,
                          address(&c->dw[1]));
    }
    return IGD_DONE;
}

static bool compare(unsigned op, uint32_t memory, uint32_t data)
{
    switch (op) {
    case 0:
        return memory > data;
    case 1:
        return memory >= data;
    case 2:
        return memory < data;
    case 3:
        return memory <= data;
    case 4:
        return memory == data;
    case 5:
        return memory != data;
    default:
        return true;    /* reserved */
    }
}

/* In signal mode, too, memory is looked at again and again. */
static IgdResult mi_semaphore_wait(IgdEngine *e, const Fetched *c)
{
    uint32_t memory;

    if (!may_use(c, USE_GGTT)) {
        return refuse(e, c);
    }
    if (c->dw[0] & BIT(16)) {
        memory = igd_mmio_read(e->s, c->dw[2] & REG_MASK);
    } else {
        memory = read32(e, space_of(c, USE_GGTT), address(&c->dw[2]));
    }
    if (compare(extract32(c->dw[0], 12, 3), memory, c->dw[1])) {
        return IGD_ARBITRATE;
    }
    if (!e->waiting) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_SEMAPHORE);
    }
    return IGD_WAIT;
}

static IgdResult mi_store_data_imm(IgdEngine *e, const Fetched *c)
{
    uint32_t data[MAX_DWORDS];
    unsigned len = c->len - 3;

    if (!may_use(c, USE_GGTT)) {
        return refuse(e, c);
    }
    for (unsigned i = 0; i < len; i++) {
        data[i] = cpu_to_le32(c->dw[3 + i]);
    }
    igd_engine_write(e, space_of(c, USE_GGTT), address(&c->dw[1]), data,
                     len * 4);
    return IGD_DONE;
}

/* GGTT address @offset into the status page of the context or the engine. */
static uint32_t status_page(IgdEngine *e, bool of_context, uint32_t offset)
{
    return (of_context ? igd_context_address(e->active[0])
                       : igd_engine_reg(e, RING_HWS_PGA)) + offset;
}

static IgdResult mi_store_data_index(IgdEngine *e, const Fetched *c)
{
    uint32_t addr = status_page(e, c->dw[0] & BIT(21), c->dw[1] & 0xffc);

    for (unsigned i = 2; i < c->len; i++) {
        write32(e, IGD_GGTT, addr + (i - 2) * 4, c->dw[i]);
    }
    return IGD_DONE;
}

static IgdResult mi_load_register_imm(IgdEngine *e, const Fetched *c)
{
    for (unsigned i = 1; i + 1 < c->len; i += 2) {
        load_register(e, c, c->dw[i], c->dw[i + 1]);
    }
    return IGD_DONE;
}

static IgdResult mi_store_register_mem(IgdEngine *e, const Fetched *c)
{
    if (!may_use(c, USE_GGTT)) {
        return refuse(e, c);
    }
    write32(e, space_of(c, USE_GGTT), address(&c->dw[2]),
            igd_mmio_read(e->s, c->dw[1] & REG_MASK));
    return IGD_DONE;
}

static IgdResult mi_load_register_mem(IgdEngine *e, const Fetched *c)
{
    if (!may_use(c, USE_GGTT)) {
        return refuse(e, c);
    }
    load_register(e, c, c->dw[1],
                  read32(e, space_of(c, USE_GGTT), address(&c->dw[2])));
    return IGD_DONE;
}

static IgdResult mi_load_register_reg(IgdEngine *e, const Fetched *c)
{
    load_register(e, c, c->dw[2],
                  igd_mmio_read(e->s, c->dw[1] & REG_MASK));
    return IGD_DONE;
}

static IgdResult mi_copy_mem_mem(IgdEngine *e, const Fetched *c)
{
    if (!may_use(c, BIT(22) | BIT(21))) {
        return refuse(e, c);
    }
    write32(e, space_of(c, BIT(21)), address(&c->dw[1]),
            read32(e, space_of(c, BIT(22)), address(&c->dw[3])));
    return IGD_DONE;
}

static IgdResult mi_flush_dw(IgdEngine *e, const Fetched *c)
{
    unsigned op = extract32(c->dw[0], 14, 2);
    IgdSpace space = IGD_PPGTT;
    uint64_t addr = 0, data;

    if (op) {
        addr = address(&c->dw[1]) & ~7ull;
        if (c->dw[0] & BIT(21)) {
            space = IGD_GGTT;
            addr = status_page(e, true, addr & 0xff8);
        } else if (c->dw[1] & BIT(2)) {
            if (!c->privileged) {
                return refuse(e, c);
            }
            space = IGD_GGTT;
        }
    }
    if (op == 3) {
        write64(e, space, addr, igd_gt_timestamp());
    } else if (op == 1 && c->len == 4) {
        write32(e, space, addr, c->dw[3]);
    } else if (op == 1 && c->len >= 5) {
        data = c->dw[3] | (uint64_t)c->dw[4] << 32;
        write64(e, space, addr, data);
    }
    if (c->dw[0] & BIT(8)) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_NOTIFY);
    }
    return IGD_DONE;
}

static IgdResult pipe_control(IgdEngine *e, const Fetched *c)
{
    uint32_t flags = c->dw[1];
    unsigned op = extract32(flags, 14, 2);
    IgdSpace space = flags & BIT(24) ? IGD_GGTT : IGD_PPGTT;
    uint64_t addr = address(&c->dw[2]) & ~7ull;
    uint64_t data = c->dw[4] | (uint64_t)c->dw[5] << 32;

    if ((flags & BIT(24)) && !c->privileged) {
        return refuse(e, c);
    }
    if (flags & BIT(21)) {
        space = IGD_GGTT;
        addr = status_page(e, true, addr & 0xff8);
    }
    if (flags & BIT(23)) {
        load_register(e, c, c->dw[2], c->dw[4]);
    } else if (op == 1) {
        write64(e, space, addr, data);
    } else if (op == 2) {
        write64(e, space, addr, 0);     /* PS_DEPTH_COUNT: nothing is drawn */
    } else if (op == 3) {
        write64(e, space, addr, igd_gt_timestamp());
    }
    if (flags & BIT(8)) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_NOTIFY);
    }
    return IGD_DONE;
}

static IgdResult mi_predicate(IgdEngine *e, const Fetched *c)
{
    uint32_t old = igd_engine_reg(e, RING_PREDICATE_RESULT) & 1;
    uint32_t result;

    switch (extract32(c->dw[0], 0, 2)) {
    case 0:
        result = 1;
        break;
    case 2:
        result = igd_engine_reg64(e, RING_PREDICATE_SRC0) ==
                 igd_engine_reg64(e, RING_PREDICATE_SRC1);
        break;
    default:
        result = 0;     /* false, or deltas equal: no delta is kept */
    }
    switch (extract32(c->dw[0], 3, 2)) {
    case 1:
        result &= old;
        break;
    case 2:
        result |= old;
        break;
    case 3:
        result ^= old;
        break;
    }
    switch (extract32(c->dw[0], 6, 2)) {
    case 2:
        igd_engine_reg_set(e, RING_PREDICATE_RESULT, result);
        break;
    case 3:
        igd_engine_reg_set(e, RING_PREDICATE_RESULT, !result);
        break;
    }
    return IGD_DONE;
}

/*
 * Plane select: i915 gt/intel_gpu_commands.h, MI_DISPLAY_FLIP_SKL_PLANE_*;
 * stride, tiling, surface: gvt/cmd_parser.c, skl_decode_mi_display_flip().
 */
static IgdResult mi_display_flip(IgdEngine *e, const Fetched *c)
{
    static const struct {
        uint8_t pipe, plane;
    } planes[] = {
        { 0, 0 }, { 1, 0 }, { 2, 0 }, { 0xff, 0xff },
        { 0, 1 }, { 1, 1 }, { 2, 1 },
        { 0, 2 }, { 1, 2 }, { 2, 2 },
    };
    unsigned select = extract32(c->dw[0], 8, 5);

    if (select >= ARRAY_SIZE(planes) || planes[select].pipe == 0xff) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: MI_DISPLAY_FLIP of plane %u, which is none\n",
                      e->info->name, select);
        return IGD_DONE;
    }
    igd_display_flip(e->s, planes[select].pipe, planes[select].plane,
                     c->dw[2] & 0xfffff000, extract32(c->dw[1], 6, 10),
                     extract32(c->dw[1], 0, 3) << 10, (c->dw[2] & 3) == 1);
    return IGD_DONE;
}

/* Arithmetic unit of MI_MATH. */
typedef struct Alu {
    uint64_t srca, srcb, accu;
    bool zf, cf;
} Alu;

enum {
    ALU_SRCA = 0x20,
    ALU_SRCB = 0x21,
    ALU_ACCU = 0x31,
    ALU_ZF   = 0x32,
    ALU_CF   = 0x33,
};

static uint64_t alu_get(IgdEngine *e, const Alu *alu, unsigned operand)
{
    if (operand < 16) {
        return igd_engine_reg64(e, RING_GPR + 8 * operand);
    }
    switch (operand) {
    case ALU_ACCU:
        return alu->accu;
    case ALU_ZF:
        return alu->zf ? UINT64_MAX : 0;
    case ALU_CF:
        return alu->cf ? UINT64_MAX : 0;
    default:
        return 0;
    }
}

static void alu_put(IgdEngine *e, Alu *alu, unsigned operand, uint64_t val)
{
    if (operand < 16) {
        igd_engine_reg_set(e, RING_GPR + 8 * operand, val);
        igd_engine_reg_set(e, RING_GPR + 8 * operand + 4, val >> 32);
    } else if (operand == ALU_SRCA) {
        alu->srca = val;
    } else if (operand == ALU_SRCB) {
        alu->srcb = val;
    }
}

static void alu_result(Alu *alu, uint64_t val, bool carry)
{
    alu->accu = val;
    alu->zf = !val;
    alu->cf = carry;
}

static void alu_execute(IgdEngine *e, Alu *alu, uint32_t dw)
{
    unsigned dst = extract32(dw, 10, 10), src = extract32(dw, 0, 10);

    switch (dw >> 20) {
    case 0x080:     /* LOAD */
    case 0x180:     /* STORE */
        alu_put(e, alu, dst, alu_get(e, alu, src));
        break;
    case 0x480:     /* LOADINV */
    case 0x580:     /* STOREINV */
        alu_put(e, alu, dst, ~alu_get(e, alu, src));
        break;
    case 0x081:     /* LOAD0 */
        alu_put(e, alu, dst, 0);
        break;
    case 0x481:     /* LOAD1 */
        alu_put(e, alu, dst, UINT64_MAX);
        break;
    case 0x100:     /* ADD */
        alu_result(alu, alu->srca + alu->srcb,
                   alu->srca + alu->srcb < alu->srca);
        break;
    case 0x101:     /* SUB */
        alu_result(alu, alu->srca - alu->srcb, alu->srca < alu->srcb);
        break;
    case 0x102:     /* AND */
        alu_result(alu, alu->srca & alu->srcb, false);
        break;
    case 0x103:     /* OR */
        alu_result(alu, alu->srca | alu->srcb, false);
        break;
    case 0x104:     /* XOR */
        alu_result(alu, alu->srca ^ alu->srcb, false);
        break;
    }
}

static IgdResult mi_math(IgdEngine *e, const Fetched *c)
{
    Alu alu = { };

    for (unsigned i = 1; i < c->len; i++) {
        alu_execute(e, &alu, c->dw[i]);
    }
    return IGD_DONE;
}

/* MI commands have 6 bits of opcode, 28:23. */
#define MI(_opcode, _name, ...) [_opcode] = { .name = (_name), __VA_ARGS__ }
#define ALL     .engines = IGD_ALL_ENGINES
#define RCS     .engines = IGD_RCS
#define FLIP    .engines = IGD_RCS | IGD_BCS

static const Command mi_commands[64] = {
    MI(0x00, "MI_NOOP", ALL, .execute = mi_noop),
    MI(0x01, "MI_SET_PREDICATE", ALL),
    MI(0x02, "MI_USER_INTERRUPT", ALL, .execute = mi_user_interrupt),
    MI(0x03, "MI_WAIT_FOR_EVENT", FLIP, .privileged = true),
    MI(0x04, "MI_FLUSH", ALL),
    MI(0x05, "MI_ARB_CHECK", ALL, .execute = mi_arb_check),
    MI(0x06, "MI_RS_CONTROL", RCS),
    MI(0x07, "MI_REPORT_HEAD", ALL),
    MI(0x08, "MI_ARB_ON_OFF", ALL, .privileged = true,
       .execute = mi_arb_on_off),
    MI(0x09, "MI_URB_ATOMIC_ALLOC", RCS),
    MI(0x0a, "MI_BATCH_BUFFER_END", ALL, .execute = mi_batch_buffer_end),
    MI(0x0b, "MI_SUSPEND_FLUSH", ALL, .privileged = true),
    MI(0x0c, "MI_PREDICATE", RCS, .execute = mi_predicate),
    MI(0x0d, "MI_TOPOLOGY_FILTER", ALL),
    MI(0x0e, "MI_SET_APPID", ALL),
    MI(0x0f, "MI_RS_CONTEXT", RCS),
    MI(0x12, "MI_LOAD_SCAN_LINES_INCL", FLIP, .length_bits = 6,
       .privileged = true),
    MI(0x13, "MI_LOAD_SCAN_LINES_EXCL", FLIP, .length_bits = 6,
       .privileged = true),
    MI(0x14, "MI_DISPLAY_FLIP", FLIP, .length_bits = 8, .min = 3,
       .privileged = true, .execute = mi_display_flip),
    MI(0x19, "MI_URB_CLEAR", RCS, .length_bits = 8),
    MI(0x1a, "MI_MATH", ALL, .length_bits = 8, .execute = mi_math),
    MI(0x1b, "MI_SEMAPHORE_SIGNAL", ALL, .length_bits = 8,
       .privileged = true),
    MI(0x1c, "MI_SEMAPHORE_WAIT", ALL, .length_bits = 8, .min = 4,
       .execute = mi_semaphore_wait),
    MI(0x20, "MI_STORE_DATA_IMM", ALL, .length_bits = 10, .min = 4,
       .execute = mi_store_data_imm),
    MI(0x21, "MI_STORE_DATA_INDEX", ALL, .length_bits = 8, .min = 3,
       .privileged = true, .execute = mi_store_data_index),
    MI(0x22, "MI_LOAD_REGISTER_IMM", ALL, .length_bits = 8, .min = 3,
       .execute = mi_load_register_imm),
    MI(0x23, "MI_UPDATE_GTT", ALL, .length_bits = 10, .privileged = true),
    MI(0x24, "MI_STORE_REGISTER_MEM", ALL, .length_bits = 8, .min = 4,
       .execute = mi_store_register_mem),
    MI(0x26, "MI_FLUSH_DW", ALL, .length_bits = 6, .min = 3,
       .execute = mi_flush_dw),
    MI(0x27, "MI_CLFLUSH", ALL, .length_bits = 10),
    MI(0x28, "MI_REPORT_PERF_COUNT", ALL, .length_bits = 6),
    MI(0x29, "MI_LOAD_REGISTER_MEM", ALL, .length_bits = 8, .min = 4,
       .execute = mi_load_register_mem),
    MI(0x2a, "MI_LOAD_REGISTER_REG", ALL, .length_bits = 8, .min = 3,
       .execute = mi_load_register_reg),
    MI(0x2b, "MI_RS_STORE_DATA_IMM", RCS, .length_bits = 8),
    MI(0x2c, "MI_LOAD_URB_MEM", RCS, .length_bits = 8),
    MI(0x2d, "MI_STORE_URB_MEM", RCS, .length_bits = 8),
    MI(0x2e, "MI_COPY_MEM_MEM", ALL, .length_bits = 8, .min = 5,
       .execute = mi_copy_mem_mem),
    MI(0x2f, "MI_ATOMIC", ALL, .length_bits = 8),
    MI(0x31, "MI_BATCH_BUFFER_START", ALL, .length_bits = 8, .min = 3,
       .execute = mi_batch_buffer_start),
    MI(0x36, "MI_CONDITIONAL_BATCH_BUFFER_END", ALL, .length_bits = 8),
};

/* The first that matches counts. */
static const Command other_commands[] = {
    { "blitter", 0x40000000, 0xe0000000, IGD_BCS, .length_bits = 8 },
    { "PIPE_CONTROL", 0x7a000000, 0xffff0000, IGD_RCS, .length_bits = 8,
      .min = 6, .execute = pipe_control },
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
 * back there. One that waits is put back to where it was.
 */
static IgdResult run(IgdEngine *e, const Command *cmd, const Fetched *c)
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
    advance(e, c->stream, c->len);
    result = cmd->execute(e, c);
    if (result == IGD_WAIT) {
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
    Stream stream = current_stream(e);
    uint64_t pos = position(e, stream);
    const Command *cmd;
    Fetched c;

    if (!fetch(e, stream, pos, c.dw, 1)) {
        return IGD_HANG;
    }
    igd_engine_reg_set(e, RING_IPEHR, c.dw[0]);
    cmd = decode(e, c.dw[0]);
    if (!cmd) {
        return invalid(e, c.dw[0], pos);
    }
    c.stream = stream;
    c.privileged = stream_space(e, stream) == IGD_GGTT;
    c.len = length(cmd, c.dw[0]);
    e->commands++;

    if (cmd->privileged && !c.privileged) {
        advance(e, stream, c.len);
        return refuse(e, &c);
    }
    if (!cmd->execute) {
        e->skipped++;
        advance(e, stream, c.len);
        return IGD_DONE;
    }
    if (c.len < cmd->min) {
        return invalid(e, c.dw[0], pos);
    }
    if (c.len > 1 && !fetch(e, stream, pos + 4, &c.dw[1], c.len - 1)) {
        return IGD_HANG;
    }
    return run(e, cmd, &c);
}
