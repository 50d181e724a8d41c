// SPDX-License-Identifier: GPL-2.0-only
#include "engine.h"

#include <errno.h>
#include <string.h>

#include "regs.h"

/* Its pages, in order */
enum {
	PAGE_STATUS, PAGE_CONTEXT, PAGE_STATE, PAGE_PML4, PAGE_PDP, PAGE_PD, PAGE_PT, PAGE_FENCE,
	PAGE_RING
};
#define RING_PAGES 8
#define RING_DWORDS (RING_PAGES * VGPU_PAGE / 4)

/* Dwords of the context's state: gt/intel_lrc.c, gvt/execlist.h */
#define STATE_CTX_CONTROL	3
#define STATE_RING_HEAD		5
#define STATE_RING_TAIL		7
#define STATE_RING_START	9
#define STATE_RING_CTL		11
#define STATE_PDP0_UDW		49
#define STATE_PDP0_LDW		51

#define MI_NOOP			0
#define MI_USER_INTERRUPT	(0x02u << 23)
#define MI_STORE_DWORD_IMM_GGTT	(0x20u << 23 | 1u << 22 | 2)
#define MI_STORE_DWORD_IMM	(0x20u << 23 | 2)		/* in the PPGTT */
#define MI_SEMAPHORE_WAIT_EQ	(0x1cu << 23 | 1u << 15 | 4u << 12 | 2)
#define MI_BATCH_BUFFER_START	(0x31u << 23 | 1u << 8 | 1)	/* in the PPGTT */
#define MI_BATCH_BUFFER_END	(0x0au << 23)

/*
 * The PPGTT has two pages, PAGE_FENCE and the one that engine_store() writes to. In the
 * first are, by dwords, the semaphore, the batch that waits for it, as GVT refuses the
 * command in a ring, and the batch that writes.
 */
#define PPGTT_FENCE		0x1000u
#define PPGTT_STORE		0x2000u
#define SEMAPHORE		16
#define BATCH			32
#define STORE_BATCH		48
#define GEN8_PAGE_RW		3u	/* present, and to be written to */

static uint32_t *page(const struct engine *engine, unsigned int n)
{
	return (uint32_t *)(engine->vgpu->ram + engine->gpa + n * VGPU_PAGE);
}

static uint32_t gm(const struct engine *engine, unsigned int n)
{
	return engine->gm + n * VGPU_PAGE;
}

static void make_ppgtt(struct engine *engine)
{
	static const unsigned int tables[] = { PAGE_PML4, PAGE_PDP, PAGE_PD };
	unsigned int i;

	for (i = 0; i < sizeof(tables) / sizeof(*tables); i++)
		page(engine, tables[i])[0] = (engine->gpa + (tables[i] + 1) * VGPU_PAGE) |
					     GEN8_PAGE_RW;
	page(engine, PAGE_PT)[PPGTT_FENCE / VGPU_PAGE * 2] =
		(engine->gpa + PAGE_FENCE * VGPU_PAGE) | GEN8_PAGE_RW;
}

int engine_start(struct engine *engine)
{
	unsigned int n;
	int ret;

	for (n = 0; n < ENGINE_SIZE / VGPU_PAGE; n++) {
		ret = vgpu_pte(engine->vgpu, gm(engine, n),
			       VGPU_PTE(engine->gpa + n * VGPU_PAGE));
		if (ret)
			return ret;
	}
	memset(page(engine, 0), 0, ENGINE_SIZE);
	make_ppgtt(engine);
	engine->fence = engine->hold = 0;
	ret = vgpu_write(engine->vgpu, BCS_RING_HWS_PGA, gm(engine, PAGE_STATUS));
	if (!ret)
		ret = vgpu_write(engine->vgpu, BCS_RING_MODE,
				 GFX_RUN_LIST_ENABLE << 16 | GFX_RUN_LIST_ENABLE);
	engine->started = !ret;
	return ret;
}

int engine_begin(struct engine *engine)
{
	if (!engine->started) {
		int ret = engine_start(engine);

		if (ret)
			return ret;
	}
	if (!engine_done(engine))
		return -EBUSY;
	engine->dwords = 0;
	return 0;
}

