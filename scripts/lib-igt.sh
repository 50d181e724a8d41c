# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For igt-results and igt-table: where igt's tests run, and what they leave where.

# shellcheck disable=SC2034 # for the verbs
igt_places='base series unbound bound two pair'
lists=$top/tests/igt
results=$top/out/igt-results
records=$top/Documentation/results/igt

# tests LIST: what it asks for
tests() { grep '^igt@' "$lists/$1.testlist"; }
