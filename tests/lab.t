#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Unmodified Linux finds a Skylake with three monitors, lights them in their native
# modes without a complaint, and igt's first list passes there. With
# LAB_KERNEL=series the same is asked of the patched kernel, nothing bound.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

lab_start "${LAB_KERNEL:-base}" --kernel "${LAB_KERNEL:-base}" --timeout 1500 --job "$top/tests/host/lab.sh" \
	--share "igt=$top/tests/igt" \
	--monitors left:b:dp:1920x1080@60:1280x720@60,middle:c:dp:1600x900@60,right:d:hdmi:1280x720@60
ok "the host is up and i915 has probed" lab_at lit 1500

# "148500 kHz h 1920 ... v 1080 ...": active pixels and lines
size() { monitor "$1" timings | awk '{ print $4 "x" $11 }'; }
for want in left=1920x1080 middle=1600x900 right=1280x720; do
	name=${want%=*}
	is "$(monitor "$name" lit)" true "monitor $name is lit"
	is "$(size "$name")" "${want#*=}" "monitor $name shows its native mode"
done
is "$(for name in left middle right; do monitor "$name" pipe; done | sort -u | wc -l)" 3 \
	"each monitor has a pipe of its own"
count() { for name in left middle right; do monitor "$name" frames; done | tr '\n' ' '; }
before=$(count)
sleep 2
after=$(count)
note "frames, two seconds apart: $before to $after"
rate() { echo "$before$after" | awk '{ for (i = 1; i <= 3; i++) if ($(i + 3) - $i < 100) exit 1 }'; }
ok "each monitor is refreshed" rate
ok "no warning and no error in the kernel log" lab_errors

lab_go lit
ok "the job ends in order" lab_wait
lab_tap ''
ok "no warning and no error in the kernel log after igt" lab_errors
done_testing
