#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Two guests with an unmodified kernel, each on its own monitor, beside the host on
# a third: each monitor shows what its owner draws and nothing else, at rest and in
# motion; a guest's vblanks are its monitor's; a guest's mode is its monitor's; and
# a guest that is killed disturbs nobody.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest")
# no modes of CEA-861: of those i915 limits the range of colours, as it should, and
# what a monitor widens again is not always what was drawn
lab_start lab --kernel series --steady --timeout 1200 --job "$top/tests/host/two-guests.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60:800x600@60,middle:c:dp:1280x800@50,right:d:hdmi:800x600@60 -- -d guest_errors

# Whatever is caught of a moving picture is one of its owner's frames, whole: one of
# those it had drawn in the time until it was told to hold.
catch() {
	date +%s >"$tmp/$1.since"
	i=0
	while [ $i -lt 20 ]; do
		crc "$(monitor_of "$1")"
		echo
		sleep 0.3
		i=$((i + 1))
	done | sort -u >"$tmp/$1.caught"
}
caught() {
	last=$(field "$1.hold" frame)
	first=$((last - 60 * ($(cat "$tmp/held") - $(cat "$tmp/$1.since") + 1)))
	[ $first -gt 0 ] || first=0
	note "$1: among its frames $first to $last"
	reference "$1" "$2" $first "$last" | awk '{ print $2 }' | sort -u >"$tmp/frames"
	is "$(comm -23 "$tmp/$1.caught" "$tmp/frames")" "" "$1: 20 pictures caught in motion are whole frames of $1"
	ok "$1: and they are not all the same" test "$(wc -l <"$tmp/$1.caught")" -gt 1
}
vblanks() { # vblank interrupts that the device has raised on this owner's pipe
	monitor igd "pipe-$(pipe "$1" | tr '[:upper:]' '[:lower:]')-vblanks"
}

lab_at moving 600 || { lab_tap 'job: '; bail "the guests and the host draw: $(tail -n 1 "$lab_out/job.log")"; }
for name in alpha beta; do
	is "$(cat "$lab_out/$name.status")" scanout "$name is on its monitor"
	is "$(cut -d' ' -f1 "$lab_out/$name.pipe")" A "$name uses its virtual pipe A"
	is "$(cut -d' ' -f3 "$lab_out/$name.pipe")" "$(monitor "$(monitor_of $name)" pipe)" \
		"the map names the pipe that drives $name's monitor"
done
is "$(for m in left middle right; do monitor $m pipe; done | sort | tr '\n' ' ')" "A B C " \
	"each monitor has a hardware pipe of its own"
is "$(size left) $(size middle) $(size right)" "1024x768 1280x800 800x600" \
	"each guest has its monitor's native mode"
# Not only what is seen: what the display engine fetches for each monitor. What is the
# host's is known by not being a guest's.
for name in alpha beta; do
	audit "$(pipe $name)" "$lab_out/$name.pages"
done
audit "$(pipe host)" "$lab_out/guests.pages"
catch alpha
catch beta
catch host
lab_go moving

lab_at held 200 || bail "all three hold a frame: $(tail -n 1 "$lab_out/job.log")"
date +%s >"$tmp/held"
held alpha 1024x768
held beta 1280x800
held host 800x600
for name in alpha beta host; do
	is "$(field $name.crc crc)" "$(field $name.hold crc)" "$name's driver reads that frame's CRC from its pipe"
done
middle=$(monitor middle frames)
vblanks alpha >"$tmp/alpha.vblanks"
vblanks beta >"$tmp/beta.vblanks"
lab_go held
caught alpha 1024x768
caught beta 1280x800
caught host 800x600

lab_at counted 600 || bail "the vblanks were counted: $(tail -n 1 "$lab_out/job.log")"
for name in alpha beta; do
	note "$name: $(cat "$lab_out/$name.count")"
	is "$(field $name.count came)" 1000 "$name: 1000 vblanks asked for, 1000 came"
	ok "$name: in 1000 frames of the hardware's counter" frames_of "$name.count" 1000
	ok "$name: and the hardware interrupted for each" \
		test $(($(vblanks $name) - $(cat "$tmp/$name.vblanks"))) -ge 1000
done
for name in alpha beta; do
	own_pages $name 1000
	is "$(audited "$(pipe $name)" outside-frames)" 0 "$name: nor did any frame"
done
host_pages
lab_go counted

lab_at mode 200 || bail "alpha sets its mode: $(tail -n 1 "$lab_out/job.log")"
is "$(size left)" 800x600 "alpha's new mode is its monitor's"
# 40 MHz, as exactly as the link's M and N can say it
clock=$(monitor left timings | cut -d' ' -f1)
ok "its clock, too: $clock kHz" test "$clock" -ge 39960 -a "$clock" -le 40040
ok "beta's monitor did not blink" test "$(monitor middle frames)" -gt "$middle"
lab_go mode
lab_at mode-held 200
held alpha 800x600
middle=$(monitor middle frames)
right=$(monitor right frames)
lab_go mode-held

lab_at killed 60 || bail "alpha was killed: $(tail -n 1 "$lab_out/job.log")"
ok "beta's monitor goes on" goes_on middle 50
is "$(monitor left lit)" false "a second after alpha was killed its monitor is dark"
ok "beta's monitor did not blink" test "$(monitor middle frames)" -gt "$middle"
own_pages beta 1000
ok "the host's monitor goes on" goes_on right 60
ok "the host's monitor did not blink" test "$(monitor right frames)" -gt "$right"
lab_go killed

lab_at again 300 || bail "alpha is back: $(tail -n 1 "$lab_out/job.log")"
held alpha 1024x768
lab_go again

lab_at released 120
lit() { [ "$(monitor left lit)" = true ] && [ "$(monitor middle lit)" = true ]; }
ok "the host's console is on the monitors that were the guests'" eventually lit
lab_end released
sane_guests alpha beta
done_testing
