#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The series' own unit tests, and DRM's, in a kernel that kunit.py boots.
set -u
top=$(CDPATH='' cd "$(dirname "$0")/.." && pwd)
log=$(mktemp)
trap 'rm -f "$log"' EXIT

rc=0
"$top/scripts/kunit" >"$log" || rc=$?
# suites are KTAP's top level; their cases are indented below them
grep -E '^(ok|not ok) ' "$log" | sed -E 's/^((not )?ok) [0-9]+ /\1 - /'
grep -E '^ +not ok ' "$log" | sed 's/^/#/'
suites=$(grep -cE '^(ok|not ok) ' "$log")
cases=$(grep -cE '^ +ok [0-9]+ ' "$log")
for suite in i915_gvt_direct_decode i915_gvt_direct_counter i915_gvt_direct_color i915_gvt_direct i915_gvt_hotplug i915_gvt_interrupt i915_gvt_flip drm_test_reserve intel_crtc_owner intel_gvt_head_flip; do
	if grep -qE "^ok [0-9]+ $suite\$" "$log"; then
		echo "ok - $suite ran"
	else
		echo "not ok - $suite ran"
		tail -n 15 "$log" | sed 's/^/# /'
	fi
done
if [ $rc = 0 ]; then
	echo "ok - kunit.py: $suites suites, $cases cases passed"
else
	echo "not ok - kunit.py exits with $rc"
fi
echo "1..$((suites + 11))"
