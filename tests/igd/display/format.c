/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Formats: see format.h. Sources: i915 skl_universal_plane.c
 * skl_plane_ctl_format(), include/uapi/drm/drm_fourcc.h; Intel PRM Skylake
 * vol. 2c PLANE_CTL, PLANE_KEYVAL, PLANE_KEYMSK, PLANE_KEYMAX.
 */
#include "format.h"

unsigned igd_format_bytes(IgdFormat format)
{
    switch (format) {
    case IGD_FORMAT_C8:
        return 1;
    case IGD_FORMAT_RGB565:
    case IGD_FORMAT_YUYV:
    case IGD_FORMAT_UYVY:
    case IGD_FORMAT_YVYU:
    case IGD_FORMAT_VYUY:
        return 2;
    case IGD_FORMAT_XRGB16161616F:
    case IGD_FORMAT_XBGR16161616F:
        return 8;
    default:
        return 4;
    }
}

bool igd_format_is_422(IgdFormat format)
{
    return format >= IGD_FORMAT_YUYV && format <= IGD_FORMAT_VYUY;
}

bool igd_format_is_yuv(IgdFormat format)
{
    return igd_format_is_422(format) || format == IGD_FORMAT_XYUV8888;
}

static uint32_t get16(const uint8_t *p)
{
    return p[0] | p[1] << 8;
}

static uint32_t get32(const uint8_t *p)
{
    return get16(p) | get16(p + 2) << 16;
}

static int32_t from_bits(uint32_t v, unsigned bits)
{
    uint32_t max = (1u << bits) - 1;

    return ((v & max) * IGD_ONE + max / 2) / max;
}

/* IEEE half, to what the pipe can carry; how far that goes is not known. */
static int32_t from_half(uint32_t v)
{
    const int32_t limit = 8 * IGD_ONE - 1;
    unsigned exponent = v >> 10 & 0x1f;
    uint32_t mantissa = v & 0x3ff;
    int32_t val;

    if (exponent == 0x1f) {
        val = mantissa ? 0 : limit;         /* not a number, infinity */
    } else if (!exponent) {
        val = mantissa >> 8;                /* 2^-14 * mantissa / 1024 */
    } else if (exponent > 17) {
        val = limit;                        /* 8 and more */
    } else {
        /* 2^(exponent - 15) * (1 + mantissa / 1024), in 16 bits */
        mantissa |= 0x400;
        val = exponent >= 9 ? mantissa << (exponent - 9) :
                              mantissa >> (9 - exponent);
    }
    return v & 0x8000 ? -val : val;
}

/* DXGI_FORMAT_R10G10B10_XR_BIAS_A2_UNORM: (v - 0x180) / 510 */
static int32_t from_xr(uint32_t v)
{
    return ((int32_t)(v & 0x3ff) - 0x180) * IGD_ONE / 510;
}

static int32_t unit(int32_t v)
{
    return v < 0 ? 0 : v > IGD_ONE ? IGD_ONE : v;
}

static IgdPixel pixel_rgb(int32_t r, int32_t g, int32_t b, int32_t a)
{
    return (IgdPixel) { .r = r, .g = g, .b = b, .a = a };
}

static IgdPixel pixel_float(const uint8_t *p, bool bgr)
{
    int32_t c[3] = { from_half(get16(p)), from_half(get16(p + 2)),
                     from_half(get16(p + 4)) };

    return pixel_rgb(c[bgr ? 0 : 2], c[1], c[bgr ? 2 : 0],
                     unit(from_half(get16(p + 6))));
}

/*
 * The pixels of indexed formats are colours of the legacy palette, whether
 * the plane's pipe gamma is enabled or not: i915 ilk_gamma_enable().
 */
static IgdPixel pixel_c8(const IgdDecode *d, const uint8_t *p)
{
    uint32_t v = d->palette ? d->palette[*p] : 0;

    return pixel_rgb(igd_from8(v >> 16 & 0xff), igd_from8(v >> 8 & 0xff),
                     igd_from8(v & 0xff), IGD_ONE);
}

static IgdPixel decode_rgb(const IgdDecode *d, const uint8_t *p)
{
    uint32_t v;

    switch (d->format) {
    case IGD_FORMAT_XBGR8888:
        return pixel_rgb(igd_from8(p[0]), igd_from8(p[1]), igd_from8(p[2]),
                         igd_from8(p[3]));
    case IGD_FORMAT_XRGB2101010:
        v = get32(p);
        return pixel_rgb(igd_from10(v >> 20 & 0x3ff),
                         igd_from10(v >> 10 & 0x3ff), igd_from10(v & 0x3ff),
                         from_bits(v >> 30, 2));
    case IGD_FORMAT_XBGR2101010:
        v = get32(p);
        return pixel_rgb(igd_from10(v & 0x3ff), igd_from10(v >> 10 & 0x3ff),
                         igd_from10(v >> 20 & 0x3ff), from_bits(v >> 30, 2));
    case IGD_FORMAT_XBGR2101010_XR:
        v = get32(p);
        return pixel_rgb(from_xr(v), from_xr(v >> 10), from_xr(v >> 20),
                         from_bits(v >> 30, 2));
    case IGD_FORMAT_RGB565:
        v = get16(p);
        return pixel_rgb(from_bits(v >> 11, 5), from_bits(v >> 5, 6),
                         from_bits(v, 5), IGD_ONE);
    case IGD_FORMAT_XRGB16161616F:
        return pixel_float(p, false);
    case IGD_FORMAT_XBGR16161616F:
        return pixel_float(p, true);
    case IGD_FORMAT_C8:
        return pixel_c8(d, p);
    case IGD_FORMAT_XRGB8888:
    default:
        return pixel_rgb(igd_from8(p[2]), igd_from8(p[1]), igd_from8(p[0]),
                         igd_from8(p[3]));
    }
}

