#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# All of igt's lists on the unmodified kernel, on the one with the series, and in guests, as
# scripts/igt-results runs them; what has a result that still holds is not run again. A day.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=scripts/lib-igt.sh
. "$top/scripts/lib-igt.sh"

# others LIST COLUMN: tests that neither pass nor do what has a reason, those with no
# result or an old one among them
others() {
	awk -F '\t' -v column="$2" '
		/^igt@/ && $column != "pass" && $column !~ /, expected$/ { print $1 ": " $column }' \
		"$records/$1.tsv"
}

ok "the lists ran" env SECONDS_A_BOOT=14000 "$top/scripts/igt-results"
for file in "$lists"/*.testlist; do
	list=$(basename "$file" .testlist)
	column=1
	for place in $igt_places; do
		column=$((column + 1))
		is "$(others "$list" $column)" "" "$place, $list: each test passes, or does what has a reason"
		lab_out=$results/$place-$list
		[ ! -e "$lab_out" ] || ok "$place, $list: no warning and no error in the kernel log" lab_errors
	done
done
done_testing
