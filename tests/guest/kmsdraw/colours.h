/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KMSDRAW_COLOURS_H
#define KMSDRAW_COLOURS_H

#include <stdint.h>

/*
 * What a pipe can do to the colours of a picture, as functions of 8 bits a channel
 * that do not depend on how many bits the pipe has in between. There are three tables
 * of 256, each different for red, green and blue, and no value twice in one.
 */
enum colours {
	COLOURS_PLAIN,
	COLOURS_8BIT,		/* the first table */
	COLOURS_10BIT,		/* the second one */
	COLOURS_DEGAMMA,	/* the first one, then red and blue are swapped */
	COLOURS_CSC,		/* red and blue are swapped, then the first one */
	COLOURS_SPLIT,		/* the first one, swapped, the second one */
	COLOURS_12BIT,		/* red and blue inverted, and another white */
	COLOURS_BEYOND,		/* doubled, the third one, and black above 1.0 */
	COLOURS_LIMITED,	/* the range is limited, and the sink widens it again */
	COLOURS_BACKGROUND,	/* a quarter of the picture, on a background; the first table */
	COLOURS_NUM
};

/* COLOURS_NUM: no such @name. */
enum colours colours_find(const char *name);

/* Table 0, 1 or 2 of @channel (0 for red). */
uint8_t colours_table(unsigned int table, unsigned int channel, uint8_t value);

/* COLOURS_12BIT makes white of this, by channels; COLOURS_BACKGROUND is on that. */
#define COLOURS_WHITE		0x40c020u
#define COLOURS_BEHIND		0x5a3c96u

/* Row @y of a picture of @width x @height, XRGB8888, as a monitor shows it. */
void colours_row(enum colours colours, unsigned int width, unsigned int height, unsigned int y,
		 uint32_t *row);

#endif
