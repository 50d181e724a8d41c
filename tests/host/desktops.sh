# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/desktops.t: Weston in guest alpha on DP-1, Xorg in guest beta on DP-2,
# and the host's console on HDMI-A-3.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/desktop.sh
. /lab/desktop.sh

alpha=6b8c5f1e-0008-4f0e-9d53-2f4a5a0c1e08
beta=6b8c5f1e-0009-4f0e-9d53-2f4a5a0c1e09

state() {
	at "$1"
	guests_pages alpha beta
	at "$1.pages"
}
both_scanout() { is_scanout "$alpha" && is_scanout "$beta"; }

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "beta is bound to DP-2" bind $beta DP-2
console 'This is the console of the host.'
desktop_qemu alpha $alpha
desktop_qemu beta $beta
ok "guest alpha is up" guest_up alpha 400
ok "guest beta is up" guest_up beta 400
ok "alpha mounts its desktop" desktop alpha root
ok "beta mounts its desktop" desktop beta root
ok "alpha starts Weston" desktop alpha weston
ok "beta starts Xorg" desktop beta xorg
ok "both are scanned out" wait_for 60 both_scanout
state started

# the test outside has seen where Weston put its window
# shellcheck disable=SC2046 # four numbers
ok "alpha's window is dragged" drag alpha $(cat /out/drag)
ok "beta's window is moved" desktop beta \
	run xdotool search --onlyvisible --name '"^window\$"' windowmove 400 300
state moved

ok "Weston starts again in another mode" desktop alpha weston 800x600
ok "xrandr sets another mode" desktop beta mode 1024x768
ok "both are scanned out" wait_for 60 both_scanout
state mode

at unplugged
at plugged
ok "xrandr takes the monitor back" desktop beta mode
ok "both are scanned out" wait_for 60 both_scanout
state back

console 'The guests are to end.'
at told
end_guests "alpha $alpha" "beta $beta"
exit "$tap_failed"
