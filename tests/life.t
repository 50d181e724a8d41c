#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The life of a guest: it reboots, panics, unloads i915 and loads it again, and is on its
# monitor each time, while its neighbour and the host's console go on undisturbed.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 2400 --job "$top/tests/host/life.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors

# undisturbed WHAT: since the last time the neighbour's monitor was not dark for a
# moment, and the host's console is what it was
undisturbed() {
	frames=$(monitor middle frames)
	ok "$1: beta's monitor goes on" goes_on middle 60
	ok "$1: and did not blink" test "$frames" -gt "$middle"
	middle=$frames
	is "$(crc right)" "$console" "$1: the host's console is on its monitor as before"
}
# shown MARK: alpha shows what it says, after that
shown() {
	lab_at "$1" 1200 || { lab_tap 'job: '; bail "alpha is there after $1: $(tail -n 1 "$lab_out/job.log")"; }
	held alpha 1024x768
	undisturbed "$1"
	lab_go "$1"
}
lab_at start 1200 || { lab_tap 'job: '; bail "the guests are up: $(tail -n 1 "$lab_out/job.log")"; }
console=$(crc right)
middle=$(monitor middle frames)
lab_go start
shown reboot
shown panic
lab_at unloaded 300 || bail "alpha unloads i915: $(tail -n 1 "$lab_out/job.log")"
is "$(monitor left lit)" false "unloaded: alpha's monitor is dark"
undisturbed unloaded
lab_go unloaded
shown loaded
lab_at held 300 || bail "beta holds a frame: $(tail -n 1 "$lab_out/job.log")"
held beta 1280x800
lab_end held
sane_guests alpha beta
done_testing
