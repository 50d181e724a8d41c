/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Interrupts.
 *
 * Event -> IMR -> IIR -> IER -> master control -> message. i915's handler
 * (gen8_irq_handler()) turns the master off, reads and clears each IIR, and
 * turns the master on again; whatever is pending by then makes a new message.
 */
#include "qemu/osdep.h"
#include "hw/pci/msi.h"
#include "igd.h"

#define MASTER_IRQ          0x44200
#define MASTER_ENABLE       BIT(31)

enum { ISR = 0x0, IMR = 0x4, IIR = 0x8, IER = 0xc };

#define GT_GROUPS           4
#define PIPE_GROUPS         3
#define GROUP_STRIDE        0x10

/*
 * @base: offset of ISR
 * @low, @high: bits of the master that sum up IIR bits 15:0 and 31:16
 */
static const struct {
    uint32_t base;
    uint32_t low;
    uint32_t high;
} groups[IGD_IRQ_GROUPS] = {
    [IGD_IRQ_GT0]     = { 0x44300, BIT(0), BIT(1) },
    [IGD_IRQ_GT1]     = { 0x44310, BIT(2), BIT(3) },
    [IGD_IRQ_GT2]     = { 0x44320, BIT(4), BIT(5) },
    [IGD_IRQ_GT3]     = { 0x44330, BIT(6), BIT(7) },
    [IGD_IRQ_PIPE_A]  = { 0x44400, BIT(16), BIT(16) },
    [IGD_IRQ_PIPE_B]  = { 0x44410, BIT(17), BIT(17) },
    [IGD_IRQ_PIPE_C]  = { 0x44420, BIT(18), BIT(18) },
    [IGD_IRQ_DE_PORT] = { 0x44440, BIT(20), BIT(20) },
    [IGD_IRQ_DE_MISC] = { 0x44460, BIT(22), BIT(22) },
    [IGD_IRQ_PCU]     = { 0x444e0, BIT(30), BIT(30) },
    [IGD_IRQ_SDE]     = { 0xc4000, BIT(23), BIT(23) },
};

/* The last one is the PCH's, which not every processor has. */
static int num_groups(const IgdState *s)
{
    return s->platform->pch->irq == IGD_IRQ_SDE ? IGD_IRQ_GROUPS :
                                                  IGD_IRQ_SDE;
}

static uint32_t master_pending(IgdState *s)
{
    uint32_t master = 0;

    for (int i = 0; i < num_groups(s); i++) {
        uint32_t iir = igd_reg(s, groups[i].base + IIR) &
                       igd_reg(s, groups[i].base + IER);

        if (iir & 0xffff) {
            master |= groups[i].low;
        }
        if (iir >> 16) {
            master |= groups[i].high;
        }
    }
    return master;
}

static bool is_due(IgdState *s)
{
    return (igd_reg(s, MASTER_IRQ) & MASTER_ENABLE) && master_pending(s);
}

/* A message goes out when the sum of all becomes active. */
static void irq_update(IgdState *s)
{
    PCIDevice *pdev = PCI_DEVICE(s);
    bool level = is_due(s);

    if (!msi_enabled(pdev)) {
        pci_set_irq(pdev, level);
    } else if (level && !s->irq.level) {
        msi_notify(pdev, 0);
    }
    s->irq.level = level;
}

void igd_irq_raise(IgdState *s, IgdIrqGroup group, uint32_t bits)
{
    uint32_t base = groups[group].base;
    uint32_t iir = igd_reg(s, base + IIR);

    bits &= ~igd_reg(s, base + IMR);
    s->irq.second[group] |= bits & iir;
    igd_reg_set(s, base + IIR, iir | bits);
    irq_update(s);
}

void igd_irq_level(IgdState *s, IgdIrqGroup group, uint32_t bits, bool level)
{
    uint32_t isr = groups[group].base + ISR;

    igd_reg_set(s, isr, level ? igd_reg(s, isr) | bits :
                                igd_reg(s, isr) & ~bits);
}

void igd_irq_lost(IgdState *s, IgdIrqGroup group)
{
    s->irq.second[group] = 0;
    irq_update(s);
}

/* The bits written have been cleared; what was queued behind them follows. */
static void iir_cleared(IgdState *s, IgdIrqGroup group, uint32_t old,
                        uint32_t val)
{
    uint32_t again = s->irq.second[group] & old & val;

    irq_update(s);
    if (again) {
        uint32_t iir = groups[group].base + IIR;

        s->irq.second[group] &= ~again;
        igd_reg_set(s, iir, igd_reg(s, iir) | again);
        irq_update(s);
    }
}

static void gt_iir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    iir_cleared(s, IGD_IRQ_GT0 + n, old, val);
}

static void pipe_iir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    iir_cleared(s, IGD_IRQ_PIPE_A + n, old, val);
}

static void port_iir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    iir_cleared(s, IGD_IRQ_DE_PORT, old, val);
}

static void misc_iir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    iir_cleared(s, IGD_IRQ_DE_MISC, old, val);
}

