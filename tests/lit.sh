# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For the tests that light three monitors (lab.t, platforms.t, stock-*.t): what
# tests/host/probe.sh and lab.sh do, seen from outside.
#
#   . "$top/tests/lib.sh"; . "$top/tests/lit.sh"
#
#   lit_start NAME JOB OPTION...   boot the host with JOB, tests/host/JOB.sh, and
#                                  OPTIONs of scripts/lab; results in out/TEST/NAME
#   lit_native                     each monitor shows its native mode, on a pipe of its
#                                  own, and is refreshed
#   lit_used                       with the job lab: off, on, a client that changes modes
#   lit_end                        no rule was broken, and the kernel log is quiet
#
# NAME begins the description of each test.

guest=$("$top/scripts/build-guest") || bail "the clients kmsdraw and gembatch could not be built"

# "148500 kHz h 1920 ... v 1080 ...": active pixels and lines
lit_size() { monitor "$1" timings | awk '{ print $4 "x" $11 }'; }
lit_frames() { for name in left middle right; do monitor "$name" frames; done | tr '\n' ' '; }
lit_moved() { echo "$lit_before$lit_after" | awk '{ for (i = 1; i <= 3; i++) if ($(i + 3) - $i < 30) exit 1 }'; }

# lit_all STATE: within ten seconds all monitors are
lit_all() {
	for second in 1 2 3 4 5 6 7 8 9 10; do
		lit=$(for name in left middle right; do monitor "$name" lit; done | sort -u)
		[ "$lit" = "$1" ] && return
		sleep 1
	done
	echo "after $second seconds: $lit"
	return 1
}

lit_start() {
	lit_name=$1 lit_job=$2
	shift 2
	lab_start "$lit_name" --steady --timeout 900 --job "$top/tests/host/$lit_job.sh" --share guest="$guest" \
		--monitors left:b:dp:1920x1080@60:1280x800@60,middle:c:dp:1600x900@60,right:d:hdmi:1280x720@60 \
		"$@" -- -d guest_errors
}

lit_native() {
	ok "$lit_name: the host is up and i915 has probed" lab_at lit 600
	for want in left=1920x1080 middle=1600x900 right=1280x720; do
		name=${want%=*}
		is "$(monitor "$name" lit)" true "$lit_name: monitor $name is lit"
		is "$(lit_size "$name")" "${want#*=}" "$lit_name: monitor $name shows its native mode"
	done
	is "$(for name in left middle right; do monitor "$name" pipe; done | sort -u | tr '\n' ' ')" "A B C " \
		"$lit_name: each monitor has a pipe of its own"
	lit_before=$(lit_frames)
	sleep 2
	lit_after=$(lit_frames)
	note "frames, two seconds and more apart: $lit_before to $lit_after"
	ok "$lit_name: each monitor is refreshed" lit_moved
	lit_mark=lit
}

lit_used() {
	lab_go lit
	ok "$lit_name: the host turns its monitors off" lab_at dark
	ok "$lit_name: no monitor is lit" lit_all false
	lab_go dark
	ok "$lit_name: and on" lab_at back
	ok "$lit_name: every monitor is lit" lit_all true
	lab_go back
	ok "$lit_name: a client holds its picture" lab_at held
	is "$(printf '%08x' "$(monitor left crc)")" "$(sed -n 's/^hold.* crc=\([0-9a-f]*\).*/\1/p' "$lab_out/DP-1.draw")" \
		"$lit_name: its monitor shows it"
	lab_go held
	ok "$lit_name: the host has used its monitors" lab_at worked
	ok "$lit_name: every monitor is lit in the end" lit_all true
	lit_mark=worked
}

lit_end() {
	ok "$lit_name: no rule of the hardware was broken" violations
	lab_go $lit_mark
	ok "$lit_name: the job ends in order" lab_wait
	lab_tap "$lit_name: "
	ok "$lit_name: no warning and no error in the kernel log" lab_errors
}
