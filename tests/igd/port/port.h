/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ports (DDIs), their side channels and the monitors that are plugged in.
 */
#ifndef IGD_PORT_H
#define IGD_PORT_H

#include "qemu/timer.h"
#include "../irq.h"
#include "../mmio.h"
#include "i2c_wire.h"
#include "infoframe.h"
#include "pch.h"
#include "sink.h"

#define IGD_MAX_PORTS   5       /* DDI A to E */
#define IGD_SBI_REGS    8       /* at most, of the PCH's clocks */
#define IGD_PORT_A      0
#define IGD_PORT_E      4

typedef struct IgdMonitor IgdMonitor;

#define TYPE_IGD_PORT_BUS "igd-port-bus"

typedef struct IgdGmbus {
    uint8_t data[512];          /* bytes that GMBUS3 still gives */
    unsigned len, pos;
    unsigned to_write;          /* bytes that GMBUS3 still takes */
    bool nak, active, stalled;
    bool irq;                   /* a condition of GMBUS4 is met */
} IgdGmbus;

/* The hot plug line of a port; see hotplug.c. */
typedef struct IgdHpd {
    IgdState *s;
    unsigned port;
    QEMUTimer *timer;           /* next thing to detect */
    QEMUTimer *pulse_timer;     /* end of a short pulse */
    bool line;                  /* as the monitor drives it */
    bool level;                 /* as it came through the filter */
    bool long_seen;             /* since the level fell */
    int64_t low_since;          /* ns, when the line fell */
} IgdHpd;

#define IGD_MAX_PPS     2

typedef enum IgdPpsState {
    IGD_PPS_OFF,
    IGD_PPS_UP,
    IGD_PPS_ON,
    IGD_PPS_DOWN,
} IgdPpsState;

/* A panel power sequencer; see pps.c. */
typedef struct IgdPps {
    IgdState *s;
    unsigned index;
    QEMUTimer *timer;           /* end of a sequence or of a cycle delay */
    QEMUTimer *panel_timer;     /* the panel has started */
    IgdPpsState state;
    int64_t half, end;          /* ns, of the sequence that runs */
    int64_t cycle_end;          /* ns, of the power cycle delay; 0 = none */
    bool supply;                /* the panel gets power */
} IgdPps;

/* What the lanes of a DisplayPort link are driven with. */
typedef struct IgdLevels {
    uint8_t swing, preemphasis;
} IgdLevels;

/* A PHY of Broxton; see phy_bxt.c. */
#define IGD_BXT_PHYS    2

typedef struct IgdBxtPhy {
    IgdState *s;
    unsigned index;
    QEMUTimer *timer;           /* it has powered up */
    bool powered;               /* its registers can be reached */
} IgdBxtPhy;

typedef struct IgdPorts {
    BusState bus;
    IgdMonitor *monitor[IGD_MAX_PORTS];
    IgdHpd hpd[IGD_MAX_PORTS];
    IgdI2cWire wire[IGD_MAX_PORTS];
    IgdGmbus gmbus;
    IgdPps pps[IGD_MAX_PPS];
    uint32_t sbi[IGD_SBI_REGS]; /* see sbi.c */
    IgdBxtPhy phy[IGD_BXT_PHYS];
    IgdLevels bxt_levels[IGD_MAX_PORTS];
} IgdPorts;

/* The bus that monitors are plugged into. */
void igd_ports_realize(IgdState *s);

/* What is plugged into @port, or NULL. */
IgdSink *igd_port_sink(IgdState *s, unsigned port);

/* The port whose monitor has its DDC on GMBUS pin @pin, or -1. */
int igd_ddc_port(IgdState *s, unsigned pin);

/* A monitor came to @port or left it, or its power did. */
void igd_port_changed(IgdState *s, unsigned port);

/*
 * @frames frames of @pipe have passed, from @start to @end of the machine's
 * clock in ns: monitors count and record what they show.
 */
void igd_ports_frames(IgdState *s, unsigned pipe, uint64_t frames,
                      int64_t start, int64_t end);

/* The monitor's end of the hot plug line follows what is plugged in. */
void igd_hotplug_update(IgdState *s, unsigned port);
/* It is pulled low for as long as DisplayPort's IRQ_HPD takes. */
void igd_hotplug_pulse(IgdState *s, unsigned port);

/* Tell the monitor on @port what it receives from now on. */
void igd_ddi_update(IgdState *s, unsigned port);

/* The same of all ports, after a change of power or clocks. */
void igd_ddi_update_all(IgdState *s);

/* Levels of Skylake and Broadwell are an entry that DDI_BUF_CTL selects. */
IgdLevels igd_skl_port_levels(IgdState *s, unsigned port);

/* Levels of entry @n of i915's tables, of ten; see there. */
IgdLevels igd_ddi_levels(unsigned n);

/* A transcoder starts to send through @port, @dp: as DisplayPort SST. */
void igd_ddi_started(IgdState *s, unsigned port, bool dp);
/* A panel came to port A or left it: it starts if there is power. */
void igd_pps_panel_changed(IgdState *s);
/* The panel's backlight pin is on. */
bool igd_pps_backlight(IgdState *s);
/* Brightness that the PWM pin asks for, in percent: of each kind of PCH. */
unsigned igd_backlight_duty_spt(IgdState *s);
unsigned igd_backlight_duty_cnp(IgdState *s);

/*
 * The infoframe of @type that is sent to the monitor on @port, in the layout
 * of igd_infoframe_size(). False when there is none.
 */
bool igd_dip_frame(IgdState *s, unsigned port, IgdInfoframeType type,
                   uint8_t frame[IGD_INFOFRAME_SIZE]);

/* Letter of @port, as people write it. */
char igd_port_letter(unsigned port);

/*
 * struct IgdAuxChannel - where an AUX channel is
 * @ctl: offset of its control register, and its data follow
 * @irq: bit in the interrupts @group
 */
typedef struct IgdAuxChannel {
    uint32_t ctl;
    IgdIrqGroup group;
    uint32_t irq;
} IgdAuxChannel;

#define IGD_AUX_CHANNELS    4

extern const IgdAuxChannel igd_aux_skl[IGD_AUX_CHANNELS];
extern const IgdAuxChannel igd_aux_lpt[IGD_AUX_CHANNELS];

extern const IgdRoom igd_ddi_skl_room;
extern const IgdRoom igd_ddi_bdw_room;
extern const IgdRoom igd_ddi_bxt_room;
extern const IgdRoom igd_aux_skl_room;
extern const IgdRoom igd_aux_lpt_room;
extern const IgdRoom igd_aux_bxt_room;
extern const IgdRoom igd_dip_room;
extern const IgdRoom igd_gmbus_room;
extern const IgdRoom igd_gpio_room;
extern const IgdRoom igd_hotplug_spt_room;
extern const IgdRoom igd_hotplug_lpt_room;
extern const IgdRoom igd_hotplug_bxt_room;
extern const IgdRoom igd_sbi_room;
extern const IgdRoom igd_pps_spt_room;
extern const IgdRoom igd_pps_cnp_room;
extern const IgdRoom igd_pps_bxt_room;
extern const IgdRoom igd_backlight_spt_room;
extern const IgdRoom igd_backlight_cnp_room;
extern const IgdRoom igd_backlight_bxt_room;

#endif
