#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What a maintainer's robot would say of each patch of the series.
exec "$(dirname -- "$0")/../scripts/gates"
