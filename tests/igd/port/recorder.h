/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Recorder of a monitor: what it showed, frame by frame, as CRCs of runs of
 * frames that are alike, and how long it was dark in between.
 */
#ifndef IGD_RECORDER_H
#define IGD_RECORDER_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * struct IgdRecorder - zeroed at first
 * @on: frames are recorded
 * @until: of the clock of the machine, ns: what came before is recorded
 * @runs: of IgdRun; NULL before it was on for the first time
 */
typedef struct IgdRecorder {
    bool on;
    int64_t until;
    GArray *runs;
} IgdRecorder;

/* Forget what was recorded and begin at @now. */
void igd_recorder_begin(IgdRecorder *recorder, int64_t now);

/*
 * The last of @frames frames that follow each other, with no look at the
 * ones before, had @crc. The first began at @start, it ended at @end, in ns.
 */
void igd_recorder_frames(IgdRecorder *recorder, uint64_t frames, uint32_t crc,
                         int64_t start, int64_t end);

/* There was nothing to see up to @now. */
void igd_recorder_dark(IgdRecorder *recorder, int64_t now);

/*
 * A line for each run: "CRC FRAMES", in hexadecimal and decimal digits;
 * "unseen FRAMES" of which nobody computed a CRC; "dark MICROSECONDS"; and
 * "full" at last if there was more than there is room for. To be freed.
 */
char *igd_recorder_text(const IgdRecorder *recorder);

void igd_recorder_free(IgdRecorder *recorder);

#endif
