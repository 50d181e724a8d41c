/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * EDID: see edid.h. Sources: VESA E-EDID release A revision 2, CEA-861-D,
 * HDMI 1.3a for the vendor-specific data block.
 */
#include <string.h>
#include "edid.h"

#define DESCRIPTOR          18
#define BASE_DESCRIPTORS    54      /* offset of the four descriptors */
#define BASE_TIMINGS        2       /* of them; then range and name */
#define BASE_EXTENSIONS     126
#define CTA_HEADER          4
#define CTA_END             127     /* the checksum */
#define TAG_CTA             0x02
#define TAG_BLOCK_MAP       0xf0

static uint32_t size_mm(uint32_t pixels)
{
    return pixels * 254 / 960;  /* 96 dpi */
}

/* All timings fill the screen, which is as large as the first one needs. */
static void put_timing(uint8_t *d, const IgdMode *m, const IgdMode *native)
{
    uint32_t hblank = m->hfront + m->hsync + m->hback;
    uint32_t vblank = m->vfront + m->vsync + m->vback;
    uint32_t w = size_mm(native->hdisplay), h = size_mm(native->vdisplay);

    d[0] = m->clock / 10;
    d[1] = m->clock / 10 >> 8;
    d[2] = m->hdisplay;
    d[3] = hblank;
    d[4] = m->hdisplay >> 8 << 4 | hblank >> 8;
    d[5] = m->vdisplay;
    d[6] = vblank;
    d[7] = m->vdisplay >> 8 << 4 | vblank >> 8;
    d[8] = m->hfront;
    d[9] = m->hsync;
    d[10] = (m->vfront & 15) << 4 | (m->vsync & 15);
    d[11] = m->hfront >> 8 << 6 | m->hsync >> 8 << 4 |
            m->vfront >> 4 << 2 | m->vsync >> 4;
    d[12] = w;
    d[13] = h;
    d[14] = w >> 8 << 4 | h >> 8;
    d[17] = 0x18 | (m->vpositive ? 4 : 0) | (m->hpositive ? 2 : 0);
}

static uint32_t total(uint32_t display, uint32_t front, uint32_t sync,
                      uint32_t back)
{
    return display + front + sync + back;
}

/* Range limits: whole Hz, kHz and 10 MHz around all modes. */
static void put_range(uint8_t *d, const IgdEdidInfo *info)
{
    uint32_t vmin = 255, vmax = 0, hmin = 255, hmax = 0, clock = 0;

    for (size_t i = 0; i < info->num_modes; i++) {
        const IgdMode *m = &info->modes[i];
        uint32_t line_hz = m->clock * 1000 /
                           total(m->hdisplay, m->hfront, m->hsync, m->hback);
        uint32_t hz = line_hz /
                      total(m->vdisplay, m->vfront, m->vsync, m->vback);

        vmin = hz < vmin ? hz : vmin;
        vmax = hz + 1 > vmax ? hz + 1 : vmax;
        hmin = line_hz / 1000 < hmin ? line_hz / 1000 : hmin;
        hmax = line_hz / 1000 + 1 > hmax ? line_hz / 1000 + 1 : hmax;
        clock = m->clock > clock ? m->clock : clock;
    }
    d[3] = 0xfd;
    d[5] = vmin;
    d[6] = vmax;
    d[7] = hmin;
    d[8] = hmax > 255 ? 255 : hmax;
    d[9] = (clock + 9999) / 10000;
    d[10] = info->input == IGD_EDID_HDMI ? 0 : 1;   /* nothing but limits */
    memset(d + 11, ' ', 7);
    d[11] = '\n';
}

static void put_name(uint8_t *d, const char *name)
{
    size_t len = strlen(name);

    len = len > 13 ? 13 : len;
    d[3] = 0xfc;
    memset(d + 5, ' ', 13);
    memcpy(d + 5, name, len);
    if (len < 13) {
        d[5 + len] = '\n';
    }
}

static void put_checksum(uint8_t *block)
{
    uint8_t sum = 0;

    for (unsigned i = 0; i < IGD_EDID_BLOCK - 1; i++) {
        sum += block[i];
    }
    block[IGD_EDID_BLOCK - 1] = -sum;
}

static void make_base(uint8_t *b, const IgdEdidInfo *info,
                      unsigned extensions)
{
    const IgdMode *modes = info->modes;
    uint32_t serial = info->serial;
    static const uint8_t header[] = {
        0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00,
        0x25, 0xc4,             /* manufacturer "IND" */
        0x01, 0x00,             /* product */
    };
    static const uint8_t srgb[] = {
        0xee, 0x91, 0xa3, 0x54, 0x4c, 0x99, 0x26, 0x0f, 0x50, 0x54,
    };

    memcpy(b, header, sizeof(header));
    b[12] = serial;
    b[13] = serial >> 8;
    b[14] = serial >> 16;
    b[15] = serial >> 24;
    b[16] = 1;                  /* week */
    b[17] = 2024 - 1990;        /* year */
    b[18] = 1;
    /* HDMI 1.3a, 8.3.1: EDID 1.3, whose input is just digital */
    b[19] = info->input == IGD_EDID_HDMI ? 3 : 4;
    b[20] = info->input == IGD_EDID_HDMI ? 0x80 : 0xa5; /* 8 bits, DP */
    b[21] = size_mm(modes[0].hdisplay) / 10;
    b[22] = size_mm(modes[0].vdisplay) / 10;
    b[23] = 120;                /* gamma 2.2 */
    b[24] = 0x06;               /* sRGB; preferred mode is native */
    memcpy(b + 25, srgb, sizeof(srgb));
    memset(b + 38, 0x01, 16);   /* no standard timings */
    for (size_t i = 0; i < BASE_TIMINGS; i++) {
        uint8_t *d = b + BASE_DESCRIPTORS + i * DESCRIPTOR;

        if (i < info->num_modes) {
            put_timing(d, &modes[i], &modes[0]);
        } else {
            d[3] = 0x10;        /* dummy */
        }
    }
    put_range(b + BASE_DESCRIPTORS + BASE_TIMINGS * DESCRIPTOR, info);
    put_name(b + BASE_DESCRIPTORS + (BASE_TIMINGS + 1) * DESCRIPTOR,
             info->name);
    b[BASE_EXTENSIONS] = extensions;
    put_checksum(b);
}

