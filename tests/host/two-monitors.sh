# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/two-monitors.t: one guest on DP-1 and DP-2, which draws on one of them and
# then on the other, beside the host's console on HDMI-A-3.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

uuid=6b8c5f1e-000f-4f0e-9d53-2f4a5a0c1e0f

of() { cat "/sys/bus/mdev/devices/$uuid/display$1/$2"; }
both_scanout() { [ "$(of 0 status) $(of 1 status)" = "scanout scanout" ]; }
# the guest's connectors with a monitor: their names and first modes
# shellcheck disable=SC2016 # for the guest's shell
guest_monitors() {
	guest_ask alpha 'for c in /sys/class/drm/card0-*; do [ "$(cat $c/status)" != connected ] || echo ${c##*card0-}=$(head -n 1 $c/modes); done | tr "\n" " "; echo'
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
console 'This is the console of the host.'
ok "a vGPU is made" vgpu_create $uuid 4
ok "its first display is bound to DP-1" bind_display $uuid 0 DP-1
ok "its second display is bound to DP-2" bind_display $uuid 1 DP-2
ok "guest alpha is up" guest_start alpha $uuid
ok "both displays are scanned out" wait_for 60 both_scanout
guest_monitors >/out/monitors
of 0 pipe >/out/pipe.0
of 1 pipe >/out/pipe.1
guests_pages alpha
at console
draw_on() { # COLOUR CONNECTOR
	guest_do alpha "kmsdraw -e 6 -c $2 ALPHA $1" && guest_read alpha 120 | tee /out/alpha.draw | grep ^mode
}
ok "alpha draws on the first" draw_on 1 "$(cat /out/first)"
guests_pages alpha
at first
guest_ask alpha hold 60 >/out/first.hold
guest_ask alpha "screen $(cat /out/second)" 60 >/out/alpha.screen
# until it has drawn in both of its buffers there
guest_ask alpha step 60 >/dev/null
guest_ask alpha step 60 >/dev/null
guest_ask alpha go 60 >/dev/null
guests_pages alpha
at second
guest_ask alpha hold 60 >/out/second.hold
at held
guest_do alpha 'count 300'
guest_read alpha 240 >/out/second.count
at unplugged
guest_ask alpha go 60 >/dev/null
at plugged
guest_ask alpha quit 60 >/dev/null
ok "both displays are scanned out again" wait_for 60 both_scanout
at back
guest_dmesg alpha
guest_stop alpha
ok "the first display is unbound" bind_display $uuid 0 none
ok "the second display is unbound" bind_display $uuid 1 none
vgpu_remove $uuid
exit "$tap_failed"
