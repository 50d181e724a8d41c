# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/suspend.t: the host sleeps and wakes with guest alpha on DP-1. The vGPU
# beta, on DP-2, is of a guest that is not there.

# The shared directories are not there while the host sleeps, the job with them.
[ "$0" = /run/suspend ] || { cp "$0" /run/suspend && exec sh /run/suspend; }
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0018-4f0e-9d53-2f4a5a0c1e18
beta=6b8c5f1e-0019-4f0e-9d53-2f4a5a0c1e19
driver=/sys/bus/virtio/drivers/9pnet_virtio

# Linux' driver of 9p over virtio does not know how to sleep: it is taken away meanwhile.
unshare_all() {
	awk '$3 == "9p" { print $1, $2, $4 }' /proc/mounts >/run/shares
	while read -r _ place _; do
		umount "$place" || return
	done </run/shares
	for device in "$driver"/virtio*; do
		echo "${device##*/}"
	done >/run/devices
	while read -r device; do
		echo "$device" >"$driver/unbind" || return
	done </run/devices
}
share_all() {
	while read -r device; do
		echo "$device" >"$driver/bind" || return
	done </run/devices
	while read -r tag place options; do
		mount -t 9p -o "$options" "$tag" "$place" || return
	done </run/shares
}
# What firmware sets up again after deep sleep, and QEMU's does not: where the host bridge
# has the devices' configuration, and where the chipset has its power management.
# Source: PCIEXBAR in QEMU's hw/pci-host/q35.c, PMBASE and ACPI_CTRL in its hw/isa/lpc_ich9.c
firmware_registers() {
	for register in '0:0.0 60.l' '0:1f.0 40.l' '0:1f.0 44.b'; do
		echo "$register" "$(setpci -s "${register% *}" "${register#* }")"
	done
}

# sleeps freeze|mem: until the test outside wakes the host
sleeps() {
	unshare_all || return
	echo "$1" >/sys/power/state
	slept=$?
	while read -r device register value; do
		setpci -s "$device" "$register=$value"
	done </run/awake
	share_all && return "$slept"
}

note "Linux $(uname -r)"
note "sleeps: $(cat /sys/power/state), $(cat /sys/power/mem_sleep)"
echo deep >/sys/power/mem_sleep
firmware_registers >/run/awake
ok "i915 and GVT-g load" host_start
console 'This is the console of the host.'
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "beta is bound to DP-2" bind $beta DP-2
# QEMU keeps the guest's files open
cp -r /guest /run/guest
GUEST_DIR=/run/guest
ok "guest alpha is up" guest_start alpha $alpha
ok "alpha draws" draw alpha 1
ok "alpha is scanned out" wait_for 20 is_scanout $alpha
guest_ask alpha hold 60 >/out/alpha.hold
at held

# Each time at first while the guest holds a frame, then while it draws. Light sleep comes first:
# what the kernel enables anew after deep sleep it writes while the registers are not there.
for turn in freeze.1 freeze.2 mem.1 mem.2; do
	tell "sleeps.$turn"
	ok "$turn: the host sleeps and wakes" sleeps "${turn%.*}"
	ok "$turn: alpha is scanned out" wait_for 20 is_scanout $alpha
	is "$(attribute $alpha connector) $(attribute $beta connector)" "DP-1 DP-2" "$turn: both have their monitors"
	case $turn in
	*.2) guest_ask alpha hold 60 >/out/alpha.hold ;;
	esac
	guests_pages alpha
	at "awake.$turn"
	guest_ask alpha go 60 >/dev/null
	guest_do alpha 'count 120'
	guest_read alpha 60 >"/out/alpha.count.$turn"
	at "counted.$turn"
	[ "$turn" != freeze.2 ] || guest_ask alpha hold 60 >/out/alpha.hold
done
guest_ask alpha quit 60 >/dev/null
batches alpha
at over
end_guests "alpha $alpha"
ok "beta is unbound" bind $beta none
vgpu_remove $beta
exit "$tap_failed"
