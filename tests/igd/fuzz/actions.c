/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the bytes of an input do. */
#include "qemu/osdep.h"
#include "qapi/error.h"
#include "exec/address-spaces.h"
#include "../display/pipe.h"
#include "fuzz.h"

#define ENABLE  BIT(31)

uint32_t fuzz_take(FuzzInput *in, unsigned bytes)
{
    uint32_t val = 0;

    for (unsigned i = 0; i < bytes && in->left; i++, in->left--) {
        val |= (uint32_t)*in->data++ << i * 8;
    }
    return val;
}

void fuzz_write(Fuzz *f, uint32_t offset, uint64_t val, unsigned size)
{
    uint8_t buf[8];

    stq_le_p(buf, val);
    address_space_write(&address_space_memory, FUZZ_BAR0 + offset,
                        MEMTXATTRS_UNSPECIFIED, buf, size);
}

void fuzz_read(Fuzz *f, uint32_t offset, unsigned size)
{
    uint8_t buf[8];

    address_space_read(&address_space_memory, FUZZ_BAR0 + offset,
                       MEMTXATTRS_UNSPECIFIED, buf, size);
}

uint32_t fuzz_reg(Fuzz *f, FuzzInput *in)
{
    return f->reg[fuzz_take(in, 2) % f->num_regs];
}

uint32_t fuzz_small(uint32_t offset, uint32_t val)
{
    bool timing = (offset & ~0xfff) >= 0x60000 &&
                  (offset & ~0xfff) <= 0x6f000 && (offset & 0xfff) <= 0x1f;

    return timing ? val & 0x00ff00ff : val;
}

static void set(Fuzz *f, uint32_t offset, uint32_t val)
{
    fuzz_write(f, offset, fuzz_small(offset, val), 4);
}

static void write_register(Fuzz *f, FuzzInput *in)
{
    uint32_t reg = fuzz_reg(f, in);

    set(f, reg, fuzz_take(in, 4));
}

static void flip_bits(Fuzz *f, FuzzInput *in)
{
    uint32_t reg = fuzz_reg(f, in);
    uint32_t val = igd_reg(f->s, reg);

    for (unsigned n = fuzz_take(in, 1) % 4 + 1; n; n--) {
        val ^= BIT(fuzz_take(in, 1) % 32);
    }
    set(f, reg, val);
}

static void read_register(Fuzz *f, FuzzInput *in)
{
    fuzz_read(f, fuzz_reg(f, in), 4);
}

/* Any size at any place of BAR0 below the page table. */
static void access_bytes(Fuzz *f, FuzzInput *in)
{
    uint32_t how = fuzz_take(in, 1);
    uint32_t offset = how & 8 ? fuzz_take(in, 3) % IGD_GTT_SIZE :
                                fuzz_reg(f, in) + fuzz_take(in, 1) % 8;
    unsigned size = 1 << (how & 3);

    if (how & 4) {
        fuzz_read(f, offset, size);
    } else {
        fuzz_write(f, offset, fuzz_small(offset, fuzz_take(in, 4)), size);
    }
}

static void write_ptes(Fuzz *f, FuzzInput *in)
{
    uint32_t index = fuzz_take(in, 2);
    unsigned how = fuzz_take(in, 1);

    for (unsigned i = 0; i <= how % 16; i++) {
        uint64_t pte = FUZZ_PAGE(fuzz_take(in, 1) % FUZZ_PAGES) | 1;

        if (how & 0x80) {
            pte = fuzz_take(in, 4) | (uint64_t)fuzz_take(in, 1) << 32;
        }
        fuzz_pte(f, index + i, pte);
    }
    if (how & 0x40) {
        fuzz_write(f, 0x101008, 1, 4);
    }
}

static void write_memory(Fuzz *f, FuzzInput *in)
{
    uint32_t at = fuzz_take(in, 3) % (FUZZ_PAGES * 4096 - 64);

    for (unsigned n = fuzz_take(in, 1) % 64; n; n--) {
        f->ram[at++] = fuzz_take(in, 1);
    }
}

static bool works(Fuzz *f)
{
    for (unsigned i = 0; i < f->s->gt.num_engines; i++) {
        if (f->s->gt.engine[i].active[0] || f->s->gt.engine[i].pending[0]) {
            return true;
        }
    }
    return false;
}

/*
 * Up to 67 ms, or 4 ms while engines work: a batch that never ends is
 * thousands of commands in that.
 */
