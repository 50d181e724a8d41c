/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Through which entries of the global GTT a scene is fetched, and what these
 * entries were when that was last looked at.
 */
#ifndef IGD_FETCH_H
#define IGD_FETCH_H

#include "scene.h"

/* Entries from @first on, which @band is read through. */
typedef struct IgdGttSpan {
    uint32_t first, n;
    unsigned band;
} IgdGttSpan;

/*
 * struct IgdFetch - all zeroes is a fetch of nothing
 * @spans: as many as @num_spans, by bands; an entry may be in several
 * @entries: @num_entries of them, those of the spans one after the other
 */
typedef struct IgdFetch {
    IgdGttSpan *spans;
    size_t num_spans, max_spans;
    uint64_t *entries;
    size_t num_entries, max_entries;
} IgdFetch;

void igd_fetch_take(IgdFetch *fetch, IgdState *s, const IgdScene *scene);

/* Whether all entries are still what they were. */
bool igd_fetch_stands(const IgdFetch *fetch, IgdState *s);

/* Look at the same entries again. */
void igd_fetch_retake(IgdFetch *fetch, IgdState *s);

/* Whether @a and @b read the same pages through the same entries. */
bool igd_fetch_same(const IgdFetch *a, const IgdFetch *b);

void igd_fetch_free(IgdFetch *fetch);

#endif
