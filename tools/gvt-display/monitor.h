/* SPDX-License-Identifier: GPL-2.0-only */
/* What is plugged into a connector, by its EDID. */
#ifndef MONITOR_H
#define MONITOR_H

/*
 * struct monitor - what a monitor says of itself
 * @name: of its model, as in "DELL U2415"; empty if it has none
 * @serial: its serial number, the text if it has one, else the number in decimal;
 *	    empty if it has neither
 */
struct monitor {
	char name[14], serial[14];
};

/*
 * What is plugged into @connector, as DRM names it ("DP-1"), of the graphics device with
 * the sysfs directory @device. All empty if there is nothing, or nothing that can be read.
 */
void monitor_read(struct monitor *monitor, const char *device, const char *connector);

#endif