/*
 * Data blocks of the first CEA-861 extension: what kind of sink this is, the
 * range of RGB (selectable), and the modes that have a code there. Returns
 * where they end.
 */
static size_t put_data_blocks(uint8_t *b, const IgdEdidInfo *info)
{
    /* vendor-specific, 7 bytes: HDMI, address 1.0.0.0, no deep colour */
    static const uint8_t vsdb[] = {
        0x67, 0x03, 0x0c, 0x00, 0x10, 0x00, 0x00, IGD_HDMI_MAX_KHZ / 5000,
    };
    static const uint8_t capability[] = { 0xe2, 0x00, 0x4a };
    size_t pos = CTA_HEADER, tag;

    if (info->input == IGD_EDID_HDMI) {
        memcpy(b + pos, vsdb, sizeof(vsdb));
        pos += sizeof(vsdb);
    }
    memcpy(b + pos, capability, sizeof(capability));
    pos += sizeof(capability);
    tag = pos++;
    for (size_t i = 0; i < info->num_modes; i++) {
        uint8_t vic = info->modes[i].vic;

        if (vic && !memchr(b + tag + 1, vic, pos - tag - 1)) {
            b[pos++] = vic;
        }
    }
    if (pos == tag + 1) {
        return tag;
    }
    b[tag] = 0x40 | (pos - tag - 1);    /* video */
    return pos;
}

/* A CEA-861 block with as many of @modes as go in; returns how many. */
static size_t make_cta(uint8_t *b, const IgdEdidInfo *info, size_t first,
                       bool data_blocks)
{
    size_t pos = data_blocks ? put_data_blocks(b, info) : CTA_HEADER;
    size_t next = first;

    b[0] = TAG_CTA;
    b[1] = 3;                   /* revision */
    b[2] = pos;
    b[3] = 0x80 | 1;            /* underscans; no audio; one native timing */
    while (next < info->num_modes && pos + DESCRIPTOR <= CTA_END) {
        put_timing(b + pos, &info->modes[next++], &info->modes[0]);
        pos += DESCRIPTOR;
    }
    put_checksum(b);
    return next - first;
}

/* What the other extensions are; E-EDID wants it first where there are two. */
static void make_block_map(uint8_t *b, unsigned others)
{
    b[0] = TAG_BLOCK_MAP;
    memset(b + 1, TAG_CTA, others);
    put_checksum(b);
}

size_t igd_edid_make(uint8_t edid[IGD_EDID_MAX_SIZE], const IgdEdidInfo *info)
{
    uint8_t *block = edid + IGD_EDID_BLOCK;
    size_t done = BASE_TIMINGS;

    memset(edid, 0, IGD_EDID_MAX_SIZE);
    if (info->input == IGD_EDID_DP && info->num_modes <= BASE_TIMINGS) {
        make_base(edid, info, 0);
        return IGD_EDID_BLOCK;
    }
    done += make_cta(block, info, done, true);
    if (done >= info->num_modes) {
        make_base(edid, info, 1);
        return 2 * IGD_EDID_BLOCK;
    }
    memcpy(block + IGD_EDID_BLOCK, block, IGD_EDID_BLOCK);
    memset(block, 0, IGD_EDID_BLOCK);
    make_block_map(block, 2);
    make_cta(block + 2 * IGD_EDID_BLOCK, info, done, false);
    make_base(edid, info, 3);
    return IGD_EDID_MAX_SIZE;
}

const char *igd_edid_error(const uint8_t *edid, size_t size)
{
    static const uint8_t header[] = {
        0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x00,
    };

    if (!size || size % IGD_EDID_BLOCK || size > IGD_EDID_MAX_SIZE) {
        return "it is not one to four blocks of 128 bytes";
    }
    if (memcmp(edid, header, sizeof(header))) {
        return "it does not start as an EDID does";
    }
    if (edid[BASE_EXTENSIONS] != size / IGD_EDID_BLOCK - 1) {
        return "it has another number of blocks than it says";
    }
    for (size_t i = 0; i < size; i += IGD_EDID_BLOCK) {
        uint8_t sum = 0;

        for (unsigned j = 0; j < IGD_EDID_BLOCK; j++) {
            sum += edid[i + j];
        }
        if (sum) {
            return "the checksum of a block is wrong";
        }
    }
    return NULL;
}
