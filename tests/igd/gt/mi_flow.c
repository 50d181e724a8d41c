/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MI commands that say what is executed next and when: batches, arbitration,
 * semaphores, predicates.
 *
 * Sources: Intel PRM Skylake vol. 2a (commands), i915 gt/intel_gpu_commands.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "command.h"

/* MI_BATCH_BUFFER_START: i915 gt/intel_gpu_commands.h, MI_BATCH_PREDICATE */
#define PREDICATED      BIT(15)

/* MI_CONDITIONAL_BATCH_BUFFER_END: same place, MI_DO_COMPARE */
#define DO_COMPARE      BIT(21)

IgdResult igd_mi_noop(IgdEngine *e, const IgdCommand *c)
{
    if (c->dw[0] & BIT(22)) {
        igd_engine_reg_set(e, RING_NOPID, c->dw[0] & 0x3fffff);
    }
    return IGD_DONE;
}

IgdResult igd_mi_user_interrupt(IgdEngine *e, const IgdCommand *c)
{
    igd_engine_irq(e, IGD_ENGINE_IRQ_USER);
    return IGD_DONE;
}

IgdResult igd_mi_arb_check(IgdEngine *e, const IgdCommand *c)
{
    return IGD_ARBITRATE;
}

IgdResult igd_mi_arb_on_off(IgdEngine *e, const IgdCommand *c)
{
    e->arbitration_off = !(c->dw[0] & BIT(0));
    return IGD_DONE;
}

IgdResult igd_mi_batch_buffer_end(IgdEngine *e, const IgdCommand *c)
{
    igd_stream_end(e, c->stream);
    return IGD_DONE;
}

/*
 * Three ways: from the ring into a batch, from a batch to another that takes
 * its place, and into one of the second level, which comes back.
 */
IgdResult igd_mi_batch_buffer_start(IgdEngine *e, const IgdCommand *c)
{
    IgdSpace space = c->dw[0] & BIT(8) ? IGD_PPGTT : IGD_GGTT;
    bool second = c->dw[0] & BIT(22);

    if (c->stream == IGD_STREAM_WORKAROUND) {
        igd_engine_error(e, IGD_ENGINE_ERROR_INSTRUCTION);
        return IGD_HANG;
    }
    if (!c->privileged && space == IGD_GGTT) {
        return igd_cmd_refuse(e, c);
    }
    if ((c->dw[0] & PREDICATED) && e->info->kind == IGD_RCS &&
        !(igd_engine_reg(e, RING_PREDICATE_RESULT_1) & 1)) {
        return IGD_DONE;
    }
    second = c->stream == IGD_STREAM_SECOND ||
             (c->stream == IGD_STREAM_BATCH && second);
    igd_stream_start(e, second ? IGD_STREAM_SECOND : IGD_STREAM_BATCH,
                     igd_cmd_address(&c->dw[1]), space);
    return IGD_DONE;
}

/*
 * The batch goes on only if memory is greater than the data (i915
 * gt/selftest_tlb.c).
 */
IgdResult igd_mi_conditional_batch_buffer_end(IgdEngine *e,
                                              const IgdCommand *c)
{
    if (!igd_cmd_may_use(c, IGD_CMD_GGTT)) {
        return igd_cmd_refuse(e, c);
    }
    if (!(c->dw[0] & DO_COMPARE) ||
        igd_cmd_read32(e, igd_cmd_space(c, IGD_CMD_GGTT),
                       igd_cmd_address(&c->dw[2])) <= c->dw[1]) {
        igd_stream_end(e, c->stream);
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
IgdResult igd_mi_semaphore_wait(IgdEngine *e, const IgdCommand *c)
{
    uint32_t memory;

    if (!igd_cmd_may_use(c, IGD_CMD_GGTT)) {
        return igd_cmd_refuse(e, c);
    }
    if (c->dw[0] & BIT(16)) {
        memory = igd_mmio_read(e->s, c->dw[2] & IGD_CMD_REG);
    } else {
        memory = igd_cmd_read32(e, igd_cmd_space(c, IGD_CMD_GGTT),
                                igd_cmd_address(&c->dw[2]));
    }
    if (compare(extract32(c->dw[0], 12, 3), memory, c->dw[1])) {
        return IGD_ARBITRATE;
    }
    if (!e->waiting) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_SEMAPHORE);
    }
    return IGD_WAIT;
}

IgdResult igd_mi_predicate(IgdEngine *e, const IgdCommand *c)
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
