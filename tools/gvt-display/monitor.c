// SPDX-License-Identifier: GPL-2.0-only
/*
 * EDID: see monitor.h. Source: VESA Enhanced EDID Standard, release A revision 2, 3.4
 * (serial number) and 3.10.3 (monitor descriptors).
 */
#include "monitor.h"

#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define BLOCK 128
#define SERIAL_NUMBER 12	/* four bytes, the lowest first; 0 if there is none */
#define DESCRIPTORS 54		/* four of 18 bytes: 0, 0, 0, kind, 0, and 13 of text */
#define DESCRIPTOR 18
#define KIND_SERIAL 0xff
#define KIND_NAME 0xfc
#define TEXT 13

/* Up to the line feed that ends it; what is no text does not get through to a terminal. */
static void take_text(char text[TEXT + 1], const uint8_t *bytes)
{
	int i;

	for (i = 0; i < TEXT && bytes[i] != '\n' && bytes[i]; i++)
		text[i] = bytes[i] >= ' ' && bytes[i] <= '~' ? bytes[i] : '?';
	while (i && text[i - 1] == ' ')
		i--;
	text[i] = 0;
}

static int read_block(uint8_t block[BLOCK], const char *device, const char *connector)
{
	static const uint8_t header[8] = { 0, 255, 255, 255, 255, 255, 255, 0 };
	char pattern[400];
	size_t got = 0;
	glob_t found;
	FILE *file;

	snprintf(pattern, sizeof(pattern), "%s/drm/card*/card*-%s/edid", device, connector);
	if (glob(pattern, 0, NULL, &found))
		return 0;
	file = fopen(found.gl_pathv[0], "re");
	globfree(&found);
	if (file) {
		got = fread(block, 1, BLOCK, file);
		fclose(file);
	}
	return got == BLOCK && !memcmp(block, header, sizeof(header));
}

void monitor_read(struct monitor *monitor, const char *device, const char *connector)
{
	uint8_t block[BLOCK];
	const uint8_t *d;
	uint32_t number;

	memset(monitor, 0, sizeof(*monitor));
	if (!read_block(block, device, connector))
		return;
	for (d = block + DESCRIPTORS; d < block + DESCRIPTORS + 4 * DESCRIPTOR; d += DESCRIPTOR) {
		if (d[0] || d[1] || d[2])
			continue;
		if (d[3] == KIND_SERIAL)
			take_text(monitor->serial, d + 5);
		else if (d[3] == KIND_NAME)
			take_text(monitor->name, d + 5);
	}
	d = block + SERIAL_NUMBER;
	number = d[0] | d[1] << 8 | d[2] << 16 | (uint32_t)d[3] << 24;
	if (!monitor->serial[0] && number)
		snprintf(monitor->serial, sizeof(monitor->serial), "%u", number);
}
