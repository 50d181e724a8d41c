/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Gamma and CSC against floating point, alone and on the layers of a picture. */
#include "reference.h"
#include "tap.h"

#define WIDTH   96u
#define HEIGHT  70u

static uint32_t legacy[256], precision[1024];
static uint32_t got[WIDTH * HEIGHT], want[WIDTH * HEIGHT];

static IgdCorrection random_correction(IgdGamma gamma)
{
    IgdCorrection c = {
        .gamma = gamma, .csc_first = random_below(2),
        .legacy = legacy, .precision = precision,
    };

    for (unsigned i = 0; i < 256; i++) {
        legacy[i] = random_below(1 << 24);
    }
    for (unsigned i = 0; i < 1024; i++) {
        precision[i] = random_below(1 << 30);
    }
    for (unsigned i = 0; i < 3; i++) {
        c.gc_max[i] = random_below(IGD_ONE + 1);
        c.ext_gc_max[i] = random_below(3 * IGD_ONE);
        c.preoff[i] = (int32_t)random_below(IGD_ONE) - IGD_ONE / 2;
        c.postoff[i] = (int32_t)random_below(IGD_ONE) - IGD_ONE / 2;
    }
    for (unsigned i = 0; i < 9; i++) {
        c.coeff[i] = (int32_t)random_below(4 * IGD_ONE) - 2 * IGD_ONE;
    }
    return c;
}

static double entry10(unsigned i, unsigned channel)
{
    return (precision[i] >> (20 - 10 * channel) & 1023) / 1023.0;
}

static double entry12(const IgdCorrection *c, unsigned i, unsigned channel)
{
    unsigned shift = 20 - 10 * channel;

    return i == 512 ? c->gc_max[channel] / 65536.0 :
           ((precision[2 * i + 1] >> shift & 1023) * 64 +
            (precision[2 * i] >> shift & 1023) / 16) / 65536.0;
}

static double gamma_of(const IgdCorrection *c, double v, unsigned channel,
                       bool second)
{
    double in = unit_range(v), out, at;
    unsigned i;

    switch (c->gamma) {
    case IGD_GAMMA_8BIT:
        i = floor(in * 255 + 0.5);
        return (legacy[i] >> (16 - 8 * channel) & 255) / 255.0;
    case IGD_GAMMA_10BIT:
        out = entry10(fmin(1023, floor(in * 1024)), channel);
        break;
    case IGD_GAMMA_SPLIT:
        out = entry10(fmin(511, floor(in * 512)) + (second ? 512 : 0),
                      channel);
        break;
    default:
        i = fmin(511, floor(in * 512));
        at = in * 512 - i;
        out = entry12(c, i, channel) * (1 - at) +
              entry12(c, i + 1, channel) * at;
        break;
    }
    if (v > 1) {
        at = (fmin(v, 3) - 1) / 2;
        out = out * (1 - at) + c->ext_gc_max[channel] / 65536.0 * at;
    }
    return out;
}

static void correct(const IgdCorrection *c, unsigned what, double v[3])
{
    bool split = c->gamma == IGD_GAMMA_SPLIT;
    double in[3];

    for (unsigned i = 0; i < 3 && what & IGD_CORRECT_GAMMA &&
                         (split || !c->csc_first); i++) {
        v[i] = gamma_of(c, v[i], i, false);
    }
    if (what & IGD_CORRECT_CSC) {
        for (unsigned i = 0; i < 3; i++) {
            in[i] = v[i] + c->preoff[i] / 65536.0;
        }
        for (unsigned i = 0; i < 3; i++) {
            v[i] = c->postoff[i] / 65536.0;
            for (unsigned k = 0; k < 3; k++) {
                v[i] += c->coeff[i * 3 + k] / 65536.0 * in[k];
            }
            v[i] = fmin(8, fmax(-8, v[i]));
        }
    }
    for (unsigned i = 0; i < 3 && what & IGD_CORRECT_GAMMA &&
                         (split || c->csc_first); i++) {
        v[i] = gamma_of(c, v[i], i, true);
    }
}

