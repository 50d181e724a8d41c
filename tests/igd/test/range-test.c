/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Limited range: what a monitor is told of it, and what comes back of colours
 * that i915 narrows.
 */
#include <string.h>
#include "../display/correct.h"
#include "../display/pixel.h"
#include "../port/range.h"
#include "tap.h"

static void test_widen(void)
{
    bool nearest = true, clamped = true;

    for (int v = 0; v < 256; v++) {
        int wide = igd_range_widen(v);

        if (v <= 16 || v >= 235) {
            clamped &= wide == (v <= 16 ? 0 : 255);
        } else {
            /* at most half a step off (v - 16) * 255 / 219 */
            int off = wide * 219 - (v - 16) * 255;

            nearest &= off * 2 <= 219 && off * 2 >= -219;
        }
    }
    ok(nearest, "16 to 235 becomes 0 to 255, to the nearest");
    ok(clamped, "what is outside is clamped");
}

static void test_picture(void)
{
    uint32_t picture[2][3] = {
        { 0x101010, 0xebebeb, 0x111111 }, { 0x00ff10, 0x108010, 0x777777 },
    };

    igd_range_widen_picture(&picture[0][0], 2, 2, 3);
    ok(picture[0][0] == 0 && picture[0][1] == 0xffffff &&
       picture[1][0] == 0x00ff00 && picture[1][1] == 0x008200,
       "each component of a picture is widened");
    ok(picture[0][2] == 0x111111 && picture[1][2] == 0x777777,
       "what is beside it is not");
}

static void test_dp(void)
{
    ok(!igd_range_limited_dp(0x21), "MSA: RGB of 8 bits is full");
    ok(igd_range_limited_dp(0x29), "MSA: CEA range is limited");
    ok(!igd_range_limited_dp(0x2d), "MSA: YCbCr is left alone");
}

static bool limited(unsigned y, unsigned q, unsigned vic)
{
    uint8_t avi[IGD_INFOFRAME_SIZE] = { 0x82, 2, 13 };

    avi[4] = y << 5;
    avi[6] = q << 2;
    avi[7] = vic;
    return igd_range_limited_hdmi(avi);
}

static void test_hdmi(void)
{
    ok(!igd_range_limited_hdmi(NULL), "HDMI without an AVI infoframe is full");
    ok(limited(0, 0, 16), "AVI: the default of a CEA format is limited");
    ok(!limited(0, 0, 1) && !limited(0, 0, 0),
       "AVI: the default of 640x480 and of other formats is full");
    ok(limited(0, 1, 0) && !limited(0, 2, 16),
       "AVI: what is said goes before the default");
    ok(!limited(2, 1, 16), "AVI: YCbCr is left alone");
}

/* i915 display/intel_color.c: ilk_csc_matrix_limited_range */
static uint8_t sent(unsigned v)
{
    IgdCorrection c = { };
    int32_t color[3] = { igd_from8(v), igd_from8(v), igd_from8(v) };

    for (unsigned i = 0; i < 3; i++) {
        c.coeff[i * 4] = 219 * IGD_ONE / 256;
        c.postoff[i] = 16 * IGD_ONE / 256;
    }
    igd_correct(&c, IGD_CORRECT_CSC, color);
    return igd_to8(color[0]);
}

/*
 * 220 values are sent for 256, and what more than eight bits there is was cut
 * off: not all come back.
 */
static void test_there_and_back(void)
{
    unsigned exact = 0, lower = 0;

    for (unsigned v = 0; v < 256; v++) {
        unsigned back = igd_range_widen(sent(v));

        exact += back == v;
        lower += back + 1 == v;
    }
    ok(sent(0) == 16 && sent(255) == 235, "black is sent as 16, white as 235");
    ok(exact == 110 && exact + lower == 256,
       "110 values come back exactly, the others lower by one");
    ok(igd_range_widen(sent(0)) == 0 && igd_range_widen(sent(255)) == 255,
       "black and white come back");
}

int main(void)
{
    test_widen();
    test_picture();
    test_dp();
    test_hdmi();
    test_there_and_back();
    return tap_done();
}
