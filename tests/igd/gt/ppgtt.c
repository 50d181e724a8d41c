/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Per-process page tables.
 *
 * Sources: i915 gt/gen8_ppgtt.c and gt/intel_gtt.h for the format of entries,
 * gt/intel_lrc.c for where the roots are, gt/intel_gt.c gen8_check_faults()
 * for the fault registers.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "qemu/units.h"
#include "../igd.h"
#include "ppgtt.h"

#define ENTRY_PRESENT   BIT_ULL(0)
#define ENTRY_RW        BIT_ULL(1)
#define ENTRY_ADDRESS   MAKE_64BIT_MASK(12, 27)
#define PDE_PS_2M       BIT_ULL(7)
#define PDE_IPS_64K     BIT_ULL(11)

#define ENTRIES         512     /* of a table at any level */
#define PTES_OF_64K     16      /* of which the first is valid */

/* Descriptor bits 4:3: i915 gt/intel_lrc.c, INTEL_LEGACY_*_CONTEXT */
#define ADDRESSING_MODE(desc) extract64(desc, 3, 2)
#define LEGACY_64B      3

#define RING_FAULT      0x4094
#define FAULT_TLB_DATA0 0x4b10
#define FAULT_TLB_DATA1 0x4b14
#define FAULT_VALID     BIT(0)
#define FAULT_GTT_SEL   BIT(4)

/* RING_FAULT bits 2:1: Intel PRM Skylake vol. 2c, "Page Fault Type" */
typedef enum Fault {
    FAULT_PAGE = 0,
    FAULT_INVALID_PD = 1,
} Fault;

typedef struct Translation {
    hwaddr pa;
    hwaddr left;        /* bytes up to the end of the page */
    bool writable;
} Translation;

static void report(IgdEngine *e, IgdSpace space, uint64_t va, Fault fault,
                   bool is_write, const char *what)
{
    IgdState *s = e->s;

    qemu_log_mask(LOG_GUEST_ERROR,
                  "intel-igd: %s: %s of %s address 0x%" PRIx64 ": %s\n",
                  e->info->name, is_write ? "write" : "read",
                  space == IGD_PPGTT ? "PPGTT" : "GGTT", va, what);
    if (igd_reg(s, RING_FAULT) & FAULT_VALID) {
        return;
    }
    igd_reg_set(s, FAULT_TLB_DATA0, va >> 12);
    igd_reg_set(s, FAULT_TLB_DATA1, extract64(va, 44, 4) |
                (space == IGD_GGTT ? FAULT_GTT_SEL : 0));
    igd_reg_set(s, RING_FAULT, e->info->fault_id << 12 | fault << 1 |
                FAULT_VALID);
}

static uint64_t read_entry(IgdState *s, uint64_t table, unsigned index)
{
    uint64_t entry;

    igd_dma_read(s, (table & ENTRY_ADDRESS) + index * sizeof(entry), &entry,
                 sizeof(entry));
    return le64_to_cpu(entry);
}

static unsigned index_at(uint64_t va, unsigned shift)
{
    return (va >> shift) % ENTRIES;
}

static bool fill(Translation *t, uint64_t entry, uint64_t va, uint64_t page)
{
    t->pa = (entry & ENTRY_ADDRESS & ~(page - 1)) | (va & (page - 1));
    t->left = page - (va & (page - 1));
    t->writable = t->writable && (entry & ENTRY_RW);
    return true;
}

/* Page directory entry of @va: from PML4 and PDP, or from a PDP register. */
static bool find_directory(IgdEngine *e, uint64_t va, uint64_t *directory)
{
    uint64_t entry;

    if (ADDRESSING_MODE(e->active[0]) != LEGACY_64B) {
        if (va >> 32) {
            return false;
        }
        *directory = igd_engine_reg64(e, RING_PDP + 8 * (va >> 30));
        return *directory & ENTRY_ADDRESS;
    }
    entry = read_entry(e->s, igd_engine_reg64(e, RING_PDP), index_at(va, 39));
    if (!(entry & ENTRY_PRESENT)) {
        return false;
    }
    *directory = read_entry(e->s, entry, index_at(va, 30));
    return *directory & ENTRY_PRESENT;
}

static bool translate(IgdEngine *e, uint64_t va, Translation *t, Fault *fault)
{
    uint64_t entry, pte;
    unsigned index;

    *fault = FAULT_INVALID_PD;
    t->writable = true;
    if (!find_directory(e, va, &entry)) {
        return false;
    }
    entry = read_entry(e->s, entry, index_at(va, 21));
    if (!(entry & ENTRY_PRESENT)) {
        return false;
    }
    if (entry & PDE_PS_2M) {
        return fill(t, entry, va, 2 * MiB);
    }

    *fault = FAULT_PAGE;
    index = index_at(va, 12);
    if (entry & PDE_IPS_64K) {
        index = QEMU_ALIGN_DOWN(index, PTES_OF_64K);
    }
    pte = read_entry(e->s, entry, index);
    if (!(pte & ENTRY_PRESENT)) {
        return false;
    }
    return fill(t, pte, va, entry & PDE_IPS_64K ? 64 * KiB : 4 * KiB);
}

static bool access_ggtt(IgdEngine *e, uint64_t va, void *buf, size_t len,
                        bool is_write)
{
    bool ok = is_write ? igd_gtt_write(e->s, va, buf, len)
                       : igd_gtt_read(e->s, va, buf, len);

    if (!ok) {
        report(e, IGD_GGTT, va, FAULT_PAGE, is_write, "not mapped to memory");
    }
    return ok;
}

static bool access_page(IgdEngine *e, uint64_t va, void *buf, size_t *len,
                        bool is_write)
{
    Translation t;
    Fault fault;

    if (!translate(e, va, &t, &fault)) {
        *len = MIN(*len, 4 * KiB - (va & (4 * KiB - 1)));
        report(e, IGD_PPGTT, va, fault, is_write, "not present");
        return false;
    }
    *len = MIN(*len, t.left);
    if (!is_write) {
        return igd_dma_read(e->s, t.pa, buf, *len);
    }
    if (!t.writable) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: %s: write of PPGTT address 0x%" PRIx64
                      ": read-only\n", e->info->name, va);
        igd_engine_error(e, IGD_ENGINE_ERROR_PRIVILEGE);
        return false;
    }
    return igd_dma_write(e->s, t.pa, buf, *len);
}

static bool access_ppgtt(IgdEngine *e, uint64_t va, uint8_t *buf, size_t len,
                         bool is_write)
{
    bool ok = true;

    while (len) {
        size_t n = len;

        /* 48 bits; the upper ones repeat bit 47 */
        va = extract64(va, 0, 48);
        if (!access_page(e, va, buf, &n, is_write)) {
            if (!is_write) {
                memset(buf, 0, n);
            }
            ok = false;
        }
        va += n;
        buf += n;
        len -= n;
    }
    return ok;
}

bool igd_engine_read(IgdEngine *e, IgdSpace space, uint64_t va, void *buf,
                     size_t len)
{
    return space == IGD_GGTT ? access_ggtt(e, va, buf, len, false)
                             : access_ppgtt(e, va, buf, len, false);
}

bool igd_engine_write(IgdEngine *e, IgdSpace space, uint64_t va,
                      const void *buf, size_t len)
{
    return space == IGD_GGTT ? access_ggtt(e, va, (void *)buf, len, true)
                             : access_ppgtt(e, va, (uint8_t *)buf, len, true);
}
