/* SPDX-License-Identifier: GPL-2.0-only */
/* Just enough GEM for the clients here: i915's ioctls without a library. */
#ifndef GEM_H
#define GEM_H

#include <stdint.h>

struct gem_engine {
	const char *name;
	uint64_t exec;		/* I915_EXEC_* of execbuf flags */
};

/* Engines of every GPU that GVT knows; ends with an entry without a name. */
extern const struct gem_engine gem_engines[];

/* Commands: Intel PRM Skylake vol. 2a. */
#define MI_NOOP			0u
#define MI_BATCH_BUFFER_END	(0x0au << 23)
#define MI_STORE_DWORD_IMM	(0x20u << 23 | 2)
#define MI_BATCH_BUFFER_START	(0x31u << 23 | 1 << 8 | 1)	/* in PPGTT */
#define MI_SEMAPHORE_WAIT_EQ	(0x1cu << 23 | 1 << 15 | 4 << 12 | 2)

/*
 * The DRM device to use, opened: @path, or the first that i915 drives when it
 * is NULL. Exits with a message if there is none.
 */
int gem_open(const char *path);

/* A new object of @size bytes, mapped in *@map. Exits on failure. */
uint32_t gem_create(int fd, uint64_t size, uint32_t **map);

/* A new context. Exits on failure. */
uint32_t gem_context(int fd);

/*
 * Run the batch in object @batch at address @batch_addr of the context's
 * address space, with object @target at @target_addr. Returns 0 or -errno.
 */
int gem_exec(int fd, uint32_t context, uint64_t engine, uint32_t batch,
	     uint64_t batch_addr, uint32_t target, uint64_t target_addr);

/* Wait until @object is idle. Returns 0, or -ETIME after @seconds. */
int gem_wait(int fd, uint32_t object, unsigned int seconds);

#endif
