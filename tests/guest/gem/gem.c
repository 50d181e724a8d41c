// SPDX-License-Identifier: GPL-2.0-only
#include "gem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <i915_drm.h>

const struct gem_engine gem_engines[] = {
	{ "rcs0", I915_EXEC_RENDER },
	{ "bcs0", I915_EXEC_BLT },
	{ "vcs0", I915_EXEC_BSD },
	{ "vecs0", I915_EXEC_VEBOX },
	{ NULL, 0 },
};

static void die(const char *what)
{
	printf("Bail out! %s: %s\n", what, strerror(errno));
	exit(1);
}

static int gem_ioctl(int fd, unsigned long request, void *arg)
{
	int ret;

	do {
		ret = ioctl(fd, request, arg);
	} while (ret && (errno == EINTR || errno == EAGAIN));
	return ret ? -errno : 0;
}

static int is_i915(int fd)
{
	char name[16] = "";
	struct drm_version version = {
		.name = name, .name_len = sizeof(name) - 1,
	};

	return gem_ioctl(fd, DRM_IOCTL_VERSION, &version) == 0 &&
	       strcmp(name, "i915") == 0;
}

int gem_open(const char *path)
{
	char card[32];
	int fd, i;

	if (path) {
		fd = open(path, O_RDWR | O_CLOEXEC);
		if (fd < 0)
			die(path);
		return fd;
	}
	for (i = 0; i < 16; i++) {
		snprintf(card, sizeof(card), "/dev/dri/card%d", i);
		fd = open(card, O_RDWR | O_CLOEXEC);
		if (fd >= 0 && is_i915(fd))
			return fd;
		if (fd >= 0)
			close(fd);
	}
	errno = ENODEV;
	die("no DRM device of i915");
	return -1;
}

uint32_t gem_create(int fd, uint64_t size, uint32_t **map)
{
	struct drm_i915_gem_create create = { .size = size };
	struct drm_i915_gem_mmap_offset offset = {
		.flags = I915_MMAP_OFFSET_WB,
	};

	if (gem_ioctl(fd, DRM_IOCTL_I915_GEM_CREATE, &create))
		die("GEM_CREATE");
	offset.handle = create.handle;
	if (gem_ioctl(fd, DRM_IOCTL_I915_GEM_MMAP_OFFSET, &offset))
		die("GEM_MMAP_OFFSET");
	*map = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		    offset.offset);
	if (*map == MAP_FAILED)
		die("mmap");
	return create.handle;
}

uint32_t gem_context(int fd)
{
	struct drm_i915_gem_context_create create = { 0 };

	if (gem_ioctl(fd, DRM_IOCTL_I915_GEM_CONTEXT_CREATE, &create))
		die("GEM_CONTEXT_CREATE");
	return create.ctx_id;
}

int gem_exec(int fd, uint32_t context, uint64_t engine, uint32_t batch,
	     uint64_t batch_addr, uint32_t target, uint64_t target_addr)
{
	struct drm_i915_gem_exec_object2 objects[] = {
		{
			.handle = target,
			.offset = target_addr,
			.flags = EXEC_OBJECT_PINNED | EXEC_OBJECT_WRITE |
				 EXEC_OBJECT_SUPPORTS_48B_ADDRESS,
		}, {
			.handle = batch,
			.offset = batch_addr,
			.flags = EXEC_OBJECT_PINNED |
				 EXEC_OBJECT_SUPPORTS_48B_ADDRESS,
		},
	};
	struct drm_i915_gem_execbuffer2 exec = {
		.buffers_ptr = (uintptr_t)objects,
		.buffer_count = 2,
		.flags = engine | I915_EXEC_NO_RELOC,
		.rsvd1 = context,
	};

	return gem_ioctl(fd, DRM_IOCTL_I915_GEM_EXECBUFFER2, &exec);
}

int gem_wait(int fd, uint32_t object, unsigned int seconds)
{
	struct drm_i915_gem_wait wait = {
		.bo_handle = object,
		.timeout_ns = (int64_t)seconds * 1000000000,
	};

	return gem_ioctl(fd, DRM_IOCTL_I915_GEM_WAIT, &wait);
}
