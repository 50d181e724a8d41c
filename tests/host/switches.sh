# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/switches.t: two clients without a vCPU (tests/vgpu/client.c) flip in each
# frame, while gvt-display gives DP-1 to the one and the other in turn.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

alpha=6b8c5f1e-0014-4f0e-9d53-2f4a5a0c1e14 # guest "guest"
beta=6b8c5f1e-0015-4f0e-9d53-2f4a5a0c1e15  # guest "other"
switches=$(sed -n 's/.*\bswitches=\([0-9]*\).*/\1/p' /proc/cmdline)
turns=$((switches * 14)) # a switch takes about nine frames of 60 Hz

give() { /tool/bin/gvt-display give DP-1 "$1"; }
# pictures NAME OWNER COLOUR: two of them, the first one is shown; sets $first, $second
pictures() {
	first=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
	second=$((first + (4 << 20)))
	tell_client "$1" "mode 1024 768" && tell_client "$1" "draw 0 $2 $3 1 $first" &&
		tell_client "$1" "draw 1 $2 $3 2 $second" &&
		tell_client "$1" "plane $first 64 1024 768"
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
for uuid in $alpha $beta; do
	ok "a vGPU is made" vgpu_create $uuid
done
ok "alpha opens its vGPU" vgpu_client guest $alpha
ok "and shows its picture" pictures guest ALPHA 1
alpha_turns="turns $turns $second $first"
ok "beta opens its vGPU" vgpu_client other $beta
ok "and shows its picture" pictures other BETA 2
beta_turns="turns $turns $second $first"
ok "beta gets the monitor" give $beta
ok "alpha gets the monitor" give $alpha
ok "and is scanned out" wait_for 20 is_scanout $alpha
# Once after i915 has come up, the host looks for other monitors, and commits on all pipes
# (DRM_OUTPUT_POLL_PERIOD, output_poll_execute()). What it does is another matter here.
sleep 12
at begin
guest_do guest "$alpha_turns"
guest_do other "$beta_turns"
given=0 since=$(cut -d ' ' -f 1 /proc/uptime)
while [ $given -lt "$switches" ]; do
	give $beta && give $alpha || break
	given=$((given + 2))
done
note "$given switches from $since s to $(cut -d ' ' -f 1 /proc/uptime) s"
is $given "$switches" "the monitor has changed hands $switches times"
at switched
for name in guest other; do
	client_says=$(guest_read $name $((turns / 10 + 60)))
	note "$name: $client_says"
	is "$(value "$client_says" flips)" $turns "$name has flipped all the while"
done
ok "the host gets the monitor" give host
for name in guest other; do
	guest_do $name quit
	wait_for 10 guest_gone $name
done
vgpu_remove $alpha
vgpu_remove $beta
exit "$tap_failed"
