# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For jobs with desktops in guests; sourced after lib.sh. A share "desktop" has the image
# of "scripts/build-root desktop".

# desktop_qemu NAME UUID: start a guest with that image as its first disk, and a tablet
# and a keyboard, which are driven by the socket /run/NAME.qmp
desktop_qemu() {
	guest_qemu "$1" "$2" \
		-drive if=none,id=desktop,file=/desktop/root.erofs,format=raw,readonly=on \
		-device virtio-blk-pci,drive=desktop -device virtio-tablet-pci -device virtio-keyboard-pci \
		-qmp "unix:/run/$1.qmp,server=on,wait=off"
}
# desktop NAME COMMAND...: tests/guest/desktop there; passes as that does
desktop() {
	desktop_of=$1
	shift
	desktop_answer=$(guest_ask "$desktop_of" "desktop $*; echo exit \$?" 400)
	echo "$*: $desktop_answer"
	tail -n 5 "/run/$desktop_of.log"
	[ "$desktop_answer" = "exit 0" ]
}

# events NAME JSON...: of its keyboard and tablet, one after the other
events() {
	events_of=$1
	shift
	for event; do
		echo "{\"execute\": \"input-send-event\", \"arguments\": {\"events\": [$event]}}"
		sleep 1
	done | { echo '{"execute": "qmp_capabilities"}'; cat; } | socat -t 5 - "UNIX-CONNECT:/run/$events_of.qmp"
}
button() { echo "{\"type\": \"btn\", \"data\": {\"button\": \"left\", \"down\": $1}}"; }
super() { echo "{\"type\": \"key\", \"data\": {\"key\": {\"type\": \"qcode\", \"data\": \"meta_l\"}, \"down\": $1}}"; }
pointer() { # X Y
	echo "{\"type\": \"abs\", \"data\": {\"axis\": \"x\", \"value\": $1}}, {\"type\": \"abs\", \"data\": {\"axis\": \"y\", \"value\": $2}}"
}
# drag NAME X Y X Y: as a hand does it, of the 32768 steps that a tablet has across a
# screen: super and the left button, anywhere in a window
drag() {
	events "$1" "$(pointer "$2" "$3")" "$(super true)" "$(button true)" "$(pointer "$4" "$5")" \
		"$(button false)" "$(super false)"
}
