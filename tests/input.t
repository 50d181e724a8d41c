#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Keyboard and mouse follow a monitor: contrib/gvt-input, called by udev, gives those of
# the host to the guest that gets it, and back. What is pressed is judged by what the
# kernels of host and guests read from their input devices.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/guests.sh
. "$top/tests/guests.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
install_tool
lab_start lab --kernel series --steady --timeout 900 --job "$top/tests/host/input.sh" \
	--share "guest=$guest" --share "tool=$tool" --share "contrib=$top/contrib" \
	--monitors left:b:dp:800x600@60 -- -d guest_errors -device virtio-keyboard-pci -device virtio-mouse-pci

event() { echo "{\"type\": \"$1\", \"data\": {$2, \"down\": $3}}"; }
key() { event key "\"key\": {\"type\": \"qcode\", \"data\": \"$1\"}" "$2"; }
button() { event btn '"button": "left"' "$1"; }
# send EVENT,...: of the host's keyboard or mouse
send() { qmp input-send-event "{\"events\": [$1]}" >/dev/null; }

lab_at a 600 || { lab_tap 'job: '; bail "the guests are up: $(tail -n 1 "$lab_out/job.log")"; }
for what in a b c d e ctrl-ctrl f g h i j k l m; do
	lab_at $what || { lab_tap 'job: '; bail "$what is to be pressed: $(tail -n 1 "$lab_out/job.log")"; }
	if [ $what = ctrl-ctrl ]; then
		send "$(key ctrl true), $(key ctrl_r true), $(key ctrl false), $(key ctrl_r false)"
	else
		send "$(key $what true), $(key $what false)" && send "$(button true), $(button false)"
	fi || bail "$what cannot be pressed"
	lab_go $what
done
lab_at over
lab_end over
sane_guests alpha beta
done_testing
