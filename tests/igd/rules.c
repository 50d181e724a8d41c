/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules that hardware expects a driver to keep: see rules.h. */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "igd.h"

static const char *const names[IGD_RULES] = {
    [IGD_RULE_DDB] = "ddb",
    [IGD_RULE_DDB_OVERLAP] = "ddb-overlap",
    [IGD_RULE_DBUF_POWER] = "dbuf-power",
    [IGD_RULE_WATERMARK] = "watermark",
    [IGD_RULE_CDCLK_LOW] = "cdclk-low",
    [IGD_RULE_CDCLK_CHANGE] = "cdclk-change",
    [IGD_RULE_CDCLK_VOLTAGE] = "cdclk-voltage",
    [IGD_RULE_POWER_ORDER] = "power-order",
    [IGD_RULE_POWER_READ] = "power-read",
    [IGD_RULE_POWER_WRITE] = "power-write",
    [IGD_RULE_POWER_LOST] = "power-lost",
    [IGD_RULE_DMC] = "dmc",
    [IGD_RULE_TRANSCODER] = "transcoder",
    [IGD_RULE_CLOCK_LOST] = "clock-lost",
    [IGD_RULE_PLL_CHANGE] = "pll-change",
    [IGD_RULE_PORT_SHARED] = "port-shared",
    [IGD_RULE_PORT_POWER] = "port-power",
    [IGD_RULE_PORT_CLOCK] = "port-clock",
    [IGD_RULE_PORT_LOST] = "port-lost",
    [IGD_RULE_LINK] = "link",
    [IGD_RULE_SURFACE] = "surface",
    [IGD_RULE_POSITION] = "position",
    [IGD_RULE_ASYNC_FLIP] = "async-flip",
    [IGD_RULE_PTE] = "pte",
    [IGD_RULE_PLANE_LEFT] = "plane-left",
    [IGD_RULE_FORCEWAKE] = "forcewake",
};

bool igd_rule_is_broken(const IgdState *s, IgdRule rule, unsigned place)
{
    return s->rules.said[rule] & BIT(place);
}

/* True the first time at @place. */
static G_GNUC_PRINTF(4, 0)
bool say(IgdState *s, IgdRule rule, unsigned place, const char *fmt,
                va_list args)
{
    g_autofree char *text = NULL;

    assert(rule < IGD_RULES && place < IGD_RULE_PLACES);
    if (igd_rule_is_broken(s, rule, place)) {
        return false;
    }
    s->rules.said[rule] |= BIT(place);
    text = g_strdup_vprintf(fmt, args);
    qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: rule %s: %s\n", names[rule],
                  text);
    return true;
}

void igd_rule_broken(IgdState *s, IgdRule rule, unsigned place,
                     const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    say(s, rule, place, fmt, args);
    va_end(args);
    s->rules.broken[rule]++;
}

void igd_rule_breaks(IgdState *s, IgdRule rule, unsigned place,
                     const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    if (say(s, rule, place, fmt, args)) {
        s->rules.broken[rule]++;
    }
    va_end(args);
}

void igd_rule_kept(IgdState *s, IgdRule rule, unsigned place)
{
    assert(rule < IGD_RULES && place < IGD_RULE_PLACES);
    s->rules.said[rule] &= ~BIT(place);
}

void igd_rules_reset(IgdState *s)
{
    memset(&s->rules, 0, sizeof(s->rules));
}

const VMStateDescription igd_rules_vmstate = {
    .name = "igd/rules",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT64_ARRAY(broken, IgdRules, IGD_RULES),
        VMSTATE_UINT32_ARRAY(said, IgdRules, IGD_RULES),
        VMSTATE_END_OF_LIST()
    },
};

char *igd_rules_describe(const IgdState *s)
{
    GString *out = g_string_new(NULL);

    for (IgdRule rule = 0; rule < IGD_RULES; rule++) {
        if (s->rules.broken[rule]) {
            g_string_append_printf(out, "%s %" PRIu64 "\n", names[rule],
                                   s->rules.broken[rule]);
        }
    }
    return g_string_free(out, false);
}
