# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job on the lab's host: runs igt's tests of /igt/LIST.testlist on i915 and prints each
# result as TAP, judged by /igt/xfails.txt, in a guest by others before it;
# everything igt wrote is kept in /out/igt, and a run that was cut short there goes on.
# From the kernel command line:
#   igt_list     LIST, or several with commas between them
#   igt_xfails   files in /igt that come before xfails.txt, with commas between them
#   igt_seconds  when to stop (by the host's clock); no end without
. /lab/lib.sh
: "${igt_list:?which list to run}"
# igt hears of hot plugs from udev, as other users do
/usr/lib/systemd/systemd-udevd --daemon || exit
[ -d /sys/module/i915 ] || modprobe i915 || exit
for list in $(echo "$igt_list" | tr , ' '); do
	grep '^igt@' "/igt/$list.testlist"
done >/tmp/list

export IGT_FORCE_DRIVER=i915
if [ -e /out/igt/metadata.txt ]; then
	rm -f /out/igt/results.json
	igt_resume /out/igt >>/out/igt.log 2>&1
else
	igt_runner --test-list /tmp/list --per-test-timeout 600 \
		${igt_seconds:+--overall-timeout "$igt_seconds"} --disk-usage-limit 200M \
		-o /usr/libexec/igt-gpu-tools /out/igt >/out/igt.log 2>&1
fi
[ -s /out/igt/results.json ] || igt_results /out/igt >>/out/igt.log 2>&1

for file in $(echo "${igt_xfails:-}" | tr , ' ') xfails.txt; do
	cat "/igt/$file"
done >/tmp/xfails
jq -r --rawfile xfails /tmp/xfails -f /igt/judge.jq /out/igt/results.json >/out/results
while IFS='	' read -r test result expected why; do
	if [ "$result" != "$expected" ]; then
		tap_result 'not ok' "$test: $result, expected $expected"
		note "$why"
	elif [ "$result" = pass ]; then
		tap_result ok "$test"
	elif [ "$result" = skip ]; then
		tap_result ok "$test # SKIP listed in xfails.txt"
	else
		tap_result 'not ok' "$test # TODO listed in xfails.txt"
	fi
done </out/results

while read -r test; do
	cut -f 1 /out/results | grep -qE "^$test(@|\$)" ||
		tap_result 'not ok' "$test: no result: see igt.log"
done </tmp/list
