/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Register file of the emulated iGPU.
 *
 * Every register is defined once, in the table of the room that it belongs
 * to. What no table names behaves as plain memory and is listed in the access
 * log, so that a driver that starts to depend on it does not go unnoticed.
 */
#ifndef IGD_MMIO_H
#define IGD_MMIO_H

#include "exec/memory.h"

/* Registers fill the first 2 MiB of BAR0, the GTT starts at 8 MiB. */
#define IGD_MMIO_SIZE (2 * MiB)

typedef struct IgdState IgdState;
typedef struct IgdReg IgdReg;

typedef enum IgdAccess {
    IGD_RW,      /* reads give what was written */
    IGD_RO,      /* writes are dropped and logged as a guest error */
    IGD_W1C,     /* a one written clears the bit */
    IGD_MASKED,  /* bits 31:16 select which of bits 15:0 change; they read 0 */
} IgdAccess;

/*
 * struct IgdReg - one register, or an array of equal ones
 * @name: the name that i915 or the programmer's manual gives it
 * @source: where its behaviour is known from
 * @offset: bytes into BAR0 of the first instance
 * @count: instances; 0 means 1
 * @stride: bytes between instances
 * @access: what a write does before @write sees it
 * @reset: value after power-on and device reset
 * @bits: bits that exist, others read 0; 0 means all
 * @read: value at this moment; NULL gives the stored value
 * @write: side effect, called after the new value has been stored; @old is
 *         the stored value before, @val the value as written by the initiator
 */
struct IgdReg {
    const char *name;
    const char *source;
    uint32_t offset;
    uint16_t count;
    uint32_t stride;
    IgdAccess access;
    uint32_t reset;
    uint32_t bits;
    uint32_t (*read)(IgdState *s, unsigned instance);
    void (*write)(IgdState *s, unsigned instance, uint32_t old, uint32_t val);
};

/*
 * struct IgdRoom - one concern of the device: its registers and its life
 * @realize: allocate; called once, after the register file exists
 * @reset: back to power-on; the registers have their reset values already
 * @unrealize: free
 */
typedef struct IgdRoom {
    const char *name;
    const IgdReg *regs;
    size_t num_regs;
    void (*realize)(IgdState *s);
    void (*reset)(IgdState *s);
    void (*unrealize)(IgdState *s);
} IgdRoom;

typedef struct IgdMmio {
    MemoryRegion mr;
    uint32_t *value;        /* stored value of each dword */
    uint16_t *entry;        /* dword -> index into regs + 1, 0 = no table */
    uint16_t *instance;     /* dword -> instance */
    const IgdReg **regs;
    size_t num_regs;
    uint8_t *touched;       /* dwords without a table that were accessed */
} IgdMmio;

/* Stored value, without hooks. @offset: bytes into BAR0, a multiple of 4. */
uint32_t igd_reg(const IgdState *s, uint32_t offset);
void igd_reg_set(IgdState *s, uint32_t offset, uint32_t val);

/* An access as the CPU or a command streamer makes it, with hooks. */
uint32_t igd_mmio_read(IgdState *s, uint32_t offset);
void igd_mmio_write(IgdState *s, uint32_t offset, uint32_t val);

/* Whether @offset is a register whose upper half masks its lower half. */
bool igd_mmio_is_masked(const IgdState *s, uint32_t offset);

void igd_mmio_add(IgdState *s, const IgdReg *regs, size_t num_regs);
void igd_mmio_realize(IgdState *s);
void igd_mmio_reset(IgdState *s);
void igd_mmio_unrealize(IgdState *s);

#endif
