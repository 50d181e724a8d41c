// SPDX-License-Identifier: GPL-2.0-only
#include "colour.h"

#include <errno.h>
#include <string.h>

#include "platform.h"
#include "regs.h"

#define PRECISION 1024

/* Coefficients, as i915's ilk_csc_convert_ctm() has them; 438/512, 1.0 and 2.0 */
#define COEFF_LIMITED	(438u << 3)
#define COEFF_1_0	(7u << 12 | 256u << 3)
#define COEFF_2_0	(6u << 12 | 256u << 3)

struct csc {
	uint32_t coeff[9], postoff, mode;
};

static const struct csc swap_after = {
	{ 0, 0, COEFF_1_0, 0, COEFF_1_0, 0, COEFF_1_0, 0, 0 }, 0, 0,
};
static const struct csc swap_before = {
	{ 0, 0, COEFF_1_0, 0, COEFF_1_0, 0, COEFF_1_0, 0, 0 }, 0, CSC_POSITION_BEFORE_GAMMA,
};
static const struct csc doubled = {
	{ COEFF_2_0, 0, 0, 0, COEFF_2_0, 0, 0, 0, COEFF_2_0 }, 0, CSC_POSITION_BEFORE_GAMMA,
};
static const struct csc limited = {
	{ COEFF_LIMITED, 0, 0, 0, COEFF_LIMITED, 0, 0, 0, COEFF_LIMITED }, 0x100, 0,
};

static int write_csc(const struct screen *screen, const struct csc *csc)
{
	struct vgpu *vgpu = screen->vgpu;
	unsigned int pipe = screen->pipe, i;
	int ret = 0;

	for (i = 0; !ret && i < 3; i++) {
		const uint32_t *row = csc->coeff + 3 * i;

		ret = vgpu_write(vgpu, PIPE_CSC_COEFF(pipe, 2 * i), row[0] << 16 | row[1]);
		if (!ret)
			ret = vgpu_write(vgpu, PIPE_CSC_COEFF(pipe, 2 * i + 1), row[2] << 16);
		if (!ret)
			ret = vgpu_write(vgpu, PIPE_CSC_PREOFF(pipe, i), 0);
		if (!ret)
			ret = vgpu_write(vgpu, PIPE_CSC_POSTOFF(pipe, i), csc->postoff);
	}
	return ret ? ret : vgpu_write(vgpu, PIPE_CSC_MODE(pipe), csc->mode);
}

static int write_legacy(const struct screen *screen)
{
	unsigned int i;
	int ret = 0;

	for (i = 0; !ret && i < 256; i++)
		ret = vgpu_write(screen->vgpu, LGC_PALETTE(screen->pipe, i),
				 (uint32_t)colours_table(0, 0, i) << 16 |
				 colours_table(0, 1, i) << 8 | colours_table(0, 2, i));
	return ret;
}

/* From @index on, by auto increment; then the index is 0 again, as i915 leaves it. */
static int write_precision(const struct screen *screen, uint32_t index, const uint32_t *entry,
			   unsigned int n)
{
	struct vgpu *vgpu = screen->vgpu;
	unsigned int pipe = screen->pipe, i;
	int ret = vgpu_write(vgpu, PREC_PAL_INDEX(pipe), index | PAL_PREC_AUTO_INCREMENT);

	for (i = 0; !ret && i < n; i++)
		ret = vgpu_write(vgpu, PREC_PAL_DATA(pipe), entry[i]);
	return ret ? ret : vgpu_write(vgpu, PREC_PAL_INDEX(pipe), 0);
}

static int write_max(const struct screen *screen, const uint32_t gc_max[3], uint32_t ext_gc_max)
{
	unsigned int i;
	int ret = 0;

	for (i = 0; !ret && i < 3; i++) {
		ret = vgpu_write(screen->vgpu, PREC_PAL_GC_MAX(screen->pipe, i), gc_max[i]);
		if (!ret)
			ret = vgpu_write(screen->vgpu, PREC_PAL_EXT_GC_MAX(screen->pipe, i),
					 ext_gc_max);
	}
	return ret;
}

/*
 * @n entries of ten bits: so many lie between two values of eight bits that it does not
 * matter which of them hardware takes; nor do the last two bits.
 */
static void fill(uint32_t *entry, unsigned int n, unsigned int table)
{
	unsigned int i, channel;

	for (i = 0; i < n; i++) {
		entry[i] = 0;
		for (channel = 0; channel < 3; channel++)
			entry[i] |= (colours_table(table, channel, i * 256 / n) * 4u + i % 4) <<
				    (20 - 10 * channel);
	}
}

