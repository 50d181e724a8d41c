/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What has been written to the pages that pictures are made of, from QEMU's
 * dirty log of the display (DIRTY_MEMORY_VGA). The log has one bit for a page
 * and three pipes read it: what one finds is told to all.
 */
#ifndef IGD_DIRTY_H
#define IGD_DIRTY_H

#include "fetch.h"

/*
 * Gets each band of @fetch in which a page was written since the last call,
 * or whose pages nothing is known of.
 */
typedef void IgdDirtyFn(void *opaque, unsigned band);

typedef struct IgdDirtyReader {
    const IgdFetch *fetch;
    IgdDirtyFn *fn;
    void *opaque;
} IgdDirtyReader;

/*
 * Tell all @readers. A page that is written while this runs is told now or
 * the next time; but a CPU that has passed the check for the log and not yet
 * stored is not seen at all: what is read at once may lack that store, and
 * has to be read again a frame later.
 */
void igd_dirty_collect(IgdState *s, const IgdDirtyReader *readers, size_t n);

#endif
