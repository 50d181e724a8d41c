/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Data island packets: the infoframes that a transcoder sends along with an
 * HDMI picture. Error correction codes are not computed. Source: i915
 * display/intel_hdmi.c hsw_write_infoframe(), hsw_dip_data_reg().
 */
#include "qemu/osdep.h"
#include "../igd.h"
#include "../display/timing.h"

/* Offsets within a transcoder's registers */
#define DIP_CTL             0x200
#define DIP_AVI_DATA        0x220
#define DIP_VS_DATA         0x260
#define DIP_SPD_DATA        0x2a0

#define DIP_ENABLE_AVI      BIT(12)
#define DIP_ENABLE_VS       BIT(8)
#define DIP_ENABLE_SPD      BIT(0)

/* of them the fourth byte stands for the header's error correction */
#define DIP_DATA_BYTES      32

static const struct {
    IgdInfoframeType type;
    uint32_t enable;
    uint32_t data;
} packets[] = {
    { IGD_INFOFRAME_AVI, DIP_ENABLE_AVI, DIP_AVI_DATA },
    { IGD_INFOFRAME_SPD, DIP_ENABLE_SPD, DIP_SPD_DATA },
    { IGD_INFOFRAME_VENDOR, DIP_ENABLE_VS, DIP_VS_DATA },
};

static void read_packet(IgdState *s, uint32_t data,
                        uint8_t frame[IGD_INFOFRAME_SIZE])
{
    uint8_t raw[DIP_DATA_BYTES];

    for (unsigned i = 0; i < DIP_DATA_BYTES; i += 4) {
        stl_le_p(raw + i, igd_reg(s, data + i));
    }
    memcpy(frame, raw, IGD_INFOFRAME_HEADER);
    memcpy(frame + IGD_INFOFRAME_HEADER, raw + IGD_INFOFRAME_HEADER + 1,
           IGD_INFOFRAME_PAYLOAD);
}

bool igd_dip_frame(IgdState *s, unsigned port, IgdInfoframeType type,
                   uint8_t frame[IGD_INFOFRAME_SIZE])
{
    int pipe = igd_display_pipe_of_port(s, port);
    IgdTranscoder trans;

    if (pipe < 0) {
        return false;
    }
    trans = s->display.pipe[pipe].transcoder;
    if (!igd_transcoder_sends_hdmi(s, trans)) {
        return false;           /* a DVI picture has no data islands */
    }
    for (size_t i = 0; i < ARRAY_SIZE(packets); i++) {
        uint32_t base = igd_transcoder_base(trans);

        if (packets[i].type == type &&
            igd_reg(s, base + DIP_CTL) & packets[i].enable) {
            read_packet(s, base + packets[i].data, frame);
            return true;
        }
    }
    return false;
}

#define SOURCE "i915 display/intel_display_regs.h, intel_hdmi.c " \
               "hsw_write_infoframe()"

/* A register of transcoders A, B, C and of EDP */
#define TRANS_REG(_name, _offset, _count) {                             \
        .name = _name, .source = SOURCE,                                \
        .offset = 0x60000 + (_offset), .count = 3, .stride = 0x1000,    \
        .inner_count = (_count), .inner_stride = 4,                     \
    }, {                                                                \
        .name = _name "_EDP", .source = SOURCE,                         \
        .offset = 0x6f000 + (_offset), .first = IGD_TRANS_EDP,          \
        .inner_count = (_count), .inner_stride = 4,                     \
    }

static const IgdReg dip_regs[] = {
    TRANS_REG("HSW_TVIDEO_DIP_CTL", DIP_CTL, 1),
    TRANS_REG("HSW_TVIDEO_DIP_GCP", 0x210, 1),
    TRANS_REG("HSW_TVIDEO_DIP_DATA_ECC", DIP_AVI_DATA, 80),
};

const IgdRoom igd_dip_room = {
    .name = "dip",
    .regs = dip_regs,
    .num_regs = ARRAY_SIZE(dip_regs),
};
