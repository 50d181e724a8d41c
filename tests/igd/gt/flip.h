/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands that flip planes and wait for the display. */
#ifndef IGD_GT_FLIP_H
#define IGD_GT_FLIP_H

#include "engine.h"

/* @dw: the command, three dwords and two of them. */
void igd_gen8_display_flip(IgdEngine *e, const uint32_t *dw);
void igd_gen9_display_flip(IgdEngine *e, const uint32_t *dw);
void igd_mi_load_scan_lines(IgdEngine *e, const uint32_t *dw);

/*
 * MI_WAIT_FOR_EVENT, @dw its only dword: whether the streamer still waits. If
 * it is known when the event comes, the engine's event_ns says so.
 */
bool igd_mi_event_is_awaited(IgdEngine *e, uint32_t dw);

#endif
