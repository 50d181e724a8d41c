# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/fast-flips.t: a client without a vCPU (tests/vgpu/client.c) flips on a
# monitor at 144 Hz, and moves its cursor, while the host draws on another one.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0010-4f0e-9d53-2f4a5a0c1e10 other=6b8c5f1e-0011-4f0e-9d53-2f4a5a0c1e10
turns=$(sed -n 's/.*\bturns=\([0-9]*\).*/\1/p' /proc/cmdline)
debugfs=/sys/kernel/debug/dri/0/gvt/vgpu1/display
stride=50 # of 800 pixels, in 64 bytes
PLANE_SURF=0x7019c PLANE_CTL_2=0x70280 PLANE_SURF_2=0x7029c CURBASE=0x70084 CURPOS=0x70088

is_status() { [ "$(attribute "$uuid" status)" = "$1" ]; }
is_fault() { is_status fault && [ "$(attribute "$uuid" reason)" = "$1" ]; }
# the counter NAME of the first display
counter() { sed -n "/^display0:/,/^display1:/s/^\t$1: //p" $debugfs; }
flips() { counter 'flips without a commit'; }
counted() { echo "$(counter commits) commits, $(flips) flips"; }
# after COMMITS FLIPS: so many more of each than $commits and $flipped; and what there is now
after() {
	is "$(counter commits) $(flips)" "$((commits + $1)) $((flipped + $2))" "$3"
	commits=$(counter commits) flipped=$(flips)
}
write() { tell_client guest "write $1 $2"; }
flip() { write $PLANE_SURF "$1"; }
hex() { printf '0x%x' "$1"; }
move() { write $CURPOS "$(($2 << 16 | $1))" && write $CURBASE "$cursor"; }
cdclk() { sed -n 's/^Current CD clock frequency: //p' /sys/kernel/debug/dri/0/i915_cdclk_info; }
cdclk_is() { [ "$(cdclk)" = "$1" ]; }
cdclk_is_not() { ! cdclk_is "$1"; }

ok "i915 and GVT-g load" host_start
third=$(third_connector)
vgpu_create $uuid
ok "the guest opens its vGPU" vgpu_client guest $uuid
first=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
second=$((first + (4 << 20))) cursor=$((first + (8 << 20)))
tell_client guest "mode 800 600 144"
tell_client guest "draw 0 FIRST 2 1 $first"
tell_client guest "draw 1 SECOND 5 1 $second"
tell_client guest "plane $first $stride 800 600"
with=$(cdclk)
ok "it is bound to DP-1" bind $uuid DP-1
ok "it is scanned out" wait_for 20 is_status scanout
ok "the host draws on a monitor of its own" draw_host "$third" 3
at first
commits=$(counter commits) flipped=$(flips)

ok "the guest flips $turns times" guest_do guest "turns $turns $second $first"
client_says=$(guest_read guest $((turns / 20 + 60)))
note "$client_says; $(counted)"
is "$(value "$client_says" flips)" "$turns" "it has done so"
is "$(value "$client_says" late)" 0 "none came late"
after 0 "$turns" "all were register writes, and none a commit"
is "$(counter 'late flips')" 0 "as late counts debugfs none"
at turned
flip $second
at flipped
after 0 1 "and one more"

guest_do host quit
ok "the host's monitors show the console again" wait_for 10 cdclk_is "$with"
# When a pipe comes or goes, the others have the display buffer divided anew one after the
# other, and must not overlap meanwhile, though a flip of one of them is always on its way.
# For that it has to be another one's turn first: the guest's is the second pipe, the host's
# the first one. The test outside looks at the rules of the hardware.
ok "the guest is bound to no monitor" bind $uuid none
vgpu_create $other
own=$low
ok "another guest opens its vGPU" vgpu_client other $other
theirs=$(((low + 0x3ffff) / 0x40000 * 0x40000)) low=$own
other_shows() { tell_client other "mode 800 600" && tell_client other "plane $theirs $stride 800 600"; }
other_is() { [ "$(attribute "$other" status)" = "$1" ]; }
ok "it shows a picture" other_shows
ok "it is bound to $third" bind $other "$third"
ok "it is scanned out" wait_for 20 other_is scanout
ok "the first one is bound to DP-1 again" bind $uuid DP-1
ok "it is scanned out" wait_for 20 is_status scanout
is "$(attribute $uuid pipe)" "A -> B" "on the second pipe"
commits=$(counter commits) flipped=$(flips)
# a panel rests before it is switched on again
storm=1500
[ "$third" != eDP-1 ] || storm=6000
ok "it flips without a pause" guest_do guest "turns $storm $first $second"
times=0
while [ $times -lt 10 ] && tell_client other off && wait_for 10 other_is blanked &&
	other_shows && wait_for 10 other_is scanout; do
	times=$((times + 1))
