/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_VGPU_H
#define VGPU_VGPU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * A guest without a vCPU: opens a vGPU over VFIO as a virtual machine monitor
 * does, with memory of its own as the guest's RAM, and lets the caller do to
 * the vGPU's registers and GTT whatever a guest's CPU could do.
 *
 * Functions return 0 or a negative errno.
 */
#define VGPU_PAGE 4096

/* A range of graphics memory that the host gave to the vGPU, bytes. */
struct vgpu_range {
	uint32_t base, size;
};

/* What of the PCI device is accessed through VFIO. */
enum vgpu_region {
	VGPU_CONFIG, VGPU_BAR0, VGPU_BAR2, VGPU_REGIONS
};

struct platform;

struct vgpu {
	const struct platform *platform;	/* by its PCI device id */
	int container, group, device;		/* file descriptors */
	int vm, kvm_vfio;			/* and those of KVM */
	int msi;				/* eventfd that counts MSIs */
	uint8_t *ram;				/* guest physical address 0 */
	uint64_t ram_size;
	uint64_t region[VGPU_REGIONS];		/* offsets in @device */
	struct vgpu_range low, high;		/* mappable and not mappable; from PVINFO */
};

/*
 * Open the mediated device @uuid with @ram_size bytes of RAM, which the device can
 * not reach yet, reset it, place its BARs, enable its MSI. What failed is said on stderr.
 */
int vgpu_open(struct vgpu *vgpu, const char *uuid, uint64_t ram_size);

/* The device goes first, as when a virtual machine monitor is killed. */
void vgpu_close(struct vgpu *vgpu);

int vgpu_reset(struct vgpu *vgpu);

/*
 * Give @size bytes of RAM from guest physical address @gpa on to the device, and take
 * them away from it, as memory hot-unplug does. What is taken away is what was given.
 */
int vgpu_map_ram(struct vgpu *vgpu, uint64_t gpa, uint64_t size);
int vgpu_unmap_ram(struct vgpu *vgpu, uint64_t gpa, uint64_t size);

/* Read or write @size bytes of @data at byte offset @at of a region, in one access. */
int vgpu_access(struct vgpu *vgpu, enum vgpu_region region, bool write, uint64_t at, void *data,
		size_t size);

/* A 32 bit register at byte offset @reg of BAR 0. */
int vgpu_read(struct vgpu *vgpu, uint32_t reg, uint32_t *value);
int vgpu_write(struct vgpu *vgpu, uint32_t reg, uint32_t value);

/* Several registers one after the other, until one cannot be written. */
struct vgpu_reg {
	uint32_t reg, value;
};
int vgpu_write_all(struct vgpu *vgpu, const struct vgpu_reg *writes, size_t n);
#define VGPU_WRITE_ALL(vgpu, writes) \
	vgpu_write_all(vgpu, writes, sizeof(writes) / sizeof(*(writes)))

/*
 * Write the global GTT's entry for graphics address @gm. vgpu_pte() writes both
 * halves, vgpu_half_pte() only the lower one.
 */
int vgpu_pte(struct vgpu *vgpu, uint32_t gm, uint64_t entry);
int vgpu_half_pte(struct vgpu *vgpu, uint32_t gm, uint64_t entry);

/* The entry that maps guest physical page @gpa: bit 0 is "present" on gen8 and gen9. */
#define VGPU_PTE(gpa) ((gpa) | 1)

/* MSIs since the last call. */
uint64_t vgpu_msis(struct vgpu *vgpu);

#endif
