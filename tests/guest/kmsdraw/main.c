// SPDX-License-Identifier: GPL-2.0-only
/*
 * kmsdraw: a KMS client that shows a known picture and says what it shows.
 *
 * Draws draw.h's picture on one monitor and flips to the next frame every N
 * vblanks. Obeys the lines that it reads from stdin, between two flips, and
 * answers each with one line "<command> key=value ..." or "error <command>
 * <why>":
 *
 *   hold            stop at the frame on the screen: its number and CRC
 *   go              move on
 *   step            show the next frame and hold it: its number and CRC
 *   stat            frame on the screen, frames shown, vblank sequence
 *   mode WxH[@R]    change the mode ("mode preferred" for the monitor's own)
 *   screen CONNECTOR   go on on another monitor, in its own mode; the one before keeps
 *                   what it shows
 *   cursor X Y      show the cursor; "cursor off" hides it
 *   count N         queue an event for each of N vblanks to come; the answer
 *                   says, after the last, how many came at their own vblank, and
 *                   the time from the first to the last in microseconds
 *   crc             the CRC of a frame, as the driver has it from its pipe
 *   quit
 *
 * But for that of "crc", the CRC is picture_crc() of draw.h: composed anew by the
 * CPU, not read back from the framebuffer.
 */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "count.h"
#include "crc.h"
#include "draw.h"
#include "kms.h"

#define MONITOR_WAIT 15		/* seconds for a monitor to be plugged in */

static struct {
	struct kms kms;
	struct picture picture;
	struct pointer pointer;
	struct count count;
	uint32_t *scratch;
	uint32_t drawn[2];		/* the frame in each buffer */
	bool valid[2];			/* whether the whole buffer was ever drawn */
	unsigned int front;		/* index of the buffer on the screen */
	uint32_t shown;			/* flips that have ended since start */
	uint64_t flip_sequence;		/* vblank sequence of the last of them */
	unsigned int every;		/* vblanks a frame */
	uint32_t frames;		/* stop by itself after so many; 0 = never */
	bool moving, flipping, resting;	/* resting: until it is time for the next flip */
	bool step;			/* answer "step" when the flip has ended */
	bool commands;			/* stdin is open */
} app = { .every = 1, .moving = true, .commands = true };

static void error(const char *command, int ret)
{
	printf("error %s %s\n", command, strerror(-ret));
}

static void draw(unsigned int index, uint32_t frame)
{
	struct kms_buffer *buf = &app.kms.buffer[index];
	unsigned int y;

	for (y = 0; y < app.picture.height; y++) {
		if (app.valid[index] &&
		    !picture_row_moves(&app.picture, app.drawn[index], frame, y))
			continue;
		picture_row(&app.picture, frame, y, app.scratch);
		memcpy(buf->pixels + y * buf->pitch / sizeof(*buf->pixels), app.scratch,
		       app.picture.width * sizeof(*app.scratch));
	}
	app.drawn[index] = frame;
	app.valid[index] = true;
}

static void print_mode(void)
{
	const struct drm_mode_modeinfo *m = &app.kms.mode;

	printf("mode connector=%s crtc=%u size=%ux%u refresh=%u clock=%u h=%u,%u,%u,%u v=%u,%u,%u,%u\n",
	       app.kms.connector, app.kms.crtc_index, m->hdisplay, m->vdisplay, kms_refresh(m),
	       m->clock, m->hdisplay, m->hsync_start, m->hsync_end, m->htotal,
	       m->vdisplay, m->vsync_start, m->vsync_end, m->vtotal);
}

static void print_held(const char *command)
{
	uint32_t frame = app.drawn[app.front];

	printf("%s frame=%" PRIu32 " crc=%08" PRIx32 " seq=%" PRIu64 "\n", command, frame,
	       picture_crc(&app.picture, frame, &app.pointer, app.scratch), app.flip_sequence);
}

