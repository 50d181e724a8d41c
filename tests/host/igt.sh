#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Usage (on the lab's host): sh /lab/igt.sh LIST XFAILS [SECONDS-PER-TEST]
# Runs igt's tests of LIST on the loaded i915 and prints each result as TAP, judged by
# XFAILS (tests/igt/xfails.txt); everything igt wrote is kept in /out/igt.
set -u
list=$1 xfails=$2 seconds=${3:-120}

grep -v '^#' "$list" >/tmp/list
rm -rf /out/igt
IGT_FORCE_DRIVER=i915 igt_runner --test-list /tmp/list --per-test-timeout "$seconds" \
	--disk-usage-limit 200M -o /usr/libexec/igt-gpu-tools /out/igt >/out/igt.log 2>&1
[ -s /out/igt/results.json ] || igt_results /out/igt >>/out/igt.log 2>&1

# A test with dynamic subtests (one a pipe and connector) is judged by these alone.
jq -r --rawfile xfails "$xfails" '
	def lines: split("\n") | map(select(. != "" and (startswith("#") | not)));
	def expected($name):
		[$xfails | lines[] | split(",") | {pattern: .[0], result: (.[1] | ascii_downcase)} |
		 select(.pattern as $p | if $p | endswith("*") then $name | startswith($p[:-1]) else $name == $p end) |
		 .result] + ["pass"] | .[0];
	.tests as $tests | $tests | to_entries[] | .key as $name |
	select([$tests | keys[] | select(startswith($name + "@"))] | length == 0) |
	expected($name) as $want | .value.result as $got |
	(.value.out + "\n" + .value.err + "\n" + .value.dmesg | split("\n") |
	 map(select(test("Test requirement:|Failed assertion|error:|WARN|ERROR") and (test("DEBUG") | not))) |
	 .[0:6]) as $why |
	if $got != $want then
		"not ok 0 - \($name): \($got), expected \($want)", ($why[] | "#   " + .)
	elif $want == "pass" then "ok 0 - \($name)"
	elif $want == "skip" then "ok 0 - \($name) # SKIP listed in xfails.txt"
	else "not ok 0 - \($name) # TODO listed in xfails.txt" end' /out/igt/results.json

# What was asked for and left no result at all.
while read -r test; do
	jq -e --arg test "$test" '.tests | keys | any(. == $test or startswith($test + "@"))' \
		/out/igt/results.json >/dev/null || echo "not ok 0 - $test: no result: see igt.log"
done </tmp/list
