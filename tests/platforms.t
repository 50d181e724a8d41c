#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The unmodified kernel on the other platforms: three monitors in their native modes,
# engines that work, no complaint.
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

# it has three ports, of which the first is for a panel
lit_start bxt probe --platform bxt \
	--monitors left:b:dp:1920x1080@60:1280x800@60,middle:a:edp:1600x900@60,right:c:hdmi:1280x720@60
lit_native
lit_end
done_testing
