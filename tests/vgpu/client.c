// SPDX-License-Identifier: GPL-2.0-only
/*
 * vgpu-client: does what the lines on stdin say to a vGPU, as a guest's CPU
 * could. An honest guest says "mode", "draw", "plane"; a hostile one says
 * anything. Each line is answered with one line: "<command> key=value ..." or
 * "error <command> <why>". Numbers may be hexadecimal with 0x.
 *
 *   screen PIPE PORT             what follows is of this virtual pipe (0 to 2) and this
 *                                virtual port (1 to 3 for B to D); at first 0 and that of
 *                                the first display
 *   mode W H [HZ]                pipe on with the timings of that size at 60 Hz, or HZ
 *   off                          plane and pipe off
 *   draw SLOT OWNER COLOUR FRAME GM
 *                                draw kmsdraw's picture, in the size of the mode,
 *                                into RAM (SLOT 0 to 3) and map it at graphics
 *                                address GM; answers with its CRC and its stride
 *   plane SURF STRIDE W H [X Y]  show that; STRIDE in 64 bytes
 *   pointer SLOT GM X Y          draw kmsdraw's cursor into RAM, map it, and show it there
 *   turns COUNT SURF SURF        flip plane 1 from one of them to the other, a frame each;
 *                                answers with how many flips were not shown by the next
 *                                frame, and how long such a write takes (turns.h)
 *   pairs COUNT GAP SURF POS SURF POS
 *                                planes 1 and 2 show one SURF, plane 2 a square of it at POS
 *                                (Y << 16 | X), and then the other, COUNT times in all, three
 *                                frames each; plane 2 is armed GAP us after plane 1; answers
 *                                with how often a vblank came before both were live (pairs.h)
 *   colours NAME                 program the pipe's colours that colours.h calls NAME, for
 *                                what "plane" shows from now on
 *   pte GM ENTRY                 write a GTT entry
 *   half GM ENTRY                write the lower half of a GTT entry only
 *   paint GPA SIZE PIXEL         fill RAM with a pixel
 *   ram GPA                      read a pixel of RAM
 *   write REG VALUE              write a register
 *   read REG                     read a register
 *   flip FRAMES CODE SURF STRIDE [TYPE]
 *                                by command: the blitter is held for FRAMES frames of the
 *                                virtual pipe, then flips the plane that MI_DISPLAY_FLIP
 *                                calls CODE; answers when it is done (flip.h says with what)
 *   submit HOLD CODE SURF STRIDE [TYPE]
 *                                the same, without waiting for it; held until "release" if
 *                                HOLD is 1
 *   store GM GPA VALUE           the blitter, once released, writes VALUE to graphics
 *                                address GM, and by its own page table to RAM page GPA
 *   release                      the blitter goes on
 *   done                         wait until it has executed all, 5 s at most: error
 *   wait EVENTS                  the blitter executes an MI_WAIT_FOR_EVENT for each bit in
 *                                EVENTS; answers when it is done, or after 5 s: error
 *   unhang                       reset the blitter, as a driver does when it hangs, and
 *                                release it a second later
 *   watch MS                     look at the counters of the pipe for so long: how often
 *                                each ran backwards and how far it has come since
 *                                "forget", and of the scan line the greatest one and
 *                                how often it changed
 *   forget                       what was seen of counters
 *   vblanks N                    acknowledge interrupts until N vblanks have come
 *                                (or 2 s have gone without): MSIs, vblank bits, flip
 *                                done bits, and the frame counter before and after
 *   edid FILE                    the EDID of the port's monitor, read over AUX, to FILE
 *   dpcd ADDRESS                 read a byte of its DPCD
 *   hotplug                      is it plugged in, and was there a long pulse since
 *   storm SEED ROUNDS N          in each round the device is reset, the last picture that
 *                                was drawn is shown again, with the last mode and plane,
 *                                and N accesses drawn by lot from SEED follow (storm.h);
 *                                answers with how many were made and refused, and in how
 *                                many rounds the picture was shown before
 *   unmap [SLOT]                 take the RAM of a slot away from the vGPU, or all of it;
 *                                "map" gives it back
 *   reset                        reset the device
 *   quit
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "colour.h"
#include "counters.h"
#include "draw.h"
#include "engine.h"
#include "flip.h"
#include "pairs.h"
#include "platform.h"
#include "regs.h"
#include "screen.h"
#include "sink.h"
#include "storm.h"
#include "turns.h"
#include "vgpu.h"

#define SLOT_SIZE (32u << 20)
#define SLOTS 4
#define ENGINE_GPA ((uint64_t)SLOTS * SLOT_SIZE)
#define RAM_SIZE (ENGINE_GPA + ENGINE_SIZE)

struct client {
	struct vgpu vgpu;
	struct screen screen;
	struct engine engine;
	struct counters counters;
	const struct screen_mode *mode;		/* the last one that was set, */
	struct plane plane;			/* the last plane, */
	struct surface {
		uint32_t slot, gm, size;
	} surface;				/* and the last picture */
};

