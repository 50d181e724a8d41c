# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/lab.t and tests/stock-kernels.t: i915 on the three monitors.
. /lab/probe.sh

# the rest is work for the rules that the emulated iGPU watches over
plug() { # off or detect, CONNECTOR...
	how=$1
	shift
	for connector; do echo "$how" >"/sys/class/drm/card0-$connector/status" || return; done
}
ok "the monitors are taken for unplugged" plug off DP-1 DP-2 HDMI-A-3
at dark
ok "and for plugged in again" plug detect DP-1 DP-2 HDMI-A-3
at back
# one object gets the addresses of another, in a page table that has to be flushed
ok "objects are written through the aperture" /guest/gemmap
# the registers of engines are read while the GT sleeps, which it does when idle
gt_sleeps() { grep -q '^GT awake? no' /sys/kernel/debug/dri/0/i915_engine_info; }
ok "the GT sleeps, and the registers of its engines can be read" wait_for 60 gt_sleeps
# one goes and comes: the others take its part of the display buffer, and give it back
for connector in DP-2 DP-1; do
	ok "$connector goes" plug off $connector
	sleep 2
	ok "$connector comes back" plug detect $connector
	sleep 2
done
# held in a mode that is not one of CEA-861: of those i915 limits the range of colours
draw() {
	(
		for line in "mode 1280x800" "cursor 100 100" "cursor 1270 710" "mode preferred" "cursor off" "mode 1280x800" \
			"cursor 100 100" "cursor 640 400"; do
			sleep 1
			echo "$line"
		done
		sleep 1
		echo hold
		sleep 1
		at held
		echo quit
	) | /guest/kmsdraw -e 6 -c "$1" LAB 204060 >"/out/$1.draw" || return
	! grep '^error' "/out/$1.draw"
}
ok "a client changes modes, flips and moves a cursor" draw DP-1
at worked