static void print_stat(void)
{
	uint64_t sequence;
	int ret = kms_sequence(&app.kms, &sequence);

	if (ret)
		error("stat", ret);
	else
		printf("stat frame=%" PRIu32 " shown=%" PRIu32 " seq=%" PRIu64 "\n",
		       app.drawn[app.front], app.shown, sequence);
}

static int set_mode(const char *wanted)
{
	uint32_t *scratch;
	int ret;

	ret = kms_choose_mode(&app.kms, wanted);
	if (!ret)
		ret = kms_make_buffers(&app.kms);
	if (ret)
		return ret;
	app.picture.width = app.kms.mode.hdisplay;
	app.picture.height = app.kms.mode.vdisplay;
	scratch = reallocarray(app.scratch, app.picture.width, sizeof(*scratch));
	if (!scratch)
		return -ENOMEM;
	app.scratch = scratch;
	app.valid[0] = app.valid[1] = false;
	draw(app.front, app.drawn[app.front]);
	return kms_set_mode(&app.kms, app.front);
}

static void next_frame(void)
{
	int ret;

	draw(!app.front, app.drawn[app.front] + 1);
	ret = kms_flip(&app.kms, !app.front);
	if (ret) {
		error("flip", ret);
		app.moving = app.step = false;
	} else {
		app.flipping = true;
	}
}

static void flip_ended(uint64_t sequence)
{
	app.flipping = false;
	app.front = !app.front;
	app.shown++;
	app.flip_sequence = sequence;
	if (app.shown == app.frames)
		app.moving = false;
	if (app.step)
		print_held("step");
	app.step = false;
	/* a flip ends at the vblank after the one at which it is asked for */
	if (app.moving && app.every > 1)
		app.resting = !kms_wait_for(&app.kms, sequence + app.every - 1, 0);
}

static void handle_events(void)
{
	struct kms_event events[KMS_EVENTS];
	int i, n = kms_events(&app.kms, events);

	for (i = 0; i < n; i++) {
		if (events[i].type == KMS_FLIP)
			flip_ended(events[i].sequence);
		else if (events[i].cookie)
			count_event(&app.count, &app.kms, &events[i]);
		else
			app.resting = false;
	}
}

static int set_cursor(const char *args)
{
	static uint32_t argb[POINTER_SIZE * POINTER_SIZE];
	struct pointer ptr = { .on = strcmp(args, "off") };
	int ret;

	if (ptr.on && sscanf(args, "%d %d", &ptr.x, &ptr.y) != 2)
		return -EINVAL;
	pointer_image(argb);
	ret = kms_cursor(&app.kms, ptr.on ? argb : NULL, ptr.x, ptr.y);
	if (ret)
		return ret;
	app.pointer = ptr;
	printf("cursor on=%d x=%d y=%d\n", ptr.on, ptr.x, ptr.y);
	return 0;
}

static int print_crc(void)
{
	struct crc crc;
	int ret = crc_read(&crc, app.kms.crtc_index);

	if (!ret)
		printf("crc frame=%" PRIu32 " crc=%08" PRIx32 "\n", crc.frame, crc.value);
	return ret;
}

static int change_mode(const char *wanted)
{
	int ret = set_mode(strcmp(wanted, "preferred") ? wanted : NULL);

	if (!ret)
		print_mode();
	return ret;
}

static int change_screen(const char *connector)
{
	int ret = kms_turn_to(&app.kms, connector);

	if (ret)
		return ret;
	app.pointer.on = false;
	return change_mode("preferred");
}

