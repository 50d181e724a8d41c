# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For tests of guest alpha on the left monitor, guest beta on the middle one and the
# host on the right one; sourced after tests/lib.sh, with $guest of scripts/build-guest.
#
#   monitor_of OWNER, pipe OWNER   its monitor, the hardware pipe that drives it
#   reference OWNER SIZE FIRST LAST   a line for each frame of what kmsdraw draws there:
#                                  number and CRC, as this machine computes it
#   held OWNER SIZE                tests: its monitor shows the very frame that it says it
#                                  holds (OWNER.hold), which is its own
#   own_pages OWNER FRAMES         tests: since the audit began so many frames and more
#                                  were fetched, and none but the owner's pages
#   host_pages                     test: none of a guest's pages was fetched for the host
#                                  since it is audited with guests.pages
#   frames_of FILE FRAMES          what kmsdraw counted took so many frames of the
#                                  hardware's counter
#   sane_guests OWNER...           tests: their kernels warned of nothing (OWNER.dmesg)

monitor_of() {
	case $1 in alpha) echo left ;; beta) echo middle ;; host) echo right ;; esac
}
pipe() { monitor "$(monitor_of "$1")" pipe; }

reference() {
	case $1 in alpha) colour=1 ;; beta) colour=2 ;; host) colour=3 ;; esac
	"$guest/kmsref" crc "$2" "$(echo "$1" | tr '[:lower:]' '[:upper:]')" $colour "$3" "$4"
}
held() {
	want=$(field "$1.hold" crc)
	is "$(crc "$(monitor_of "$1")")" "$want" "$1's monitor shows what $1 holds ($2)"
	frame=$(field "$1.hold" frame)
	is "$(reference "$1" "$2" "$frame" "$frame" | cut -d' ' -f2)" "$want" \
		"which is frame $frame of $1's picture"
}
own_pages() {
	audited_frames=$(audited "$(pipe "$1")" frames)
	is "$(audited "$(pipe "$1")" outside)" "" "no page that is not $1's was fetched in $audited_frames frames"
	ok "$1: which are those of $2 and more" test "$audited_frames" -ge "$2"
}
host_pages() {
	# without the frames in which they were, which go on meanwhile
	fetched=$(audited "$(pipe host)" fetched | cut -d' ' -f1)
	is "$(audited "$(pipe host)" outside | cut -d' ' -f1)" "$fetched" \
		"no page that is a guest's was fetched for the host's monitor"
	not_ok "but some were fetched" test -z "$fetched"
}
# The guest may handle the last of them a frame late.
frames_of() {
	late=$(($(field "$1" last) - $(field "$1" first) + 1 - $2))
	[ "$late" -ge 0 ] && [ "$late" -le 1 ]
}
sane_guests() {
	for name; do
		is "$(guest_warnings "$name")" "" "$name's kernel warns of nothing that it should not"
	done
}
