#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# FIFO underruns and plane faults of a guest's hardware pipe reach the guest, if it has
# them unmasked, and the host's log once.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 400 --job "$top/tests/host/errors.sh" \
	--share "guest=$guest" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1024x768@60
ok "the job ends in order" lab_wait
lab_tap 'job: '
# i915 tells of both as errors
ok "no warning in the host's kernel log" \
	sh -c "! grep -aE 'WARNING:|BUG:|Oops|Call Trace' '$lab_out/console.log'"
done_testing