/* Called with no flip under way. Returns false at "quit". */
static bool obey(char *line)
{
	char *args = strchr(line, ' ');
	int ret = 0;

	if (args)
		*args++ = 0;
	else
		args = line + strlen(line);

	if (!strcmp(line, "hold")) {
		app.moving = false;
		print_held("hold");
	} else if (!strcmp(line, "go")) {
		app.moving = true;
		printf("go\n");
	} else if (!strcmp(line, "step")) {
		app.moving = false;
		app.step = true;
		next_frame();
	} else if (!strcmp(line, "stat")) {
		print_stat();
	} else if (!strcmp(line, "mode")) {
		ret = change_mode(args);
	} else if (!strcmp(line, "screen")) {
		ret = change_screen(args);
	} else if (!strcmp(line, "cursor")) {
		ret = set_cursor(args);
	} else if (!strcmp(line, "count")) {
		ret = count_start(&app.count, &app.kms, atoi(args));
	} else if (!strcmp(line, "crc")) {
		ret = print_crc();
	} else if (!strcmp(line, "quit")) {
		printf("quit\n");
		return false;
	} else if (*line) {
		ret = -EINVAL;
	}
	if (ret)
		error(line, ret);
	return true;
}

static char commands[256];	/* read and not yet obeyed */

static void read_commands(void)
{
	size_t used = strlen(commands);
	ssize_t n = read(STDIN_FILENO, commands + used, sizeof(commands) - 1 - used);

	if (n > 0)
		commands[used + n] = 0;
	else if (n == 0 || errno != EINTR)
		app.commands = false;
}

/* Returns false at "quit". A "step" leaves a flip under way: the rest waits for its end. */
static bool obey_commands(void)
{
	char *end;

	while (!app.flipping && (end = strchr(commands, '\n'))) {
		*end++ = 0;
		if (!obey(commands))
			return false;
		memmove(commands, end, strlen(end) + 1);
	}
	if (strlen(commands) == sizeof(commands) - 1)
		*commands = 0;	/* too long for a command */
	return true;
}

static void run(void)
{
	while (obey_commands()) {
		bool due = app.moving && !app.flipping && !app.resting;
		struct pollfd fds[2] = {
			{ .fd = app.kms.fd, .events = POLLIN },
			{ .fd = app.commands && !app.flipping ? STDIN_FILENO : -1,
			  .events = POLLIN },
		};

		if (app.frames && app.shown >= app.frames && !app.flipping && !app.commands)
			return;
		if (poll(fds, 2, due ? 0 : -1) < 0)
			continue;
		if (fds[0].revents)
			handle_events();
		if (fds[1].revents)
			read_commands();
		else if (due)
			next_frame();
	}
}

static int wait_for_monitor(const char *device, const char *connector)
{
	int ret, tries;

	for (tries = 0; ; tries++) {
		ret = kms_open(&app.kms, device, connector);
		if ((ret != -ENOENT && ret != -ENOTCONN) || tries == MONITOR_WAIT)
			return ret;
		sleep(1);
	}
}

static void usage(void)
{
	fputs("usage: kmsdraw [-d DEVICE] [-c CONNECTOR] [-m WxH[@R]] [-e VBLANKS_A_FRAME]\n"
	      "               [-n FRAMES] OWNER COLOUR < commands\n", stderr);
	exit(2);
}

int main(int argc, char **argv)
{
	const char *device = "/dev/dri/card0", *connector = NULL, *mode = NULL;
	int opt, ret;

	while ((opt = getopt(argc, argv, "d:c:m:e:n:")) != -1) {
		switch (opt) {
		case 'd': device = optarg; break;
		case 'c': connector = optarg; break;
		case 'm': mode = optarg; break;
		case 'e': app.every = atoi(optarg); break;
		case 'n': app.frames = atoi(optarg); break;
		default: usage();
		}
	}
	if (argc - optind != 2 || !app.every)
		usage();
	app.picture.owner = argv[optind];
	app.picture.colour = atoi(argv[optind + 1]);
	setvbuf(stdout, NULL, _IOLBF, 0);

	ret = wait_for_monitor(device, connector);
	if (ret) {
		error("open", ret);
		return 1;
	}
	ret = change_mode(mode ? mode : "preferred");
	if (ret) {
		error("mode", ret);
		return 1;
	}
	run();
	return 0;
}
