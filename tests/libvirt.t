#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A guest that libvirt manages, of the definition tests/host/libvirt.xml, with an
# unmodified kernel: on its monitor when it is started, dark when it is ended, and on its
# monitor when it is started again.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
libvirt=$("$top/scripts/build-root" libvirt) || bail "libvirt's root could not be built"
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1500 --job "$top/tests/host/libvirt.sh" \
	--share "guest=$guest" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors \
	-drive "if=none,id=libvirt,file=$libvirt/root.erofs,format=raw,readonly=on" -device virtio-blk-pci,drive=libvirt

for mark in started off again; do
	lab_at $mark 600 || { lab_tap 'job: '; bail "the guest is $mark: $(tail -n 1 "$lab_out/job.log")"; }
	case $mark in
	off) is "$(monitor left lit)" false "its monitor is dark" ;;
	*) held alpha 1024x768 ;;
	esac
	lab_go $mark
done
lab_wait
lab_tap 'job: '
ok "no warning and no error in the host's kernel log" lab_errors
done_testing
