/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Engines and execlists.
 *
 * The driver writes the descriptors of up to two contexts to ELSP; the
 * streamer runs them in order and tells of each step in the context status
 * buffer. Sources: i915 gt/intel_execlists_submission.c (process_csb(),
 * reset_csb_pointers()), gvt/execlist.[ch] for EXECLIST_STATUS and the bits of
 * a status.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "qapi/visitor.h"
#include "../igd.h"
#include "commands.h"
#include "context.h"
#include "ppgtt.h"

#define DESC_VALID          BIT_ULL(0)
#define DESC_FORCE_RESTORE  BIT_ULL(2)

#define STATUS_IDLE_ACTIVE      BIT(0)
#define STATUS_PREEMPTED        BIT(1)
#define STATUS_ELEMENT_SWITCH   BIT(2)
#define STATUS_ACTIVE_IDLE      BIT(3)
#define STATUS_COMPLETE         BIT(4)
#define STATUS_LITE_RESTORE     BIT(15)

#define CSB_ENTRIES         6
#define CSB_PTR_MASK        7
#define HWSP_CSB            0x40
#define HWSP_CSB_PTR        0x7c

#define MI_MODE_IDLE        BIT(9)
#define MI_MODE_STOP        BIT(8)
#define MODE_RUN_LIST       BIT(15)
#define RESET_READY         BIT(1)
#define RESET_REQUEST       BIT(0)
#define RING_VALID          BIT(0)

/*
 * The streamer takes turns with the rest of the machine: so many commands,
 * then a pause. A context that never ends thus costs a part of a core only.
 */
#define TURN_COMMANDS       500
#define TURN_PAUSE_NS       (200 * SCALE_US)
#define SUBMIT_DELAY_NS     (1 * SCALE_US)
#define POLL_MIN_NS         (5 * SCALE_US)
#define POLL_MAX_NS         (500 * SCALE_US)

static const IgdEngineInfo infos[] = {
    {
        .name = "rcs0", .kind = IGD_RCS, .base = 0x2000,
        .irq_group = IGD_IRQ_GT0, .irq_shift = 0,
        .fault_id = 0, .reset_bit = BIT(1), .mocs = 0xc800,
    }, {
        .name = "vcs0", .kind = IGD_VCS, .base = 0x12000,
        .irq_group = IGD_IRQ_GT1, .irq_shift = 0,
        .fault_id = 1, .reset_bit = BIT(2), .mocs = 0xc900,
    }, {
        .name = "vecs0", .kind = IGD_VECS, .base = 0x1a000,
        .irq_group = IGD_IRQ_GT3, .irq_shift = 0,
        .fault_id = 3, .reset_bit = BIT(4), .mocs = 0xcb00,
    }, {
        .name = "bcs0", .kind = IGD_BCS, .base = 0x22000,
        .irq_group = IGD_IRQ_GT0, .irq_shift = 16,
        .fault_id = 2, .reset_bit = BIT(3), .mocs = 0xcc00,
    },
};

QEMU_BUILD_BUG_ON(ARRAY_SIZE(infos) > IGD_MAX_ENGINES);

uint32_t igd_engine_reg(IgdEngine *e, uint32_t offset)
{
    return igd_reg(e->s, e->info->base + offset);
}

void igd_engine_reg_set(IgdEngine *e, uint32_t offset, uint32_t val)
{
    igd_reg_set(e->s, e->info->base + offset, val);
}

uint64_t igd_engine_reg64(IgdEngine *e, uint32_t offset)
{
    return igd_engine_reg(e, offset) |
           (uint64_t)igd_engine_reg(e, offset + 4) << 32;
}

void igd_engine_irq(IgdEngine *e, uint32_t bits)
{
    bits = (bits << e->info->irq_shift) & ~igd_engine_reg(e, RING_IMR);
    if (bits) {
        igd_irq_raise(e->s, e->info->irq_group, bits);
    }
}

