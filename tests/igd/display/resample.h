/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Scaling of a picture.
 *
 * Hardware filters with up to 7x5 taps, whose coefficients Intel has not
 * published for this generation. Here it is bilinear interpolation, which
 * PS_CTRL offers too, whatever filter is asked for: where the source is of
 * one colour, and where it is not scaled, the result is exact.
 */
#ifndef IGD_RESAMPLE_H
#define IGD_RESAMPLE_H

#include "pixel.h"

/*
 * struct IgdAxis - one direction of scaling
 * @src, @dst: pixels in and out, at least one each
 * @phase: centre of the first pixel out, in pixels in, with 16 fraction bits;
 *         -0.5 would be the edge of the picture. From -1 to 4.
 */
typedef struct IgdAxis {
    uint32_t src, dst;
    int32_t phase;
} IgdAxis;

/* Downscaling is by less than this: i915 skl_scaler.c calculate_max_scale() */
#define IGD_MAX_DOWNSCALE   3

/* Pixels in that @n neighbouring pixels out are made of, at the most. */
#define IGD_AXIS_SPAN(n)    (((n) - 1) * IGD_MAX_DOWNSCALE + 3)

/* First pixel in that pixels out from @first are made of; @n out, @span in. */
uint32_t igd_axis_span(const IgdAxis *axis, uint32_t first, uint32_t n,
                       uint32_t *span);

/*
 * Pixels out from @x, @y, @width x @height of them at @out. At @in are the
 * pixels in that they are made of, as igd_axis_span() gives them.
 */
void igd_resample(const IgdAxis *h, const IgdAxis *v, const IgdPixel *in,
                  size_t in_pitch, uint32_t x, uint32_t y, uint32_t width,
                  uint32_t height, IgdPixel *out, size_t out_pitch);

/* A whole picture of XRGB8888 with X = 0; a pitch is in pixels. */
void igd_resample_picture(const IgdAxis *h, const IgdAxis *v,
                          const uint32_t *in, size_t in_pitch,
                          uint32_t *out, size_t out_pitch);

#endif
