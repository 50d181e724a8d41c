/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Properties of the scanout audit: see audit.h. */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "qapi/visitor.h"
#include "qemu/cutils.h"
#include "qemu/module.h"
#include "igd.h"
#include "display/timing.h"

static bool get_on(Object *obj, Error **errp)
{
    return IGD_AUDIT(obj)->on;
}

static void set_on(Object *obj, bool on, Error **errp)
{
    IgdAudit *audit = IGD_AUDIT(obj);

    if (!audit->pipe->s) {
        error_setg(errp, "igd-audit: the device has no such pipe");
        return;
    }
    igd_audit_settle(audit);
    audit->on = on;
    audit->fetch.num_spans = audit->fetch.num_entries = 0;
    audit->undescribed = false;
    if (on) {
        igd_timing_catch_up(audit->pipe);
        igd_audit_begin(audit);
        igd_audit_look(audit->pipe);
    }
}

static int compare_pages(gconstpointer a, gconstpointer b)
{
    const IgdPages *x = a, *y = b;

    return x->first < y->first ? -1 : x->first > y->first;
}

/* "FIRST-LAST", addresses in hexadecimal */
static bool parse_pages(const char *line, IgdPages *pages)
{
    const char *rest;
    uint64_t first, last;

    if (qemu_strtou64(line, &rest, 16, &first) || *rest != '-' ||
        qemu_strtou64(rest + 1, NULL, 16, &last) || first > last ||
        first % IGD_GTT_PAGE || last % IGD_GTT_PAGE != IGD_GTT_PAGE - 1) {
        return false;
    }
    *pages = (IgdPages) { first >> IGD_AUDIT_PAGE_BITS, last >> IGD_AUDIT_PAGE_BITS };
    return true;
}

/* Sorted, and such that no range overlaps another one. */
static void sort_pages(GArray *pages)
{
    unsigned n = 0;

    g_array_sort(pages, compare_pages);
    for (unsigned i = 0; i < pages->len; i++) {
        IgdPages *to = &g_array_index(pages, IgdPages, n);
        IgdPages next = g_array_index(pages, IgdPages, i);

        if (i && next.first <= to->last + 1) {
            to->last = MAX(to->last, next.last);
        } else {
            n += i ? 1 : 0;
            g_array_index(pages, IgdPages, n) = next;
        }
    }
    g_array_set_size(pages, pages->len ? n + 1 : 0);
}

static GArray *load_pages(const char *file, Error **errp)
{
    g_autoptr(GArray) pages = g_array_new(false, false, sizeof(IgdPages));
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    GError *error = NULL;

    if (!g_file_get_contents(file, &text, NULL, &error)) {
        error_setg(errp, "igd-audit: %s", error->message);
        g_error_free(error);
        return NULL;
    }
    lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line; line++) {
        IgdPages range;

        if (!**line) {
            continue;
        }
        if (!parse_pages(*line, &range)) {
            error_setg(errp, "igd-audit: %s: \"%s\" is no range of pages: "
                       "give FIRST-LAST, hexadecimal addresses of their first "
                       "and last byte", file, *line);
            return NULL;
        }
        g_array_append_val(pages, range);
    }
    sort_pages(pages);
    return g_steal_pointer(&pages);
}

static char *get_allowed(Object *obj, Error **errp)
{
    const char *file = IGD_AUDIT(obj)->file;

    return g_strdup(file ? file : "");
}

static void set_allowed(Object *obj, const char *file, Error **errp)
{
    IgdAudit *audit = IGD_AUDIT(obj);
    GArray *pages = NULL;

    if (*file) {
        pages = load_pages(file, errp);
        if (!pages) {
            return;
        }
    }
    g_free(audit->file);
    audit->file = g_strdup(file);
    g_clear_pointer(&audit->allowed, g_array_unref);
    audit->allowed = pages;
    if (audit->on) {
        igd_timing_catch_up(audit->pipe);
        igd_audit_begin(audit);
    }
}

typedef struct Report {
    const IgdAudit *audit;
    bool outside;               /* only what may not be fetched */
    GString *text;
    IgdPages run;               /* pages with the same frames */
    IgdFrames frames;           /* of them */
} Report;

static void report_run(Report *r)
{
    if (r->frames.first <= r->frames.last) {
        g_string_append_printf(r->text, "0x%" PRIx64 "-0x%" PRIx64 " %" PRIu64
                               " %" PRIu64 "\n", r->run.first << IGD_AUDIT_PAGE_BITS,
                               ((r->run.last + 1) << IGD_AUDIT_PAGE_BITS) - 1,
                               r->frames.first, r->frames.last);
    }
    r->frames = igd_frames_never;
}

