#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Debian's own kernels, booted as they are: what tests/lab.t asks of Linux 7.3.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/lit.sh
. "$top/tests/lit.sh"

for kernel in 6.1 6.12 7.3; do
	lit_start $kernel lab --kernel $kernel
	lit_native
	lit_used
	lit_end
done
done_testing
