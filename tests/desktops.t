#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Desktops on monitors of their own: Weston in one guest, Xorg in another, both with an
# unmodified kernel, beside the host's console on a third monitor. A window is moved,
# another mode set, the monitor unplugged and plugged in again; judged by the picture
# that each monitor gets and by the pages that were fetched for it.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

need convert imagemagick
guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
desktop=$("$top/scripts/build-root" desktop) || bail "the desktop could not be built"
# no modes of CEA-861: of those i915 limits the range of colours
lab_start lab --kernel series --steady --timeout 3000 --job "$top/tests/host/desktops.sh" \
	--share "guest=$guest" --share "desktop=$desktop" --memory 4096 \
	--monitors left:b:dp:1280x800@60:800x600@60,middle:c:dp:1280x800@60:1024x768@60,right:d:hdmi:800x600@60 -- -d guest_errors

blue='#204060' green='#206040' red='#C04020'
# set_to MONITOR PROPERTY JSON
set_to() { qmp qom-set "{\"path\": \"/machine/peripheral/$1\", \"property\": \"$2\", \"value\": $3}" >/dev/null; }

# picture OWNER STATE: what its monitor shows now
picture() {
	dump=$lab_out/$1-$2.png
	screendump "$(monitor_of "$1")" "$dump" && [ -s "$dump" ]
}
# window FILE COLOUR...: where there is something else than this colour, or this colour
# when it is the second, "WxH+X+Y". The pointer and what is as small is not counted.
window() {
	case $2 in
	not) in=black out=white ;;
	is) in=white out=black ;;
	esac
	convert "$1" -alpha off -fill "$out" +opaque "$3" -fill "$in" -opaque "$3" \
		-morphology Erode Rectangle:33x1 -morphology Erode Rectangle:1x33 \
		-morphology Dilate Rectangle:33x1 -morphology Dilate Rectangle:1x33 \
		-bordercolor black -border 1 -trim -format '%w %h %X %Y' info: |
		awk '{ printf "%dx%d+%d+%d", $1, $2, $3 - 1, $4 - 1 }'
}
share_of() { # FILE COLOUR: percent of the picture
	convert "$1" -alpha off -fill black +opaque "$2" -fill white -opaque "$2" -format '%[fx:int(100*mean+0.5)]' info:
}

window_alpha() { picture alpha "$1" && window "$lab_out/alpha-$1.png" not "$blue"; }
window_beta() { picture beta "$1" && window "$lab_out/beta-$1.png" is "$red"; }
# wait until a guest's window is that, a pattern, and leave the picture
shows() { # OWNER STATE PATTERN
	shown=$("window_$1" "$2")
	# shellcheck disable=SC2254 # a pattern
	case $shown in $3) return ;; esac
	return 1
}
# The job is at this state, and has both windows on the monitors. It lists the pages of
# the guests when that was seen: they draw in all of their buffers then.
state() { # STATE SECONDS WINDOW-OF-ALPHA WINDOW-OF-BETA
	lab_at "$1" "$2" || { lab_tap 'job: '; bail "the desktops are $1: $(tail -n 1 "$lab_out/job.log")"; }
	ok "alpha, $1: the window is there" eventually shows alpha "$1" "$3"
	note "$shown"
	ok "beta, $1: the window is there" eventually shows beta "$1" "$4"
	note "$shown"
	lab_go "$1"
	lab_at "$1.pages"
}
# The monitor has this size and is the owner's, pixels and pages.
judge() { # OWNER STATE SIZE BACKGROUND PERCENT
	is "$(size "$(monitor_of "$1")")" "$3" "$1, $2: the monitor has its mode"
	percent=$(share_of "$lab_out/$1-$2.png" "$4")
	ok "$1, $2: the window is on its background ($percent %)" test "$percent" -ge "$5"
	audit "$(pipe "$1")" "$lab_out/$1.pages"
	ok "$1, $2: the picture goes on" goes_on "$(monitor_of "$1")" 60
	own_pages "$1" 60
	is "$(crc right)" "$console" "$1, $2: the host's console is on its monitor as before"
}

state started 2400 '256x256+*' '244x199+100+80'
picture host started
console=$(crc right)
note "the host's console: $console"
audit "$(pipe host)" "$lab_out/guests.pages"
judge alpha started 1280x800 "$blue" 93
judge beta started 1280x800 "$green" 94
host_pages

# A tablet has 32768 steps across a screen: of these pixels each is a whole number.
place=$(window "$lab_out/alpha-started.png" not "$blue")
x=${place#*+} y=${place##*+}
x=${x%+*}
dx=300 dy=200
[ "$x" -lt 500 ] || dx=-300
[ "$y" -lt 275 ] || dy=-200
from_x=$((x / 5 * 5 + 100)) from_y=$((y / 25 * 25 + 100))
echo $((from_x * 32768 / 1280)) $((from_y * 32768 / 800)) \
	$(((from_x + dx) * 32768 / 1280)) $(((from_y + dy) * 32768 / 800)) >"$lab_out/drag"
lab_go started.pages
state moved 600 "256x256+$((x + dx))+$((y + dy))" '244x199+400+300'
judge alpha moved 1280x800 "$blue" 93
judge beta moved 1280x800 "$green" 94
lab_go moved.pages

state mode 900 '256x256+*' '244x199+400+300'
judge alpha mode 800x600 "$blue" 85
judge beta mode 1024x768 "$green" 93
lab_go mode.pages

lab_at unplugged 100 || bail "the monitors are unplugged"
set_to left plugged false
set_to middle plugged false
dark() { [ "$(monitor left lit) $(monitor middle lit)" = "false false" ]; }
ok "unplugged monitors are dark" eventually dark
is "$(monitor right lit)" true "the host's is not"
lab_go unplugged
lab_at plugged 100 || bail "the monitors are plugged in again"
set_to left plugged true
set_to middle plugged true
lit() { [ "$(monitor left lit) $(monitor middle lit)" = "true true" ]; }
ok "plugged in again they are lit" eventually lit
lab_go plugged
state back 600 '256x256+*' '244x199+400+300'
judge alpha back 800x600 "$blue" 85
judge beta back 1280x800 "$green" 94
lab_go back.pages

lab_at told 200 || bail "the host's console is written: $(tail -n 1 "$lab_out/job.log")"
new_console() { [ "$(crc right)" != "$console" ]; }
ok "what is written on the host's console is on its monitor" eventually new_console
picture host told
lab_end told
sane_guests alpha beta
done_testing
