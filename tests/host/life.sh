# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/life.t: guest alpha on DP-1 reboots, panics, unloads i915 and loads it
# again, while guest beta on DP-2 draws.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-000b-4f0e-9d53-2f4a5a0c1e0b
beta=6b8c5f1e-000c-4f0e-9d53-2f4a5a0c1e0c
seconds=300

is_status() { [ "$(attribute "$alpha" status)" = "$1" ]; }
not_scanout() { ! is_scanout "$alpha"; }
# lives N: alpha's kernel has come up that often
lives() { [ "$(grep -ac 'guest: up' /run/alpha.log)" = "$1" ]; }
# shown MARK: alpha draws anew and holds a frame
shown() {
	ok "alpha draws after $1" draw alpha 1
	ok "alpha is scanned out after $1" wait_for 20 is_scanout $alpha
	guest_ask alpha hold 60 >/out/alpha.hold
	at "$1"
	guest_ask alpha quit 60 >/dev/null
}
note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
console 'This is the console of the host.'
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "beta is bound to DP-2" bind $beta DP-2
# a PC that reboots
guest_qemu alpha $alpha -action reboot=reset
guest_qemu beta $beta
ok "guest alpha is up" guest_up alpha $seconds
ok "guest beta is up" guest_up beta $seconds
ok "beta draws" draw beta 2
ok "beta is scanned out" wait_for 20 is_scanout $beta
at start

guest_do alpha 'reboot -f'
# SeaBIOS runs then, which has nothing to show on a vGPU
ok "alpha's monitor is dark before its driver is there" wait_for 60 not_scanout
ok "alpha reboots" wait_for $seconds lives 2
shown reboot
guest_do alpha 'echo c >/proc/sysrq-trigger'
ok "alpha panics and reboots" wait_for $seconds lives 3
shown panic
# shellcheck disable=SC2016 # for the guest's shell
guest_do alpha 'for console in /sys/class/vtconsole/*; do echo 0 >$console/bind; done; modprobe -r i915; echo $?'
is "$(guest_read alpha 120)" 0 "alpha's kernel unloads i915"
ok "and its monitor is off" wait_for 20 is_status blanked
at unloaded
is "$(guest_ask alpha 'modprobe i915; echo $?' 120)" 0 "alpha's kernel loads i915 again"
shown loaded
guest_ask beta hold 60 >/out/beta.hold
at held
guest_ask beta quit 60 >/dev/null
end_guests "alpha $alpha" "beta $beta"
exit "$tap_failed"
