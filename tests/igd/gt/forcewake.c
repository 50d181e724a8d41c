/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Forcewake: domains that a driver keeps awake while it touches their
 * registers, three on gen9 and one on gen8. The request is a masked register,
 * the acknowledge follows it. Source: i915 intel_uncore.c,
 * uncore_fw_domains_init() and fw_domain_get().
 *
 * Once RC6 is enabled, a domain that nobody keeps awake and that has no engine
 * at work sleeps, here at once: then reads give 0 and writes are lost.
 */
#include "qemu/osdep.h"
#include "../igd.h"

#define FORCEWAKE_RENDER    0xa278
#define FORCEWAKE_MEDIA     0xa270
#define FORCEWAKE_GT        0xa188

enum { RENDER = BIT(0), MEDIA = BIT(1), GT = BIT(2), SHADOWED = BIT(3) };

/*
 * Which domains a register needs: i915 intel_uncore.c __gen9_fw_ranges[].
 * 0xa000 to 0xafff, there with the GT, is the power management unit, which
 * has to be awake when the others are not: intel_rc6_park() and _unpark()
 * write it without forcewake.
 */
typedef struct DomainRange {
    uint32_t first, last;
    unsigned domains;
} DomainRange;

static const DomainRange gen9_ranges[] = {
    { 0x00000, 0x00aff, GT },
    { 0x02000, 0x026ff, RENDER },
    { 0x02700, 0x02fff, GT },
    { 0x03000, 0x03fff, RENDER },
    { 0x04000, 0x051ff, GT },
    { 0x05200, 0x07fff, RENDER },
    { 0x08000, 0x0812f, GT },
    { 0x08130, 0x0813f, MEDIA },
    { 0x08140, 0x0815f, RENDER },
    { 0x08160, 0x082ff, GT },
    { 0x08300, 0x084ff, RENDER },
    { 0x08500, 0x087ff, GT },
    { 0x08800, 0x089ff, MEDIA },
    { 0x08a00, 0x08bff, GT },
    { 0x08c00, 0x08cff, RENDER },
    { 0x08d00, 0x093ff, GT },
    { 0x09400, 0x097ff, RENDER | MEDIA },
    { 0x09800, 0x09fff, GT },
    { 0x0b000, 0x0b47f, RENDER },
    { 0x0b480, 0x0cfff, GT },
    { 0x0d000, 0x0d7ff, MEDIA },
    { 0x0d800, 0x0dfff, GT },
    { 0x0e000, 0x0e8ff, RENDER },
    { 0x0e900, 0x11fff, GT },
    { 0x12000, 0x13fff, MEDIA },
    { 0x14000, 0x19fff, GT },
    { 0x1a000, 0x1e9ff, MEDIA },
    { 0x1ea00, 0x243ff, GT },
    { 0x24400, 0x247ff, RENDER },
    { 0x24800, 0x2ffff, GT },
    { 0x30000, 0x3ffff, MEDIA },
};

/*
 * gen8 has what is the GT's domain on gen9: gen6_reg_read_fw_domains(), and
 * FORCEWAKE_MT is at its place.
 */
static const DomainRange gen8_ranges[] = {
    { 0x00000, 0x09fff, GT },
    { 0x0b000, 0x3ffff, GT },
};

/*
 * Writes that wake the hardware themselves, of each engine: RING_TAIL, in
 * i915's gen8_shadowed_regs[], and ELSP, which execlists_submit_ports()
 * writes without forcewake.
 */
static const uint32_t shadowed[] = { RING_TAIL, RING_ELSP };

static unsigned engine_domains(const IgdEngine *e)
{
    switch (e->info->kind) {
    case IGD_RCS:
        return RENDER | GT;
    case IGD_BCS:
        return GT;
    default:
        return MEDIA | GT;
    }
}

static unsigned awake(IgdState *s)
{
    unsigned domains = (igd_reg(s, FORCEWAKE_RENDER) ? RENDER : 0) |
                       (igd_reg(s, FORCEWAKE_MEDIA) ? MEDIA : 0) |
                       (igd_reg(s, FORCEWAKE_GT) ? GT : 0);

    for (unsigned i = 0; i < s->gt.num_engines; i++) {
        if (s->gt.engine[i].active[0]) {
            domains |= engine_domains(&s->gt.engine[i]);
        }
    }
    return domains;
}

bool igd_gt_sleeps(IgdState *s)
{
    return igd_rc6_enabled(s) && !awake(s);
}

static bool forcewake_open(IgdState *s, unsigned domains, bool write)
{
    if (!igd_rc6_enabled(s) ||
        (write && domains & SHADOWED)) {
        return true;
    }
    domains &= ~SHADOWED;
    return (awake(s) & domains) == domains;
}

