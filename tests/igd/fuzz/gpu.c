/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Commands of an input, and a context image that makes an engine run them. */
#include "qemu/osdep.h"
#include "../gt/context.h"
#include "fuzz.h"

#define HWSP_PAGE       0
#define RING_PAGE(slot) (1 + (slot))
#define LRC_PAGE(slot)  (4 + (slot) * 4)    /* status and three of state */
#define BATCH_PAGE      12
#define NUM_SLOTS       2

#define MAX_COMMANDS    24

static void put(Fuzz *f, uint32_t ga, uint32_t val)
{
    stl_le_p(f->ram + (ga - FUZZ_PAGE(0)) % (FUZZ_PAGES * 4096), val);
}

static uint32_t operand(Fuzz *f, FuzzInput *in)
{
    unsigned how = fuzz_take(in, 1);

    switch (how % 5) {
    case 0:
        return fuzz_take(in, 4);
    case 1:
        return FUZZ_PAGE(how / 5 % FUZZ_PAGES) + fuzz_take(in, 1) * 4;
    case 2:
        return fuzz_reg(f, in);
    case 3:
        return how / 5 % FUZZ_PAGES * 4096 + fuzz_take(in, 1) * 4;
    default:
        return how / 5;
    }
}

/* Dwords at @ga from commands of the input; returns how many. */
static unsigned put_commands(Fuzz *f, FuzzInput *in, uint32_t ga)
{
    unsigned n = 0;

    for (unsigned i = fuzz_take(in, 1) % MAX_COMMANDS; i; i--) {
        unsigned op = fuzz_take(in, 1), len = fuzz_take(in, 1) % 8;
        uint32_t head = (op & 0x3f) << 23 | fuzz_take(in, 2) << 8 |
                        (len > 2 ? len - 2 : 0);

        if (op & 0x80) {
            head = fuzz_take(in, 4);
        }
        put(f, ga + n++ * 4, head);
        while (len-- > 1) {
            put(f, ga + n++ * 4, operand(f, in));
        }
    }
    /* the end of a batch, and whole quadwords */
    put(f, ga + n++ * 4, 0x0a << 23);
    put(f, ga + n++ * 4, 0);
    return n & ~1u;
}

/* What the image has for a register. */
static uint32_t image_value(uint16_t reg, unsigned slot, uint32_t tail)
{
    switch (reg) {
    case RING_CTX_CONTROL:
        return 0x00010001;      /* nothing but ring and PPGTT is there */
    case RING_START:
        return FUZZ_PAGE(RING_PAGE(slot));
    case RING_CTL:
        return 1;
    case RING_TAIL:
        return tail;
    case RING_PDP:
        return FUZZ_PML4;
    default:
        return 0;
    }
}

static void put_image(Fuzz *f, const IgdEngine *e, unsigned slot,
                      uint32_t tail)
{
    const IgdContextBlock *block = e->context;

    for (; block->num_regs; block++) {
        uint32_t at = FUZZ_PAGE(LRC_PAGE(slot)) + 4096 + block->dword * 4;

        put(f, at, 0x22u << 23 | (2 * block->num_regs - 1));
        for (unsigned i = 0; i < block->num_regs; i++) {
            put(f, at + 4 + i * 8, e->info->base + block->regs[i]);
            put(f, at + 8 + i * 8, image_value(block->regs[i], slot, tail));
        }
    }
}

void fuzz_submit(Fuzz *f, FuzzInput *in)
{
    unsigned how = fuzz_take(in, 1), slot = how / 4 % NUM_SLOTS;
    IgdEngine *e = &f->s->gt.engine[how % f->s->gt.num_engines];
    uint32_t base = e->info->base;
    /* valid, PPGTT of three or four levels */
    uint32_t desc = FUZZ_PAGE(LRC_PAGE(slot)) | 1 | (how & 8 ? 3 : 1) << 3;
    uint32_t other = FUZZ_PAGE(LRC_PAGE(!slot)) | 1 | 3 << 3;
    unsigned n;

    if (how & 0x10) {
        put_commands(f, in, FUZZ_PAGE(BATCH_PAGE));
    }
    n = put_commands(f, in, FUZZ_PAGE(RING_PAGE(slot)));
    put_image(f, e, slot, n * 4);
    fuzz_write(f, base + RING_MODE, 0x80008000, 4);
    fuzz_write(f, base + RING_HWS_PGA, FUZZ_PAGE(HWSP_PAGE), 4);
    fuzz_write(f, base + RING_IMR, 0, 4);
    fuzz_write(f, base + RING_ELSP, how & 0x20 ? !slot : 0, 4);
    fuzz_write(f, base + RING_ELSP, how & 0x20 ? other : 0, 4);
    fuzz_write(f, base + RING_ELSP, slot, 4);
    fuzz_write(f, base + RING_ELSP, desc, 4);
    qemu_clock_advance_virtual_time(
        qemu_clock_get_ns(QEMU_CLOCK_VIRTUAL) + 2 * SCALE_US);
}
