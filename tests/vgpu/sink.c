// SPDX-License-Identifier: GPL-2.0-only
#include "sink.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "platform.h"
#include "regs.h"

/* DisplayPort 1.2, 2.7.7.1.5: commands and replies; E-DDC 1.2: addresses */
#define AUX_I2C_WRITE 0x0
#define AUX_I2C_READ 0x1
#define AUX_I2C_MOT 0x4
#define AUX_NATIVE_READ 0x9
#define AUX_BYTES 20
#define AUX_DATA 16
#define EDID_ADDRESS 0x50
#define SEGMENT_ADDRESS 0x30

#define BLOCK 128
#define EXTENSIONS 126

/*
 * One request and its reply, without the byte that acknowledges. @count: bytes to
 * write or read; 0 is a start or a stop.
 */
static int aux(struct vgpu *vgpu, unsigned int port, uint8_t command, uint32_t address,
	       uint8_t *data, unsigned int count)
{
	const bool reading = command & 1;
	uint8_t bytes[AUX_BYTES] = { command << 4 | address >> 16, address >> 8, address };
	unsigned int size = 3, i, j;
	const uint32_t base = vgpu->platform->aux;
	uint32_t ctl, word;
	int ret = 0;

	if (count)
		bytes[size++] = count - 1;
	if (!reading && count) {
		memcpy(bytes + size, data, count);
		size += count;
	}
	for (i = 0; !ret && i < AUX_BYTES / 4; i++) {
		word = (uint32_t)bytes[i * 4] << 24 | bytes[i * 4 + 1] << 16 |
		       bytes[i * 4 + 2] << 8 | bytes[i * 4 + 3];
		ret = vgpu_write(vgpu, DP_AUX_CH_DATA(base, port, i), word);
	}
	if (!ret)
		ret = vgpu_write(vgpu, DP_AUX_CH_CTL(base, port), DP_AUX_CH_CTL_SEND_BUSY |
				 DP_AUX_CH_CTL_DONE | DP_AUX_CH_CTL_TIME_OUT_ERROR |
				 DP_AUX_CH_CTL_RECEIVE_ERROR | DP_AUX_CH_CTL_MESSAGE_SIZE(size));
	if (!ret)
		ret = vgpu_read(vgpu, DP_AUX_CH_CTL(base, port), &ctl);
	if (ret)
		return ret;
	if (!(ctl & DP_AUX_CH_CTL_DONE) || ctl & DP_AUX_CH_CTL_SEND_BUSY)
		return -EBUSY;
	if (ctl & (DP_AUX_CH_CTL_TIME_OUT_ERROR | DP_AUX_CH_CTL_RECEIVE_ERROR))
		return -ENXIO;
	for (i = 0; i < AUX_BYTES / 4; i++) {
		ret = vgpu_read(vgpu, DP_AUX_CH_DATA(base, port, i), &word);
		if (ret)
			return ret;
		for (j = 0; j < 4; j++)
			bytes[i * 4 + j] = word >> (24 - j * 8);
	}
	if (bytes[0])
		return -EIO;
	if (DP_AUX_CH_CTL_MESSAGE_SIZE_OF(ctl) != 1 + (reading ? count : 0))
		return -EPROTO;
	if (reading)
		memcpy(data, bytes + 1, count);
	return 0;
}

/* drm_do_probe_ddc_edid(): segment, offset, and a read in requests of 16 bytes */
static int read_block(struct vgpu *vgpu, unsigned int port, unsigned int block, uint8_t *edid)
{
	const uint8_t write = AUX_I2C_WRITE | AUX_I2C_MOT, read = AUX_I2C_READ | AUX_I2C_MOT;
	uint8_t segment = block / 2, offset = block % 2 * BLOCK;
	unsigned int i;
	int ret = 0;

	if (segment) {
		ret = aux(vgpu, port, write, SEGMENT_ADDRESS, NULL, 0);
		if (!ret)
			ret = aux(vgpu, port, write, SEGMENT_ADDRESS, &segment, 1);
	}
	if (!ret)
		ret = aux(vgpu, port, write, EDID_ADDRESS, NULL, 0);
	if (!ret)
		ret = aux(vgpu, port, write, EDID_ADDRESS, &offset, 1);
	if (!ret)
		ret = aux(vgpu, port, read, EDID_ADDRESS, NULL, 0);
	for (i = 0; !ret && i < BLOCK; i += AUX_DATA)
		ret = aux(vgpu, port, read, EDID_ADDRESS, edid + i, AUX_DATA);
	return ret ? ret : aux(vgpu, port, AUX_I2C_READ, EDID_ADDRESS, NULL, 0);
}

int sink_edid(struct vgpu *vgpu, unsigned int port, uint8_t *edid, size_t max, size_t *size)
{
	unsigned int block = 0;
	int ret;

	do {
		if ((block + 1) * BLOCK > max)
			return -ENOSPC;
		ret = read_block(vgpu, port, block, edid + block * BLOCK);
	} while (!ret && block++ < edid[EXTENSIONS]);
	*size = block * BLOCK;
	return ret;
}

int sink_dpcd(struct vgpu *vgpu, unsigned int port, uint16_t address, uint8_t *value)
{
	return aux(vgpu, port, AUX_NATIVE_READ, address, value, 1);
}

int sink_hotplug(struct vgpu *vgpu, unsigned int port, int *live, int *pulse)
{
	const struct platform *platform = vgpu->platform;
	const uint32_t status = PORT_HOTPLUG_STATUS_MASK(port);
	uint32_t isr, hotplug;
	int ret;

	ret = vgpu_read(vgpu, platform->live, &isr);
	if (!ret)
		ret = vgpu_read(vgpu, PCH_PORT_HOTPLUG, &hotplug);
	/* the status bits of the other ports are cleared by writing ones, too */
	if (!ret)
		ret = vgpu_write(vgpu, PCH_PORT_HOTPLUG, hotplug & status);
	if (ret)
		return ret;
	*live = isr >> (platform->live_shift + port) & 1;
	*pulse = (hotplug & status) == PORT_HOTPLUG_LONG_DETECT(port);
	return 0;
}
