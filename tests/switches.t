#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# One monitor goes from one guest to another 200 times, while both flip in each frame. By
# the CRC of each frame that the monitor shows: none is dark, none is of anything but the
# two guests' pictures, and at most one for each change of hands is like the one before, or
# two in one of a hundred.
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
# without the first picture, at which alpha has not begun to flip: how many frames each
# turn has, and how many of them are like the one before
sed 1d "$tmp/shown" | awk '$1 != who { if (NR > 1) print frames, same; who = $1; frames = same = 0 }
	{ frames += $2; same += $2 - 1 }' >"$tmp/turns"
note "frames of a turn like the one before, how often: $(cut -d ' ' -f 2 "$tmp/turns" | sort -n |
	uniq -c | awk '{ printf "%s%d: %d", n++ ? ", " : "", $2, $1 }')"
# After the change what the guest has flipped meanwhile takes a commit. A modeset of the host's
# own, of all of its pipes, as there is one some seconds after it has booted, holds the locks
# for that: two frames were seen at 3 of 2200 changes, and that at the one that was traced.
is "$(awk '$1 < 2 || $2 > 2' "$tmp/turns" | head)" "" "each shows at most two frames without a new picture"
ok "and no more than one in a hundred shows two" \
	test "$(awk '$2 > 1' "$tmp/turns" | wc -l)" -le $(((switches + 99) / 100))
lab_end switched
done_testing
