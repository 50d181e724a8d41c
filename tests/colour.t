#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The colours of a guest on a monitor: gamma in each mode, before and after the colour
# conversion, limited range and background, pixel for pixel as the CPU computes it.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 400 --job "$top/tests/host/colour.sh" --share "guest=$guest" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1024x768@60 -- -d guest_errors

reference() { "$guest/kmsref" colours 1024x768 COLOUR 3 1 "$1"; }
shows() { [ "$(crc left)" = "$1" ]; }
dark() { [ "$(monitor left lit)" = false ]; }
like_the_other() { [ "$(crc left)" = "$(crc middle)" ]; }
# at MARK REFERENCE DESCRIPTION
at() {
	lab_at "$1" 200 || { lab_tap 'job: '; bail "$3: $(tail -n 1 "$lab_out/job.log")"; }
	ok "$3" eventually shows "$2"
	lab_go "$1"
}

at 8bit "$(reference 8bit)" "a palette of 8 bits, programmed before there was a monitor"
at plain "$(reference plain)" "none"
at 10bit "$(reference 10bit)" "a palette of 10 bits"
at degamma "$(reference degamma)" "one before the colour conversion"
at csc "$(reference csc)" "one after it"
at split "$(reference split)" "one before and one after it"
at 12bit "$(reference 12bit)" "an interpolated palette of 12 bits"
at beyond "$(reference beyond)" "colours above 1.0"
# see the job
[ "${TEST_PLATFORM:-}" = bdw ] ||
	at background "$(reference background)" "a background beside the plane"
at limited "$(reference limited)" "limited range, of which the monitor is told"
at again "$(reference plain)" "the picture as it was drawn"
lab_at refused 60
ok "refused, the monitor is dark" dark
lab_go refused
at last "$(reference 8bit)" "the first palette again"
lab_at removed 60
ok "the host's console has its own colours there" eventually like_the_other
is "$(for name in plain 8bit 10bit degamma csc split 12bit beyond background limited; do reference $name; done | sort -u | wc -l)" \
	10 "all of these pictures are different"
lab_end removed
done_testing
