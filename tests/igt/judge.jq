# SPDX-License-Identifier: GPL-2.0-only
# igt's results.json, judged by $xfails (the text of xfails.txt), as lines of
#   TEST <tab> RESULT <tab> EXPECTED <tab> WHY
# A test with dynamic subtests (one a pipe and connector) is judged by these alone.
def expected($name):
	[$xfails | split("\n")[] | select(. != "" and (startswith("#") | not)) | split(",") |
	 {pattern: .[0], result: (.[1] | ascii_downcase)} |
	 select(.pattern as $p | if $p | endswith("*") then $name | startswith($p[:-1]) else $name == $p end) |
	 .result] + ["pass"] | .[0];
.tests as $tests | $tests | to_entries[] | .key as $name |
select(.value.result != "notrun") |
select([$tests | keys[] | select(startswith($name + "@"))] | length == 0) |
(.value.out + "\n" + .value.err + "\n" + .value.dmesg | split("\n") |
 map(select(test("Test requirement:|Failed assertion|error:|WARN|ERROR") and (test("DEBUG") | not)) |
     gsub("[\t\r]"; " ")) | .[0:6] | join(" / ")) as $why |
[$name, .value.result, expected($name), $why] | join("\t")
