#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Two guests with an unmodified kernel, each on its own monitor, beside the host on
# a third: each monitor shows what its owner draws and nothing else, at rest and in
# motion; a guest's vblanks are its monitor's; a guest's mode is its monitor's; and
# a guest that is killed disturbs nobody.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest")
lab_start lab --kernel series --timeout 1200 --job "$top/tests/host/two-guests.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60:800x600@60,middle:c:dp:1280x720@60,right:d:hdmi:800x600@60

monitor_of() {
	case $1 in alpha) echo left ;; beta) echo middle ;; host) echo right ;; esac
}
colour_of() {
	case $1 in alpha) echo 1 ;; beta) echo 2 ;; host) echo 3 ;; esac
}
field() { tr ' ' '\n' <"$lab_out/$1" | sed -n "s/^$2=//p"; } # file, key
crc() { printf '%08x' "$(monitor "$1" crc)"; }
size() { monitor "$1" timings | awk '{ print $4 "x" $11 }'; }

# reference OWNER SIZE FIRST LAST: CRCs of the frames, as this machine computes them
reference() {
	"$guest/kmsref" crc "$2" "$(echo "$1" | tr '[:lower:]' '[:upper:]')" "$(colour_of "$1")" "$3" "$4"
}
# The monitor shows the very frame that its owner says it holds.
held() {
	want=$(field "$1.hold" crc)
	is "$(crc "$(monitor_of "$1")")" "$want" "$1's monitor shows what $1 holds ($2)"
	frame=$(field "$1.hold" frame)
	is "$(reference "$1" "$2" "$frame" "$frame" | cut -d' ' -f2)" "$want" \
		"which is frame $frame of $1's picture"
}
# Whatever is caught of a moving picture is one of its owner's frames, whole.
caught() {
	reference "$1" "$2" 0 20000 | awk '{ print $2 }' | sort -u >"$tmp/frames"
	i=0
	: >"$tmp/caught"
	while [ $i -lt 20 ]; do
		crc "$(monitor_of "$1")" >>"$tmp/caught"
		echo >>"$tmp/caught"
		i=$((i + 1))
	done
	sort -u "$tmp/caught" >"$tmp/unique"
	is "$(comm -23 "$tmp/unique" "$tmp/frames")" "" "$1: 20 pictures caught in motion are whole frames of $1"
	ok "$1: and they are not all the same" test "$(wc -l <"$tmp/unique")" -gt 2
}
goes_on() { # monitor: its frames go on at its rate, without having been dark
	before=$(monitor "$1" frames)
	sleep 2
	[ "$(monitor "$1" frames)" -gt $((before + 60)) ]
}

lab_at moving 600 || note "$(tail -n 5 "$lab_out/job.log")"
for name in alpha beta; do
	is "$(cat "$lab_out/$name.status")" scanout "$name is on its monitor"
	is "$(cut -d' ' -f1 "$lab_out/$name.pipe")" A "$name uses its virtual pipe A"
	is "$(cut -d' ' -f3 "$lab_out/$name.pipe")" "$(monitor "$(monitor_of $name)" pipe)" \
		"the map names the pipe that drives $name's monitor"
done
is "$(for m in left middle right; do monitor $m pipe; done | sort | tr '\n' ' ')" "A B C " \
	"each monitor has a hardware pipe of its own"
is "$(size left) $(size middle) $(size right)" "1024x768 1280x720 800x600" \
	"each guest has its monitor's native mode"
caught alpha 1024x768
caught beta 1280x720
caught host 800x600
lab_go moving

lab_at held 200
held alpha 1024x768
held beta 1280x720
held host 800x600
middle=$(monitor middle frames)
lab_go held

lab_at counted 600
for name in alpha beta; do
	is "$(field $name.count came)" 1000 "$name: 1000 vblanks asked for, 1000 came"
	is "$(field $name.count on_time)" 1000 "$name: each at its own frame of the hardware's counter"
done
lab_go counted

lab_at mode 200
is "$(size left)" 800x600 "alpha's new mode is its monitor's"
ok "the clock is the new mode's" sh -c "echo '$(monitor left timings)' | grep -q '^40000 '"
ok "beta's monitor did not blink" test "$(monitor middle frames)" -gt "$middle"
lab_go mode
lab_at mode-held 200
held alpha 800x600
middle=$(monitor middle frames)
right=$(monitor right frames)
lab_go mode-held

lab_at killed 60
sleep 1
is "$(monitor left lit)" false "a second after alpha was killed its monitor is dark"
ok "beta's monitor goes on" goes_on middle
ok "beta's monitor did not blink" test "$(monitor middle frames)" -gt "$middle"
ok "the host's monitor goes on" goes_on right
ok "the host's monitor did not blink" test "$(monitor right frames)" -gt "$right"
lab_go killed

lab_at again 300
held alpha 1024x768
lab_go again

lab_at released 120
lit() { [ "$(monitor left lit)" = true ] && [ "$(monitor middle lit)" = true ]; }
sleep 5
ok "the host's console is on the monitors that were the guests'" lit
lab_go released
lab_wait
lab_tap 'job: '
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
