/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a pipe shows: see scene.h. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "check.h"
#include "colour.h"
#include "cursor.h"
#include "kind.h"
#include "pages.h"
#include "scene.h"

/* Layers without what they point to: that is for bind_scene(). */
static void describe_layers(IgdPipe *pipe, unsigned layers, IgdScene *scene)
{
    for (unsigned i = 0; i < IGD_LAYERS; i++) {
        unsigned n = scene->num_layers;
        IgdLayer *layer = &scene->layer[n];
        IgdScanout scanout;
        bool cursor = i == IGD_MAX_PLANES;

        if (!(layers & BIT(i))) {
            continue;
        }
        if (!(cursor ? igd_cursor_layer(pipe, &scanout, layer) :
                       igd_plane_layer(pipe, i, &scanout, layer))) {
            memset(layer, 0, sizeof(*layer));
            if (igd_check_enabled(pipe, i)) {
                scene->undescribed |= BIT(i);
            }
            continue;
        }
        layer->surface.opaque = NULL;
        layer->decode.palette = NULL;
        /* a cursor has no part in the keys of planes */
        layer->above = !cursor && n && scene->plane[n - 1] == i - 1;
        scene->base[n] = scanout.base;
        scene->plane[n] = i;
        scene->num_layers++;
    }
}

static void describe_correction(IgdPipe *pipe, IgdScene *scene)
{
    igd_colour_backdrop(pipe, &scene->backdrop);
    scene->backdrop.correction.legacy = NULL;
    scene->backdrop.correction.precision = NULL;
    memcpy(scene->legacy, igd_colour_palette(pipe), sizeof(scene->legacy));
    memcpy(scene->precision, pipe->precision, sizeof(scene->precision));
}

/* What cannot be is black; so is what a smaller source leaves free. */
static void describe_size(IgdPipe *pipe, IgdScene *scene)
{
    const IgdDisplayKind *kind = pipe->s->platform->display;
    const char *why;
    IgdWindow *w = &scene->window;

    scene->width = pipe->mode.hdisplay;
    scene->height = pipe->mode.vdisplay;
    igd_check_source(pipe, &scene->src_width, &scene->src_height);
    scene->scaled = kind->scaler_window(pipe, IGD_SCALER_PIPE,
                                        scene->src_width, scene->src_height,
                                        w, &why);
    if (!scene->scaled) {
        memset(w, 0, sizeof(*w));
        scene->src_width = MIN(scene->src_width, scene->width);
        scene->src_height = MIN(scene->src_height, scene->height);
        return;
    }
    if (!why && (w->x + w->h.dst > scene->width ||
                 w->y + w->v.dst > scene->height)) {
        why = "its scaler's window leaves the mode";
    }
    if (why) {
        scene->refused = true;
        igd_plane_refuse(pipe, IGD_SCALED_PIPE, 0, why);
    }
}

void igd_scene_describe(IgdPipe *pipe, unsigned layers, bool hidden,
                        IgdScene *scene)
{
    uint32_t not_shown = hidden ? 0 : igd_check_hidden(pipe);

    memset(scene, 0, sizeof(*scene));
    if (!pipe->running) {
        return;
    }
    describe_size(pipe, scene);
    describe_layers(pipe, layers & ~not_shown, scene);
    describe_correction(pipe, scene);
    scene->corrected = layers == IGD_ALL_LAYERS;
}

unsigned igd_scene_bands(const IgdScene *scene)
{
    return scene->scaled ? 1 : DIV_ROUND_UP(scene->height, IGD_BAND_ROWS);
}

static IgdRect band_rect(const IgdScene *scene, unsigned band)
{
    int32_t top = band * IGD_BAND_ROWS;

    if (scene->scaled) {
        return (IgdRect) { 0, 0, scene->src_width, scene->src_height };
    }
    return (IgdRect) { 0, top, scene->src_width,
                       MIN(top + IGD_BAND_ROWS, (int32_t)scene->src_height) };
}

