/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Global GTT: the page table at BAR0 + 8 MiB, and the aperture (BAR2) that
 * the CPU sees graphics memory through.
 *
 * All of it runs under the big QEMU lock, except the aperture's translation,
 * which a vCPU may also enter without it; that only reads entries and keeps
 * them, under a lock of its own.
 */
#ifndef IGD_GTT_H
#define IGD_GTT_H

#include "qemu/thread.h"
#include "mmio.h"

#define IGD_GTT_SIZE    (8 * MiB)                 /* 1 Mi entries of 8 bytes */
#define IGD_GTT_ENTRIES (IGD_GTT_SIZE / 8)
#define IGD_GTT_PAGE    (4 * KiB)

typedef struct IgdGtt {
    MemoryRegion mr;            /* the entries, subregion of BAR0 */
    IOMMUMemoryRegion *aperture;
    uint64_t aperture_size;     /* bytes, a power of two */
    uint64_t *entry;            /* little-endian; Skylake's CPU writes at will */
    QemuSpin lock;              /* of these two */
    uint64_t *seen;             /* entry that the aperture keeps of a page */
    unsigned long *cached;      /* aperture pages that it keeps one of */
    uint64_t generation;        /* grows when the table may have changed */
} IgdGtt;

/*
 * Physical address behind graphics address @ga, or false when its entry is
 * not present or beyond the table.
 */
bool igd_gtt_translate(IgdState *s, uint64_t ga, hwaddr *pa);

/*
 * Physical page that @entry, as it is in memory, leads to; false when it is
 * not present.
 */
bool igd_gtt_entry_page(uint64_t entry, hwaddr *pa);

/*
 * Read or write @len bytes at graphics address @ga. What cannot be translated
 * reads as zero and drops writes; the return value is false if that happened.
 */
bool igd_gtt_read(IgdState *s, uint64_t ga, void *buf, size_t len);
bool igd_gtt_write(IgdState *s, uint64_t ga, const void *buf, size_t len);

/*
 * Read or write @len bytes at @ga, in one page, as the CPU does through the
 * aperture: with the entry that it keeps. What leads nowhere reads as zero.
 */
void igd_aperture_rw(IgdState *s, uint64_t ga, void *buf, size_t len,
                     bool is_write);

/*
 * Read or write @len bytes of system memory at @pa, as the device's DMA. Only
 * RAM can be reached: neither registers nor the device's own aperture, so
 * that no access comes back to the device. Refused reads give zero; the
 * return value is false if anything was refused.
 */
bool igd_dma_read(IgdState *s, hwaddr pa, void *buf, size_t len);
bool igd_dma_write(IgdState *s, hwaddr pa, const void *buf, size_t len);

extern const IgdRoom igd_gtt_skl_room;
extern const IgdRoom igd_gtt_bxt_room;

#endif
