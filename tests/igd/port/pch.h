/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tells the display part of one PCH from that of another. */
#ifndef IGD_PCH_H
#define IGD_PCH_H

#include "../mmio.h"

typedef struct IgdHpdPort IgdHpdPort;

typedef struct IgdPch {
    uint8_t gmbus_pin[5];       /* of each port; 0 = none */
    uint8_t gpio_first_pin;     /* of GMBUS, that GPIO register 0 moves */
    /* PP_DIVISOR has the panel's clock and cycle delay; else PP_CONTROL the
       latter */
    bool pp_divisor;
    unsigned raw_mhz;           /* that PP_DIVISOR divides */
    const IgdHpdPort *hpd;      /* of each port: hotplug.c */
    /* brightness that the PWM pin asks for, in percent */
    unsigned (*backlight_duty)(IgdState *s);
} IgdPch;

extern const IgdPch igd_pch_spt;        /* Sunrise Point */
extern const IgdPch igd_pch_cnp;        /* Cannon Point */
extern const IgdPch igd_pch_lpt;        /* Lynx Point, not LP */

extern const IgdRoom igd_pch_spt_room;
extern const IgdRoom igd_pch_cnp_room;
extern const IgdRoom igd_pch_lpt_room;

#endif