void igd_engine_error(IgdEngine *e, uint32_t bits)
{
    uint32_t eir = igd_engine_reg(e, RING_EIR);
    uint32_t unmasked = bits & ~igd_engine_reg(e, RING_EMR);

    igd_engine_reg_set(e, RING_ESR, igd_engine_reg(e, RING_ESR) | bits);
    igd_engine_reg_set(e, RING_EIR, eir | unmasked);
    if (unmasked & ~eir) {
        igd_engine_irq(e, IGD_ENGINE_IRQ_ERROR);
    }
    if (bits & IGD_ENGINE_ERROR_INSTRUCTION) {
        e->hung = true;
    }
}

static bool stopped(IgdEngine *e)
{
    return e->hung || (igd_engine_reg(e, RING_MI_MODE) & MI_MODE_STOP) ||
           (igd_engine_reg(e, RING_RESET_CTL) & RESET_REQUEST);
}

static void wake_up(IgdEngine *e, int64_t delay_ns)
{
    timer_mod(e->timer, qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + delay_ns);
}

/* Tell the driver of @status of the context of @desc. */
static void push_status(IgdEngine *e, uint32_t status, uint64_t desc)
{
    uint32_t hwsp = igd_engine_reg(e, RING_HWS_PGA) & ~0xfffu;
    uint32_t csb_ptr = igd_engine_reg(e, RING_CSB_PTR);
    uint32_t entry = (csb_ptr & CSB_PTR_MASK) + 1;
    uint32_t dw[2], ptr;

    if (entry >= CSB_ENTRIES) {
        entry = 0;
    }
    igd_engine_reg_set(e, RING_CSB + 8 * entry, status);
    igd_engine_reg_set(e, RING_CSB + 8 * entry + 4, desc >> 32);
    igd_engine_reg_set(e, RING_CSB_PTR, (csb_ptr & ~CSB_PTR_MASK) | entry);

    dw[0] = cpu_to_le32(status);
    dw[1] = cpu_to_le32(desc >> 32);
    ptr = cpu_to_le32(entry);
    igd_engine_write(e, IGD_GGTT, hwsp + HWSP_CSB + 8 * entry, dw, sizeof(dw));
    /* A driver that sees the pointer must see the entry. */
    smp_wmb();
    igd_engine_write(e, IGD_GGTT, hwsp + HWSP_CSB_PTR, &ptr, sizeof(ptr));

    e->switch_reason = status;
    igd_engine_irq(e, IGD_ENGINE_IRQ_CONTEXT);
}

static void load_context(IgdEngine *e)
{
    igd_context_restore(e);
    e->waiting = false;
    e->at_arbitration = true;
}

static void take_pending(IgdEngine *e)
{
    memcpy(e->active, e->pending, sizeof(e->active));
    memset(e->pending, 0, sizeof(e->pending));
    igd_rc6_update(e->s);
}

static void start_execlist(IgdEngine *e)
{
    take_pending(e);
    push_status(e, STATUS_IDLE_ACTIVE, e->active[0]);
    load_context(e);
}

/* The new execlist begins with the context that runs: only its tail moved. */
static bool is_lite_restore(IgdEngine *e)
{
    return igd_context_same(e->pending[0], e->active[0]) &&
           !(e->pending[0] & DESC_FORCE_RESTORE);
}

static void lite_restore(IgdEngine *e)
{
    uint64_t old = e->active[0];

    take_pending(e);
    igd_context_lite_restore(e);
    push_status(e, STATUS_PREEMPTED | STATUS_LITE_RESTORE, old);
}

static void preempt(IgdEngine *e)
{
    uint64_t old = e->active[0];

    igd_context_save(e);
    take_pending(e);
    push_status(e, STATUS_PREEMPTED, old);
    load_context(e);
}

static void complete_context(IgdEngine *e)
{
    uint64_t old = e->active[0];

    igd_context_save(e);
    e->active[0] = e->active[1];
    e->active[1] = 0;
    if (e->active[0]) {
        push_status(e, STATUS_COMPLETE | STATUS_ELEMENT_SWITCH, old);
        load_context(e);
    } else {
        push_status(e, STATUS_COMPLETE | STATUS_ACTIVE_IDLE, old);
        igd_rc6_update(e->s);
    }
}

