/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MI_MATH: arithmetic on the general purpose registers of an engine.
 *
 * Sources: Intel PRM Skylake vol. 2a (commands), i915 gt/intel_gpu_commands.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "command.h"

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

IgdResult igd_mi_math(IgdEngine *e, const IgdCommand *c)
{
    Alu alu = { };

    for (unsigned i = 1; i < c->len; i++) {
        alu_execute(e, &alu, c->dw[i]);
    }
    return IGD_DONE;
}
