#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# GVT-g, and i915 itself, are taken away while vGPUs have monitors, one of them in use: the
# monitors come back to the host, or are dark until it has a driver again; who uses a vGPU
# can go on and end; and what was taken away can be had again.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

guest=$("$top/scripts/build-guest") || bail "the guest could not be built"
lab_start lab --kernel series --steady --timeout 900 --job "$top/tests/host/unload.sh" \
	--share "guest=$guest" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1024x768@60,right:d:hdmi:1024x768@60 -- -d guest_errors

lit() { for m in left middle right; do monitor "$m" lit; done | tr '\n' ' '; }
is_lit() { [ "$(lit)" = "$1" ]; }
shows() { [ "$(crc left)" = "$("$guest/kmsref" crc 1024x768 GUEST 1 "$1" "$1" | cut -d ' ' -f 2)" ]; }
reached() { lab_at "$1" 300 || { lab_tap 'job: '; bail "$1: $(tail -n 1 "$lab_out/job.log")"; }; }

reached bound
ok "monitors that are bound are not the host's" eventually is_lit "false false true "
lab_go bound
reached kvmgt
ok "without GVT-g all are the host's" eventually is_lit "true true true "
lab_go kvmgt
reached shown
ok "the guest's picture is on its monitor" shows 1
console=$(crc right)
lab_go shown
reached unbinding
ok "without i915 all are dark" eventually is_lit "false false false "
lab_go unbinding
reached back
ok "with i915 all are the host's" eventually is_lit "true true true "
is "$(crc right)" "$console" "the host's console is what it was"
lab_go back
reached again
ok "a guest's picture is on its monitor again" shows 2
lab_go again
reached removed
ok "all are the host's again" eventually is_lit "true true true "
lab_end removed
done_testing