static uint32_t ring_size(IgdEngine *e)
{
    return (extract32(igd_engine_reg(e, RING_CTL), 12, 9) + 1) * 4096;
}

static bool ring_empty(IgdEngine *e)
{
    uint32_t mask = ring_size(e) - 1;

    return !(igd_engine_reg(e, RING_CTL) & RING_VALID) ||
           (igd_engine_reg(e, RING_HEAD) & HEAD_ADDR & mask) ==
           (igd_engine_reg(e, RING_TAIL) & TAIL_ADDR & mask);
}

static bool may_arbitrate(IgdEngine *e)
{
    return e->at_arbitration && !e->arbitration_off && !e->in_wa;
}

/*
 * One step of the streamer: a switch or a command. Returns false when nothing
 * is left to do until somebody wakes it up.
 */
static bool step(IgdEngine *e)
{
    if (!e->active[0]) {
        if (!e->pending[0]) {
            return false;
        }
        start_execlist(e);
        return true;
    }
    if (e->pending[0] && may_arbitrate(e)) {
        if (is_lite_restore(e)) {
            lite_restore(e);
            e->at_arbitration = false;
        } else {
            preempt(e);
        }
        return true;
    }
    if (!igd_command_in_batch(e) && ring_empty(e)) {
        if (e->pending[0] && is_lite_restore(e)) {
            lite_restore(e);
        } else {
            complete_context(e);
        }
        return true;
    }

    switch (igd_command_execute(e)) {
    case IGD_DONE:
        e->at_arbitration = false;
        e->waiting = false;
        return true;
    case IGD_ARBITRATE:
        e->at_arbitration = true;
        e->waiting = false;
        return true;
    case IGD_WAIT:
        e->at_arbitration = true;
        if (!e->waiting) {
            e->waiting = true;
            e->poll_ns = POLL_MIN_NS;
        } else {
            e->poll_ns = MIN(e->poll_ns * 2, POLL_MAX_NS);
        }
        return e->pending[0] && may_arbitrate(e);
    case IGD_MORE:
        e->at_arbitration = false;
        e->waiting = true;
        e->poll_ns = TURN_PAUSE_NS;
        return false;
    case IGD_HANG:
    default:
        e->hung = true;
        return false;
    }
}

static void engine_turn(void *opaque)
{
    IgdEngine *e = opaque;

    for (int i = 0; i < TURN_COMMANDS; i++) {
        if (stopped(e)) {
            return;
        }
        if (!step(e)) {
            if (e->waiting && e->active[0] && !e->hung) {
                wake_up(e, e->event_ns ? e->event_ns : e->poll_ns);
                e->event_ns = 0;
            }
            return;
        }
    }
    wake_up(e, TURN_PAUSE_NS);
}

static IgdEngine *engine_at(IgdState *s, unsigned index)
{
    return &s->gt.engine[index];
}

static void submit(IgdEngine *e)
{
    /* written in the order element 1 high, low, element 0 high, low */
    uint64_t element1 = (uint64_t)e->elsp[0] << 32 | e->elsp[1];
    uint64_t element0 = (uint64_t)e->elsp[2] << 32 | e->elsp[3];

    if (!(igd_engine_reg(e, RING_MODE) & MODE_RUN_LIST) ||
        !(element0 & DESC_VALID)) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: execlist 0x%016" PRIx64 " 0x%016" PRIx64
                      " ignored: %s\n", e->info->name, element0, element1,
                      element0 & DESC_VALID ? "execlists are not enabled"
                                            : "element 0 is not valid");
        return;
    }
    if (e->pending[0]) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: execlist submitted while one is pending\n",
                      e->info->name);
    }
    e->pending[0] = element0;
    e->pending[1] = element1 & DESC_VALID ? element1 : 0;
    e->submissions++;
    wake_up(e, SUBMIT_DELAY_NS);
}

