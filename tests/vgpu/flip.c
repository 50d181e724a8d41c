// SPDX-License-Identifier: GPL-2.0-only
#include "flip.h"

#include <errno.h>
#include <time.h>

#include "platform.h"
#include "regs.h"

#define MI_DISPLAY_FLIP		(0x14u << 23 | 1)

static int find_plane(const struct planes *planes, uint32_t code, unsigned int *pipe,
		      unsigned int *plane)
{
	unsigned int i;

	for (i = 0; i < planes->num_codes; i++) {
		if (planes->codes[i].code == code) {
			*pipe = planes->codes[i].pipe;
			*plane = planes->codes[i].plane;
			return 0;
		}
	}
	return -EINVAL;
}

int flip_submit(struct engine *engine, const struct flip *flip, int hold)
{
	const uint32_t dw[] = {
		MI_DISPLAY_FLIP | flip->code << engine->vgpu->platform->planes->code_shift,
		flip->stride << 6, flip->surf | flip->type,
	};
	int ret = engine_begin(engine);

	if (ret)
		return ret;
	if (hold)
		engine_hold(engine);
	engine_command(engine, dw, 3);
	return engine_submit(engine);
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

/* Until the plane has its new surface and flip done came, and 50 ms on for a second one. */
static int watch(const struct screen *screen, unsigned int plane, struct engine *engine,
		 const struct flip *flip, uint32_t frames, struct flip_result *result)
{
	const uint32_t surf = PLANE_OF(PLANE_SURF(screen->pipe), plane);
	double end = seconds() + 5;
	uint32_t before, iir;
	int counting = 1, ret = vgpu_read(screen->vgpu, PIPE_FRMCOUNT(screen->pipe), &before);

	while (!ret && seconds() < end) {
		uint32_t frame = before;
		int done;

		/* the register first: the engine may get there in between */
		ret = vgpu_read(screen->vgpu, surf, &result->surf);
		done = engine_done(engine);
		if (!ret && counting)
			ret = vgpu_read(screen->vgpu, PIPE_FRMCOUNT(screen->pipe), &frame);
		if (ret)
			break;
		if (!done) {
			result->looks++;
			result->early += result->surf == flip->surf;
			if (frame - before >= frames)
				engine_release(engine);
		} else if (counting) {
			result->frames = frame - before;
			counting = 0;
		}
		ret = screen_acknowledge(screen, &iir);
		if (!ret && iir & screen_flip_done(screen, plane)) {
			if (!result->done++) {
				ret = vgpu_read(screen->vgpu,
						PLANE_OF(PLANE_SURFLIVE(screen->pipe), plane),
						&result->live);
				end = seconds() + 0.05;
			}
			result->early += !done && !engine_done(engine);
		}
	}
	return ret;
}

int flip_watch(const struct screen *screen, struct engine *engine, const struct flip *flip,
	       uint32_t frames, struct flip_result *result)
{
	struct screen of = *screen;
	unsigned int plane;
	int ret = find_plane(screen->vgpu->platform->planes, flip->code, &of.pipe, &plane);

	*result = (struct flip_result) { 0 };
	if (!ret)
		ret = screen_enable_interrupts(&of);
	if (!ret)
		ret = flip_submit(engine, flip, 1);
	if (!ret)
		ret = watch(&of, plane, engine, flip, frames, result);
	return ret;
}
