// SPDX-License-Identifier: GPL-2.0-only
/*
 * kmsref: what kmsdraw's frames look like, computed on another machine.
 *
 *   kmsref crc WxH OWNER COLOUR FIRST LAST [X Y]    lines "FRAME CRC"
 *   kmsref ppm WxH OWNER COLOUR FRAME [X Y]         the picture, binary PPM
 *   kmsref colours WxH OWNER COLOUR FRAME NAME      its CRC, the pipe's colours being those
 *                                                   that colours.h calls NAME
 *
 * X Y is where the cursor's top left corner is, if it is shown.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zlib.h>

#include "colours.h"
#include "draw.h"

static void print_ppm(const struct picture *pic, uint32_t frame, const struct pointer *ptr,
		      uint32_t *row)
{
	unsigned int x, y;

	printf("P6 %u %u 255\n", pic->width, pic->height);
	for (y = 0; y < pic->height; y++) {
		picture_row(pic, frame, y, row);
		pointer_over(pic, ptr, y, row);
		for (x = 0; x < pic->width; x++) {
			putchar(row[x] >> 16 & 0xff);
			putchar(row[x] >> 8 & 0xff);
			putchar(row[x] & 0xff);
		}
	}
}

static void print_colours(const struct picture *pic, uint32_t frame, enum colours colours,
			  uint32_t *row)
{
	unsigned long crc = crc32(0, NULL, 0);
	unsigned int y;

	for (y = 0; y < pic->height; y++) {
		picture_row(pic, frame, y, row);
		colours_row(colours, pic->width, pic->height, y, row);
		crc = crc32(crc, (const unsigned char *)row, pic->width * sizeof(*row));
	}
	printf("%08lx\n", crc);
}

int main(int argc, char **argv)
{
	struct picture pic;
	struct pointer ptr = { 0 };
	bool crc = argc > 1 && !strcmp(argv[1], "crc");
	enum colours colours = argc == 7 && !strcmp(argv[1], "colours") ?
			       colours_find(argv[6]) : COLOURS_NUM;
	int numbers = crc || colours != COLOURS_NUM ? 2 : 1;
	uint32_t first, last, *row;

	if ((argc != 5 + numbers && argc != 7 + numbers) ||
	    (!crc && colours == COLOURS_NUM && strcmp(argv[1], "ppm")) ||
	    sscanf(argv[2], "%ux%u", &pic.width, &pic.height) != 2 ||
	    !pic.width || !pic.height) {
		fputs("usage: kmsref crc WxH OWNER COLOUR FIRST LAST [X Y] | "
		      "ppm WxH OWNER COLOUR FRAME [X Y] | colours WxH OWNER COLOUR FRAME NAME\n", stderr);
		return 2;
	}
	pic.owner = argv[3];
	pic.colour = atoi(argv[4]);
	first = strtoul(argv[5], NULL, 10);
	last = strtoul(argv[4 + numbers], NULL, 10);
	if (argc == 7 + numbers)
		ptr = (struct pointer) { true, atoi(argv[argc - 2]), atoi(argv[argc - 1]) };
	row = calloc(pic.width, sizeof(*row));
	if (!row)
		return 1;
	if (colours != COLOURS_NUM)
		print_colours(&pic, first, colours, row);
	else if (!crc)
		print_ppm(&pic, first, &ptr, row);
	else
		for (; first <= last; first++)
			printf("%" PRIu32 " %08" PRIx32 "\n", first,
			       picture_crc(&pic, first, &ptr, row));
	free(row);
	return fflush(stdout) ? 1 : 0;
}