static void elsp_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    IgdEngine *e = engine_at(s, n);

    e->elsp[e->elsp_writes++] = val;
    if (e->elsp_writes == ARRAY_SIZE(e->elsp)) {
        e->elsp_writes = 0;
        submit(e);
    }
}

/*
 * Of the two execlists of the hardware, 0 is the one that runs and 1 the one
 * that waits. All bits are 0 when idle: GVT takes what it reads at load time
 * for the initial state of its virtual engines.
 */
static uint32_t execlist_status_read(IgdState *s, unsigned n)
{
    IgdEngine *e = engine_at(s, n);
    uint32_t val;

    if (!e->active[0]) {
        return e->pending[0] ? BIT(4) : 0;
    }
    val = BIT(4) | BIT(18);
    val |= (e->switch_reason & 0x1ff) << 5;
    val |= (e->active[1] ? 1 : 2) << 14;
    val |= e->arbitration_off ? 0 : BIT(16);
    if (e->pending[0]) {
        val |= BIT(3) | BIT(2);
    }
    return val;
}

static uint32_t execlist_status_udw_read(IgdState *s, unsigned n)
{
    return engine_at(s, n)->active[0] >> 32;
}

static uint32_t mi_mode_read(IgdState *s, unsigned n)
{
    IgdEngine *e = engine_at(s, n);
    uint32_t val = igd_engine_reg(e, RING_MI_MODE) & ~MI_MODE_IDLE;
    bool idle = !e->active[0] || ((val & MI_MODE_STOP) && !e->hung);

    return val | (idle ? MI_MODE_IDLE : 0);
}

static void mi_mode_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    wake_up(engine_at(s, n), SUBMIT_DELAY_NS);
}

/* The streamer stops between commands, so it is always ready at once. */
static void reset_ctl_write(IgdState *s, unsigned n, uint32_t old,
                            uint32_t val)
{
    IgdEngine *e = engine_at(s, n);
    uint32_t ctl = igd_engine_reg(e, RING_RESET_CTL);

    if (ctl & RESET_REQUEST) {
        ctl |= RESET_READY;
    } else {
        ctl &= ~RESET_READY;
        wake_up(e, SUBMIT_DELAY_NS);
    }
    igd_engine_reg_set(e, RING_RESET_CTL, ctl);
}

static void eir_write(IgdState *s, unsigned n, uint32_t old, uint32_t val)
{
    IgdEngine *e = engine_at(s, n);

    igd_engine_reg_set(e, RING_ESR, igd_engine_reg(e, RING_ESR) & ~val);
}

static uint64_t active_head(IgdEngine *e)
{
    if (igd_engine_reg(e, RING_SBB_ADDR) & BB_VALID) {
        return igd_engine_reg(e, RING_SBB_ADDR) & ~3u;
    }
    if (igd_engine_reg(e, RING_BB_ADDR) & BB_VALID) {
        return (igd_engine_reg(e, RING_BB_ADDR) & ~3u) |
               (uint64_t)igd_engine_reg(e, RING_BB_ADDR_UDW) << 32;
    }
    return igd_engine_reg(e, RING_HEAD) & HEAD_ADDR;
}

static uint32_t acthd_read(IgdState *s, unsigned n)
{
    return active_head(engine_at(s, n));
}

static uint32_t acthd_udw_read(IgdState *s, unsigned n)
{
    return active_head(engine_at(s, n)) >> 32;
}

static uint32_t timestamp_read(IgdState *s, unsigned n)
{
    return igd_gt_timestamp(s);
}

static uint32_t timestamp_udw_read(IgdState *s, unsigned n)
{
    return extract64(igd_gt_timestamp(s), 32, 4);
}

static uint32_t ctx_timestamp_read(IgdState *s, unsigned n)
{
    IgdEngine *e = engine_at(s, n);
    uint32_t val = igd_engine_reg(e, RING_CTX_TIMESTAMP);

    return e->active[0] ? val + (uint32_t)(igd_gt_timestamp(s) -
                                           e->context_ticks) : val;
}