static uint32_t number(const char *word)
{
	return strtoul(word, NULL, 0);
}

static int do_screen(struct client *c, char **arg)
{
	uint32_t pipe = number(arg[0]), port = number(arg[1]);

	if (pipe > 2 || port < 1 || port > 3)
		return -EINVAL;
	c->screen.pipe = pipe;
	c->screen.port = port;
	printf("screen pipe=%" PRIu32 " port=%" PRIu32 "\n", pipe, port);
	return 0;
}

static int do_mode(struct client *c, char **arg)
{
	const struct screen_mode *mode = screen_find_mode(number(arg[0]), number(arg[1]),
							  arg[2] ? number(arg[2]) : 60);
	int ret = mode ? screen_on(&c->screen, mode) : -EINVAL;

	if (ret)
		return ret;
	c->mode = mode;
	printf("mode size=%ux%u clock=%u\n", mode->width, mode->height, mode->clock);
	return 0;
}

static int do_off(struct client *c, char **arg)
{
	int ret = screen_off(&c->screen);

	(void)arg;
	if (!ret)
		printf("off\n");
	return ret;
}

static int map_surface(struct vgpu *vgpu, const struct surface *surface)
{
	uint32_t offset;
	int ret = 0;

	for (offset = 0; !ret && offset < surface->size; offset += VGPU_PAGE)
		ret = vgpu_pte(vgpu, surface->gm + offset,
			       VGPU_PTE((uint64_t)surface->slot * SLOT_SIZE + offset));
	return ret;
}

static int do_draw(struct client *c, char **arg)
{
	const struct pointer no_pointer = { 0 };
	uint32_t slot = number(arg[0]), frame = number(arg[3]), gm = number(arg[4]);
	struct picture pic = { .owner = arg[1], .colour = number(arg[2]) };
	uint32_t pitch, y, crc;
	uint32_t *scratch;
	int ret;

	if (!c->mode || slot >= SLOTS)
		return -EINVAL;
	pic.width = c->mode->width;
	pic.height = c->mode->height;
	pitch = (pic.width * 4 + 63) / 64 * 64;
	if ((uint64_t)pitch * pic.height > SLOT_SIZE)
		return -ENOSPC;
	for (y = 0; y < pic.height; y++)
		picture_row(&pic, frame, y,
			    (uint32_t *)(c->vgpu.ram + slot * SLOT_SIZE + y * pitch));
	c->surface = (struct surface) { .slot = slot, .gm = gm, .size = pitch * pic.height };
	ret = map_surface(&c->vgpu, &c->surface);
	if (ret)
		return ret;
	scratch = calloc(pic.width, sizeof(*scratch));
	if (!scratch)
		return -ENOMEM;
	crc = picture_crc(&pic, frame, &no_pointer, scratch);
	free(scratch);
	printf("draw crc=%08" PRIx32 " stride=%" PRIu32 " bytes=%" PRIu32 "\n", crc, pitch / 64,
	       pitch * pic.height);
	return 0;
}

static int do_plane(struct client *c, char **arg)
{
	struct plane plane = {
		.surf = number(arg[0]), .stride = number(arg[1]),
		.width = number(arg[2]), .height = number(arg[3]),
		.x = arg[4] ? number(arg[4]) : 0, .y = arg[4] && arg[5] ? number(arg[5]) : 0,
	};
	int ret = screen_plane(&c->screen, &plane);

	c->plane = plane;
	if (!ret)
		printf("plane surf=%#" PRIx32 "\n", plane.surf);
	return ret;
}

