#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The host sleeps, lightly (suspend to idle) and deeply (suspend to RAM, which takes the
# power from the graphics device), with a guest on a monitor. All monitors are dark
# meanwhile. Awake, the guest's picture is on its monitor without the guest doing anything,
# its vblanks come, its blitter works, and the host's console is what it was.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1200 --job "$top/tests/host/suspend.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors

all_dark() { [ "$(for m in left middle right; do monitor "$m" lit; done | sort -u)" = false ]; }
lit() { [ "$(monitor "$1" lit)" = true ]; }

lab_at held 600 || { lab_tap 'job: '; bail "the guest holds a frame: $(tail -n 1 "$lab_out/job.log")"; }
held alpha 1024x768
console=$(crc right)
lab_go held

for turn in freeze.1 freeze.2 mem.1 mem.2; do
	lab_at "sleeps.$turn" 120 || { lab_tap 'job: '; bail "$turn: the host goes to sleep: $(tail -n 1 "$lab_out/job.log")"; }
	ok "$turn: all monitors are dark" eventually all_dark
	# from light sleep by the power button
	case $turn in
	freeze.*) wake=system_powerdown status=running ;;
	mem.*) wake=system_wakeup status=suspended ;;
	esac
	is "$(qmp query-status | jq -r .status)" "$status" "$turn: the machine is $status"
	ok "$turn: it is woken" qmp "$wake"
	lab_at "awake.$turn" 200 || { lab_tap 'job: '; bail "$turn: the host wakes: $(tail -n 1 "$lab_out/job.log")"; }
	ok "$turn: a pipe is on alpha's monitor" lit left
	held alpha 1024x768
	is "$(crc right)" "$console" "$turn: the host's console is on its monitor as before"
	is "$(monitor middle lit)" false "$turn: a monitor whose guest is not there stays dark"
	ok "$turn: only alpha's pages are allowed" audit "$(pipe alpha)" "$lab_out/alpha.pages"
	lab_go "awake.$turn"
	lab_at "counted.$turn" 200 || { lab_tap 'job: '; bail "$turn: the guest counts: $(tail -n 1 "$lab_out/job.log")"; }
	is "$(field "alpha.count.$turn" came)" 120 "$turn: 120 vblanks asked for, 120 came"
	ok "$turn: in 120 frames of the hardware's counter" frames_of "alpha.count.$turn" 120
	own_pages alpha 120
	lab_go "counted.$turn"
done
lab_at over 300 || { lab_tap 'job: '; bail "the guest goes on: $(tail -n 1 "$lab_out/job.log")"; }
lab_end over
sane_guests alpha
done_testing
