#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# A guest that libvirt manages, of the definition tests/host/libvirt.xml, with an
# unmodified kernel: bound by hand it is on its monitor when it is started, and dark when
# it is ended; by contrib/libvirt-hook it is given the monitor when it is started again,
# and the host when it is ended.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
libvirt=$("$top/scripts/build-root" libvirt) || bail "libvirt's root could not be built"
install_tool
# no modes of CEA-861, as in tests/two-guests.t
lab_start lab --kernel series --steady --timeout 1500 --job "$top/tests/host/libvirt.sh" \
	--share "guest=$guest" --share "tool=$tool" --share "contrib=$top/contrib" --memory 4096 \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors \
	-drive "if=none,id=libvirt,file=$libvirt/root.erofs,format=raw,readonly=on" -device virtio-blk-pci,drive=libvirt

at() { # MARK
	lab_at "$1" 600 || { lab_tap 'job: '; bail "the guest is $1: $(tail -n 1 "$lab_out/job.log")"; }
}
at started
held alpha 1024x768
lab_go started
at off
is "$(monitor left lit)" false "its monitor is dark"
lab_go off
at again
held alpha 1024x768
lab_go again
at host
host_shows() { [ "$(monitor left lit)" = true ] && [ "$(crc left)" != "$(field alpha.hold crc)" ]; }
ok "the host's console is on the monitor" eventually host_shows
lab_end host
done_testing
