/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Colour correction: gamma tables, colour space conversion, background.
 *
 * The tables are not double-buffered: a write takes effect at once. GAMMA_MODE
 * and the background take effect at the next start of vertical blank; so do
 * the coefficients and offsets of the CSC after CSC_MODE has been written,
 * which arms them. Writes of those take the arming back, and on gen9
 * reads do too. In a pipe that does not run all takes effect at
 * once. Sources: i915 intel_color.c (load_luts, skl_read_csc()),
 * intel_color_regs.h.
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "colour.h"
#include "kind.h"
#include "timing.h"

#define CSC_BASE(pipe)          (0x49010 + (pipe) * 0x100)
#define LGC_PALETTE(pipe)       (0x4a000 + (pipe) * 0x800)
#define PREC_PAL_INDEX(pipe)    (0x4a400 + (pipe) * 0x800)
#define PREC_PAL_GC_MAX(pipe)   (0x4a410 + (pipe) * 0x800)
#define PREC_PAL_EXT_MAX(pipe)  (0x4a420 + (pipe) * 0x800)
#define GAMMA_MODE(pipe)        (0x4a480 + (pipe) * 0x800)
#define BOTTOM_COLOR(pipe)      (0x70034 + (pipe) * 0x1000)

/* from CSC_BASE */
enum {
    CSC_COEFF = 0x00, CSC_MODE = 0x18, CSC_PREOFF = 0x20, CSC_POSTOFF = 0x30,
};

#define CSC_BEFORE_GAMMA        BIT(1)
#define INDEX_SPLIT             BIT(31) /* says of what the index is, only */
#define INDEX_AUTO_INCREMENT    BIT(15)
#define INDEX_MASK              (IGD_PRECISION_ENTRIES - 1)
#define BOTTOM_GAMMA            BIT(31)
#define BOTTOM_CSC              BIT(30)

/* of the primary plane of gen8, which the background goes along with */
#define DISP_PIPE_GAMMA         BIT(30)
#define DISP_PIPE_CSC           BIT(24)

static void csc_latch(IgdPipe *pipe)
{
    IgdColourRegs *r = &pipe->colour_live;
    uint32_t base = CSC_BASE(pipe->index);

    pipe->csc_armed = false;
    r->csc_mode = igd_reg(pipe->s, base + CSC_MODE);
    for (unsigned i = 0; i < ARRAY_SIZE(r->coeff); i++) {
        r->coeff[i] = igd_reg(pipe->s, base + CSC_COEFF + i * 4);
    }
    for (unsigned i = 0; i < ARRAY_SIZE(r->preoff); i++) {
        r->preoff[i] = igd_reg(pipe->s, base + CSC_PREOFF + i * 4);
        r->postoff[i] = igd_reg(pipe->s, base + CSC_POSTOFF + i * 4);
    }
}

void igd_colour_latch(IgdPipe *pipe)
{
    pipe->colour_live.gamma_mode = igd_reg(pipe->s, GAMMA_MODE(pipe->index));
    if (pipe->s->platform->display->bottom_color) {
        pipe->colour_live.bottom = igd_reg(pipe->s,
                                           BOTTOM_COLOR(pipe->index));
    }
    if (pipe->csc_armed) {
        csc_latch(pipe);
    }
}

/*
 * Sign, exponent, nine bits of mantissa: i915 ilk_csc_convert_ctm(). The
 * exponents 4 and 5 are not used there; they are taken as the others go on.
 */
static int32_t coefficient(uint32_t reg)
{
    /* 2^-exponent, and the mantissa's 512 is 1.0 */
    int32_t val = extract32(reg, 3, 9) << (7 - sextract32(reg, 12, 3));

    return reg & BIT(15) ? -val : val;
}

/* Two's complement, 12 fraction bits: i915 icl_program_input_csc(). */
static int32_t offset(uint32_t reg)
{
    return sextract32(reg, 0, 13) * 16;
}

static void csc_correction(const IgdColourRegs *r, IgdCorrection *c)
{
    for (unsigned row = 0; row < 3; row++) {
        c->coeff[row * 3] = coefficient(r->coeff[row * 2] >> 16);
        c->coeff[row * 3 + 1] = coefficient(r->coeff[row * 2]);
        c->coeff[row * 3 + 2] = coefficient(r->coeff[row * 2 + 1] >> 16);
        c->preoff[row] = offset(r->preoff[row]);
        c->postoff[row] = offset(r->postoff[row]);
    }
}

const uint32_t *igd_colour_palette(const IgdPipe *pipe)
{
    return &pipe->s->mmio.value[LGC_PALETTE(pipe->index) / 4];
}

/*
 * The background of gen8 is black, and "DSPCNTR pipe gamma enable on g4x+ and
 * pipe csc enable on ilk+ affect the pipe bottom color as well", with the
 * plane on or off: i915 i9xx_plane_disable_arm().
 */
