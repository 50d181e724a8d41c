#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One monitor for two guests with an unmodified kernel and the host: it shows whom it is
# given to, pixel for pixel, without a modeset from guest to guest. Both go on drawing
# meanwhile, their vblanks come and their counters do not run backwards.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
install_tool
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1500 --job "$top/tests/host/switch.sh" \
	--share "guest=$guest" --share "tool=$tool" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors

# turn N OWNER BEFORE: OWNER is on the monitor, which was not dark since it had BEFORE frames
turn() {
	lab_at "turn.$1" 600 || { lab_tap 'job: '; bail "$2 is on the monitor: $(tail -n 1 "$lab_out/job.log")"; }
	note "turn $1: $2"
	frame=$(field "$2.hold" frame)
	is "$(crc left)" "$(field "$2.hold" crc)" "turn $1: the monitor shows what $2 holds"
	is "$(reference "$2" 1024x768 "$frame" "$frame" | cut -d' ' -f2)" "$(field "$2.hold" crc)" \
		"turn $1: which is frame $frame of its picture"
	[ -z "$3" ] || ok "turn $1: the monitor did not blink" test "$(monitor left frames)" -gt "$3"
	for name in alpha beta; do
		first=$(field "$name.count.$1" first)
		is "$(field "$name.count.$1" came)" 60 "turn $1: 60 vblanks asked for by $name, 60 came"
		ok "turn $1: and not before those of the turn before" test "$first" -gt "$(cat "$tmp/$name.last" 2>/dev/null || echo 0)"
		field "$name.count.$1" last >"$tmp/$name.last"
	done
	frames=$(monitor left frames)
	lab_go "turn.$1"
}

turn 1 alpha ''
turn 2 beta "$frames"
turn 3 alpha "$frames"
lab_at host 120 || bail "the host gets the monitor: $(tail -n 1 "$lab_out/job.log")"
host_shows() { [ "$(monitor left lit)" = true ] && [ "$(crc left)" != "$(field alpha.hold crc)" ]; }
ok "the host's console is on the monitor" eventually host_shows
lab_go host
turn 4 beta ''
turn 5 alpha "$frames"
lab_at over 120
lab_end over
sane_guests alpha beta
done_testing
