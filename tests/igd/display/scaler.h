/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The scalers of each pipe: of a plane, or of the whole picture. */
#ifndef IGD_SCALER_H
#define IGD_SCALER_H

#include "display.h"

/* What a scaler is bound to: the pipe, or plane n as n + 1. */
#define IGD_SCALER_PIPE     0

/* A scaler's window, and the way into it. */
typedef struct IgdWindow {
    uint32_t x, y;
    IgdAxis h, v;
} IgdWindow;

/* Of the scalers, or what a generation has in their place. */
extern const VMStateDescription igd_scaler_vmstate;

/* Registers of armed scalers take effect. */
void igd_gen9_scaler_latch(IgdPipe *pipe);

/*
 * The window of the scaler that is bound to @binding, for a source of @width
 * x @height pixels. False when there is no such scaler. @why is NULL, or says
 * what the hardware cannot do of it.
 */
bool igd_gen9_scaler_window(IgdPipe *pipe, unsigned binding, uint32_t width,
                            uint32_t height, IgdWindow *window,
                            const char **why);

#endif
