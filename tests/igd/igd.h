/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The device: what its rooms share. */
#ifndef IGD_H
#define IGD_H

#include "hw/pci/pci_device.h"
#include "audit.h"
#include "mmio.h"
#include "gtt.h"
#include "fence.h"
#include "irq.h"
#include "dmc.h"
#include "rules.h"
#include "display/display.h"
#include "gt/gt.h"
#include "port/port.h"
#include "platform/platform.h"

#define TYPE_INTEL_IGD "intel-igd"
OBJECT_DECLARE_SIMPLE_TYPE(IgdState, INTEL_IGD)

struct IgdState {
    PCIDevice parent_obj;

    const IgdPlatform *platform;
    MemoryRegion bar0;
    MemoryRegion bar2;
    MemoryRegion bar4;
    IgdMmio mmio;
    IgdGtt gtt;
    IgdFence fence[IGD_FENCES];
    IgdIrq irq;
    IgdRules rules;
    IgdDmc dmc;
    IgdDisplay display;
    IgdAudit audit[IGD_MAX_PIPES];
    IgdPorts ports;
    IgdGt gt;

    char *platform_name;        /* property "platform" */
    uint32_t pio_index;         /* BAR0 offset that BAR4 accesses */
};

/* What a snapshot or a migration stream has of it: see snapshot.c. */
extern const VMStateDescription igd_vmstate;

#endif
