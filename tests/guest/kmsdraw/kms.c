// SPDX-License-Identifier: GPL-2.0-only
#include "kms.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "draw.h"

#define CONNECTED 1		/* enum drm_connector_status in include/drm/drm_connector.h */
#define MAX_OBJECTS 16

static int kms_ioctl(struct kms *kms, unsigned long request, void *arg)
{
	int ret;

	do {
		ret = ioctl(kms->fd, request, arg);
	} while (ret && errno == EINTR);
	return ret ? -errno : 0;
}

/* The kernel's names of connector types, drm_connector_enum_list[] in drm_connector.c. */
static const char *connector_type(uint32_t type)
{
	switch (type) {
	case DRM_MODE_CONNECTOR_VGA: return "VGA";
	case DRM_MODE_CONNECTOR_DVID: return "DVI-D";
	case DRM_MODE_CONNECTOR_DisplayPort: return "DP";
	case DRM_MODE_CONNECTOR_HDMIA: return "HDMI-A";
	case DRM_MODE_CONNECTOR_eDP: return "eDP";
	case DRM_MODE_CONNECTOR_VIRTUAL: return "Virtual";
	default: return "Unknown";
	}
}

/* A connector's state and encoders; with room for modes the monitor is probed anew. */
static int get_connector(struct kms *kms, uint32_t id, struct drm_mode_get_connector *conn,
			 uint32_t encoders[MAX_OBJECTS], struct drm_mode_modeinfo **modes)
{
	int ret;

	*modes = NULL;
	do {
		uint32_t room;

		memset(conn, 0, sizeof(*conn));
		conn->connector_id = id;
		ret = kms_ioctl(kms, DRM_IOCTL_MODE_GETCONNECTOR, conn);
		if (ret)
			break;
		room = conn->count_modes;
		free(*modes);
		*modes = calloc(room ? room : 1, sizeof(**modes));
		if (!*modes)
			return -ENOMEM;
		if (conn->count_encoders > MAX_OBJECTS)
			conn->count_encoders = MAX_OBJECTS;
		conn->count_props = 0;
		conn->modes_ptr = (uintptr_t)*modes;
		/* count_modes == 0 asks for a probe; room for one does not */
		conn->count_modes = room ? room : 1;
		conn->encoders_ptr = (uintptr_t)encoders;
		ret = kms_ioctl(kms, DRM_IOCTL_MODE_GETCONNECTOR, conn);
		if (!ret && conn->count_modes > (room ? room : 1))
			ret = -EAGAIN;	/* the monitor changed in between */
	} while (ret == -EAGAIN);
	if (ret) {
		free(*modes);
		*modes = NULL;
	}
	return ret;
}

static bool crtc_is_free(struct kms *kms, uint32_t id)
{
	struct drm_mode_crtc crtc = { .crtc_id = id };

	return !kms_ioctl(kms, DRM_IOCTL_MODE_GETCRTC, &crtc) && !crtc.mode_valid;
}

/* The CRTC that feeds the connector now, else the first one not in use. */
static int choose_crtc(struct kms *kms, const struct drm_mode_get_connector *conn,
		       const uint32_t *encoders, const uint32_t *crtcs, unsigned int n)
{
	struct drm_mode_get_encoder enc = { .encoder_id = conn->encoder_id };
	unsigned int e, c;

	if (conn->encoder_id && !kms_ioctl(kms, DRM_IOCTL_MODE_GETENCODER, &enc) && enc.crtc_id)
		for (c = 0; c < n; c++)
			if (crtcs[c] == enc.crtc_id)
				goto found;
	for (e = 0; e < conn->count_encoders; e++) {
		enc = (struct drm_mode_get_encoder) { .encoder_id = encoders[e] };
		if (kms_ioctl(kms, DRM_IOCTL_MODE_GETENCODER, &enc))
			continue;
		for (c = 0; c < n; c++)
			if (enc.possible_crtcs >> c & 1 && crtc_is_free(kms, crtcs[c]))
				goto found;
	}
	return -EBUSY;
found:
	kms->crtc_id = crtcs[c];
	kms->crtc_index = c;
	return 0;
}

