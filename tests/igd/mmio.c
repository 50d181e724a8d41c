/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Register file: see mmio.h. */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "igd.h"

#define DWORDS (IGD_MMIO_SIZE / 4)

static const IgdReg *lookup(const IgdState *s, uint32_t offset,
                            unsigned *instance)
{
    uint16_t entry = s->mmio.entry[offset / 4];

    *instance = s->mmio.instance[offset / 4];
    return entry ? s->mmio.regs[entry - 1] : NULL;
}

/* Say once what a driver wants that no table names. */
static void note_unknown(IgdState *s, uint32_t offset, const char *what)
{
    uint8_t *touched = &s->mmio.touched[offset / 4];

    if (!*touched) {
        *touched = 1;
        qemu_log_mask(LOG_UNIMP, "intel-igd: %s of unknown register 0x%06x\n",
                      what, offset);
    }
}

uint32_t igd_reg(const IgdState *s, uint32_t offset)
{
    assert(offset < IGD_MMIO_SIZE && !(offset & 3));
    return s->mmio.value[offset / 4];
}

void igd_reg_set(IgdState *s, uint32_t offset, uint32_t val)
{
    assert(offset < IGD_MMIO_SIZE && !(offset & 3));
    s->mmio.value[offset / 4] = val;
    s->mmio.changed[offset / IGD_MMIO_PAGE] = 1;
}

/* The guard that keeps an access from the register, or NULL. */
static const IgdGuard *refusing(IgdState *s, uint32_t offset, bool write)
{
    unsigned n = s->mmio.guarded[offset / 4];
    const IgdGuard *guard;

    if (!n) {
        return NULL;
    }
    guard = s->mmio.guards[n - 1].guard;
    if (guard->open(s, s->mmio.guards[n - 1].which, write)) {
        return NULL;
    }
    guard->refused(s, s->mmio.guards[n - 1].which, offset, write);
    return guard;
}

uint32_t igd_mmio_read(IgdState *s, uint32_t offset)
{
    const IgdGuard *guard;
    const IgdReg *reg;
    unsigned instance;

    if (offset >= IGD_MMIO_SIZE) {
        return 0;
    }
    offset &= ~3u;
    guard = refusing(s, offset, false);
    if (guard) {
        return guard->reads;
    }
    reg = lookup(s, offset, &instance);
    if (!reg) {
        note_unknown(s, offset, "read");
    } else if (reg->read) {
        return reg->read(s, instance);
    }
    return igd_reg(s, offset);
}

void igd_mmio_write(IgdState *s, uint32_t offset, uint32_t val)
{
    const IgdReg *reg;
    unsigned instance;
    uint32_t old, new, keep;

    if (offset >= IGD_MMIO_SIZE) {
        return;
    }
    offset &= ~3u;
    if (refusing(s, offset, true)) {
        return;
    }
    reg = lookup(s, offset, &instance);
    if (reg && reg->before) {
        reg->before(s, instance);
    }
    old = igd_reg(s, offset);
    if (!reg) {
        note_unknown(s, offset, "write");
        igd_reg_set(s, offset, val);
        return;
    }

    switch (reg->access) {
    case IGD_RO:
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: write of 0x%08x to read-only %s (0x%06x)\n",
                      val, reg->name, offset);
        return;
    case IGD_W1C:
        new = old & ~val;
        break;
    case IGD_MASKED:
        keep = ~(val >> 16) & 0xffff;
        new = (old & keep) | (val & ~keep & 0xffff);
        break;
    case IGD_RW:
    default:
        new = (val & ~reg->w1c) | (old & reg->w1c & ~val);
        break;
    }
    new = (new & ~reg->ro) | (old & reg->ro);
    if (reg->bits) {
        new &= reg->bits;
    }
    igd_reg_set(s, offset, new);
    if (reg->write) {
        reg->write(s, instance, old, val);
    }
}

bool igd_mmio_is_masked(const IgdState *s, uint32_t offset)
{
    const IgdReg *reg;
    unsigned instance;

    if (offset >= IGD_MMIO_SIZE) {
        return false;
    }
    reg = lookup(s, offset, &instance);
    return reg && reg->access == IGD_MASKED;
}

