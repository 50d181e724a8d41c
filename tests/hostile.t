#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A guest that tries to put on its monitor what is not its own: addresses outside of
# its graphics memory, sizes and strides that reach beyond it, pages that it has
# lost. Its monitor shows the guest's own picture or nothing, the other monitors go
# on, and the log says each cause once. At last it makes a million accesses that are
# drawn by lot (STORM, 50 times 20 000).
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --steady --timeout 3000 --append "storm=${STORM:-50}" \
	--job "$top/tests/host/hostile.sh" --share "guest=$guest" \
	--monitors "left:b:dp:1024x768@60,middle:c:dp:1024x768@60,right:$(third_monitor):800x600@60"

lit() { [ "$(monitor "$1" lit)" = true ]; }
dark() { ! lit "$1"; }
reference() { "$guest/kmsref" crc 1024x768 "$1" "$2" 1 1 | cut -d' ' -f2; }

# shows MONITOR FILE DESCRIPTION: it shows the picture FILE, each pixel
shows() {
	qmp screendump "{\"device\": \"$1\", \"filename\": \"$tmp/$1.ppm\", \"format\": \"ppm\"}" >/dev/null
	ok "$3" test "$(pixels "$tmp/$1.ppm")" = "$(pixels "$2")"
}
pixels() { tail -c $((1024 * 768 * 3)) "$1" | sha256sum; }
head -c $((1024 * 768 * 3)) /dev/zero >"$tmp/black"
# scratch PIPE DESCRIPTION: what the display fetched for it beside its guest's own pages is
# one page, $scratch, with nothing in it
scratch() {
	scratch=$(audited "$1" outside | cut -d' ' -f1)
	is "$(echo "$scratch" | sed 's/^\(0x[0-9a-f]*\)000-\1fff$/one page/')" "one page" "$2"
	first=${scratch%%-*}
	qmp pmemsave "{\"val\": $((${first:-0})), \"size\": 4096, \"filename\": \"$tmp/scratch\"}" >/dev/null
	ok "with nothing in it" cmp -n 4096 "$tmp/scratch" /dev/zero
}

lab_at honest 300 || { lab_tap 'job: '; bail "the guests show their pictures: $(tail -n 1 "$lab_out/job.log")"; }
attacker=$(reference ATTACKER 5)
victim=$(reference VICTIM 4)
is "$(cat "$lab_out/attacker.crc") $(cat "$lab_out/victim.crc")" "$attacker $victim" \
	"the clients draw what this machine computes"
is "$(crc left)" "$attacker" "the attacker's monitor shows its own picture"
is "$(crc middle)" "$victim" "the victim's monitor shows the victim's picture"
is "$(cut -d' ' -f3 "$lab_out/attacker.pipe")" "$(monitor left pipe)" "the map names the attacker's pipe"
# Not only what is seen counts, but what the display engine fetches.
attacker_pipe=$(monitor left pipe)
victim_pipe=$(monitor middle pipe)
audit "$attacker_pipe" "$lab_out/attacker.pages"
audit "$victim_pipe" "$lab_out/victim.pages"
victim_frames=$(monitor middle frames)
host_frames=$(monitor right frames)
lab_go honest

# What the monitors show from now until the attacks are over, several times a second.
: >"$lab_out/left"
: >"$lab_out/middle"
until [ -e "$lab_out/at.unmapped" ] || ! kill -0 "$lab_pid" 2>/dev/null; do
	crc left >>"$lab_out/left"
	echo >>"$lab_out/left"
	crc middle >>"$lab_out/middle"
	echo >>"$lab_out/middle"
