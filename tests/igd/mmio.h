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

#include "qemu/units.h"
#include "exec/memory.h"
#include "migration/vmstate.h"

/* Registers fill the first 2 MiB of BAR0, the GTT starts at 8 MiB. */
#define IGD_MMIO_SIZE (2 * MiB)

#define IGD_MMIO_PAGE 4096

#define IGD_MAX_GUARDS 16

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
 * @inner_count: registers in each instance (planes of a pipe); 0 means 1
 * @inner_stride: bytes between those
 * @first: number of the first instance
 * @access: what a write does before @write sees it
 * @reset: value after power-on and device reset
 * @bits: bits that exist, others read 0; 0 means all
 * @w1c: bits that a written one clears, in a register that is not IGD_W1C
 * @ro: bits that only the device changes, in a register that is not IGD_RO
 * @before: called before a write changes anything; may be NULL
 * @read: value at this moment; NULL gives the stored value
 * @write: side effect, called after the new value has been stored; @old is
 *         the stored value before, @val the value as written by the initiator
 *
 * Hooks get the instance, @first + outer * inner_count + inner.
 */
struct IgdReg {
    const char *name;
    const char *source;
    uint32_t offset;
    uint16_t count;
    uint32_t stride;
    uint16_t inner_count;
    uint32_t inner_stride;
    uint16_t first;
    IgdAccess access;
    uint32_t reset;
    uint32_t bits;
    uint32_t w1c;
    uint32_t ro;
    void (*before)(IgdState *s, unsigned instance);
    uint32_t (*read)(IgdState *s, unsigned instance);
    void (*write)(IgdState *s, unsigned instance, uint32_t old, uint32_t val);
};

/*
 * struct IgdGuard - registers that nothing reaches at times: then writes are
 * dropped
 * @reads: what reads give then
 * @open: whether they can be read or written now
 * @refused: called for each access that was not let through
 *
 * @which is what igd_mmio_guard() was given.
 */
typedef struct IgdGuard {
    uint32_t reads;
    bool (*open)(IgdState *s, unsigned which, bool write);
    void (*refused)(IgdState *s, unsigned which, uint32_t offset, bool write);
} IgdGuard;

/*
 * struct IgdRoom - one concern of the device: its registers and its life
 * @realize: allocate; called once, after the register file exists
 * @reset: back to power-on; the registers have their reset values already
 * @unrealize: free
 * @vmsd: what of its state is not in registers, as fields of IgdState; what can
 *        be derived is made anew in its post_load. All registers are there by
 *        then. The stream is not trusted: see VMSTATE_VALIDATE
 */
typedef struct IgdRoom {
    const char *name;
    const IgdReg *regs;
    size_t num_regs;
    void (*realize)(IgdState *s);
    void (*reset)(IgdState *s);
    void (*unrealize)(IgdState *s);
    const VMStateDescription *vmsd;
} IgdRoom;

typedef struct IgdMmio {
    MemoryRegion mr;
    uint32_t *value;        /* stored value of each dword */
    uint32_t *reset;        /* the same, after reset */
    uint16_t *entry;        /* dword -> index into regs + 1, 0 = no table */
    uint16_t *instance;     /* dword -> instance */
    const IgdReg **regs;
    size_t num_regs;
    uint8_t *changed;       /* 4 KiB pages set since they were reset */
    uint8_t *touched;       /* dwords without a table that were accessed */
    uint8_t *guarded;       /* dword -> index into guards + 1, 0 = none */
    struct {
        const IgdGuard *guard;
        unsigned which;
    } guards[IGD_MAX_GUARDS];
    unsigned num_guards;
} IgdMmio;

/* Stored value, without hooks. @offset: bytes into BAR0, a multiple of 4. */
uint32_t igd_reg(const IgdState *s, uint32_t offset);
void igd_reg_set(IgdState *s, uint32_t offset, uint32_t val);

/* An access as the CPU or a command streamer makes it, with hooks. */
uint32_t igd_mmio_read(IgdState *s, uint32_t offset);
void igd_mmio_write(IgdState *s, uint32_t offset, uint32_t val);

/*
 * Registers from @first to @last (offsets, inclusive) are behind @guard; it
 * takes the place of another one. Hooks and igd_reg() do not meet it.
 */
void igd_mmio_guard(IgdState *s, uint32_t first, uint32_t last,
                    const IgdGuard *guard, unsigned which);

/* All registers behind @guard and @which go back to their reset values. */
void igd_mmio_forget(IgdState *s, const IgdGuard *guard, unsigned which);

/* Whether @offset is a register whose upper half masks its lower half. */
bool igd_mmio_is_masked(const IgdState *s, uint32_t offset);

/*
 * The stored value of @offset after reset, and what of its bits exists. Both
 * are for whoever saves and loads registers as a whole.
 */
uint32_t igd_mmio_reset_value(const IgdState *s, uint32_t offset);
uint32_t igd_mmio_bits(const IgdState *s, uint32_t offset);

/* False: all registers of the page of @offset have their reset values. */
bool igd_mmio_changed(const IgdState *s, uint32_t offset);

/*
 * Every register of @s's platform, a table per room, in Markdown: what
 * Documentation/igd.md shows. To be freed.
 */
char *igd_mmio_describe(const IgdState *s);

void igd_mmio_add(IgdState *s, const IgdReg *regs, size_t num_regs);
void igd_mmio_realize(IgdState *s);
void igd_mmio_reset(IgdState *s);
void igd_mmio_unrealize(IgdState *s);

#endif
