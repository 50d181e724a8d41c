#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Other tests, of the series and guests, on the platforms that follow Skylake
# (PLATFORMS): clients that put each virtual pipe on each hardware pipe, and two guests
# with an unmodified kernel.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

for platform in ${PLATFORMS:-kbl cfl cml}; do
	for name in displays two-guests; do
		out=$top/out/$platform/$name
		rm -rf "$out"
		mkdir -p "$out"
		rc=0
		TEST_PLATFORM=$platform sh "$top/tests/$name.t" >"$out/tap" 2>&1 || rc=$?
		is "$(grep -c '^ok' "$out/tap") pass, $(grep -A 3 '^not ok' "$out/tap")" \
			"$(sed -n 's/^1\.\.//p' "$out/tap") pass, " "$platform: $name.t"
		ok "$platform: $name.t comes to its end" test "$rc" = 0
	done
done
done_testing
