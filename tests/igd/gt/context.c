/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Logical ring contexts.
 *
 * A context is a page of status (PPHWSP) followed by its image, which is a
 * list of commands that load registers. The streamer saves registers into it
 * on a switch, with the commands; on the next one it takes them from there.
 * Layout: i915 gt/intel_lrc.c, gen8_rcs_offsets, gen9_rcs_offsets, and of xcs.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "../igd.h"
#include "context.h"
#include "ppgtt.h"

#define STATE_OFFSET            4096

#define MI_LOAD_REGISTER_IMM    (0x22u << 23)
#define MI_LRI_FORCE_POSTED     BIT(12)

#define CTX_RESTORE_INHIBIT     BIT(0)
#define CTX_SAVE_INHIBIT        BIT(2)

#define MAX_BLOCK_REGS          64

static const uint16_t ring_regs[] = {
    RING_CTX_CONTROL, RING_HEAD, RING_TAIL, RING_START, RING_CTL,
    RING_BB_ADDR_UDW, RING_BB_ADDR, RING_BB_STATE,
    RING_SBB_ADDR_UDW, RING_SBB_ADDR, RING_SBB_STATE,
    RING_BB_PER_CTX, RING_INDIRECT_CTX, 0x1c8,
};

#define GEN8_XCS_RING_REGS      11      /* up to RING_SBB_STATE */

static const uint16_t ppgtt_regs[] = {
    RING_CTX_TIMESTAMP,
    0x28c, 0x288, 0x284, 0x280, 0x27c, 0x278, 0x274, 0x270,
};

static const uint16_t rcs_power_regs[] = { 0x0c8 };
static const uint16_t xcs_power_regs[] = { 0x200 };

static const uint16_t engine_regs[] = {
    0x028, 0x09c, 0x0c0, 0x178, 0x17c, 0x358, 0x170, 0x150, 0x154, 0x158,
    0x41c,
    0x600, 0x604, 0x608, 0x60c, 0x610, 0x614, 0x618, 0x61c,
    0x620, 0x624, 0x628, 0x62c, 0x630, 0x634, 0x638, 0x63c,
    0x640, 0x644, 0x648, 0x64c, 0x650, 0x654, 0x658, 0x65c,
    0x660, 0x664, 0x668, 0x66c, 0x670, 0x674, 0x678, 0x67c,
    0x068,
};

/*
 * State of the render pipeline follows in the manual's layout, hundreds of
 * registers; here it is those that drivers set up for a context: i915
 * gt/intel_workarounds.c, gen9_ctx_workarounds_init() and
 * gen9_whitelist_build().
 */
#define RCS_REG(_offset) ((_offset) - 0x2000)

static const uint16_t render_regs[] = {
    RCS_REG(0x2088), RCS_REG(0x2090), RCS_REG(0x2248), RCS_REG(0x2580),
    RCS_REG(0x5588), RCS_REG(0x7000), RCS_REG(0x7004), RCS_REG(0x7008),
    RCS_REG(0x7010), RCS_REG(0x7014), RCS_REG(0x7018), RCS_REG(0x7300),
    RCS_REG(0x7304), RCS_REG(0xe100), RCS_REG(0xe180), RCS_REG(0xe184),
    RCS_REG(0xe188), RCS_REG(0xe194), RCS_REG(0xe4f0), RCS_REG(0xe4f4),
};

#define BLOCK(_dword, _regs, _posted, _engine_state) {          \
        .dword = (_dword), .num_regs = ARRAY_SIZE(_regs),       \
        .posted = (_posted), .engine_state = (_engine_state),   \
        .regs = (_regs),                                        \
    }

/*
 * gen8: engines other than the render engine have no workaround batches, and
 * no state but that of their rings. Where in the image of the render engine
 * its state is, drivers do not look; here it is where gen9 has it, with the
 * registers of gen8_ctx_workarounds_init() and bdw_ctx_workarounds_init().
 */
static const uint16_t gen8_xcs_power_regs[] = { 0x200, 0x028 };

static const uint16_t gen8_render_regs[] = {
    RCS_REG(0x2088), RCS_REG(0x2090), RCS_REG(0x7000), RCS_REG(0x7004),
    RCS_REG(0x7008), RCS_REG(0x7010), RCS_REG(0x7014), RCS_REG(0x7018),
    RCS_REG(0x7300), RCS_REG(0xe100), RCS_REG(0xe180), RCS_REG(0xe184),
    RCS_REG(0xe4f0), RCS_REG(0xe4f4),
};

