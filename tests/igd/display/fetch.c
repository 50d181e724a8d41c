/* SPDX-License-Identifier: GPL-2.0-or-later */
/* GTT entries that a scene is fetched through: see fetch.h. */
#include "qemu/osdep.h"
#include "../igd.h"
#include "fetch.h"

typedef struct Taker {
    IgdFetch *fetch;
    unsigned band;
} Taker;

/* What is beyond the table is not fetched. */
static void take_span(void *opaque, uint64_t first, uint64_t n)
{
    Taker *taker = opaque;
    IgdFetch *f = taker->fetch;

    if (first >= IGD_GTT_ENTRIES) {
        return;
    }
    if (f->num_spans == f->max_spans) {
        f->max_spans = MAX(64, f->max_spans * 2);
        f->spans = g_renew(IgdGttSpan, f->spans, f->max_spans);
    }
    f->spans[f->num_spans++] = (IgdGttSpan) {
        first, MIN(n, IGD_GTT_ENTRIES - first), taker->band,
    };
    f->num_entries += f->spans[f->num_spans - 1].n;
}

void igd_fetch_retake(IgdFetch *f, IgdState *s)
{
    uint64_t *to;

    if (f->max_entries < f->num_entries) {
        f->max_entries = f->num_entries;
        f->entries = g_renew(uint64_t, f->entries, f->max_entries);
    }
    to = f->entries;
    for (size_t i = 0; i < f->num_spans; to += f->spans[i++].n) {
        memcpy(to, s->gtt.entry + f->spans[i].first,
               f->spans[i].n * sizeof(*to));
    }
}

void igd_fetch_take(IgdFetch *f, IgdState *s, const IgdScene *scene)
{
    Taker taker = { .fetch = f };

    f->num_spans = f->num_entries = 0;
    for (; taker.band < igd_scene_bands(scene); taker.band++) {
        igd_scene_pages(scene, taker.band, take_span, &taker);
    }
    igd_fetch_retake(f, s);
}

bool igd_fetch_stands(const IgdFetch *f, IgdState *s)
{
    const uint64_t *was = f->entries;

    for (size_t i = 0; i < f->num_spans; was += f->spans[i++].n) {
        if (memcmp(was, s->gtt.entry + f->spans[i].first,
                   f->spans[i].n * sizeof(*was))) {
            return false;
        }
    }
    return true;
}

bool igd_fetch_same(const IgdFetch *a, const IgdFetch *b)
{
    return a->num_spans == b->num_spans &&
           a->num_entries == b->num_entries &&
           (!a->num_spans ||
            !memcmp(a->spans, b->spans, a->num_spans * sizeof(*a->spans))) &&
           (!a->num_entries ||
            !memcmp(a->entries, b->entries,
                    a->num_entries * sizeof(*a->entries)));
}

void igd_fetch_free(IgdFetch *f)
{
    g_free(f->spans);
    g_free(f->entries);
    memset(f, 0, sizeof(*f));
}
