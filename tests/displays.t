#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One guest with three displays on three monitors: each virtual pipe on each hardware
# pipe, pixel for pixel. The guest reads the whole EDID of each of its monitors, and
# sees within a second what is plugged, unplugged and swapped. On Broxton, of whose ports
# GVT-g gives two to a guest, two displays, and the host has the panel.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
displays='0 1 2'
[ "${TEST_PLATFORM:-}" != bxt ] || displays='0 1'
# an EDID of thirteen modes in four blocks
igd=$top/tests/igd
cc -o "$tmp/sink" "$igd/test/sink-test.c" "$igd/port/sink.c" "$igd/port/ddc.c" "$igd/port/dpcd.c" \
	"$igd/port/training.c" "$igd/port/edid.c" "$igd/port/modes.c" "$igd/port/i2c_wire.c" "$igd/port/infoframe.c"

lab_start lab --kernel series --steady --timeout 900 --job "$top/tests/host/displays.sh" \
	--share "guest=$guest" \
	--monitors "left:b:dp:1024x768@60,middle:c:dp:1024x768@60,right:$(third_monitor):1024x768@60" -- -d guest_errors
"$tmp/sink" 13 dp >"$lab_out/new.edid"

set_to() { qmp qom-set "{\"path\": \"/machine/peripheral/$1\", \"property\": \"$2\", \"value\": $3}" >/dev/null; }
monitor_of() { echo left middle right | cut -d ' ' -f $(($1 + 1)); }
reference() { "$guest/kmsref" crc 1024x768 "DISPLAY$1" $((1 + $1)) 1 1 | cut -d ' ' -f 2; }
lit() { for m in left middle right; do monitor $m lit; done | tr '\n' ' '; }
all_lit() { [ "$(lit)" = "true true true " ]; }

for turn in 0 1 2; do
	lab_at shown.$turn 400 || { lab_tap 'job: '; bail "three displays are shown: $(tail -n 1 "$lab_out/job.log")"; }
	for n in $displays; do
		is "$(crc "$(monitor_of "$n")")" "$(reference "$n")" \
			"turn $turn: the $(monitor_of "$n") monitor shows display $n"
		map=$(sed -n "$((n + 1))p" "$lab_out/pipes.$turn")
		is "${map#* -> }" "$(monitor "$(monitor_of "$n")" pipe)" "by the hardware pipe of the map $map"
	done
	lab_go shown.$turn
done
is "$(sort -u "$lab_out"/pipes.* | wc -l)" $((3 * $(echo "$displays" | wc -w))) \
	"each virtual pipe was on each hardware pipe"

lab_at swap 200 || bail "all three are shown again: $(tail -n 1 "$lab_out/job.log")"
set_to left edid "\"$lab_out/new.edid\""
lab_go swap
lab_at swapped 120
ok "the middle monitor goes on" goes_on middle 60
set_to left plugged false
lab_go swapped
lab_at unplugged 120
is "$(lit)" "false true true " "the monitor without a plug is dark, the others are not"
set_to left plugged true
lab_go unplugged
lab_at back 120
is "$(crc left)" "$(reference 0)" "plugged in again it shows its picture"
lab_go back
lab_at unbound 120
for n in ${displays#0 1}; do
	is "$(crc "$(monitor_of "$n")")" "$(reference "$n")" "the $(monitor_of "$n") monitor shows its picture"
done
is "$(crc left)" "$(reference 0)" "as does the left one"
lab_go unbound
lab_at removed 60
ok "the host's console is on all monitors" eventually all_lit
lab_end removed
done_testing