const IgdContextBlock igd_context_gen8_rcs[] = {
    BLOCK(1, ring_regs, true, false),
    BLOCK(33, ppgtt_regs, true, false),
    BLOCK(65, rcs_power_regs, false, false),
    BLOCK(81, engine_regs, true, true),
    BLOCK(1025, gen8_render_regs, true, true),
    { },
};

const IgdContextBlock igd_context_gen8_xcs[] = {
    {
        .dword = 1, .num_regs = GEN8_XCS_RING_REGS, .regs = ring_regs,
    },
    BLOCK(33, ppgtt_regs, false, false),
    BLOCK(65, gen8_xcs_power_regs, false, false),
    { },
};

const IgdContextBlock igd_context_gen9_rcs[] = {
    BLOCK(1, ring_regs, true, false),
    BLOCK(33, ppgtt_regs, true, false),
    BLOCK(65, rcs_power_regs, false, false),
    BLOCK(81, engine_regs, true, true),
    BLOCK(1025, render_regs, true, true),
    { },
};

const IgdContextBlock igd_context_gen9_xcs[] = {
    BLOCK(1, ring_regs, true, false),
    BLOCK(33, ppgtt_regs, true, false),
    BLOCK(65, xcs_power_regs, true, false),
    BLOCK(81, engine_regs, true, true),
    { },
};

QEMU_BUILD_BUG_ON(ARRAY_SIZE(engine_regs) > MAX_BLOCK_REGS);

uint32_t igd_context_address(uint64_t desc)
{
    return desc & 0xfffff000;
}

bool igd_context_same(uint64_t a, uint64_t b)
{
    return igd_context_address(a) == igd_context_address(b) &&
           a >> 32 == b >> 32;
}

static uint32_t header(const IgdContextBlock *block)
{
    return MI_LOAD_REGISTER_IMM | (2 * block->num_regs - 1) |
           (block->posted ? MI_LRI_FORCE_POSTED : 0);
}

static uint64_t block_address(IgdEngine *e, const IgdContextBlock *block)
{
    return igd_context_address(e->active[0]) + STATE_OFFSET + block->dword * 4;
}

static size_t block_dwords(const IgdContextBlock *block)
{
    return 1 + 2 * block->num_regs;
}

static void load_reg(IgdEngine *e, uint32_t reg, uint32_t val)
{
    uint32_t offset = e->info->base + reg;

    if (igd_mmio_is_masked(e->s, offset)) {
        uint32_t mask = val >> 16;

        val = (igd_reg(e->s, offset) & ~mask) | (val & mask);
    }
    igd_reg_set(e->s, offset, val);
}

/*
 * Registers are only loaded where the layout has them, so that an image does
 * not reach others; one that differs from the layout is not loaded there.
 */
static void restore_block(IgdEngine *e, const IgdContextBlock *block)
{
    uint32_t dw[1 + 2 * MAX_BLOCK_REGS];

    igd_engine_read(e, IGD_GGTT, block_address(e, block), dw,
                    block_dwords(block) * 4);
    if ((le32_to_cpu(dw[0]) & ~MI_LRI_FORCE_POSTED) !=
        (header(block) & ~MI_LRI_FORCE_POSTED)) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: context 0x%08x has 0x%08x in place of "
                      "MI_LOAD_REGISTER_IMM at dword %u\n", e->info->name,
                      igd_context_address(e->active[0]), le32_to_cpu(dw[0]),
                      block->dword);
        return;
    }
    for (unsigned i = 0; i < block->num_regs; i++) {
        uint32_t reg = le32_to_cpu(dw[1 + 2 * i]);

        if (reg != e->info->base + block->regs[i]) {
            qemu_log_mask(LOG_GUEST_ERROR,
                          "intel-igd: %s: context 0x%08x has register 0x%x in place "
                          "of 0x%x\n", e->info->name,
                          igd_context_address(e->active[0]), reg,
                          e->info->base + block->regs[i]);
            continue;
        }
        load_reg(e, block->regs[i], le32_to_cpu(dw[2 + 2 * i]));
    }
}

static uint32_t context_timestamp(IgdEngine *e)
{
    return igd_engine_reg(e, RING_CTX_TIMESTAMP) +
           (uint32_t)(igd_gt_timestamp(e->s) - e->context_ticks);
}

