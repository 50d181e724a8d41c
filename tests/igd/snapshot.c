/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a snapshot or a migration stream has of the device: configuration
 * space, the registers that do not have their reset values, then what each
 * room has besides. The page table is RAM, and goes with that; monitors are
 * devices of their own.
 *
 * Who loads it has a device with the same properties, and is of the same
 * build: the format of a room changes with the room.
 */
#include "qemu/osdep.h"
#include "migration/vmstate.h"
#include "migration/qemu-file-types.h"
#include "igd.h"

#define NO_MORE     UINT32_MAX

static void put_page(QEMUFile *f, const IgdState *s, uint32_t page)
{
    for (uint32_t at = page; at < page + IGD_MMIO_PAGE; at += 4) {
        if (igd_reg(s, at) != igd_mmio_reset_value(s, at)) {
            qemu_put_be32(f, at);
            qemu_put_be32(f, igd_reg(s, at));
        }
    }
}

static int put_registers(QEMUFile *f, void *pv, size_t size,
                         const VMStateField *field, JSONWriter *vmdesc)
{
    IgdState *s = container_of((IgdMmio *)pv, IgdState, mmio);

    for (uint32_t page = 0; page < IGD_MMIO_SIZE; page += IGD_MMIO_PAGE) {
        if (igd_mmio_changed(s, page)) {
            put_page(f, s, page);
        }
    }
    qemu_put_be32(f, NO_MORE);
    return 0;
}

/* Offsets rise, so that the stream cannot go on for ever. */
static int get_registers(QEMUFile *f, void *pv, size_t size,
                         const VMStateField *field)
{
    IgdState *s = container_of((IgdMmio *)pv, IgdState, mmio);
    uint32_t at, next = 0;

    igd_mmio_reset(s);
    while ((at = qemu_get_be32(f)) != NO_MORE) {
        if (at < next || at >= IGD_MMIO_SIZE || at & 3) {
            return -EINVAL;
        }
        igd_reg_set(s, at, qemu_get_be32(f) & igd_mmio_bits(s, at));
        next = at + 4;
    }
    return 0;
}

static const VMStateInfo registers_info = {
    .name = "igd registers",
    .get = get_registers,
    .put = put_registers,
};

static int put_rooms(QEMUFile *f, void *pv, size_t size,
                     const VMStateField *field, JSONWriter *vmdesc)
{
    IgdState *s = pv;
    int ret = 0;

    for (const IgdRoom *const *r = s->platform->rooms; *r && !ret; r++) {
        ret = (*r)->vmsd ? vmstate_save_state(f, (*r)->vmsd, s, NULL) : 0;
    }
    return ret;
}

static int get_rooms(QEMUFile *f, void *pv, size_t size,
                     const VMStateField *field)
{
    IgdState *s = pv;
    int ret = 0;

    for (const IgdRoom *const *r = s->platform->rooms; *r && !ret; r++) {
        ret = (*r)->vmsd ? vmstate_load_state(f, (*r)->vmsd, s,
                                              (*r)->vmsd->version_id) : 0;
    }
    return ret;
}

static const VMStateInfo rooms_info = {
    .name = "igd rooms",
    .get = get_rooms,
    .put = put_rooms,
};

const VMStateDescription igd_vmstate = {
    .name = TYPE_INTEL_IGD,
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_PCI_DEVICE(parent_obj, IgdState),
        VMSTATE_UINT32(pio_index, IgdState),
        VMSTATE_STRUCT(rules, IgdState, 0, igd_rules_vmstate, IgdRules),
        {
            .name = "registers",
            .offset = offsetof(IgdState, mmio),
            .size = sizeof(IgdMmio),
            .info = &registers_info,
            .flags = VMS_SINGLE,
        },
        {
            .name = "rooms",
            .size = sizeof(IgdState),
            .info = &rooms_info,
            .flags = VMS_SINGLE,
        },
        VMSTATE_END_OF_LIST()
    },
};
