// SPDX-License-Identifier: GPL-2.0-only
#include "draw.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "font.h"

#define INK 0xffffff
#define FRAME_DIGITS 8

/* A line of text whose font pixels are scale x scale screen pixels. */
struct text {
	const char *string;
	unsigned int x, y, scale;
};

static uint32_t ground(const struct picture *pic, unsigned int x, unsigned int y)
{
	static const uint8_t palette[PICTURE_COLOURS][3] = {
		{ 220, 60, 60 }, { 60, 160, 60 }, { 70, 90, 230 }, { 200, 150, 40 },
		{ 170, 70, 190 }, { 40, 160, 170 }, { 130, 130, 130 }, { 190, 100, 60 },
	};
	const uint8_t *rgb = palette[pic->colour % PICTURE_COLOURS];
	uint32_t light = 64 + x * 96 / pic->width + y * 96 / pic->height;

	return rgb[0] * light / 256 << 16 | rgb[1] * light / 256 << 8 | rgb[2] * light / 256;
}

static void text_over(const struct picture *pic, const struct text *text, unsigned int y,
		      uint32_t *row)
{
	unsigned int line = (y - text->y) / text->scale;
	unsigned int end = text->x + strlen(text->string) * FONT_CELL * text->scale;
	unsigned int x;

	if (y < text->y || line >= FONT_HEIGHT)
		return;
	for (x = text->x; x < end && x < pic->width; x++) {
		unsigned int column = (x - text->x) / text->scale;

		if (font_ink(text->string[column / FONT_CELL], column % FONT_CELL, line))
			row[x] = INK;
	}
}

/* The owner's name: centred, a third of the height unless it gets too wide. */
static struct text owner_text(const struct picture *pic)
{
	unsigned int cells = strlen(pic->owner) * FONT_CELL;
	unsigned int by_height = pic->height / 3 / FONT_HEIGHT;
	unsigned int by_width = cells ? pic->width * 9 / 10 / cells : by_height;
	unsigned int scale = by_height < by_width ? by_height : by_width;

	if (!scale)
		scale = 1;
	return (struct text) {
		.string = pic->owner,
		.x = cells * scale < pic->width ? (pic->width - cells * scale) / 2 : 0,
		.y = pic->height / 6,
		.scale = scale,
	};
}

static struct text frame_text(const struct picture *pic, const char *digits)
{
	unsigned int scale = pic->height / 100 ? pic->height / 100 : 1;

	return (struct text) {
		.string = digits,
		.x = pic->width / 16,
		.y = pic->height * 3 / 4,
		.scale = scale,
	};
}

static bool frame_text_covers(const struct picture *pic, unsigned int y)
{
	struct text text = frame_text(pic, "");

	return y >= text.y && y < text.y + FONT_HEIGHT * text.scale;
}

static bool bar_covers(const struct picture *pic, uint32_t frame, unsigned int y)
{
	unsigned int step = pic->height / 120 + 1, thickness = pic->height / 30 + 1;
	unsigned int top = (uint64_t)frame * step % pic->height;

	return y >= top && y < top + thickness;
}

void picture_row(const struct picture *pic, uint32_t frame, unsigned int y, uint32_t *row)
{
	struct text owner = owner_text(pic), number;
	char digits[FRAME_DIGITS + 3];
	unsigned int x;

	for (x = 0; x < pic->width; x++)
		row[x] = ground(pic, x, y);
	text_over(pic, &owner, y, row);
	if (frame_text_covers(pic, y)) {
		snprintf(digits, sizeof(digits), "%0*u", FRAME_DIGITS, frame);
		number = frame_text(pic, digits);
		text_over(pic, &number, y, row);
	}
	if (bar_covers(pic, frame, y))
		for (x = 0; x < pic->width; x++)
			row[x] ^= INK;
}

bool picture_row_moves(const struct picture *pic, uint32_t from, uint32_t to, unsigned int y)
{
	if (from == to)
		return false;
	return frame_text_covers(pic, y) || bar_covers(pic, from, y) != bar_covers(pic, to, y);
}

/* An arrow: a white triangle with a black edge, all else transparent. */
static uint32_t pointer_pixel(unsigned int x, unsigned int y)
{
	if (x > y || y >= POINTER_SIZE - x / 2)
		return 0;
	return x < 3 || x + 3 > y || y + 3 >= POINTER_SIZE - x / 2 ? 0xff000000 : 0xffffffff;
}

void pointer_image(uint32_t *argb)
{
	unsigned int x, y;

	for (y = 0; y < POINTER_SIZE; y++)
		for (x = 0; x < POINTER_SIZE; x++)
			argb[y * POINTER_SIZE + x] = pointer_pixel(x, y);
}

void pointer_over(const struct picture *pic, const struct pointer *ptr, unsigned int y,
		  uint32_t *row)
{
	int line = (int)y - ptr->y, column;

	if (!ptr->on || line < 0 || line >= POINTER_SIZE)
		return;
	for (column = 0; column < POINTER_SIZE; column++) {
		int x = ptr->x + column;
		uint32_t argb = pointer_pixel(column, line);

		if (x >= 0 && x < (int)pic->width && argb >> 24)
			row[x] = argb & 0xffffff;
	}
}

uint32_t picture_crc(const struct picture *pic, uint32_t frame, const struct pointer *ptr,
		     uint32_t *scratch)
{
	uint32_t crc = crc32(0, NULL, 0);
	unsigned int y;

	for (y = 0; y < pic->height; y++) {
		picture_row(pic, frame, y, scratch);
		pointer_over(pic, ptr, y, scratch);
		crc = crc32(crc, (const unsigned char *)scratch, pic->width * sizeof(*scratch));
	}
	return crc;
}
