# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of scripts/demo: Weston in one guest, Xorg in another and the host's console, on
# three monitors, until told to end. Everything that fails ends it.
set -e
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/desktop.sh
. /lab/desktop.sh

alpha=6b8c5f1e-0001-4f0e-9d53-2f4a5a0c1e01
beta=6b8c5f1e-0002-4f0e-9d53-2f4a5a0c1e02

host_start
console "This is the host, Linux $(uname -r), with two guests."
console
for guest in "alpha $alpha DP-1" "beta $beta DP-2"; do
	# shellcheck disable=SC2086 # three words
	set -- $guest
	echo "$1: vGPU $2 on $3"
	vgpu_create "$2"
	bind "$2" "$3"
	desktop_qemu "$1" "$2"
done
for name in alpha beta; do
	guest_up $name 400
	echo "$name: its kernel is up"
	desktop $name root
done
desktop alpha weston
echo "alpha: Weston is up"
desktop alpha start weston-flower
desktop beta xorg
echo "beta: Xorg is up"
desktop beta start xterm -fn fixed -geometry 80x24+400+330 -e top
for guest in "alpha $alpha" "beta $beta"; do
	# shellcheck disable=SC2086
	set -- $guest
	wait_for 60 is_scanout "$2"
	tell_map "$1" "$2"
done
console '# gvt-display list'
/tool/bin/gvt-display list | while IFS= read -r line; do console "$line"; done
echo "all three are shown"
at shown
for name in alpha beta; do
	guest_stop $name
done