static void pcu_iir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    iir_cleared(s, IGD_IRQ_PCU, old, val);
}

static void sde_iir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    iir_cleared(s, IGD_IRQ_SDE, old, val);
}

static void ier_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    irq_update(s);
}

static uint32_t master_read(IgdState *s, unsigned n)
{
    return igd_reg(s, MASTER_IRQ) | master_pending(s);
}

static void master_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    igd_reg_set(s, MASTER_IRQ, val & MASTER_ENABLE);
    irq_update(s);
}

static void igd_irq_reset(IgdState *s)
{
    memset(s->irq.second, 0, sizeof(s->irq.second));
    irq_update(s);
}

/* Whether a message is out is said by the registers. */
static int irq_post_load(void *opaque, int version_id)
{
    IgdState *s = opaque;

    s->irq.level = is_due(s);
    return 0;
}

static const VMStateDescription irq_vmstate = {
    .name = "igd/irq",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load = irq_post_load,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32_ARRAY(irq.second, IgdState, IGD_IRQ_GROUPS),
        VMSTATE_END_OF_LIST()
    },
};

#define IRQ_SOURCE "i915 i915_reg.h, display/intel_display_regs.h; " \
                   "gen2_irq_reset() in i915_irq.c for the order and depth"

/*
 * ISR holds the state of sources that are pulses, over before it can be read, but
 * for hot plug lines.
 * Reset values: everything masked, nothing enabled.
 */
#define IRQ_REG(_name, _which, _base, _count)               \
        .name = _name "_" #_which, .source = IRQ_SOURCE,    \
        .offset = (_base) + (_which), .count = (_count), .stride = GROUP_STRIDE

#define ISR_REG(...) { IRQ_REG(__VA_ARGS__), .access = IGD_RO }
#define IMR_REG(...) { IRQ_REG(__VA_ARGS__), .reset = 0xffffffff }
#define IER_REG(...) { IRQ_REG(__VA_ARGS__), .write = ier_write }
#define IIR_REG(_cleared, ...) \
    { IRQ_REG(__VA_ARGS__), .access = IGD_W1C, .write = (_cleared) }

static const IgdReg irq_regs[] = {
    {
        .name = "GEN8_MASTER_IRQ",
        .source = "i915 i915_reg.h; gen8_irq_handler() in i915_irq.c",
        .offset = MASTER_IRQ,
        .read = master_read,
        .write = master_write,
    },

    ISR_REG("GEN8_GT", ISR, 0x44300, GT_GROUPS),
    IMR_REG("GEN8_GT", IMR, 0x44300, GT_GROUPS),
    IIR_REG(gt_iir_write, "GEN8_GT", IIR, 0x44300, GT_GROUPS),
    IER_REG("GEN8_GT", IER, 0x44300, GT_GROUPS),

    ISR_REG("GEN8_DE_PIPE", ISR, 0x44400, PIPE_GROUPS),
    IMR_REG("GEN8_DE_PIPE", IMR, 0x44400, PIPE_GROUPS),
    IIR_REG(pipe_iir_write, "GEN8_DE_PIPE", IIR, 0x44400, PIPE_GROUPS),
    IER_REG("GEN8_DE_PIPE", IER, 0x44400, PIPE_GROUPS),

    ISR_REG("GEN8_DE_PORT", ISR, 0x44440, 1),
    IMR_REG("GEN8_DE_PORT", IMR, 0x44440, 1),
    IIR_REG(port_iir_write, "GEN8_DE_PORT", IIR, 0x44440, 1),
    IER_REG("GEN8_DE_PORT", IER, 0x44440, 1),

    ISR_REG("GEN8_DE_MISC", ISR, 0x44460, 1),
    IMR_REG("GEN8_DE_MISC", IMR, 0x44460, 1),
    IIR_REG(misc_iir_write, "GEN8_DE_MISC", IIR, 0x44460, 1),
    IER_REG("GEN8_DE_MISC", IER, 0x44460, 1),

    ISR_REG("GEN8_PCU", ISR, 0x444e0, 1),
    IMR_REG("GEN8_PCU", IMR, 0x444e0, 1),
    IIR_REG(pcu_iir_write, "GEN8_PCU", IIR, 0x444e0, 1),
    IER_REG("GEN8_PCU", IER, 0x444e0, 1),
};

static const IgdReg sde_regs[] = {
    IMR_REG("SDE", IMR, 0xc4000, 1),
    IIR_REG(sde_iir_write, "SDE", IIR, 0xc4000, 1),
    IER_REG("SDE", IER, 0xc4000, 1),
};

const IgdRoom igd_irq_room = {
    .name = "irq",
    .regs = irq_regs,
    .num_regs = ARRAY_SIZE(irq_regs),
    .reset = igd_irq_reset,
    .vmsd = &irq_vmstate,
};

const IgdRoom igd_irq_sde_room = {
    .name = "irq-sde",
    .regs = sde_regs,
    .num_regs = ARRAY_SIZE(sde_regs),
};
