/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The device as PCI sees it: configuration space, BARs, properties, reset.
 */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "qemu/module.h"
#include "hw/pci/msi.h"
#include "hw/pci/pcie.h"
#include "hw/qdev-properties.h"
#include "igd.h"

#define BAR0_SIZE       (16 * MiB)

/* Smallest and largest that MSAC selects: i915, Intel PRM Skylake vol. 2c. */
#define APERTURE_MIN    (128 * MiB)
#define APERTURE_MAX    (4 * GiB)

/*
 * GGC: graphics control. GGMS = 3 gives 8 MiB of page table, GMS = 0 no
 * stolen memory, so that BDSM and the firmware's memory map need none.
 * Source: i915 gt/intel_ggtt.c, gen6_get_total_gtt_size() and
 * gen8_get_total_gtt_size(); arch/x86/kernel/early-quirks.c.
 */
#define CONFIG_GGC      0x50
#define GGC_GGMS_8M     (3 << 6)

/* Where Skylake has these capabilities: lspci of a Skylake GT2. */
#define CONFIG_PCIE     0x70
#define CONFIG_MSI      0xac
#define CONFIG_PM       0xd0

/*
 * BAR4 gives MMIO by index and data, for firmware before memory is mapped.
 * i915 does not use it.
 */
static uint64_t pio_read(void *opaque, hwaddr addr, unsigned size)
{
    IgdState *s = opaque;
    uint32_t index = s->pio_index;

    return addr == 0 ? index : addr == 4 ? igd_mmio_read(s, index) : 0;
}

static void pio_write(void *opaque, hwaddr addr, uint64_t val, unsigned size)
{
    IgdState *s = opaque;

    if (addr == 0) {
        s->pio_index = val;
    } else if (addr == 4) {
        igd_mmio_write(s, s->pio_index, val);
    }
}

static const MemoryRegionOps pio_ops = {
    .read = pio_read,
    .write = pio_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = { .min_access_size = 4, .max_access_size = 4 },
    .impl = { .min_access_size = 4, .max_access_size = 4 },
};

static void igd_reset(DeviceState *dev)
{
    IgdState *s = INTEL_IGD(dev);

    s->pio_index = 0;
    igd_mmio_reset(s);
    igd_rules_reset(s);
    for (const IgdRoom *const *room = s->platform->rooms; *room; room++) {
        if ((*room)->reset) {
            (*room)->reset(s);
        }
    }
    igd_audit_reset(s);
}

static void igd_exit(PCIDevice *pdev)
{
    IgdState *s = INTEL_IGD(pdev);

    for (const IgdRoom *const *room = s->platform->rooms; *room; room++) {
        if ((*room)->unrealize) {
            (*room)->unrealize(s);
        }
    }
    igd_mmio_unrealize(s);
    msi_uninit(pdev);
    pcie_cap_exit(pdev);
}

/*
 * D0 and D3hot, no PME. In D3hot the BARs are not there. "On a transition from
 * D3 to D0 the graphics controller is optionally reset" (datasheet of the 6th
 * generation, vol. 2, PMCS): it is not, as i915 relies on all that it set.
 */
static int pm_init(PCIDevice *pdev, Error **errp)
{
    int pos = pci_pm_init(pdev, CONFIG_PM, errp);

    if (pos >= 0) {
        pci_set_word(pdev->config + pos + PCI_PM_PMC, 2);   /* version */
        pci_set_word(pdev->wmask + pos + PCI_PM_CTRL, PCI_PM_CTRL_STATE_MASK);
    }
    return pos;
}

