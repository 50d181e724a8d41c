/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a pipe shows, described from what is latched: its layers, the way
 * they are corrected, and how all of it fits into the mode.
 */
#ifndef IGD_SCENE_H
#define IGD_SCENE_H

#include "display.h"
#include "plane.h"
#include "scaler.h"

/* A set of layers: bit n for plane n, then the cursor. */
#define IGD_ALL_LAYERS  ((1u << IGD_LAYERS) - 1)

/*
 * struct IgdScene - a description without pointers: two of the same bytes
 * show the same if memory is the same
 * @width, @height: of the mode; 0 when the pipe does not run
 * @src_width, @src_height: of what is composed
 * @scaled: it is then scaled into @window
 * @refused: what is scaled cannot be shown
 * @undescribed: layers that are on and are not in @layer, as the hardware
 *               does not have what they ask for, or as it is not modelled
 * @plane: which plane a layer is; IGD_MAX_PLANES is the cursor
 * @base: graphics address of its surface
 * @corrected: @backdrop is below the layers, else all is black and as it
 *             comes from memory
 * @legacy, @precision: what the correction and indexed formats look up
 */
typedef struct IgdScene {
    uint32_t width, height;
    uint32_t src_width, src_height;
    bool scaled, refused, corrected;
    IgdWindow window;
    uint32_t undescribed;
    unsigned num_layers;
    unsigned plane[IGD_LAYERS];
    uint64_t base[IGD_LAYERS];
    IgdLayer layer[IGD_LAYERS];
    IgdBackdrop backdrop;
    uint32_t legacy[256];
    uint32_t precision[IGD_PRECISION_ENTRIES];
} IgdScene;

/*
 * Describe @layers of @pipe as they are latched. All of them are the picture
 * of the pipe, fewer are taken before they enter it. @hidden: with those that
 * break a rule of hardware, and are therefore not shown.
 */
void igd_scene_describe(IgdPipe *pipe, unsigned layers, bool hidden,
                        IgdScene *scene);

/*
 * The layers of @scene are fetched in bands of rows of the mode, from the top
 * down; what is scaled is one band.
 */
#define IGD_BAND_ROWS   32

unsigned igd_scene_bands(const IgdScene *scene);

/*
 * Graphics addresses, as pages, that are read for @band. Planes that cover
 * each other are all read.
 */
void igd_scene_pages(const IgdScene *scene, unsigned band,
                     void (*fn)(void *opaque, uint64_t first, uint64_t n),
                     void *opaque);

/*
 * Paint the bands from @first to @last of @scene, as XRGB8888 with X = 0, in
 * a picture at @pixels with @scene's width as its pitch. Reads guest memory.
 * Returns the planes that met a page that is not there, as bits.
 */
uint32_t igd_scene_paint(const IgdScene *scene, IgdState *s, unsigned first,
                         unsigned last, uint32_t *pixels);

#endif
