#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# igt's first list passes on the unmodified kernel, and gives the same on the one with
# the series while nothing is bound. Ten minutes each, and more on a busy machine.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

for kernel in base series; do
	lab_start $kernel --kernel $kernel --steady --timeout 2400 --job "$top/tests/host/igt-basic.sh" \
		--share "igt=$top/tests/igt" \
		--monitors left:b:dp:1920x1080@60:1280x720@60,middle:c:dp:1600x900@60,right:d:hdmi:1280x720@60
	ok "$kernel: the list ran to its end" lab_wait
	lab_tap "$kernel: "
	ok "$kernel: no warning and no error in the kernel log" lab_errors
done
done_testing
