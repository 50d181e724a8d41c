/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Test Anything Protocol, as much as these tests need. */
#ifndef IGD_TEST_TAP_H
#define IGD_TEST_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static unsigned tap_run, tap_failed;

static inline void ok(bool good, const char *format, ...)
{
    va_list ap;

    tap_run++;
    tap_failed += !good;
    printf("%sok %u - ", good ? "" : "not ", tap_run);
    va_start(ap, format);
    vprintf(format, ap);
    va_end(ap);
    printf("\n");
}

/* What main() returns. */
static inline int tap_done(void)
{
    printf("1..%u\n", tap_run);
    return tap_failed != 0;
}

#endif
