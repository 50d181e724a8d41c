/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef VGPU_REGS_H
#define VGPU_REGS_H

/*
 * Registers that the client uses and all platforms have, with the names that i915
 * gives them; byte offsets in BAR 0. What one platform has is in platform_*.c, and
 * bits that one generation has in planes_*.c. Sources: drivers/gpu/drm/i915/i915_pvinfo.h,
 * display/intel_display_regs.h, display/skl_universal_plane_regs.h,
 * display/intel_cursor_regs.h, and gvt's device info for the GTT's place.
 * "pipe" is 0, 1, 2 for A, B, C; its transcoder has the same number.
 */
#define GTT_OFFSET		(8u << 20)

#define VGT_MAGIC		0x78000
#define   VGT_MAGIC_LOW		0x76544776	/* of the 64 bit magic "vGTvGTvG" */
#define VGT_LOW_BASE		0x78040
#define VGT_LOW_SIZE		0x78044
#define VGT_HIGH_BASE		0x78048
#define VGT_HIGH_SIZE		0x7804c

#define TRANS_HTOTAL(pipe)	(0x60000 + (pipe) * 0x1000)
#define TRANS_HBLANK(pipe)	(0x60004 + (pipe) * 0x1000)
#define TRANS_HSYNC(pipe)	(0x60008 + (pipe) * 0x1000)
#define TRANS_VTOTAL(pipe)	(0x6000c + (pipe) * 0x1000)
#define TRANS_VBLANK(pipe)	(0x60010 + (pipe) * 0x1000)
#define TRANS_VSYNC(pipe)	(0x60014 + (pipe) * 0x1000)
#define PIPESRC(pipe)		(0x6001c + (pipe) * 0x1000)
#define PIPE_DATA_M1(pipe)	(0x60030 + (pipe) * 0x1000)
#define   TU_SIZE(size)		((uint32_t)((size) - 1) << 25)
#define PIPE_DATA_N1(pipe)	(0x60034 + (pipe) * 0x1000)
#define PIPE_LINK_M1(pipe)	(0x60040 + (pipe) * 0x1000)
#define PIPE_LINK_N1(pipe)	(0x60044 + (pipe) * 0x1000)
#define TRANS_DDI_FUNC_CTL(pipe) (0x60400 + (pipe) * 0x1000)
#define   TRANS_DDI_FUNC_ENABLE	(1u << 31)
#define   TRANS_DDI_PORT(port)	((uint32_t)(port) << 28)
#define   TRANS_DDI_MODE_SELECT_DP_SST (2u << 24)
#define   TRANS_DDI_PVSYNC	(1u << 17)
#define   TRANS_DDI_PHSYNC	(1u << 16)
#define   DDI_PORT_WIDTH(lanes)	(((lanes) - 1u) << 1)
#define TRANS_MSA_MISC(pipe)	(0x60410 + (pipe) * 0x1000)
#define   DP_MSA_MISC_SYNC_CLOCK (1u << 0)
#define   DP_MSA_MISC_COLOR_CEA_RGB (1u << 3)
#define   DP_MSA_MISC_8_BPC	(1u << 5)
#define TRANS_CLK_SEL(pipe)	(0x46140 + (pipe) * 4)
#define   TRANS_CLK_SEL_PORT(port) (((port) + 1u) << 29)
#define DDI_BUF_CTL(port)	(0x64000 + (port) * 0x100)
#define   DDI_BUF_CTL_ENABLE	(1u << 31)
#define DP_TP_CTL(port)		(0x64040 + (port) * 0x100)
#define   DP_TP_CTL_ENABLE	(1u << 31)
#define   DP_TP_CTL_LINK_TRAIN_NORMAL (3u << 8)

/* The AUX channel of a port and its five registers of data; display/intel_dp_aux_regs.h */
#define DP_AUX_CH_CTL(aux, port) ((aux) + (port) * 0x100)
#define   DP_AUX_CH_CTL_SEND_BUSY (1u << 31)
#define   DP_AUX_CH_CTL_DONE	(1u << 30)
#define   DP_AUX_CH_CTL_TIME_OUT_ERROR (1u << 28)
#define   DP_AUX_CH_CTL_RECEIVE_ERROR (1u << 25)
#define   DP_AUX_CH_CTL_MESSAGE_SIZE(bytes) ((uint32_t)(bytes) << 20)
#define   DP_AUX_CH_CTL_MESSAGE_SIZE_OF(ctl) ((ctl) >> 20 & 0x1f)
#define DP_AUX_CH_DATA(aux, port, i) ((aux) + 4 + (port) * 0x100 + (i) * 4)

/* Hotplug of ports B, C, D (1, 2, 3): display/intel_display_regs.h */
#define PCH_PORT_HOTPLUG	0xc4030
#define   PORT_HOTPLUG_STATUS_MASK(port) (3u << ((port) - 1) * 8)
#define   PORT_HOTPLUG_LONG_DETECT(port) (2u << ((port) - 1) * 8)

