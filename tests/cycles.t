#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Two guests start and stop, CYCLES times (default: 50): each time both come up on their
# monitors, and in the end the host has the memory, the graphics memory and the monitors
# that it had. An hour and more.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

cycles=${CYCLES:-50}
guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
lab_start lab --kernel series --steady --timeout 100000 --job "$top/tests/host/cycles.sh" \
	--share "guest=$guest" --memory 4096 --append "cycles=$cycles" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors

value() { sed -n "s/^$2=//p" "$lab_out/left.$1"; } # WHEN, KEY

lab_at start 300 || { lab_tap 'job: '; bail "the host is up: $(tail -n 1 "$lab_out/job.log")"; }
console=$(crc right)
lab_go start
n=0
while [ $n -lt "$cycles" ]; do
	n=$((n + 1))
	lab_at cycle.$n 1200 || break
	[ "$(crc right)" = "$console" ] || is "$(crc right)" "$console" "cycle $n: the host's console is as before"
done
lab_at gone 300 || { lab_tap 'job: '; bail "all guests are gone: $(tail -n 1 "$lab_out/job.log")"; }
lit() { [ "$(monitor left lit) $(monitor middle lit)" = "true true" ]; }
ok "the host is back on the monitors that were the guests'" eventually lit
is "$(crc right)" "$console" "its console is as before"
ok "no rule of the hardware was broken" violations
lab_go gone
ok "the job ends in order" lab_wait
lab_tap 'job: '
if [ "$cycles" -ge 6 ]; then
	# Of all memory, that which is free goes up and down by 5 MB from cycle to cycle;
	# what the kernel allocates for itself does not.
	for what in used:64:8192 slab:16:512; do
		each=${what#*:} more=${what##*:} what=${what%%:*}
		grown=$(($(value cold "$what") - $(value warm "$what")))
		ok "$((cycles - 3)) cycles took $grown kB ($what)" test "$grown" -lt $(((cycles - 3) * ${each%:*} + more))
	done
fi
not_same='^(used|slab)='
is "$(grep -vE "$not_same" "$lab_out/left.after")" "$(grep -vE "$not_same" "$lab_out/left.before")" \
	"graphics memory and connectors are what they were before the first guest"
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
