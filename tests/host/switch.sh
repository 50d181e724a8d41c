# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/switch.t: gvt-display gives DP-1 to guest alpha, to guest beta and to the
# host in turn, while both guests draw.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0012-4f0e-9d53-2f4a5a0c1e12
beta=6b8c5f1e-0013-4f0e-9d53-2f4a5a0c1e13

give() { /tool/bin/gvt-display give DP-1 "$1"; }
# turn N NAME UUID: NAME gets the monitor, and holds a frame
turn() {
	ok "turn $1: $2 gets the monitor" give "$3"
	ok "turn $1: and is scanned out" wait_for 20 is_scanout "$3"
	for name in alpha beta; do
		guest_do $name 'count 60'
		guest_read $name 60 >"/out/$name.count.$1"
	done
	guest_ask "$2" hold 60 >"/out/$2.hold"
	at "turn.$1"
	guest_ask "$2" go 60 >/dev/null
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
guest_qemu alpha $alpha
guest_qemu beta $beta
ok "guest alpha is up" guest_up alpha 300
ok "guest beta is up" guest_up beta 300
ok "alpha is given DP-1" give $alpha
ok "beta is given DP-1" give $beta
ok "alpha draws" draw alpha 1
ok "beta draws" draw beta 2
turn 1 alpha $alpha
turn 2 beta $beta
turn 3 alpha $alpha
ok "the host gets the monitor" give host
at host
turn 4 beta $beta
turn 5 alpha $alpha
at over
for name in alpha beta; do
	guest_ask $name quit 60 >/dev/null
done
end_guests "alpha $alpha" "beta $beta"
exit "$tap_failed"
