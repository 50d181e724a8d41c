// SPDX-License-Identifier: GPL-2.0-only
#include "vgpu.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <linux/kvm.h>
#include <linux/pci_regs.h>
#include <linux/vfio.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "platform.h"
#include "regs.h"

/* Where firmware would put the BARs: above the RAM, below 4 GiB. */
#define BAR0_GPA 0xc0000000u
#define BAR2_GPA 0xd0000000u

static int fail(const char *what)
{
	int ret = -errno;

	fprintf(stderr, "vgpu: %s: %s\n", what, strerror(-ret));
	return ret;
}

static int open_group(struct vgpu *vgpu, const char *uuid)
{
	struct vfio_group_status status = { .argsz = sizeof(status) };
	char path[128], link[256];
	ssize_t n;

	vgpu->container = open("/dev/vfio/vfio", O_RDWR | O_CLOEXEC);
	if (vgpu->container < 0)
		return fail("/dev/vfio/vfio");
	if (ioctl(vgpu->container, VFIO_GET_API_VERSION) != VFIO_API_VERSION)
		return fail("VFIO API version");

	snprintf(path, sizeof(path), "/sys/bus/mdev/devices/%s/iommu_group", uuid);
	n = readlink(path, link, sizeof(link) - 1);
	if (n < 0)
		return fail(path);
	link[n] = 0;
	snprintf(path, sizeof(path), "/dev/vfio/%s", basename(link));
	vgpu->group = open(path, O_RDWR | O_CLOEXEC);
	if (vgpu->group < 0)
		return fail(path);
	if (ioctl(vgpu->group, VFIO_GROUP_GET_STATUS, &status) ||
	    !(status.flags & VFIO_GROUP_FLAGS_VIABLE))
		return fail("VFIO group is not viable");
	if (ioctl(vgpu->group, VFIO_GROUP_SET_CONTAINER, &vgpu->container))
		return fail("VFIO_GROUP_SET_CONTAINER");
	if (ioctl(vgpu->container, VFIO_SET_IOMMU, VFIO_TYPE1v2_IOMMU))
		return fail("VFIO_SET_IOMMU");
	return 0;
}

/* GVT refuses a device whose group belongs to no virtual machine of KVM. */
static int make_vm(struct vgpu *vgpu)
{
	struct kvm_create_device vfio = { .type = KVM_DEV_TYPE_VFIO };
	struct kvm_device_attr attr = {
		.group = KVM_DEV_VFIO_GROUP, .attr = KVM_DEV_VFIO_GROUP_ADD,
		.addr = (uintptr_t)&vgpu->group,
	};
	int kvm, ret = 0;

	kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
	if (kvm < 0)
		return fail("/dev/kvm");
	vgpu->vm = ioctl(kvm, KVM_CREATE_VM, 0);
	if (vgpu->vm < 0)
		ret = fail("KVM_CREATE_VM");
	close(kvm);
	if (ret)
		return ret;
	if (ioctl(vgpu->vm, KVM_CREATE_DEVICE, &vfio))
		return fail("KVM_CREATE_DEVICE");
	/* the group is the virtual machine's for as long as this is open */
	vgpu->kvm_vfio = vfio.fd;
	if (ioctl(vfio.fd, KVM_SET_DEVICE_ATTR, &attr))
		ret = fail("KVM_DEV_VFIO_GROUP_ADD");
	return ret;
}

int vgpu_map_ram(struct vgpu *vgpu, uint64_t gpa, uint64_t size)
{
	struct vfio_iommu_type1_dma_map map = {
		.argsz = sizeof(map), .flags = VFIO_DMA_MAP_FLAG_READ | VFIO_DMA_MAP_FLAG_WRITE,
		.vaddr = (uintptr_t)vgpu->ram + gpa, .iova = gpa, .size = size,
	};

	return ioctl(vgpu->container, VFIO_IOMMU_MAP_DMA, &map) ? -errno : 0;
}

int vgpu_unmap_ram(struct vgpu *vgpu, uint64_t gpa, uint64_t size)
{
	struct vfio_iommu_type1_dma_unmap unmap = {
		.argsz = sizeof(unmap), .iova = gpa, .size = size,
	};

	return ioctl(vgpu->container, VFIO_IOMMU_UNMAP_DMA, &unmap) ? -errno : 0;
}

