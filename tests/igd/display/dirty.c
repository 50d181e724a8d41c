/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Dirty pages of pictures: see dirty.h. */
#include "qemu/osdep.h"
#include "qemu/bitops.h"
#include "qemu/rcu.h"
#include "exec/target_page.h"
#include "system/kvm.h"
#include "../igd.h"
#include "dirty.h"

/* Written pages of RAM that follow each other. */
typedef struct DirtyRun {
    MemoryRegion *mr;
    hwaddr offset, len;
} DirtyRun;

/* The log's bit: the access that exec/ramlist.h describes. */
static bool is_dirty(ram_addr_t addr)
{
    DirtyMemoryBlocks *blocks =
        qatomic_rcu_read(&ram_list.dirty_memory[DIRTY_MEMORY_VGA]);
    ram_addr_t page = addr >> qemu_target_page_bits();

    return test_bit(page % DIRTY_MEMORY_BLOCK_SIZE,
                    blocks->blocks[page / DIRTY_MEMORY_BLOCK_SIZE]);
}

/*
 * Devices' writes are logged in regions that ask for it only, and CPUs' ones
 * in any; until then all pages count as written. A region that a picture was
 * in once stays logged.
 */
static void want_log(MemoryRegion *mr)
{
    if (!(memory_region_get_dirty_log_mask(mr) & BIT(DIRTY_MEMORY_VGA))) {
        memory_region_set_log(mr, true, DIRTY_MEMORY_VGA);
    }
}

static void add_run(GArray *runs, MemoryRegion *mr, hwaddr offset)
{
    DirtyRun run = { mr, offset, IGD_GTT_PAGE };

    if (runs->len) {
        DirtyRun *last = &g_array_index(runs, DirtyRun, runs->len - 1);

        if (last->mr == mr && last->offset + last->len == offset) {
            last->len += IGD_GTT_PAGE;
            return;
        }
    }
    g_array_append_val(runs, run);
}

/* Pages of RAM from @pa on: whether one is dirty. What is no RAM never is. */
static bool look(IgdState *s, hwaddr pa, hwaddr len, GArray *runs)
{
    AddressSpace *as = pci_get_address_space(PCI_DEVICE(s));
    bool dirty = false;

    while (len) {
        hwaddr xlat, part = len;
        MemoryRegion *mr = address_space_translate(as, pa, &xlat, &part,
                                                   false,
                                                   MEMTXATTRS_UNSPECIFIED);

        part = MAX(QEMU_ALIGN_DOWN(part, IGD_GTT_PAGE), IGD_GTT_PAGE);
        if (memory_region_is_ram(mr)) {
            want_log(mr);
            for (hwaddr i = 0; i < part; i += IGD_GTT_PAGE) {
                if (is_dirty(memory_region_get_ram_addr(mr) + xlat + i)) {
                    add_run(runs, mr, xlat + i);
                    dirty = true;
                }
            }
        }
        pa += part;
        len -= part;
    }
    return dirty;
}

/* Entries of one span, as far as their pages follow each other in memory. */
static bool look_at_span(IgdState *s, const uint64_t *entry, uint32_t n,
                         GArray *runs)
{
    bool dirty = false;

    for (uint32_t i = 0, same; i < n; i += same) {
        hwaddr pa, next;

        same = 1;
        if (!igd_gtt_entry_page(entry[i], &pa)) {
            continue;
        }
        while (i + same < n && igd_gtt_entry_page(entry[i + same], &next) &&
               next == pa + same * IGD_GTT_PAGE) {
            same++;
        }
        dirty |= look(s, pa, (hwaddr)same * IGD_GTT_PAGE, runs);
    }
    return dirty;
}

static void collect(IgdState *s, const IgdDirtyReader *r, GArray *runs)
{
    const IgdFetch *f = r->fetch;
    const uint64_t *entry = f->entries;

    for (size_t i = 0; i < f->num_spans; entry += f->spans[i++].n) {
        if (kvm_enabled() ||
            look_at_span(s, entry, f->spans[i].n, runs)) {
            r->fn(r->opaque, f->spans[i].band);
        }
    }
}

void igd_dirty_collect(IgdState *s, const IgdDirtyReader *readers, size_t n)
{
    g_autoptr(GArray) runs = g_array_new(false, false, sizeof(DirtyRun));

    RCU_READ_LOCK_GUARD();
    for (size_t i = 0; i < n; i++) {
        collect(s, &readers[i], runs);
    }
    for (unsigned i = 0; i < runs->len; i++) {
        DirtyRun *run = &g_array_index(runs, DirtyRun, i);

        memory_region_reset_dirty(run->mr, run->offset, run->len,
                                  DIRTY_MEMORY_VGA);
    }
}
