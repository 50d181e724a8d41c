// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writes one object after the other through the aperture, and looks at each
 * in memory.
 *
 * Usage: gemmap [objects [device]]
 *
 * i915 gives an object the lowest addresses of the aperture that are free, so
 * that most get those of the one before. Whoever has kept a translation of it
 * leads the CPU to the wrong page.
 */
#include "gem.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <i915_drm.h>

#define SIZE	4096u

/* The object's page behind the aperture, or NULL */
static volatile uint32_t *map_aperture(int fd, uint32_t object)
{
	struct drm_i915_gem_mmap_gtt mmap_gtt = { .handle = object };
	void *map;

	if (ioctl(fd, DRM_IOCTL_I915_GEM_MMAP_GTT, &mmap_gtt))
		return NULL;
	map = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		   mmap_gtt.offset);
	return map == MAP_FAILED ? NULL : map;
}

struct object {
	uint32_t handle;
	uint32_t *memory;
};

/* Whether @value comes through: NULL, or what did not work. */
static const char *write_one(int fd, const struct object *o, uint32_t value)
{
	volatile uint32_t *aperture = map_aperture(fd, o->handle);
	const char *error = NULL;

	if (!aperture)
		return strerror(errno);
	aperture[0] = value;
	if (aperture[0] != value)
		error = "is not read back";
	else if (((volatile uint32_t *)o->memory)[0] != value)
		error = "went somewhere else";
	munmap((void *)aperture, SIZE);
	return error;
}

/* Its addresses are free when the kernel has found the time. */
static void destroy(int fd, const struct object *o)
{
	struct drm_gem_close gem_close = { .handle = o->handle };

	munmap(o->memory, SIZE);
	ioctl(fd, DRM_IOCTL_GEM_CLOSE, &gem_close);
	usleep(20000);
}

int main(int argc, char **argv)
{
	unsigned int count = argc > 1 ? strtoul(argv[1], NULL, 0) : 50;
	int fd = gem_open(argc > 2 ? argv[2] : NULL);
	struct object *objects = calloc(count, sizeof(*objects));
	unsigned int i, wrong = 0;

	if (!count || !objects) {
		printf("Bail out! how many objects?\n");
		return 1;
	}
	/* all have pages of their own before the first is gone */
	for (i = 0; i < count; i++) {
		objects[i].handle = gem_create(fd, SIZE, &objects[i].memory);
		objects[i].memory[0] = 0;
	}
	for (i = 0; i < count; i++) {
		const char *error = write_one(fd, &objects[i], 0xa9e70000 + i);

		if (error) {
			wrong++;
			printf("# object %u: %s\n", i, error);
		}
		destroy(fd, &objects[i]);
	}
	printf("%sok 1 - objects are written through the aperture\n1..1\n",
	       wrong ? "not " : "");
	return wrong != 0;
}
