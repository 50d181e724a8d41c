#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# checkpatch, the way that i915's robots run it, has nothing to say of any patch.
exec "$(dirname -- "$0")/../scripts/gates" text