/* The blitter engine: gt/intel_engine_regs.h, gt/intel_gt_regs.h, gt/intel_lrc_reg.h */
#define GEN6_GDRST		0x941c
#define   GEN6_GRDOM_BLT	(1u << 3)
#define BCS_RING_HWS_PGA	0x22080
#define BCS_RING_ELSP		0x22230
#define BCS_RING_MODE		0x2229c
#define   GFX_RUN_LIST_ENABLE	(1u << 15)
#define CTX_VALID		(1u << 0)	/* of a descriptor, as the next two */
#define CTX_LEGACY_64B		(3u << 3)
#define CTX_PRIVILEGE		(1u << 8)
#define CTX_CTRL_RESTORE_INHIBIT (1u << 0)
#define RING_CTL_VALID		(1u << 0)

/* Colours: display/intel_color_regs.h */
#define PIPE_CSC_COEFF(pipe, i)	(0x49010 + (pipe) * 0x100 + (i) * 4)
#define PIPE_CSC_MODE(pipe)	(0x49028 + (pipe) * 0x100)
#define   CSC_POSITION_BEFORE_GAMMA (1u << 1)
#define PIPE_CSC_PREOFF(pipe, i) (0x49030 + (pipe) * 0x100 + (i) * 4)
#define PIPE_CSC_POSTOFF(pipe, i) (0x49040 + (pipe) * 0x100 + (i) * 4)
#define LGC_PALETTE(pipe, i)	(0x4a000 + (pipe) * 0x800 + (i) * 4)
#define PREC_PAL_INDEX(pipe)	(0x4a400 + (pipe) * 0x800)
#define   PAL_PREC_SPLIT_MODE	(1u << 31)
#define   PAL_PREC_AUTO_INCREMENT (1u << 15)
#define PREC_PAL_DATA(pipe)	(0x4a404 + (pipe) * 0x800)
#define PREC_PAL_GC_MAX(pipe, i) (0x4a410 + (pipe) * 0x800 + (i) * 4)
#define PREC_PAL_EXT_GC_MAX(pipe, i) (0x4a420 + (pipe) * 0x800 + (i) * 4)
#define GAMMA_MODE(pipe)	(0x4a480 + (pipe) * 0x800)
#define   GAMMA_MODE_8BIT	0u
#define   GAMMA_MODE_10BIT	1u
#define   GAMMA_MODE_12BIT	2u
#define   GAMMA_MODE_SPLIT	3u
#define SKL_BOTTOM_COLOR(pipe)	(0x70034 + (pipe) * 0x1000)
#define   SKL_BOTTOM_COLOR_GAMMA_ENABLE (1u << 31)

#define TRANSCONF(pipe)		(0x70008 + (pipe) * 0x1000)
#define   TRANSCONF_ENABLE	(1u << 31)
#define PIPE_FRMCOUNT(pipe)	(0x70040 + (pipe) * 0x1000)
#define PIPEDSL(pipe)		(0x70000 + (pipe) * 0x1000)
#define PIPE_FLIPCOUNT(pipe)	(0x70044 + (pipe) * 0x1000)
#define PIPE_FRMTMSTMP(pipe)	(0x70048 + (pipe) * 0x1000)
#define PIPE_FLIPTMSTMP(pipe)	(0x7004c + (pipe) * 0x1000)
#define TIMESTAMP_CTR		0x44070
#define CURCNTR(pipe)		(0x70080 + (pipe) * 0x1000)
#define   MCURSOR_MODE_64_ARGB_AX 0x27
#define CURBASE(pipe)		(0x70084 + (pipe) * 0x1000)
#define CURPOS(pipe)		(0x70088 + (pipe) * 0x1000)
/*
 * Plane 1. On gen8, where these are DSPCNTR, DSPSTRIDE, DSPSURF, DSPOFFSET and
 * DSPSURFLIVE, plane 2 is the sprite: SPRCTL and so on.
 */
#define PLANE_CTL(pipe)		(0x70180 + (pipe) * 0x1000)
#define PLANE_STRIDE(pipe)	(0x70188 + (pipe) * 0x1000)
#define PLANE_POS(pipe)		(0x7018c + (pipe) * 0x1000)
#define PLANE_SIZE(pipe)	(0x70190 + (pipe) * 0x1000)
#define PLANE_SURF(pipe)	(0x7019c + (pipe) * 0x1000)
#define PLANE_OFFSET(pipe)	(0x701a4 + (pipe) * 0x1000)
#define PLANE_SURFLIVE(pipe)	(0x701ac + (pipe) * 0x1000)
#define PLANE_OF(reg, plane)	((reg) + (plane) * 0x100)	/* 0 for plane 1, whose @reg is */

#define GEN8_MASTER_IRQ		0x44200
#define   GEN8_MASTER_IRQ_CONTROL (1u << 31)
#define GEN8_DE_PIPE_IMR(pipe)	(0x44404 + (pipe) * 0x10)
#define GEN8_DE_PIPE_IIR(pipe)	(0x44408 + (pipe) * 0x10)
#define GEN8_DE_PIPE_IER(pipe)	(0x4440c + (pipe) * 0x10)
#define   GEN8_PIPE_VBLANK	(1u << 0)

#endif
