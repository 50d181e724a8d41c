#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What a guest's planes do, above each other, blended, turned, scaled and keyed, is on its
# monitor: igt's tests of that (tests/igt/overlay.testlist), by the CRC of the hardware pipe,
# in a guest with an unmodified kernel.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
more=''
[ "${TEST_PLATFORM:-}" != bdw ] || more=' igt_xfails=bdw-xfails.txt'
lab_start lab --kernel series --steady --timeout 3600 --job "$top/tests/host/igt-guest.sh" \
	--append "igt_list=overlay igt_connectors=DP-1$more" --share "igt=$top/tests/igt" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1280x800@60:1024x768@60,right:c:hdmi:1280x800@60
ok "the list ran to its end" lab_wait
lab_tap ''
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
