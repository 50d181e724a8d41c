#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Other tests on a kernel that checks itself (kernel-config/debug.config): locks and
# contexts, RCU, lists and objects; then i915 and GVT-g are unloaded, and leaks
# looked for. Only what the kernel says of itself counts: it is several times slower, so
# that tests miss their times. Hours; DEBUG_TESTS are others than all.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

tests=${DEBUG_TESTS:-control displays flips fast-flips counters errors crc colour debug hostile two-guests two-monitors life suspend unload}

# splats DIRECTORY: what a kernel said of itself, and that it could not go on checking
splats() {
	grep -aE 'WARNING: |BUG: |ODEBUG: |Oops|Call Trace|rcu: INFO|INFO: task|INFO: trying|corruption|turning off the locking|[Mm]emory leak detector disabled' \
		"$1/console.log"
}
# clean DIRECTORY TEXT: tests of a lab that has ended
clean() {
	ok "$2: the job comes to its end" test -s "$1/status"
	is "$(splats "$1")" "" "$2: the kernel finds no mistake"
	is "$(tr -s ' ' <"$1/checked")" " debug_locks: 1" "$2: locks were checked to the end, and i915 and GVT-g unloaded"
	is "$(cat "$1/kmemleak.loaded" "$1/kmemleak")" "" "$2: no memory is lost"
}

"$top/scripts/build-kernel" debug >/dev/null || bail "the kernel could not be built"

# A kernel that is made to err tells it.
lab_start splats --kernel debug --steady --job "$top/tests/host/splats.sh"
ok "mistakes are made" lab_wait
ok "and told: locks taken in another order" \
	sh -c "grep -aq 'WARNING: possible circular locking dependency detected' '$lab_out/console.log'"
ok "as is lost memory" grep -q 'kmemleak_test' "$lab_out/kmemleak.loaded"
is "$(tr -s ' ' <"$lab_out/checked")" " debug_locks: 0" "and that locks are not checked any more after that"

for name in $tests; do
	out=$top/out/debug/$name
	rm -rf "$out"
	mkdir -p "$out"
	TEST_KERNEL=debug sh "$top/tests/$name.t" >"$out/tap" 2>&1
	note "$name: of its tests $(grep -c '^ok' "$out/tap") pass, $(grep -c '^not ok' "$out/tap") do not"
	clean "$out/lab" "$name"
done
done_testing
