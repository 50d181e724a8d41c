#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Linux finds a Skylake with three monitors and lights them in their native modes
# without a complaint: the unmodified kernel, and the one with the series. They turn
# them off and on, change modes, and break no rule of the hardware meanwhile.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/lit.sh
. "$top/tests/lit.sh"

for kernel in base series; do
	lit_start $kernel lab --kernel $kernel
	lit_native
	lit_used
	lit_end
done
done_testing
