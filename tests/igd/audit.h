/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Scanout audit: which physical pages the display engine fetches for a pipe,
 * frame by frame, whether or not anyone looks at its picture. One object for
 * each pipe, "audit-a" and so on below the device.
 *
 * A frame fetches the pages of all layers that are latched, as far as they
 * are within the pipe's source, whatever covers them. They are taken when
 * something latches, when a driver says that it has changed the page table
 * (GFX_FLSH_CNTL), and at the end of each frame, for a driver that has not
 * said so. Within the frame in which something changes, the old and the new
 * pages count.
 */
#ifndef IGD_AUDIT_H
#define IGD_AUDIT_H

#include "qom/object.h"
#include "display/fetch.h"

#define TYPE_IGD_AUDIT "igd-audit"
OBJECT_DECLARE_SIMPLE_TYPE(IgdAudit, IGD_AUDIT)

/* Frames, as "pipe-a-frames" counts them. */
typedef struct IgdFrames {
    uint64_t first, last;
} IgdFrames;

/* Pages from @first to @last, as numbers: addresses / 4096 */
typedef struct IgdPages {
    uint64_t first, last;
} IgdPages;

/* No frame yet */
static const IgdFrames igd_frames_never = { .first = UINT64_MAX, .last = 0 };

#define IGD_AUDIT_PAGE_BITS 12
#define IGD_LEAF_BITS       9
#define IGD_LEAF_PAGES      (1u << IGD_LEAF_BITS)

/* In which frames pages that follow each other were fetched. */
typedef struct IgdLeaf {
    IgdFrames page[IGD_LEAF_PAGES];
} IgdLeaf;

/*
 * struct IgdAudit - the audit of one pipe
 * @on: property
 * @fetch: through which entries the frame that runs is fetched
 * @next: room for another one
 * @undescribed: layers are on of which that is not known
 * @since: first frame for which that is so
 * @from, @frame: first and last frame that was looked at
 * @seen: leaves of pages that were fetched, by what their numbers begin with
 * @unknown: frames with layers that cannot be described
 * @lost: pages for which there was no room in @seen
 * @file, @allowed: pages that may be fetched, sorted; NULL: all may
 * @outside: the frame that runs fetches others
 * @outside_frames: as many frames up to @outside_last did
 */
struct IgdAudit {
    Object parent_obj;

    IgdPipe *pipe;
    bool on;
    IgdFetch fetch, next;
    bool undescribed;
    uint64_t since, from, frame;
    GTree *seen;
    IgdFrames unknown;
    uint64_t lost;
    char *file;
    GArray *allowed;
    bool outside;
    uint64_t outside_frames, outside_last;
};

/* Make the objects of @s. */
void igd_audit_init(IgdState *s);

/* The device is reset: nothing is fetched. */
void igd_audit_reset(IgdState *s);

/* Something has latched in @pipe, or it has started, stopped or lost memory. */
void igd_audit_look(IgdPipe *pipe);

/* Entries of the global GTT have changed, as far as the driver says. */
void igd_audit_gtt(IgdState *s);

/* Forget what was seen; the frame that runs is the first one. */
void igd_audit_begin(IgdAudit *audit);

/* Up to date with now: before something is told. */
void igd_audit_settle(IgdAudit *audit);

/* Whether page number @page may be fetched. */
bool igd_audit_allows(const IgdAudit *audit, uint64_t page);

#endif
