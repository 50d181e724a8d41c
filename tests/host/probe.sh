# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/platforms.t and stock-platforms.t, and how tests/host/lab.sh begins:
# i915 finds the three monitors of tests/lit.sh and engines that work. Where the middle
# one has another native mode, lab_middle= on the kernel's command line says which.
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
case $(cat "$igd/device") in
0x5a84) wanted="DP-1 1920x1080 HDMI-A-2 1280x720 eDP-1 1600x900 " ;; # Broxton
*) wanted="DP-1 1920x1080 DP-2 ${lab_middle:-1600x900} HDMI-A-3 1280x720 " ;;
esac
is "$(connected)" "$wanted" "the three monitors are connected and offer their native modes first"
is "$(cat /sys/kernel/debug/dri/0/i915_wedged)" 0 "the GT is not wedged"
# four engines, three tests of each
run_batches() {
	/guest/gembatch 20 >/tmp/batches
	cat /tmp/batches
	[ "$(grep -c '^ok ' /tmp/batches)" = 12 ]
}
ok "batches run and store on each engine" run_batches
at lit
