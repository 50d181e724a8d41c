#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Other tests, of the series and guests, on the other platforms (PLATFORMS): two guests
# with an unmodified kernel; and a client that puts each virtual pipe on each hardware
# pipe.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# on PLATFORM TEST
on() {
	out=$top/out/$1/$2
	rm -rf "$out"
	mkdir -p "$out"
	rc=0
	TEST_PLATFORM=$1 sh "$top/tests/$2.t" >"$out/tap" 2>&1 || rc=$?
	is "$(grep -c '^ok' "$out/tap") pass, $(grep -A 3 '^not ok' "$out/tap")" \
		"$(sed -n 's/^1\.\.//p' "$out/tap") pass, " "$1: $2.t"
	ok "$1: $2.t comes to its end" test "$rc" = 0
}

for platform in ${PLATFORMS:-kbl cfl cml bdw}; do
	on "$platform" two-guests
	on "$platform" displays
done
done_testing
