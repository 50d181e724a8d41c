# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/colour.t: a client without a vCPU (tests/vgpu/client.c) programs gamma,
# colour conversion and background of its pipe, on DP-1.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0007-4f0e-9d53-2f4a5a0c1e07
# of pipe A
PREC_PAL_INDEX=0x4a400 PREC_PAL_DATA=0x4a404 PLANE_CTL=0x70180 PLANE_SURF=0x7019c
CURCNTR=0x70080 CURBASE=0x70084

reg() { value "$(guest_ask guest "read $1" 60)" value; }
is_fault() { [ "$(attribute "$uuid" status)" = fault ] && [ "$(attribute "$uuid" reason)" = "$1" ]; }
plane() { tell_client guest "plane $low 64 ${1:-1024 768}"; }
# show NAME [SIZE]: of colours.h
show() { tell_client guest "colours $1" && plane "${2:-}"; }
# One plane has other colours than the rest of the pipe, and is like it again. With gen9 it
# has a table of its own; with gen8, where none is, the cursor goes past the pipe's table.
other_colours() {
	if [ "$platform" = bdw ]; then
		show 8bit && tell_client guest "pointer 1 $((low + (4 << 20))) 100 100"
	else
		ctl=$(reg $PLANE_CTL)
		tell_client guest "write $PLANE_CTL $((ctl & ~(1 << 13)))" && # PLANE_CTL_PLANE_GAMMA_DISABLE
			tell_client guest "write $PLANE_SURF $low"
	fi
}
same_colours() {
	if [ "$platform" = bdw ]; then
		tell_client guest "write $CURCNTR 0" && tell_client guest "write $CURBASE 0"
	else
		plane
	fi
}

ok "i915 and GVT-g load" host_start
vgpu_create "$uuid"
ok "the guest opens its vGPU" vgpu_client guest "$uuid"
ok "it sets its mode" tell_client guest "mode 1024 768"
ok "it draws a picture" tell_client guest "draw 0 COLOUR 3 1 $low"

# What it programs on no monitor is what it has on one
ok "it programs its palette" show 8bit
ok "it is bound to DP-1" bind "$uuid" DP-1
ok "its picture is scanned out" wait_for 20 is_scanout "$uuid"
at 8bit
for name in plain 10bit degamma csc split 12bit beyond; do
	ok "it programs $name" show $name
	at $name
done
# with gen8 the first plane fills the pipe
if [ "$platform" != bdw ]; then
	ok "a smaller plane on a background" show background "512 384"
	at background
fi
# the sink learns of the range with the mode
ok "it limits the range" show limited
ok "in another mode" tell_client guest "mode 1024 768"
at limited

# The window to the precision palette. Entries of "beyond": colours.h, vgpu/colour.c
ok "it programs a palette" show beyond
first=$(tell_client guest "write $PREC_PAL_INDEX 0" && reg $PREC_PAL_DATA)
is "$(reg $PREC_PAL_DATA)" "$first" "an index that does not count stays at its entry"
tell_client guest "write $PREC_PAL_INDEX 0x800083ff"
is "$(reg $PREC_PAL_DATA) $(reg $PREC_PAL_DATA)" "0x00000000 $first" "one that counts goes from the last to the first"
is "$(reg $PREC_PAL_INDEX)" 0x80008001 "and to the second one"
tell_client guest "write $PREC_PAL_DATA 0xdeadbeef" && tell_client guest "write $PREC_PAL_INDEX 1"
is "$(reg $PREC_PAL_DATA)" 0x1eadbeef "where 30 bits can be written"

# What cannot be done for one plane alone
ok "it goes back to plain" show plain
ok "and to the full range" tell_client guest "mode 1024 768"
at again
ok "a plane with other colours than the rest" other_colours
ok "is refused" wait_for 20 is_fault color
at refused
is "$(dmesg | grep -c 'refused: color$')" 1 "the log says so once"
ok "one like the rest" same_colours
ok "it is shown again" wait_for 20 is_scanout "$uuid"

ok "it programs its palette" show 8bit
at last
guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove "$uuid"
at removed
exit "$tap_failed"
