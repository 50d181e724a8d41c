#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What the trace points and debugfs say of a guest's display is what the guest does and
# what the monitor shows.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 300 --job "$top/tests/host/debug.sh" \
	--share "guest=$guest" --monitors left:b:dp:1024x768@60 -- -d guest_errors
ok "the job ends in order" lab_wait
lab_tap 'job: '
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
