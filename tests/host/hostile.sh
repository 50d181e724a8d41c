# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/hostile.t: an honest guest ("victim") on DP-2, one that tries to show
# what is not its own ("attacker") on DP-1, and the host on the third monitor. Both guests
# are clients without a vCPU, see tests/vgpu/client.c. The test outside watches the
# monitors while the attacks go on.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

attacker=6b8c5f1e-0003-4f0e-9d53-2f4a5a0c1e03
victim=6b8c5f1e-0004-4f0e-9d53-2f4a5a0c1e04
width=1024 height=768 stride=64 # the stride in 64 bytes
surface=$((stride * 64 * height))
align=$((256 * 1024)) # of a linear surface on gen9, skl_plane_min_alignment()

# The registers by their addresses; names as in tests/vgpu/regs.h
PLANE_CTL=0x70180
CURCNTR=0x70080 CURBASE=0x70084
# the second plane of pipe A, which is Broadwell's sprite, and its first scaler; Broadwell has
# one for the whole pipe
SPRCTL=0x70280 SPRSTRIDE=0x70288 SPRPOS=0x7028c SPRSIZE=0x70290 SPRSURF=0x7029c
PS_CTRL=0x68180 PS_WIN_POS=0x68170 PS_WIN_SZ=0x68174
PF_CTL=0x68080 PF_WIN_SZ=0x68074
xrgb=0x84002000 # a plane that is on

is_fault() { [ "$(attribute $attacker status)" = fault ] && [ "$(attribute $attacker reason)" = "$1" ]; }
refusals() { dmesg | grep -c "refused: $1\$"; }

no_scaler() {
	if [ "$platform" = bdw ]; then
		tell_client attacker "write $PF_CTL 0" && tell_client attacker "write $PF_WIN_SZ 0"
	else
		tell_client attacker "write $PS_CTRL 0" && tell_client attacker "write $PS_WIN_SZ 0"
	fi
}
show_honest() {
	tell_client attacker "write $CURCNTR 0" && tell_client attacker "write $CURBASE 0" &&
		tell_client attacker "write $SPRCTL 0" && tell_client attacker "write $SPRSURF 0" &&
		no_scaler &&
		tell_client attacker "plane $honest $stride $width $height" &&
		wait_for 10 is_scanout $attacker
}

# attack REASON DESCRIPTION COMMAND...: the client obeys each COMMAND; the state is
# refused for REASON, stays so for as long as the test outside needs to see the
# monitor, and an honest state is shown again afterwards.
attack() {
	reason=$1 what=$2
	shift 2
	for command; do
		tell_client attacker "$command" || note "$what: $client_says"
	done
	if wait_for 5 is_fault "$reason"; then
		tap_result ok "$what: refused, $reason"
	else
		tap_result 'not ok' "$what: refused, $reason"
		note "status $(attribute $attacker status), reason $(attribute $attacker reason)"
	fi
	sleep 1
	ok "$what: an honest picture is shown afterwards" show_honest
	used="$used $reason"
}
# counted WHAT: commits or faults of the attacker's display
counted() { sed -n "/^display0/,/^display1/s/^\t$1: //p" /sys/kernel/debug/dri/0/gvt/vgpu1/display; }
hex() { printf '0x%x' "$1"; }

# The engine writes to the picture by the GGTT, and to a page behind it by its PPGTT.
behind=0x1fff000
dwords() {
	value "$(guest_ask attacker 'ram 0' 60)" value
	value "$(guest_ask attacker "ram $behind" 60)" value
}
engine_writes() { # VALUE
	ok "the attacker's engine writes to its RAM" tell_client attacker "store $honest $behind $1"
	ok "when it is let" tell_client attacker release
	ok "and has written" tell_client attacker 'done'
	is "$(dwords)" "$(printf '0x%08x\n0x%08x' "$1" "$1")" "both"
}

ok "i915 and GVT-g load" host_start
mount -t debugfs none /sys/kernel/debug 2>/dev/null
vgpu_create $attacker
vgpu_create $victim
ok "the attacker is bound to DP-1" bind $attacker DP-1
ok "the victim is bound to DP-2" bind $victim DP-2
ok "the host draws on its own monitor" draw_host "$(third_connector)" 3

ok "the victim opens its vGPU" vgpu_client victim $victim
# what ok runs is not in a subshell: the ranges are those of the last client
secret=$low
ok "the victim sets its mode" tell_client victim "mode $width $height"
ok "the victim draws" tell_client victim "draw 0 VICTIM 4 1 $secret"
value "$client_says" crc >/out/victim.crc
ok "the victim shows it" tell_client victim "plane $secret $stride $width $height"