static int do_pointer(struct client *c, char **arg)
{
	const struct surface surface = {
		.slot = number(arg[0]), .gm = number(arg[1]),
		.size = POINTER_SIZE * POINTER_SIZE * 4,
	};
	const unsigned int pipe = c->screen.pipe;
	int ret;

	if (surface.slot >= SLOTS)
		return -EINVAL;
	pointer_image((uint32_t *)(c->vgpu.ram + surface.slot * SLOT_SIZE));
	ret = map_surface(&c->vgpu, &surface);
	if (!ret)
		ret = vgpu_write(&c->vgpu, CURCNTR(pipe), MCURSOR_MODE_64_ARGB_AX);
	if (!ret)
		ret = vgpu_write(&c->vgpu, CURPOS(pipe), number(arg[3]) << 16 | number(arg[2]));
	if (!ret)
		ret = vgpu_write(&c->vgpu, CURBASE(pipe), surface.gm);
	if (!ret)
		printf("pointer\n");
	return ret;
}

static int do_turns(struct client *c, char **arg)
{
	const uint32_t surf[2] = { number(arg[1]), number(arg[2]) };
	struct turns turns;
	int ret = turns_run(&c->screen, surf, number(arg[0]), &turns);

	if (!ret)
		printf("turns flips=%" PRIu32 " late=%" PRIu32 " frames=%" PRIu32 " ns=%" PRIu32 "\n",
		       turns.flips, turns.late, turns.frames, turns.write_ns);
	return ret;
}

static int do_pairs(struct client *c, char **arg)
{
	const struct pair pair[2] = {
		{ number(arg[2]), number(arg[3]) }, { number(arg[4]), number(arg[5]) },
	};
	uint32_t early;
	int ret = pairs_run(&c->screen, &c->plane, pair, number(arg[0]), number(arg[1]), &early);

	if (!ret)
		printf("pairs early=%" PRIu32 "\n", early);
	return ret;
}

static int do_colours(struct client *c, char **arg)
{
	enum colours colours = colours_find(arg[0]);
	int ret = colours == COLOURS_NUM ? -EINVAL : colour_program(&c->screen, colours);

	if (!ret)
		printf("colours\n");
	return ret;
}

static int do_pte(struct client *c, char **arg)
{
	int ret = vgpu_pte(&c->vgpu, number(arg[0]), strtoull(arg[1], NULL, 0));

	if (!ret)
		printf("pte gm=%s\n", arg[0]);
	return ret;
}

static int do_half(struct client *c, char **arg)
{
	int ret = vgpu_half_pte(&c->vgpu, number(arg[0]), strtoull(arg[1], NULL, 0));

	if (!ret)
		printf("half gm=%s\n", arg[0]);
	return ret;
}

static int do_paint(struct client *c, char **arg)
{
	uint64_t at = number(arg[0]), end = at + number(arg[1]);
	uint32_t pixel = number(arg[2]);

	if (end > RAM_SIZE || at % sizeof(pixel))
		return -EINVAL;
	for (; at + sizeof(pixel) <= end; at += sizeof(pixel))
		memcpy(c->vgpu.ram + at, &pixel, sizeof(pixel));
	printf("paint\n");
	return 0;
}

static int do_ram(struct client *c, char **arg)
{
	uint32_t at = number(arg[0]), pixel;

	if (at > RAM_SIZE - sizeof(pixel))
		return -EINVAL;
	memcpy(&pixel, c->vgpu.ram + at, sizeof(pixel));
	printf("ram gpa=%s value=0x%08" PRIx32 "\n", arg[0], pixel);
	return 0;
}

static int do_write(struct client *c, char **arg)
{
	int ret = vgpu_write(&c->vgpu, number(arg[0]), number(arg[1]));

	if (!ret)
		printf("write reg=%s\n", arg[0]);
	return ret;
}

static int do_read(struct client *c, char **arg)
{
	uint32_t value;
	int ret = vgpu_read(&c->vgpu, number(arg[0]), &value);

	if (!ret)
		printf("read reg=%s value=0x%08" PRIx32 "\n", arg[0], value);
	return ret;
}

static struct flip to_flip(char **arg)
{
	return (struct flip) {
		.code = number(arg[1]), .surf = number(arg[2]), .stride = number(arg[3]),
		.type = arg[4] ? number(arg[4]) : 0,
	};
}

