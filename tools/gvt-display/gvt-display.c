// SPDX-License-Identifier: GPL-2.0-only
/*
 * gvt-display: see and change which virtual machine a monitor shows.
 *
 * All it does is read and write the attributes that the kernel's
 * Documentation/ABI/testing/sysfs-driver-i915-gvt-display describes.
 */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <glob.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "monitor.h"

#define CARD "/sys/bus/pci/devices/*/gvt_display"
#define MDEVS "/sys/bus/mdev/devices"
#define VALUE 64

/* A virtual port of a vGPU; GVT-g has up to 8 vGPUs, with up to 3 ports each. */
#define MAX_DISPLAYS 24
struct display {
	char name[VALUE];		/* UUID/displayN, as the kernel writes it */
	char connector[VALUE], status[VALUE], reason[VALUE], mode[VALUE], pipe[VALUE];
};

static char card[256];			/* the directory that CARD matches */
static bool json;

static void fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));
static void fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("gvt-display: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

/* The one line of an attribute; empty if it is not there. */
static void get(char value[VALUE], const char *format, ...)
	__attribute__((format(printf, 2, 3)));
static void get(char value[VALUE], const char *format, ...)
{
	char path[512];
	va_list args;
	FILE *file;

	va_start(args, format);
	vsnprintf(path, sizeof(path), format, args);
	va_end(args);
	value[0] = 0;
	file = fopen(path, "re");
	if (!file)
		return;
	if (fgets(value, VALUE, file))
		value[strcspn(value, "\n")] = 0;
	fclose(file);
}

/* Zero, or the error that the kernel gives. */
static int set(const char *path, const char *value)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return errno;
	if (write(fd, value, strlen(value)) < 0)
		error = errno;
	close(fd);
	return error;
}

static void find_card(void)
{
	glob_t found;

	if (glob(CARD, 0, NULL, &found))
		fail("no monitors to give: " CARD " is not there: boot a kernel with GVT-g direct display and i915.enable_gvt=1, load kvmgt, and make a vGPU");
	snprintf(card, sizeof(card), "%s", found.gl_pathv[0]);
	globfree(&found);
}

/* Calls fn for each connector, by its name. */
static void each_connector(void (*fn)(const char *connector))
{
	char pattern[300];
	glob_t found;
	size_t i;

	snprintf(pattern, sizeof(pattern), "%s/*-*", card);
	if (glob(pattern, 0, NULL, &found))
		return;
	for (i = 0; i < found.gl_pathc; i++)
		fn(strrchr(found.gl_pathv[i], '/') + 1);
	globfree(&found);
}

static int load(struct display displays[MAX_DISPLAYS])
{
	int n = 0;
	glob_t found;
	size_t i;

	if (glob(MDEVS "/*/display[0-9]", 0, NULL, &found))
		return 0;
	for (i = 0; i < found.gl_pathc && n < MAX_DISPLAYS; i++) {
		const char *path = found.gl_pathv[i];
		struct display *d = &displays[n];

		get(d->status, "%s/status", path);
		if (!d->status[0])
			continue;
		snprintf(d->name, sizeof(d->name), "%s", path + strlen(MDEVS "/"));
		get(d->connector, "%s/connector", path);
		get(d->reason, "%s/reason", path);
		get(d->mode, "%s/mode", path);
		get(d->pipe, "%s/pipe", path);
		n++;
	}
	globfree(&found);
	return n;
}

/* The display that the user means: the beginning of a UUID, and /displayN but for 0. */
static struct display find_display(const char *word)
{
	struct display displays[MAX_DISPLAYS], *match = NULL;
	const char *port = strchr(word, '/');
	size_t length = port ? (size_t)(port - word) : strlen(word);
	int n = load(displays), i;

	if (!port)
		port = "/display0";
	for (i = 0; i < n; i++) {
		if (strncmp(displays[i].name, word, length) ||
		    strcmp(strchr(displays[i].name, '/'), port))
			continue;
		if (match)
			fail("%s: two vGPUs or more begin with that: type more of the UUID", word);
		match = &displays[i];
	}
	if (!length || !match)
		fail("%s: no such display of a vGPU: see gvt-display list", word);
	return *match;
}

