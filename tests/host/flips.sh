# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/flips.t: a client without a vCPU (tests/vgpu/client.c) flips by
# commands, with its engine held before them.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0006-4f0e-9d53-2f4a5a0c1e06
stride=64 # of 1024 pixels, in 64 bytes
# PLANE_SURF, of pipe A but for the last
SURF_1=0x7019c SURF_2=0x7029c SURF_3=0x7039c SURF_1_B=0x7119c

reg() { value "$(guest_ask guest "read $1" 60)" value; }
hex() { printf '0x%08x' "$1"; }
has() { [ "$(reg "$1")" = "$(hex "$2")" ]; }
flip() { # CODE SURF [TYPE]: and the answer goes to $client_says
	tell_client guest "flip 30 $1 $2 $stride ${3:-0}"
}
said() { # what the answer says of KEY...
	for key; do
		value "$client_says" "$key"
	done | tr '\n' ' '
}
# waited: the engine was held for 30 frames at 60 Hz, and was watched
waited() {
	note "$client_says"
	[ "$(value "$client_says" frames)" -ge 30 ] && [ "$(value "$client_says" looks)" -ge 30 ]
}
refusals() { dmesg | grep -c "$1"; }
invalid_is_said() { [ "$(refusals 'invalid MI display flip command')" = 1 ]; }
is_fault() { [ "$(attribute "$uuid" status)" = fault ] && [ "$(attribute "$uuid" reason)" = "$1" ]; }
is_status() { [ "$(attribute "$uuid" status)" = "$1" ]; }

ok "i915 and GVT-g load" host_start
vgpu_create "$uuid"
ok "the guest opens its vGPU" vgpu_client guest "$uuid"
# What MI_DISPLAY_FLIP calls the planes of pipe A that are above the first one, and what is no
# plane's; on gen8 there is but the sprite (tests/vgpu/planes_*.c)
codes="4 7" nobody=3
[ "$platform" != bdw ] || codes=2 nobody=6
first=$(printf '0x%x' $(((low + 0x3ffff) / 0x40000 * 0x40000))) # aligned as surfaces have to be
second=$(printf '0x%x' $((first + (4 << 20))))
ok "it sets its mode" tell_client guest "mode 1024 768"
ok "it draws a picture" tell_client guest "draw 0 FIRST 2 1 $first"
ok "and another one" tell_client guest "draw 1 SECOND 5 1 $second"
ok "it shows the first" tell_client guest "plane $first $stride 1024 768"

# On no monitor: the virtual pipe has the timer's vblanks
ok "a flip by command" flip 0 "$second"
ok "waits for the commands before it" waited
is "$(said early surf flipdone)" "0 $second 1 " "is not done before they are, and once"
is "$(said live)" "$second " "with flip done the surface is live"
ok "an asynchronous flip" flip 0 "$first" 1
is "$(said early surf flipdone live)" "0 $first 1 $first " "the same"

for code in $codes; do
	ok "a flip of a plane above, $code" flip "$code" "$second"
	is "$(said early surf flipdone live)" "0 $second 1 $second " \
		"is done in its registers, and once"
	ok "not in those of plane 1" has $SURF_1 "$first"
done
ok "plane 2 has registers of its own" has $SURF_2 "$second"
ok "a flip of plane 2" flip "${codes%% *}" "$first"
[ "$platform" = bdw ] || ok "leaves plane 3 alone" has $SURF_3 "$second"
ok "a flip on pipe B" tell_client guest "submit 0 1 $second $stride"
ok "is done there" wait_for 5 has $SURF_1_B "$second"
ok "and not on pipe A" has $SURF_1 "$first"

# A reset of the engine: nothing of what it had to do is done
ok "a flip is submitted" tell_client guest "submit 1 0 $second $stride"
ok "the engine is reset before it" tell_client guest unhang
sleep 2
ok "it is not done" has $SURF_1 "$first"
ok "another one is" flip 0 "$second"
is "$(said early surf flipdone)" "0 $second 1 " "in its time"
ok "the first picture again" flip 0 "$first"

# On a monitor
ok "the guest is bound to DP-1" bind "$uuid" DP-1
ok "its picture is scanned out" wait_for 20 is_status scanout
at first
ok "a flip is submitted" tell_client guest "submit 1 0 $second $stride"
at waiting
ok "the engine had not come to the flip" has $SURF_1 "$first"
tell_client guest release
ok "it comes to it" wait_for 20 has $SURF_1 "$second"
sleep 1
at second
ok "a flip back" flip 0 "$first"
ok "waits for the commands before it" waited
is "$(said early surf flipdone)" "0 $first 1 " "is not done before they are, and once"
is "$(said live)" "$first " "with flip done the surface is on the monitor"
at back
ok "an asynchronous flip" flip 0 "$second" 1
is "$(said early surf flipdone live)" "0 $second 1 $second " "the same"
at async

# What a guest should not do
ok "a flip to memory that is not the guest's" tell_client guest "submit 0 0 0 $stride"
ok "is refused as any other" wait_for 5 is_fault range
at dark
ok "a flip of lines longer than the stride" \
	tell_client guest "submit 0 0 $first $((stride / 2))"
ok "is refused, too" wait_for 5 is_fault stride
ok "a flip to its own picture" flip 0 "$first"
ok "is shown" wait_for 20 is_status scanout
at again
is "$(refusals 'refused: range$') $(refusals 'refused: stride$')" "1 1" "the log says each once"

# MI_WAIT_FOR_EVENT names hardware pipes, and this one is off. By pipes: scan line, flips of
# three planes, vertical blank (gvt/cmd_parser.c, tests/igd/gt/flip.c)
at unplug
ok "the host switches off the pipe of the monitor that was unplugged" \
	wait_for 20 grep -qx disabled /sys/class/drm/card0-DP-2/enabled
sleep 1 # and may give another monitor another pipe
at dark_pipe
events=$(sed 's/A/0x4f/;s/B/0xf80/;s/C/0x31c000/' /out/dark_pipe)
[ "$platform" != bdw ] || events=$((events & ~0x100c0)) # there are no planes 3
ok "a wait for the events of a hardware pipe that is off" tell_client guest "wait $events"
ok "does not hold the engine" flip 0 "$second"
is "$(said surf flipdone)" "$second 1 " "which goes on to flip"

not_ok "a flip of a plane that does not exist is refused" \
	tell_client guest "submit 0 $nobody $second $stride"
ok "and the log says so once" wait_for 5 invalid_is_said
sleep 1
at invalid
ok "the host is alive" true
guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove "$uuid"
at removed
exit "$tap_failed"