typedef struct PageSink {
    uint64_t base;
    void (*fn)(void *opaque, uint64_t first, uint64_t n);
    void *opaque;
} PageSink;

static void sink_pages(void *opaque, uint64_t first, uint64_t n)
{
    PageSink *sink = opaque;

    sink->fn(sink->opaque, sink->base / IGD_PAGE + first, n);
}

void igd_scene_pages(const IgdScene *scene, unsigned band,
                     void (*fn)(void *opaque, uint64_t first, uint64_t n),
                     void *opaque)
{
    IgdRect rect = band_rect(scene, band);

    for (unsigned i = 0; i < scene->num_layers; i++) {
        PageSink sink = { scene->base[i], fn, opaque };

        igd_layer_pages(&scene->layer[i], &rect, sink_pages, &sink);
    }
}

/* What a scene points to while it is painted. */
typedef struct Bound {
    IgdLayer layer[IGD_LAYERS];
    IgdScanout scanout[IGD_LAYERS];
    IgdBackdrop backdrop;
} Bound;

/* Layers as seen from row @top on. */
static void bind_scene(const IgdScene *scene, IgdState *s, uint32_t top,
                       Bound *b)
{
    for (unsigned i = 0; i < scene->num_layers; i++) {
        b->scanout[i] = (IgdScanout) { .s = s, .base = scene->base[i] };
        b->layer[i] = scene->layer[i];
        b->layer[i].surface.opaque = &b->scanout[i];
        b->layer[i].decode.palette = scene->legacy;
        b->layer[i].dst_y -= top;
    }
    b->backdrop = scene->backdrop;
    b->backdrop.correction.legacy = scene->legacy;
    b->backdrop.correction.precision = scene->precision;
}

/* @rows rows of the source from @top on. */
static uint32_t compose(const IgdScene *scene, IgdState *s, uint32_t top,
                        uint32_t rows, uint32_t *pixels, size_t pitch)
{
    uint32_t faulted = 0;
    Bound b;

    bind_scene(scene, s, top, &b);
    igd_compose(scene->corrected ? &b.backdrop : NULL, b.layer,
                scene->num_layers, pixels, scene->src_width, rows, pitch);
    for (unsigned i = 0; i < scene->num_layers; i++) {
        if (b.layer[i].surface.faulted) {
            faulted |= BIT(scene->plane[i]);
        }
    }
    return faulted;
}

static uint32_t compose_scaled(const IgdScene *scene, IgdState *s,
                               uint32_t *pixels)
{
    const IgdWindow *w = &scene->window;
    g_autofree uint32_t *source = g_new(uint32_t, (size_t)scene->src_width *
                                                  scene->src_height);
    uint32_t faulted = compose(scene, s, 0, scene->src_height, source,
                               scene->src_width);

    igd_resample_picture(&w->h, &w->v, source, scene->src_width,
                         pixels + (size_t)w->y * scene->width + w->x,
                         scene->width);
    return faulted;
}

uint32_t igd_scene_paint(const IgdScene *scene, IgdState *s, unsigned first,
                         unsigned last, uint32_t *pixels)
{
    size_t pitch = scene->width;
    uint32_t top = first * IGD_BAND_ROWS;
    uint32_t end = MIN((last + 1) * IGD_BAND_ROWS, scene->height);
    uint32_t src_end = MIN(end, scene->src_height);

    if (scene->scaled) {
        memset(pixels, 0, pitch * scene->height * sizeof(*pixels));
        return scene->refused ? 0 : compose_scaled(scene, s, pixels);
    }
    if (scene->src_width < scene->width || src_end < end) {
        memset(pixels + top * pitch, 0,
               (end - top) * pitch * sizeof(*pixels));
    }
    if (top >= src_end) {
        return 0;
    }
    return compose(scene, s, top, src_end - top, pixels + top * pitch, pitch);
}
