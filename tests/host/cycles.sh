# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/cycles.t: guest alpha on DP-1 and guest beta on DP-2 start and stop, as
# often as cycles= on the kernel's command line says.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
: "${cycles:?how often the guests start}"

alpha=6b8c5f1e-000d-4f0e-9d53-2f4a5a0c1e0d
beta=6b8c5f1e-000e-4f0e-9d53-2f4a5a0c1e0e

# What the host has: kB of memory that is not to be had, of that in slabs; instances of
# each type of vGPU that can be made, which is the graphics memory that is left; and
# what the host itself has on which connector.
left() {
	awk '$1 == "MemTotal:" { all = $2 } $1 == "MemAvailable:" { print "used=" all - $2 }
		$1 == "SUnreclaim:" { print "slab=" $2 }' /proc/meminfo
	for type in "$igd"/mdev_supported_types/*; do
		echo "${type##*/}=$(cat "$type/available_instances")"
	done
	for connector in /sys/class/drm/card0-*; do
		echo "${connector##*card0-}=$(cat "$connector/status"),$(cat "$connector/enabled")"
	done
}

both_scanout() { is_scanout "$alpha" && is_scanout "$beta"; }
cycle() {
	guest_qemu alpha "$alpha"
	guest_qemu beta "$beta"
	guest_up alpha 300 && guest_up beta 300 && wait_for 20 both_scanout
	cycle_rc=$?
	guest_stop alpha
	guest_stop beta
	return "$cycle_rc"
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
console 'This is the console of the host.'
left >/out/left.before
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "beta is bound to DP-2" bind $beta DP-2
at start
n=0
while [ $n -lt "$cycles" ]; do
	n=$((n + 1))
	ok "start and stop $n" cycle
	# the first ones fill what the kernel keeps for the next
	[ $n != 3 ] || left >/out/left.warm
	tell "cycle.$n"
done
left >/out/left.cold
ok "alpha is unbound" bind $alpha none
ok "beta is unbound" bind $beta none
vgpu_remove $alpha
vgpu_remove $beta
sleep 2
left >/out/left.after
at gone
exit "$tap_failed"