static uint64_t bar_read(void *opaque, hwaddr addr, unsigned size)
{
    return extract64(igd_mmio_read(opaque, addr), (addr & 3) * 8, size * 8);
}

/*
 * Part of a dword: the other bytes are not enabled on the bus. They keep
 * their value, and neither clear a bit nor select one.
 */
static uint32_t widen(IgdState *s, uint32_t offset, uint32_t val,
                      unsigned size)
{
    unsigned instance, shift = (offset & 3) * 8;
    const IgdReg *reg = lookup(s, offset, &instance);
    uint32_t rest = igd_reg(s, offset & ~3u);

    if (reg && (reg->access == IGD_W1C || reg->access == IGD_MASKED)) {
        rest = 0;
    } else if (reg) {
        rest &= ~reg->w1c;
    }
    return deposit32(rest, shift, size * 8, val);
}

static void bar_write(void *opaque, hwaddr addr, uint64_t val, unsigned size)
{
    if (size < 4) {
        val = widen(opaque, addr, val, size);
    }
    igd_mmio_write(opaque, addr, val);
}

static const MemoryRegionOps bar_ops = {
    .read = bar_read,
    .write = bar_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = { .min_access_size = 1, .max_access_size = 8 },
    .impl = { .min_access_size = 1, .max_access_size = 4 },
};

static unsigned outer_count(const IgdReg *reg)
{
    return MAX(reg->count, 1);
}

static unsigned inner_count(const IgdReg *reg)
{
    return MAX(reg->inner_count, 1);
}

static uint32_t instance_offset(const IgdReg *reg, unsigned outer,
                                unsigned inner)
{
    return reg->offset + outer * reg->stride + inner * reg->inner_stride;
}

void igd_mmio_add(IgdState *s, const IgdReg *regs, size_t num_regs)
{
    IgdMmio *m = &s->mmio;

    m->regs = g_renew(const IgdReg *, m->regs, m->num_regs + num_regs);
    for (size_t i = 0; i < num_regs; i++) {
        const IgdReg *reg = &regs[i];

        m->regs[m->num_regs++] = reg;
        assert(m->num_regs < UINT16_MAX);
        for (unsigned o = 0; o < outer_count(reg); o++) {
            for (unsigned n = 0; n < inner_count(reg); n++) {
                uint32_t offset = instance_offset(reg, o, n);

                assert(offset < IGD_MMIO_SIZE && !(offset & 3));
                /* one register, one definition */
                assert(!m->entry[offset / 4]);
                m->entry[offset / 4] = m->num_regs;
                m->instance[offset / 4] =
                    reg->first + o * inner_count(reg) + n;
                m->reset[offset / 4] = reg->reset;
            }
        }
    }
}

static unsigned guard_number(IgdMmio *m, const IgdGuard *guard,
                             unsigned which)
{
    for (unsigned n = 0; n < m->num_guards; n++) {
        if (m->guards[n].guard == guard && m->guards[n].which == which) {
            return n + 1;
        }
    }
    return 0;
}

void igd_mmio_guard(IgdState *s, uint32_t first, uint32_t last,
                    const IgdGuard *guard, unsigned which)
{
    IgdMmio *m = &s->mmio;
    unsigned n = guard_number(m, guard, which);

    assert(first <= last && last < IGD_MMIO_SIZE);
    if (!n) {
        assert(m->num_guards < IGD_MAX_GUARDS);
        m->guards[m->num_guards].guard = guard;
        m->guards[m->num_guards].which = which;
        n = ++m->num_guards;
    }
    memset(m->guarded + first / 4, n, last / 4 - first / 4 + 1);
}

void igd_mmio_realize(IgdState *s)
{
    IgdMmio *m = &s->mmio;

    m->value = g_new0(uint32_t, DWORDS);
    m->reset = g_new0(uint32_t, DWORDS);
    m->entry = g_new0(uint16_t, DWORDS);
    m->instance = g_new0(uint16_t, DWORDS);
    m->changed = g_new(uint8_t, IGD_MMIO_SIZE / IGD_MMIO_PAGE);
    memset(m->changed, 1, IGD_MMIO_SIZE / IGD_MMIO_PAGE);
    m->touched = g_new0(uint8_t, DWORDS);
    m->guarded = g_new0(uint8_t, DWORDS);
    memory_region_init_io(&m->mr, OBJECT(s), &bar_ops, s, "igd-mmio",
                          IGD_MMIO_SIZE);
}

