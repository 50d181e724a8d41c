# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job on the lab's host: a guest with the unmodified kernel runs igt's tests as
# tests/host/igt.sh does, with the same root image; or two guests do, at the same time.
# What igt wrote is kept in /out as there, of the second guest in /out/beta. From the
# kernel command line:
#   igt_list        as there
#   igt_seconds     as there, by the guest's clock
#   igt_xfails      files in /igt that come before those of all guests, with commas between them
#   igt_connectors  what a guest's displays are bound to, with commas between them, and a
#                   slash before those of the second guest; "none" leaves one emulated
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
: "${igt_list:?which list to run}" "${igt_connectors:?what to bind}"

start() { # NAME UUID OUT CONNECTOR...
	name=$1 uuid=$2 out=$3 share=/run/share.$1
	shift 3
	vgpu_create "$uuid" 4 || return
	display=0
	for connector; do
		bind_display "$uuid" $display "$connector" || return
		display=$((display + 1))
	done
	mkdir -p "$share/out"
	cp -r /lab /igt "$share"
	[ ! -e "$out/igt" ] || cp -r "$out/igt" "$share/out"
	guest_qemu "$name" "$uuid" -m 1024 \
		-virtfs "local,path=$share,mount_tag=share,security_model=none" \
		-drive if=none,id=root,file=/dev/vda,format=raw,readonly=on -device virtio-blk-pci,drive=root
}
run() { # NAME
	guest_up "$1" 400 || return
	guest_do "$1" 'mkdir /share; mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000 share /share'
	guest_do "$1" "export igt_list=$igt_list igt_seconds=${igt_seconds:-} igt_xfails=$xfails"
	guest_do "$1" 'sh /share/lab/guest-root.sh sh /lab/igt.sh >/share/out/tap 2>&1; : >/share/ended'
}
finish() { # NAME OUT
	until [ -e "/run/share.$1/ended" ] || guest_gone "$1"; do sleep 5; done
	cat "/run/share.$1/out/tap"
	mkdir -p "$2"
	cp -r "/run/share.$1/out/." "$2"
	guest_stop "$1"
}

# shellcheck disable=SC2119 # no options
host_start || exit
case $igt_connectors in
*,*) xfails=guest-xfails.txt ;;
*) xfails=one-monitor-xfails.txt,guest-xfails.txt ;;
esac
xfails=${igt_xfails:+$igt_xfails,}$xfails
first=${igt_connectors%%/*} second=${igt_connectors#"$first"}
# shellcheck disable=SC2046 # words
start alpha 6b8c5f1e-000a-4f0e-9d53-2f4a5a0c1e0a /out $(echo "$first" | tr , ' ') || exit
if [ -n "$second" ]; then
	# shellcheck disable=SC2046 # words
	start beta 6b8c5f1e-0010-4f0e-9d53-2f4a5a0c1e10 /out/beta $(echo "${second#/}" | tr , ' ') || exit
	run beta || exit
fi
run alpha || exit
finish alpha /out
[ -z "$second" ] || finish beta /out/beta