done
is "$times" 10 "the other one's monitor goes off and on ten times"
ok "before that has come to an end" test "$(flips)" -lt $((flipped + storm))
client_says=$(guest_read guest 120)
note "$client_says; $(counted)"
is "$(value "$client_says" flips)" "$storm" "all flips were done"
after 0 "$storm" "as register writes"
guest_do other quit
wait_for 10 guest_gone other
ok "the host has its monitor back" bind $other none
vgpu_remove $other
at stormed

# A modeset of all pipes for the sake of the host's monitor
at unplug
ok "the core display clock changes" wait_for 10 cdclk_is_not "$with"
ok "the guest is shown" is_status scanout
at rearmed
after 0 0 "for that the guest did nothing"
at plug
ok "the clock is the one before" wait_for 10 cdclk_is "$with"
flip $first
at again
after 0 1 "a flip is a register write as before"

pairs() { tell_client guest "pairs $1 $2 $3 $4"; }
# Planes that are made ready together are shown together, the second one armed 6 ms after the
# first, which is most of a frame
one="$(hex $first) 0x00640064" two="$(hex $second) 0x012c00c8"
ok "a plane shows of the picture what is below it" pairs 1 0 "$(hex $first) 0" "$(hex $first) 0"
at above
ok "two planes are shown" pairs 1 0 "$one" "$two"
at one
ok "both show something else" pairs 1 0 "$two" "$one"
at two
ok "they do so in turns" pairs 30 6000 "$one" "$two"
is "$(value "$client_says" early)" 0 "no vblank comes before both are live"
at pairs
ok "where they stay in their places" pairs 2 0 "$one" "$(hex $second) 0x00640064"
commits=$(counter commits) flipped=$(flips)
ok "and show other surfaces" pairs 30 6000 "$one" "$(hex $second) 0x00640064"
is "$(value "$client_says" early)" 0 "no vblank comes before both are live, either"
after 0 60 "that takes register writes only"
ok "one of them goes" tell_client guest "write $PLANE_CTL_2 0"
ok "at once" tell_client guest "write $PLANE_SURF_2 0"
flip $first
ok "the first picture is shown again" wait_for 10 is_status scanout
commits=$(counter commits) flipped=$(flips)

ok "a cursor is shown" tell_client guest "pointer 2 $cursor 100 200"
at cursor
after 1 0 "which takes a commit"
move 300 50
at moved
after 0 1 "where it is does not"
move $((0x8000 | 20)) $((0x8000 | 10))
at corner
after 0 1 "nor that a part of it can not be seen"
flip $second
at both
after 0 1 "flipped below it"
move 800 0
at outside
after 1 0 "out of the picture it is switched off, by a commit"
move 100 200
at inside
after 1 0 "and on by one"

# What is not the guest's is not flipped to
flip $(((low + low_size + 0x3ffff) / 0x40000 * 0x40000))
ok "a foreign surface is a fault" wait_for 10 is_fault range
at foreign
flip $first
ok "the guest's own is shown again" wait_for 10 is_status scanout
commits=$(counter commits) flipped=$(flips)
tell_client guest "pte $((second + 4096)) 0"
flip $second
after 0 1 "a page of the guest's table that is not there is scratch, and no fault"
ok "the memory is taken away" tell_client guest unmap
flip $first
ok "that is no fault either" wait_for 10 is_status scanout
at unmapped
at end
guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove $uuid
exit "$tap_failed"
