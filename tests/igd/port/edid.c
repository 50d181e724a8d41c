/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * EDID: see edid.h. Sources: VESA E-EDID release A revision 2, CEA-861-D,
 * VESA CVT 1.1 and DMT 1.0, HDMI 1.3a for the vendor-specific data block.
 */
#include <string.h>
#include "edid.h"

#define DESCRIPTOR          18
#define BASE_DESCRIPTORS    54      /* offset of the four descriptors */
#define BASE_TIMINGS        3       /* of them, the last is the name */


/* Timings that standards give for a size and rate. */
static const struct {
    uint32_t hz;
    IgdMode mode;
} standard[] = {
    /* CEA-861 */
    { 60, { 148500, 1920, 88, 44, 148, 1080, 4, 5, 36, true, true } },
    { 50, { 148500, 1920, 528, 44, 148, 1080, 4, 5, 36, true, true } },
    { 24, { 74250, 1920, 638, 44, 148, 1080, 4, 5, 36, true, true } },
    { 60, { 74250, 1280, 110, 40, 220, 720, 5, 5, 20, true, true } },
    { 50, { 74250, 1280, 440, 40, 220, 720, 5, 5, 20, true, true } },
    { 60, { 27000, 720, 16, 62, 60, 480, 9, 6, 30, false, false } },
    { 50, { 27000, 720, 12, 64, 68, 576, 5, 5, 39, false, false } },
    { 60, { 25175, 640, 16, 96, 48, 480, 10, 2, 33, false, false } },
    /* VESA DMT */
    { 60, { 40000, 800, 40, 128, 88, 600, 1, 4, 23, true, true } },
    { 75, { 49500, 800, 16, 80, 160, 600, 1, 3, 21, true, true } },
    { 60, { 65000, 1024, 24, 136, 160, 768, 3, 6, 29, false, false } },
    { 75, { 78750, 1024, 16, 96, 176, 768, 1, 3, 28, true, true } },
    { 60, { 108000, 1280, 48, 112, 248, 1024, 1, 3, 38, true, true } },
    { 75, { 135000, 1280, 16, 144, 248, 1024, 1, 3, 38, true, true } },
    { 60, { 162000, 1600, 64, 192, 304, 1200, 1, 3, 46, true, true } },
};

/* CVT marks the aspect ratio by the width of vertical sync. */
static unsigned cvt_vsync(uint32_t width, uint32_t height)
{
    if (width * 3 == height * 4) {
        return 4;
    } else if (width * 9 == height * 16) {
        return 5;
    } else if (width * 10 == height * 16) {
        return 6;
    } else if (width * 4 == height * 5 || width * 9 == height * 15) {
        return 7;
    }
    return 10;
}

/* VESA CVT with reduced blanking, version 1 */
static void cvt_reduced(IgdMode *m, uint32_t width, uint32_t height,
                        uint32_t hz)
{
    const uint32_t min_vblank_us = 460;
    unsigned vsync = cvt_vsync(width, height);
    /* lines in the least blanking: it over the period of a line, and one */
    uint32_t lines = (uint64_t)min_vblank_us * height * hz /
                     (1000000 - min_vblank_us * hz) + 1;
    uint32_t vtotal, min_lines = 3 + vsync + 6;

    lines = lines < min_lines ? min_lines : lines;
    vtotal = height + lines;
    *m = (IgdMode) {
        .hdisplay = width, .hfront = 48, .hsync = 32, .hback = 80,
        .vdisplay = height, .vfront = 3, .vsync = vsync,
        .vback = lines - 3 - vsync,
        .hpositive = true, .vpositive = false,
        /* rounded down to a multiple of 250 kHz */
        .clock = (uint64_t)hz * vtotal * (width + 160) / 250000 * 250,
    };
}

bool igd_mode_make(IgdMode *mode, uint32_t width, uint32_t height,
                   uint32_t hz)
{
    /* 12 bits of size, and rates at which CVT's blanking makes sense */
    if (width < 64 || width > 4095 || height < 64 || height > 4095 ||
        hz < 24 || hz > 240) {
        return false;
    }
    for (size_t i = 0; i < sizeof(standard) / sizeof(standard[0]); i++) {
        const IgdMode *m = &standard[i].mode;

        if (m->hdisplay == width && m->vdisplay == height &&
            standard[i].hz == hz) {
            *mode = *m;
            return true;
        }
    }
    cvt_reduced(mode, width, height, hz);
    /* 16 bits of 10 kHz */
    return mode->clock <= 655350;
}

static uint32_t size_mm(uint32_t pixels)
{
    return pixels * 254 / 960;  /* 96 dpi */
}

static void put_timing(uint8_t *d, const IgdMode *m)
{
    uint32_t hblank = m->hfront + m->hsync + m->hback;
    uint32_t vblank = m->vfront + m->vsync + m->vback;
    uint32_t w = size_mm(m->hdisplay), h = size_mm(m->vdisplay);

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

static void make_base(uint8_t *b, const IgdMode *modes, size_t num_modes,
                      const char *name, bool hdmi, uint32_t serial)
{
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
    b[19] = 4;
    b[20] = 0xa0 | (hdmi ? 2 : 5);      /* digital, 8 bits, interface */
    b[21] = size_mm(modes[0].hdisplay) / 10;
    b[22] = size_mm(modes[0].vdisplay) / 10;
    b[23] = 120;                /* gamma 2.2 */
    b[24] = 0x06;               /* sRGB; preferred mode is native */
    memcpy(b + 25, srgb, sizeof(srgb));
    memset(b + 38, 0x01, 16);   /* no standard timings */
    for (size_t i = 0; i < BASE_TIMINGS; i++) {
        uint8_t *d = b + BASE_DESCRIPTORS + i * DESCRIPTOR;

        if (i < num_modes) {
            put_timing(d, &modes[i]);
        } else {
            d[3] = 0x10;        /* dummy */
        }
    }
    put_name(b + BASE_DESCRIPTORS + BASE_TIMINGS * DESCRIPTOR, name);
    b[126] = 1;                 /* extensions */
    put_checksum(b);
}

static void make_cea(uint8_t *b, const IgdMode *modes, size_t num_modes,
                     bool hdmi)
{
    /* vendor-specific, 7 bytes: HDMI, address 1.0.0.0, no deep colour */
    static const uint8_t vsdb[] = {
        0x67, 0x03, 0x0c, 0x00, 0x10, 0x00, 0x00, IGD_HDMI_MAX_KHZ / 5000,
    };
    size_t pos = 4;

    b[0] = 0x02;
    b[1] = 3;                   /* revision */
    if (hdmi) {
        memcpy(b + pos, vsdb, sizeof(vsdb));
        pos += sizeof(vsdb);
    }
    b[2] = pos;
    for (size_t i = BASE_TIMINGS; i < num_modes; i++, pos += DESCRIPTOR) {
        put_timing(b + pos, &modes[i]);
    }
    put_checksum(b);
}

void igd_edid_make(uint8_t edid[IGD_EDID_SIZE], const IgdMode *modes,
                   size_t num_modes, const char *name, bool hdmi,
                   uint32_t serial)
{
    memset(edid, 0, IGD_EDID_SIZE);
    make_base(edid, modes, num_modes, name, hdmi, serial);
    make_cea(edid + IGD_EDID_BLOCK, modes, num_modes, hdmi);
}