ok "the attacker opens its vGPU" vgpu_client attacker $attacker
honest=$low
indexed=0x8c000000 # PLANE_CTL_FORMAT_INDEXED or DISP_FORMAT_8BPP
sprstride=$stride
[ "$platform" != bdw ] || indexed=0x88000000 sprstride=$((stride * 64))
ok "the attacker sets its mode" tell_client attacker "mode $width $height"
ok "the attacker draws" tell_client attacker "draw 0 ATTACKER 5 1 $honest"
value "$client_says" crc >/out/attacker.crc
engine_writes 0x5ec2e7
ok "the attacker draws over that" tell_client attacker "draw 0 ATTACKER 5 1 $honest"
ok "the attacker shows it" show_honest
ok "the victim's picture is scanned out" wait_for 10 is_scanout $victim
tell_map attacker $attacker
tell_map victim $victim
guest_pages attacker 128 >/out/attacker.pages
guest_pages victim 128 >/out/victim.pages
[ "$tap_failed" = 0 ] || exit 1 # nothing that follows would tell of attacks
at honest

# Each cause twice and more: the log must tell it once.
used=''
for again in first second; do
	attack range "$again: the victim's surface" "plane $secret $stride $width $height"
	attack range "$again: a surface at 0" "plane 0 $stride $width $height"
	attack range "$again: a surface that begins before the vGPU's memory" \
		"plane $(hex $((low - align))) $stride $width $height"
	attack range "$again: a surface that ends behind the vGPU's lower part" \
		"plane $(hex $((low + low_size - align))) $stride $width $height"
	attack range "$again: a surface that ends behind the vGPU's upper part" \
		"plane $(hex $(((high + high_size) / align * align - align))) $stride $width $height"
	attack range "$again: a surface that ends behind 4 GiB" \
		"plane 0xfffc0000 $stride $width $height"
	attack range "$again: the greatest stride, beyond the end of the vGPU's lower part" \
		"plane $(hex $((low + low_size / 2))) 0x3ff $width $height"
	attack range "$again: an offset that ends behind the vGPU's lower part" \
		"plane $(hex $((low + low_size - (surface + align) / align * align))) $stride $width $height 0 4000"
	attack stride "$again: lines longer than the stride" \
		"plane $honest $((stride / 2)) $width $height"
	attack format "$again: an indexed format" \
		"write $PLANE_CTL $indexed" "write 0x7019c $honest"
	attack range "$again: the victim's memory as the cursor" \
		"write $CURCNTR 0x27" "write $CURBASE $secret"
	attack range "$again: the victim's memory as a sprite" \
		"write $SPRSTRIDE $sprstride" "write $SPRPOS 0" "write $SPRSIZE 0x3f003f" \
		"write $SPRCTL $xrgb" "write $SPRSURF $secret"
	attack range "$again: a sprite that ends behind the vGPU's lower part" \
		"write $SPRSTRIDE $sprstride" "write $SPRPOS 0" "write $SPRSIZE 0x2ff003f" \
		"write $SPRCTL $xrgb" "write $SPRSURF $(hex $((low + low_size - align)))"
	attack position "$again: a sprite beyond the pipe" \
		"write $SPRSTRIDE $sprstride" "write $SPRPOS 0x3ff03ff" "write $SPRSIZE 0x3f003f" \
		"write $SPRCTL $xrgb" "write $SPRSURF $honest"
	attack stride "$again: lines of a sprite longer than its stride" \
		"write $SPRSTRIDE $((sprstride / stride))" "write $SPRPOS 0" "write $SPRSIZE 0x3f003f" \
		"write $SPRCTL $xrgb" "write $SPRSURF $honest"
	attack color "$again: a sprite with a table of its own" \
		"write $SPRSTRIDE $sprstride" "write $SPRPOS 0" "write $SPRSIZE 0x3f003f" \
		"write $SPRCTL $((xrgb & ~(1 << 13)))" "write $SPRSURF $honest"
	# With gen8 any page is one where a surface may begin, the first plane fills the pipe,
	# and none is scaled by itself.
	if [ "$platform" = bdw ]; then
		attack scaler "$again: a pipe that is scaled" \
			"write $PF_CTL 0x80000000" "write $PF_WIN_SZ 0x1000100"
		continue
	fi
	attack alignment "$again: a surface on a page that is no surface's" \
		"plane $(hex $((low + 4096))) $stride $width $height"
	attack position "$again: a plane larger than the pipe" \
		"plane $honest $stride 8192 4096"
	attack position "$again: a plane scaled beyond the pipe" \
		"write $PS_CTRL 0x82000000" "write $PS_WIN_POS 0x3ff02ff" "write $PS_WIN_SZ 0x400040"
	attack scaler "$again: a scaler with coefficients of the guest's" \
		"write $PS_CTRL 0x82800000" "write $PS_WIN_POS 0" "write $PS_WIN_SZ 0x400040"
