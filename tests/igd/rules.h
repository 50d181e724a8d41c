/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rules that hardware expects a driver to keep. Whoever models what a rule is
 * about checks it and gives it the consequence that hardware has; here it is
 * counted and logged.
 */
#ifndef IGD_RULES_H
#define IGD_RULES_H

#include <stdint.h>
#include <stdbool.h>
#include "qemu/compiler.h"

typedef struct IgdState IgdState;

/* What the property "violations" calls them: rules.c */
typedef enum IgdRule {
    IGD_RULE_DDB,               /* display buffer of a plane: none, beyond */
    IGD_RULE_DDB_OVERLAP,       /* ... that another plane has too */
    IGD_RULE_DBUF_POWER,        /* planes without power of the buffer */
    IGD_RULE_WATERMARK,         /* off, above the plane's share, too low */
    IGD_RULE_CDCLK_LOW,         /* slower than the pixels of a pipe */
    IGD_RULE_CDCLK_CHANGE,      /* while a pipe runs */
    IGD_RULE_CDCLK_VOLTAGE,     /* faster than the PCU was told of */
    IGD_RULE_POWER_ORDER,       /* well without the one that it hangs on */
    IGD_RULE_POWER_READ,        /* register in a power well that is off */
    IGD_RULE_POWER_WRITE,
    IGD_RULE_POWER_LOST,        /* well turned off under what uses it */
    IGD_RULE_DMC,               /* sleep allowed, and DMC has no program */
    IGD_RULE_TRANSCODER,        /* enabled without what it needs */
    IGD_RULE_CLOCK_LOST,        /* PLL or clock taken from a transcoder */
    IGD_RULE_PLL_CHANGE,        /* PLL programmed anew while a port uses it */
    IGD_RULE_PORT_SHARED,       /* port of two transcoders */
    IGD_RULE_PORT_POWER,        /* buffer on without power of its lanes */
    IGD_RULE_PORT_CLOCK,        /* ... or without a clock */
    IGD_RULE_PORT_LOST,         /* buffer turned off under a transcoder */
    IGD_RULE_LINK,              /* DisplayPort sent before it is trained */
    IGD_RULE_SURFACE,           /* address, stride, size, format of a plane */
    IGD_RULE_POSITION,          /* plane beyond its pipe, pipe beyond mode */
    IGD_RULE_ASYNC_FLIP,        /* of what cannot be flipped so */
    IGD_RULE_PTE,               /* fetch of a page that is not present */
    IGD_RULE_PLANE_LEFT,        /* plane on when its pipe stops */
    IGD_RULE_FORCEWAKE,         /* register of a GT domain that sleeps */
    IGD_RULES,
} IgdRule;

/* A rule is told apart in so many places: planes, pipes, ports, wells ... */
#define IGD_RULE_PLACES 32

typedef struct IgdRules {
    uint64_t broken[IGD_RULES];     /* times, since reset */
    uint32_t said[IGD_RULES];       /* places where it is broken now */
} IgdRules;

/*
 * Something happened that breaks @rule. It counts each time, and is logged if
 * @rule was kept at @place since it was last.
 */
void igd_rule_broken(IgdState *s, IgdRule rule, unsigned place,
                     const char *fmt, ...) G_GNUC_PRINTF(4, 5);

/*
 * A state breaks @rule. It counts and is logged once, until igd_rule_kept().
 */
void igd_rule_breaks(IgdState *s, IgdRule rule, unsigned place,
                     const char *fmt, ...) G_GNUC_PRINTF(4, 5);

/* All is right at @place again. */
void igd_rule_kept(IgdState *s, IgdRule rule, unsigned place);

/* Whether it has not been since @rule was broken there. */
bool igd_rule_is_broken(const IgdState *s, IgdRule rule, unsigned place);

void igd_rules_reset(IgdState *s);

extern const struct VMStateDescription igd_rules_vmstate;

/* A line for each rule that was broken, name and count. To be freed. */
char *igd_rules_describe(const IgdState *s);

#endif