/*
 * Where gamma follows another stage, a last bit may take the next entry of a
 * table that jumps at random: each stage alone, and all with a smooth table.
 */
static void smooth_tables(IgdCorrection *c)
{
    for (unsigned i = 0; i < 256; i++) {
        legacy[i] = i << 16 | (255 - i) << 8 | i / 2;
    }
    for (unsigned i = 0; i < 1024; i++) {
        unsigned v = c->gamma == IGD_GAMMA_12BIT ? i / 2 * 2 : i % 512 * 2;

        v = c->gamma == IGD_GAMMA_10BIT ? i : v;
        v = c->gamma == IGD_GAMMA_SPLIT && i >= 512 ? 1023 - v / 2 : v;
        precision[i] = c->gamma == IGD_GAMMA_12BIT && i % 2 == 0 ? 0 :
                       v << 20 | (1023 - v) << 10 | v / 2;
    }
}

static unsigned count_good(IgdGamma gamma, unsigned what, bool smooth,
                           double tolerance, unsigned n)
{
    unsigned good = 0;

    for (unsigned i = 0; i < n; i++) {
        IgdCorrection c = random_correction(gamma);
        int32_t v[3];
        double r[3], worst = 0;

        if (smooth) {
            smooth_tables(&c);
        }
        for (unsigned k = 0; k < 3; k++) {
            v[k] = (int32_t)random_below(6 * IGD_ONE) - IGD_ONE;
            v[k] = i % 8 ? v[k] : IGD_ONE;      /* and the very end */
            r[k] = v[k] / 65536.0;
        }
        igd_correct(&c, what, v);
        correct(&c, what, r);
        for (unsigned k = 0; k < 3; k++) {
            worst = fmax(worst, fabs(v[k] / 65536.0 - r[k]));
        }
        good += worst <= tolerance;
    }
    return good;
}

static void test_stages(void)
{
    static const char *const names[] = { "8 bit", "10 bit", "12 bit",
                                         "split" };
    unsigned n = 2000;

    for (IgdGamma g = IGD_GAMMA_8BIT; g <= IGD_GAMMA_12BIT; g++) {
        unsigned good = count_good(g, IGD_CORRECT_GAMMA, false, 4e-5, n);

        ok(good == n, "%s gamma: %u of %u colours like the reference",
           names[g], good, n);
    }
    ok(count_good(IGD_GAMMA_10BIT, IGD_CORRECT_CSC, false, 1e-4, n) == n,
       "CSC: all colours like the reference");
    for (IgdGamma g = IGD_GAMMA_8BIT; g <= IGD_GAMMA_SPLIT; g++) {
        /* one step of the table, and what the CSC makes of it */
        unsigned good = count_good(g, IGD_CORRECT_GAMMA | IGD_CORRECT_CSC,
                                   true, 0.02, n);

        ok(good == n, "%s gamma and CSC: %u of %u colours like the reference",
           names[g], good, n);
    }
}

static IgdBackdrop plain(void)
{
    IgdBackdrop b = {
        .correction = { .legacy = legacy, .precision = precision,
                        .coeff = { IGD_ONE, 0, 0, 0, IGD_ONE, 0, 0, 0,
                                   IGD_ONE } },
    };

    return b;
}

/* Full range to limited: i915 ilk_csc_matrix_limited_range */
static void limited(IgdCorrection *c)
{
    for (unsigned i = 0; i < 3; i++) {
        c->coeff[i * 4] = 438 * IGD_ONE / 512;
        c->postoff[i] = 0x100 * IGD_ONE / 4096;
    }
}

static void test_limited(void)
{
    IgdBackdrop b = plain();
    uint8_t table[3][256];

    limited(&b.correction);
    ok(igd_correct_table(&b.correction, IGD_CORRECT_CSC, table) &&
       table[0][0] == 16 && table[1][255] == 235 && table[2][128] == 125,
       "limited range is 16 to 235");
    b.correction.coeff[1] = 1;
    ok(!igd_correct_table(&b.correction, IGD_CORRECT_CSC, table) &&
       igd_correct_table(&b.correction, IGD_CORRECT_GAMMA, table),
       "no table where channels mix");
}

