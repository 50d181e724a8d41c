/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fences: windows of the aperture behind which a tiled surface is seen as if it
 * were linear. Only the CPU looks through them; planes and engines are told
 * the tiling of each surface. From Broadwell on tiles are not swizzled by
 * address bits: i915 gt/intel_ggtt_fencing.c, detect_bit_6_swizzle().
 */
#include "qemu/osdep.h"
#include "qemu/bswap.h"
#include "qemu/log.h"
#include "display/tiling.h"
#include "fence.h"
#include "igd.h"

/* i915 gt/intel_gt_regs.h, FENCE_REG_GEN6_LO(); i965_write_fence_reg() for the fields */
#define FENCE_LO(i)     (0x100000 + (i) * 8)
#define FENCE_HI(i)     (FENCE_LO(i) + 4)
#define FENCE_VALID     BIT(0)
#define FENCE_TILING_Y  BIT(1)
#define FENCE_PAGE      MAKE_64BIT_MASK(12, 20)
#define FENCE_PITCH     MAKE_64BIT_MASK(0, 12)      /* in 128 bytes, less one */

/* So many bytes always lie together, however a surface is tiled. */
#define PIECE   16

/* Where byte @at of the window lies in graphics memory. */
static uint64_t tiled_address(const IgdFence *fence, uint64_t at)
{
    uint32_t width, height, row = at / fence->pitch, x = at % fence->pitch;

    igd_tile_size(fence->tiling, 4, &width, &height);
    return fence->start +
           ((uint64_t)(row / height) * (fence->pitch / width) + x / width) *
           IGD_GTT_PAGE +
           igd_tile_offset(fence->tiling, 4, x % width, row % height);
}

static void fence_access(const IgdFence *fence, uint64_t at, uint8_t *buf,
                         unsigned len, bool is_write)
{
    while (len) {
        unsigned n = MIN(len, PIECE - at % PIECE);

        igd_aperture_rw(fence->s, tiled_address(fence, at), buf, n, is_write);
        at += n;
        buf += n;
        len -= n;
    }
}

static uint64_t fence_read(void *opaque, hwaddr addr, unsigned size)
{
    uint8_t buf[8];

    fence_access(opaque, addr, buf, size, false);
    return ldn_le_p(buf, size);
}

static void fence_write(void *opaque, hwaddr addr, uint64_t val, unsigned size)
{
    uint8_t buf[8];

    stn_le_p(buf, size, val);
    fence_access(opaque, addr, buf, size, true);
}

static const MemoryRegionOps fence_ops = {
    .read = fence_read,
    .write = fence_write,
    .endianness = DEVICE_LITTLE_ENDIAN,
    .valid = { .min_access_size = 1, .max_access_size = 8, .unaligned = true },
    .impl = { .min_access_size = 1, .max_access_size = 8, .unaligned = true },
};

/* Both may be refused: what hardware does with them is not documented. */
static const char *wrong(const IgdFence *fence, uint64_t end)
{
    uint32_t width, height;

    igd_tile_size(fence->tiling, 4, &width, &height);
    if (fence->pitch % width) {
        return "its pitch is not one of whole tiles";
    }
    if (end < fence->start) {
        return "it ends before it begins";
    }
    return NULL;
}

static void fence_update(IgdState *s, unsigned i)
{
    IgdFence *fence = &s->fence[i];
    uint32_t lo = igd_reg(s, FENCE_LO(i)), hi = igd_reg(s, FENCE_HI(i));
    uint64_t end = hi & FENCE_PAGE;
    const char *why = NULL;
    bool on = lo & FENCE_VALID;

    if (!on && !memory_region_is_mapped(&fence->window)) {
        return;
    }
    fence->start = lo & FENCE_PAGE;
    fence->pitch = ((hi & FENCE_PITCH) + 1) * 128;
    fence->tiling = lo & FENCE_TILING_Y ? IGD_TILING_Y : IGD_TILING_X;
    if (on) {
        why = wrong(fence, end);
    }
    if (why) {
        qemu_log_mask(LOG_GUEST_ERROR, "intel-igd: fence %u (0x%08x%08x) does "
                      "nothing: %s\n", i, hi, lo, why);
    }

    memory_region_transaction_begin();
    if (memory_region_is_mapped(&fence->window)) {
        memory_region_del_subregion(&s->bar2, &fence->window);
    }
    if (on && !why && fence->start < s->gtt.aperture_size) {
        memory_region_set_size(&fence->window,
                               MIN(end + IGD_GTT_PAGE, s->gtt.aperture_size) -
                               fence->start);
        memory_region_add_subregion_overlap(&s->bar2, fence->start,
                                            &fence->window, 1);
    }
    memory_region_transaction_commit();
}

static void fence_reg_write(IgdState *s, unsigned instance, uint32_t old,
                            uint32_t val)
{
    fence_update(s, instance);
}

static void fence_realize(IgdState *s)
{
    for (unsigned i = 0; i < IGD_FENCES; i++) {
        s->fence[i].s = s;
        memory_region_init_io(&s->fence[i].window, OBJECT(s), &fence_ops,
                              &s->fence[i], "igd-fence", IGD_GTT_PAGE);
    }
}

static void fence_reset(IgdState *s)
{
    for (unsigned i = 0; i < IGD_FENCES; i++) {
        fence_update(s, i);
    }
}

static int fence_post_load(void *opaque, int version_id)
{
    fence_reset(opaque);
    return 0;
}

static const VMStateDescription fence_vmstate = {
    .name = "igd/fence",
    .version_id = 1,
    .minimum_version_id = 1,
    .post_load = fence_post_load,
    .fields = (const VMStateField[]) {
        VMSTATE_END_OF_LIST()
    },
};

#define SOURCE "i915 gt/intel_gt_regs.h, gt/intel_ggtt_fencing.c"

static const IgdReg fence_regs[] = {
    {
        .name = "FENCE_REG_GEN6_LO", .source = SOURCE,
        .offset = FENCE_LO(0), .count = IGD_FENCES, .stride = 8,
        .bits = FENCE_PAGE | FENCE_TILING_Y | FENCE_VALID,
        .write = fence_reg_write,
    },
    {
        .name = "FENCE_REG_GEN6_HI", .source = SOURCE,
        .offset = FENCE_HI(0), .count = IGD_FENCES, .stride = 8,
        .bits = FENCE_PAGE | FENCE_PITCH,
        .write = fence_reg_write,
    },
};

const IgdRoom igd_fence_room = {
    .name = "fence",
    .regs = fence_regs,
    .num_regs = ARRAY_SIZE(fence_regs),
    .realize = fence_realize,
    .reset = fence_reset,
    .vmsd = &fence_vmstate,
};