#define REGS_H  "i915 gt/intel_engine_regs.h"
#define LRC_C   "i915 gt/intel_lrc.c, gen9_xcs_offsets"
#define PRM     "Intel PRM Skylake vol. 2c"

/* Registers of an engine, at offsets from its base. */
static const IgdReg engine_regs[] = {
    {
        .name = "RING_EXCC", .source = REGS_H "; masked: gvt/handlers.c",
        .offset = 0x028, .access = IGD_MASKED,
    }, {
        .name = "RING_TAIL", .source = REGS_H,
        .offset = RING_TAIL, .bits = TAIL_ADDR,
    }, {
        .name = "RING_HEAD", .source = REGS_H, .offset = RING_HEAD,
    }, {
        .name = "RING_START", .source = REGS_H,
        .offset = RING_START, .bits = 0xfffff000,
    }, {
        .name = "RING_CTL", .source = REGS_H, .offset = RING_CTL,
    }, {
        .name = "RING_PSMI_CTL", .source = REGS_H "; masked: i915 "
        "gt/intel_workarounds.c",
        .offset = 0x050, .access = IGD_MASKED,
    }, {
        .name = "RING_MAX_IDLE", .source = REGS_H,
        .offset = 0x054, .reset = 0xa,
    }, {
        .name = "RING_ACTHD_UDW", .source = REGS_H,
        .offset = RING_ACTHD_UDW, .access = IGD_RO, .read = acthd_udw_read,
    }, {
        .name = "RING_DMA_FADD_UDW", .source = REGS_H,
        .offset = 0x060, .access = IGD_RO, .read = acthd_udw_read,
    }, {
        .name = "RING_IPEIR", .source = REGS_H, .offset = 0x064,
    }, {
        .name = "RING_IPEHR", .source = REGS_H "; saved: " LRC_C,
        .offset = RING_IPEHR,
    }, {
        .name = "RING_INSTDONE", .source = REGS_H "; all units done: " PRM,
        .offset = 0x06c, .access = IGD_RO, .reset = 0xffffffff,
    }, {
        .name = "RING_INSTPS", .source = REGS_H,
        .offset = 0x070, .access = IGD_RO,
    }, {
        .name = "RING_ACTHD", .source = REGS_H,
        .offset = RING_ACTHD, .access = IGD_RO, .read = acthd_read,
    }, {
        .name = "RING_DMA_FADD", .source = REGS_H,
        .offset = 0x078, .access = IGD_RO, .read = acthd_read,
    }, {
        .name = "RING_HWS_PGA", .source = REGS_H,
        .offset = RING_HWS_PGA, .bits = 0xfffff000,
    }, {
        .name = "RING_NOPID", .source = REGS_H, .offset = RING_NOPID,
    }, {
        .name = "RING_HWSTAM", .source = REGS_H,
        .offset = 0x098, .reset = 0xffffffff,
    }, {
        .name = "RING_MI_MODE", .source = REGS_H "; i915 "
        "gt/intel_engine_cs.c, intel_engine_stop_cs()",
        .offset = RING_MI_MODE, .access = IGD_MASKED, .ro = MI_MODE_IDLE,
        .read = mi_mode_read, .write = mi_mode_write,
    }, {
        .name = "RING_IMR", .source = REGS_H "; positions as in GT IIR: i915 "
        "gt/intel_execlists_submission.c, logical_ring_default_irqs()",
        .offset = RING_IMR, .reset = 0xffffffff,
    }, {
        .name = "RING_EIR", .source = REGS_H "; i915 enable_error_interrupt()",
        .offset = RING_EIR, .access = IGD_W1C, .write = eir_write,
    }, {
        .name = "RING_EMR", .source = REGS_H,
        .offset = RING_EMR, .reset = 0xffffffff,
    }, {
        .name = "RING_ESR", .source = REGS_H,
        .offset = RING_ESR, .access = IGD_RO,
    }, {
        .name = "RING_INSTPM", .source = REGS_H "; masked: gvt/handlers.c",
        .offset = 0x0c0, .access = IGD_MASKED,
    }, {
        .name = "GEN8_R_PWR_CLK_STATE", .source = REGS_H, .offset = 0x0c8,
    }, {
        .name = "RING_RESET_CTL", .source = REGS_H "; i915 gt/intel_reset.c, "
        "gen8_engine_reset_prepare()",
        .offset = RING_RESET_CTL, .access = IGD_MASKED, .ro = RESET_READY,
        .write = reset_ctl_write,
    }, {
        .name = "CSFE_CHICKEN1", .source = "i915 gt/intel_gt_regs.h; masked: "
        "gvt/handlers.c",
        .offset = 0x0d4, .access = IGD_MASKED,
    }, {
        .name = "RING_BBSTATE", .source = REGS_H, .offset = RING_BB_STATE,
    }, {
        .name = "RING_SBBADDR", .source = REGS_H, .offset = RING_SBB_ADDR,
    }, {
        .name = "RING_SBBSTATE", .source = REGS_H, .offset = RING_SBB_STATE,
    }, {
        .name = "RING_SBBADDR_UDW", .source = REGS_H,
        .offset = RING_SBB_ADDR_UDW, .bits = 0xffff,
    }, {
        .name = "RING_BBADDR", .source = REGS_H, .offset = RING_BB_ADDR,
    }, {
        .name = "BB_START_ADDR", .source = PRM "; saved: " LRC_C,
        .offset = 0x150,
    }, {
        .name = "BB_ADDR_DIFF", .source = PRM "; saved: " LRC_C,
        .offset = 0x154,
    }, {
        .name = "RING_BB_OFFSET", .source = REGS_H, .offset = 0x158,
    }, {
        .name = "RING_BBADDR_UDW", .source = REGS_H,
        .offset = RING_BB_ADDR_UDW, .bits = 0xffff,
    }, {
        .name = "BB_START_ADDR_UDW", .source = PRM "; saved: " LRC_C,
        .offset = 0x170,
    }, {
        .name = "PR_CTR_CTL", .source = PRM "; saved: " LRC_C,
        .offset = 0x178,
    }, {
        .name = "PR_CTR_THRSH", .source = PRM "; saved: " LRC_C,
        .offset = 0x17c,
    }, {
        .name = "RING_BB_PER_CTX_PTR", .source = REGS_H,
        .offset = RING_BB_PER_CTX,
    }, {
        .name = "RING_INDIRECT_CTX", .source = REGS_H,
        .offset = RING_INDIRECT_CTX,
    }, {
        .name = "RING_INDIRECT_CTX_OFFSET", .source = REGS_H, .offset = 0x1c8,
    }, {
        .name = "ECOSKPD", .source = REGS_H "; masked: i915 "
        "gt/intel_workarounds.c",
        .offset = 0x1d0, .access = IGD_MASKED,
    }, {
        .name = "BCS_SWCTRL", .source = "i915 gt/intel_gt_regs.h; masked: i915 "
        "gem/selftests/i915_gem_client_blt.c; saved: " LRC_C,
        .offset = 0x200, .access = IGD_MASKED,
    }, {
        .name = "RING_ELSP", .source = REGS_H "; i915 "
        "gt/intel_execlists_submission.c, write_desc()",
        .offset = RING_ELSP, .write = elsp_write,
    }, {
        .name = "RING_EXECLIST_STATUS_LO", .source = REGS_H "; gvt/execlist.h",
        .offset = RING_EXECLIST_STATUS, .access = IGD_RO,
        .read = execlist_status_read,
    }, {
        .name = "RING_EXECLIST_STATUS_HI", .source = REGS_H "; gvt/execlist.h",
        .offset = RING_EXECLIST_STATUS + 4, .access = IGD_RO,
        .read = execlist_status_udw_read,
    }, {
        .name = "RING_CONTEXT_CONTROL", .source = REGS_H,
        .offset = RING_CTX_CONTROL, .access = IGD_MASKED,
    }, {
        .name = "GEN9_CTX_PREEMPT_REG", .source = "i915 gt/intel_gt_regs.h",
        .offset = 0x248,
    }, {
        .name = "RING_SEMA_WAIT_POLL", .source = REGS_H,
        .offset = 0x24c,
    }, {
        .name = "GEN8_RING_PDP", .source = REGS_H,
        .offset = RING_PDP, .count = 8, .stride = 4,
    }, {
        .name = "RING_MODE_GEN7", .source = REGS_H "; masked: gvt/handlers.c",
        .offset = RING_MODE, .access = IGD_MASKED,
    }, {
        .name = "RING_TIMESTAMP", .source = REGS_H,
        .offset = RING_TIMESTAMP, .access = IGD_RO, .read = timestamp_read,
    }, {
        .name = "RING_TIMESTAMP_UDW", .source = REGS_H "; 36 bits: " PRM,
        .offset = RING_TIMESTAMP + 4, .access = IGD_RO,
        .read = timestamp_udw_read,
    }, {
        .name = "GEN8_EXECLISTS_STATUS_BUF",
        .source = "i915 gt/intel_lrc_reg.h",
        .offset = RING_CSB, .count = 2 * CSB_ENTRIES, .stride = 4,
        .access = IGD_RO,
    }, {
        .name = "RING_CONTEXT_STATUS_PTR", .source = REGS_H "; masked and "
        "reset value: gvt/handlers.c, gvt/execlist.c init_vgpu_execlist()",
        .offset = RING_CSB_PTR, .access = IGD_MASKED, .reset = 0x7,
    }, {
        .name = "RING_CTX_TIMESTAMP", .source = REGS_H,
        .offset = RING_CTX_TIMESTAMP, .read = ctx_timestamp_read,
    }, {
        .name = "MI_PREDICATE", .source = REGS_H,
        .offset = RING_PREDICATE_SRC0, .count = 8, .stride = 4,
    }, {
        .name = "RING_FORCE_TO_NONPRIV", .source = REGS_H,
        .offset = RING_NONPRIV, .count = 12, .stride = 4,
    }, {
        .name = "GEN8_RING_CS_GPR", .source = REGS_H,
        .offset = RING_GPR, .count = 32, .stride = 4,
    },
};