static int choose_connector(struct kms *kms, const char *wanted)
{
	uint32_t crtcs[MAX_OBJECTS], connectors[MAX_OBJECTS], encoders[MAX_OBJECTS];
	struct drm_mode_card_res res = {
		.count_crtcs = MAX_OBJECTS, .crtc_id_ptr = (uintptr_t)crtcs,
		.count_connectors = MAX_OBJECTS, .connector_id_ptr = (uintptr_t)connectors,
	};
	struct drm_mode_get_connector conn;
	struct drm_mode_modeinfo *modes;
	unsigned int i;
	int ret, why = wanted ? -ENOENT : -ENOTCONN;

	ret = kms_ioctl(kms, DRM_IOCTL_MODE_GETRESOURCES, &res);
	if (ret)
		return ret;
	if (res.count_crtcs > MAX_OBJECTS || res.count_connectors > MAX_OBJECTS)
		return -E2BIG;
	for (i = 0; i < res.count_connectors; i++) {
		if (get_connector(kms, connectors[i], &conn, encoders, &modes))
			continue;
		free(modes);
		snprintf(kms->connector, sizeof(kms->connector), "%s-%u",
			 connector_type(conn.connector_type), conn.connector_type_id);
		if (wanted && strcmp(wanted, kms->connector))
			continue;
		why = -ENOTCONN;
		if (conn.connection != CONNECTED)
			continue;
		kms->connector_id = conn.connector_id;
		return choose_crtc(kms, &conn, encoders, crtcs, res.count_crtcs);
	}
	return why;
}

int kms_open(struct kms *kms, const char *device, const char *connector)
{
	int ret;

	memset(kms, 0, sizeof(*kms));
	kms->fd = open(device, O_RDWR | O_CLOEXEC);
	if (kms->fd < 0)
		return -errno;
	ret = choose_connector(kms, connector);
	if (ret)
		close(kms->fd);
	return ret;
}

int kms_turn_to(struct kms *kms, const char *connector)
{
	struct kms other = { .fd = kms->fd };
	int ret = choose_connector(&other, connector);

	if (!ret)
		*kms = other;
	return ret;
}

unsigned int kms_refresh(const struct drm_mode_modeinfo *mode)
{
	unsigned int total = mode->htotal * mode->vtotal;

	return total ? (mode->clock * 1000ull + total / 2) / total : 0;
}

static bool mode_matches(const struct drm_mode_modeinfo *mode, const char *wanted)
{
	unsigned int width, height, refresh;
	int fields;

	/* drm_mode_sort() of the kernel puts the preferred one first */
	if (!wanted)
		return true;
	if (mode->flags & (DRM_MODE_FLAG_INTERLACE | DRM_MODE_FLAG_DBLSCAN))
		return false;
	fields = sscanf(wanted, "%ux%u@%u", &width, &height, &refresh);
	return fields >= 2 && mode->hdisplay == width && mode->vdisplay == height &&
	       (fields == 2 || kms_refresh(mode) == refresh);
}

int kms_choose_mode(struct kms *kms, const char *wanted)
{
	uint32_t encoders[MAX_OBJECTS];
	struct drm_mode_get_connector conn;
	struct drm_mode_modeinfo *modes;
	unsigned int i;
	int ret;

	ret = get_connector(kms, kms->connector_id, &conn, encoders, &modes);
	if (ret)
		return ret;
	ret = conn.connection == CONNECTED ? -ENOENT : -ENOTCONN;
	for (i = 0; i < conn.count_modes && ret == -ENOENT; i++) {
		if (mode_matches(&modes[i], wanted)) {
			kms->mode = modes[i];
			ret = 0;
		}
	}
	free(modes);
	return ret;
}

static void free_buffer(struct kms *kms, struct kms_buffer *buf)
{
	struct drm_mode_destroy_dumb destroy = { .handle = buf->handle };

	if (buf->pixels)
		munmap(buf->pixels, buf->size);
	if (buf->fb)
		kms_ioctl(kms, DRM_IOCTL_MODE_RMFB, &buf->fb);
	if (buf->handle)
		kms_ioctl(kms, DRM_IOCTL_MODE_DESTROY_DUMB, &destroy);
	memset(buf, 0, sizeof(*buf));
}

static int make_buffer(struct kms *kms, struct kms_buffer *buf, uint32_t width, uint32_t height)
{
	struct drm_mode_create_dumb create = { .width = width, .height = height, .bpp = 32 };
	struct drm_mode_map_dumb map = { 0 };
	void *pixels;
	int ret;

	ret = kms_ioctl(kms, DRM_IOCTL_MODE_CREATE_DUMB, &create);
	if (ret)
		return ret;
	buf->handle = map.handle = create.handle;
	buf->pitch = create.pitch;
	buf->size = create.size;
	ret = kms_ioctl(kms, DRM_IOCTL_MODE_MAP_DUMB, &map);
	if (ret)
		goto fail;
	pixels = mmap(NULL, buf->size, PROT_READ | PROT_WRITE, MAP_SHARED, kms->fd, map.offset);
	if (pixels == MAP_FAILED) {
		ret = -errno;
		goto fail;
	}
	buf->pixels = pixels;
	return 0;
fail:
	free_buffer(kms, buf);
	return ret;
}

