/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Planes: when they take effect, and from registers to layers of a picture. */
#ifndef IGD_PLANE_H
#define IGD_PLANE_H

#include "display.h"

/* Where a layer's surface is, for its fetch callback. */
typedef struct IgdScanout {
    IgdState *s;
    uint64_t base;              /* graphics address */
} IgdScanout;

bool igd_scanout_fetch(void *opaque, uint64_t offset, void *buf, size_t len);

/* Double-buffered registers of armed planes take effect. */
void igd_plane_latch(IgdPipe *pipe);

/* From IGD_PLANE_BASE(); what gen8 has of them is at the same place. */
enum {
    PLANE_CTL = 0x00, PLANE_STRIDE = 0x08, PLANE_POS = 0x0c,
    PLANE_SIZE = 0x10, PLANE_KEYVAL = 0x14, PLANE_KEYMSK = 0x18,
    PLANE_SURF = 0x1c, PLANE_KEYMAX = 0x20, PLANE_OFFSET = 0x24,
    PLANE_SURFLIVE = 0x2c, PLANE_AUX_DIST = 0x40, PLANE_AUX_OFFSET = 0x44,
};

#define IGD_PLANE_BASE(pipe, plane) \
    (0x70180 + (pipe) * 0x1000 + (plane) * 0x100)

#define IGD_SURF_ADDR_MASK      0xfffff000u

/* of gen9 */
#define PLANE_CTL_DECOMPRESS    BIT(15)
#define PLANE_CTL_TILED_MASK    (7 << 10)
#define PLANE_STRIDE_MASK       0xfff

/*
 * PLANE_SURF has been written: the plane is armed, and if that can be and
 * @async or the plane asks for it, the address takes effect now.
 */
void igd_plane_flip(IgdPipe *pipe, unsigned plane, IgdFlip flip, bool async);

/*
 * Describe plane @plane as it is latched. False when it is off, or asks for
 * what the hardware does not have or what is not modelled, which is logged.
 */
bool igd_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                     IgdLayer *layer);
bool igd_gen9_plane_layer(IgdPipe *pipe, unsigned plane, IgdScanout *scanout,
                          IgdLayer *layer);

/* The colour key that @r has, to be used as @mode says. */
IgdKey igd_plane_key(const IgdPlaneRegs *r, IgdKeyMode mode);

/* For the tables of planes: instances count those of pipe A first. */
void igd_plane_before(IgdState *s, unsigned instance);
void igd_plane_ctl_write(IgdState *s, unsigned instance, uint32_t old,
                         uint32_t val);
void igd_plane_surf_write(IgdState *s, unsigned instance, uint32_t old,
                          uint32_t val);
void igd_plane_reset(IgdState *s);
extern const VMStateDescription igd_plane_vmstate;

/* For igd_plane_refuse(): the scaled picture of the pipe. */
#define IGD_SCALED_PIPE     (IGD_MAX_PLANES + 1)

/*
 * Say once that @plane (IGD_MAX_PLANES: the cursor) shows nothing, because
 * its control register @ctl asks for @what.
 */
void igd_plane_refuse(IgdPipe *pipe, unsigned plane, uint32_t ctl,
                      const char *what);

/* A fetch of @plane (IGD_MAX_PLANES: the cursor) met a PTE not present. */
void igd_plane_fault(IgdPipe *pipe, unsigned plane, uint64_t base);

#endif
