/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Formats of a pixel in memory, and colour keys, which compare them there. */
#ifndef IGD_FORMAT_H
#define IGD_FORMAT_H

#include "pixel.h"

/*
 * RGB names list components from the highest bit down, as DRM's do; YUV 4:2:2
 * in the order of their bytes.
 */
typedef enum IgdFormat {
    IGD_FORMAT_XRGB8888,
    IGD_FORMAT_XBGR8888,
    IGD_FORMAT_XRGB2101010,
    IGD_FORMAT_XBGR2101010,
    IGD_FORMAT_RGB565,
    IGD_FORMAT_XRGB16161616F,
    IGD_FORMAT_XBGR16161616F,
    IGD_FORMAT_XBGR2101010_XR,  /* extended range: -0.75 to 1.25 */
    IGD_FORMAT_C8,
    IGD_FORMAT_YUYV,
    IGD_FORMAT_UYVY,
    IGD_FORMAT_YVYU,
    IGD_FORMAT_VYUY,
    IGD_FORMAT_XYUV8888,
    IGD_FORMATS,
} IgdFormat;

/*
 * struct IgdDecode - how memory becomes colours
 * @bt709: YUV is that of BT.709, else of BT.601
 * @full_range: YUV uses all codes, else 16 to 235 and 16 to 240
 * @no_csc: YUV stays YUV: V is sent as red, Y as green, U as blue
 * @keep_offset: with @no_csc, U and V keep the half that zero is
 * @palette: 256 colours of C8, as in LGC_PALETTE
 */
typedef struct IgdDecode {
    IgdFormat format;
    bool bt709;
    bool full_range;
    bool no_csc;
    bool keep_offset;
    const uint32_t *palette;
} IgdDecode;

typedef enum IgdKeyMode {
    IGD_KEY_NONE,
    IGD_KEY_SOURCE,         /* a pixel that matches is not there */
    IGD_KEY_DESTINATION,    /* the layer above is there where this matches */
    IGD_KEY_SOURCE_WINDOW,  /* as source, where the layer below is opaque */
} IgdKeyMode;

/*
 * struct IgdKey - colour key, by channels: blue or U, green or Y, red or V
 * @channels: bits 0 to 2 say which take part
 * @val, @mask: RGB matches when it equals @val in the bits of @mask
 * @val, @max: YUV matches from @val to @max
 */
typedef struct IgdKey {
    IgdKeyMode mode;
    uint8_t channels;
    uint8_t val[3], mask[3], max[3];
} IgdKey;

/* Bytes of a pixel; of 4:2:2, half of those of a pair. */
unsigned igd_format_bytes(IgdFormat format);

bool igd_format_is_yuv(IgdFormat format);

/* Whether two pixels share their U and V. */
bool igd_format_is_422(IgdFormat format);

/*
 * Decode @n pixels from pixel @first of the row at @row, which of 4:2:2
 * starts with a whole pair, and which holds the pair of the last.
 */
void igd_decode(const IgdDecode *d, const IgdKey *key, const uint8_t *row,
                uint32_t first, uint32_t n, IgdPixel *out);

#endif
