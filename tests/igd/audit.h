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

#endif
