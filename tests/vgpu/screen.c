// SPDX-License-Identifier: GPL-2.0-only
#include "screen.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <time.h>

#include "platform.h"
#include "regs.h"

#define LANES 4
#define LINK_SYMBOL_CLOCK 270000u	/* kHz, at 2.7 Gbit/s a lane */
#define BITS_PER_PIXEL 24u

static const struct screen_mode modes[] = {
	{ 1920, 1080, 148500, 2008, 2052, 2200, 1084, 1089, 1125, 1 },
	{ 1280, 720, 74250, 1390, 1430, 1650, 725, 730, 750, 1 },
	{ 1024, 768, 65000, 1048, 1184, 1344, 771, 777, 806, 0 },
	{ 800, 600, 40000, 840, 968, 1056, 601, 605, 628, 1 },
	{ 800, 600, 95500, 840, 968, 1056, 601, 605, 628, 1 },
};

static unsigned int refresh_of(const struct screen_mode *mode)
{
	unsigned int pixels = mode->htotal * mode->vtotal;

	return (mode->clock * 1000 + pixels / 2) / pixels;
}

const struct screen_mode *screen_find_mode(unsigned int width, unsigned int height,
					   unsigned int refresh)
{
	size_t i;

	for (i = 0; i < sizeof(modes) / sizeof(*modes); i++)
		if (modes[i].width == width && modes[i].height == height &&
		    refresh_of(&modes[i]) == refresh)
			return &modes[i];
	return NULL;
}

/* Both numbers of a timing register count from 0. */
static uint32_t pair(unsigned int low, unsigned int high)
{
	return (high - 1) << 16 | (low - 1);
}

int screen_on(const struct screen *screen, const struct screen_mode *mode)
{
	const unsigned int pipe = screen->pipe, port = screen->port;
	const uint32_t data_n = 0x800000, link_n = 0x80000;
	const uint32_t data_m = (uint64_t)data_n * BITS_PER_PIXEL * mode->clock /
				(8 * LANES * LINK_SYMBOL_CLOCK);
	const uint32_t link_m = (uint64_t)link_n * mode->clock / LINK_SYMBOL_CLOCK;
	const uint32_t range = screen->limited ? DP_MSA_MISC_COLOR_CEA_RGB : 0;
	const uint32_t polarity = mode->positive_sync ? TRANS_DDI_PVSYNC | TRANS_DDI_PHSYNC : 0;
	const struct vgpu_reg writes[] = {
		{ DP_TP_CTL(port), DP_TP_CTL_ENABLE | DP_TP_CTL_LINK_TRAIN_NORMAL },
		{ DDI_BUF_CTL(port), DDI_BUF_CTL_ENABLE | DDI_PORT_WIDTH(LANES) },
		{ TRANS_CLK_SEL(pipe), TRANS_CLK_SEL_PORT(port) },
		{ PIPE_DATA_M1(pipe), TU_SIZE(64) | data_m },
		{ PIPE_DATA_N1(pipe), data_n },
		{ PIPE_LINK_M1(pipe), link_m },
		{ PIPE_LINK_N1(pipe), link_n },
		{ TRANS_HTOTAL(pipe), pair(mode->width, mode->htotal) },
		{ TRANS_HBLANK(pipe), pair(mode->width, mode->htotal) },
		{ TRANS_HSYNC(pipe), pair(mode->hsync_start, mode->hsync_end) },
		{ TRANS_VTOTAL(pipe), pair(mode->height, mode->vtotal) },
		{ TRANS_VBLANK(pipe), pair(mode->height, mode->vtotal) },
		{ TRANS_VSYNC(pipe), pair(mode->vsync_start, mode->vsync_end) },
		{ PIPESRC(pipe), pair(mode->height, mode->width) },
		{ TRANS_MSA_MISC(pipe), DP_MSA_MISC_SYNC_CLOCK | DP_MSA_MISC_8_BPC | range },
		{ TRANS_DDI_FUNC_CTL(pipe), TRANS_DDI_FUNC_ENABLE | TRANS_DDI_PORT(port) |
		  TRANS_DDI_MODE_SELECT_DP_SST | DDI_PORT_WIDTH(LANES) | polarity },
		{ TRANSCONF(pipe), TRANSCONF_ENABLE },
	};
	int ret = screen->vgpu->platform->set_clock(screen->vgpu, port);

	return ret ? ret : VGPU_WRITE_ALL(screen->vgpu, writes);
}

