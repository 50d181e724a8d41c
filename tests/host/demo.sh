# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of scripts/demo: two guests and the host draw on three monitors until told to
# end. Everything that fails ends it.
set -e
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0001-4f0e-9d53-2f4a5a0c1e01
beta=6b8c5f1e-0002-4f0e-9d53-2f4a5a0c1e02

host_start
draw_host HDMI-A-3 3
for guest in "alpha $alpha DP-1" "beta $beta DP-2"; do
	# shellcheck disable=SC2086 # three words
	set -- $guest
	echo "$1: vGPU $2 on $3"
	vgpu_create "$2"
	bind "$2" "$3"
	guest_qemu "$1" "$2"
done
for guest in "alpha $alpha 1" "beta $beta 2"; do
	# shellcheck disable=SC2086
	set -- $guest
	guest_up "$1"
	echo "$1: its kernel is up"
	draw "$1" "$3"
	wait_for 20 is_scanout "$2"
done
tell_map alpha $alpha
tell_map beta $beta
echo "all three are drawing"
at drawing
for name in alpha beta host; do
	guest_ask $name stat 60 >"/out/$name.stat"
done
at end
for name in alpha beta; do
	guest_ask $name quit 60 >/dev/null
	guest_stop $name
done
