#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Linux finds a Skylake with three monitors and lights them in their native modes
# without a complaint: the unmodified kernel, and the one with the series. They turn
# them off and on, change modes, and break no rule of the hardware meanwhile.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# "148500 kHz h 1920 ... v 1080 ...": active pixels and lines
size() { monitor "$1" timings | awk '{ print $4 "x" $11 }'; }
frames() { for name in left middle right; do monitor "$name" frames; done | tr '\n' ' '; }
moved() { echo "$before$after" | awk '{ for (i = 1; i <= 3; i++) if ($(i + 3) - $i < 30) exit 1 }'; }

# lit STATE: within ten seconds all monitors are
lit() {
	for second in 1 2 3 4 5 6 7 8 9 10; do
		lit=$(for name in left middle right; do monitor "$name" lit; done | sort -u)
		[ "$lit" = "$1" ] && return
		sleep 1
	done
	echo "after $second seconds: $lit"
	return 1
}
none_lit() { lit false; }
all_lit() { lit true; }

guest=$("$top/scripts/build-guest") || bail "the client kmsdraw could not be built"
for kernel in base series; do
	lab_start $kernel --kernel $kernel --steady --timeout 600 --job "$top/tests/host/lab.sh" --share guest="$guest" \
		--monitors left:b:dp:1920x1080@60:1280x800@60,middle:c:dp:1600x900@60,right:d:hdmi:1280x720@60 -- -d guest_errors
	ok "$kernel: the host is up and i915 has probed" lab_at lit 240
	for want in left=1920x1080 middle=1600x900 right=1280x720; do
		name=${want%=*}
		is "$(monitor "$name" lit)" true "$kernel: monitor $name is lit"
		is "$(size "$name")" "${want#*=}" "$kernel: monitor $name shows its native mode"
	done
	is "$(for name in left middle right; do monitor "$name" pipe; done | sort -u | tr '\n' ' ')" "A B C " \
		"$kernel: each monitor has a pipe of its own"
	before=$(frames)
	sleep 2
	after=$(frames)
	note "frames, two seconds and more apart: $before to $after"
	ok "$kernel: each monitor is refreshed" moved
	lab_go lit
	ok "$kernel: the host turns its monitors off" lab_at dark
	ok "$kernel: no monitor is lit" none_lit
	lab_go dark
	ok "$kernel: and on" lab_at back
	ok "$kernel: every monitor is lit" all_lit
	lab_go back
	ok "$kernel: a client holds its picture" lab_at held
	is "$(printf '%08x' "$(monitor left crc)")" "$(sed -n 's/^hold.* crc=\([0-9a-f]*\).*/\1/p' "$lab_out/DP-1.draw")" \
		"$kernel: its monitor shows it"
	lab_go held
	ok "$kernel: the host has used its monitors" lab_at worked
	ok "$kernel: every monitor is lit in the end" all_lit
	ok "$kernel: no rule of the hardware was broken" violations
	lab_go worked
	ok "$kernel: the job ends in order" lab_wait
	lab_tap "$kernel: "
	ok "$kernel: no warning and no error in the kernel log" lab_errors
done
done_testing
