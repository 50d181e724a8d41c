#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# A short look for what a guest must not be able to do to the emulated iGPU: the same
# inputs each time. The long one is scripts/fuzz.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

ok "30000 inputs from seed 1 without a finding" "$top/scripts/fuzz" --seed 1 30000
done_testing