static int write_10bit(const struct screen *screen, unsigned int table)
{
	static const uint32_t no_max[3];
	uint32_t entry[PRECISION];
	int ret;

	fill(entry, PRECISION, table);
	/* above 1.0 COLOURS_BEYOND is black */
	if (table == 2)
		memset(entry + PRECISION - 4, 0, 4 * sizeof(*entry));
	ret = write_precision(screen, 0, entry, PRECISION);
	return ret ? ret : write_max(screen, no_max, table == 2 ? 0 : 1u << 16);
}

static int write_split(const struct screen *screen)
{
	static const uint32_t no_max[3];
	uint32_t entry[PRECISION];
	int ret;

	fill(entry, PRECISION / 2, 0);
	fill(entry + PRECISION / 2, PRECISION / 2, 1);
	/* the second half first: each must go where the index says */
	ret = write_precision(screen, PAL_PREC_SPLIT_MODE | PRECISION / 2, entry + PRECISION / 2,
			      PRECISION / 2);
	if (!ret)
		ret = write_precision(screen, PAL_PREC_SPLIT_MODE, entry, PRECISION / 2);
	return ret ? ret : write_max(screen, no_max, 1u << 16);
}

/* Sixteen bits: six low ones in the even entry, ten high ones in the odd one. */
static int write_12bit(const struct screen *screen)
{
	uint32_t entry[PRECISION] = { 0 }, gc_max[3];
	unsigned int i, channel;
	int ret;

	for (i = 0; i < PRECISION / 2; i++) {
		for (channel = 0; channel < 3; channel++) {
			uint32_t value = channel == 1 ? i * 128 : 65535 - i * 128;

			entry[2 * i] |= (value & 0x3f) << (24 - 10 * channel);
			entry[2 * i + 1] |= value >> 6 << (20 - 10 * channel);
		}
	}
	for (channel = 0; channel < 3; channel++)
		gc_max[channel] = (COLOURS_WHITE >> (16 - 8 * channel) & 0xff) << 8;
	ret = write_precision(screen, 0, entry, PRECISION);
	return ret ? ret : write_max(screen, gc_max, 1u << 16);
}

static uint32_t behind(void)
{
	uint32_t c = COLOURS_BEHIND;

	return (c >> 16 & 0xff) << 22 | (c >> 8 & 0xff) << 12 | (c & 0xff) << 2;
}

int colour_program(struct screen *screen, enum colours colours)
{
	const bool bottom_color = screen->vgpu->platform->planes->bottom_color;
	uint32_t mode = GAMMA_MODE_10BIT, bottom = 0;
	int ret = 0;

	if (colours == COLOURS_BACKGROUND && !bottom_color)
		return -EOPNOTSUPP;
	screen->gamma = screen->csc = true;
	screen->limited = 0;
	switch (colours) {
	case COLOURS_8BIT:
		mode = GAMMA_MODE_8BIT;
		screen->csc = false;
		ret = write_legacy(screen);
		break;
	case COLOURS_10BIT:
		screen->csc = false;
		ret = write_10bit(screen, 1);
		break;
	case COLOURS_DEGAMMA:
	case COLOURS_CSC:
		ret = write_10bit(screen, 0);
		if (!ret)
			ret = write_csc(screen, colours == COLOURS_CSC ? &swap_before : &swap_after);
		break;
	case COLOURS_SPLIT:
		mode = GAMMA_MODE_SPLIT;
		ret = write_split(screen);
		if (!ret)
			ret = write_csc(screen, &swap_after);
		break;
	case COLOURS_12BIT:
		mode = GAMMA_MODE_12BIT;
		screen->csc = false;
		ret = write_12bit(screen);
		break;
	case COLOURS_BEYOND:
		ret = write_10bit(screen, 2);
		if (!ret)
			ret = write_csc(screen, &doubled);
		break;
	case COLOURS_LIMITED:
		screen->gamma = false;
		screen->limited = 1;
		ret = write_csc(screen, &limited);
		break;
	case COLOURS_BACKGROUND:
		mode = GAMMA_MODE_8BIT;
		bottom = SKL_BOTTOM_COLOR_GAMMA_ENABLE | behind();
		screen->csc = false;
		ret = write_legacy(screen);
		break;
	default:
		screen->gamma = screen->csc = false;
		break;
	}
	if (!ret && bottom_color)
		ret = vgpu_write(screen->vgpu, SKL_BOTTOM_COLOR(screen->pipe), bottom);
	return ret ? ret : vgpu_write(screen->vgpu, GAMMA_MODE(screen->pipe), mode);
}
