/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which pages of its surface a layer of a picture is read from. */
#ifndef IGD_PAGES_H
#define IGD_PAGES_H

#include "blend.h"

#define IGD_PAGE    4096

/* Gets @n pages of the surface from page @first on; may get some twice. */
typedef void IgdPagesFn(void *opaque, uint64_t first, uint64_t n);

/*
 * The pages of @layer's pixels that are within @part of the picture, whatever
 * covers them there. Of a scaled layer, with what lies between the pixels
 * that are interpolated.
 */
void igd_layer_pages(const IgdLayer *layer, const IgdRect *part,
                     IgdPagesFn *fn, void *opaque);

#endif
