/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pictures of pipes: see picture.h. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "crc.h"
#include "dirty.h"
#include "picture.h"

/*
 * @stale: has to be composed
 * @again: and once more the next time, see igd_dirty_collect()
 * @faulted: planes that met a page that is not there
 */
typedef struct IgdBand {
    bool stale, again;
    uint32_t faulted;
} IgdBand;

static void resize(IgdPicture *p)
{
    unsigned bands = DIV_ROUND_UP(p->scene.height, IGD_BAND_ROWS);

    if (p->width != p->scene.width || p->height != p->scene.height) {
        p->width = p->scene.width;
        p->height = p->scene.height;
        p->pixels = g_renew(uint32_t, p->pixels,
                            (size_t)p->width * p->height);
        p->bands = bands;
        p->changed = g_renew(uint64_t, p->changed, bands);
        p->band = g_renew(IgdBand, p->band, bands);
    }
}

/* What is scaled as a whole is one band of the scene, and all of these. */
static void mark(void *opaque, unsigned band)
{
    IgdPicture *p = opaque;

    for (unsigned i = 0; i < p->bands; i++) {
        if (i == band || p->scene.scaled) {
            p->band[i].stale = p->band[i].again = true;
        }
    }
}

static void collect(IgdState *s)
{
    IgdDirtyReader readers[IGD_MAX_PIPES];
    size_t n = 0;

    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPicture *p = s->display.pipe[i].picture;

        readers[n++] = (IgdDirtyReader) { &p->fetch, mark, p };
    }
    igd_dirty_collect(s, readers, n);
}

/* Find out which bands are stale. */
static void look(IgdPipe *pipe)
{
    IgdState *s = pipe->s;
    IgdPicture *p = pipe->picture;
    IgdScene scene;

    igd_scene_describe(pipe, IGD_ALL_LAYERS, false, &scene);
    if (!memcmp(&scene, &p->scene, sizeof(scene)) &&
        igd_fetch_stands(&p->fetch, s)) {
        collect(s);
        return;
    }
    /*
     * The log is looked at the next time: who flips in each frame need not
     * have its pages logged at all.
     */
    memcpy(&p->scene, &scene, sizeof(scene));
    igd_fetch_take(&p->fetch, s, &scene);
    resize(p);
    memset(p->band, 0, p->bands * sizeof(*p->band));
    for (unsigned i = 0; i < p->bands; i++) {
        p->band[i].stale = true;
    }
}

/* Bands from @first to @last, all of them stale. */
static void paint(IgdPipe *pipe, unsigned first, unsigned last)
{
    IgdPicture *p = pipe->picture;
    uint32_t faulted = igd_scene_paint(&p->scene, pipe->s, first, last,
                                       p->pixels);

    p->version = ++pipe->s->display.versions;
    for (unsigned i = first; i <= last; i++) {
        p->changed[i] = p->version;
        p->band[i].faulted = faulted;
        p->band[i].stale = p->band[i].again;
        p->band[i].again = false;
    }
    pipe->composed += MIN((last + 1) * IGD_BAND_ROWS, p->height) -
                      first * IGD_BAND_ROWS;
}

/* A picture with a fault has it in each frame. */
static void raise_faults(IgdPipe *pipe)
{
    IgdPicture *p = pipe->picture;
    uint32_t faulted = 0;

    for (unsigned i = 0; i < p->bands; i++) {
        faulted |= p->band[i].faulted;
    }
    for (unsigned i = 0; i < p->scene.num_layers; i++) {
        if (faulted & BIT(p->scene.plane[i])) {
            igd_plane_fault(pipe, p->scene.plane[i], p->scene.base[i]);
        }
    }
}

const IgdPicture *igd_pipe_picture(IgdPipe *pipe)
{
    IgdPicture *p = pipe->picture;

    look(pipe);
    for (unsigned i = 0; i < p->bands; i++) {
        unsigned first = i;

        if (!p->band[i].stale) {
            continue;
        }
        while (i + 1 < p->bands && p->band[i + 1].stale) {
            i++;
        }
        paint(pipe, first, i);
    }
    raise_faults(pipe);
    return p;
}

uint32_t igd_pipe_picture_crc(IgdPipe *pipe)
{
    IgdPicture *p = pipe->picture;

    igd_pipe_picture(pipe);
    if (p->crc_version != p->version) {
        p->crc = igd_crc(p->pixels, p->width, p->height, p->width);
        p->crc_version = p->version;
    }
    return p->crc;
}

void igd_picture_forget(IgdPicture *p)
{
    memset(&p->scene, 0, sizeof(p->scene));
}

void igd_picture_free(IgdPicture *p)
{
    igd_fetch_free(&p->fetch);
    g_free(p->pixels);
    g_free(p->changed);
    g_free(p->band);
    g_free(p);
}