int kms_make_buffers(struct kms *kms)
{
	unsigned int i;

	for (i = 0; i < 2; i++) {
		struct kms_buffer *buf = &kms->buffer[i];
		struct drm_mode_fb_cmd fb = {
			.width = kms->mode.hdisplay, .height = kms->mode.vdisplay,
			.bpp = 32, .depth = 24,
		};
		int ret;

		free_buffer(kms, &kms->retired[i]);
		kms->retired[i] = *buf;
		memset(buf, 0, sizeof(*buf));
		ret = make_buffer(kms, buf, fb.width, fb.height);
		if (ret)
			return ret;
		fb.pitch = buf->pitch;
		fb.handle = buf->handle;
		ret = kms_ioctl(kms, DRM_IOCTL_MODE_ADDFB, &fb);
		if (ret)
			return ret;
		buf->fb = fb.fb_id;
	}
	return 0;
}

int kms_set_mode(struct kms *kms, unsigned int index)
{
	struct drm_mode_crtc crtc = {
		.set_connectors_ptr = (uintptr_t)&kms->connector_id, .count_connectors = 1,
		.crtc_id = kms->crtc_id, .fb_id = kms->buffer[index].fb,
		.mode_valid = 1, .mode = kms->mode,
	};
	int ret = kms_ioctl(kms, DRM_IOCTL_MODE_SETCRTC, &crtc);

	if (!ret) {
		free_buffer(kms, &kms->retired[0]);
		free_buffer(kms, &kms->retired[1]);
	}
	return ret;
}

int kms_flip(struct kms *kms, unsigned int index)
{
	struct drm_mode_crtc_page_flip flip = {
		.crtc_id = kms->crtc_id, .fb_id = kms->buffer[index].fb,
		.flags = DRM_MODE_PAGE_FLIP_EVENT,
	};

	return kms_ioctl(kms, DRM_IOCTL_MODE_PAGE_FLIP, &flip);
}

int kms_wait_for(struct kms *kms, uint64_t sequence, uint64_t cookie)
{
	struct drm_crtc_queue_sequence queue = {
		.crtc_id = kms->crtc_id, .sequence = sequence, .user_data = cookie,
	};

	return kms_ioctl(kms, DRM_IOCTL_CRTC_QUEUE_SEQUENCE, &queue);
}

int kms_sequence(struct kms *kms, uint64_t *sequence)
{
	struct drm_crtc_get_sequence get = { .crtc_id = kms->crtc_id };
	int ret = kms_ioctl(kms, DRM_IOCTL_CRTC_GET_SEQUENCE, &get);

	*sequence = get.sequence;
	return ret;
}

int kms_cursor(struct kms *kms, const uint32_t *argb, int x, int y)
{
	struct drm_mode_cursor cursor = {
		.flags = DRM_MODE_CURSOR_BO | DRM_MODE_CURSOR_MOVE, .crtc_id = kms->crtc_id,
		.x = x, .y = y, .width = POINTER_SIZE, .height = POINTER_SIZE,
	};
	unsigned int row;
	int ret;

	if (argb) {
		if (!kms->cursor.handle) {
			ret = make_buffer(kms, &kms->cursor, POINTER_SIZE, POINTER_SIZE);
			if (ret)
				return ret;
		}
		for (row = 0; row < POINTER_SIZE; row++)
			memcpy(kms->cursor.pixels + row * kms->cursor.pitch / sizeof(*argb),
			       argb + row * POINTER_SIZE, POINTER_SIZE * sizeof(*argb));
		cursor.handle = kms->cursor.handle;
	}
	return kms_ioctl(kms, DRM_IOCTL_MODE_CURSOR, &cursor);
}

int kms_events(struct kms *kms, struct kms_event events[KMS_EVENTS])
{
	char raw[KMS_EVENTS * sizeof(struct drm_event_vblank)];
	ssize_t size, at;
	unsigned int n = 0;

	do {
		size = read(kms->fd, raw, sizeof(raw));
	} while (size < 0 && errno == EINTR);
	if (size < 0)
		return -errno;
	for (at = 0; at < size && n < KMS_EVENTS;) {
		struct drm_event head;
		struct drm_event_vblank flip;
		struct drm_event_crtc_sequence seq;

		memcpy(&head, raw + at, sizeof(head));
		if (head.type == DRM_EVENT_FLIP_COMPLETE) {
			memcpy(&flip, raw + at, sizeof(flip));
			events[n++] = (struct kms_event) {
				.type = KMS_FLIP, .sequence = flip.sequence,
			};
		} else if (head.type == DRM_EVENT_CRTC_SEQUENCE) {
			memcpy(&seq, raw + at, sizeof(seq));
			events[n++] = (struct kms_event) {
				.type = KMS_SEQUENCE, .sequence = seq.sequence,
				.ns = seq.time_ns,
				.cookie = seq.user_data,
			};
		}
		at += head.length;
	}
	return n;
}
