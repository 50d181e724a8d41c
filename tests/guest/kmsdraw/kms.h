/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef KMSDRAW_KMS_H
#define KMSDRAW_KMS_H

#include <stddef.h>
#include <stdint.h>

#include <drm.h>
#include <drm_mode.h>

/*
 * One connector driven by one CRTC, two framebuffers and a cursor, by the
 * legacy KMS ioctls. Functions return 0 or a negative errno.
 */
struct kms_buffer {
	uint32_t handle, fb, pitch;	/* pitch in bytes */
	uint64_t size;
	uint32_t *pixels;
};

struct kms {
	int fd;
	char connector[40];		/* "DP-1" */
	uint32_t connector_id;
	uint32_t crtc_id;
	unsigned int crtc_index;	/* 0 is the driver's first pipe */
	struct drm_mode_modeinfo mode;
	struct kms_buffer buffer[2], cursor;
	struct kms_buffer retired[2];	/* of the mode before, still on the screen */
};

#define KMS_EVENTS 32			/* as many as one read can return */

/* An event read from the DRM file. */
struct kms_event {
	enum { KMS_FLIP, KMS_SEQUENCE } type;
	uint64_t sequence;		/* CRTC sequence at which it happened */
	uint64_t cookie;		/* KMS_SEQUENCE: as given to kms_wait_for() */
	int64_t ns;			/* KMS_SEQUENCE: when it happened, on the monotonic clock */
};

/*
 * Open @device and take the connector named @connector, or the first connected
 * one where it is NULL. -ENOENT: no such connector, -ENOTCONN: no monitor.
 */
int kms_open(struct kms *kms, const char *device, const char *connector);

/*
 * Take another connector of the device instead, and leave on the one before what it
 * shows: its buffers live as long as the device is open. After an error, as of
 * kms_open(), nothing has changed.
 */
int kms_turn_to(struct kms *kms, const char *connector);

/*
 * Choose a mode of the monitor, read anew: "1280x720", "1280x720@60", or NULL
 * for the one listed first: the preferred one, or the largest where the EDID
 * prefers none. -ENOENT where the monitor has none such.
 */
int kms_choose_mode(struct kms *kms, const char *wanted);

/*
 * Make the two buffers in the size of the mode. Those made before live on until
 * kms_set_mode(): to remove a framebuffer that is shown turns its CRTC off.
 */
int kms_make_buffers(struct kms *kms);

/* Set the mode with buffer @index on the screen. */
int kms_set_mode(struct kms *kms, unsigned int index);

/* Ask for a flip to buffer @index; a KMS_FLIP event tells its end. */
int kms_flip(struct kms *kms, unsigned int index);

/* Ask for a KMS_SEQUENCE event at vblank @sequence. */
int kms_wait_for(struct kms *kms, uint64_t sequence, uint64_t cookie);

/* The CRTC's vblank count; -errno with vblanks off. */
int kms_sequence(struct kms *kms, uint64_t *sequence);

/* Show the cursor @argb (64 x 64) at (@x, @y), or hide it where @argb is NULL. */
int kms_cursor(struct kms *kms, const uint32_t *argb, int x, int y);

/* Read the events that are there, at least one; returns their number. */
int kms_events(struct kms *kms, struct kms_event events[KMS_EVENTS]);

unsigned int kms_refresh(const struct drm_mode_modeinfo *mode);	/* Hz, rounded */

#endif