done

# The memory goes while it is on the screen and an engine is about to write to it.
ok "the engine is about to write" tell_client attacker "store $honest $behind 0xbad"
ok "RAM is taken from the attacker" tell_client attacker 'unmap 0'
ok "its monitor goes on" wait_for 10 is_scanout $attacker
sleep 1
at unmapped
before=$(dwords)
ok "the engine goes on" tell_client attacker release
ok "and comes to its end" tell_client attacker 'done'
is "$(dwords)" "$before" "what it wrote is not in the RAM that was taken"
ok "the victim shows pages that were never mapped" \
	tell_client victim "plane $(hex $((secret + low_size / 2))) $stride $width $height"
sleep 1
at written
ok "and its own picture again" tell_client victim "plane $secret $stride $width $height"
ok "RAM is given back" tell_client attacker 'map 0'
ok "the attacker draws into it" tell_client attacker "draw 0 ATTACKER 5 1 $honest"
ok "and shows it" show_honest
at attacked
engine_writes 0xbeef
ok "the vGPU is reset" tell_client attacker reset
ok "the attacker sets its mode again" tell_client attacker "mode $width $height"
ok "draws again" tell_client attacker "draw 0 ATTACKER 5 1 $honest"
ok "and shows it again" show_honest

# Entries that map nothing are on GVT's scratch page, which is black.
ok "pages that were never mapped" \
	tell_client attacker "plane $(hex $((low + low_size / 2))) $stride $width $height"
ok "are no reason to go dark" wait_for 10 is_scanout $attacker
sleep 1
at scratch
ok "half of a GTT entry is written" tell_client attacker "half $(hex $((honest + 4096))) 0x1"
ok "and its page shown" show_honest
sleep 1
at half
ok "the other half is written" tell_client attacker "pte $(hex $((honest + 4096))) 0x1001"
ok "and the picture shown" show_honest

for reason in $(printf '%s\n' $used | sort -u); do
	is "$(refusals "$reason")" 1 "the log says once that something was refused: $reason"
done

guest_kill attacker
ok "a killed client's monitor is off" wait_for 1 test "$(attribute $attacker status)" != scanout
at killed
ok "another client opens the vGPU" vgpu_client attacker $attacker
ok "sets its mode" tell_client attacker "mode $width $height"
ok "draws" tell_client attacker "draw 0 ATTACKER 5 1 $low"
ok "and shows it" show_honest
at again

# Accesses drawn by lot, call after call; storm=CALLS on the kernel's command line.
calls=$(sed -n 's/.*storm=\([0-9]*\).*/\1/p' /proc/cmdline)
ok "the attacker uses all of its RAM" tell_client attacker "paint 0 $(hex $((128 << 20))) 0x123456"
ok "has a smaller mode" tell_client attacker "mode 800 600"
ok "draws in that" tell_client attacker "draw 0 ATTACKER 5 1 $honest"
ok "and shows it" tell_client attacker "plane $honest 50 800 600"
guest_pages attacker 128 >/out/attacker.pages
commits=$(counted commits) faults=$(counted faults)
at calm
accesses=0 refused=0 shown=0
for seed in $(seq "$calls"); do
	tell_client attacker "storm $((seed * 1000)) 10 2000" || break
	accesses=$((accesses + $(value "$client_says" accesses)))
	refused=$((refused + $(value "$client_says" refused)))
	shown=$((shown + $(value "$client_says" shown)))
done
note "$client_says"
note "$accesses accesses, $refused of them refused; $(($(counted commits) - commits)) commits, $(($(counted faults) - faults)) faults"
is "$accesses" $((calls * 20000)) "it makes so many accesses by lot"
is "$shown" $((calls * 10)) "with its picture on the monitor before each 2000 of them"
at storm
ok "the vGPU is reset" tell_client attacker reset
ok "the attacker sets its mode once more" tell_client attacker "mode $width $height"
ok "draws once more" tell_client attacker "draw 0 ATTACKER 5 1 $honest"
ok "and shows it once more" show_honest
at over

tell_client victim 'vblanks 300'
vblanks=$client_says
note "$vblanks"
is "$(value "$vblanks" vblanks)" 300 "the victim gets 300 vblanks"
frames=$(value "$vblanks" frames)
ok "which are 300 frames of its monitor" test "$frames" = 300

guest_do attacker quit
guest_do victim quit
guest_do host quit
wait_for 10 guest_gone attacker
wait_for 10 guest_gone victim
vgpu_remove $attacker
vgpu_remove $victim
ok "the host is alive" true
exit "$tap_failed"
