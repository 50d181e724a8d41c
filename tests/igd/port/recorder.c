/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recorder of a monitor: see recorder.h. */
#include <inttypes.h>
#include "recorder.h"

/* Half an hour at 144 Hz, if no frame is like the one before */
#define MAX_RUNS    (1u << 18)

/* What the times of two frames that follow each other may differ by, ns */
#define ROUNDING    1000

typedef enum IgdRunKind {
    IGD_RUN_FRAMES,
    IGD_RUN_UNSEEN,
    IGD_RUN_DARK,
} IgdRunKind;

/* @count: frames, of a dark one ns */
typedef struct IgdRun {
    IgdRunKind kind;
    uint32_t crc;
    uint64_t count;
} IgdRun;

void igd_recorder_begin(IgdRecorder *r, int64_t now)
{
    if (!r->runs) {
        r->runs = g_array_new(FALSE, FALSE, sizeof(IgdRun));
    }
    g_array_set_size(r->runs, 0);
    r->until = now;
    r->on = true;
}

static void add(IgdRecorder *r, IgdRunKind kind, uint32_t crc, uint64_t count)
{
    IgdRun run = { .kind = kind, .crc = crc, .count = count };
    IgdRun *last = r->runs->len ?
        &g_array_index(r->runs, IgdRun, r->runs->len - 1) : NULL;

    if (last && last->kind == kind && last->crc == crc) {
        last->count += count;
    } else if (r->runs->len < MAX_RUNS) {
        g_array_append_val(r->runs, run);
    }
}

void igd_recorder_dark(IgdRecorder *r, int64_t now)
{
    add(r, IGD_RUN_DARK, 0, now - r->until);
    r->until = now;
}

void igd_recorder_frames(IgdRecorder *r, uint64_t frames, uint32_t crc,
                         int64_t start, int64_t end)
{
    if (start - r->until > ROUNDING) {
        igd_recorder_dark(r, start);
    }
    if (frames > 1) {
        add(r, IGD_RUN_UNSEEN, 0, frames - 1);
    }
    add(r, IGD_RUN_FRAMES, crc, 1);
    r->until = end;
}

char *igd_recorder_text(const IgdRecorder *r)
{
    GString *text = g_string_new(NULL);

    for (unsigned i = 0; r->runs && i < r->runs->len; i++) {
        const IgdRun *run = &g_array_index(r->runs, IgdRun, i);

        switch (run->kind) {
        case IGD_RUN_FRAMES:
            g_string_append_printf(text, "%08" PRIx32 " %" PRIu64 "\n",
                                   run->crc, run->count);
            break;
        case IGD_RUN_UNSEEN:
            g_string_append_printf(text, "unseen %" PRIu64 "\n", run->count);
            break;
        case IGD_RUN_DARK:
            g_string_append_printf(text, "dark %" PRIu64 "\n",
                                   run->count / 1000);
            break;
        }
    }
    if (r->runs && r->runs->len == MAX_RUNS) {
        g_string_append(text, "full\n");
    }
    return g_string_free(text, FALSE);
}

void igd_recorder_free(IgdRecorder *r)
{
    if (r->runs) {
        g_array_free(r->runs, TRUE);
        r->runs = NULL;
    }
    r->on = false;
}
