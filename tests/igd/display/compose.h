/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Composition of a picture from a description of its layers: pure functions
 * that know neither registers nor QEMU.
 */
#ifndef IGD_COMPOSE_H
#define IGD_COMPOSE_H

#include "correct.h"
#include "format.h"
#include "resample.h"
#include "tiling.h"

/* What becomes of a layer's pixel and of what is below it. */
typedef enum IgdBlend {
    IGD_BLEND_OPAQUE,           /* the pixel's alpha is not looked at */
    IGD_BLEND_PREMULTIPLIED,    /* colours are multiplied already */
    IGD_BLEND_STRAIGHT,         /* the hardware multiplies */
    IGD_BLEND_AND_XOR,          /* cursors: alpha masks what is below, and */
    IGD_BLEND_AND_INVERT,       /* then the colour is applied; or inverts */
} IgdBlend;

/* Planes that go through the pipe's CSC, and those that do not. */
#define IGD_FORCE_OVER_CSC      1
#define IGD_FORCE_OVER_OTHERS   2

/*
 * struct IgdLayer - one rectangle of pixels
 * @surface, @decode: where its pixels are, and what they mean
 * @src_x, @src_y: first pixel within the surface, as it is read
 * @width, @height: pixels of the surface
 * @reversed: turned by half a turn, that is, read from the last pixel on
 * @dst_x, @dst_y: where it goes; may lie partly or wholly outside
 * @scaled: then @h and @v say to what size, and its first pixel's position
 * @alpha: of all its pixels, 255 is opaque; with IGD_BLEND_* of alpha only
 * @force: where it is above planes that @force_over names, pixels with at
 *         least this alpha of 8 bits are opaque, and others are not there; 0
 *         = alpha is as it is
 * @key: its colour key
 * @above: it is the plane directly above the layer before it, whose
 *         destination key decides where it shows
 * @correct: IGD_CORRECT_*, what its pixels go through after blending
 */
typedef struct IgdLayer {
    IgdSurface surface;
    IgdDecode decode;
    uint32_t src_x, src_y;
    uint32_t width, height;
    bool reversed;
    int32_t dst_x, dst_y;
    bool scaled;
    IgdAxis h, v;
    IgdBlend blend;
    uint8_t alpha;
    uint8_t force, force_over;
    IgdKey key;
    bool above;
    unsigned correct;
} IgdLayer;

/*
 * struct IgdBackdrop - what is below all layers, and what is done to them
 * @color: 10 bits each of red, green and blue from the highest down
 * @correct: IGD_CORRECT_*, what @color goes through
 */
typedef struct IgdBackdrop {
    uint32_t color;
    unsigned correct;
    IgdCorrection correction;
} IgdBackdrop;

/*
 * Paint @backdrop (NULL is black, and nothing is corrected), then @layers
 * from the first (bottom) to the last. @out is XRGB8888 with X = 0, @pitch
 * pixels from one row to the next.
 */
void igd_compose(const IgdBackdrop *backdrop,
                 IgdLayer *layers, size_t num_layers,
                 uint32_t *out, uint32_t width, uint32_t height,
                 size_t pitch);

#endif