static int do_flip(struct client *c, char **arg)
{
	const struct flip flip = to_flip(arg);
	struct flip_result r;
	int ret = flip_watch(&c->screen, &c->engine, &flip, number(arg[0]), &r);

	if (!ret)
		printf("flip early=%u looks=%u frames=%" PRIu32 " surf=%#" PRIx32 " flipdone=%u live=%#" PRIx32 "\n",
		       r.early, r.looks, r.frames, r.surf, r.done, r.live);
	return ret;
}

static int do_submit(struct client *c, char **arg)
{
	const struct flip flip = to_flip(arg);
	int ret = flip_submit(&c->engine, &flip, number(arg[0]));

	if (!ret)
		printf("submit\n");
	return ret;
}

static int do_release(struct client *c, char **arg)
{
	(void)arg;
	engine_release(&c->engine);
	printf("release\n");
	return 0;
}

static int until_done(const struct engine *engine)
{
	unsigned int tries;

	for (tries = 0; !engine_done(engine); tries++) {
		if (tries == 500)
			return -ETIMEDOUT;
		usleep(10000);
	}
	return 0;
}

static int do_store(struct client *c, char **arg)
{
	uint32_t gm = number(arg[0]), gpa = number(arg[1]);
	int ret = engine_begin(&c->engine);

	if (ret)
		return ret;
	engine_hold(&c->engine);
	engine_store(&c->engine, gm, gpa, number(arg[2]));
	ret = engine_submit(&c->engine);
	if (!ret)
		printf("store\n");
	return ret;
}

static int do_done(struct client *c, char **arg)
{
	int ret = until_done(&c->engine);

	(void)arg;
	if (!ret)
		printf("done\n");
	return ret;
}

static int do_wait(struct client *c, char **arg)
{
	uint32_t events = number(arg[0]), bit;
	int ret = engine_begin(&c->engine);

	for (bit = 0; !ret && bit < 23; bit++) {
		const uint32_t dw = 0x03u << 23 | 1u << bit;	/* MI_WAIT_FOR_EVENT */

		if (events & 1u << bit)
			engine_command(&c->engine, &dw, 1);
	}
	if (!ret)
		ret = engine_submit(&c->engine);
	if (!ret)
		ret = until_done(&c->engine);
	if (!ret)
		printf("wait\n");
	return ret;
}

/* GVT waits for what the engine is at, so somebody else has to let it go on. */
static int do_unhang(struct client *c, char **arg)
{
	pid_t child = fork();
	int ret;

	(void)arg;
	if (child < 0)
		return -errno;
	if (!child) {
		sleep(1);
		engine_release(&c->engine);
		_exit(0);
	}
	ret = engine_reset(&c->engine);
	waitpid(child, NULL, 0);
	if (!ret)
		printf("unhang\n");
	return ret;
}

static int do_watch(struct client *c, char **arg)
{
	int i, ret = counters_watch(&c->screen, &c->counters, number(arg[0]));

	if (ret)
		return ret;
	printf("watch looks=%u lines=%" PRIu32 " top=%" PRIu32, c->counters.looks,
	       c->counters.lines, c->counters.top);
	for (i = 0; i < COUNTERS; i++)
		printf(" %s_back=%u %s=%" PRIu32, counter_name[i], c->counters.counter[i].backwards,
		       counter_name[i], c->counters.counter[i].last - c->counters.counter[i].first);
	printf("\n");
	return 0;
}

static int do_forget(struct client *c, char **arg)
{
	(void)arg;
	counters_reset(&c->counters);
	printf("forget\n");
	return 0;
}