void engine_command(struct engine *engine, const uint32_t *dw, unsigned int n)
{
	uint32_t *ring = page(engine, PAGE_RING);

	/* the end is for what engine_submit() adds */
	while (n-- && engine->dwords < RING_DWORDS - 8)
		ring[engine->dwords++] = *dw++;
}

void engine_hold(struct engine *engine)
{
	const uint32_t batch[] = {
		MI_SEMAPHORE_WAIT_EQ, ++engine->hold, PPGTT_FENCE + SEMAPHORE * 4, 0,
		MI_BATCH_BUFFER_END,
	};
	const uint32_t start[] = { MI_BATCH_BUFFER_START, PPGTT_FENCE + BATCH * 4, 0 };

	memcpy(page(engine, PAGE_FENCE) + BATCH, batch, sizeof(batch));
	engine_command(engine, start, 3);
}

void engine_release(struct engine *engine)
{
	*(volatile uint32_t *)(page(engine, PAGE_FENCE) + SEMAPHORE) = engine->hold;
}

void engine_store(struct engine *engine, uint32_t address, uint64_t gpa, uint32_t value)
{
	const uint32_t batch[] = {
		MI_STORE_DWORD_IMM, PPGTT_STORE, 0, value,
		MI_BATCH_BUFFER_END,
	};
	const uint32_t dw[] = {
		MI_BATCH_BUFFER_START, PPGTT_FENCE + STORE_BATCH * 4, 0,
		MI_STORE_DWORD_IMM_GGTT, address, 0, value,
	};

	page(engine, PAGE_PT)[PPGTT_STORE / VGPU_PAGE * 2] = gpa | GEN8_PAGE_RW;
	memcpy(page(engine, PAGE_FENCE) + STORE_BATCH, batch, sizeof(batch));
	engine_command(engine, dw, sizeof(dw) / sizeof(*dw));
}

int engine_submit(struct engine *engine)
{
	const uint32_t end[] = {
		MI_STORE_DWORD_IMM_GGTT, gm(engine, PAGE_FENCE), 0, ++engine->fence,
		MI_USER_INTERRUPT,
	};
	uint32_t *state = page(engine, PAGE_STATE), *ring = page(engine, PAGE_RING);
	const uint32_t descriptor[] = {
		0, 0, 1,	/* no second context; the first one's identity */
		gm(engine, PAGE_CONTEXT) | CTX_VALID | CTX_PRIVILEGE | CTX_LEGACY_64B,
	};
	unsigned int i;
	int ret = 0;

	memcpy(ring + engine->dwords, end, sizeof(end));
	engine->dwords += sizeof(end) / sizeof(*end);
	if (engine->dwords % 2)
		ring[engine->dwords++] = MI_NOOP;

	/* the engine's registers in the context are nobody's, so do not load them */
	state[STATE_CTX_CONTROL] = CTX_CTRL_RESTORE_INHIBIT << 16 | CTX_CTRL_RESTORE_INHIBIT;
	state[STATE_RING_HEAD] = 0;
	state[STATE_RING_TAIL] = engine->dwords * 4;
	state[STATE_RING_START] = gm(engine, PAGE_RING);
	state[STATE_RING_CTL] = (RING_PAGES - 1) * VGPU_PAGE | RING_CTL_VALID;
	state[STATE_PDP0_UDW] = 0;
	state[STATE_PDP0_LDW] = engine->gpa + PAGE_PML4 * VGPU_PAGE;

	for (i = 0; i < sizeof(descriptor) / sizeof(*descriptor) && !ret; i++)
		ret = vgpu_write(engine->vgpu, BCS_RING_ELSP, descriptor[i]);
	return ret;
}

int engine_done(const struct engine *engine)
{
	return *(volatile uint32_t *)page(engine, PAGE_FENCE) == engine->fence;
}

int engine_reset(struct engine *engine)
{
	int ret = vgpu_write(engine->vgpu, GEN6_GDRST, GEN6_GRDOM_BLT);

	engine->started = 0;
	return ret;
}
