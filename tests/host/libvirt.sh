# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/libvirt.t: libvirt starts and ends guest alpha, whose vGPU is on DP-1, by
# hand and then by contrib/libvirt-hook. libvirt runs in the root of "scripts/build-root
# libvirt", the host's second disk, with the host's devices and processes.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0011-4f0e-9d53-2f4a5a0c1e11
root=/run/root

mount_root() {
	mkdir -p /run/image /run/layer "$root"
	mount -t erofs -o ro /dev/vdb /run/image && mount -t tmpfs layer /run/layer || return
	mkdir /run/layer/upper /run/layer/work
	mount -t overlay -o lowerdir=/run/image,upperdir=/run/layer/upper,workdir=/run/layer/work root "$root" || return
	mkdir -p "$root/guest"
	mount -o bind /guest "$root/guest"
	mount -t tmpfs run "$root/run"
	for dir in proc sys dev; do
		mount -o rbind /$dir "$root/$dir" || return
	done
	# no users, no cgroups, no daemon that keeps logs
	cat >"$root/etc/libvirt/qemu.conf" <<-'END'
		user = "root"
		group = "root"
		security_driver = "none"
		cgroup_controllers = [ ]
		namespaces = [ ]
		stdio_handler = "file"
	END
	cp /tool/bin/gvt-display "$root/usr/bin" && mkdir -p "$root/etc/libvirt/hooks" "$root/etc/gvt-display" &&
		cp /contrib/libvirt-hook "$root/etc/libvirt/hooks/qemu"
}
in_root() { chroot "$root" /usr/bin/env LC_ALL=C "$@"; }
daemon() { in_root libvirtd --daemon && wait_for 30 test -S "$root/run/libvirt/libvirt-sock"; }
virsh() { in_root virsh -q -c qemu:///system "$@"; }
# what guest_do and the others want to know, of a guest that they did not start
make_lines() {
	rm -f "$root/run/alpha.in" "$root/run/alpha.out"
	mkfifo "$root/run/alpha.in" "$root/run/alpha.out"
	: >"$root/run/alpha.log"
	for end in in out log; do
		ln -sf "$root/run/alpha.$end" /run/alpha.$end
	done
	ln -sf "$root/run/libvirt/qemu/alpha.pid" /run/alpha.pid
	: >/run/alpha.qemu.log
}
start() { make_lines && virsh start alpha && guest_up alpha 300; }
owner() { cat "$igd/gvt_display/DP-1"; }
machines() { echo "$1" >"$root/etc/gvt-display/machines"; }
refused() { make_lines && virsh start alpha >/run/refused 2>&1; }
is_status() { [ "$(attribute "$alpha" status)" = "$1" ]; }
shown() { # MARK
	ok "alpha draws ($1)" draw alpha 1
	ok "alpha is scanned out ($1)" wait_for 20 is_scanout $alpha
	guest_ask alpha hold 60 >/out/alpha.hold
	at "$1"
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "a vGPU is made" vgpu_create $alpha
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "libvirt's root is mounted" mount_root
ok "libvirt's daemon starts" daemon
note "libvirt $(virsh version --daemon | tail -n 1)"
cp /lab/libvirt.xml "$root/run"
ok "it takes the guest's definition" virsh define /run/libvirt.xml
ok "it starts the guest" start
is "$(virsh domstate alpha)" running "which it says is running"
shown started
ok "it ends the guest" virsh destroy alpha
is "$(virsh domstate alpha)" "shut off" "which it says is off"
ok "the guest's monitor is dark" wait_for 20 is_status blanked
is "$(attribute $alpha connector)" DP-1 "the monitor is still the vGPU's"
at off

# From now on the hook has something to do.
ok "alpha is unbound" bind $alpha none
machines 'alpha DP-9'
not_ok "with a connector that is none in the hook's list the guest is not started" refused
ok "and the hook says why" grep -F 'DP-9: no such connector' /run/refused
is "$(virsh domstate alpha) $(owner)" "shut off host" "it is off, and the host has the monitor"
machines 'alpha DP-1'
ok "with a right one it is started" start
is "$(owner)" $alpha/display0 "and has the monitor"
shown again
ok "it ends the guest again" virsh destroy alpha
is "$(owner)" host "the host has the monitor"
at host
ok "it forgets the guest" virsh undefine alpha
vgpu_remove $alpha
cp "$root/run/alpha.log" "$root/var/log/libvirt/qemu/alpha.log" /out 2>/dev/null
exit "$tap_failed"
