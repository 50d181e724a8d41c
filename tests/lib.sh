# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For the tests in tests/*.t: TAP, the lab's host in the background, its monitors.
# The interface is kept: add functions, do not change these.
#
#   top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
#   . "$top/tests/lib.sh"
#
#   ok DESCRIPTION COMMAND...      a test: passes when COMMAND does (output as notes)
#   not_ok DESCRIPTION COMMAND...  passes when COMMAND fails
#   is GOT WANTED DESCRIPTION      passes when both are the same text
#   skip DESCRIPTION REASON
#   note TEXT                      a comment line
#   bail REASON                    ends the test script as failed
#   done_testing                   the last line of every test script
#   install_tool                   test: gvt-display is built, and installed in $tool, what
#                                  is below a PREFIX
#
#   lab_start NAME OPTION...       boot the lab's host in the background (options of
#                                  scripts/lab); results in $lab_out = out/TEST/NAME
#   lab_at MARK [SECONDS]          wait until the job is at "at MARK" (tests/host/lib.sh);
#                                  fails when the host ends first or time is over (120, doubled)
#   lab_go MARK                    let it go on
#   lab_wait                       wait for the end; returns the job's exit code
#   lab_stop                       end it now (done by itself when the script ends)
#   lab_end MARK                   tests: no rule of hardware was broken; from MARK on the job
#                                  ends in order, with its own tests (lab_tap) and without
#                                  lab_errors
#   lab_tap PREFIX                 the job's TAP lines as tests of this script
#   lab_errors                    print the kernel log's warnings and errors; fails
#                                  when there are some
#   guest_warnings NAME            those of a guest's i915, of $lab_out/NAME.dmesg, that
#                                  have no reason of their own
#
#   monitor NAME PROPERTY          of the emulated iGPU: pipe, transcoder, timings, lit,
#                                  frames, crc ...
#   crc MONITOR, size MONITOR      the CRC of what it shows, as kmsref prints it; its mode
#                                  as WIDTHxHEIGHT
#   third_monitor                  PORT:TYPE of one beside those on the ports B and C
#   field FILE KEY                 the value of KEY=VALUE in $lab_out/FILE
#   goes_on MONITOR FRAMES         so many more frames come within two minutes of this
#                                  machine's time, and it is not dark in between
#   eventually COMMAND...          passes as soon as COMMAND does, within these two minutes
#   violations                     print the rules of hardware that the driver broke, and
#                                  with QEMU's "-d guest_errors" how; fails when there
#                                  are some
#   audit PIPE [FILE]              record the pages that this pipe fetches from now on, and
#                                  count frames that fetch one that is not in FILE
#   audited PIPE PROPERTY          frames, fetched, outside or outside-frames
#   screendump NAME FILE           what the monitor shows, as PNG
#   qmp COMMAND [JSON]             anything else that QEMU can be asked
#
# What a test starts it also ends: lab_stop is set as the trap for EXIT.
#
# With TEST_KERNEL in the environment (tests/debug-kernels.t) that kernel boots in place
# of "series", and everything has five times as long. With TEST_PLATFORM
# (tests/series-platforms.t) that iGPU is emulated.
# shellcheck source=scripts/lib.sh
. "$top/scripts/lib.sh"

tap_number=0
tap_failed=0
test_name=${TEST_KERNEL:+$TEST_KERNEL/}${TEST_PLATFORM:+$TEST_PLATFORM/}$(basename -- "$0" .t)
# The times given are those of a lab that has the machine for itself; scripts/check runs
# several, and a kernel that checks itself is slow.
patience=2
[ -z "${TEST_KERNEL:-}" ] || patience=10
tmp=$(mktemp -d)
lab_pid=''
trap 'lab_stop; rm -rf "$tmp"' EXIT
trap 'exit 130' INT TERM

note() { printf '%s\n' "$*" | sed 's/^/# /'; }

tap_result() {
	tap_number=$((tap_number + 1))
	printf '%s %d - %s\n' "$1" "$tap_number" "$2"
	case "$1 $2" in
	'ok '* | *' # TODO '*) ;; # TAP: a failure that is expected
	*) tap_failed=$((tap_failed + 1)) ;;
	esac
}

ok() {
	tap_text=$1
	shift
	if "$@" >"$tmp/tap" 2>&1; then
		tap_result ok "$tap_text"
	else
		tap_result 'not ok' "$tap_text"
		tail -n 20 "$tmp/tap" | sed 's/^/# /'
	fi
}

not_ok() {
	tap_text=$1
	shift
	if "$@" >"$tmp/tap" 2>&1; then
		tap_result 'not ok' "$tap_text"
		note "passed, and should not: $*"
	else
		tap_result ok "$tap_text"
	fi
}

is() {
	if [ "$1" = "$2" ]; then
		tap_result ok "$3"
	else
		tap_result 'not ok' "$3"
		note "got:    $1"
		note "wanted: $2"
	fi
}

skip() { tap_result ok "$1 # SKIP $2"; }

bail() {
	tap_result 'not ok' "$1"
	exit 1
}

done_testing() {
	echo "1..$tap_number"
	[ $tap_failed = 0 ] || exit 1
	exit 0
}

tool=$tmp/root/usr
install_tool() {
	ok "gvt-display is built and installed" make -s -C "$top/tools/gvt-display" O="$tmp/tool" \
		LDFLAGS=-static DESTDIR="$tmp/root" PREFIX=/usr install
}

