// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs batches on each engine and looks at what they stored.
 *
 * Usage: gembatch [batches per engine [device]]
 *
 * The batch and its target are at fixed addresses of the context's address
 * space, the target beyond 4 GiB, so that the store goes through all levels
 * of the page tables.
 */
#include "gem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BATCH_ADDR	0x00100000ull
#define TARGET_ADDR	0x5000200000ull
#define TARGET_DWORDS	4096u
#define UNTOUCHED	0x5a5a5a5au

static unsigned int test_number;

static void ok(int good, const char *engine, const char *what)
{
	printf("%sok %u - %s: %s\n", good ? "" : "not ", ++test_number, engine,
	       what);
	fflush(stdout);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec * 1e-9;
}

/* Where batch @i stores: spread over the target, no two at one place. */
static unsigned int place(unsigned int i)
{
	return i * 1021 % TARGET_DWORDS;
}

static uint32_t value(unsigned int i)
{
	return 0xc0de0000 + i;
}

static int store(int fd, const struct gem_engine *engine, uint32_t batch,
		 uint32_t *cs, uint32_t target, unsigned int i)
{
	uint64_t addr = TARGET_ADDR + place(i) * 4;
	int err;

	*cs++ = MI_STORE_DWORD_IMM;
	*cs++ = addr;
	*cs++ = addr >> 32;
	*cs++ = value(i);
	*cs++ = MI_BATCH_BUFFER_END;
	*cs++ = MI_NOOP;
	err = gem_exec(fd, 0, engine->exec, batch, BATCH_ADDR, target,
		       TARGET_ADDR);
	if (err) {
		printf("# execbuf: %s\n", strerror(-err));
		return err;
	}
	err = gem_wait(fd, target, 10);
	if (err)
		printf("# batch %u: %s\n", i, strerror(-err));
	return err;
}

static void test_engine(int fd, const struct gem_engine *engine,
			unsigned int count)
{
	uint32_t *cs, *data, batch, target;
	unsigned int i, right = 0, left = 0;
	double start;

	batch = gem_create(fd, 4096, &cs);
	target = gem_create(fd, TARGET_DWORDS * 4, &data);
	for (i = 0; i < TARGET_DWORDS; i++)
		data[i] = UNTOUCHED;

	start = now();
	for (i = 0; i < count; i++)
		if (store(fd, engine, batch, cs, target, i))
			break;
	printf("# %s: %u batches, %.0f us each\n", engine->name, i,
	       i ? (now() - start) * 1e6 / i : 0.0);
	ok(i == count, engine->name, "every batch ends");

	for (i = 0; i < count; i++)
		right += data[place(i)] == value(i);
	ok(right == count, engine->name, "every batch stored its value");

	for (i = 0; i < TARGET_DWORDS; i++)
		left += data[i] == UNTOUCHED;
	ok(left == TARGET_DWORDS - count, engine->name,
	   "nothing else was written");
}

int main(int argc, char **argv)
{
	unsigned int count = argc > 1 ? strtoul(argv[1], NULL, 0) : 100;
	const struct gem_engine *engine;
	int fd = gem_open(argc > 2 ? argv[2] : NULL);

	if (!count || count > TARGET_DWORDS) {
		printf("Bail out! between 1 and %u batches\n", TARGET_DWORDS);
		return 1;
	}
	for (engine = gem_engines; engine->name; engine++)
		test_engine(fd, engine, count);
	printf("1..%u\n", test_number);
	return 0;
}
