#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# All of igt's lists on the unmodified kernel, on the one with the series, and in guests, as
# scripts/igt-results runs them; what that has run already is not run again. Hours.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

ok "the lists ran" env SECONDS_A_BOOT=14000 "$top/scripts/igt-results"
for file in "$top"/tests/igt/*.testlist; do
	for place in base series unbound bound two pair; do
		list=$(basename "$file" .testlist)
		lab_out=$top/out/igt-results/$place-$list
		lab_tap "$place: "
		ok "$place, $list: no warning and no error in the kernel log" lab_errors
	done
done
done_testing
