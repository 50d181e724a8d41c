/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Mailbox of the power control unit: the commands that display and GT
 * drivers send. A command is done by the time it can be read back. Source:
 * i915 intel_pcode.c and include/drm/intel/intel_pcode_regs.h.
 */
#include "qemu/osdep.h"
#include "qemu/log.h"
#include "igd.h"
#include "cdclk.h"
#include "power.h"
#include "display/ips.h"

#define PCODE_MAILBOX           0x138124
#define PCODE_READY             BIT(31)
#define PCODE_DATA              0x138128
#define PCODE_DATA1             0x13812c

enum { PCODE_SUCCESS = 0, PCODE_ILLEGAL_CMD = 1, PCODE_ILLEGAL_DATA = 3 };

enum {
    PCODE_WRITE_RC6VIDS         = 0x04,
    PCODE_READ_RC6VIDS          = 0x05,
    PCODE_READ_MEM_LATENCY      = 0x06,
    PCODE_CDCLK_CONTROL         = 0x07,
    PCODE_WRITE_MIN_FREQ_TABLE  = 0x08,
    PCODE_READ_MIN_FREQ_TABLE   = 0x09,
    PCODE_DE_WRITE_FREQ_REQ     = 0x17,
    PCODE_DISPLAY_FREQ_CHANGE   = 0x18,
    DISPLAY_IPS_CONTROL         = 0x19,
    PCODE_DYNAMIC_DUTY_CYCLE    = 0x1a,
    PCODE_SAGV_CONTROL          = 0x21,
};

#define CDCLK_PREPARE_FOR_CHANGE    3
#define CDCLK_READY_FOR_CHANGE      1
#define CDCLK_VOLTAGE_MASK          3

#define SAGV_DISABLE                0
#define SAGV_IS_DISABLED            1
#define SAGV_ENABLE                 3

/* Frequency at which the GT does most for its power, in units of 50 MHz */
#define EFFICIENT_RATIO             12

/*
 * Latencies of the eight power-saving levels of memory, in microseconds, a
 * byte each: 2, 19, 28, 32, 63, 77, 83 and 99, as i915 printed them on a board
 * with a GPU of this generation ("Gen9 Plane WM0 latency"): FreeBSDDesktop/
 * kms-drm, issue 164. They rise, as i915 requires (adjust_wm_latency() in
 * skl_watermark.c).
 */
static const uint32_t mem_latency[2] = { 0x201c1302, 0x63534d3f };

unsigned igd_pcode_latency(unsigned level)
{
    return extract32(mem_latency[level / 4], level % 4 * 8, 8);
}

static uint32_t read_latency(uint32_t *data)
{
    if (*data >= ARRAY_SIZE(mem_latency)) {
        return PCODE_ILLEGAL_DATA;
    }
    *data = mem_latency[*data];
    return PCODE_SUCCESS;
}

/*
 * What drivers ask of processors whose GT shares a cache and a ring clock with
 * their cores: i915 gt/intel_llc.c get_ia_constants(), gt/intel_rps.c
 * gen6_rps_init().
 */
static uint32_t core_command(unsigned command, uint32_t *data)
{
    switch (command) {
    case PCODE_DYNAMIC_DUTY_CYCLE:
        *data = EFFICIENT_RATIO << 8;
        return PCODE_SUCCESS;
    case PCODE_READ_MIN_FREQ_TABLE:
    case PCODE_READ_RC6VIDS:
        *data = 0;
        return PCODE_SUCCESS;
    case PCODE_WRITE_MIN_FREQ_TABLE:
    case PCODE_WRITE_RC6VIDS:
        return PCODE_SUCCESS;
    default:
        return PCODE_ILLEGAL_CMD;
    }
}

