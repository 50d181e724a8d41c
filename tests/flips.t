#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Flips by command: not before the commands that they follow, in the registers of the
# plane that they name, and on the monitor of a bound guest with flip done. A reset
# drops them; what the guest made up is refused. The events of a hardware pipe, here one
# that is off, do not hold the engine.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 900 --job "$top/tests/host/flips.sh" \
	--share "guest=$guest" \
	--monitors "left:b:dp:1024x768@60,middle:c:dp:1024x768@60,right:$(third_monitor):1024x768@60" -- -d guest_errors

lit() { [ "$(monitor "$1" lit)" = true ]; }
dark() { ! lit "$1"; }
reference() { "$guest/kmsref" crc 1024x768 "$1" "$2" 1 1 | cut -d' ' -f2; }
# shows MARK REFERENCE DESCRIPTION: at MARK the guest's monitor shows that
shows() {
	lab_at "$1" 300 || { lab_tap 'job: '; bail "$3: $(tail -n 1 "$lab_out/job.log")"; }
	is "$(crc left)" "$2" "$3"
	lab_go "$1"
}

first=$(reference FIRST 2) second=$(reference SECOND 5)
shows first "$first" "the monitor shows the first picture"
shows waiting "$first" "and goes on to while the engine waits"
shows second "$second" "then the second one"
shows back "$first" "the first one again"
shows async "$second" "the second one after an asynchronous flip"
lab_at dark 120
ok "refused, the monitor is dark" dark left
lab_go dark
shows again "$first" "the guest's own picture is shown again"
lab_at unplug 120
qmp qom-set '{"path": "/machine/peripheral/middle", "property": "plugged", "value": false}' >/dev/null
ok "a monitor of the host is unplugged and dark" eventually dark middle
lab_go unplug
lab_at dark_pipe 120
echo ABC | tr -d "$(monitor left pipe)$(monitor right pipe)" | tee "$lab_out/dark_pipe" | sed 's/^/# off: /'
lab_go dark_pipe
lab_at invalid 120
ok "the host's monitor goes on" goes_on right 60
lab_go invalid
lab_at removed 120
lab_end removed
done_testing