uint32_t igd_mmio_reset_value(const IgdState *s, uint32_t offset)
{
    return s->mmio.reset[offset / 4];
}

uint32_t igd_mmio_bits(const IgdState *s, uint32_t offset)
{
    unsigned instance;
    const IgdReg *reg = lookup(s, offset, &instance);

    return reg && reg->bits ? reg->bits : UINT32_MAX;
}

bool igd_mmio_changed(const IgdState *s, uint32_t offset)
{
    return s->mmio.changed[offset / IGD_MMIO_PAGE];
}

/* Most pages nobody ever writes to. */
void igd_mmio_reset(IgdState *s)
{
    IgdMmio *m = &s->mmio;

    for (uint32_t page = 0; page < IGD_MMIO_SIZE; page += IGD_MMIO_PAGE) {
        if (igd_mmio_changed(s, page)) {
            memcpy(m->value + page / 4, m->reset + page / 4, IGD_MMIO_PAGE);
            m->changed[page / IGD_MMIO_PAGE] = 0;
        }
    }
}

void igd_mmio_forget(IgdState *s, const IgdGuard *guard, unsigned which)
{
    unsigned n = guard_number(&s->mmio, guard, which);

    for (uint32_t dword = 0; n && dword < DWORDS; dword++) {
        if (s->mmio.guarded[dword] == n) {
            igd_reg_set(s, dword * 4, igd_mmio_reset_value(s, dword * 4));
        }
    }
}

static void describe_offset(GString *out, const IgdReg *reg)
{
    g_string_append_printf(out, "0x%05x", reg->offset);
    if (outer_count(reg) > 1) {
        g_string_append_printf(out, " %u * 0x%x", outer_count(reg),
                               reg->stride);
    }
    if (inner_count(reg) > 1) {
        g_string_append_printf(out, " %u * 0x%x", inner_count(reg),
                               reg->inner_stride);
    }
}

static void describe_access(GString *out, const IgdReg *reg)
{
    static const char *const names[] = {
        [IGD_RW] = "RW", [IGD_RO] = "RO", [IGD_W1C] = "W1C",
        [IGD_MASKED] = "masked",
    };

    g_string_append(out, names[reg->access]);
    if (reg->ro) {
        g_string_append_printf(out, ", RO 0x%x", reg->ro);
    }
    if (reg->w1c) {
        g_string_append_printf(out, ", W1C 0x%x", reg->w1c);
    }
    if (reg->reset) {
        g_string_append_printf(out, ", reset 0x%x", reg->reset);
    }
    /* plain memory has neither */
    if (reg->read) {
        g_string_append(out, ", live");
    }
    if (reg->write) {
        g_string_append(out, ", acts");
    }
}

char *igd_mmio_describe(const IgdState *s)
{
    GString *out = g_string_new(NULL);

    for (const IgdRoom *const *room = s->platform->rooms; *room; room++) {
        g_string_append_printf(out, "### %s\n\n"
                               "| offset | register | access | source |\n"
                               "|---|---|---|---|\n", (*room)->name);
        for (size_t i = 0; i < (*room)->num_regs; i++) {
            const IgdReg *reg = &(*room)->regs[i];

            g_string_append(out, "| ");
            describe_offset(out, reg);
            g_string_append_printf(out, " | %s | ", reg->name);
            describe_access(out, reg);
            g_string_append_printf(out, " | %s |\n", reg->source);
        }
        g_string_append_c(out, '\n');
    }
    return g_string_free(out, false);
}

void igd_mmio_unrealize(IgdState *s)
{
    IgdMmio *m = &s->mmio;

    g_clear_pointer(&m->value, g_free);
    g_clear_pointer(&m->reset, g_free);
    g_clear_pointer(&m->entry, g_free);
    g_clear_pointer(&m->instance, g_free);
    g_clear_pointer(&m->changed, g_free);
    g_clear_pointer(&m->touched, g_free);
    g_clear_pointer(&m->guarded, g_free);
    m->num_guards = 0;
    g_clear_pointer(&m->regs, g_free);
    m->num_regs = 0;
}