static bool is_connector(const char *word)
{
	char owner[VALUE];

	get(owner, "%s/%s", card, word);
	return strchr(word, '-') && !strchr(word, '/') && owner[0];
}

/* The connectors' names for an error message */
static char names[512];
static void add_name(const char *connector)
{
	size_t at = strlen(names);

	snprintf(names + at, sizeof(names) - at, " %s", connector);
}

static struct monitor monitor_of(const char *connector)
{
	struct monitor monitor;
	char device[300];

	snprintf(device, sizeof(device), "%s/..", card);
	monitor_read(&monitor, device, connector);
	return monitor;
}

/* The connector of the monitor with the serial number that is looked for */
#define SERIAL "serial="
static struct {
	const char *serial;
	int found;
	char connector[VALUE];
} search;
static void match_serial(const char *connector)
{
	struct monitor monitor = monitor_of(connector);

	if (!monitor.serial[0] || strcmp(monitor.serial, search.serial))
		return;
	snprintf(search.connector, sizeof(search.connector), "%s", connector);
	search.found++;
}

/* The connector that the user means: its name, or serial= and what is plugged into it */
static const char *find_connector(const char *word)
{
	if (is_connector(word))
		return word;
	if (strncmp(word, SERIAL, strlen(SERIAL))) {
		each_connector(add_name);
		fail("%s: no such connector: there are%s", word, names);
	}
	search.serial = word + strlen(SERIAL);
	each_connector(match_serial);
	if (!search.found)
		fail("%s: no monitor with this serial number is plugged in: see gvt-display list", word);
	if (search.found > 1)
		fail("%s: two monitors or more have this serial number: name the connector", word);
	return search.connector;
}

static void refused(const char *what, const char *connector, int error)
	__attribute__((noreturn));
static void refused(const char *what, const char *connector, int error)
{
	char owner[VALUE];

	get(owner, "%s/%s", card, connector);
	switch (error) {
	case EACCES:
	case EPERM:
		fail("%s: only root may change who has a monitor: run it as root", what);
	case EBUSY:
		fail("%s: %s belongs to %s: take it with gvt-display give", what, connector, owner);
	case ENOSPC:
		fail("%s: no pipe is free for %s: switch a monitor of the host off, or unbind one", what, connector);
	case ENOENT:
		fail("%s: the host has %s and nobody is in line: start a guest, or bind it to %s once", what, connector, connector);
	case ENODEV:
		fail("%s: it is gone: see gvt-display list", what);
	default:
		fail("%s: %s: see the kernel's log", what, strerror(error));
	}
}

static void print_string(const char *name, const char *value, const char *end)
{
	printf("\"%s\":", name);
	if (!strcmp(value, "none") || !value[0]) {
		printf("null%s", end);
		return;
	}
	putchar('"');
	for (; *value; value++) {
		if (*value == '"' || *value == '\\' || (unsigned char)*value < ' ')
			printf("\\u%04x", (unsigned char)*value);
		else
			putchar(*value);
	}
	printf("\"%s", end);
}

static void print_display(const struct display *d)
{
	if (!json) {
		printf("%-45s %-10s %-12s %-19s %-8s %s\n", d->name, d->connector, d->status,
		       d->mode, d->pipe, d->reason);
		return;
	}
	putchar('{');
	print_string("display", d->name, ",");
	print_string("connector", d->connector, ",");
	print_string("status", d->status, ",");
	print_string("mode", d->mode, ",");
	print_string("pipe", d->pipe, ",");
	print_string("reason", d->reason, "}");
}

