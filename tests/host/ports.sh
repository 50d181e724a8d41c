# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/ports.t: what i915 sees of its ports while monitors come, go and change.
. /lab/lib.sh

note "Linux $(uname -r)"
ok "i915 loads" modprobe i915

at_port() { echo /sys/class/drm/card*-"$1"; }
# CONNECTOR STATUS FIRST-MODE EDID-BYTES
port() {
	p=$(at_port "$1")
	echo "$1 $(cat "$p/status") $(head -n 1 "$p/modes") $(wc -c <"$p/edid")"
}
# the text of a command becomes this within a second of the guest's time
soon() { # WANTED COMMAND...
	wanted=$1
	shift
	since=$(cut -d ' ' -f 1 /proc/uptime | tr -d .)
	until [ "$("$@")" = "$wanted" ]; do
		[ $(($(cut -d ' ' -f 1 /proc/uptime | tr -d .) - since)) -lt 100 ] || break
		sleep 0.05
	done
	is "$("$@")" "$wanted" "within a second: $wanted"
}

is "$(port eDP-1)" "eDP-1 connected 1920x1080 128" "the panel is connected"
is "$(port DP-1)" "DP-1 connected 2560x1600 256" "so is DisplayPort"
is "$(port HDMI-A-2)" "HDMI-A-2 connected 1280x720 256" "so is HDMI"
at lit

at unplug
soon "DP-1 disconnected  0" port DP-1
soon "HDMI-A-2 disconnected  0" port HDMI-A-2
at plug
soon "DP-1 connected 2560x1600 256" port DP-1
soon "HDMI-A-2 connected 1280x720 256" port HDMI-A-2
at plugged

# EDIDs of four blocks: the last two are behind E-DDC's segment pointer
at swap
soon "DP-1 connected 1920x1080 512" port DP-1
soon "HDMI-A-2 connected 1920x1080 512" port HDMI-A-2
at swapped
soon "DP-1 connected 2560x1600 256" port DP-1
at back
at link
at trained
