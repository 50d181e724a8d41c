#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What a guest's monitor shows before the guest's driver loads: nothing, whatever firmware
# it boots by, SeaBIOS or OVMF. Their picture is in QEMU's own display (ramfb); the
# guest's console is on the monitor as soon as it has loaded i915.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
lab_start lab --kernel series --steady --timeout 1500 --job "$top/tests/host/firmware.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60,right:d:hdmi:800x600@60 -- -d guest_errors

# colours FILE: how many different ones a picture has
colours() { identify -format %k "$1"; }

for name in seabios ovmf; do
	lab_at "$name-firmware" 900 || { lab_tap 'job: '; bail "$name runs: $(tail -n 1 "$lab_out/job.log")"; }
	not_ok "$name shows something in QEMU's display" test "$(colours "$lab_out/$name.png")" -lt 2
	is "$(monitor left lit)" false "the guest's monitor is dark meanwhile"
	not_ok "and its display shows nothing" grep -qx scanout "$lab_out/$name.status"
	console=$(crc right)
	lab_go "$name-firmware"
	lab_at "$name-up" 900 || { lab_tap 'job: '; bail "$name boots the guest: $(tail -n 1 "$lab_out/job.log")"; }
	is "$(monitor left lit) $(size left)" "true 1024x768" "with its driver the monitor is lit in its native mode"
	audit "$(monitor left pipe)" "$lab_out/$name.pages"
	ok "and goes on" goes_on left 60
	is "$(audited "$(monitor left pipe)" outside)" "" "it shows pages of the guest alone"
	screendump left "$lab_out/$name-console.png"
	not_ok "in more than one colour" test "$(colours "$lab_out/$name-console.png")" -lt 2
	is "$(crc right)" "$console" "the host's console is on its monitor as before"
	lab_go "$name-up"
done
lab_at end 300
lab_end end
sane_guests seabios ovmf
done_testing
