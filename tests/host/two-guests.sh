# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/two-guests.t: guest alpha on DP-1, guest beta on DP-2, and the host
# itself on HDMI-A-3, all three drawing. What each says of itself goes to /out.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0001-4f0e-9d53-2f4a5a0c1e01
beta=6b8c5f1e-0002-4f0e-9d53-2f4a5a0c1e02
note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
is "$(attribute $alpha status)" unbound "a new vGPU is on no monitor"
not_ok "a connector that does not exist is refused" bind $alpha DP-9
not_ok "a name that is too long is refused" bind $alpha "$(printf '%0100d' 0)"
is "$(attribute $alpha connector)" none "and nothing was bound by that"
ok "alpha is bound to DP-1" bind $alpha DP-1
not_ok "a connector that is taken is refused" bind $beta DP-1
ok "beta is bound to DP-2" bind $beta DP-2
is "$(attribute $beta connector)" DP-2 "the binding can be read"
is "$(cat /sys/class/drm/card0-DP-1/status)" connected "the host still knows the monitor"

ok "the host draws on its own monitor" draw_host HDMI-A-3 3
guest_qemu alpha $alpha
guest_qemu beta $beta
ok "guest alpha is up" guest_up alpha
ok "guest beta is up" guest_up beta
ok "alpha draws" draw alpha 1
ok "beta draws" draw beta 2
ok "alpha's screen is scanned out" wait_for 20 is_scanout $alpha
ok "beta's screen is scanned out" wait_for 20 is_scanout $beta
tell_map alpha $alpha
tell_map beta $beta
guests_pages alpha beta
at moving

for name in alpha beta host; do
	guest_ask $name hold 60 >/out/$name.hold
	guest_ask $name crc 60 >/out/$name.crc
done
at held

guest_do alpha 'count 1000'
guest_do beta 'count 1000'
guest_read alpha 240 >/out/alpha.count
guest_read beta 240 >/out/beta.count
at counted
for name in alpha beta host; do
	guest_ask $name go 60 >/dev/null
done

guest_ask alpha 'mode 800x600' 60 >/out/alpha.newmode
ok "alpha's new mode is scanned out" wait_for 20 is_scanout $alpha
at mode
guest_ask alpha hold 60 >/out/alpha.hold
at mode-held

guest_kill alpha
at killed
ok "alpha starts again" guest_start alpha $alpha
ok "alpha draws again" draw alpha 1
ok "alpha's screen is scanned out again" wait_for 20 is_scanout $alpha
guest_ask alpha hold 60 >/out/alpha.hold
at again

guest_do host quit
for name in alpha beta; do
	guest_ask $name quit 60 >/dev/null
done
end_guests "alpha $alpha" "beta $beta"
at released
exit "$tap_failed"
