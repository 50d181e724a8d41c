/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The command streamer: decodes and executes commands, one at a time. */
#ifndef IGD_COMMANDS_H
#define IGD_COMMANDS_H

#include "engine.h"

typedef enum IgdResult {
    IGD_DONE,           /* go on */
    IGD_ARBITRATE,      /* go on; another context may be taken first */
    IGD_WAIT,           /* not yet; the command is still to be executed */
    IGD_MORE,           /* a part is done; the rest after a pause */
    IGD_HANG,           /* fatal error, until the engine is reset */
} IgdResult;

/* Whether the streamer reads from a batch, not from the ring. */
bool igd_command_in_batch(IgdEngine *e);

/*
 * Execute the command that is next. The engine runs a context; if that is in
 * its ring, the ring is not empty.
 */
IgdResult igd_command_execute(IgdEngine *e);

/*
 * What was skipped since power-on, as NAME=COUNT with spaces between; the
 * caller frees it.
 */
char *igd_command_skipped(IgdEngine *e);

#endif
