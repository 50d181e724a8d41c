/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages that a layer is read from: see pages.h. */
#include "pages.h"

/* Pages that follow each other are told as one run. */
typedef struct Run {
    uint64_t first, end;
    IgdPagesFn *fn;
    void *opaque;
} Run;

static void tell(Run *run)
{
    if (run->first < run->end) {
        run->fn(run->opaque, run->first, run->end - run->first);
    }
}

static void add(Run *run, uint64_t first, uint64_t end)
{
    if (first < run->first || first > run->end) {
        tell(run);
        run->first = first;
        run->end = end;
    } else if (end > run->end) {
        run->end = end;
    }
}

/* Of 4:2:2, pairs are read whole. */
static void linear_pages(const IgdSurface *s, const IgdRect *r, Run *run)
{
    uint64_t bytes = igd_format_bytes(s->format);
    bool pairs = igd_format_is_422(s->format);
    uint64_t left = (pairs ? r->x0 & ~1 : r->x0) * bytes;
    uint64_t right = (pairs ? (r->x1 + 1) & ~1 : r->x1) * bytes;

    for (int32_t y = r->y0; y < r->y1; y++) {
        uint64_t row = (uint64_t)y * s->stride;

        add(run, (row + left) / IGD_PAGE,
            (row + right - 1) / IGD_PAGE + 1);
    }
}

/* A tile is a page. Of a turned surface its columns are rows of memory. */
static void tiled_pages(const IgdSurface *s, const IgdRect *r, Run *run)
{
    unsigned bytes = igd_format_bytes(s->format);
    uint32_t width, height;

    if (s->rotated) {
        igd_tile_size(s->tiling, bytes, &height, &width);
        height /= bytes;
    } else {
        igd_tile_size(s->tiling, bytes, &width, &height);
        width /= bytes;
    }
    for (uint32_t y = r->y0 / height; y <= (r->y1 - 1) / height; y++) {
        uint64_t row = (uint64_t)y * s->stride;

        add(run, row + r->x0 / width, row + (r->x1 - 1) / width + 1);
    }
}

/* @part, of what the layer shows, as a part of what is read. */
static IgdRect in_source(const IgdLayer *l, const IgdRect *part)
{
    IgdRect r = *part;

    if (l->scaled) {
        uint32_t columns, rows;

        r.x0 = igd_axis_span(&l->h, part->x0, part->x1 - part->x0, &columns);
        r.y0 = igd_axis_span(&l->v, part->y0, part->y1 - part->y0, &rows);
        r.x1 = r.x0 + columns;
        r.y1 = r.y0 + rows;
    }
    if (l->reversed) {
        r = (IgdRect) { l->width - r.x1, l->height - r.y1,
                        l->width - r.x0, l->height - r.y0 };
    }
    return (IgdRect) { r.x0 + l->src_x, r.y0 + l->src_y,
                       r.x1 + l->src_x, r.y1 + l->src_y };
}

void igd_layer_pages(const IgdLayer *l, const IgdRect *part, IgdPagesFn *fn,
                     void *opaque)
{
    IgdRect all = igd_layer_rect(l);
    IgdRect r = igd_rect_common(&all, part);
    Run run = { .fn = fn, .opaque = opaque };

    if (igd_rect_empty(&r)) {
        return;
    }
    r = (IgdRect) { r.x0 - all.x0, r.y0 - all.y0,
                    r.x1 - all.x0, r.y1 - all.y0 };
    r = in_source(l, &r);
    if (l->surface.tiling == IGD_TILING_LINEAR) {
        linear_pages(&l->surface, &r, &run);
    } else {
        tiled_pages(&l->surface, &r, &run);
    }
    tell(&run);
}
