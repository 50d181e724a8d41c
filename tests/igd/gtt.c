/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Global GTT and aperture.
 *
 * The page table is plain RAM, as drivers write it in bursts of thousands of
 * entries. A driver tells the device that it is done by writing
 * GFX_FLSH_CNTL, and only then are cached translations dropped: "We want to
 * flush the TLBs only after we're certain all the PTE updates have finished",
 * i915 gen8_ggtt_insert_entries(). How many there are is not documented; here
 * the aperture keeps each page that was reached through it, whoever asks and
 * through whichever mapping of the CPU. Engines keep none: requests of i915
 * begin with a command that drops theirs (gen8_emit_flush_rcs(), _xcs()).
 *
 * On Broxton a driver cannot write so: "writes larger than 64 bit to the GTT
 * pagetable range will be dropped", i915 needs_wc_ggtt_mapping(). It writes
 * entry by entry, and none of these is followed by a flush (see
 * gen8_ggtt_invalidate()): what has been written is in effect.
 */
#include "qemu/osdep.h"
#include "qemu/bitmap.h"
#include "qemu/log.h"
#include "qemu/thread.h"
#include "qemu/units.h"
#include "igd.h"

#define TYPE_IGD_APERTURE "intel-igd-aperture"

#define PAGE_BITS   12
#define PAGE_BYTES  (1u << PAGE_BITS)

QEMU_BUILD_BUG_ON(PAGE_BYTES != IGD_GTT_PAGE);

/* Intel PRM Skylake vol 5, "GTT page table entries"; i915 GEN8_PAGE_PRESENT */
#define PTE_PRESENT BIT_ULL(0)
#define PTE_ADDRESS MAKE_64BIT_MASK(12, 27)

static bool in_aperture(IgdState *s, hwaddr pa, size_t len)
{
    pcibus_t bar = pci_get_bar_addr(PCI_DEVICE(s), 2);

    return bar != PCI_BAR_UNMAPPED && pa < bar + s->gtt.aperture_size &&
           bar < pa + len;
}

static bool igd_dma(IgdState *s, hwaddr pa, void *buf, size_t len,
                    bool is_write)
{
    PCIDevice *pdev = PCI_DEVICE(s);
    MemTxAttrs attrs = {
        .memory = 1,
        .requester_id = pci_requester_id(pdev),
    };

    return !in_aperture(s, pa, len) &&
           address_space_rw(pci_get_address_space(pdev), pa, attrs, buf, len,
                            is_write) == MEMTX_OK;
}

bool igd_dma_read(IgdState *s, hwaddr pa, void *buf, size_t len)
{
    if (!igd_dma(s, pa, buf, len, false)) {
        memset(buf, 0, len);
        return false;
    }
    return true;
}

bool igd_dma_write(IgdState *s, hwaddr pa, const void *buf, size_t len)
{
    return igd_dma(s, pa, (void *)buf, len, true);
}

bool igd_gtt_entry_page(uint64_t entry, hwaddr *pa)
{
    uint64_t pte = le64_to_cpu(entry);

    *pa = pte & PTE_ADDRESS;
    return pte & PTE_PRESENT;
}

bool igd_gtt_translate(IgdState *s, uint64_t ga, hwaddr *pa)
{
    uint64_t index = ga >> PAGE_BITS;

    if (index >= IGD_GTT_ENTRIES ||
        !igd_gtt_entry_page(qatomic_read(&s->gtt.entry[index]), pa)) {
        return false;
    }
    *pa |= ga & (PAGE_BYTES - 1);
    return true;
}

bool igd_gtt_read(IgdState *s, uint64_t ga, void *buf, size_t len)
{
    uint8_t *p = buf;
    bool ok = true;

    while (len) {
        size_t n = MIN(len, PAGE_BYTES - (ga & (PAGE_BYTES - 1)));
        hwaddr pa;

        if (!igd_gtt_translate(s, ga, &pa)) {
            memset(p, 0, n);
            ok = false;
        } else if (!igd_dma_read(s, pa, p, n)) {
            ok = false;
        }
        ga += n;
        p += n;
        len -= n;
    }
    return ok;
}

