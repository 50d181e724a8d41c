#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Desktops on monitors of their own: Weston in one guest, Xorg in another, both with
# Debian's own kernel, beside the host's drawing on a third monitor. A window is moved,
# another mode set, the monitor unplugged and plugged in again; judged by the picture
# that each monitor gets and by the pages that were fetched for it.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

need convert imagemagick
guest=$("$top/scripts/build-guest" 6.12) || bail "the guest could not be built"
desktop=$("$top/scripts/build-desktop") || bail "the desktop could not be built"
# no modes of CEA-861: of those i915 limits the range of colours
lab_start lab --kernel series --steady --timeout 3000 --job "$top/tests/host/desktops.sh" \
	--share "guest=$guest" --share "desktop=$desktop" --memory 4096 \
	--monitors left:b:dp:1280x800@60:800x600@60,middle:c:dp:1280x800@60:1024x768@60,right:d:hdmi:800x600@60 -- -d guest_errors

blue='#204060' green='#206040' red='#C04020'
monitor_of() {
	case $1 in alpha) echo left ;; beta) echo middle ;; host) echo right ;; esac
}
size() { monitor "$(monitor_of "$1")" timings | awk '{ print $4 "x" $11 }'; }
pipe() { monitor "$(monitor_of "$1")" pipe; }
field() { tr ' ' '\n' <"$lab_out/$1" | sed -n "s/^$2=//p"; } # file, key
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
		-morphology Open Square:16 -bordercolor black -border 1 -trim -format '%w %h %X %Y' info: |
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
# The monitor has this size and is the owner's, pixels and pages.
judge() { # OWNER STATE SIZE WINDOW BACKGROUND PERCENT
	is "$(size "$1")" "$3" "$1, $2: the monitor has its mode"
	ok "$1, $2: the window is there" eventually shows "$1" "$2" "$4"
	note "$("window_$1" "$2")"
	percent=$(share_of "$lab_out/$1-$2.png" "$5")
	ok "$1, $2: on its background ($percent %)" test "$percent" -ge "$6"
	audit "$(pipe "$1")" "$lab_out/$1.pages"
	ok "$1, $2: the picture goes on" goes_on "$(monitor_of "$1")" 60
	frames=$(audited "$(pipe "$1")" frames)
	is "$(audited "$(pipe "$1")" outside)" "" "$1, $2: no page that is not $1's was fetched in $frames frames"
	ok "$1, $2: which are those of a second and more" test "$frames" -ge 60
}

lab_at started 2400 || { lab_tap 'job: '; bail "the desktops are there: $(tail -n 1 "$lab_out/job.log")"; }
picture host started
cat "$lab_out/alpha.pages" "$lab_out/beta.pages" >"$lab_out/guests.pages"
audit "$(pipe host)" "$lab_out/guests.pages"
judge alpha started 1280x800 '256x256+*' "$blue" 93
judge beta started 1280x800 '244x199+100+80' "$green" 94
fetched=$(audited "$(pipe host)" fetched | cut -d' ' -f1)
is "$(audited "$(pipe host)" outside | cut -d' ' -f1)" "$fetched" "no page that is a guest's was fetched for the host's monitor"
not_ok "but some were fetched" test -z "$fetched"

# A tablet has 32768 steps across a screen: of these pixels each is a whole number.
place=$(window_alpha started)
x=${place#*+} y=${place##*+}
x=${x%+*}
dx=300 dy=200
[ "$x" -lt 500 ] || dx=-300
[ "$y" -lt 275 ] || dy=-200
from_x=$((x / 5 * 5 + 100)) from_y=$((y / 25 * 25 + 100))
echo $((from_x * 32768 / 1280)) $((from_y * 32768 / 800)) \
	$(((from_x + dx) * 32768 / 1280)) $(((from_y + dy) * 32768 / 800)) >"$lab_out/drag"
lab_go started
lab_at moved 600 || bail "the windows are moved: $(tail -n 1 "$lab_out/job.log")"
judge alpha moved 1280x800 "256x256+$((x + dx))+$((y + dy))" "$blue" 93
judge beta moved 1280x800 '244x199+400+300' "$green" 94
lab_go moved

lab_at mode 900 || bail "the modes are set: $(tail -n 1 "$lab_out/job.log")"
judge alpha mode 800x600 '256x256+*' "$blue" 85
judge beta mode 1024x768 '244x199+400+300' "$green" 93
lab_go mode

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
lab_at back 600 || bail "the desktops are back: $(tail -n 1 "$lab_out/job.log")"
judge alpha back 800x600 '256x256+*' "$blue" 85
judge beta back 1280x800 '244x199+400+300' "$green" 94
lab_go back

lab_at held 200 || bail "the host holds a frame: $(tail -n 1 "$lab_out/job.log")"
frame=$(field host.hold frame)
picture host held
is "$(printf '%08x' "$(monitor right crc)")" \
	"$("$guest/kmsref" crc 800x600 HOST 3 "$frame" "$frame" | cut -d' ' -f2)" \
	"the host's monitor shows frame $frame of the host's picture"
ok "no rule of the hardware was broken" violations
lab_go held
lab_wait
lab_tap 'job: '
for name in alpha beta; do
	is "$(guest_warnings $name)" "" "$name's kernel warns of nothing that it should not"
done
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