static gboolean report_leaf(gpointer key, gpointer value, gpointer opaque)
{
    const IgdLeaf *leaf = value;
    Report *r = opaque;

    for (unsigned i = 0; i < IGD_LEAF_PAGES; i++) {
        uint64_t page = (uint64_t)(uintptr_t)key << IGD_LEAF_BITS | i;
        const IgdFrames *f = &leaf->page[i];

        if (f->first > f->last ||
            (r->outside && igd_audit_allows(r->audit, page))) {
            continue;
        }
        if (page != r->run.last + 1 || f->first != r->frames.first ||
            f->last != r->frames.last) {
            report_run(r);
            r->run.first = page;
            r->frames = *f;
        }
        r->run.last = page;
    }
    return false;
}

static char *report(IgdAudit *audit, bool outside)
{
    Report r = {
        .audit = audit, .outside = outside, .text = g_string_new(NULL),
        .frames = igd_frames_never,
    };

    igd_audit_settle(audit);
    if (audit->seen) {
        g_tree_foreach(audit->seen, report_leaf, &r);
        report_run(&r);
        if (audit->unknown.first <= audit->unknown.last) {
            g_string_append_printf(r.text, "unknown %" PRIu64 " %" PRIu64
                                   "\n", audit->unknown.first,
                                   audit->unknown.last);
        }
        if (audit->lost) {
            g_string_append_printf(r.text, "lost %" PRIu64 "\n",
                                   audit->lost);
        }
    }
    return g_string_free(r.text, false);
}

static char *get_fetched(Object *obj, Error **errp)
{
    return report(IGD_AUDIT(obj), false);
}

static char *get_outside(Object *obj, Error **errp)
{
    return report(IGD_AUDIT(obj), true);
}

static void get_frames(Object *obj, Visitor *v, const char *name,
                       void *opaque, Error **errp)
{
    IgdAudit *audit = IGD_AUDIT(obj);
    uint64_t frames;

    igd_audit_settle(audit);
    frames = audit->seen ? audit->frame - audit->from + 1 : 0;
    visit_type_uint64(v, name, &frames, errp);
}

static void get_outside_frames(Object *obj, Visitor *v, const char *name,
                               void *opaque, Error **errp)
{
    IgdAudit *audit = IGD_AUDIT(obj);

    igd_audit_settle(audit);
    visit_type_uint64(v, name, &audit->outside_frames, errp);
}

static void igd_audit_class_init(ObjectClass *klass, void *data)
{
    static const struct {
        const char *name, *text;
    } texts[] = {
        { "on", "whether pages are recorded; setting it forgets them first" },
        { "allowed", "file with the pages that may be fetched, FIRST-LAST "
                     "in hexadecimal on each line; empty: all may. Setting it "
                     "forgets what was recorded" },
        { "frames", "frames that were recorded" },
        { "fetched", "pages that were fetched, and the first and last frame "
                     "that did" },
        { "outside", "those of them that are not allowed" },
        { "outside-frames", "frames that fetched such pages" },
    };

    object_class_property_add_bool(klass, "on", get_on, set_on);
    object_class_property_add_str(klass, "allowed", get_allowed, set_allowed);
    object_class_property_add(klass, "frames", "uint64", get_frames, NULL,
                              NULL, NULL);
    object_class_property_add_str(klass, "fetched", get_fetched, NULL);
    object_class_property_add_str(klass, "outside", get_outside, NULL);
    object_class_property_add(klass, "outside-frames", "uint64",
                              get_outside_frames, NULL, NULL, NULL);
    for (unsigned i = 0; i < ARRAY_SIZE(texts); i++) {
        object_class_property_set_description(klass, texts[i].name,
                                              texts[i].text);
    }
}

static void igd_audit_finalize(Object *obj)
{
    IgdAudit *audit = IGD_AUDIT(obj);

    igd_fetch_free(&audit->fetch);
    igd_fetch_free(&audit->next);
    g_clear_pointer(&audit->seen, g_tree_destroy);
    g_clear_pointer(&audit->allowed, g_array_unref);
    g_free(audit->file);
}

static const TypeInfo igd_audit_info = {
    .name = TYPE_IGD_AUDIT,
    .parent = TYPE_OBJECT,
    .instance_size = sizeof(IgdAudit),
    .instance_finalize = igd_audit_finalize,
    .class_init = igd_audit_class_init,
};

static void igd_audit_register_types(void)
{
    type_register_static(&igd_audit_info);
}

type_init(igd_audit_register_types)
