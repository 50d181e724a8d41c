#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# FIFO underruns and plane faults of a guest's hardware pipe reach the guest, if it has
# them unmasked, and the host's log once. Three plane faults in a second make its monitor
# dark, until it shows something again.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 400 --job "$top/tests/host/errors.sh" \
	--share "guest=$guest" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1024x768@60
lab_at dark 200 || { lab_tap 'job: '; bail "planes fault: $(tail -n 1 "$lab_out/job.log")"; }
is "$(monitor left lit)" false "a surface that can not be fetched: the monitor is dark"
lab_go dark
lab_at again 60
is "$(crc left)" "$("$guest/kmsref" crc 1024x768 ERRORS 2 1 1 | cut -d ' ' -f 2)" "then it shows the guest's picture again"
lab_go again
ok "the job ends in order" lab_wait
lab_tap 'job: '
# i915 tells of both as errors
ok "no warning in the host's kernel log" \
	sh -c "! grep -aE 'WARNING:|BUG:|Oops|Call Trace' '$lab_out/console.log'"
done_testing
