# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/lab.t: i915 on the three monitors.
. /lab/lib.sh

note "Linux $(uname -r)"
ok "i915 loads" modprobe i915

connected() {
	for status in /sys/class/drm/card*-*/status; do
		[ "$(cat "$status")" = connected ] || continue
		connector=${status%/status}
		echo "$(basename "$connector" | cut -d - -f 2-) $(head -n 1 "$connector/modes")"
	done | sort | tr '\n' ' '
}
is "$(connected)" "DP-1 1920x1080 DP-2 1600x900 HDMI-A-3 1280x720 " \
	"the three monitors are connected and offer their native modes first"
is "$(cat /sys/kernel/debug/dri/0000:00:02.0/i915_wedged)" 0 "the GT is not wedged"
# four engines, three tests of each
run_batches() {
	/guest/gembatch 20 >/tmp/batches
	cat /tmp/batches
	[ "$(grep -c '^ok ' /tmp/batches)" = 12 ]
}
ok "batches run and store on each engine" run_batches
at lit

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
