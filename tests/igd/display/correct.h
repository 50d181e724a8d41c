/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Colour correction of a pipe: gamma and colour space conversion. */
#ifndef IGD_CORRECT_H
#define IGD_CORRECT_H

#include "pixel.h"

typedef enum IgdGamma {
    IGD_GAMMA_8BIT,     /* 256 entries of 8 bits, of the legacy palette */
    IGD_GAMMA_10BIT,    /* 1024 of 10 bits */
    IGD_GAMMA_12BIT,    /* 513 of 16 bits, with interpolation */
    IGD_GAMMA_SPLIT,    /* twice 512 of 10 bits, before and after the CSC */
} IgdGamma;

/*
 * struct IgdCorrection - how a pipe changes colours
 * @csc_first: the CSC is before the gamma; not looked at when it is split
 * @legacy: 256 entries as in LGC_PALETTE
 * @precision: 1024 entries as PREC_PAL_DATA takes them
 * @gc_max: for red, green and blue what 1.0 becomes in IGD_GAMMA_12BIT
 * @ext_gc_max: what 3.0 becomes in all but IGD_GAMMA_8BIT
 * @coeff: rows of red, green and blue
 * @preoff, @postoff: added before and after, for red, green and blue
 *
 * All numbers with 16 fraction bits.
 */
typedef struct IgdCorrection {
    IgdGamma gamma;
    bool csc_first;
    const uint32_t *legacy;
    const uint32_t *precision;
    int32_t gc_max[3], ext_gc_max[3];
    int32_t coeff[9];
    int32_t preoff[3], postoff[3];
} IgdCorrection;

/* What a pixel goes through: a set of bits. */
#define IGD_CORRECT_GAMMA   1
#define IGD_CORRECT_CSC     2

/* @color: red, green and blue */
void igd_correct(const IgdCorrection *c, unsigned what, int32_t color[3]);

/*
 * The same as eight bits in and eight bits out for each channel, unless the
 * CSC mixes channels: then false.
 */
bool igd_correct_table(const IgdCorrection *c, unsigned what,
                       uint8_t table[3][256]);

#endif
