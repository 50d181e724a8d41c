/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Scanout audit: see audit.h. */
#include "qemu/osdep.h"
#include "igd.h"
#include "display/timing.h"

/* 16 GiB of memory where all pages of a leaf are used, and 64 MiB here */
#define MAX_LEAVES  8192

static int compare_leaves(gconstpointer a, gconstpointer b, gpointer opaque)
{
    uintptr_t x = (uintptr_t)a, y = (uintptr_t)b;

    return x < y ? -1 : x > y;
}

static IgdLeaf *find_leaf(IgdAudit *audit, uint64_t page)
{
    gpointer key = (gpointer)(uintptr_t)(page >> IGD_LEAF_BITS);
    IgdLeaf *leaf = g_tree_lookup(audit->seen, key);

    if (!leaf && g_tree_nnodes(audit->seen) < MAX_LEAVES) {
        leaf = g_new(IgdLeaf, 1);
        for (unsigned i = 0; i < IGD_LEAF_PAGES; i++) {
            leaf->page[i] = igd_frames_never;
        }
        g_tree_insert(audit->seen, key, leaf);
    }
    return leaf;
}

static void widen(IgdFrames *f, uint64_t first, uint64_t last)
{
    f->first = MIN(f->first, first);
    f->last = MAX(f->last, last);
}

/* It is in one of the sorted ranges. */
bool igd_audit_allows(const IgdAudit *audit, uint64_t page)
{
    unsigned low = 0, high = audit->allowed ? audit->allowed->len : 0;

    if (!audit->allowed) {
        return true;
    }
    while (low < high) {
        unsigned middle = (low + high) / 2;
        const IgdPages *r = &g_array_index(audit->allowed, IgdPages, middle);

        if (page < r->first) {
            high = middle;
        } else if (page > r->last) {
            low = middle + 1;
        } else {
            return true;
        }
    }
    return false;
}

/* Something is fetched that may not be, or of which that is not known. */
static bool fetches_outside(const IgdAudit *audit)
{
    if (audit->allowed && audit->undescribed) {
        return true;
    }
    for (size_t i = 0; audit->allowed && i < audit->fetch.num_entries; i++) {
        hwaddr pa;

        if (igd_gtt_entry_page(audit->fetch.entries[i], &pa) &&
            !igd_audit_allows(audit, pa >> IGD_AUDIT_PAGE_BITS)) {
            return true;
        }
    }
    return false;
}

static void record_page(IgdAudit *audit, uint64_t page, uint64_t last,
                        IgdLeaf **leaf, uint64_t *leaf_of)
{
    if (!*leaf || page >> IGD_LEAF_BITS != *leaf_of) {
        *leaf_of = page >> IGD_LEAF_BITS;
        *leaf = find_leaf(audit, page);
    }
    if (*leaf) {
        widen(&(*leaf)->page[page % IGD_LEAF_PAGES], audit->since, last);
    } else {
        audit->lost++;
    }
}

/* What is fetched now was so up to frame @last. Can be told again. */
static void record(IgdAudit *audit, uint64_t last)
{
    IgdLeaf *leaf = NULL;
    uint64_t leaf_of = 0, first = audit->since;
    hwaddr pa;

    for (size_t i = 0; i < audit->fetch.num_entries; i++) {
        if (igd_gtt_entry_page(audit->fetch.entries[i], &pa)) {
            record_page(audit, pa >> IGD_AUDIT_PAGE_BITS, last, &leaf, &leaf_of);
        }
    }
    if (audit->undescribed) {
        widen(&audit->unknown, first, last);
    }
    if (audit->outside) {
        /* a frame in which something has changed counts once */
        if (audit->outside_frames && first <= audit->outside_last) {
            first = audit->outside_last + 1;
        }
        audit->outside_frames += last >= first ? last - first + 1 : 0;
        audit->outside_last = MAX(audit->outside_last, last);
    }
}

/*
 * What the entries are now is fetched from frame @frame on. Until then it was
 * what they had been.
 */
static void look_at_entries(IgdAudit *audit, uint64_t frame)
{
    if (!igd_fetch_stands(&audit->fetch, audit->pipe->s)) {
        record(audit, frame);
        igd_fetch_retake(&audit->fetch, audit->pipe->s);
        audit->since = frame;
        audit->outside = fetches_outside(audit);
    }
}

void igd_audit_begin(IgdAudit *audit)
{
    g_clear_pointer(&audit->seen, g_tree_destroy);
    audit->seen = g_tree_new_full(compare_leaves, NULL, NULL, g_free);
    audit->unknown = igd_frames_never;
    audit->lost = audit->outside_frames = audit->outside_last = 0;
    audit->since = audit->from = audit->frame = audit->pipe->frames;
    audit->outside = fetches_outside(audit);
}

void igd_audit_look(IgdPipe *pipe)
{
    IgdAudit *audit = &pipe->s->audit[pipe->index];
    uint64_t old;
    IgdScene scene;

    if (!audit->on) {
        return;
    }
    if (pipe->frames < audit->frame) {
        /* a snapshot has been loaded: these are other frames */
        igd_audit_begin(audit);
    }
    /* the frame that was fetched until now, which may be this one */
    old = pipe->frames - (pipe->frames > audit->frame);
    look_at_entries(audit, old);
    audit->frame = pipe->frames;
    igd_scene_describe(pipe, IGD_ALL_LAYERS, true, &scene);
    igd_fetch_take(&audit->next, pipe->s, &scene);
    if (!!scene.undescribed != audit->undescribed ||
        !igd_fetch_same(&audit->next, &audit->fetch)) {
        IgdFetch next = audit->next;

        record(audit, old);
        audit->next = audit->fetch;
        audit->fetch = next;
        audit->undescribed = scene.undescribed;
        audit->since = audit->frame;
        audit->outside = fetches_outside(audit);
    }
}

void igd_audit_gtt(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        if (s->audit[i].on) {
            igd_timing_catch_up(pipe);
            look_at_entries(&s->audit[i], pipe->frames);
        }
    }
}

void igd_audit_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        igd_audit_look(&s->display.pipe[i]);
    }
}

void igd_audit_settle(IgdAudit *audit)
{
    if (audit->on) {
        igd_timing_catch_up(audit->pipe);
        igd_audit_look(audit->pipe);
        record(audit, audit->frame);
    }
}

void igd_audit_init(IgdState *s)
{
    for (unsigned i = 0; i < IGD_MAX_PIPES; i++) {
        g_autofree char *name = g_strdup_printf("audit-%c", 'a' + i);

        object_initialize_child(OBJECT(s), name, &s->audit[i],
                                TYPE_IGD_AUDIT);
        s->audit[i].pipe = &s->display.pipe[i];
    }
}
