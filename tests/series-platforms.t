#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Other tests, of the series and guests, on the other platforms (PLATFORMS): two guests
# with an unmodified kernel, but on Broxton; and a client that puts each virtual pipe on each
# hardware pipe. On those whose display is not that of a Skylake, also what else such a client
# (tests/vgpu) finds out about it.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# on PLATFORM TEST
on() {
	out=$top/out/$1/$2
	rm -rf "$out"
	mkdir -p "$out"
	rc=0
	# a twentieth of hostile.t's storm
	TEST_PLATFORM=$1 STORM=${STORM:-3} sh "$top/tests/$2.t" >"$out/tap" 2>&1 || rc=$?
	is "$(grep -c '^ok' "$out/tap") pass, $(grep -A 3 '^not ok' "$out/tap")" \
		"$(sed -n 's/^1\.\.//p' "$out/tap") pass, " "$1: $2.t"
	ok "$1: $2.t comes to its end" test "$rc" = 0
}

for platform in ${PLATFORMS:-kbl cfl cml bdw bxt}; do
	[ "$platform" = bxt ] || on "$platform" two-guests
	on "$platform" displays
	case $platform in
	bdw) more="counters crc errors flips colour planes hostile fast-flips" ;;
	bxt) more="counters crc errors flips colour hostile fast-flips" ;;
	*) more='' ;;
	esac
	for test in $more; do
		on "$platform" "$test"
	done
done
done_testing