static uint32_t saved_value(IgdEngine *e, uint32_t reg)
{
    uint32_t val = igd_engine_reg(e, reg);

    switch (reg) {
    case RING_CTX_TIMESTAMP:
        return context_timestamp(e);
    case RING_TIMESTAMP:
        return igd_gt_timestamp(e->s);
    case RING_CTX_CONTROL:
        val &= ~CTX_RESTORE_INHIBIT;    /* there is something to restore now */
        break;
    }
    if (igd_mmio_is_masked(e->s, e->info->base + reg)) {
        val |= 0xffff0000;
    }
    return val;
}

static void save_block(IgdEngine *e, const IgdContextBlock *block)
{
    uint64_t addr = block_address(e, block);
    uint32_t dw[1 + 2 * MAX_BLOCK_REGS];

    dw[0] = cpu_to_le32(header(block));
    for (unsigned i = 0; i < block->num_regs; i++) {
        dw[1 + 2 * i] = cpu_to_le32(e->info->base + block->regs[i]);
        dw[2 + 2 * i] = cpu_to_le32(saved_value(e, block->regs[i]));
    }
    if (block->regs != ring_regs) {
        igd_engine_write(e, IGD_GGTT, addr, dw, block_dwords(block) * 4);
        return;
    }
    /*
     * RING_TAIL belongs to the driver: it moves the tail of a context that is
     * running, and a save must not take that back (i915
     * execlists_update_context()).
     */
    for (unsigned i = 0; i < block->num_regs; i++) {
        if (block->regs[i] == RING_TAIL) {
            igd_engine_write(e, IGD_GGTT, addr, dw, (2 + 2 * i) * 4);
            igd_engine_write(e, IGD_GGTT, addr + (3 + 2 * i) * 4,
                             &dw[3 + 2 * i],
                             (block_dwords(block) - 3 - 2 * i) * 4);
        }
    }
}

/*
 * Workaround batches run before the ring does: the one of the indirect
 * context, of a length in cache lines, then the one that every context has
 * (Intel PRM Skylake vol. 3, "Logical Ring Context Format").
 */
static void start_per_context(IgdEngine *e)
{
    uint32_t per_context = igd_engine_reg(e, RING_BB_PER_CTX);

    e->in_wa = per_context & BIT(0);
    e->wa_pos = per_context & ~0xfffu;
    e->wa_end = 0;
}

static void start_workarounds(IgdEngine *e)
{
    uint32_t indirect = igd_engine_reg(e, RING_INDIRECT_CTX);

    if (indirect & 0x3f) {
        e->in_wa = true;
        e->wa_pos = indirect & ~0x3fu;
        e->wa_end = e->wa_pos + (indirect & 0x3f) * 64;
    } else {
        start_per_context(e);
    }
}

void igd_context_workaround_done(IgdEngine *e)
{
    if (e->wa_end) {
        start_per_context(e);
    } else {
        e->in_wa = false;
    }
}

void igd_context_restore(IgdEngine *e)
{
    const IgdContextBlock *block = e->context;

    for (; block->num_regs; block++) {
        if (!(block->engine_state &&
              (igd_engine_reg(e, RING_CTX_CONTROL) & CTX_RESTORE_INHIBIT))) {
            restore_block(e, block);
        }
    }
    e->context_ticks = igd_gt_timestamp(e->s);
    e->arbitration_off = false;
    start_workarounds(e);
}

void igd_context_save(IgdEngine *e)
{
    const IgdContextBlock *block = e->context;

    for (; block->num_regs; block++) {
        if (!(block->engine_state &&
              (igd_engine_reg(e, RING_CTX_CONTROL) & CTX_SAVE_INHIBIT))) {
            save_block(e, block);
        }
    }
}

void igd_context_lite_restore(IgdEngine *e)
{
    const IgdContextBlock *block = e->context;
    uint32_t tail;

    for (unsigned i = 0; i < block->num_regs; i++) {
        if (block->regs[i] == RING_TAIL &&
            igd_engine_read(e, IGD_GGTT,
                            block_address(e, block) + (2 + 2 * i) * 4,
                            &tail, sizeof(tail))) {
            igd_engine_reg_set(e, RING_TAIL, le32_to_cpu(tail));
        }
    }
}
