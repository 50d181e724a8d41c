/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The emulated iGPU under libFuzzer, in a QEMU that runs no CPU.
 *
 * fuzz.c: the machine, and its way back to the same state before each input;
 * actions.c: what the bytes of an input do; gpu.c: those that give engines
 * work; snapshot.c: a stream that was tampered with.
 */
#ifndef IGD_FUZZ_H
#define IGD_FUZZ_H

#include "../igd.h"
#include "../port/monitor.h"

#define FUZZ_BAR0       0xe0000000u
#define FUZZ_APERTURE   0xc0000000u
#define FUZZ_PIO        0xc000u

/* Pages of RAM that inputs use; the GGTT has them at the same addresses. */
#define FUZZ_PAGES      32
#define FUZZ_PAGE(n)    (0x00100000u + (n) * 4096u)

/* PPGTT of all contexts: FUZZ_PAGES again and again, from 0 to 2 MiB. */
#define FUZZ_PML4       FUZZ_PAGE(FUZZ_PAGES - 4)

#define FUZZ_MONITORS   4       /* on ports A to D */

typedef struct FuzzInput {
    const uint8_t *data;
    size_t left;
} FuzzInput;

typedef struct Fuzz {
    IgdState *s;
    IgdMonitor *monitor[FUZZ_MONITORS];
    uint8_t *ram;               /* FUZZ_PAGE(0) */
    uint32_t *reg;              /* offsets of all registers that have names */
    unsigned num_regs;
} Fuzz;

/* The next @bytes of the input, as a little-endian number; then zeros. */
uint32_t fuzz_take(FuzzInput *in, unsigned bytes);

/* As a CPU accesses BAR0. */
void fuzz_write(Fuzz *f, uint32_t offset, uint64_t val, unsigned size);
void fuzz_read(Fuzz *f, uint32_t offset, unsigned size);

/* Page table entry @index through BAR0; it is taken back after the input. */
void fuzz_pte(Fuzz *f, uint32_t index, uint64_t pte);

/* A register that the input chooses. */
uint32_t fuzz_reg(Fuzz *f, FuzzInput *in);

/*
 * @val as far as it may go to register @offset: pictures are kept small, as
 * one of 8192 by 8192 pixels takes seconds.
 */
uint32_t fuzz_small(uint32_t offset, uint32_t val);

/* One action. */
void fuzz_act(Fuzz *f, FuzzInput *in);

/* Commands to an engine, and a context that runs them. */
void fuzz_submit(Fuzz *f, FuzzInput *in);

/* Save, change some bytes, load. False if that was refused. */
bool fuzz_snapshot(Fuzz *f, FuzzInput *in);

/* From now on the device is as it was before the input. */
void fuzz_reset(Fuzz *f);

#endif