/* Memory object control: one table of 64 entries for each engine. */
static const IgdReg mocs_regs = {
    .name = "GEN9_MOCS", .source = "i915 gt/intel_mocs.c, mocs_offset()",
    .count = 64, .stride = 4,
};

void igd_engine_reset(IgdEngine *e)
{
    timer_del(e->timer);
    igd_gt_reset_regs(e->s, e->regs, e->num_regs);
    e->elsp_writes = 0;
    memset(e->pending, 0, sizeof(e->pending));
    memset(e->active, 0, sizeof(e->active));
    igd_rc6_update(e->s);
    e->switch_reason = 0;
    e->in_wa = false;
    e->arbitration_off = false;
    e->at_arbitration = false;
    e->waiting = false;
    e->event_ns = 0;
    e->blit_piece = 0;
    e->hung = false;
}

static void get_skipped(Object *obj, Visitor *v, const char *name,
                        void *opaque, Error **errp)
{
    g_autofree char *text = igd_command_skipped(opaque);

    visit_type_str(v, name, &text, errp);
}

/* What the streamer did, to be read with qom-get. */
static void add_counters(IgdEngine *e)
{
    const struct {
        const char *name;
        uint64_t *count;
    } counters[] = {
        { "commands", &e->commands },
        { "skipped", &e->skipped },
        { "submissions", &e->submissions },
    };
    g_autofree char *skipped = g_strdup_printf("%s-skipped-commands",
                                               e->info->name);

    for (unsigned i = 0; i < ARRAY_SIZE(counters); i++) {
        g_autofree char *name = g_strdup_printf("%s-%s", e->info->name,
                                                counters[i].name);

        object_property_add_uint64_ptr(OBJECT(e->s), name, counters[i].count,
                                       OBJ_PROP_FLAG_READ);
    }
    object_property_add(OBJECT(e->s), skipped, "str", get_skipped, NULL, NULL,
                        e);
}