static IgdLayer make(IgdFormat format, unsigned what)
{
    return (IgdLayer) {
        .surface = { .format = format, .stride = 1024, .fetch = fetch },
        .decode = { .format = format },
        .width = WIDTH - 20, .height = HEIGHT - 20, .alpha = 255,
        .correct = what,
    };
}

static int compare(const IgdBackdrop *b, IgdLayer *l, unsigned n)
{
    memset(got, 0, sizeof(got));
    igd_compose(b, l, n, got, WIDTH, HEIGHT, WIDTH);
    for (unsigned y = 0; y < HEIGHT; y++) {
        for (unsigned x = 0; x < WIDTH; x++) {
            Color p = { .c = { field(b->color, 20, 10),
                               field(b->color, 10, 10),
                               field(b->color, 0, 10) } };
            unsigned what = b->correct;

            for (unsigned i = 0; i < n; i++) {
                int lx = (int)x - l[i].dst_x, ly = (int)y - l[i].dst_y;

                if (lx >= 0 && ly >= 0 && lx < (int)l[i].width &&
                    ly < (int)l[i].height) {
                    p = decode(&l[i].decode, lx, ly);
                    what = l[i].correct;
                }
            }
            if (what) {
                correct(&b->correction, what, p.c);
            }
            want[y * WIDTH + x] = to_xrgb(p.c);
        }
    }
    return difference(got, want, WIDTH, HEIGHT, WIDTH);
}

static void test_layers(void)
{
    static const IgdFormat formats[] = {
        IGD_FORMAT_XRGB8888, IGD_FORMAT_XBGR8888, IGD_FORMAT_XRGB2101010,
    };
    unsigned good = 0, n = 0;

    map_surface(IGD_TILING_LINEAR, 4, false, 1024, 128, 1024);
    for (unsigned i = 0; i < 96; i++, n++) {
        IgdBackdrop b = plain();
        IgdLayer l[2] = { make(formats[i % 3], i / 3 % 4),
                          make(IGD_FORMAT_XRGB8888, i / 12 % 4) };

        b.color = random_below(1 << 30);
        b.correct = random_below(4);
        b.correction.gamma = i / 48 ? IGD_GAMMA_10BIT : IGD_GAMMA_8BIT;
        b.correction.csc_first = i % 2;
        smooth_tables(&b.correction);
        if (random_below(2)) {
            limited(&b.correction);
        } else {
            b.correction.coeff[1] = IGD_ONE / 4;    /* channels mix */
        }
        l[0].dst_x = l[0].dst_y = 5;
        l[1].dst_x = l[1].dst_y = 40;
        good += compare(&b, l, 2) <= 1;
    }
    ok(good == n, "each layer has its own correction: %u of %u pictures like "
       "the reference", good, n);
}

/* All ten bits of a pixel count, not the eight of a table. */
static void test_ten_bits(void)
{
    IgdBackdrop b = plain();
    IgdLayer l = make(IGD_FORMAT_XRGB2101010, IGD_CORRECT_GAMMA);

    b.correction = random_correction(IGD_GAMMA_10BIT);
    ok(!compare(&b, &l, 1), "gamma of ten bits is exact");
}

static void test_background(void)
{
    IgdBackdrop b = plain();
    bool good = true;

    b.color = 0x3ffu << 20 | 0x155u << 10 | 0x2aa;
    igd_compose(&b, NULL, 0, got, WIDTH, HEIGHT, WIDTH);
    for (unsigned i = 0; i < WIDTH * HEIGHT; i++) {
        good = good && got[i] == 0xff55aa;
    }
    ok(good, "without layers the background is seen");
}

int main(void)
{
    random_memory();
    test_stages();
    test_limited();
    test_layers();
    test_ten_bits();
    test_background();
    return tap_done();
}