static unsigned bottom_correct(const IgdPipe *pipe)
{
    uint32_t bottom = pipe->colour_live.bottom, ctl = pipe->live[0].ctl;

    if (pipe->s->platform->display->bottom_color) {
        return (bottom & BOTTOM_GAMMA ? IGD_CORRECT_GAMMA : 0) |
               (bottom & BOTTOM_CSC ? IGD_CORRECT_CSC : 0);
    }
    return (ctl & DISP_PIPE_GAMMA ? IGD_CORRECT_GAMMA : 0) |
           (ctl & DISP_PIPE_CSC ? IGD_CORRECT_CSC : 0);
}

void igd_colour_backdrop(const IgdPipe *pipe, IgdBackdrop *backdrop)
{
    static const IgdGamma modes[4] = {
        IGD_GAMMA_8BIT, IGD_GAMMA_10BIT, IGD_GAMMA_12BIT, IGD_GAMMA_SPLIT,
    };
    const IgdColourRegs *r = &pipe->colour_live;
    IgdCorrection *c = &backdrop->correction;

    *backdrop = (IgdBackdrop) {
        .color = extract32(r->bottom, 0, 30),
        .correct = bottom_correct(pipe),
        .correction = {
            .gamma = modes[extract32(r->gamma_mode, 0, 2)],
            .csc_first = r->csc_mode & CSC_BEFORE_GAMMA,
            .legacy = igd_colour_palette(pipe),
            .precision = pipe->precision,
        },
    };
    csc_correction(r, c);
    for (unsigned i = 0; i < 3; i++) {
        c->gc_max[i] = extract32(igd_reg(pipe->s, i * 4 +
                                         PREC_PAL_GC_MAX(pipe->index)), 0, 17);
        c->ext_gc_max[i] =
            extract32(igd_reg(pipe->s, i * 4 +
                              PREC_PAL_EXT_MAX(pipe->index)), 0, 19);
    }
}

/* A vblank that is due latches what was there before this write. */
static void colour_before(IgdState *s, unsigned index)
{
    igd_timing_catch_up(&s->display.pipe[index]);
}

static void buffered_write(IgdState *s, unsigned index, uint32_t old,
                           uint32_t val)
{
    IgdPipe *pipe = &s->display.pipe[index];

    if (!pipe->running) {
        igd_colour_latch(pipe);
    }
}

static void csc_mode_write(IgdState *s, unsigned index, uint32_t old,
                           uint32_t val)
{
    s->display.pipe[index].csc_armed = true;
    buffered_write(s, index, old, val);
}

/* Instances of arrays count those of pipe A first, then of B and C. */
static void csc_disarm(IgdState *s, unsigned index)
{
    s->display.pipe[index].csc_armed = false;
}

static uint32_t csc_read(IgdState *s, unsigned index, uint32_t from_base)
{
    colour_before(s, index);
    if (s->platform->display->csc_read_disarms) {
        csc_disarm(s, index);
    }
    return igd_reg(s, CSC_BASE(index) + from_base);
}

static void coeff_before(IgdState *s, unsigned instance)
{
    colour_before(s, instance / 6);
}

static void coeff_write(IgdState *s, unsigned instance, uint32_t old,
                        uint32_t val)
{
    csc_disarm(s, instance / 6);
}

static uint32_t coeff_read(IgdState *s, unsigned instance)
{
    return csc_read(s, instance / 6, CSC_COEFF + instance % 6 * 4);
}

static void off_before(IgdState *s, unsigned instance)
{
    colour_before(s, instance / 3);
}

static void off_write(IgdState *s, unsigned instance, uint32_t old,
                      uint32_t val)
{
    csc_disarm(s, instance / 3);
}

static uint32_t preoff_read(IgdState *s, unsigned instance)
{
    return csc_read(s, instance / 3, CSC_PREOFF + instance % 3 * 4);
}

static uint32_t postoff_read(IgdState *s, unsigned instance)
{
    return csc_read(s, instance / 3, CSC_POSTOFF + instance % 3 * 4);
}

/* The entry that PREC_PAL_DATA stands for; it may stand for the next then. */
static uint32_t *precision_entry(IgdState *s, unsigned index)
{
    uint32_t reg = igd_reg(s, PREC_PAL_INDEX(index));
    uint32_t i = reg & INDEX_MASK;

    if (reg & INDEX_AUTO_INCREMENT) {
        igd_reg_set(s, PREC_PAL_INDEX(index),
                    (reg & ~INDEX_MASK) | ((i + 1) & INDEX_MASK));
    }
    return &s->display.pipe[index].precision[i];
}

