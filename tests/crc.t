#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A guest that asks for CRCs of what its pipe sends gets those of its hardware pipe,
# which are the picture's; no other pipe computes any, and nobody else of that one.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 400 --job "$top/tests/host/crc.sh" \
	--share "guest=$guest" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1024x768@60 -- -d guest_errors
ok "the job ends in order" lab_wait
lab_tap 'job: '
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
