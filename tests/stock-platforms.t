#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Debian's own kernels, booted as they are, on the other platforms: what
# tests/platforms.t asks of the kernel that is built here.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/lit.sh
. "$top/tests/lit.sh"

for kernel in 6.1 6.12 7.3; do
	for platform in kbl cfl cml; do
		lit_start $kernel-$platform probe --kernel $kernel --platform $platform
		lit_native
		lit_end
	done
done
done_testing
