#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One monitor goes from one guest to another 200 times, while both flip in each frame. By
# the CRC of each frame that the monitor shows: none is dark, none is of anything but the
# two guests' pictures, and at most one for each change of hands is like the one before.
# SWITCHES: as many (even).
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

switches=${SWITCHES:-200}
guest=$("$top/scripts/build-guest")
install_tool
# no mode of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1500 --append "switches=$switches" \
	--job "$top/tests/host/switches.sh" --share "guest=$guest" --share "tool=$tool" \
	--monitors left:b:dp:1024x768@60,right:d:hdmi:1024x768@60 -- -d guest_errors

record() { # BOOLEAN
	qmp qom-set "{\"path\": \"/machine/peripheral/left\", \"property\": \"record\", \"value\": $1}" >/dev/null
}
# CRCs of a guest's two pictures, as a pattern
pictures() { "$guest/kmsref" crc 1024x768 "$1" "$2" 1 2 | cut -d ' ' -f 2 | paste -sd '|'; }

lab_at begin 300 || { lab_tap 'job: '; bail "the guests are ready: $(tail -n 1 "$lab_out/job.log")"; }
record true
lab_go begin
lab_at switched 1200 || { lab_tap 'job: '; bail "the monitor goes from guest to guest: $(tail -n 1 "$lab_out/job.log")"; }
record false
monitor left recorded | grep . >"$lab_out/recorded"
# whose picture, and how many frames it was shown
sed -E "s/^($(pictures ALPHA 1)) /alpha /; s/^($(pictures BETA 2)) /beta /" "$lab_out/recorded" >"$tmp/shown"
is "$(grep -vE '^(alpha|beta) ' "$tmp/shown" | head)" "" "every frame is a picture of one of the guests, none is dark"
is "$(cut -d ' ' -f 1 "$tmp/shown" | uniq | wc -l)" $((switches + 1)) "and the guests take turns"
# Without the first picture, at which alpha has not begun to flip: how many frames each turn
# has; and how many like the one before each change has, in the half of a turn before it and
# the half after it
sed 1d "$tmp/shown" | awk -v turns="$tmp/turns" '
	$1 != who { if (who) turn(); who = $1; n = frames = 0 }
	{ same[++n] = $2 - 1; frames += $2 }
	function turn(i) {
		for (i = 1; i <= n; i++)
			same_at[turned + (2 * i > n)] += same[i]
		turned++
		print frames >turns
	}
	END { for (i = 1; i <= turned; i++) print same_at[i] + 0 }' >"$tmp/changes"
note "changes by their frames like the one before: $(sort -n "$tmp/changes" | uniq -c |
	awk '{ printf "%s%d: %d", n++ ? ", " : "", $2, $1 }')"
is "$(awk '$1 < 2' "$tmp/turns")" "" "each guest shows more than one frame"
is "$(awk '$1 > 1' "$tmp/changes")" "" "no change has more than one frame like the one before"
lab_end switched
done_testing
