#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The unmodified i915 on a panel, a DisplayPort and an HDMI monitor: lit in their
# native modes; unplugged, plugged, swapped for others; a link that is lost is
# trained again, and one that cannot be trained is trained at a lower rate.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# QEMU's value for a property of a monitor: as JSON
set_to() { qmp qom-set "{\"path\": \"/machine/peripheral/$1\", \"property\": \"$2\", \"value\": $3}" >/dev/null; }
# up to a minute of this machine's time; the job has judged the guest's
becomes() { # MONITOR COMMAND WANTED DESCRIPTION
	for _ in $(seq 60); do
		[ "$("$2" "$1")" != "$3" ] || break
		sleep 1
	done
	is "$("$2" "$1")" "$3" "$4"
}
link() { monitor "$1" link; }
lit() { monitor "$1" lit; }
frame_of() { monitor right infoframes | tr ' ' '\n' | sed -n "s/^$1=//p"; }

# EDIDs of thirteen modes, the first of which is 1920x1080
igd=$top/tests/igd
cc -o "$tmp/sink" "$igd/test/sink-test.c" "$igd/port/sink.c" "$igd/port/ddc.c" "$igd/port/dpcd.c" \
	"$igd/port/training.c" "$igd/port/edid.c" "$igd/port/modes.c" "$igd/port/i2c_wire.c" "$igd/port/infoframe.c"
"$tmp/sink" 13 dp >"$tmp/dp.edid"
"$tmp/sink" 13 hdmi >"$tmp/hdmi.edid"

lab_start base --kernel base --steady --timeout 600 --job "$top/tests/host/ports.sh" \
	--monitors panel:a:edp:1920x1080@60,left:b:dp:2560x1600@60:1920x1080@60:1280x720@60,right:c:hdmi:1280x720@60
ok "the host is up and i915 has probed" lab_at lit 240
for want in panel=1920x1080 left=2560x1600 right=1280x720; do
	becomes "${want%=*}" size "${want#*=}" "${want%=*} shows its native mode"
done
is "$(monitor panel transcoder)" EDP "the panel is on its own transcoder"
is "$(for m in panel left right; do monitor $m pipe; done | sort | tr '\n' ' ')" "A B C " \
	"each monitor has a pipe of its own"
is "$(link left)" 4x270000 "the link of DisplayPort is as fast as the mode needs"
note "the panel's link: $(link panel)"
is "$(monitor right signal)" hdmi "HDMI gets HDMI, not DVI"
is "$(frame_of avi | cut -c 1-6)" 82020d "with an AVI infoframe, which is valid"
# VIC 4, 1280x720@60: the fourth byte of its data
is "$(frame_of avi | cut -c 15-16)" 04 "that names the mode"
is "$(frame_of spd | cut -c 1-6)" 830119 "and one of what sends it"
lab_go lit

lab_at unplug
set_to left plugged false
set_to right plugged false
lab_go unplug
lab_at plug
is "$(lit left) $(lit right) $(lit panel)" "false false true" "unplugged monitors are dark, the panel is not"
set_to left plugged true
set_to right plugged true
lab_go plug
lab_at plugged
becomes left size 2560x1600 "DisplayPort is lit again"
becomes right size 1280x720 "so is HDMI"
lab_go plugged

lab_at swap
set_to left edid "\"$tmp/dp.edid\""
set_to right edid "\"$tmp/hdmi.edid\""
lab_go swap
lab_at swapped
becomes left size 1920x1080 "another monitor on DisplayPort shows its native mode"
becomes right size 1920x1080 "so does another one on HDMI"
set_to left edid '""'
lab_go swapped
lab_at back
becomes left size 2560x1600 "the first monitor is back"
lab_go back

lab_at link
set_to left hpd-pulse '"link-loss"'
becomes left link 4x270000 "a link that is lost is trained again"
becomes left lit true "and shows a picture"
set_to left fail-above '"1.62"'
set_to left fail-training '"cr"'
set_to left hpd-pulse '"link-loss"'
becomes left link 4x162000 "where 2.7 Gbit/s fail, i915 falls back to 1.62"
# 2560x1600 at 268.5 MHz: 805 MB/s with 8 bits of a colour, 604 with 6, 648 go through
becomes left size 2560x1600 "and goes on with the mode, with fewer bits of a colour"
becomes left lit true "which is lit"
# Two seconds after each training i915 looks at the link again (intel_dp_stop_link_train).
# Between a plug, or a long pulse, and the detection that follows, that look trains the link
# within the limits from before it, and it stays so: wait until it is over.
ok "the picture goes on" goes_on left 180
set_to left fail-training '"none"'
set_to left plugged false
becomes left lit false "unplugged it is dark"
set_to left plugged true
becomes left link 4x270000 "after a replug without the fault the link is faster again"
becomes left size 2560x1600 "and the mode the native one"
ok "the picture goes on again" goes_on left 180
set_to left hpd-pulse '"long"'
becomes left lit true "after a long pulse it is lit again"
becomes left link 4x270000 "and the link as fast as before"
lab_go link
lab_at trained
is "$(lit panel)" true "the panel was there all the time"
lab_go trained
ok "the job ends in order" lab_wait
lab_tap ''
ok "no warning and no error in the kernel log" lab_errors
done_testing
