#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The tests of igt that a kernel must pass to be merged (bat.testlist), and some more,
# pass on the unmodified kernel, and give the same on the one with the series while
# nothing is bound. Ten minutes each, and more on a busy machine.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

for kernel in base series; do
	lab_start $kernel --kernel $kernel --steady --timeout 3600 --job "$top/tests/host/igt.sh" \
		--append igt_list=bat,basic --share "igt=$top/tests/igt" \
		--monitors panel:a:edp:1280x800@60:1024x768@60,left:b:dp:1280x800@60:1024x768@60,right:c:hdmi:1280x800@60:1024x768@60
	ok "$kernel: the list ran to its end" lab_wait
	lab_tap "$kernel: "
	ok "$kernel: no warning and no error in the kernel log" lab_errors
done
done_testing
