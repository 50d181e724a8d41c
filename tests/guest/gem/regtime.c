// SPDX-License-Identifier: GPL-2.0-only
/*
 * regtime OFFSET COUNT: writes to a register of the iGPU, COUNT times, what it has, and
 * prints the median of the time that a write takes: "regtime NS".
 *
 * They are those of the first display that the kernel has.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "times.h"

#define BAR_SIZE (2u << 20)	/* its registers; the GTT is behind them */

static volatile uint32_t *map_registers(void)
{
	int fd = open("/sys/class/drm/card0/device/resource0", O_RDWR | O_SYNC);
	void *bar;

	if (fd < 0)
		return NULL;
	bar = mmap(NULL, BAR_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	return bar == MAP_FAILED ? NULL : bar;
}

int main(int argc, char **argv)
{
	uint32_t offset = argc == 3 ? strtoul(argv[1], NULL, 0) : BAR_SIZE;
	uint32_t i, count = argc == 3 ? strtoul(argv[2], NULL, 0) : 0;
	volatile uint32_t *registers;
	uint32_t value, *ns;

	if (offset % 4 || offset >= BAR_SIZE || !count) {
		fputs("usage: regtime OFFSET COUNT\n", stderr);
		return 2;
	}
	registers = map_registers();
	ns = calloc(count, sizeof(*ns));
	if (!registers || !ns) {
		perror("regtime");
		return 1;
	}
	value = registers[offset / 4];
	for (i = 0; i < count; i++) {
		uint64_t begin = times_now();

		registers[offset / 4] = value;
		ns[i] = times_now() - begin;
	}
	printf("regtime %u\n", times_median(ns, count));
	return 0;
}
