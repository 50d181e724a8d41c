# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/counters.t: a client without a vCPU (tests/vgpu/client.c) looks at the
# counters of its virtual pipe while its monitor comes, goes and changes.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0007-4f0e-9d53-2f4a5a0c1e07

is_status() { [ "$(attribute $uuid status)" = "$1" ]; }
says() { value "$client_says" "$1"; }
# seen WHAT: the counters have not run backwards since they were first looked at, and
# frames have come since the last time
seen() {
	note "$1: $client_says"
	is "$(says frames_back) $(says flips_back) $(says frame_time_back) $(says flip_time_back) $(says time_back)" \
		"0 0 0 0 0" "$1: no counter and no clock runs backwards"
	ok "$1: frames go on" test "$(says frames)" -gt "$frames"
	frames=$(says frames)
}
look() { # MS WHAT
	tell_client guest "watch $1" || note "$client_says"
	seen "$2"
}
# scans WHAT: the mode that is looked at is 1024x768, of 806 lines
scans() {
	ok "$1: the scan line moves" test "$(says lines)" -gt 100
	ok "$1: from the first to the last one" test "$(says top)" -ge 760 -a "$(says top)" -lt 806
}
# look_while MS WHAT COMMAND...: look while the host does something
look_while() {
	ms=$1 what=$2
	shift 2
	guest_do guest "watch $ms"
	ok "$what" "$@"
	client_says=$(guest_read guest 60)
	seen "$what"
}
bind_and_see() { bind $uuid "$1" && wait_for 20 is_status scanout; }
unbind_and_see() { bind $uuid none && wait_for 20 is_status unbound; }
# what the test outside does with the host's monitor
off_and_on() {
	with=$(cdclk)
	at before && wait_for 10 cdclk_is_not "$with" || return
	note "core display clock with the monitor $with, without it $(cdclk)"
	at unplugged && wait_for 10 cdclk_is "$with" && at after
}
cdclk() { sed -n 's/^Current CD clock frequency: //p' /sys/kernel/debug/dri/0/i915_cdclk_info; }
cdclk_is() { [ "$(cdclk)" = "$1" ]; }
cdclk_is_not() { ! cdclk_is "$1"; }
show() { # WIDTH HEIGHT
	tell_client guest off && tell_client guest "mode $1 $2" &&
		tell_client guest "plane $picture 64 $1 $2"
}

ok "i915 and GVT-g load" host_start
third=$(third_connector)
vgpu_create $uuid
ok "the guest opens its vGPU" vgpu_client guest $uuid
ok "it sets its mode" tell_client guest "mode 1024 768"
picture=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
ok "it draws" tell_client guest "draw 0 COUNTERS 2 1 $picture"
ok "and shows it" show 1024 768

frames=0
look 500 "on no monitor"
scans "on no monitor"
look_while 4000 "it is bound to DP-1" bind_and_see DP-1
tell_client guest forget
frames=0
look 1000 "on DP-1"
ok "60 frames a second are counted" test "$frames" -ge 55 -a "$frames" -le 65
scans "on DP-1"
# counted from when the frame before the first look began, which is up to a frame ago
ok "the time of the last frame is one of this second" \
	test "$(says frame_time)" -gt 900000 -a "$(says frame_time)" -le "$(($(says time) + 16667))"
ok "and the clock is in microseconds" test "$(says time)" -ge 990000 -a "$(says time)" -lt 2000000

look_while 20000 "the host's monitor goes off and on" off_and_on

ok "the guest sets another mode" show 800 600
look 1000 "with another mode"
ok "and the first one again" show 1024 768
ok "which is shown" wait_for 20 is_status scanout
look 500 "with the first mode"
ok "the guest switches its screen off" tell_client guest off
ok "and on" show 1024 768
ok "which is shown" wait_for 20 is_status scanout
look 500 "off and on"

look_while 8000 "it is switched to $third" bind_and_see "$third"
look_while 3000 "it is bound to none" unbind_and_see
tell_client guest forget
frames=0
look 500 "on no monitor again"
scans "on no monitor again"
look_while 4000 "it is bound to DP-1 again" bind_and_see DP-1
look 500 "on DP-1 again"

guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove $uuid
exit "$tap_failed"
