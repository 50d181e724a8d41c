/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KMSDRAW_FONT_H
#define KMSDRAW_FONT_H

#include <stdbool.h>

/* A 5 x 7 font; a character's cell is one column wider and one row higher. */
#define FONT_WIDTH 5
#define FONT_HEIGHT 7
#define FONT_CELL (FONT_WIDTH + 1)

/* Whether pixel (@x, @y) of @c is ink; a character not in the font has none. */
bool font_ink(char c, unsigned int x, unsigned int y);

#endif
