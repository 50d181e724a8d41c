#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The counters and clocks of a pipe, as a guest reads them, are those of its monitor,
# and never run backwards: not when it gets a monitor, another one or none, not when
# it sets a mode, and not when the host's modeset makes its pipe start again.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
# with its 613 MHz the middle one needs a faster core display clock than the others:
# switched off and on it makes all pipes start again
lab_start lab --kernel series --steady --timeout 900 --job "$top/tests/host/counters.sh" \
	--share "guest=$guest" \
	--monitors "left:b:dp:1024x768@60,middle:c:dp:1920x1080@240,right:$(third_monitor):1024x768@60" -- -d guest_errors
lab_at before 300 || { lab_tap 'job: '; bail "the guest is shown: $(tail -n 1 "$lab_out/job.log")"; }
before=$(monitor left frames)
host_plug() { qmp qom-set "{\"path\": \"/machine/peripheral/middle\", \"property\": \"plugged\", \"value\": $1}" >/dev/null; }
host_plug false
lab_go before
lab_at unplugged 120
host_plug true
lab_go unplugged
lab_at after 120
after=$(monitor left frames)
note "frames of the guest's monitor since it was dark last: $before before, $after after"
ok "the guest's monitor was dark in between" test "$after" -lt "$before"
lab_end after
done_testing
