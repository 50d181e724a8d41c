/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Layers that are painted one on the other, without all bits of a pixel. */
#ifndef IGD_PAINT_H
#define IGD_PAINT_H

#include "blend.h"

/*
 * struct IgdTable - what a correction makes of eight bits of each channel
 * @valid: channels do not mix
 * @identity: it changes nothing
 */
typedef struct IgdTable {
    bool valid, identity;
    uint8_t value[3][256];
} IgdTable;

/* Whether igd_paint() has @format, for a layer that is @corrected. */
bool igd_can_paint(IgdFormat format, bool corrected);

/* Whether igd_lay_on() has it. */
bool igd_can_lay_on(IgdFormat format);

/*
 * Paint what @layer, neither scaled nor keyed, has in @picture, in colours
 * that @table makes of it. @out is the whole picture.
 */
void igd_paint(IgdLayer *layer, const IgdTable *table, const IgdRect *picture,
               uint32_t *out, size_t pitch);

/*
 * Blend it, premultiplied or straight and without correction, with what is
 * painted there, which has eight bits of each channel and no more.
 */
void igd_lay_on(IgdLayer *layer, const IgdRect *picture, uint32_t *out,
                size_t pitch);

#endif
