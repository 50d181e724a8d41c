/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "qemu/osdep.h"
#include "platform.h"

static const IgdPlatform *const platforms[] = {
    &igd_platform_skl,
    &igd_platform_kbl,
    &igd_platform_cfl,
    &igd_platform_cml,
    &igd_platform_bdw,
    &igd_platform_bxt,
};

const IgdPlatform *igd_platform_find(const char *name)
{
    for (size_t i = 0; i < ARRAY_SIZE(platforms); i++) {
        if (!strcmp(platforms[i]->name, name)) {
            return platforms[i];
        }
    }
    return NULL;
}

char *igd_platform_names(void)
{
    GString *names = g_string_new(NULL);

    for (size_t i = 0; i < ARRAY_SIZE(platforms); i++) {
        g_string_append_printf(names, "%s%s", i ? ", " : "",
                               platforms[i]->name);
    }
    return g_string_free(names, false);
}