done
note "looked $(wc -l <"$lab_out/left") times"
lab_at unmapped 10 || bail "the attacks end: $(tail -n 1 "$lab_out/job.log")"
ok "the attacker's monitor was dark, and showed its picture in between" sh -c "grep -qx $attacker '$lab_out/left' && grep -qx 00000000 '$lab_out/left'"
is "$(sort -u "$lab_out/middle")" "$victim" "the victim's monitor showed the victim's picture all the time"
ok "and did not blink" test "$(monitor middle frames)" -gt "$victim_frames"
ok "nor did the host's monitor" test "$(monitor right frames)" -gt "$host_frames"
# Entries that map nothing are on GVT's scratch page, which is black.
shows left "$tmp/black" "with its memory gone the attacker's monitor is black"
scratch "$attacker_pipe" "no page but the attacker's, and one, was fetched for its monitor in $(audited "$attacker_pipe" frames) frames"
lab_go unmapped

lab_at written 60
shows middle "$tmp/black" "what the attacker wrote there is not what the victim's monitor shows"
scratch "$victim_pipe" "which has one page of its own for what is not mapped"
victim_scratch=$scratch
lab_go written
lab_at attacked 60
is "$(crc left)" "$attacker" "with its memory back it shows its picture"
lab_go attacked

"$guest/kmsref" ppm 1024x768 ATTACKER 5 1 | tail -c $((1024 * 768 * 3)) >"$tmp/half"
dd if=/dev/zero of="$tmp/half" bs=$((1024 * 3)) seek=1 count=1 conv=notrunc status=none
lab_at scratch 60
shows left "$tmp/black" "pages that were never mapped are black"
# A pipe is lit before its planes are: black is nothing, too.
is "$(sort -u "$lab_out/left" | grep -vx -e "$attacker" -e 00000000 -e "$(crc left)")" "" \
	"the attacker's monitor showed the attacker's picture or nothing during all the attacks"
scratch "$attacker_pipe" "one page is all that was fetched for them, after a reset"
lab_go scratch
lab_at half 60
shows left "$tmp/half" "the page of half an entry, which is line 1, is black"
is "$(audited "$attacker_pipe" outside | cut -d' ' -f1)" "$scratch" "it is the same page"
ok "it is not the victim's" test "$scratch" != "$victim_scratch"
is "$(audited "$victim_pipe" outside | cut -d' ' -f1)" "$victim_scratch" \
	"no page but the victim's was fetched for its monitor in $(audited "$victim_pipe" frames) frames"
lab_go half

lab_at killed 60
ok "the victim's monitor goes on" goes_on middle 60
ok "a second after the attacker was killed its monitor is dark" dark left
is "$(crc middle)" "$victim" "the victim's monitor shows the victim's picture"
lab_go killed

lab_at again 60
is "$(crc left)" "$attacker" "the next guest of the same vGPU shows its picture"
lab_go again

# The attacker does anything at all.
lab_at calm 60
audit "$attacker_pipe" "$lab_out/attacker.pages"
audit "$victim_pipe" "$lab_out/victim.pages"
host_frames=$(monitor right frames)
lab_go calm
: >"$lab_out/middle"
until [ -e "$lab_out/at.storm" ] || ! kill -0 "$lab_pid" 2>/dev/null; do
	crc middle >>"$lab_out/middle"
	echo >>"$lab_out/middle"
	sleep 0.2
done
note "looked $(wc -l <"$lab_out/middle") times"
lab_at storm 10 || bail "the storm ends: $(tail -n 1 "$lab_out/job.log")"
is "$(sort -u "$lab_out/middle")" "$victim" "meanwhile the victim's monitor showed the victim's picture all the time"
is "$(audited "$victim_pipe" outside)" "" \
	"no page but the victim's was fetched for its monitor in $(audited "$victim_pipe" frames) frames"
is "$(audited "$attacker_pipe" outside | cut -d' ' -f1 | grep -vx "$scratch")" "" \
	"nor for the attacker's but its own and the scratch page in $(audited "$attacker_pipe" frames) frames"
ok "the host's monitor went on" test "$(monitor right frames)" -gt "$host_frames"
lab_go storm
lab_at over 60
is "$(crc left)" "$attacker" "after a reset the attacker's monitor shows its picture"
lab_go over

ok "the job ends in order" lab_wait
lab_tap 'job: '
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
