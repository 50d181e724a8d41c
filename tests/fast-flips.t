#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Flips and cursor moves of a guest on a monitor are register writes: the next frame
# shows each, at 144 Hz, while the host commits on another monitor; they outlast a modeset
# of the host's. Planes that are made ready together change together, and the next vblank that
# the guest is told of finds both live. What changes more takes a commit, and what is not the
# guest's is a fault.
# TURNS: so many flips (1000).
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
# the middle one makes all pipes start again when it goes off and on, see counters.t
lab_start lab --kernel series --steady --timeout 3000 --append "turns=${TURNS:-1000}" \
	--job "$top/tests/host/fast-flips.sh" --share "guest=$guest" \
	--monitors "left:b:dp:800x600@144,middle:c:dp:1920x1080@240,right:$(third_monitor):800x600@60" -- -d guest_errors

lit() { [ "$(monitor left lit)" = true ]; }
dark() { ! lit; }
reference() { "$guest/kmsref" crc 800x600 "$1" "$2" 1 1 ${3:+$3 $4} | cut -d' ' -f2; }
# shows MARK REFERENCE DESCRIPTION: at MARK the guest's monitor shows that
shows() {
	lab_at "$1" 1500 || { lab_tap 'job: '; bail "$3: $(tail -n 1 "$lab_out/job.log")"; }
	eventually is_crc "$2"
	is "$(crc left)" "$2" "$3"
	lab_go "$1"
}
black() {
	lit || return 1
	qmp screendump '{"device": "left", "filename": "'"$tmp/left.ppm"'", "format": "ppm"}' >/dev/null
	! tail -c $((800 * 600 * 3)) "$tmp/left.ppm" | tr -d '\0' | grep -q .
}
is_crc() { [ "$(crc left)" = "$1" ]; }
# plug_at MARK BOOLEAN: plug or unplug the middle one
plug_at() {
	lab_at "$1" || { lab_tap 'job: '; bail "$1: $(tail -n 1 "$lab_out/job.log")"; }
	qmp qom-set "{\"path\": \"/machine/peripheral/middle\", \"property\": \"plugged\", \"value\": $2}" >/dev/null
	lab_go "$1"
}

first=$(reference FIRST 2) second=$(reference SECOND 5)
shows first "$first" "the monitor shows the first picture"
shows turned "$first" "and after an even number of flips"
shows flipped "$second" "then the second one"
shows stormed "$second" "and after flips while another guest's goes off and on"
lab_at unplug
before=$(monitor left frames)
plug_at unplug false
shows rearmed "$second" "also when the host's modeset has made the pipe start again"
ok "in between it was dark" test "$(monitor left frames)" -lt "$before"
plug_at plug true
shows again "$first" "flipped again it shows the first one"
record() { # BOOLEAN
	qmp qom-set "{\"path\": \"/machine/peripheral/left\", \"property\": \"record\", \"value\": $1}" >/dev/null
}
shows above "$first" "a second plane above it shows the same there"
lab_at one
one=$(crc left)
lab_go one
lab_at two
two=$(crc left)
ok "two planes show one thing and another" test "$one" != "$two"
is "$(printf '%s\n' "$one" "$two" | grep -x -e "$first" -e "$second")" "" "and both are seen"
record true
lab_go two
lab_at pairs
record false
monitor left recorded | grep . >"$lab_out/recorded"
is "$(cut -d ' ' -f 1 "$lab_out/recorded" | grep -vx -e "$one" -e "$two" | uniq -c)" "" \
	"no frame has one plane of the one and one of the other"
is "$(cut -d ' ' -f 1 "$lab_out/recorded" | uniq | wc -l)" 31 "and each update is shown"
lab_go pairs
shows cursor "$(reference FIRST 2 100 200)" "and a cursor"
shows moved "$(reference FIRST 2 300 50)" "where it is moved to"
shows corner "$(reference FIRST 2 -20 -10)" "in the corner"
shows both "$(reference SECOND 5 -20 -10)" "the second picture below it"
shows outside "$second" "no cursor"
shows inside "$(reference SECOND 5 100 200)" "the cursor again"
lab_at foreign
ok "a foreign surface is not shown" dark
lab_go foreign
lab_at unmapped
ok "one whose memory has gone is black" eventually black
lab_go unmapped
lab_at end
lab_end end
done_testing
