// SPDX-License-Identifier: GPL-2.0-only
/*
 * A batch that does not end, on each engine in turn. One that waits for a
 * semaphore is preempted for another context's, and goes on when it is
 * signalled. One that jumps to itself cannot be preempted: the driver has to
 * reset the engine.
 *
 * Usage: gemhang [device]
 */
#include "gem.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include <i915_drm.h>

#define BATCH_ADDR	0x00100000ull
#define TARGET_ADDR	0x00200000ull
#define WAIT_SECONDS	40

/* Values that are stored. */
#define SIGNAL		0x51617a1u
#define AFTER		0xaf7e12u
#define ANOTHER		0xa11c1ea2u

static unsigned int test_number;

static void ok(int good, const char *engine, const char *what)
{
	printf("%sok %u - %s: %s\n", good ? "" : "not ", ++test_number, engine,
	       what);
	fflush(stdout);
}

/* Batches of @context that were executing when the GPU was reset. */
static unsigned int batches_hung(int fd, uint32_t context)
{
	struct drm_i915_reset_stats stats = { .ctx_id = context };

	return ioctl(fd, DRM_IOCTL_I915_GET_RESET_STATS, &stats) ?
	       0 : stats.batch_active;
}

struct buffers {
	uint32_t batch, target;
	uint32_t *cs, *data;
};

static void create(int fd, struct buffers *b)
{
	b->batch = gem_create(fd, 4096, &b->cs);
	b->target = gem_create(fd, 4096, &b->data);
}

static int run(int fd, const struct gem_engine *engine, uint32_t context,
	       const struct buffers *b)
{
	return gem_exec(fd, context, engine->exec, b->batch, BATCH_ADDR,
			b->target, TARGET_ADDR);
}

/* Whether a batch of a new context runs on @engine within @seconds. */
static int another_runs(int fd, const struct gem_engine *engine,
			unsigned int seconds)
{
	struct buffers b;

	create(fd, &b);
	b.cs[0] = MI_STORE_DWORD_IMM;
	b.cs[1] = TARGET_ADDR;
	b.cs[2] = 0;
	b.cs[3] = ANOTHER;
	b.cs[4] = MI_BATCH_BUFFER_END;
	return !run(fd, engine, gem_context(fd), &b) &&
	       !gem_wait(fd, b.target, seconds) && b.data[0] == ANOTHER;
}

/* Not in a vGPU: GVT runs one workload of a guest to its end. */
static int can_preempt(int fd)
{
	int caps = 0;
	struct drm_i915_getparam param = {
		.param = I915_PARAM_HAS_SCHEDULER, .value = &caps,
	};

	return !ioctl(fd, DRM_IOCTL_I915_GETPARAM, &param) &&
	       caps & I915_SCHEDULER_CAP_PREEMPTION;
}

static void test_semaphore(int fd, const struct gem_engine *engine)
{
	struct buffers b;

	create(fd, &b);
	b.cs[0] = MI_SEMAPHORE_WAIT_EQ;
	b.cs[1] = SIGNAL;
	b.cs[2] = TARGET_ADDR;
	b.cs[3] = 0;
	b.cs[4] = MI_STORE_DWORD_IMM;
	b.cs[5] = TARGET_ADDR + 4;
	b.cs[6] = 0;
	b.cs[7] = AFTER;
	b.cs[8] = MI_BATCH_BUFFER_END;
	ok(!run(fd, engine, gem_context(fd), &b), engine->name,
	   "a batch with a semaphore is accepted");
	ok(gem_wait(fd, b.batch, 1) == -ETIME && b.data[1] != AFTER,
	   engine->name, "it waits");
	if (can_preempt(fd))
		ok(another_runs(fd, engine, 5), engine->name,
		   "another context runs meanwhile");
	else
		printf("ok %u # SKIP the driver does not preempt\n",
		       ++test_number);
	*(volatile uint32_t *)b.data = SIGNAL;
	ok(!gem_wait(fd, b.batch, 5) && b.data[1] == AFTER, engine->name,
	   "it goes on when signalled");
}

static void test_loop(int fd, const struct gem_engine *engine)
{
	uint32_t context = gem_context(fd);
	struct buffers b;

	create(fd, &b);
	b.cs[0] = MI_BATCH_BUFFER_START;
	b.cs[1] = BATCH_ADDR;
	b.cs[2] = 0;
	ok(!run(fd, engine, context, &b), engine->name,
	   "a batch that loops is accepted");
	ok(gem_wait(fd, b.batch, 1) == -ETIME, engine->name, "it hangs");
	ok(!gem_wait(fd, b.batch, WAIT_SECONDS), engine->name,
	   "the driver ends it");
	ok(batches_hung(fd, context) == 1, engine->name,
	   "the driver holds it guilty");
	ok(another_runs(fd, engine, 10), engine->name,
	   "another context runs afterwards");
}

int main(int argc, char **argv)
{
	const struct gem_engine *engine;
	int fd = gem_open(argc > 1 ? argv[1] : NULL);

	for (engine = gem_engines; engine->name; engine++) {
		test_semaphore(fd, engine);
		test_loop(fd, engine);
	}
	printf("1..%u\n", test_number);
	return 0;
}