static uint32_t prec_data_read(IgdState *s, unsigned index)
{
    return *precision_entry(s, index);
}

static void prec_data_write(IgdState *s, unsigned index, uint32_t old,
                            uint32_t val)
{
    *precision_entry(s, index) = extract32(val, 0, 30);
}

static void colour_reset(IgdState *s)
{
    for (unsigned i = 0; i < s->platform->num_pipes; i++) {
        IgdPipe *pipe = &s->display.pipe[i];

        memset(&pipe->colour_live, 0, sizeof(pipe->colour_live));
        memset(pipe->precision, 0, sizeof(pipe->precision));
        pipe->csc_armed = false;
    }
}

#define SOURCE "i915 display/intel_color_regs.h, intel_color.c"

/* A register of every pipe, or as many as .inner_count says */
#define COLOUR_REG(_name, _offset, _stride, ...) {                      \
        .name = _name, .source = SOURCE,                                \
        .offset = (_offset), .count = 3, .stride = (_stride),           \
        .inner_stride = 4, __VA_ARGS__                                  \
    }

/* gen8 has all but the last. */
static const IgdReg colour_regs[] = {
    COLOUR_REG("PIPE_CSC_COEFF", CSC_BASE(0) + CSC_COEFF, 0x100,
               .inner_count = 6, .before = coeff_before, .read = coeff_read,
               .write = coeff_write),
    COLOUR_REG("PIPE_CSC_MODE", CSC_BASE(0) + CSC_MODE, 0x100,
               .before = colour_before, .write = csc_mode_write),
    COLOUR_REG("PIPE_CSC_PREOFF", CSC_BASE(0) + CSC_PREOFF, 0x100,
               .inner_count = 3, .before = off_before, .read = preoff_read,
               .write = off_write),
    COLOUR_REG("PIPE_CSC_POSTOFF", CSC_BASE(0) + CSC_POSTOFF, 0x100,
               .inner_count = 3, .before = off_before, .read = postoff_read,
               .write = off_write),
    COLOUR_REG("LGC_PALETTE", LGC_PALETTE(0), 0x800, .inner_count = 256),
    COLOUR_REG("PREC_PAL_INDEX", PREC_PAL_INDEX(0), 0x800,
               .bits = INDEX_SPLIT | INDEX_AUTO_INCREMENT | INDEX_MASK),
    COLOUR_REG("PREC_PAL_DATA", PREC_PAL_INDEX(0) + 4, 0x800,
               .read = prec_data_read, .write = prec_data_write),
    COLOUR_REG("PREC_PAL_GC_MAX", PREC_PAL_GC_MAX(0), 0x800,
               .inner_count = 3),
    COLOUR_REG("PREC_PAL_EXT_GC_MAX", PREC_PAL_EXT_MAX(0), 0x800,
               .inner_count = 3),
    COLOUR_REG("GAMMA_MODE", GAMMA_MODE(0), 0x800, .before = colour_before,
               .write = buffered_write),
    COLOUR_REG("SKL_BOTTOM_COLOR", BOTTOM_COLOR(0), 0x1000,
               .before = colour_before, .write = buffered_write),
};

static const VMStateDescription colour_pipe_vmstate = {
    .name = "igd/colour/pipe",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        VMSTATE_UINT32(colour_live.gamma_mode, IgdPipe),
        VMSTATE_UINT32(colour_live.bottom, IgdPipe),
        VMSTATE_UINT32(colour_live.csc_mode, IgdPipe),
        VMSTATE_UINT32_ARRAY(colour_live.coeff, IgdPipe, 6),
        VMSTATE_UINT32_ARRAY(colour_live.preoff, IgdPipe, 3),
        VMSTATE_UINT32_ARRAY(colour_live.postoff, IgdPipe, 3),
        VMSTATE_BOOL(csc_armed, IgdPipe),
        VMSTATE_UINT32_ARRAY(precision, IgdPipe, IGD_PRECISION_ENTRIES),
        VMSTATE_END_OF_LIST()
    },
};

static const VMStateDescription colour_vmstate = {
    .name = "igd/colour",
    .version_id = 1,
    .minimum_version_id = 1,
    .fields = (const VMStateField[]) {
        IGD_VMSTATE_PIPES(colour_pipe_vmstate),
        VMSTATE_END_OF_LIST()
    },
};

const IgdRoom igd_colour_gen8_room = {
    .name = "colour",
    .regs = colour_regs,
    .num_regs = ARRAY_SIZE(colour_regs) - 1,
    .reset = colour_reset,
    .vmsd = &colour_vmstate,
};

const IgdRoom igd_colour_gen9_room = {
    .name = "colour",
    .regs = colour_regs,
    .num_regs = ARRAY_SIZE(colour_regs),
    .reset = colour_reset,
    .vmsd = &colour_vmstate,
};
