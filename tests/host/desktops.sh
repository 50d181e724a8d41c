# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/desktops.t: Weston in guest alpha on DP-1, Xorg in guest beta on DP-2,
# and the host's own drawing on HDMI-A-3.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0008-4f0e-9d53-2f4a5a0c1e08
beta=6b8c5f1e-0009-4f0e-9d53-2f4a5a0c1e09

# A guest has a page of this host when it has used it: anew whenever it draws elsewhere.
pages() {
	for name in alpha beta; do
		guest_pages $name >/out/$name.pages
	done
}
# in_guest NAME COMMAND: passes as COMMAND does
in_guest() {
	answer=$(guest_ask "$1" "$2; echo exit \$?" 400)
	echo "$2: $answer"
	tail -n 5 "/run/$1.log"
	[ "$answer" = "exit 0" ]
}
# events JSON...: of alpha's keyboard and tablet, one after the other
events() {
	for event; do
		echo "{\"execute\": \"input-send-event\", \"arguments\": {\"events\": [$event]}}"
		sleep 1
	done | { echo '{"execute": "qmp_capabilities"}'; cat; } | socat -t 5 - UNIX-CONNECT:/run/alpha.qmp
}
button() { echo "{\"type\": \"btn\", \"data\": {\"button\": \"left\", \"down\": $1}}"; }
super() { echo "{\"type\": \"key\", \"data\": {\"key\": {\"type\": \"qcode\", \"data\": \"meta_l\"}, \"down\": $1}}"; }
# of the 32768 that a tablet has across a screen
pointer() { # X Y
	echo "{\"type\": \"abs\", \"data\": {\"axis\": \"x\", \"value\": $1}}, {\"type\": \"abs\", \"data\": {\"axis\": \"y\", \"value\": $2}}"
}
# as a hand does it: super and the left button, anywhere in a window
drag() { # X Y X Y
	events "$(pointer "$1" "$2")" "$(super true)" "$(button true)" "$(pointer "$3" "$4")" \
		"$(button false)" "$(super false)"
}
both_scanout() { is_scanout "$alpha" && is_scanout "$beta"; }

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "beta is bound to DP-2" bind $beta DP-2
ok "the host draws on its own monitor" draw_host HDMI-A-3 3
# the emulated CPU pays for each defence
export GUEST_APPEND=mitigations=off
for guest in "alpha $alpha" "beta $beta"; do
	# shellcheck disable=SC2086 # two words
	set -- $guest
	guest_qemu "$1" "$2" -drive if=none,id=desktop,file=/desktop/root.erofs,format=raw,readonly=on \
		-device virtio-blk-pci,drive=desktop -device virtio-tablet-pci -device virtio-keyboard-pci \
		-qmp "unix:/run/$1.qmp,server=on,wait=off"
done
ok "guest alpha is up" guest_up alpha 400
ok "guest beta is up" guest_up beta 400
ok "alpha mounts its desktop" in_guest alpha 'desktop root'
ok "beta mounts its desktop" in_guest beta 'desktop root'
ok "alpha starts Weston" in_guest alpha 'desktop weston'
ok "beta starts Xorg" in_guest beta 'desktop xorg'
ok "both are scanned out" wait_for 60 both_scanout
pages
at started

# the test outside has seen where Weston put its window
# shellcheck disable=SC2046 # four numbers
ok "alpha's window is dragged" drag $(cat /out/drag)
ok "beta's window is moved" in_guest beta \
	'desktop run xdotool search --onlyvisible --name "^window\$" windowmove 400 300'
pages
at moved

ok "Weston starts again in another mode" in_guest alpha 'desktop weston 800x600'
ok "xrandr sets another mode" in_guest beta 'desktop run xrandr --output DP-1 --mode 1024x768'
ok "both are scanned out" wait_for 60 both_scanout
pages
at mode

at unplugged
at plugged
ok "xrandr takes the monitor back" in_guest beta 'desktop run xrandr --output DP-1 --auto'
ok "both are scanned out" wait_for 60 both_scanout
pages
at back

guest_ask host hold 60 >/out/host.hold
at held
for name in alpha beta; do
	# of warnings and what is worse
	guest_ask $name 'dmesg -r | grep -E "^<[0-4]>" | sed "s/^<.>\[[^]]*\] *//" | tr "\n" "|"; echo' 60 >/out/$name.dmesg
	guest_stop $name
done
ok "alpha is unbound" bind $alpha none
ok "beta is unbound" bind $beta none
guest_do host quit
vgpu_remove $alpha
vgpu_remove $beta
exit "$tap_failed"