static void step(Fuzz *f, FuzzInput *in)
{
    int64_t ns = (int64_t)(fuzz_take(in, 1) + 1) <<
                 fuzz_take(in, 1) % (works(f) ? 15 : 19);

    qemu_clock_advance_virtual_time(
        qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + ns);
}

static void set_monitor(Fuzz *f, FuzzInput *in)
{
    static const struct {
        const char *name, *value;
    } settings[] = {
        { "plugged", "off" }, { "plugged", "on" },
        { "hpd-pulse", "short" }, { "hpd-pulse", "link-loss" },
        { "hpd-pulse", "irq" }, { "hpd-pulse", "long" },
        { "fail-training", "cr" }, { "fail-training", "eq" },
        { "fail-training", "none" }, { "fail-above", "1.62" },
        { "ddc", "dead" }, { "ddc", "stuck" }, { "ddc", "works" },
        { "edid", "" },
    };
    unsigned which = fuzz_take(in, 1) % FUZZ_MONITORS;
    unsigned what = fuzz_take(in, 1) % ARRAY_SIZE(settings);

    /* some are refused, as for a pulse of an unplugged monitor */
    object_property_parse(OBJECT(f->monitor[which]), settings[what].name,
                          settings[what].value, NULL);
}

/* What can be seen from outside. */
static void look(Fuzz *f, FuzzInput *in)
{
    static const char *const properties[] = {
        "crc", "timings", "infoframes", "link", "frames", "signal",
        "backlight", "transcoder",
    };
    unsigned what = fuzz_take(in, 1);
    IgdMonitor *mon = f->monitor[what % FUZZ_MONITORS];

    if (what >= 0xe0) {
        graphic_hw_update(mon->con);
    } else if (what & 0x40) {
        g_free(igd_rules_describe(f->s));
    } else {
        g_free(object_property_print(OBJECT(mon), properties[what / 4 % 8],
                                     false, &error_abort));
    }
}

/* A message on an AUX channel: request, address, and what follows. */
static void aux_message(Fuzz *f, unsigned ch, const uint8_t *byte,
                        unsigned len)
{
    uint8_t buf[20] = { };

    memcpy(buf, byte, MIN(len, sizeof(buf)));
    for (unsigned i = 0; i < sizeof(buf) / 4; i++) {
        set(f, 0x64014 + ch * 0x100 + i * 4, ldl_be_p(buf + i * 4));
    }
    set(f, 0x64010 + ch * 0x100, ENABLE | BIT(29) | len << 20);
}

static void send_aux(Fuzz *f, FuzzInput *in)
{
    unsigned ch = fuzz_take(in, 1) % 4, len = fuzz_take(in, 1) % 32;
    uint8_t byte[32];

    for (unsigned i = 0; i < len; i++) {
        byte[i] = fuzz_take(in, 1);
    }
    aux_message(f, ch, byte, len);
}

static void run_gmbus(Fuzz *f, FuzzInput *in)
{
    set(f, 0xc5100, fuzz_take(in, 1));
    set(f, 0xc5120, fuzz_take(in, 1) & 1 ? ENABLE | fuzz_take(in, 2) : 0);
    set(f, 0xc5104, BIT(30) | fuzz_take(in, 4));
    for (unsigned n = fuzz_take(in, 1) % 8; n; n--) {
        fuzz_read(f, 0xc510c, 4);
        set(f, 0xc510c, fuzz_take(in, 1) * 0x01010101u);
    }
}

/* A DisplayPort monitor on @port is trained with @lanes of 1.62 Gbit/s. */
static void train(Fuzz *f, unsigned port, unsigned lanes)
{
    static const uint32_t tp[] = { 0u << 8, 1u << 8, 3u << 8 };
    uint32_t at = port * 0x100;

    aux_message(f, port, (uint8_t []) { 0x80, 1, 0, 1, 6, lanes }, 6);
    for (unsigned pattern = 1; pattern <= 3; pattern++) {
        set(f, 0x64040 + at, ENABLE | tp[pattern - 1]);
        set(f, 0x64000 + at, ENABLE | (lanes - 1) << 1);
        aux_message(f, port, (uint8_t []) { 0x80, 1, 2, 0, pattern % 3 }, 5);
    }
}

/*
 * Everything that a pipe needs to run, in order: power, clocks, port and
 * timings of a small picture, whose pixels are slow.
 */
