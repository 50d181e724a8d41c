#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Guests with Debian's own kernels 6.1 and 6.12, as packaged, both at once, each on a
# monitor of its own: their consoles, and what a client draws, in motion, at rest and
# in another mode.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest" 6.1) || bail "the guest with 6.1 could not be built"
newer=$("$top/scripts/build-guest" 6.12) || bail "the guest with 6.12 could not be built"
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1500 --job "$top/tests/host/stock-guests.sh" \
	--share "guest-6.1=$guest" --share "guest-6.12=$newer" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@50:1024x768@60,right:d:hdmi:800x600@60 -- -d guest_errors

native() {
	case $1 in alpha) echo 1024x768 ;; beta) echo 1280x800 ;; esac
}
lab_at console 900 || { lab_tap 'job: '; bail "the guests are up: $(tail -n 1 "$lab_out/job.log")"; }
for name in alpha beta; do
	note "$name: Linux $(cat "$lab_out/$name.release"), pages: $(wc -l <"$lab_out/$name.pages")"
	is "$(cat "$lab_out/$name.status")" scanout "$name's console is on its monitor"
	is "$(cat "$lab_out/$name.fb")" "0 i915drmfb" "which is i915's"
	is "$(cut -d' ' -f1 "$lab_out/$name.pipe")" A "$name uses its virtual pipe A"
	is "$(cut -d' ' -f3 "$lab_out/$name.pipe")" "$(pipe $name)" "the map names the pipe that drives $name's monitor"
	is "$(monitor "$(monitor_of $name)" lit) $(size "$(monitor_of $name)")" "true $(native $name)" \
		"$name's monitor is lit in its native mode"
	audit "$(pipe $name)" "$lab_out/$name.pages"
	screendump "$(monitor_of $name)" "$lab_out/$name-console.png"
done
for name in alpha beta; do
	ok "$name's console is shown" goes_on "$(monitor_of $name)" 60
	own_pages $name 60
done
lab_go console

lab_at moving 300 || bail "the guests draw: $(tail -n 1 "$lab_out/job.log")"
for name in alpha beta; do
	audit "$(pipe $name)" "$lab_out/$name.pages"
	is "$(size "$(monitor_of $name)")" "$(native $name)" "$name draws in its monitor's native mode"
	screendump "$(monitor_of $name)" "$lab_out/$name.png"
done
lab_go moving
lab_at held 200 || bail "both hold a frame: $(tail -n 1 "$lab_out/job.log")"
for name in alpha beta; do
	held $name "$(native $name)"
done
lab_go held
lab_at counted 600 || bail "the vblanks were counted: $(tail -n 1 "$lab_out/job.log")"
for name in alpha beta; do
	is "$(field $name.count came)" 300 "$name: 300 vblanks asked for, 300 came"
	ok "$name: in 300 frames of the hardware's counter" frames_of "$name.count" 300
	own_pages $name 300
done
lab_go counted

lab_at mode 200 || bail "beta sets its mode: $(tail -n 1 "$lab_out/job.log")"
is "$(size middle)" 1024x768 "beta's new mode is its monitor's"
held beta 1024x768
is "$(size left)" 1024x768 "alpha's is what it was"
audit "$(pipe beta)" "$lab_out/beta.pages"
ok "beta's monitor goes on" goes_on middle 60
own_pages beta 60
lab_end mode
sane_guests alpha beta
done_testing