uint32_t igd_skl_pcode(IgdState *s, unsigned command, uint32_t *data)
{
    switch (command) {
    case PCODE_READ_MEM_LATENCY:
        return read_latency(data);
    case PCODE_CDCLK_CONTROL:
        /*
         * To be prepared for a change is to have the voltage of the highest
         * level: both are 3. The level is told after a change.
         */
        igd_cdclk_voltage(s, *data & CDCLK_VOLTAGE_MASK);
        if (*data == CDCLK_PREPARE_FOR_CHANGE) {
            *data = CDCLK_READY_FOR_CHANGE;
        }
        return PCODE_SUCCESS;
    case PCODE_SAGV_CONTROL:
        if (*data != SAGV_DISABLE && *data != SAGV_ENABLE) {
            return PCODE_ILLEGAL_DATA;
        }
        *data = SAGV_IS_DISABLED;
        return PCODE_SUCCESS;
    default:
        return core_command(command, data);
    }
}

/* i915 bdw_set_cdclk(), hsw_ips_enable() */
uint32_t igd_bdw_pcode(IgdState *s, unsigned command, uint32_t *data)
{
    switch (command) {
    case PCODE_DISPLAY_FREQ_CHANGE:
        /* as above, and the level that is highest is 3, too */
        igd_cdclk_voltage(s, CDCLK_VOLTAGE_MASK);
        return PCODE_SUCCESS;
    case PCODE_DE_WRITE_FREQ_REQ:
        igd_cdclk_voltage(s, *data & CDCLK_VOLTAGE_MASK);
        return PCODE_SUCCESS;
    case DISPLAY_IPS_CONTROL:
        igd_ips_control(s, *data);
        return PCODE_SUCCESS;
    default:
        return core_command(command, data);
    }
}

/* There is no SAGV: i915 skl_watermark.c intel_has_sagv(). */
uint32_t igd_bxt_pcode(IgdState *s, unsigned command, uint32_t *data)
{
    switch (command) {
    case PCODE_READ_MEM_LATENCY:
        return read_latency(data);
    case PCODE_DE_WRITE_FREQ_REQ:
        /*
         * Bit 31 announces a change, and is more than any level; afterwards
         * it is told CDCLK in 25 MHz, rounded up: i915 bxt_set_cdclk(),
         * bxt_calc_voltage_level().
         */
        igd_cdclk_voltage(s, *data);
        return PCODE_SUCCESS;
    default:
        return PCODE_ILLEGAL_CMD;
    }
}

static uint32_t run(IgdState *s, unsigned command)
{
    uint32_t data = igd_reg(s, PCODE_DATA);
    uint32_t status = s->platform->pcode(s, command, &data);

    if (status == PCODE_ILLEGAL_CMD) {
        qemu_log_mask(LOG_UNIMP, "intel-igd: unknown pcode command 0x%02x, "
                      "data 0x%08x\n", command, data);
    }
    if (status == PCODE_SUCCESS) {
        igd_reg_set(s, PCODE_DATA, data);
        igd_reg_set(s, PCODE_DATA1, 0);
    }
    return status;
}

static void mailbox_write(IgdState *s, unsigned instance, uint32_t old,
                          uint32_t val)
{
    if (val & PCODE_READY) {
        igd_reg_set(s, PCODE_MAILBOX,
                    (val & ~PCODE_READY & ~0xff) | run(s, val & 0xff));
    }
}

#define SOURCE "i915 i915_reg.h, __snb_pcode_rw() in intel_pcode.c"

static const IgdReg pcode_regs[] = {
    {
        .name = "GEN6_PCODE_MAILBOX", .source = SOURCE,
        .offset = PCODE_MAILBOX, .write = mailbox_write,
    },
    {
        .name = "GEN6_PCODE_DATA", .source = SOURCE,
        .offset = PCODE_DATA, .count = 2, .stride = 4,
    },
};

const IgdRoom igd_pcode_room = {
    .name = "pcode",
    .regs = pcode_regs,
    .num_regs = ARRAY_SIZE(pcode_regs),
};