static void engine_room_realize(IgdState *s)
{
    const IgdGtKind *kind = s->platform->gt;

    s->gt.num_engines = ARRAY_SIZE(infos);
    for (unsigned i = 0; i < s->gt.num_engines; i++) {
        IgdEngine *e = &s->gt.engine[i];

        e->s = s;
        e->info = &infos[i];
        e->context = e->info->kind == IGD_RCS ? kind->rcs_context :
                                                kind->xcs_context;
        e->timer = timer_new_ns(QEMU_CLOCK_VIRTUAL, engine_turn, e);
        e->num_regs = ARRAY_SIZE(engine_regs) + kind->mocs;
        e->regs = g_new(IgdReg, e->num_regs);
        memcpy(e->regs, engine_regs, sizeof(engine_regs));
        for (unsigned r = 0; r < ARRAY_SIZE(engine_regs); r++) {
            e->regs[r].offset += e->info->base;
            e->regs[r].first = i;
        }
        if (kind->mocs) {
            e->regs[e->num_regs - 1] = mocs_regs;
            e->regs[e->num_regs - 1].offset = e->info->mocs;
        }
        igd_mmio_add(s, e->regs, e->num_regs);
        add_counters(e);
    }
}

static void engine_room_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->gt.num_engines; i++) {
        igd_engine_reset(&s->gt.engine[i]);
    }
}