static void forcewake_refused(IgdState *s, unsigned domains, uint32_t offset,
                              bool write)
{
    igd_rule_broken(s, IGD_RULE_FORCEWAKE, domains & ~SHADOWED,
                    "%s of 0x%05x while %s%s%s sleeps",
                    write ? "write" : "read", offset,
                    domains & RENDER ? "render " : "",
                    domains & MEDIA ? "media " : "",
                    domains & GT ? "GT " : "");
}

static const IgdGuard forcewake_guard = {
    .open = forcewake_open,
    .refused = forcewake_refused,
};

/* The next access of what was asleep is told again. */
static void forcewake_write(IgdState *s, unsigned n, uint32_t old,
                            uint32_t val)
{
    unsigned domains = awake(s);

    igd_rc6_update(s);
    for (unsigned place = 1; place < SHADOWED; place++) {
        if ((place & domains) == place) {
            igd_rule_kept(s, IGD_RULE_FORCEWAKE, place);
        }
    }
}

static unsigned domains_of(const DomainRange *ranges, size_t num,
                           uint32_t offset)
{
    for (size_t i = 0; i < num; i++) {
        if (offset >= ranges[i].first && offset <= ranges[i].last) {
            return ranges[i].domains;
        }
    }
    return 0;
}

static void guard(IgdState *s, const DomainRange *ranges, size_t num)
{
    static const uint32_t engines[] = { 0x2000, 0x12000, 0x1a000, 0x22000 };

    for (size_t i = 0; i < num; i++) {
        igd_mmio_guard(s, ranges[i].first, ranges[i].last, &forcewake_guard,
                       ranges[i].domains);
    }
    for (size_t i = 0; i < ARRAY_SIZE(engines) * ARRAY_SIZE(shadowed); i++) {
        uint32_t offset = engines[i / ARRAY_SIZE(shadowed)] +
                          shadowed[i % ARRAY_SIZE(shadowed)];

        igd_mmio_guard(s, offset, offset, &forcewake_guard,
                       domains_of(ranges, num, offset) | SHADOWED);
    }
}

static void gen9_realize(IgdState *s)
{
    guard(s, gen9_ranges, ARRAY_SIZE(gen9_ranges));
}

static void gen8_realize(IgdState *s)
{
    guard(s, gen8_ranges, ARRAY_SIZE(gen8_ranges));
}

static uint32_t render_ack_read(IgdState *s, unsigned n)
{
    return igd_reg(s, FORCEWAKE_RENDER);
}

static uint32_t media_ack_read(IgdState *s, unsigned n)
{
    return igd_reg(s, FORCEWAKE_MEDIA);
}

static uint32_t gt_ack_read(IgdState *s, unsigned n)
{
    return igd_reg(s, FORCEWAKE_GT);
}

#define SOURCE "i915 gt/intel_gt_regs.h; intel_uncore.c"

static const IgdReg gen9_regs[] = {
    {
        .name = "FORCEWAKE_RENDER_GEN9", .source = SOURCE,
        .offset = FORCEWAKE_RENDER, .access = IGD_MASKED,
        .write = forcewake_write,
    }, {
        .name = "FORCEWAKE_MEDIA_GEN9", .source = SOURCE,
        .offset = FORCEWAKE_MEDIA, .access = IGD_MASKED,
        .write = forcewake_write,
    }, {
        .name = "FORCEWAKE_GT_GEN9", .source = SOURCE,
        .offset = FORCEWAKE_GT, .access = IGD_MASKED,
        .write = forcewake_write,
    }, {
        .name = "FORCEWAKE_ACK_RENDER_GEN9", .source = SOURCE,
        .offset = 0x0d84, .access = IGD_RO, .read = render_ack_read,
    }, {
        .name = "FORCEWAKE_ACK_MEDIA_GEN9", .source = SOURCE,
        .offset = 0x0d88, .access = IGD_RO, .read = media_ack_read,
    }, {
        .name = "FORCEWAKE_ACK_GT_GEN9", .source = SOURCE,
        .offset = 0x130044, .access = IGD_RO, .read = gt_ack_read,
    },
};

static const IgdReg gen8_regs[] = {
    {
        .name = "FORCEWAKE_MT", .source = SOURCE,
        .offset = FORCEWAKE_GT, .access = IGD_MASKED,
        .write = forcewake_write,
    }, {
        .name = "FORCEWAKE_ACK_HSW", .source = SOURCE,
        .offset = 0x130044, .access = IGD_RO, .read = gt_ack_read,
    },
};

const IgdRoom igd_forcewake_gen8_room = {
    .name = "forcewake",
    .regs = gen8_regs,
    .num_regs = ARRAY_SIZE(gen8_regs),
    .realize = gen8_realize,
};

const IgdRoom igd_forcewake_gen9_room = {
    .name = "forcewake",
    .regs = gen9_regs,
    .num_regs = ARRAY_SIZE(gen9_regs),
    .realize = gen9_realize,
};
