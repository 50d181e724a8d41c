// SPDX-License-Identifier: GPL-2.0-only
#include "colours.h"

#include <string.h>

static const char *const names[COLOURS_NUM] = {
	"plain", "8bit", "10bit", "degamma", "csc", "split", "12bit", "beyond", "limited",
	"background",
};

enum colours colours_find(const char *name)
{
	enum colours i;

	for (i = 0; i < COLOURS_NUM && strcmp(names[i], name); i++)
		;
	return i;
}

uint8_t colours_table(unsigned int table, unsigned int channel, uint8_t value)
{
	unsigned int n = table * 3 + channel;

	/* odd factors have an inverse */
	return (value * (2 * n * 13 + 87) + 41 * n + 5) ^ (n * 29);
}

static void tables(unsigned int table, uint8_t c[3])
{
	unsigned int i;

	for (i = 0; i < 3; i++)
		c[i] = colours_table(table, i, c[i]);
}

static void swap(uint8_t c[3])
{
	uint8_t red = c[0];

	c[0] = c[2];
	c[2] = red;
}

/*
 * i915's conversion for this has 438/512 and 0x100/4096 (ilk_csc_matrix_limited_range),
 * and more than eight bits are cut off. What the sink does: CEA-861, 16 to 235.
 */
static uint8_t limited(uint8_t v)
{
	unsigned int sent = ((v * 257 + v / 255) * 438 >> 17) + 16;

	return ((sent - 16) * 2 * 255 + 219) / (2 * 219);
}

static void change(enum colours colours, uint8_t c[3])
{
	unsigned int i;

	switch (colours) {
	case COLOURS_8BIT:
	case COLOURS_BACKGROUND:
		tables(0, c);
		break;
	case COLOURS_10BIT:
		tables(1, c);
		break;
	case COLOURS_DEGAMMA:
		tables(0, c);
		swap(c);
		break;
	case COLOURS_CSC:
		swap(c);
		tables(0, c);
		break;
	case COLOURS_SPLIT:
		tables(0, c);
		swap(c);
		tables(1, c);
		break;
	case COLOURS_12BIT:
		for (i = 0; i < 3; i++) {
			if (c[i] == 255)
				c[i] = COLOURS_WHITE >> (16 - 8 * i);
			else if (i != 1)
				c[i] = 255 - c[i];
		}
		break;
	case COLOURS_BEYOND:
		for (i = 0; i < 3; i++)
			c[i] = c[i] < 128 ? colours_table(2, i, 2 * c[i]) : 0;
		break;
	case COLOURS_LIMITED:
		for (i = 0; i < 3; i++)
			c[i] = limited(c[i]);
		break;
	default:
		break;
	}
}

void colours_row(enum colours colours, unsigned int width, unsigned int height, unsigned int y,
		 uint32_t *row)
{
	unsigned int x;

	for (x = 0; x < width; x++) {
		uint8_t c[3];

		if (colours == COLOURS_BACKGROUND && (x >= width / 2 || y >= height / 2))
			row[x] = COLOURS_BEHIND;
		c[0] = row[x] >> 16;
		c[1] = row[x] >> 8;
		c[2] = row[x];
		change(colours, c);
		row[x] = c[0] << 16 | c[1] << 8 | c[2];
	}
}
