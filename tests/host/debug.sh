# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/debug.t: what trace points and debugfs say of a guest, a client without a
# vCPU (tests/vgpu/client.c), is what it does.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-000e-4f0e-9d53-2f4a5a0c1e0e
tracing=/sys/kernel/tracing
debugfs=/sys/kernel/debug/dri/0/gvt/vgpu1/display
card=$igd/gvt_display

is_status() { [ "$(attribute "$uuid" status)" = "$1" ]; }
# the first sprite, 64 x 64 pixels
sprite() {
	for sprite_write in "0x70288 64" "0x7028c 0" "0x70290 0x003f003f" "0x702a4 0" "0x70280 0x84002000" "0x7029c $1"; do
		tell_client guest "write $sprite_write" || return
	done
}
plane() { tell_client guest "plane $1 64 1024 768"; }
# what the trace says of an event, without when and by whom
traced() { sed -n "s/^.* $1: //p" $tracing/trace; }
traced_last() { traced "$1" | tail -n 1; }
# of display N in debugfs: its lines
of_display() { sed -n "/^display$1:/,/^display$(($1 + 1)):/p" $debugfs; }
# the counter NAME of display N
counter() { of_display "$1" | sed -n "s/^\t$2: //p"; }
# vblanks that GVT's timer gave virtual pipe A
of_timer() { sed -n 's/^pipe A: vblanks of the timer: //p' $debugfs; }
# what is said to be armed, and to be shown
armed() { of_display 0 | sed -n '/armed/,/shown/{/:$/d;p}'; }
shown() { of_display 0 | sed -n '/shown/,/commits/{/shown/d;/commits/d;p}'; }

ok "i915 and GVT-g load" host_start
vgpu_create $uuid
mount -t debugfs none /sys/kernel/debug 2>/dev/null
mount -t tracefs none $tracing 2>/dev/null
ok "trace points are switched on" sh -c "for event in bind fault commit flip fast_flip vblank; do echo 1 >$tracing/events/gvt/display_\$event/enable || exit; done"
# libtraceevent, of trace-cmd and perf, prints no %c, nor what follows
not_ok "what they tell is told without %c" grep -h 'print fmt.*%c' $tracing/events/gvt/display_*/format
ok "the guest opens its vGPU" vgpu_client guest $uuid
first=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
second=$((first + (4 << 20)))
tell_client guest "mode 1024 768"
tell_client guest "draw 0 FIRST 2 1 $first"
tell_client guest "draw 1 SECOND 5 1 $second"
ok "it shows its picture" plane $first
is "$(counter 0 commits) $(of_display 0 | grep -c 'not looked at')" "0 1" "on no monitor nothing is committed"

timer=$(of_timer)
ok "the guest counts vblanks" tell_client guest 'vblanks 30'
ok "which are the timer's" test "$(of_timer)" -ge $((timer + 30))
is "$(counter 0 vblanks)" 0 "and no monitor's"
ok "it does not want them any more" tell_client guest "write 0x44404 0xffffffff"

ok "it is bound to DP-1" bind $uuid DP-1
ok "it is scanned out" wait_for 20 is_status scanout
is "$(traced display_bind)" "vgpu1:display0 bound to DP-1" "the trace has the binding"
map=$(attribute $uuid pipe)
is "$(traced_last display_commit)" \
	"vgpu1:display0 pipe A on ${map#* -> }, dark before, surface $(printf '%#x' $first), error 0" \
	"and the commit"
is "$(armed)" "$(shown)" "debugfs: what the guest armed is shown"
is "$(shown | sed -n "s/.*primary: XR24.* surface \(0x[0-9a-f]*\), pitch 4096, 1024x768 .*/\1/p")" \
	"$(printf '%#x' $first)" "which is its surface"
is "$(counter 0 modesets)" 1 "with one modeset"

flips=$(traced display_flip | wc -l)
for surface in $second $first $second; do
	plane "$surface"
done
is "$(($(traced display_flip | wc -l) - flips)) $(traced_last display_flip)" "3 vgpu1:pipe A plane 0" \
	"three flips are traced"
