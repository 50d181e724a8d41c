// SPDX-License-Identifier: GPL-2.0-only
#include "storm.h"

#include "platform.h"
#include "regs.h"

/* Ranges of BAR 0, and how often each is hit. */
static const struct place {
	uint32_t from, size;
	unsigned int weight;
} places[] = {
	{ TRANS_HTOTAL(0), 0x4000, 40 },	/* transcoders */
	{ DDI_BUF_CTL(0), 0x500, 20 },		/* ports and their AUX channels */
	{ 0x68000, 0x2000, 20 },		/* pipes' scalers */
	{ PIPEDSL(0), 0x3000, 60 },		/* pipes and planes */
	{ GEN8_MASTER_IRQ, 0x1000, 20 },	/* interrupts, timestamps */
	{ 0x45000, 0x1000, 10 },		/* power wells, buffers */
	{ 0x46000, 0x1000, 10 },		/* core clock, PLLs */
	{ PIPE_CSC_COEFF(0, 0), 0x300, 10 },	/* colours */
	{ LGC_PALETTE(0, 0), 0x1800, 10 },
	{ 0, 0, 10 },				/* what the platform has there alone */
	{ 0xc0000, 0x8000, 20 },		/* the other chip: hotplug, GMBUS, panel power */
	{ 0x138000, 0x1000, 10 },		/* mailbox */
	/*
	 * Less, as some of what can be written there makes GVT give up on the guest
	 * until the next reset (enter_failsafe_mode() in its handlers.c)
	 */
	{ VGT_MAGIC, 0x1000, 2 },
	{ 0x2000, 0x800, 2 }, { 0x22000, 0x800, 2 },	/* engines */
	{ 0, GTT_OFFSET, 4 },			/* all registers, and what is behind them */
};
#define PLACES (sizeof(places) / sizeof(*places))

struct dice {
	uint32_t state;
};

/* xorshift32. Source: Marsaglia, Xorshift RNGs, Journal of Statistical Software 8 (2003) */
static uint32_t roll(struct dice *dice)
{
	dice->state ^= dice->state << 13;
	dice->state ^= dice->state >> 17;
	dice->state ^= dice->state << 5;
	return dice->state;
}

static uint32_t below(struct dice *dice, uint32_t n)
{
	return roll(dice) % n;
}

static uint64_t roll64(struct dice *dice)
{
	return (uint64_t)roll(dice) << 32 | roll(dice);
}

/* Extreme ones are as likely as any other. */
static uint64_t value(struct dice *dice)
{
	switch (below(dice, 6)) {
	case 0: return 0;
	case 1: return ~0ull;
	case 2: return 1ull << below(dice, 64);
	default: return roll64(dice);
	}
}

static uint32_t place(const struct platform *platform, struct dice *dice)
{
	uint32_t from, size;
	unsigned int weights = 0, hit, i;

	for (i = 0; i < PLACES; i++)
		weights += places[i].weight;
	hit = below(dice, weights);
	for (i = 0; hit >= places[i].weight; i++)
		hit -= places[i].weight;
	from = places[i].size ? places[i].from : platform->own;
	size = places[i].size ? places[i].size : platform->own_size;
	return from + below(dice, size / 4) * 4;
}

/* An access, mostly of four bytes that are one register. */
static int access_register(const struct screen *screen, struct dice *dice)
{
	uint32_t reg = place(screen->vgpu->platform, dice);
	uint64_t data = value(dice);
	uint32_t old;

	switch (below(dice, 16)) {
	case 0:	/* of any size at any place */
		return vgpu_access(screen->vgpu, VGPU_BAR0, below(dice, 2),
				   reg + below(dice, 4), &data, 1u << below(dice, 4));
	case 1: case 2: case 3: case 4: case 5:
		return vgpu_read(screen->vgpu, reg, &old);
	case 6: case 7: case 8: case 9: case 10: case 11:
		/* what is there, but for one bit, says more than what is drawn by lot */
		if (vgpu_read(screen->vgpu, reg, &old))
			return -1;
		return vgpu_write(screen->vgpu, reg, old ^ 1u << below(dice, 32));
	default:
		return vgpu_write(screen->vgpu, reg, data);
	}
}

/* The guest's own entries, and everybody's: of its own pages, of none, of any. */
static int access_gtt(const struct screen *screen, struct dice *dice)
{
	struct vgpu *vgpu = screen->vgpu;
	const struct vgpu_range *own = below(dice, 2) ? &vgpu->low : &vgpu->high;
	uint64_t gm = own->base + (uint64_t)below(dice, own->size / VGPU_PAGE) * VGPU_PAGE;
	uint64_t gpa = (uint64_t)below(dice, vgpu->ram_size / VGPU_PAGE) * VGPU_PAGE;
	uint64_t entry = VGPU_PTE(gpa);

	if (!below(dice, 4))
		gm = (uint64_t)roll(dice) / VGPU_PAGE * VGPU_PAGE;
	switch (below(dice, 6)) {
	case 0: entry = value(dice); break;
	case 1: entry = VGPU_PTE(roll64(dice) % (1ull << 40) / VGPU_PAGE * VGPU_PAGE); break;
	case 2: entry = gpa; break;	/* not present */
	}
	if (below(dice, 8))
		return vgpu_pte(vgpu, gm, entry);
	return vgpu_access(vgpu, VGPU_BAR0, below(dice, 4),
			   GTT_OFFSET + gm / VGPU_PAGE * 8 + below(dice, 8), &entry,
			   1u << below(dice, 4));
}

static int access_aperture(const struct screen *screen, struct dice *dice)
{
	uint64_t data = value(dice);
	const struct vgpu_range *own = &screen->vgpu->low;
	uint64_t at = below(dice, 4) ? own->base + below(dice, own->size) : roll(dice);

	return vgpu_access(screen->vgpu, VGPU_BAR2, below(dice, 2), at, &data,
			   1u << below(dice, 4));
}

static int access_config(const struct screen *screen, struct dice *dice)
{
	uint64_t data = value(dice);
	/* the last ones end where 32 bits do */
	uint64_t at = below(dice, 4) ? below(dice, 0x110) : ~0u - below(dice, 16);

	return vgpu_access(screen->vgpu, VGPU_CONFIG, below(dice, 2), at, &data,
			   1u << below(dice, 3));
}

struct storm storm_run(const struct screen *screen, uint32_t seed, uint32_t accesses)
{
	struct dice dice = { .state = seed * 2654435761u | 1 };
	struct storm storm = { .accesses = accesses };
	uint32_t i;

	for (i = 0; i < accesses; i++) {
		uint32_t kind = below(&dice, 256);
		int ret;

		if (kind < 2)
			ret = access_config(screen, &dice);
		else if (kind < 8)
			ret = access_aperture(screen, &dice);
		else if (kind < 40)
			ret = access_gtt(screen, &dice);
		else
			ret = access_register(screen, &dice);
		storm.refused += !!ret;
	}
	return storm;
}
