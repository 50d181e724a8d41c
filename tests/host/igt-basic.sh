# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/igt.t.
. /lab/lib.sh
modprobe i915 && sh /lab/igt.sh /igt/basic.testlist /igt/xfails.txt
