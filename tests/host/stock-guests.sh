# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/stock-guests.t: guest alpha with Debian's 6.1 on DP-1 and guest beta with
# its 6.12 on DP-2, first with their consoles, then drawing.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0006-4f0e-9d53-2f4a5a0c1e06
beta=6b8c5f1e-0007-4f0e-9d53-2f4a5a0c1e07

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
ok "alpha is bound to DP-1" bind $alpha DP-1
ok "beta is bound to DP-2" bind $beta DP-2
GUEST_DIR=/guest-6.1 guest_qemu alpha $alpha
GUEST_DIR=/guest-6.12 guest_qemu beta $beta
ok "guest alpha is up" guest_up alpha 400
ok "guest beta is up" guest_up beta 400
ok "alpha's console is scanned out" wait_for 60 is_scanout $alpha
ok "beta's console is scanned out" wait_for 60 is_scanout $beta
for name in alpha beta; do
	guest_ask $name 'uname -r' >/out/$name.release
	guest_ask $name 'cat /proc/fb' >/out/$name.fb
done
guests_pages alpha beta
tell_map alpha $alpha
tell_map beta $beta
at console

ok "alpha draws" draw alpha 1
ok "beta draws" draw beta 2
guests_pages alpha beta
at moving
for name in alpha beta; do
	guest_ask $name hold 60 >/out/$name.hold
done
at held
for name in alpha beta; do
	guest_ask $name go 60 >/dev/null
	guest_do $name 'count 300'
done
guest_read alpha 240 >/out/alpha.count
guest_read beta 240 >/out/beta.count
at counted

guest_ask beta 'mode 1024x768' 60 >/out/beta.newmode
ok "beta's new mode is scanned out" wait_for 20 is_scanout $beta
guest_ask beta hold 60 >/out/beta.hold
guests_pages alpha beta
at mode

for name in alpha beta; do
	guest_ask $name quit 60 >/dev/null
done
end_guests "alpha $alpha" "beta $beta"
exit "$tap_failed"
