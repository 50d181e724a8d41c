/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Colour correction: see correct.h. Sources: i915 intel_color.c,
 * intel_color_regs.h.
 *
 * What more than an index of the table a value has is cut off, except in the
 * interpolated mode and for the legacy palette. Whether split gamma
 * interpolates is not documented.
 *
 * Three quarters of 255, by the CSC, get entry 191 of the legacy palette: igt's
 * kms_color@ctm-0-75 asks for it and passes on machines of this generation
 * (Linux drivers/gpu/drm/ci/xfails/i915-{amly,cml,whl}-*.txt neither skip it
 * nor have it fail). So the entry is the nearest of those from 0 to 255 for 1.0; that
 * what is below 191.5 is cut off would do as well.
 */
#include "correct.h"

#define EXT_MAX     (3 * IGD_ONE)   /* PREC_PAL_EXT_GC_MAX stands there */
#define CSC_LIMIT   (8 * IGD_ONE)   /* so that no later stage overflows */

static const unsigned shift10[3] = { 20, 10, 0 };   /* red, green, blue */

static int32_t clamp(int64_t v, int32_t min, int32_t max)
{
    return v < min ? min : v > max ? max : v;
}

static int32_t between(int32_t a, int32_t b, int32_t v, int32_t range)
{
    return a + (int64_t)(b - a) * v / range;
}

static int32_t entry10(const IgdCorrection *c, unsigned i, unsigned channel)
{
    return igd_from10(c->precision[i] >> shift10[channel] & 0x3ff);
}

/* Two table entries make one: six low bits, then ten high ones. */
static int32_t entry12(const IgdCorrection *c, unsigned i, unsigned channel)
{
    unsigned shift = shift10[channel];

    if (i == 512) {
        return c->gc_max[channel];
    }
    return (c->precision[2 * i + 1] >> shift & 0x3ff) << 6 |
           (c->precision[2 * i] >> (shift + 4) & 0x3f);
}

static int32_t gamma12(const IgdCorrection *c, int32_t v, unsigned channel)
{
    unsigned i = v >> 7;

    if (i == 512) {
        return c->gc_max[channel];
    }
    return between(entry12(c, i, channel), entry12(c, i + 1, channel),
                   v & 127, 128);
}

/* @n entries from @base; what is above 1.0 goes on to the maximum at 3.0. */
static int32_t gamma10(const IgdCorrection *c, int32_t v, unsigned channel,
                       unsigned base, unsigned n)
{
    unsigned i = (int64_t)v * n / IGD_ONE;

    return entry10(c, base + (i < n ? i : n - 1), channel);
}

static int32_t gamma8(const IgdCorrection *c, int32_t v, unsigned channel)
{
    uint32_t i = (clamp(v, 0, IGD_ONE) * 255 + IGD_ONE / 2) / IGD_ONE;

    return igd_from8(c->legacy[i] >> (16 - channel * 8) & 0xff);
}

static int32_t gamma_one(const IgdCorrection *c, int32_t v,
                         unsigned channel, bool second)
{
    int32_t in = clamp(v, 0, IGD_ONE), out;

    switch (c->gamma) {
    case IGD_GAMMA_8BIT:
        return gamma8(c, v, channel);
    case IGD_GAMMA_12BIT:
        out = gamma12(c, in, channel);
        break;
    case IGD_GAMMA_SPLIT:
        out = gamma10(c, in, channel, second ? 512 : 0, 512);
        break;
    case IGD_GAMMA_10BIT:
    default:
        out = gamma10(c, in, channel, 0, 1024);
        break;
    }
    if (v > IGD_ONE) {
        v = clamp(v, IGD_ONE, EXT_MAX);
        out = between(out, c->ext_gc_max[channel], v - IGD_ONE,
                      EXT_MAX - IGD_ONE);
    }
    return out;
}

static void gamma_all(const IgdCorrection *c, int32_t color[3], bool second)
{
    for (unsigned i = 0; i < 3; i++) {
        color[i] = gamma_one(c, color[i], i, second);
    }
}

static void csc(const IgdCorrection *c, int32_t color[3])
{
    int32_t in[3];

    for (unsigned i = 0; i < 3; i++) {
        in[i] = color[i] + c->preoff[i];
    }
    for (unsigned i = 0; i < 3; i++) {
        const int32_t *row = &c->coeff[i * 3];
        int64_t sum = (int64_t)row[0] * in[0] + (int64_t)row[1] * in[1] +
                      (int64_t)row[2] * in[2];

        color[i] = clamp((sum >> 16) + c->postoff[i], -CSC_LIMIT, CSC_LIMIT);
    }
}

void igd_correct(const IgdCorrection *c, unsigned what, int32_t color[3])
{
    bool split = c->gamma == IGD_GAMMA_SPLIT;

    if (what & IGD_CORRECT_GAMMA && (split || !c->csc_first)) {
        gamma_all(c, color, false);
    }
    if (what & IGD_CORRECT_CSC) {
        csc(c, color);
    }
    if (what & IGD_CORRECT_GAMMA && (split || c->csc_first)) {
        gamma_all(c, color, true);
    }
}

bool igd_correct_table(const IgdCorrection *c, unsigned what,
                       uint8_t table[3][256])
{
    for (unsigned i = 0; i < 9 && what & IGD_CORRECT_CSC; i++) {
        if (i % 4 && c->coeff[i]) {
            return false;
        }
    }
    for (unsigned v = 0; v < 256; v++) {
        int32_t color[3] = { igd_from8(v), igd_from8(v), igd_from8(v) };

        igd_correct(c, what, color);
        for (unsigned i = 0; i < 3; i++) {
            table[i][v] = igd_to8(color[i]);
        }
    }
    return true;
}
