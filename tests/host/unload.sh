# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/unload.t: vGPU "used", whose guest is a client without a vCPU, is on DP-1,
# "idle", which nobody has opened, on DP-2.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

used=6b8c5f1e-001a-4f0e-9d53-2f4a5a0c1e1a
idle=6b8c5f1e-001b-4f0e-9d53-2f4a5a0c1e1b
driver=/sys/bus/pci/drivers/i915

make_both() {
	vgpu_create $used && vgpu_create $idle && bind $used DP-1 && bind $idle DP-2
}
# show FRAME: the client's picture is on its monitor
show() {
	tell_client guest "mode 1024 768" && tell_client guest "draw 0 GUEST 1 $1 $low" &&
		tell_client guest "plane $low 64 1024 768" && wait_for 20 is_scanout $used
}
# on an empty screen
greet() { console "$(printf '\033[2J\033[H')This is the console of the host."; }
no_mdev() { [ -z "$(ls /sys/bus/mdev/devices)" ]; }
# i915 bind|unbind: fails as the write to sysfs does
i915() { echo 0000:00:02.0 >"$driver/$1"; }
is_unbound() { [ ! -e $driver/0000:00:02.0 ]; }
has_types() { [ -d "$igd/mdev_supported_types" ]; }

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
greet
ok "two vGPUs are on monitors" make_both
at bound
ok "GVT-g is unloaded" rmmod kvmgt
ok "and the vGPUs are gone" no_mdev
at kvmgt
ok "it is loaded again" modprobe kvmgt
ok "two vGPUs are on monitors" make_both
ok "a guest starts" vgpu_client guest $used
ok "it is scanned out" show 1
not_ok "GVT-g is in use" rmmod kvmgt
at shown

i915 unbind &
unbinding=$!
ok "i915 is unbound: its device node is gone" wait_for 20 test ! -e /dev/dri/card0
at unbinding
ok "i915 waits for the guest to end" kill -0 $unbinding
ok "who can write to its display" tell_client guest "plane $low 64 1024 768"
ok "submit work" tell_client guest "store $low 0x1fff000 1"
ok "and release it" tell_client guest release
guest_do guest quit
ok "it ends" wait_for 20 guest_gone guest
ok "i915 lets go of the device" wait_for 60 is_unbound
ok "without an error" wait $unbinding
ok "the vGPUs are gone" no_mdev

ok "i915 is bound again" i915 bind
ok "GVT-g with it" wait_for 20 has_types
greet
at back
ok "two vGPUs are on monitors" make_both
ok "a guest starts" vgpu_client guest $used
ok "it is scanned out" show 2
at again
guest_do guest quit
ok "it ends" wait_for 20 guest_gone guest
vgpu_remove $used
vgpu_remove $idle
at removed
exit "$tap_failed"