static void engine_room_unrealize(IgdState *s)
{
    for (unsigned i = 0; i < s->gt.num_engines; i++) {
        timer_free(s->gt.engine[i].timer);
        g_free(s->gt.engine[i].regs);
    }
}

static bool may_go_on(void *opaque, int version_id)
{
    const IgdEngine *e = opaque;

    return e->elsp_writes < ARRAY_SIZE(e->elsp) &&
           (!e->waiting ||
            (e->poll_ns >= POLL_MIN_NS && e->poll_ns <= POLL_MAX_NS));
}

static const VMStateDescription engine_vmstate = {
    .name = "igd/engine/one",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_TIMER_PTR(timer, IgdEngine),
        VMSTATE_UINT32_ARRAY(elsp, IgdEngine, 4),
        VMSTATE_UINT32(elsp_writes, IgdEngine),
        VMSTATE_UINT64_ARRAY(pending, IgdEngine, 2),
        VMSTATE_UINT64_ARRAY(active, IgdEngine, 2),
        VMSTATE_UINT32(switch_reason, IgdEngine),
        VMSTATE_UINT64(context_ticks, IgdEngine),
        VMSTATE_UINT32(wa_pos, IgdEngine),
        VMSTATE_UINT32(wa_end, IgdEngine),
        VMSTATE_BOOL(in_wa, IgdEngine),
        VMSTATE_BOOL(arbitration_off, IgdEngine),
        VMSTATE_BOOL(at_arbitration, IgdEngine),
        VMSTATE_BOOL(waiting, IgdEngine),
        VMSTATE_BOOL(hung, IgdEngine),
        VMSTATE_UINT32(blit_piece, IgdEngine),
        VMSTATE_INT64(poll_ns, IgdEngine),
        VMSTATE_UINT64(event_frames, IgdEngine),
        VMSTATE_VALIDATE("it may go on so", may_go_on),
        VMSTATE_UINT64(commands, IgdEngine),
        VMSTATE_UINT64(skipped, IgdEngine),
        VMSTATE_UINT64_ARRAY(skipped_kind, IgdEngine, IGD_COMMAND_KINDS),
        VMSTATE_UINT64(submissions, IgdEngine),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription engine_room_vmstate = {
    .name = "igd/engine",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_STRUCT_VARRAY_UINT32(gt.engine, IgdState, gt.num_engines, 0,
                                     engine_vmstate, IgdEngine),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_engine_room = {
    .name = "engine",
    .realize = engine_room_realize,
    .reset = engine_room_reset,
    .unrealize = engine_room_unrealize,
    .vmsd = &engine_room_vmstate,
};