is "$(traced display_fast_flip | sed -n 's/vgpu1:display0 plane 0, surface //p' | tr '\n' ' ')" \
	"$(printf '%#x %#x %#x ' $second $first $second)" "and that they are no commits"
is "$(counter 0 'flips without a commit') $(counter 0 commits)" "3 1" "debugfs counts them so"
is "$(armed)" "$(shown)" "and what the guest armed is shown"
ok "the guest lets its sprite be shown" sprite $first
wait_for 10 sh -c "grep -q 'lit, surface $(printf '%#x' $second), error 0' $tracing/trace"
is "$(counter 0 'flips without a commit') $(counter 0 commits) $(counter 0 modesets)" "3 2 1" \
	"that is a commit, and no modeset"

timer=$(of_timer)
ok "the guest counts vblanks" tell_client guest 'vblanks 30'
is "$(of_timer)" "$timer" "none of them is the timer's"
ok "30 of them are traced, frame by frame" sh -c "sed -n 's/^.* display_vblank: vgpu1:pipe A hardware frame \([0-9]*\) .*/\1/p' $tracing/trace |
	awk 'NR > 1 && \$1 != last + 1 { exit 1 } { last = \$1 } END { if (NR < 30) exit 1 }'"
ok "it does not want them any more" tell_client guest "write 0x44404 0xffffffff"
is "$(counter 0 vblanks)" "$(traced display_vblank | wc -l)" "debugfs counts as many"
is "$(counter 0 commits)" "$(traced display_commit | wc -l)" "and as many commits"

ok "a second display takes the monitor, with the same picture" tell_client guest "screen 1 2"
tell_client guest "mode 1024 768"
plane $first
echo "$uuid/display1" >"$card/DP-1"
is "$(counter 1 commits) $(counter 1 modesets)" "1 0" "which takes one commit and no modeset"
is "$(traced display_bind | tail -n 2)" "$(printf 'vgpu1:display0 unbound from DP-1\nvgpu1:display1 bound to DP-1')" \
	"and is traced"

ok "the guest points at memory that is not its own" plane $((low - 0x100000))
fault_seen() { [ "$(cat "/sys/bus/mdev/devices/$uuid/display1/status")" = fault ]; }
ok "which is refused" wait_for 10 fault_seen
is "$(traced display_fault)" "vgpu1:display1 range" "the trace has the fault"
is "$(of_display 1 | sed -n '/armed/,/commits/p' | tr -d '\t' | tr '\n' ' ')" \
	"armed by the guest: fault: range shown: nothing commits: 1 " "and debugfs, where nothing is shown"
is "$(counter 1 faults) $(counter 0 faults)" "1 0" "it is counted"
is "$(of_display 1 | sed -n '/faults:/,/vblanks:/p' | tr -d '\t' | tr '\n' ' ')" \
	"faults: 1 range: 1 vblanks: $(counter 1 vblanks) " "by its reason"
cp $tracing/trace $debugfs /out/

guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove $uuid

# Somebody reads all there is to read, while what it tells of comes and goes
read_all() { # FILE: how often "display0:" was read, until there is /run/enough
	while [ ! -e /run/enough ]; do
		cat /sys/kernel/debug/dri/0/gvt/*/* /sys/bus/mdev/devices/*/display*/* "$card"/*-* 2>/dev/null
	done | grep -c '^display0:' >"$1"
}
read_all /run/read.1 &
readers=$!
read_all /run/read.2 &
readers="$readers $!"
ok "a vGPU is read of while it is made, has a monitor and is removed, thirty times" sh -c '
	for i in $(seq 30); do
		echo "$2" >"$1/mdev_supported_types/i915-GVTg_V5_8/create" &&
			echo DP-1 >"/sys/bus/mdev/devices/$2/display0/connector" &&
			echo 1 >"/sys/bus/mdev/devices/$2/remove" || exit
	done' sh "$igd" "$uuid"
: >/run/enough
for reader in $readers; do wait "$reader"; done
note "its displays were read $(cat /run/read.1) and $(cat /run/read.2) times"
ok "by one reader" test "$(cat /run/read.1)" -gt 0
ok "and another" test "$(cat /run/read.2)" -gt 0
is "$(cat $card/DP-1)" host "after which the host has its monitor"
exit "$tap_failed"
