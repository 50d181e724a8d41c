/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A pixel on its way through the pipe: 16 fraction bits, 1.0 is 0x10000, as
 * in the registers of the gamma maximum ("u1.16", i915 intel_color_regs.h).
 * Colours may leave 0..1 where the format or the CSC lets them.
 *
 * How many bits the hardware's blenders carry is not documented. Here every
 * component of n bits with value v stands for v / (2^n - 1), and the port's
 * eight bits are the first eight of the fraction, so that what no stage
 * changes comes out as it went in.
 */
#ifndef IGD_PIXEL_H
#define IGD_PIXEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IGD_ONE 0x10000

typedef struct IgdPixel {
    int32_t r, g, b;
    int32_t a;          /* 0..IGD_ONE */
    bool match;         /* the colour key of the layer matches */
} IgdPixel;

/* Repeated to 16 bits, and what is full is one: 255 gives 0x10000. */
static inline int32_t igd_from8(uint32_t v)
{
    return v * 257 + ((v + 1) >> 8);
}

static inline int32_t igd_from10(uint32_t v)
{
    return (v << 6 | v >> 4) + ((v + 1) >> 10);
}

static inline uint32_t igd_to8(int32_t v)
{
    return v < 0 ? 0 : v >= IGD_ONE ? 255 : v >> 8;
}

static inline int32_t igd_mul(int32_t a, int32_t b)
{
    return (int64_t)a * b >> 16;
}

static inline uint32_t igd_rgb8(int32_t r, int32_t g, int32_t b)
{
    return igd_to8(r) << 16 | igd_to8(g) << 8 | igd_to8(b);
}

#endif
