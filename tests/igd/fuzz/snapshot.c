/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A snapshot that somebody tampers with. PCI's part of it is not ours. */
#include "qemu/osdep.h"
#include "io/channel-buffer.h"
#include "migration/qemu-file.h"
#include "migration/vmstate.h"
#include "fuzz.h"

/* What is saved of @opaque, in a channel that it can be loaded from. */
static QIOChannelBuffer *save(const VMStateDescription *vmsd, void *opaque)
{
    QIOChannelBuffer *out = qio_channel_buffer_new(4096), *saved;
    QEMUFile *file = qemu_file_new_output(QIO_CHANNEL(out));

    if (vmstate_save_state(file, vmsd, opaque, NULL) || qemu_fflush(file)) {
        abort();
    }
    saved = qio_channel_buffer_new(out->usage);
    memcpy(saved->data, out->data, out->usage);
    saved->usage = out->usage;
    qemu_fclose(file);
    object_unref(OBJECT(out));
    return saved;
}

static bool load(const VMStateDescription *vmsd, void *opaque, FuzzInput *in)
{
    QIOChannelBuffer *saved = save(vmsd, opaque);
    QEMUFile *file = qemu_file_new_input(QIO_CHANNEL(saved));
    int ret;

    for (unsigned n = fuzz_take(in, 1) % 8; n; n--) {
        uint32_t at = fuzz_take(in, 2);

        saved->data[at % saved->usage] ^= fuzz_take(in, 1);
    }
    ret = vmstate_load_state(file, vmsd, opaque, vmsd->version_id);
    qemu_fclose(file);
    object_unref(OBJECT(saved));
    return !ret;
}

bool fuzz_snapshot(Fuzz *f, FuzzInput *in)
{
    VMStateDescription vmsd = igd_vmstate;
    unsigned which = fuzz_take(in, 1);
    DeviceState *mon = DEVICE(f->monitor[which / 2 % FUZZ_MONITORS]);

    if (which & 1) {
        return load(DEVICE_GET_CLASS(mon)->vmsd, mon, in);
    }
    vmsd.fields++;
    return load(&vmsd, f->s, in);
}
