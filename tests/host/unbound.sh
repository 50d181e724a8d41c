# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/unbound.t: a guest on a vGPU that is on no monitor. With the series the
# same guest is then put on one and taken off it again while it draws.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0005-4f0e-9d53-2f4a5a0c1e05

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "a vGPU is made" vgpu_create $alpha
ok "a guest with it is up" guest_start alpha $alpha
batches alpha
# shellcheck disable=SC2016 # for the guest
guest_ask alpha 'cd /sys/class/drm; echo $(for c in card*-*; do echo $c $(cat $c/status $c/modes); done); cd /' >/out/connectors
ok "it draws" draw alpha 1
at drawing
guest_ask alpha 'count 1000' 120 >/out/count
at counted
guest_ask alpha stat >/out/stat

if [ -e "$(display $alpha)" ]; then
	is "$(attribute $alpha status)" unbound "its display is on no monitor"
	ok "it is put on DP-1 while it draws" bind $alpha DP-1
	ok "and is scanned out" wait_for 20 is_scanout $alpha
	guest_ask alpha 'mode preferred' 60 >/out/bound.draw
	ok "in the monitor's own mode, too" wait_for 20 is_scanout $alpha
	guest_ask alpha 'count 300' 60 >/out/bound.count
	guest_ask alpha hold 60 >/out/hold
	at bound
	ok "it is taken off again" bind $alpha none
	is "$(attribute $alpha status)" unbound "its display is on no monitor again"
	guest_ask alpha go 60 >/dev/null
	guest_ask alpha 'count 300' 60 >/out/again.count
	at again
fi
guest_ask alpha quit 60 >/dev/null
guest_dmesg alpha
guest_stop alpha
exit "$tap_failed"