bool igd_gtt_write(IgdState *s, uint64_t ga, const void *buf, size_t len)
{
    const uint8_t *p = buf;
    bool ok = true;

    while (len) {
        size_t n = MIN(len, PAGE_BYTES - (ga & (PAGE_BYTES - 1)));
        hwaddr pa;

        if (!igd_gtt_translate(s, ga, &pa) || !igd_dma_write(s, pa, p, n)) {
            ok = false;
        }
        ga += n;
        p += n;
        len -= n;
    }
    return ok;
}

/* Whether the page at @pa is RAM: the aperture does not lead to devices. */
static bool is_ram_page(IgdState *s, hwaddr pa)
{
    hwaddr xlat, len = PAGE_BYTES;
    MemoryRegion *mr;

    if (in_aperture(s, pa, PAGE_BYTES)) {
        return false;
    }
    mr = address_space_translate(pci_get_address_space(PCI_DEVICE(s)), pa,
                                 &xlat, &len, true, MEMTXATTRS_UNSPECIFIED);
    return memory_region_is_ram(mr) && len >= PAGE_BYTES;
}

/*
 * The entry of an aperture page: what it was when it was reached first since
 * it was dropped. One that is not present is looked at again.
 */
static uint64_t aperture_entry(IgdGtt *gtt, uint64_t index)
{
    uint64_t entry;

    qemu_spin_lock(&gtt->lock);
    entry = gtt->seen[index];
    if (!test_bit(index, gtt->cached) ||
        !(le64_to_cpu(entry) & PTE_PRESENT)) {
        entry = qatomic_read(&gtt->entry[index]);
        gtt->seen[index] = entry;
        set_bit(index, gtt->cached);
    }
    qemu_spin_unlock(&gtt->lock);
    return entry;
}

static IOMMUTLBEntry igd_aperture_translate(IOMMUMemoryRegion *mr, hwaddr addr,
                                            IOMMUAccessFlags flag,
                                            int iommu_idx)
{
    IgdState *s = INTEL_IGD(memory_region_owner(MEMORY_REGION(mr)));
    uint64_t index = addr >> PAGE_BITS;
    IOMMUTLBEntry tlb = {
        .target_as = pci_get_address_space(PCI_DEVICE(s)),
        .iova = addr & ~(hwaddr)(PAGE_BYTES - 1),
        .addr_mask = PAGE_BYTES - 1,
        .perm = IOMMU_NONE,
    };
    uint64_t entry = aperture_entry(&s->gtt, index);
    hwaddr pa;

    if (!igd_gtt_entry_page(entry, &pa) || !is_ram_page(s, pa)) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: aperture page 0x%" PRIx64 " leads nowhere, "
                      "PTE 0x%" PRIx64 "\n", tlb.iova, le64_to_cpu(entry));
        return tlb;
    }
    tlb.translated_addr = pa;
    tlb.perm = IOMMU_RW;
    return tlb;
}

void igd_aperture_rw(IgdState *s, uint64_t ga, void *buf, size_t len,
                     bool is_write)
{
    uint64_t index = ga >> PAGE_BITS;
    hwaddr pa;

    if (ga >= s->gtt.aperture_size ||
        !igd_gtt_entry_page(aperture_entry(&s->gtt, index), &pa) ||
        !igd_dma(s, pa | (ga & (PAGE_BYTES - 1)), buf, len, is_write)) {
        qemu_log_mask(LOG_GUEST_ERROR,
                      "intel-igd: aperture page 0x%" PRIx64 " leads nowhere "
                      "through its fence\n", ga & ~(uint64_t)(PAGE_BYTES - 1));
        if (!is_write) {
            memset(buf, 0, len);
        }
    }
}

