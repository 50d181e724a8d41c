/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MI commands that load and store registers.
 *
 * Sources: Intel PRM Skylake vol. 2a (commands), i915 gt/intel_gpu_commands.h.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "command.h"

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

void igd_cmd_load_register(IgdEngine *e, const IgdCommand *c, uint32_t reg,
                           uint32_t val)
{
    reg &= IGD_CMD_REG;
    if (!c->privileged && !is_user_reg(e, reg)) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: load of register 0x%06x in a batch without "
                      "privilege\n", e->info->name, reg);
        return;
    }
    igd_mmio_write(e->s, reg, val);
}

IgdResult igd_mi_load_register_imm(IgdEngine *e, const IgdCommand *c)
{
    for (unsigned i = 1; i + 1 < c->len; i += 2) {
        igd_cmd_load_register(e, c, c->dw[i], c->dw[i + 1]);
    }
    return IGD_DONE;
}

IgdResult igd_mi_store_register_mem(IgdEngine *e, const IgdCommand *c)
{
    if (!igd_cmd_may_use(c, IGD_CMD_GGTT)) {
        return igd_cmd_refuse(e, c);
    }
    igd_cmd_write32(e, igd_cmd_space(c, IGD_CMD_GGTT),
                    igd_cmd_address(&c->dw[2]),
                    igd_mmio_read(e->s, c->dw[1] & IGD_CMD_REG));
    return IGD_DONE;
}

IgdResult igd_mi_load_register_mem(IgdEngine *e, const IgdCommand *c)
{
    if (!igd_cmd_may_use(c, IGD_CMD_GGTT)) {
        return igd_cmd_refuse(e, c);
    }
    igd_cmd_load_register(e, c, c->dw[1],
                          igd_cmd_read32(e, igd_cmd_space(c, IGD_CMD_GGTT),
                                         igd_cmd_address(&c->dw[2])));
    return IGD_DONE;
}

IgdResult igd_mi_load_register_reg(IgdEngine *e, const IgdCommand *c)
{
    igd_cmd_load_register(e, c, c->dw[2],
                          igd_mmio_read(e->s, c->dw[1] & IGD_CMD_REG));
    return IGD_DONE;
}
