/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Transcoders and pipes in time: which pipe runs, at which rate, on which
 * line it is, and when it latches.
 *
 * A frame starts with its first active line. Vertical blank starts at the
 * leading edge of horizontal sync of the last active line; then the frame
 * counter counts, armed registers are latched and the interrupt is raised
 * (i915 intel_vblank.c, comment in intel_crtc_scanline_offset()).
 */
#ifndef IGD_TIMING_H
#define IGD_TIMING_H

#include "display.h"

/* Something that decides whether and how fast transcoders run has changed. */
void igd_timing_update(IgdState *s);

/* A power well has turned off: pipes and transcoders in it stop. */
void igd_timing_power_lost(IgdState *s);

/* Process vblank starts that are due by now, but whose timer is late. */
void igd_timing_catch_up(IgdPipe *pipe);

/* What PIPEDSL shows. */
uint32_t igd_timing_line(const IgdPipe *pipe);

/*
 * Nanoseconds until PIPEDSL begins to show @line, and until vertical blank
 * starts: never 0, and IGD_NEVER in a pipe that does not run.
 */
int64_t igd_timing_to_line(const IgdPipe *pipe, uint32_t line);
int64_t igd_timing_to_vblank(const IgdPipe *pipe);

/* Microseconds as TIMESTAMP_CTR and the time stamps of pipes count them. */
uint32_t igd_timing_stamp(void);

/* What @pipe was last programmed with, as text for a person; to be freed. */
char *igd_timing_describe(const IgdPipe *pipe);

const char *igd_transcoder_name(IgdTranscoder transcoder);

/* Where the registers of @transcoder start. */
uint32_t igd_transcoder_base(IgdTranscoder transcoder);

/* HDMI, as opposed to DVI and DisplayPort. */
bool igd_transcoder_sends_hdmi(IgdState *s, IgdTranscoder transcoder);

/* MISC0 and, above it, MISC1 of DisplayPort's main stream attributes. */
uint16_t igd_transcoder_msa_misc(IgdState *s, IgdTranscoder transcoder);

#endif
