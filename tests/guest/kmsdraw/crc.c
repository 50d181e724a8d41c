// SPDX-License-Identifier: GPL-2.0-only
#include "crc.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define TIMEOUT_MS 5000

/* The files of a CRTC: Documentation of drivers/gpu/drm/drm_debugfs_crc.c */
static int open_file(unsigned int crtc_index, const char *name, int flags)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/sys/kernel/debug/dri/0/crtc-%u/crc/%s", crtc_index, name);
	fd = open(path, flags);
	return fd < 0 ? -errno : fd;
}

/* "FRAME CRC ...", and 0xXXXXXXXXXX for the frame where the driver does not know it */
static int parse(const char *line, struct crc *crc)
{
	return sscanf(line, "0x%" SCNx32 " 0x%" SCNx32, &crc->frame, &crc->value) == 2 ? 0 : -EIO;
}

int crc_read(struct crc *crc, unsigned int crtc_index)
{
	struct pollfd data = { .events = POLLIN };
	char line[128];
	ssize_t n = 0;
	int ret = 0, control = open_file(crtc_index, "control", O_WRONLY);

	if (control < 0)
		return control;
	if (write(control, "auto", 4) != 4)
		ret = -errno;
	close(control);
	if (ret)
		return ret;

	data.fd = open_file(crtc_index, "data", O_RDONLY | O_NONBLOCK);
	if (data.fd < 0)
		return data.fd;
	if (poll(&data, 1, TIMEOUT_MS) < 1)
		ret = -ETIMEDOUT;
	if (!ret) {
		n = read(data.fd, line, sizeof(line) - 1);
		if (n < 0)
			ret = -errno;
	}
	close(data.fd);
	if (ret)
		return ret;
	line[n] = 0;
	return parse(line, crc);
}