static const char *separator = "";
static void print_monitor(const char *connector)
{
	struct monitor monitor = monitor_of(connector);
	char owner[VALUE], plug[VALUE] = "unknown", pattern[400];
	glob_t found;

	get(owner, "%s/%s", card, connector);
	snprintf(pattern, sizeof(pattern), "%s/../drm/card*/card*-%s/status", card, connector);
	if (!glob(pattern, 0, NULL, &found)) {
		get(plug, "%s", found.gl_pathv[0]);
		globfree(&found);
	}
	if (!json) {
		printf("%-10s %-13s %-13s %-13s %s\n", connector, plug, monitor.name,
		       monitor.serial, owner);
		return;
	}
	printf("%s{", separator);
	separator = ",";
	print_string("connector", connector, ",");
	print_string("plug", plug, ",");
	print_string("name", monitor.name, ",");
	print_string("serial", monitor.serial, ",");
	print_string("owner", owner, "}");
}

static int do_list(char **arg)
{
	struct display displays[MAX_DISPLAYS];
	int n = load(displays), i;

	(void)arg;
	printf(json ? "{\"monitors\":[" : "CONNECTOR  PLUG          NAME          SERIAL        OWNER\n");
	each_connector(print_monitor);
	if (json)
		printf("],\"displays\":[");
	else if (n)
		printf("\n%-45s %-10s %-12s %-19s %-8s %s\n", "DISPLAY", "CONNECTOR", "STATUS",
		       "MODE", "PIPE", "REASON");
	for (i = 0; i < n; i++) {
		if (json && i)
			putchar(',');
		/* most vGPUs use one display of their three */
		if (json || strcmp(displays[i].status, "unbound") ||
		    strstr(displays[i].name, "/display0"))
			print_display(&displays[i]);
	}
	if (json)
		printf("]}\n");
	return 0;
}

static int do_bind(char **arg)
{
	struct display d = find_display(arg[0]);
	const char *connector = find_connector(arg[1]);
	char path[512];
	int error;

	snprintf(path, sizeof(path), MDEVS "/%s/connector", d.name);
	error = set(path, connector);
	if (error)
		refused(arg[0], connector, error);
	return 0;
}

static int do_unbind(char **arg)
{
	char owner[VALUE], path[512];
	struct display d;
	int error;

	if (is_connector(arg[0]) || !strncmp(arg[0], SERIAL, strlen(SERIAL))) {
		get(owner, "%s/%s", card, find_connector(arg[0]));
		if (!strcmp(owner, "host"))
			fail("%s: the host has it: there is nothing to unbind", arg[0]);
		d = find_display(owner);
	} else {
		d = find_display(arg[0]);
	}
	snprintf(path, sizeof(path), MDEVS "/%s/connector", d.name);
	error = set(path, "none");
	if (error)
		refused(arg[0], d.connector, error);
	return 0;
}

static int do_give(char **arg)
{
	const char *connector = find_connector(arg[0]);
	char path[512];
	int error;

	snprintf(path, sizeof(path), "%s/%s", card, connector);
	error = set(path, strcmp(arg[1], "host") ? find_display(arg[1]).name : "host");
	if (error)
		refused(arg[1], connector, error);
	return 0;
}

static int do_next(char **arg)
{
	const char *connector = find_connector(arg[0]);
	char path[512];
	int error;

	snprintf(path, sizeof(path), "%s/next", card);
	error = set(path, connector);
	if (error)
		refused(arg[0], connector, error);
	return 0;
}

