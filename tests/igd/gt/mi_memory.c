/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MI commands, and PIPE_CONTROL, that write memory.
 *
 * Sources: Intel PRM Skylake vol. 2a (commands), i915 gt/intel_gpu_commands.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "command.h"
#include "context.h"

IgdResult igd_mi_store_data_imm(IgdEngine *e, const IgdCommand *c)
{
    uint32_t data[IGD_CMD_MAX];
    unsigned len = c->len - 3;

    if (!igd_cmd_may_use(c, IGD_CMD_GGTT)) {
        return igd_cmd_refuse(e, c);
    }
    for (unsigned i = 0; i < len; i++) {
        data[i] = cpu_to_le32(c->dw[3 + i]);
    }
    igd_engine_write(e, igd_cmd_space(c, IGD_CMD_GGTT),
                     igd_cmd_address(&c->dw[1]), data, len * 4);
    return IGD_DONE;
}

/* GGTT address @offset into the status page of the context or the engine. */
static uint32_t status_page(IgdEngine *e, bool of_context, uint32_t offset)
{
    return (of_context ? igd_context_address(e->active[0])
                       : igd_engine_reg(e, RING_HWS_PGA)) + offset;
}

IgdResult igd_mi_store_data_index(IgdEngine *e, const IgdCommand *c)
{
    uint32_t addr = status_page(e, c->dw[0] & BIT(21), c->dw[1] & 0xffc);

    for (unsigned i = 2; i < c->len; i++) {
        igd_cmd_write32(e, IGD_GGTT, addr + (i - 2) * 4, c->dw[i]);
    }
    return IGD_DONE;
}

IgdResult igd_mi_copy_mem_mem(IgdEngine *e, const IgdCommand *c)
{
    if (!igd_cmd_may_use(c, BIT(22) | BIT(21))) {
        return igd_cmd_refuse(e, c);
    }
    igd_cmd_write32(e, igd_cmd_space(c, BIT(21)), igd_cmd_address(&c->dw[1]),
                    igd_cmd_read32(e, igd_cmd_space(c, BIT(22)),
                                   igd_cmd_address(&c->dw[3])));
    return IGD_DONE;
}

IgdResult igd_mi_flush_dw(IgdEngine *e, const IgdCommand *c)
{
    unsigned op = extract32(c->dw[0], 14, 2);
    IgdSpace space = IGD_PPGTT;
    uint64_t addr = 0, data;

    if (op) {
        addr = igd_cmd_address(&c->dw[1]) & ~7ull;
        if (c->dw[0] & BIT(21)) {
            space = IGD_GGTT;
            addr = status_page(e, true, addr & 0xff8);
        } else if (c->dw[1] & BIT(2)) {
            if (!c->privileged) {
                return igd_cmd_refuse(e, c);
            }
            space = IGD_GGTT;
        }
    }
    if (op == 3) {
        igd_cmd_write64(e, space, addr, igd_gt_timestamp(e->s));
    } else if (op == 1 && c->len == 4) {
        igd_cmd_write32(e, space, addr, c->dw[3]);
    } else if (op == 1 && c->len >= 5) {
        data = c->dw[3] | (uint64_t)c->dw[4] << 32;
        igd_cmd_write64(e, space, addr, data);
    }
    if (c->dw[0] & BIT(8)) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_NOTIFY);
    }
    return IGD_DONE;
}

IgdResult igd_pipe_control(IgdEngine *e, const IgdCommand *c)
{
    uint32_t flags = c->dw[1];
    unsigned op = extract32(flags, 14, 2);
    IgdSpace space = flags & BIT(24) ? IGD_GGTT : IGD_PPGTT;
    uint64_t addr = igd_cmd_address(&c->dw[2]) & ~7ull;
    uint64_t data = c->dw[4] | (uint64_t)c->dw[5] << 32;

    if ((flags & BIT(24)) && !c->privileged) {
        return igd_cmd_refuse(e, c);
    }
    if (flags & BIT(21)) {
        space = IGD_GGTT;
        addr = status_page(e, true, addr & 0xff8);
    }
    if (flags & BIT(23)) {
        igd_cmd_load_register(e, c, c->dw[2], c->dw[4]);
    } else if (op == 1) {
        igd_cmd_write64(e, space, addr, data);
    } else if (op == 2) {
        igd_cmd_write64(e, space, addr, 0); /* PS_DEPTH_COUNT: nothing drawn */
    } else if (op == 3) {
        igd_cmd_write64(e, space, addr, igd_gt_timestamp(e->s));
    }
    if (flags & BIT(8)) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_NOTIFY);
    }
    return IGD_DONE;
}
