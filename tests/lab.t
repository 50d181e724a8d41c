#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Linux finds a Skylake with three monitors and lights them in their native modes
# without a complaint: the unmodified kernel, and the one with the series.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# "148500 kHz h 1920 ... v 1080 ...": active pixels and lines
size() { monitor "$1" timings | awk '{ print $4 "x" $11 }'; }
frames() { for name in left middle right; do monitor "$name" frames; done | tr '\n' ' '; }
moved() { echo "$before$after" | awk '{ for (i = 1; i <= 3; i++) if ($(i + 3) - $i < 30) exit 1 }'; }

guest=$("$top/scripts/build-guest")
for kernel in base series; do
	lab_start $kernel --kernel $kernel --steady --job "$top/tests/host/lab.sh" \
		--share "guest=$guest" \
		--monitors left:b:dp:1920x1080@60:1280x720@60,middle:c:dp:1600x900@60,right:d:hdmi:1280x720@60
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
	ok "$kernel: the job ends in order" lab_wait
	lab_tap "$kernel: "
	ok "$kernel: no warning and no error in the kernel log" lab_errors
done
done_testing
