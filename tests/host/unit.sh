# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of scripts/series-coverage: the series' unit tests, which are modules of that
# kernel. Their results go to the kernel log and to debugfs.
rc=0
for module in i915_gvt_test i915_display_test; do
	modprobe $module || rc=1
done
cat /sys/kernel/debug/kunit/*/results
! grep -q '^ *not ok' /sys/kernel/debug/kunit/*/results || rc=1
exit $rc