lab_start() {
	lab_out=$top/out/$test_name/$1
	shift
	rm -rf "$lab_out"
	mkdir -p "$lab_out"
	lab_option=''
	for lab_value; do
		shift
		case $lab_option=$lab_value in
		--kernel=series) lab_value=${TEST_KERNEL:-series} ;;
		--timeout=*) lab_value=$((lab_value * patience)) ;;
		esac
		set -- "$@" "$lab_value"
		lab_option=$lab_value
	done
	"$top/scripts/lab" --out "$lab_out" ${TEST_PLATFORM:+--platform "$TEST_PLATFORM"} "$@" >"$lab_out/lab.log" 2>&1 </dev/null &
	lab_pid=$!
}

lab_at() {
	lab_seconds=$((${2:-120} * patience))
	while [ ! -e "$lab_out/at.$1" ]; do
		kill -0 "$lab_pid" 2>/dev/null || { tail -n 3 "$lab_out/lab.log"; return 1; }
		[ "$lab_seconds" -gt 0 ] || { echo "not at $1 in time: $(tail -n 3 "$lab_out/lab.log")"; return 1; }
		lab_seconds=$((lab_seconds - 1))
		sleep 1
	done
}

lab_go() { : >"$lab_out/go.$1"; }

lab_wait() {
	lab_rc=0
	wait "$lab_pid" || lab_rc=$?
	lab_pid=''
	return "$lab_rc"
}

# scripts/lab passes a TERM on to its QEMU
lab_stop() {
	[ -n "$lab_pid" ] || return 0
	kill "$lab_pid" 2>/dev/null
	wait "$lab_pid" 2>/dev/null
	lab_pid=''
}

lab_tap() {
	while read -r line; do
		case $line in
		'ok '*) tap_result ok "$1${line#*- }" ;;
		'not ok '*) tap_result 'not ok' "$1${line#*- }" ;;
		'#'*) printf '%s\n' "$line" ;;
		esac
	done <<-END
		$(tr -d '\r' <"$lab_out/job.log")
	END
}

lab_end() {
	ok "no rule of the hardware was broken" violations
	lab_go "$1"
	ok "the job ends in order" lab_wait
	lab_tap 'job: '
	ok "no warning and no error in the host's kernel log" lab_errors
}

lab_errors() {
	! grep -aE 'WARNING:|\*ERROR\*|BUG:|Oops|Call Trace|rcu: INFO|[Ff]ailed to idle|wedged' "$lab_out/console.log"
}

# Not told: that there is no firmware in the guest's initramfs.
guest_warnings() {
	[ -s "$lab_out/$1.dmesg" ] || echo "no log of $1"
	tr '|' '\n' <"$lab_out/$1.dmesg" | grep -E '^i915 |\[drm|^WARNING:|^BUG:|^Oops|wedged' |
		grep -v 'i915/[a-z]*_dmc_ver'
}

qmp() { "$top/scripts/qmp" "$lab_out/qmp" "$@"; }

monitor() {
	qmp qom-get "{\"path\": \"/machine/peripheral/$1\", \"property\": \"$2\"}" | jq -r .
}

crc() { printf '%08x' "$(monitor "$1" crc)"; }
size() { monitor "$1" timings | awk '{ print $4 "x" $11 }'; }
# Broxton has no port D, and port A is for a panel
third_monitor() { if [ "${TEST_PLATFORM:-}" = bxt ]; then echo a:edp; else echo d:hdmi; fi; }
field() { tr ' ' '\n' <"$lab_out/$1" | sed -n "s/^$2=//p"; }

eventually() {
	for _ in $(seq $((60 * patience))); do
		! "$@" || return 0
		sleep 1
	done
	"$@"
}

# Counted in frames, since the lab's clock may be slower than this machine's. Dark,
# a monitor counts from 0 again.
goes_on() {
	goes_from=$(monitor "$1" frames)
	goes_until=$((goes_from + $2))
	eventually goes_far "$1" && [ "$goes_from" -ge "$goes_until" ]
}
goes_far() { # MONITOR: it has come to $goes_until, or was dark
	goes_before=$goes_from
	goes_from=$(monitor "$1" frames)
	[ "$goes_from" -ge "$goes_until" ] || [ "$goes_from" -lt "$goes_before" ]
}

violations() {
	violations=$(qmp qom-get '{"path": "/machine/peripheral/igd", "property": "violations"}') || return
	# not echo, which would turn the \n in it into new lines
	violations=$(printf '%s' "$violations" | jq -r .) || return
	[ -z "$violations" ] || { echo "$violations"; grep 'intel-igd: rule' "$lab_out/qemu.log"; return 1; }
}

audit_of() { echo "/machine/peripheral/igd/audit-$(echo "$1" | tr '[:upper:]' '[:lower:]')"; }
audit() {
	qmp qom-set "{\"path\": \"$(audit_of "$1")\", \"property\": \"allowed\", \"value\": \"${2:-}\"}" >/dev/null &&
		qmp qom-set "{\"path\": \"$(audit_of "$1")\", \"property\": \"on\", \"value\": true}" >/dev/null
}
audited() { qmp qom-get "{\"path\": \"$(audit_of "$1")\", \"property\": \"$2\"}" | jq -r .; }

screendump() {
	qmp screendump "{\"device\": \"$1\", \"filename\": \"$2\", \"format\": \"png\"}" >/dev/null
}
