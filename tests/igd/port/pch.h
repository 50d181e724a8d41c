/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tells the display part of one PCH from that of another, or from where a
 * processor has it that needs no PCH.
 */
#ifndef IGD_PCH_H
#define IGD_PCH_H

#include "../irq.h"
#include "../mmio.h"

/*
 * struct IgdHpdPort - where the detection of a port is
 * @group, @irq: its interrupt; ISR has the live state in that bit
 * @reg, @shift: register and byte in it that enables and tells
 * @filter_cnt, @pulse_cnt: its counters, 0 = not known
 */
typedef struct IgdHpdPort {
    IgdIrqGroup group;
    uint32_t irq;
    uint32_t reg;
    unsigned shift;
    uint32_t filter_cnt, pulse_cnt;
} IgdHpdPort;

#define IGD_HPD_INVERT  BIT(3)      /* from @shift of an IgdHpdPort */

typedef struct IgdPch {
    IgdIrqGroup irq;            /* its interrupts; GMBUS is one of them */
    uint32_t gmbus_irq;
    const IgdHpdPort *hpd;      /* of each port */
    uint32_t hpd_invert;        /* IGD_HPD_INVERT, or 0: it cannot do that */
    uint8_t gmbus_pin[5];       /* of each port; 0 = none */
    uint8_t gpio_first_pin;     /* of GMBUS, that GPIO register 0 moves */
    /* PP_DIVISOR has the panel's clock and cycle delay; else PP_CONTROL the
       latter */
    bool pp_divisor;
    unsigned raw_mhz;           /* that PP_DIVISOR divides */
    /* brightness that the PWM pin asks for, in percent */
    unsigned (*backlight_duty)(IgdState *s);
} IgdPch;

extern const IgdPch igd_pch_spt;        /* Sunrise Point */
extern const IgdPch igd_pch_cnp;        /* Cannon Point */
extern const IgdPch igd_pch_lpt;        /* Lynx Point, not LP */
extern const IgdPch igd_pch_bxt;        /* Broxton's own */

extern const IgdHpdPort igd_hpd_spt[];
extern const IgdHpdPort igd_hpd_lpt[];
extern const IgdHpdPort igd_hpd_bxt[];

extern const IgdRoom igd_pch_spt_room;
extern const IgdRoom igd_pch_cnp_room;
extern const IgdRoom igd_pch_lpt_room;

#endif