typedef struct Yuv {
    uint8_t y, u, v;
} Yuv;

static Yuv yuv_at(IgdFormat format, const uint8_t *row, uint32_t x)
{
    const uint8_t *p = row + x / 2 * 4;
    unsigned odd = x % 2 * 2;

    switch (format) {
    case IGD_FORMAT_YUYV:
        return (Yuv) { p[odd], p[1], p[3] };
    case IGD_FORMAT_UYVY:
        return (Yuv) { p[odd + 1], p[0], p[2] };
    case IGD_FORMAT_YVYU:
        return (Yuv) { p[odd], p[3], p[1] };
    case IGD_FORMAT_VYUY:
        return (Yuv) { p[odd + 1], p[2], p[0] };
    default:
        p = row + x * 4;
        return (Yuv) { p[2], p[1], p[0] };
    }
}

/*
 * ITU-R BT.601 and BT.709 as the standards have them. With how many bits the
 * hardware computes is not known: the last of eight may differ there.
 */
static IgdPixel yuv_to_rgb(const IgdDecode *d, Yuv c)
{
    /* 16 fraction bits: red of V, green of U and V, blue of U */
    static const int32_t matrix[2][4] = {
        { 91881, -22554, -46802, 116130 },
        { 103206, -12276, -30679, 121609 },
    };
    const int32_t *m = matrix[d->bt709];
    int32_t y = c.y, u = c.u - 128, v = c.v - 128;

    y = d->full_range ? igd_from8(y) : (y - 16) * IGD_ONE / 219;
    u = u * IGD_ONE / (d->full_range ? 255 : 224);
    v = v * IGD_ONE / (d->full_range ? 255 : 224);
    return pixel_rgb(unit(y + igd_mul(m[0], v)),
                     unit(y + igd_mul(m[1], u) + igd_mul(m[2], v)),
                     unit(y + igd_mul(m[3], u)), IGD_ONE);
}

/* Order of the channels as in the keys: V red, Y green, U blue */
static IgdPixel yuv_as_it_is(const IgdDecode *d, Yuv c)
{
    int32_t zero = d->keep_offset ? 0 : igd_from8(128);

    return pixel_rgb(igd_from8(c.v) - zero, igd_from8(c.y),
                     igd_from8(c.u) - zero, IGD_ONE);
}

/*
 * RGB is compared by the first eight bits of its channels, YUV before it is
 * converted. A key without channels matches all, as none speaks against it;
 * what hardware does then is not documented.
 */
static bool match_rgb(const IgdKey *key, const IgdPixel *p)
{
    uint8_t c[3] = { igd_to8(p->b), igd_to8(p->g), igd_to8(p->r) };

    for (unsigned i = 0; i < 3; i++) {
        if (key->channels & 1 << i &&
            (c[i] ^ key->val[i]) & key->mask[i]) {
            return false;
        }
    }
    return true;
}

static bool match_yuv(const IgdKey *key, Yuv yuv)
{
    uint8_t c[3] = { yuv.u, yuv.y, yuv.v };

    for (unsigned i = 0; i < 3; i++) {
        if (key->channels & 1 << i &&
            (c[i] < key->val[i] || c[i] > key->max[i])) {
            return false;
        }
    }
    return true;
}

/* The format of nearly all layers, without looking at it for each pixel. */
static void decode_xrgb8888(const uint8_t *p, uint32_t n, IgdPixel *out)
{
    for (uint32_t i = 0; i < n; i++, p += 4) {
        out[i] = pixel_rgb(igd_from8(p[2]), igd_from8(p[1]), igd_from8(p[0]),
                           igd_from8(p[3]));
    }
}

void igd_decode(const IgdDecode *d, const IgdKey *key, const uint8_t *row,
                uint32_t first, uint32_t n, IgdPixel *out)
{
    bool yuv = igd_format_is_yuv(d->format);
    bool keyed = key->mode != IGD_KEY_NONE;
    unsigned bytes = igd_format_bytes(d->format);

    if (d->format == IGD_FORMAT_XRGB8888 && !keyed) {
        decode_xrgb8888(row + first * 4, n, out);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (yuv) {
            Yuv c = yuv_at(d->format, row, first + i);

            out[i] = d->no_csc ? yuv_as_it_is(d, c) : yuv_to_rgb(d, c);
            out[i].match = keyed && match_yuv(key, c);
        } else {
            out[i] = decode_rgb(d, row + (first + i) * bytes);
            out[i].match = keyed && match_rgb(key, &out[i]);
        }
    }
}
