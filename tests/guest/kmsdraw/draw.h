/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KMSDRAW_DRAW_H
#define KMSDRAW_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The picture that a screen's owner shows, as a pure function of who owns it,
 * the size of the mode and the frame number: a gradient in the owner's colour,
 * the owner's name in big letters, the frame number, and a bar that moves from
 * frame to frame. No two frames and no two owners give the same picture, and a
 * person sees on the monitor whose it is.
 *
 * Pixels are DRM_FORMAT_XRGB8888 (little endian, X = 0).
 */
struct picture {
	unsigned int width, height;	/* pixels */
	const char *owner;		/* A-Z, 0-9, '-' and space are drawn */
	unsigned int colour;		/* any number; PICTURE_COLOURS differ */
};

#define PICTURE_COLOURS 8
#define POINTER_SIZE 64

/* A cursor image whose every pixel is opaque or fully transparent. */
struct pointer {
	bool on;
	int x, y;			/* top left corner, pixels of the mode */
};

/* Row @y of frame @frame into @row (width pixels). */
void picture_row(const struct picture *pic, uint32_t frame, unsigned int y, uint32_t *row);

/* Whether row @y of frames @from and @to may differ. */
bool picture_row_moves(const struct picture *pic, uint32_t from, uint32_t to, unsigned int y);

/* The cursor image in DRM_FORMAT_ARGB8888, POINTER_SIZE x POINTER_SIZE. */
void pointer_image(uint32_t *argb);

/* Compose row @y of the cursor over @row of the picture. */
void pointer_over(const struct picture *pic, const struct pointer *ptr, unsigned int y,
		  uint32_t *row);

/*
 * CRC-32 (IEEE 802.3, as zlib's crc32()) of the composed frame's pixels, row
 * by row from the top. @scratch has room for one row.
 */
uint32_t picture_crc(const struct picture *pic, uint32_t frame, const struct pointer *ptr,
		     uint32_t *scratch);

#endif