/* Memory attributes do not select between translations. */
static int igd_aperture_attrs_to_index(IOMMUMemoryRegion *mr, MemTxAttrs attrs)
{
    return 0;
}

static int igd_aperture_num_indexes(IOMMUMemoryRegion *mr)
{
    return 1;
}

/* Drop what is cached, here and by vCPUs, of a power of two of pages. */
static void aperture_drop(IgdState *s, uint64_t first, uint64_t pages)
{
    IgdGtt *gtt = &s->gtt;
    IOMMUTLBEvent event = {
        .type = IOMMU_NOTIFIER_UNMAP,
        .entry = {
            .target_as = pci_get_address_space(PCI_DEVICE(s)),
            .iova = first << PAGE_BITS,
            .addr_mask = (pages << PAGE_BITS) - 1,
            .perm = IOMMU_NONE,
        },
    };

    qemu_spin_lock(&gtt->lock);
    bitmap_clear(gtt->cached, first, pages);
    qemu_spin_unlock(&gtt->lock);
    memory_region_notify_iommu(gtt->aperture, 0, event);
}

static bool aperture_is_stale(IgdGtt *gtt)
{
    unsigned long pages = gtt->aperture_size >> PAGE_BITS;
    bool stale = false;

    qemu_spin_lock(&gtt->lock);
    for (unsigned long i = find_first_bit(gtt->cached, pages);
         i < pages && !stale; i = find_next_bit(gtt->cached, pages, i + 1)) {
        stale = gtt->seen[i] != qatomic_read(&gtt->entry[i]);
    }
    qemu_spin_unlock(&gtt->lock);
    return stale;
}

/* ... if any of it is no longer so. */
static void aperture_flush(IgdState *s)
{
    if (aperture_is_stale(&s->gtt)) {
        aperture_drop(s, 0, s->gtt.aperture_size >> PAGE_BITS);
    }
}

static void gfx_flsh_cntl_write(IgdState *s, unsigned instance, uint32_t old,
                                uint32_t val)
{
    s->gtt.generation++;
    aperture_flush(s);
    igd_audit_gtt(s);
}

static bool is_cached(IgdGtt *gtt, uint64_t index)
{
    bool cached;

    qemu_spin_lock(&gtt->lock);
    cached = index < gtt->aperture_size >> PAGE_BITS &&
             test_bit(index, gtt->cached);
    qemu_spin_unlock(&gtt->lock);
    return cached;
}

/* An entry of Broxton's, or half of one, is written. */
static void entry_write(void *opaque, hwaddr addr, uint64_t val, unsigned size)
{
    IgdState *s = opaque;
    IgdGtt *gtt = &s->gtt;
    uint64_t index = addr / sizeof(*gtt->entry);

    if (size == sizeof(*gtt->entry)) {
        qatomic_set(&gtt->entry[index], cpu_to_le64(val));
    } else {
        stl_le_p((uint8_t *)gtt->entry + addr, val);
    }
    memory_region_set_dirty(&gtt->mr, addr, size);
    gtt->generation++;
    if (is_cached(gtt, index)) {
        aperture_drop(s, index, 1);
    }
    igd_audit_gtt(s);
}

static const MemoryRegionOps entry_ops = {
    .write = entry_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = { .min_access_size = 4, .max_access_size = 8 },
    .impl = { .min_access_size = 4, .max_access_size = 8 },
};

