# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of scripts/bench: what flips and vblanks of a client without a vCPU take, with and
# without a monitor, and flips of a guest; in ns of a clock that counts instructions, as
# lines "WHAT NS" in /out/bench.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0011-4f0e-9d53-2f4a5a0c1e11
alpha=6b8c5f1e-0012-4f0e-9d53-2f4a5a0c1e12
tracing=/sys/kernel/tracing
stride=64 # of 1024 pixels, in 64 bytes

# flips WHAT: what the write of a surface's address takes
flips() {
	ok "$1" tell_client guest "turns 200 $second $first"
	is "$(value "$client_says" late)" 0 "$1: none comes late"
	echo "$1 $(value "$client_says" ns)" >>/out/bench
}
# guest_flips WHAT: the same by the guest's own CPU, of its console to where that is
guest_flips() {
	guest_says=$(guest_ask alpha 'regtime 0x7019c 200' 120)
	ok "$1: the guest flips" test "${guest_says% *}" = regtime
	echo "$1 ${guest_says#* }" >>/out/bench
}
# trace EVENT...: these, anew
trace() {
	echo 0 >"$tracing/tracing_on"
	echo >"$tracing/set_event"
	for event; do
		echo "$event" >>"$tracing/set_event" || return
	done
	echo >"$tracing/trace"
	echo 1 >"$tracing/tracing_on"
}
# traced WHAT FROM TO: the median of the times from lines of the trace that match the
# regular expression FROM to the next ones that match TO
traced() {
	echo 0 >"$tracing/tracing_on"
	awk -v from="$2" -v to="$3" '
		{ for (i = 1; i <= NF && $i !~ /^[0-9]+:$/; i++) ; at = $i + 0 }
		$0 ~ to && begin { print at - begin; begin = 0 }
		$0 ~ from { begin = at }' $tracing/trace | sort -n >/tmp/times
	number=$(wc -l </tmp/times)
	ok "$1: there are at least 30" test "$number" -ge 30
	echo "$1 $(sed -n "$((number / 2 + 1))p" /tmp/times)" >>/out/bench
}

ok "i915 and GVT-g load" host_start
vgpu_create $uuid
mount -t tracefs none $tracing 2>/dev/null
echo x86-tsc >"$tracing/trace_clock"
ok "the guest opens its vGPU" vgpu_client guest $uuid
first=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
second=$((first + (4 << 20)))
tell_client guest "mode 1024 768"
tell_client guest "draw 0 FIRST 2 1 $first"
tell_client guest "draw 1 SECOND 5 1 $second"
tell_client guest "plane $first $stride 1024 768"
flips emulated-flip
ok "the timer's vblanks are traced" trace timer:hrtimer_expire_entry gvt:inject_msi
ok "the guest counts some" tell_client guest 'vblanks 60'
traced emulated-vblank 'hrtimer_expire_entry.*vblank_timer_fn' inject_msi

if [ -d "$igd/gvt_display" ]; then
	ok "it is bound to DP-1" bind $uuid DP-1
	ok "it is scanned out" wait_for 20 is_scanout $uuid
	flips flip
	ok "vblanks are traced" trace irq:irq_handler_entry gvt:inject_msi
	ok "the guest counts some" tell_client guest 'vblanks 60'
	traced vblank 'irq_handler_entry.*name=i915' inject_msi
	ok "commits are traced" trace gvt:display_flip gvt:display_fast_flip intel_plane_update_arm
	ok "the guest flips" tell_client guest "turns 60 $second $first"
	traced flip-to-hardware display_flip: display_fast_flip:
	ok "commits are traced" trace gvt:display_flip intel_plane_update_arm
	# another offset in the surface takes a commit
	for _ in $(seq 20); do
		tell_client guest "plane $first $stride 1008 768 16"
		sleep 0.1
		tell_client guest "plane $first $stride 1008 768"
		sleep 0.1
	done
	traced commit-to-hardware display_flip: intel_plane_update_arm:
fi

guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove $uuid

vgpu_create $alpha
ok "a guest is up" guest_start alpha $alpha
guest_flips guest-emulated-flip
if [ -d "$igd/gvt_display" ]; then
	ok "it is bound to DP-1" bind $alpha DP-1
	ok "it is scanned out" wait_for 20 is_scanout $alpha
	sleep 2
	guest_flips guest-flip
fi
guest_stop alpha
vgpu_remove $alpha
exit "$tap_failed"