static int do_vblanks(struct client *c, char **arg)
{
	struct pollfd fd = { .fd = c->vgpu.msi, .events = POLLIN };
	uint32_t wanted = number(arg[0]), vblanks = 0, flips = 0, before, after, iir;
	uint64_t msis = 0;
	int ret;

	/* from one vblank to another, so that the counter's steps are counted whole */
	vgpu_msis(&c->vgpu);
	ret = screen_enable_interrupts(&c->screen);
	if (!ret && poll(&fd, 1, 2000) < 1)
		ret = -ETIMEDOUT;
	if (!ret)
		ret = screen_acknowledge(&c->screen, &iir);
	vgpu_msis(&c->vgpu);
	if (!ret)
		ret = vgpu_read(&c->vgpu, PIPE_FRMCOUNT(c->screen.pipe), &before);
	while (!ret && vblanks < wanted && poll(&fd, 1, 2000) == 1) {
		msis += vgpu_msis(&c->vgpu);
		ret = screen_acknowledge(&c->screen, &iir);
		vblanks += !!(iir & GEN8_PIPE_VBLANK);
		flips += !!(iir & screen_flip_done(&c->screen, 0));
	}
	if (!ret)
		ret = vgpu_read(&c->vgpu, PIPE_FRMCOUNT(c->screen.pipe), &after);
	if (!ret)
		printf("vblanks msis=%" PRIu64 " vblanks=%" PRIu32 " flips=%" PRIu32 " frames=%" PRIu32 "\n",
		       msis, vblanks, flips, after - before);
	return ret;
}

static int do_edid(struct client *c, char **arg)
{
	uint8_t edid[256 * 128];
	size_t size;
	int ret = sink_edid(&c->vgpu, c->screen.port, edid, sizeof(edid), &size);
	FILE *file;

	if (ret)
		return ret;
	file = fopen(arg[0], "w");
	if (!file)
		return -errno;
	if (fwrite(edid, 1, size, file) != size)
		ret = -EIO;
	if (fclose(file) || ret)
		return -EIO;
	printf("edid bytes=%zu\n", size);
	return 0;
}

static int do_dpcd(struct client *c, char **arg)
{
	uint8_t value;
	int ret = sink_dpcd(&c->vgpu, c->screen.port, number(arg[0]), &value);

	if (!ret)
		printf("dpcd address=%s value=0x%02x\n", arg[0], value);
	return ret;
}

static int do_hotplug(struct client *c, char **arg)
{
	int live, pulse;
	int ret = sink_hotplug(&c->vgpu, c->screen.port, &live, &pulse);

	(void)arg;
	if (!ret)
		printf("hotplug live=%d long=%d\n", live, pulse);
	return ret;
}

/* Until the monitor shows the plane, for a tenth of a second at most. */
static bool is_live(struct client *c)
{
	uint32_t tries, live;

	for (tries = 0; tries < 20; tries++) {
		if (vgpu_read(&c->vgpu, PLANE_SURFLIVE(c->screen.pipe), &live))
			return false;
		if (live == c->plane.surf)
			return true;
		usleep(5000);
	}
	return false;
}

static int do_storm(struct client *c, char **arg)
{
	uint32_t seed = number(arg[0]), rounds = number(arg[1]), accesses = number(arg[2]);
	struct storm all = { 0 };
	uint32_t i, shown = 0;

	if (!c->mode || !c->surface.size)
		return -EINVAL;
	c->engine.started = 0;
	for (i = 0; i < rounds; i++) {
		struct storm storm;
		int ret = vgpu_reset(&c->vgpu);

		if (!ret)
			ret = screen_on(&c->screen, c->mode);
		if (!ret)
			ret = map_surface(&c->vgpu, &c->surface);
		if (!ret)
			ret = screen_plane(&c->screen, &c->plane);
		if (ret)
			return ret;
		shown += is_live(c);
		storm = storm_run(&c->screen, seed + i, accesses);
		/* now and then what came of it is left to be shown, or refused */
		if (i % 4 == 0)
			usleep(100000);
		all.accesses += storm.accesses;
		all.refused += storm.refused;
	}
	printf("storm accesses=%" PRIu32 " refused=%" PRIu32 " shown=%" PRIu32 "\n", all.accesses,
	       all.refused, shown);
	return 0;
}

static int map_all(struct vgpu *vgpu)
{
	int ret = vgpu_map_ram(vgpu, ENGINE_GPA, ENGINE_SIZE);
	uint64_t slot;

	for (slot = 0; !ret && slot < SLOTS; slot++)
		ret = vgpu_map_ram(vgpu, slot * SLOT_SIZE, SLOT_SIZE);
	return ret;
}

static int do_unmap(struct client *c, char **arg)
{
	uint64_t slot = arg[0] ? number(arg[0]) : 0;
	int ret = arg[0] ? vgpu_unmap_ram(&c->vgpu, slot * SLOT_SIZE, SLOT_SIZE)
			 : vgpu_unmap_ram(&c->vgpu, 0, RAM_SIZE);

	if (!ret)
		printf("unmap\n");
	return ret;
}