/* A descriptor whose poll() returns when the attribute has changed since now */
static int wait_for_attribute(const char *display, const char *name)
{
	char path[512], value[VALUE];
	int fd;

	snprintf(path, sizeof(path), MDEVS "/%s/%s", display, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && read(fd, value, sizeof(value)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* vGPUs come and go with uevents. */
static int wait_for_uevents(void)
{
	struct sockaddr_nl from_kernel = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, NETLINK_KOBJECT_UEVENT);

	if (fd < 0 || bind(fd, (struct sockaddr *)&from_kernel, sizeof(from_kernel)))
		fail("watch: no uevents: %s: run it outside of the container or sandbox", strerror(errno));
	return fd;
}

/* Prints what is in now and not in before, or is not the same there. */
static void print_changes(const struct display *before, int n_before,
			  const struct display *now, int n)
{
	int i, j;

	for (i = 0; i < n; i++) {
		for (j = 0; j < n_before && strcmp(before[j].name, now[i].name); j++)
			;
		if (j < n_before && !memcmp(&before[j], &now[i], sizeof(now[i])))
			continue;
		print_display(&now[i]);
		if (json)
			putchar('\n');
	}
	for (j = 0; j < n_before; j++) {
		struct display gone = { .status = "gone" };

		for (i = 0; i < n && strcmp(before[j].name, now[i].name); i++)
			;
		if (i < n)
			continue;
		strcpy(gone.name, before[j].name);
		print_display(&gone);
		if (json)
			putchar('\n');
	}
}

static int do_watch(char **arg)
{
	static struct display before[MAX_DISPLAYS], now[MAX_DISPLAYS];
	int n_before = 0, n, i, fds, uevents = wait_for_uevents();
	struct pollfd fd[1 + 2 * MAX_DISPLAYS];
	char buffer[4096];

	(void)arg;
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (;; n_before = n, memcpy(before, now, sizeof(before))) {
		memset(now, 0, sizeof(now));
		n = load(now);
		fd[0] = (struct pollfd) { .fd = uevents, .events = POLLIN };
		for (i = 0, fds = 1; i < n; i++) {
			fd[fds++].fd = wait_for_attribute(now[i].name, "status");
			fd[fds++].fd = wait_for_attribute(now[i].name, "connector");
		}
		for (i = 1; i < fds; i++)
			fd[i].events = POLLPRI;
		/* again, as they may have changed before they were waited for */
		memset(now, 0, sizeof(now));
		n = load(now);
		print_changes(before, n_before, now, n);
		if (poll(fd, fds, -1) < 0)
			fail("watch: %s: try again", strerror(errno));
		while (recv(uevents, buffer, sizeof(buffer), 0) > 0)
			;
		for (i = 1; i < fds; i++)
			close(fd[i].fd);
	}
}

static const struct {
	const char *name, *args, *what;
	int count;
	int (*run)(char **arg);
} commands[] = {
	{ "list", "", "who has which monitor, and what became of each display", 0, do_list },
	{ "bind", "DISPLAY MONITOR", "plug a monitor of the host's into a guest", 2, do_bind },
	{ "unbind", "DISPLAY|MONITOR", "take it out again", 1, do_unbind },
	{ "give", "MONITOR DISPLAY|host", "switch a monitor to a guest or the host", 2, do_give },
	{ "next", "MONITOR", "switch a monitor to the next in line", 1, do_next },
	{ "watch", "", "print each display whenever it has changed", 0, do_watch },
};

#define COMMANDS (sizeof(commands) / sizeof(*commands))

static int usage(FILE *file, int rc)
{
	size_t i;

	fputs("usage: gvt-display [--json] COMMAND\n", file);
	for (i = 0; i < COMMANDS; i++)
		fprintf(file, "  %-6s %-23s %s\n", commands[i].name, commands[i].args, commands[i].what);
	fputs("DISPLAY is UUID[/displayN] of a vGPU; the beginning of the UUID will do.\n"
	      "MONITOR is its connector, as in DP-1, or serial=NUMBER as list shows it.\n", file);
	return rc;
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "json", no_argument, NULL, 'j' }, { "help", no_argument, NULL, 'h' }, { 0 }
	};
	int option;
	size_t i;

	while ((option = getopt_long(argc, argv, "jh", options, NULL)) != -1) {
		if (option != 'j')
			return option == 'h' ? usage(stdout, 0) : usage(stderr, 2);
		json = true;
	}
	argc -= optind;
	argv += optind;
	for (i = 0; argc && i < COMMANDS; i++) {
		if (strcmp(commands[i].name, argv[0]))
			continue;
		if (argc - 1 != commands[i].count)
			break;
		find_card();
		return commands[i].run(argv + 1);
	}
	return usage(stderr, 2);
}
