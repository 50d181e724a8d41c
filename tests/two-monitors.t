#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One guest with an unmodified kernel and two monitors: its console is on both, each in
# its own mode; what it draws on one and then on the other is there pixel for pixel; and
# one of them unplugged leaves the other alone.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1500 --job "$top/tests/host/two-monitors.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@75,right:d:hdmi:800x600@60 -- -d guest_errors

plug() { # MONITOR true|false
	qmp qom-set "{\"path\": \"/machine/peripheral/$1\", \"property\": \"plugged\", \"value\": $2}" >/dev/null
}
# own MONITOR FRAMES: since the audit began so many were fetched, and of the guest's pages
own() {
	frames=$(audited "$(monitor "$1" pipe)" frames)
	is "$(audited "$(monitor "$1" pipe)" outside)" "" "$1: no page that is not the guest's was fetched in $frames frames"
	ok "$1: which are those of $2 and more" test "$frames" -ge "$2"
}
audit_both() {
	for name in left middle; do
		audit "$(monitor $name pipe)" "$lab_out/alpha.pages"
	done
}
# holds MONITOR SIZE FILE: it shows the frame that the guest held there
holds() {
	frame=$(field "$3" frame)
	is "$(crc "$1")" "$(field "$3" crc)" "the $1 monitor shows what the guest held there"
	is "$(reference alpha "$2" "$frame" "$frame" | cut -d' ' -f2)" "$(field "$3" crc)" "which is frame $frame of its picture"
}

lab_at console 900 || { lab_tap 'job: '; bail "the guest is up: $(tail -n 1 "$lab_out/job.log")"; }
console=$(crc right)
note "the guest's monitors: $(cat "$lab_out/monitors")"
is "$(tr ' ' '\n' <"$lab_out/monitors" | sed -n 's/.*=//p' | sort | tr '\n' ' ')" "1024x768 1280x800 " \
	"the guest sees two monitors with their modes"
is "$(monitor left lit) $(size left) $(monitor middle lit) $(size middle)" "true 1024x768 true 1280x800" \
	"both are lit, each in its native mode"
is "$(cut -d' ' -f3 "$lab_out/pipe.0") $(cut -d' ' -f3 "$lab_out/pipe.1")" "$(monitor left pipe) $(monitor middle pipe)" \
	"the maps name the pipes that drive them"
is "$(cut -d' ' -f1 "$lab_out/pipe.0" "$lab_out/pipe.1" | sort | tr '\n' ' ')" "A B " "the guest uses its pipes A and B"
audit_both
for name in left middle; do
	ok "its console is on the $name one" goes_on $name 60
	own $name 60
	screendump $name "$lab_out/console-$name.png"
done
for where in first:1024x768 second:1280x800; do
	tr ' ' '\n' <"$lab_out/monitors" | sed -n "s/=${where#*:}//p" >"$lab_out/${where%:*}"
done
lab_go console

lab_at first 300 || bail "the guest draws on its first monitor: $(tail -n 1 "$lab_out/job.log")"
audit_both
lab_go first
lab_at second 300 || bail "the guest draws on its second monitor: $(tail -n 1 "$lab_out/job.log")"
holds left 1024x768 first.hold
audit_both
lab_go second
lab_at held 200 || bail "the guest holds a frame: $(tail -n 1 "$lab_out/job.log")"
holds middle 1280x800 second.hold
holds left 1024x768 first.hold
lab_go held
lab_at unplugged 600 || bail "the vblanks were counted: $(tail -n 1 "$lab_out/job.log")"
is "$(field second.count came)" 300 "300 vblanks of the second monitor asked for, 300 came"
ok "in 300 frames of its counter" frames_of second.count 300
for name in left middle; do own $name 300; done

plug left false
dark() { [ "$(monitor left lit)" = false ]; }
ok "the left monitor unplugged is dark" eventually dark
frames=$(monitor middle frames)
lab_go unplugged
lab_at plugged 200
ok "the other goes on" goes_on middle 75
ok "and did not blink" test "$(monitor middle frames)" -gt "$frames"
plug left true
lab_go plugged
lab_at back 300 || bail "the first monitor is back: $(tail -n 1 "$lab_out/job.log")"
is "$(monitor left lit) $(size left)" "true 1024x768" "plugged in again it is lit in its mode"
is "$(crc right)" "$console" "the host's console is on its monitor as before"
lab_end back
sane_guests alpha
done_testing