static int do_map(struct client *c, char **arg)
{
	uint64_t slot = arg[0] ? number(arg[0]) : 0;
	int ret = arg[0] ? vgpu_map_ram(&c->vgpu, slot * SLOT_SIZE, SLOT_SIZE)
			 : map_all(&c->vgpu);

	if (!ret)
		printf("map\n");
	return ret;
}

static int do_reset(struct client *c, char **arg)
{
	int ret = vgpu_reset(&c->vgpu);

	(void)arg;
	c->engine.started = 0;
	if (!ret)
		printf("reset\n");
	return ret;
}

static const struct {
	const char *name;
	int args;		/* at least so many */
	int (*run)(struct client *c, char **arg);
} commands[] = {
	{ "screen", 2, do_screen }, { "mode", 2, do_mode }, { "off", 0, do_off },
	{ "draw", 5, do_draw }, { "plane", 4, do_plane }, { "colours", 1, do_colours },
	{ "pointer", 4, do_pointer }, { "turns", 3, do_turns },
	{ "pairs", 6, do_pairs },
	{ "pte", 2, do_pte },
	{ "half", 2, do_half }, { "paint", 3, do_paint }, { "ram", 1, do_ram },
	{ "write", 2, do_write },
	{ "watch", 1, do_watch }, { "forget", 0, do_forget },
	{ "flip", 4, do_flip }, { "submit", 4, do_submit }, { "store", 3, do_store },
	{ "release", 0, do_release }, { "done", 0, do_done },
	{ "wait", 1, do_wait }, { "unhang", 0, do_unhang },
	{ "read", 1, do_read }, { "vblanks", 1, do_vblanks }, { "edid", 1, do_edid },
	{ "dpcd", 1, do_dpcd }, { "hotplug", 0, do_hotplug }, { "storm", 3, do_storm },
	{ "unmap", 0, do_unmap }, { "map", 0, do_map }, { "reset", 0, do_reset },
};

static int obey(struct client *c, char *line)
{
	char *word[8] = { NULL }, *save, *name = strtok_r(line, " \n", &save);
	int n = 0;
	size_t i;

	if (!name)
		return 0;
	while (n < 7 && (word[n] = strtok_r(NULL, " \n", &save)))
		n++;
	for (i = 0; i < sizeof(commands) / sizeof(*commands); i++) {
		int ret;

		if (strcmp(commands[i].name, name))
			continue;
		ret = n < commands[i].args ? -EINVAL : commands[i].run(c, word);
		if (ret)
			printf("error %s %s\n", name, strerror(-ret));
		return 0;
	}
	if (!strcmp(name, "quit"))
		return 1;
	printf("error %s %s\n", name, strerror(EINVAL));
	return 0;
}

int main(int argc, char **argv)
{
	struct client c = { .screen = { .vgpu = &c.vgpu } };
	char line[256];
	int ret;

	if (argc != 2) {
		fputs("usage: vgpu-client UUID < commands\n", stderr);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (vgpu_open(&c.vgpu, argv[1], RAM_SIZE))
		return 1;
	ret = map_all(&c.vgpu);
	if (ret) {
		fprintf(stderr, "vgpu-client: RAM: %s\n", strerror(-ret));
		return 1;
	}
	/* in the last pages of graphics memory, where nothing is shown from */
	c.engine = (struct engine) {
		.vgpu = &c.vgpu, .gpa = ENGINE_GPA,
		.gm = c.vgpu.high.base + c.vgpu.high.size - ENGINE_SIZE,
	};
	c.screen.port = number(c.vgpu.platform->ports);
	printf("open platform=%s ports=%s low=0x%" PRIx32 " low_size=0x%" PRIx32 " high=0x%" PRIx32 " high_size=0x%" PRIx32 "\n",
	       c.vgpu.platform->name, c.vgpu.platform->ports, c.vgpu.low.base, c.vgpu.low.size,
	       c.vgpu.high.base, c.vgpu.high.size);
	while (fgets(line, sizeof(line), stdin) && !obey(&c, line))
		;
	vgpu_close(&c.vgpu);
	return 0;
}
