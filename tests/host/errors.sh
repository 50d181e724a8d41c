# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/errors.t: what goes wrong with the hardware pipe of a client without a
# vCPU (tests/vgpu/client.c) is in its virtual interrupt register. The host itself
# breaks what its driver had set, behind the driver's back.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0008-4f0e-9d53-2f4a5a0c1e08
IMR=0x44404 IIR=0x44408 # GEN8_DE_PIPE_*, of pipe A
PLANE_STRIDE=0x70188 PLANE_SURF=0x7019c PLANE_SURFLIVE=0x701ac PLANE_BUF_CFG=0x7027c

bar=$(cut -d ' ' -f 1 $igd/resource | head -n 1)
hw() { busybox devmem $((bar + $1)) 32 ${2:+"$2"}; }
is_status() { [ "$(attribute "$uuid" status)" = "$1" ]; }
iir() { value "$(guest_ask guest "read $IIR" 60)" value; }
raised() { [ $(($(iir) & $1)) != 0 ]; }
forget_interrupts() { tell_client guest "write $IIR 0xffffffff"; }
# wait_live SURFACE: until the plane has latched it, without a pause
wait_live() {
	for _ in $(seq 50); do
		[ $(($(hw $((surf + PLANE_SURFLIVE - PLANE_SURF))))) != $(($1)) ] || return 0
	done
	return 1
}
logged() { dmesg | grep -c "virtual pipe A on a monitor: $1"; }
# What its first plane is told to show and can not fetch, and its own picture again. With
# gen8 every page is one where a surface may begin, so that there it has no stride.
no_fetch() {
	[ "$platform" != bdw ] || hw $((surf + PLANE_STRIDE - PLANE_SURF)) 0
	hw $surf $bad
}
fetch_again() {
	[ "$platform" != bdw ] || hw $((surf + PLANE_STRIDE - PLANE_SURF)) 4096
	hw $surf $picture
}
# It gets no buffer: with gen9 of its own, with gen8 by the watermark (WM0_PIPE_ILK)
no_buffer() {
	case $platform$pipe in
	bdw2) hw 0x45200 0 ;;
	bdw*) hw $((0x45100 + pipe * 4)) 0 ;;
	*) hw $((PLANE_BUF_CFG + pipe * 0x1000)) 0 ;;
	esac
	hw $surf $picture
}

ok "i915 and GVT-g load" host_start
vgpu_create "$uuid"
ok "the guest opens its vGPU" vgpu_client guest "$uuid"
# GEN9_PIPE_PLANE1_FAULT or GEN8_PIPE_PRIMARY_FAULT; and those of the other planes, underrun
fault=0x80 others=0x80000f00
[ "$platform" != bdw ] || fault=0x100 others=0x80000600
picture=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
ok "it sets its mode" tell_client guest "mode 1024 768"
ok "it draws" tell_client guest "draw 0 ERRORS 2 1 $picture"
ok "and shows it" tell_client guest "plane $picture 64 1024 768"
ok "it is bound to DP-1" bind "$uuid" DP-1
ok "its picture is scanned out" wait_for 20 is_status scanout
map=$(attribute "$uuid" pipe)
pipe=$(printf %s "${map#* -> }" | tr ABC 012)
ok "it unmasks all interrupts of its pipe" tell_client guest "write $IMR 0"
sleep 0.2
forget_interrupts
sleep 0.2
not_ok "nothing is wrong" raised $((fault | others))

surf=$((PLANE_SURF + pipe * 0x1000))
bad=$((picture + 4096)) # surfaces are not aligned like that
# show_again WHY: the guest arms the picture that it had
show_again() {
	ok "$1, the guest shows its picture again" tell_client guest "plane $picture 64 1024 768"
	ok "and it is scanned out" wait_for 20 is_status scanout
	sleep 0.2
	forget_interrupts
}
# until it is live, and no longer: that it is for three frames is another matter
no_fetch
wait_live $bad
fetch_again
ok "a surface that can not be fetched: its plane faults" raised $fault
not_ok "and no other" raised $others
sleep 1.5
is "$(attribute "$uuid" status)" scanout "for a frame or two: that is no reason to go dark"
forget_interrupts
sleep 0.2
not_ok "no fault with its own surface" raised $fault

no_fetch
ok "another fault is told to the guest again" wait_for 5 raised $fault
ok "with each frame: that is a fault of the display" wait_for 5 is_status fault
is "$(attribute "$uuid" reason) $(attribute "$uuid" mode)" "fetch none" "and its reason"
at dark
is "$(attribute "$uuid" status)" fault "which it stays while the guest does nothing"
show_again "Dark"
at again
not_ok "no fault with its own surface" raised $fault

tell_client guest "write $IMR $fault"
no_fetch
ok "faults that the guest masks" wait_for 5 is_status fault
not_ok "are not told to it" raised $fault
tell_client guest "write $IMR 0"
show_again "Dark again"
is "$(logged 'plane fault')" 1 "the log says it once"
is "$(dmesg | grep -c 'refused: fetch$')" 1 "and why the monitor is dark"

no_buffer
ok "its plane has no buffer: its pipe underruns" wait_for 5 raised 0x80000000
is "$(logged 'FIFO underrun')" 1 "the log says it once"
is "$(attribute "$uuid" status)" scanout "that is no reason to go dark"

guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove "$uuid"
exit "$tap_failed"
