#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A guest whose display is on no monitor behaves with the series as it does without: it
# finds the same screen, its batches run, its vblanks come from GVT's timer and not from
# a pipe, and its kernel warns of nothing more. With the series it is then put on a monitor while
# it runs, gets that monitor's vblanks, and the timer's again when it is taken off.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
hardware_vblanks() {
	for pipe in a b c; do monitor igd pipe-$pipe-vblanks; done | awk '{ n += $1 } END { print n }'
}
# counted FILE N HZ DESCRIPTION: N vblanks came, in the time that they take at HZ (2 %)
counted() {
	note "$4: $(cat "$lab_out/$1")"
	is "$(field "$1" came)" "$2" "$4: $2 vblanks asked for, $2 came"
	took=$(field "$1" us)
	want=$((($2 - 1) * 1000000 / $3))
	ok "$4: at $3 Hz" test "$took" -ge $((want * 98 / 100)) -a "$took" -le $((want * 102 / 100))
}

for kernel in base series; do
	lab_start $kernel --kernel $kernel --steady --timeout 600 --job "$top/tests/host/unbound.sh" \
		--share "guest=$guest" \
		--monitors left:b:dp:1024x768@75:1024x768@60,middle:c:dp:1280x720@60,right:d:hdmi:800x600@60
	lab_at drawing 300 || { lab_tap "$kernel: "; bail "$kernel: the guest draws: $(tail -n 1 "$lab_out/job.log")"; }
	idle=$(hardware_vblanks)
	lab_go drawing
	lab_at counted 150 || bail "$kernel: the guest counts: $(tail -n 1 "$lab_out/job.log")"
	counted count 1000 60 "$kernel: unbound"
	note "vblank interrupts of all pipes meanwhile: $(($(hardware_vblanks) - idle))"
	# the host's cursor blinks twice a second, and vblanks stay on for 5 s after a use
	ok "$kernel: and no pipe interrupted for them" test $(($(hardware_vblanks) - idle)) -lt 500
	lab_go counted
	if [ $kernel = series ]; then
		lab_at bound 120 || bail "the guest is put on a monitor: $(tail -n 1 "$lab_out/job.log")"
		is "$(crc left)" "$(field hold crc)" "bound: the monitor shows what the guest holds"
		note "$(cat "$lab_out/bound.draw")"
		counted bound.count 300 75 "bound"
		lab_go bound
		lab_at again 120 || bail "the guest is taken off: $(tail -n 1 "$lab_out/job.log")"
		# the timer runs at the rate of the guest's mode
		counted again.count 300 75 "unbound again"
		is "$(monitor left lit)" true "unbound again: the host is back on the monitor"
		not_ok "unbound again: the guest's picture is gone from it" \
			test "$(crc left)" = "$(field hold crc)"
		lab_go again
	fi
	ok "$kernel: the job ends in order" lab_wait
	lab_tap "$kernel: "
	ok "$kernel: no warning and no error in the host's kernel log" lab_errors
	cp "$lab_out/connectors" "$tmp/connectors.$kernel"
	tr '|' '\n' <"$lab_out/alpha.dmesg" | grep -E 'i915|WARNING|BUG' | sort -u >"$tmp/dmesg.$kernel"
done
note "$(cat "$tmp/connectors.base")"
ok "the guest finds the same screen with and without the series" cmp "$tmp/connectors.base" "$tmp/connectors.series"
note "without the series the guest's kernel warns of:" && note "$(cat "$tmp/dmesg.base")"
is "$(comm -13 "$tmp/dmesg.base" "$tmp/dmesg.series")" "" "and its kernel warns of nothing that it does not warn of without"
done_testing
