# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# After a job on a kernel that counts which lines are run (kernel-config/coverage.config):
# the counts go to /out/gcov. Modules that were unloaded keep theirs.
# Source: Documentation/dev-tools/gcov.rst
mkdir -p /out/gcov
find /sys/kernel/debug/gcov -name '*.gcda' -exec cp {} /out/gcov ';'