static void igd_realize(PCIDevice *pdev, Error **errp)
{
    IgdState *s = INTEL_IGD(pdev);

    s->platform = igd_platform_find(s->platform_name);
    if (!s->platform) {
        g_autofree char *names = igd_platform_names();

        error_setg(errp, "intel-igd: no platform \"%s\"; choose one of: %s",
                   s->platform_name, names);
        return;
    }
    if (!is_power_of_2(s->gtt.aperture_size) ||
        s->gtt.aperture_size < APERTURE_MIN ||
        s->gtt.aperture_size > APERTURE_MAX) {
        error_setg(errp, "intel-igd: an aperture of %" PRIu64 " bytes does "
                   "not exist; choose a power of two from 128M to 4G",
                   s->gtt.aperture_size);
        return;
    }

    pci_set_word(pdev->config + PCI_DEVICE_ID, s->platform->device_id);
    pci_set_byte(pdev->config + PCI_REVISION_ID, s->platform->revision);
    pci_set_byte(pdev->config + PCI_INTERRUPT_PIN, 1);
    pci_set_word(pdev->config + CONFIG_GGC, GGC_GGMS_8M);
    if (pcie_endpoint_cap_init(pdev, CONFIG_PCIE) < 0 ||
        msi_init(pdev, CONFIG_MSI, 1, false, false, errp) < 0 ||
        pm_init(pdev, errp) < 0) {
        return;
    }

    memory_region_init(&s->bar0, OBJECT(s), "igd-bar0", BAR0_SIZE);
    memory_region_init(&s->bar2, OBJECT(s), "igd-bar2",
                       s->gtt.aperture_size);
    igd_mmio_realize(s);
    for (const IgdRoom *const *room = s->platform->rooms; *room; room++) {
        igd_mmio_add(s, (*room)->regs, (*room)->num_regs);
        if ((*room)->realize) {
            (*room)->realize(s);
        }
    }
    igd_ports_realize(s);

    memory_region_add_subregion(&s->bar0, 0, &s->mmio.mr);
    pci_register_bar(pdev, 0, PCI_BASE_ADDRESS_MEM_TYPE_64, &s->bar0);
    pci_register_bar(pdev, 2, PCI_BASE_ADDRESS_MEM_TYPE_64 |
                     PCI_BASE_ADDRESS_MEM_PREFETCH, &s->bar2);
    memory_region_init_io(&s->bar4, OBJECT(s), &pio_ops, s, "igd-pio", 64);
    pci_register_bar(pdev, 4, PCI_BASE_ADDRESS_SPACE_IO, &s->bar4);
}

static const Property igd_properties[] = {
    DEFINE_PROP_STRING("platform", IgdState, platform_name),
    DEFINE_PROP_SIZE("aperture", IgdState, gtt.aperture_size, 512 * MiB),
};

/* Counters of each pipe, for tests: "pipe-a-frames" and so on. */
static void add_counter(Object *obj, unsigned pipe, const char *what,
                        const uint64_t *counter)
{
    g_autofree char *name = g_strdup_printf("pipe-%c-%s", 'a' + pipe, what);

    object_property_add_uint64_ptr(obj, name, counter, OBJ_PROP_FLAG_READ);
}

static void igd_init(Object *obj)
{
    IgdState *s = INTEL_IGD(obj);

    s->platform_name = g_strdup("skl");
    igd_audit_init(s);
    for (unsigned i = 0; i < IGD_MAX_PIPES; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        add_counter(obj, i, "frames", &pipe->frames);
        add_counter(obj, i, "skipped", &pipe->skipped);
        add_counter(obj, i, "vblanks", &pipe->vblanks);
        add_counter(obj, i, "composed", &pipe->composed);
    }
}

static char *get_registers(Object *obj, Error **errp)
{
    IgdState *s = INTEL_IGD(obj);

    return s->platform ? igd_mmio_describe(s) : g_strdup("");
}

static char *get_violations(Object *obj, Error **errp)
{
    return igd_rules_describe(INTEL_IGD(obj));
}

static void igd_class_init(ObjectClass *klass, void *data)
{
    DeviceClass *dc = DEVICE_CLASS(klass);
    PCIDeviceClass *pc = PCI_DEVICE_CLASS(klass);

    pc->realize = igd_realize;
    pc->exit = igd_exit;
    pc->vendor_id = PCI_VENDOR_ID_INTEL;
    pc->class_id = PCI_CLASS_DISPLAY_VGA;
    dc->desc = "Intel integrated graphics, for testing display drivers";
    dc->vmsd = &igd_vmstate;
    dc->hotpluggable = false;
    set_bit(DEVICE_CATEGORY_DISPLAY, dc->categories);
    device_class_set_legacy_reset(dc, igd_reset);
    device_class_set_props(dc, igd_properties);
    object_class_property_add_str(klass, "registers", get_registers, NULL);
    object_class_property_set_description(klass, "registers",
        "table of all registers that are modelled, in Markdown");
    object_class_property_add_str(klass, "violations", get_violations, NULL);
    object_class_property_set_description(klass, "violations",
        "rules of the hardware that the driver broke since reset, name and "
        "count, one a line");
}

static const TypeInfo igd_info = {
    .name = TYPE_INTEL_IGD,
    .parent = TYPE_PCI_DEVICE,
    .instance_size = sizeof(IgdState),
    .instance_init = igd_init,
    .class_init = igd_class_init,
    .interfaces = (InterfaceInfo[]) {
        { INTERFACE_PCIE_DEVICE },
        { },
    },
};

static void igd_register_types(void)
{
    type_register_static(&igd_info);
}

type_init(igd_register_types)
