# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# After a job on a kernel that checks itself (kernel-config/debug.config): i915 and
# GVT-g are unloaded, and what nobody has a pointer to any more goes to /out/kmemleak.
# To /out/checked: what was still in use, and whether locks were checked to the end.
leaks=/sys/kernel/debug/kmemleak

# Younger than five seconds nothing is taken for lost, and what moves while it is looked
# for is found by the next scan. Source: Documentation/dev-tools/kmemleak.rst
scan() {
	sleep 6
	echo scan >$leaks
	echo scan >$leaks
}

# addresses in modules have no names when those are gone
grep -E '\[(i915|kvmgt)\]$' /proc/kallsyms >/out/symbols
scan
cp $leaks /out/kmemleak.loaded
for console in /sys/class/vtconsole/vtcon*/bind; do echo 0 >"$console"; done
for module in kvmgt i915; do
	[ ! -e /sys/module/$module ] || rmmod $module
done >/out/checked 2>&1
scan
cp $leaks /out/kmemleak
grep debug_locks /proc/lockdep_stats >>/out/checked