static int make_ram(struct vgpu *vgpu, uint64_t size)
{
	struct kvm_userspace_memory_region slot = { .slot = 0 };
	void *ram = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (ram == MAP_FAILED)
		return fail("RAM");
	vgpu->ram = ram;
	vgpu->ram_size = size;
	/* GVT write-protects the guest's page tables in KVM's memory slots */
	slot.memory_size = size;
	slot.userspace_addr = (uintptr_t)ram;
	if (ioctl(vgpu->vm, KVM_SET_USER_MEMORY_REGION, &slot))
		return fail("KVM_SET_USER_MEMORY_REGION");
	return 0;
}

static int find_regions(struct vgpu *vgpu)
{
	static const uint32_t index[VGPU_REGIONS] = {
		[VGPU_CONFIG] = VFIO_PCI_CONFIG_REGION_INDEX,
		[VGPU_BAR0] = VFIO_PCI_BAR0_REGION_INDEX,
		[VGPU_BAR2] = VFIO_PCI_BAR2_REGION_INDEX,
	};
	int i;

	for (i = 0; i < VGPU_REGIONS; i++) {
		struct vfio_region_info info = { .argsz = sizeof(info), .index = index[i] };

		if (ioctl(vgpu->device, VFIO_DEVICE_GET_REGION_INFO, &info))
			return fail("VFIO_DEVICE_GET_REGION_INFO");
		vgpu->region[i] = info.offset;
	}
	return 0;
}

static int open_device(struct vgpu *vgpu, const char *uuid)
{
	vgpu->device = ioctl(vgpu->group, VFIO_GROUP_GET_DEVICE_FD, uuid);
	if (vgpu->device < 0)
		return fail("VFIO_GROUP_GET_DEVICE_FD");
	return find_regions(vgpu);
}

int vgpu_access(struct vgpu *vgpu, enum vgpu_region region, bool write, uint64_t at, void *data,
		size_t size)
{
	off_t offset = vgpu->region[region] + at;
	ssize_t done = write ? pwrite(vgpu->device, data, size, offset)
			     : pread(vgpu->device, data, size, offset);

	return done == (ssize_t)size ? 0 : done < 0 ? -errno : -EIO;
}

static uint32_t config_read(struct vgpu *vgpu, unsigned int at, size_t size)
{
	uint32_t value = 0;

	vgpu_access(vgpu, VGPU_CONFIG, false, at, &value, size);
	return value;
}

static int config_write(struct vgpu *vgpu, unsigned int at, uint32_t value, size_t size)
{
	return vgpu_access(vgpu, VGPU_CONFIG, true, at, &value, size);
}

static unsigned int find_capability(struct vgpu *vgpu, uint8_t id)
{
	unsigned int at = config_read(vgpu, PCI_CAPABILITY_LIST, 1), steps;

	for (steps = 0; at && steps < 48; steps++) {
		if (config_read(vgpu, at + PCI_CAP_LIST_ID, 1) == id)
			return at;
		at = config_read(vgpu, at + PCI_CAP_LIST_NEXT, 1);
	}
	return 0;
}

static int enable_msi(struct vgpu *vgpu)
{
	struct {
		struct vfio_irq_set set;
		int fd;
	} irq = {
		.set = {
			.argsz = sizeof(irq), .count = 1, .index = VFIO_PCI_MSI_IRQ_INDEX,
			.flags = VFIO_IRQ_SET_DATA_EVENTFD | VFIO_IRQ_SET_ACTION_TRIGGER,
		},
	};
	unsigned int cap = find_capability(vgpu, PCI_CAP_ID_MSI);

	if (!cap) {
		errno = ENODEV;
		return fail("the vGPU has no MSI");
	}
	vgpu->msi = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (vgpu->msi < 0)
		return fail("eventfd");
	irq.fd = vgpu->msi;
	if (ioctl(vgpu->device, VFIO_DEVICE_SET_IRQS, &irq))
		return fail("VFIO_DEVICE_SET_IRQS");
	return config_write(vgpu, cap + PCI_MSI_FLAGS,
			    config_read(vgpu, cap + PCI_MSI_FLAGS, 2) | PCI_MSI_FLAGS_ENABLE, 2);
}

static int place_bars(struct vgpu *vgpu)
{
	int ret = config_write(vgpu, PCI_BASE_ADDRESS_0, BAR0_GPA, 4);

	if (!ret)
		ret = config_write(vgpu, PCI_BASE_ADDRESS_1, 0, 4);
	if (!ret)
		ret = config_write(vgpu, PCI_BASE_ADDRESS_2, BAR2_GPA, 4);
	if (!ret)
		ret = config_write(vgpu, PCI_BASE_ADDRESS_3, 0, 4);
	if (!ret)
		ret = config_write(vgpu, PCI_COMMAND, PCI_COMMAND_MEMORY | PCI_COMMAND_MASTER, 2);
	return ret;
}