int screen_off(const struct screen *screen)
{
	const struct vgpu_reg writes[] = {
		{ PLANE_CTL(screen->pipe), 0 },
		{ PLANE_SURF(screen->pipe), 0 },
		{ TRANSCONF(screen->pipe), 0 },
		{ TRANS_DDI_FUNC_CTL(screen->pipe), 0 },
		{ DDI_BUF_CTL(screen->port), 0 },
	};

	return VGPU_WRITE_ALL(screen->vgpu, writes);
}

int screen_plane(const struct screen *screen, const struct plane *plane)
{
	const struct planes *planes = screen->vgpu->platform->planes;
	struct plane show = *plane;
	int ret;

	show.gamma = screen->gamma;
	show.csc = screen->csc;
	ret = planes->make_ready(screen->vgpu, screen->pipe, 0, &show);
	return ret ? ret : planes_arm(screen->vgpu, screen->pipe, 0, &show);
}

uint32_t screen_flip_done(const struct screen *screen, unsigned int plane)
{
	return screen->vgpu->platform->planes->flip_done << plane;
}

int screen_enable_interrupts(const struct screen *screen)
{
	const uint32_t bits = GEN8_PIPE_VBLANK | screen_flip_done(screen, 0) |
			      screen_flip_done(screen, 1) | screen_flip_done(screen, 2);
	const struct vgpu_reg writes[] = {
		{ GEN8_MASTER_IRQ, 0 },
		{ GEN8_DE_PIPE_IIR(screen->pipe), ~0u },
		{ GEN8_DE_PIPE_IMR(screen->pipe), ~bits },
		{ GEN8_DE_PIPE_IER(screen->pipe), bits },
		{ GEN8_MASTER_IRQ, GEN8_MASTER_IRQ_CONTROL },
	};

	return VGPU_WRITE_ALL(screen->vgpu, writes);
}

int screen_next_frame(const struct screen *screen, uint32_t *frame)
{
	const uint32_t before = *frame;
	time_t end = time(NULL) + 2;
	int ret;

	do
		ret = vgpu_read(screen->vgpu, PIPE_FRMCOUNT(screen->pipe), frame);
	while (!ret && *frame == before && time(NULL) < end);
	return !ret && *frame == before ? -ETIMEDOUT : ret;
}

int screen_acknowledge(const struct screen *screen, uint32_t *iir)
{
	struct vgpu *vgpu = screen->vgpu;
	int ret;

	ret = vgpu_write(vgpu, GEN8_MASTER_IRQ, 0);
	if (!ret)
		ret = vgpu_read(vgpu, GEN8_DE_PIPE_IIR(screen->pipe), iir);
	if (!ret)
		ret = vgpu_write(vgpu, GEN8_DE_PIPE_IIR(screen->pipe), *iir);
	return ret ? ret : vgpu_write(vgpu, GEN8_MASTER_IRQ, GEN8_MASTER_IRQ_CONTROL);
}

int screen_wait_vblank(const struct screen *screen)
{
	struct pollfd fd = { .fd = screen->vgpu->msi, .events = POLLIN };
	uint32_t iir = 0;
	int ret = 0;

	while (!ret && !(iir & GEN8_PIPE_VBLANK)) {
		if (poll(&fd, 1, 2000) != 1)
			return -ETIMEDOUT;
		vgpu_msis(screen->vgpu);
		ret = screen_acknowledge(screen, &iir);
	}
	return ret;
}
