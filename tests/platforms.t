#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The unmodified kernel on the platforms that follow Skylake, and on the one before it:
# three monitors in their native modes, engines that work, no complaint.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=tests/lit.sh
. "$top/tests/lit.sh"

for platform in kbl cfl cml bdw; do
	lit_start $platform probe --platform $platform
	lit_native
	lit_end
done
done_testing
