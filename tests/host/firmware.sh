# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/firmware.t: a guest on DP-1, booted by SeaBIOS and then by OVMF.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

vgpu=6b8c5f1e-0012-4f0e-9d53-2f4a5a0c1e12

# pictured NAME: its firmware has drawn something in QEMU's display
pictured() {
	printf '%s\n' '{"execute": "qmp_capabilities"}' \
		"{\"execute\": \"screendump\", \"arguments\": {\"filename\": \"/run/$1.png\", \"format\": \"png\"}}" |
		socat -t 5 - "UNIX-CONNECT:/run/$1.qmp" >/dev/null
	# a picture of one colour is a few KB, however large
	[ "$(stat -c %s "/run/$1.png")" -gt 3000 ]
}
# boot NAME [OPTION...]: of QEMU; the firmware waits for a key, or 20 seconds
boot() {
	name=$1
	shift
	guest_qemu "$name" "$vgpu" -device ramfb -boot menu=on,splash-time=20000 \
		-qmp "unix:/run/$name.qmp,server=on,wait=off" "$@"
	ok "$name shows its picture in QEMU's display" wait_for 120 pictured "$name"
	cp "/run/$name.png" "/out/$name.png"
	attribute "$vgpu" status >"/out/$name.status"
	at "$name-firmware"
	ok "$name boots the guest" guest_up "$name" 400
	ok "the guest is scanned out" wait_for 30 is_scanout "$vgpu"
	guest_do "$name" "echo This is the console of $name. >/dev/tty1"
	sleep 1
	guests_pages "$name"
	at "$name-up"
	# OVMF's own console is on that line, too, and ends without a new line
	answer=$(guest_ask "$name" 'test -d /sys/firmware/efi; echo efi=$?')
	is "${answer##*efi=}" "$efi" "$name: its kernel says so, too"
	guest_dmesg "$name"
	guest_stop "$name"
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
console 'This is the console of the host.'
ok "a vGPU is made" vgpu_create "$vgpu"
ok "it is bound to DP-1" bind "$vgpu" DP-1
efi=1
boot seabios
efi=0
boot ovmf -bios /usr/share/ovmf/OVMF.fd
at end
ok "it is unbound" bind "$vgpu" none
vgpu_remove "$vgpu"
exit "$tap_failed"
