/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Timings of a mode: see edid.h. Sources: CEA-861-D, VESA CVT 1.1 and DMT 1.0.
 */
#include "edid.h"

/* Timings that standards give for a size and rate. */
static const struct {
    uint32_t hz;
    IgdMode mode;
} standard[] = {
    /* CEA-861 */
    { 60, { 148500, 1920, 88, 44, 148, 1080, 4, 5, 36, true, true, 16 } },
    { 50, { 148500, 1920, 528, 44, 148, 1080, 4, 5, 36, true, true, 31 } },
    { 24, { 74250, 1920, 638, 44, 148, 1080, 4, 5, 36, true, true, 32 } },
    { 60, { 74250, 1280, 110, 40, 220, 720, 5, 5, 20, true, true, 4 } },
    { 50, { 74250, 1280, 440, 40, 220, 720, 5, 5, 20, true, true, 19 } },
    { 60, { 27000, 720, 16, 62, 60, 480, 9, 6, 30, false, false, 2 } },
    { 50, { 27000, 720, 12, 64, 68, 576, 5, 5, 39, false, false, 17 } },
    { 60, { 25175, 640, 16, 96, 48, 480, 10, 2, 33, false, false, 1 } },
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