/* What there is besides the page table itself, which is there already. */
static void gtt_realize(IgdState *s)
{
    IgdGtt *gtt = &s->gtt;
    uint64_t pages = gtt->aperture_size >> PAGE_BITS;

    gtt->entry = memory_region_get_ram_ptr(&gtt->mr);
    memory_region_add_subregion(&s->bar0, 8 * MiB, &gtt->mr);

    qemu_spin_init(&gtt->lock);
    gtt->seen = g_new0(uint64_t, pages);
    gtt->cached = bitmap_new(pages);
    gtt->aperture = g_new0(IOMMUMemoryRegion, 1);
    memory_region_init_iommu(gtt->aperture, sizeof(*gtt->aperture),
                             TYPE_IGD_APERTURE, OBJECT(s), "igd-aperture",
                             gtt->aperture_size);
    memory_region_add_subregion(&s->bar2, 0, MEMORY_REGION(gtt->aperture));
}

static void skl_gtt_realize(IgdState *s)
{
    memory_region_init_ram(&s->gtt.mr, OBJECT(s), "igd-gtt", IGD_GTT_SIZE,
                           &error_fatal);
    gtt_realize(s);
}

/* Reads are those of RAM. */
static void bxt_gtt_realize(IgdState *s)
{
    memory_region_init_rom_device(&s->gtt.mr, OBJECT(s), &entry_ops, s,
                                  "igd-gtt", IGD_GTT_SIZE, &error_fatal);
    gtt_realize(s);
}

static void igd_gtt_reset(IgdState *s)
{
    memset(s->gtt.entry, 0, IGD_GTT_SIZE);
    memory_region_set_dirty(&s->gtt.mr, 0, IGD_GTT_SIZE);
    s->gtt.generation++;
    aperture_flush(s);
}

static void igd_gtt_unrealize(IgdState *s)
{
    g_free(s->gtt.seen);
    g_free(s->gtt.cached);
    qemu_spin_destroy(&s->gtt.lock);
}

/* The entries are RAM; what anybody has cached of them is void. */
static int gtt_post_load(void *opaque, int version_id)
{
    IgdState *s = opaque;

    s->gtt.generation++;
    aperture_drop(s, 0, s->gtt.aperture_size >> PAGE_BITS);
    return 0;
}

static const VMStateDescription gtt_vmstate = {
    .name = "igd/gtt",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load = gtt_post_load,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT64_EQUAL(gtt.aperture_size, IgdState,
                             "intel-igd: give aperture= as it was"),
        VMSTATE_END_OF_LIST()
    },
};

static const IgdReg gtt_regs[] = {
    {
        .name = "GFX_FLSH_CNTL_GEN6",
        .source = "i915 gt/intel_gt_regs.h; gen8_ggtt_invalidate() writes it "
                  "after each batch of PTEs",
        .offset = 0x101008,
        .write = gfx_flsh_cntl_write,
    },
};

const IgdRoom igd_gtt_bxt_room = {
    .name = "gtt",
    .regs = gtt_regs,
    .num_regs = ARRAY_SIZE(gtt_regs),
    .realize = bxt_gtt_realize,
    .reset = igd_gtt_reset,
    .unrealize = igd_gtt_unrealize,
    .vmsd = &gtt_vmstate,
};

const IgdRoom igd_gtt_skl_room = {
    .name = "gtt",
    .regs = gtt_regs,
    .num_regs = ARRAY_SIZE(gtt_regs),
    .realize = skl_gtt_realize,
    .reset = igd_gtt_reset,
    .unrealize = igd_gtt_unrealize,
    .vmsd = &gtt_vmstate,
};

static void igd_aperture_class_init(ObjectClass *klass, void *data)
{
    IOMMUMemoryRegionClass *imrc = IOMMU_MEMORY_REGION_CLASS(klass);

    imrc->translate = igd_aperture_translate;
    imrc->attrs_to_index = igd_aperture_attrs_to_index;
    imrc->num_indexes = igd_aperture_num_indexes;
}

static const TypeInfo igd_aperture_info = {
    .name = TYPE_IGD_APERTURE,
    .parent = TYPE_IOMMU_MEMORY_REGION,
    .class_init = igd_aperture_class_init,
};

static void igd_gtt_register_types(void)
{
    type_register_static(&igd_aperture_info);
}

type_init(igd_gtt_register_types)