static void light(Fuzz *f, FuzzInput *in)
{
    unsigned how = fuzz_take(in, 1), pipe = how % 3, port = 1 + how / 3 % 3;
    unsigned width = fuzz_take(in, 1) / 4 + 8;
    unsigned height = fuzz_take(in, 1) / 4 + 8;
    uint32_t trans = 0x60000 + pipe * 0x1000;
    bool dp = port > 1;

    set(f, 0x45404, 0xaaaaaaaa);
    set(f, 0x45008, ENABLE);
    set(f, 0x6c058, 1u << 11 | 1u << 6 | 1u << 1 | 1u | 1u << 12 | 2u << 13);
    set(f, 0x46010, ENABLE);
    set(f, 0x6c040, ENABLE | 8192u << 9 | 371);
    set(f, 0x6c044, 255u << 8 | 1u << 7 | 4u << 2 | 1);
    set(f, 0x46014, ENABLE);
    set(f, 0x46040, ENABLE);
    /* DDI B of DPLL1, C and D of DPLL2 */
    set(f, 0x6c05c, 1u << 4 | 1u << 3 | 2u << 7 | 1u << 6 | 2u << 10 |
        1u << 9);
    set(f, 0x46140 + pipe * 4, (port + 1) << 29);
    for (unsigned i = 0; i < 3; i++) {
        set(f, trans + i * 4, (width + 7) << 16 | (width - 1));
        set(f, trans + 12 + i * 4, (height + 3) << 16 | (height - 1));
    }
    set(f, trans + 0x1c, (width - 1) << 16 | (height - 1));
    set(f, trans + 0x40, 1);
    set(f, trans + 0x44, 2000);
    if (dp) {
        train(f, port, 1u << how / 9 % 3);
    } else {
        set(f, 0x64000 + port * 0x100, ENABLE);
    }
    set(f, trans + 0x400, ENABLE | port << 28 | (dp ? 2u << 24 : 0));
    set(f, 0x44404 + pipe * 16, 0);
    set(f, 0x4440c + pipe * 16, ~0u);
    set(f, 0x44200, ENABLE);
    set(f, 0x70008 + pipe * 0x1000, ENABLE);
    if (how & 0x80) {
        set(f, trans + 0x50, ENABLE);
    }
}

/* A plane that has what it needs, with any format, tiling and rotation. */
static void show_plane(Fuzz *f, FuzzInput *in)
{
    unsigned which = fuzz_take(in, 1) % 9;
    uint32_t at = 0x70180 + which / 3 * 0x1000 + which % 3 * 0x100;
    uint32_t size = fuzz_take(in, 2);

    set(f, at + 0xc0, ENABLE | 1u << 14 | 8);
    set(f, at + 0xfc, (which * 60 + 59) << 16 | which * 60);
    set(f, at + 8, fuzz_take(in, 1));
    set(f, at + 0xc, fuzz_take(in, 1) | fuzz_take(in, 1) << 16);
    set(f, at + 0x10, (size & 0x7f) | (size & 0x7f00) << 8);
    set(f, at + 0x24, fuzz_take(in, 1) | fuzz_take(in, 1) << 16);
    set(f, at, ENABLE | fuzz_take(in, 4));
    set(f, at + 0x1c, FUZZ_PAGE(0));
}

static void other_ways(Fuzz *f, FuzzInput *in)
{
    unsigned how = fuzz_take(in, 1);
    uint32_t at = fuzz_take(in, 3), buf = fuzz_take(in, 4);

    if (how & 1) {
        address_space_rw(&address_space_memory, FUZZ_APERTURE + at,
                         MEMTXATTRS_UNSPECIFIED, &buf, 4, how & 2);
        return;
    }
    address_space_rw(&address_space_io, FUZZ_PIO, MEMTXATTRS_UNSPECIFIED,
                     &at, 4, how & 4);
    buf = fuzz_small(f->s->pio_index, buf);
    address_space_rw(&address_space_io, FUZZ_PIO + 4,
                     MEMTXATTRS_UNSPECIFIED, &buf, 4, how & 2);
}

static void load_snapshot(Fuzz *f, FuzzInput *in)
{
    if (!fuzz_snapshot(f, in)) {
        fuzz_reset(f);
    }
}

void fuzz_act(Fuzz *f, FuzzInput *in)
{
    static void (*const actions[])(Fuzz *f, FuzzInput *in) = {
        write_register, flip_bits, read_register, access_bytes, write_ptes,
        write_memory, step, set_monitor, look, send_aux, run_gmbus, light,
        show_plane, other_ways, fuzz_submit, step,
        write_register, flip_bits, read_register, access_bytes, write_ptes,
        write_memory, step, set_monitor, write_register, send_aux, run_gmbus,
        light, show_plane, flip_bits, fuzz_submit, load_snapshot,
    };

    actions[fuzz_take(in, 1) % ARRAY_SIZE(actions)](f, in);
}
