#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Every monitor goes to every display of two running guests and to the host, by the
# kernel's attributes and gvt-display. From guest to guest, both in the same mode, no
# frame without a picture is in between. The next in line, errors, whoever waits for
# changes.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
install_tool
if command -v man >/dev/null; then
	is "$(man --warnings -E UTF-8 -l "$tool/share/man/man8/gvt-display.8" 2>&1 >/dev/null)" "" \
		"man has no warning of its manual page"
else
	skip "man has no warning of its manual page" "no man here"
fi

lab_start lab --kernel series --steady --timeout 600 --job "$top/tests/host/control.sh" \
	--share "guest=$guest" --share "tool=$tool" \
	--monitors left:b:dp:1024x768@60:800x600@60,middle:c:dp:1024x768@60,right:d:hdmi:1024x768@60:800x600@60 -- -d guest_errors

monitor_of() { case $1 in DP-1) echo left ;; DP-2) echo middle ;; *) echo right ;; esac; }
reference() { "$guest/kmsref" crc "$1" "$2" "$3" 1 1 | cut -d ' ' -f 2; } # SIZE OWNER COLOUR
all_lit() { for m in left middle right; do [ "$(monitor "$m" lit)" = true ] || return; done; }
host_shows() { # MONITOR: it is lit, with no guest's picture
	[ "$(monitor "$1" lit)" = true ] && case "$alpha $second $beta" in *"$(crc "$1")"*) false ;; esac
}
pipe_frames() { monitor igd "pipe-$(echo "$pipe" | tr '[:upper:]' '[:lower:]')-frames"; }
alpha=$(reference 1024x768 ALPHA 1)
second=$(reference 1024x768 SECOND 4)
beta=$(reference 1024x768 BETA 2)

lab_at DP-1.alpha 300 || { lab_tap 'job: '; bail "a monitor is given to alpha: $(tail -n 1 "$lab_out/job.log")"; }
for m in DP-1 DP-2 HDMI-A-3; do
	for who in alpha second beta; do
		lab_at $m.$who 120 || bail "$m is given to $who: $(tail -n 1 "$lab_out/job.log")"
		case $who in alpha) want=$alpha ;; second) want=$second ;; *) want=$beta ;; esac
		is "$(crc "$(monitor_of "$m")")" "$want" "$m shows $who"
		lab_go $m.$who
	done
	lab_at $m.host 120
	ok "$m shows the host's console" eventually host_shows "$(monitor_of "$m")"
	lab_go $m.host
done

lab_at over 120 || bail "alpha is on the right monitor: $(tail -n 1 "$lab_out/job.log")"
is "$(crc right)" "$alpha" "the right monitor shows alpha"
pipe=$(monitor right pipe)
audit "$pipe" "$lab_out/beta.pages"
before=$(monitor right frames)
pipe_before=$(pipe_frames)
lab_go over
lab_at handed 120
ok "the right monitor goes on" goes_on right 10
pipe_after=$(pipe_frames)
after=$(monitor right frames)
is "$(crc right)" "$beta" "beta has taken its place"
audited "$pipe" fetched | sort >"$tmp/fetched"
audited "$pipe" outside | sort >"$tmp/outside"
alpha_last=$(cut -d ' ' -f 3 "$tmp/outside" | sort -n | tail -n 1)
beta_first=$(comm -23 "$tmp/fetched" "$tmp/outside" | cut -d ' ' -f 2 | sort -n | head -n 1)
note "alpha's memory was fetched up to frame $alpha_last, beta's from frame $beta_first on"
is "$beta_first" $((alpha_last + 1)) "and that from one frame to the next"
ok "it has shown each frame of its pipe, $((after - before)) of $((pipe_after - pipe_before))" \
	test $((after - before)) -ge $((pipe_after - pipe_before))
lab_go handed
lab_at back 120
is "$(crc right)" "$alpha" "alpha gets it back, with its picture"
lab_go back

lab_at small 120
is "$(monitor right timings | awk '{ print $4 "x" $11 }')" 800x600 "beta's other mode is the monitor's"
is "$(crc right)" "$(reference 800x600 SMALL 5)" "and it shows its picture"
lab_go small
# edid FILE: the job's EDID with a serial number in words in place of the monitor's name
edid() {
	{
		head -c 108 "$lab_out/edid.numbered"
		printf '\0\0\0\377\0LAB 77-B\n    \0' # without extension blocks
	} >"$1"
	sum=$(od -An -v -tu1 "$1" | tr -s ' ' '\n' | awk '{ n += $1 } END { print (256 - n % 256) % 256 }')
	# shellcheck disable=SC2059 # an octal escape
	printf "\\$(printf %o "$sum")" >>"$1"
}
set_edid() { # MONITOR
	qmp qom-set "{\"path\": \"/machine/peripheral/$1\", \"property\": \"edid\", \"value\": \"$lab_out/edid.named\"}" >/dev/null
}
lab_at named 120
edid "$lab_out/edid.named"
is "$(wc -c <"$lab_out/edid.named")" 128 "an EDID with a serial number in words is made"
set_edid middle
lab_go named
lab_at twins 120
set_edid right
lab_go twins
lab_at removed 200
ok "the host's console is on all monitors" eventually all_lit
lab_end removed
done_testing