static int read_pvinfo(struct vgpu *vgpu)
{
	uint32_t magic = 0;
	int ret = vgpu_read(vgpu, VGT_MAGIC, &magic);

	if (!ret && magic != VGT_MAGIC_LOW)
		ret = -ENODEV;
	if (!ret)
		ret = vgpu_read(vgpu, VGT_LOW_BASE, &vgpu->low.base);
	if (!ret)
		ret = vgpu_read(vgpu, VGT_LOW_SIZE, &vgpu->low.size);
	if (!ret)
		ret = vgpu_read(vgpu, VGT_HIGH_BASE, &vgpu->high.base);
	if (!ret)
		ret = vgpu_read(vgpu, VGT_HIGH_SIZE, &vgpu->high.size);
	errno = -ret;
	return ret ? fail("PVINFO") : 0;
}

int vgpu_open(struct vgpu *vgpu, const char *uuid, uint64_t ram_size)
{
	int ret;

	*vgpu = (struct vgpu) {
		.container = -1, .group = -1, .device = -1, .vm = -1, .kvm_vfio = -1, .msi = -1,
	};
	ret = open_group(vgpu, uuid);
	if (!ret)
		ret = make_vm(vgpu);
	if (!ret)
		ret = make_ram(vgpu, ram_size);
	if (!ret)
		ret = open_device(vgpu, uuid);
	if (!ret)
		ret = vgpu_reset(vgpu);
	if (!ret)
		ret = place_bars(vgpu);
	if (!ret)
		ret = enable_msi(vgpu);
	if (!ret)
		ret = read_pvinfo(vgpu);
	if (!ret)
		vgpu->platform = platform_find(config_read(vgpu, PCI_DEVICE_ID, 2));
	if (ret)
		vgpu_close(vgpu);
	return ret;
}

void vgpu_close(struct vgpu *vgpu)
{
	int *fds[] = { &vgpu->device, &vgpu->msi, &vgpu->group, &vgpu->kvm_vfio,
			&vgpu->vm, &vgpu->container };
	unsigned int i;

	for (i = 0; i < sizeof(fds) / sizeof(*fds); i++) {
		if (*fds[i] >= 0)
			close(*fds[i]);
		*fds[i] = -1;
	}
	if (vgpu->ram)
		munmap(vgpu->ram, vgpu->ram_size);
	vgpu->ram = NULL;
}

int vgpu_reset(struct vgpu *vgpu)
{
	return ioctl(vgpu->device, VFIO_DEVICE_RESET) ? fail("VFIO_DEVICE_RESET") : 0;
}

int vgpu_read(struct vgpu *vgpu, uint32_t reg, uint32_t *value)
{
	return vgpu_access(vgpu, VGPU_BAR0, false, reg, value, sizeof(*value));
}

int vgpu_write(struct vgpu *vgpu, uint32_t reg, uint32_t value)
{
	return vgpu_access(vgpu, VGPU_BAR0, true, reg, &value, sizeof(value));
}

int vgpu_write_all(struct vgpu *vgpu, const struct vgpu_reg *writes, size_t n)
{
	size_t i;
	int ret = 0;

	for (i = 0; !ret && i < n; i++)
		ret = vgpu_write(vgpu, writes[i].reg, writes[i].value);
	return ret;
}

static uint64_t pte_at(uint32_t gm)
{
	return GTT_OFFSET + (uint64_t)(gm / VGPU_PAGE) * sizeof(uint64_t);
}

int vgpu_pte(struct vgpu *vgpu, uint32_t gm, uint64_t entry)
{
	return vgpu_access(vgpu, VGPU_BAR0, true, pte_at(gm), &entry, sizeof(entry));
}

int vgpu_half_pte(struct vgpu *vgpu, uint32_t gm, uint64_t entry)
{
	uint32_t low = entry;

	return vgpu_access(vgpu, VGPU_BAR0, true, pte_at(gm), &low, sizeof(low));
}

uint64_t vgpu_msis(struct vgpu *vgpu)
{
	uint64_t n;

	return read(vgpu->msi, &n, sizeof(n)) == sizeof(n) ? n : 0;
}
