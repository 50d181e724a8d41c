# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For jobs that put guests on monitors; sourced after lib.sh.

display() { echo "/sys/bus/mdev/devices/$1/display0"; }
# attribute UUID NAME: what the kernel says of a vGPU's display
attribute() { cat "$(display "$1")/$2"; }
is_scanout() { [ "$(attribute "$1" status)" = scanout ]; }
# bind_display UUID N CONNECTOR, bind UUID CONNECTOR: its display N, or the first one;
# fails as the write to sysfs does
# shellcheck disable=SC2016 # for the inner shell
bind_display() { sh -c 'echo "$2" >"$1"' bind "/sys/bus/mdev/devices/$1/display$2/connector" "$3"; }
bind() { bind_display "$1" 0 "$2"; }

# end_guests "NAME UUID"...: what their kernels warned of; then they are off, their vGPUs
# unbound and gone
end_guests() {
	for end_guest; do
		guest_dmesg "${end_guest% *}"
		guest_stop "${end_guest% *}"
	done
	for end_guest; do
		ok "${end_guest% *} is unbound" bind "${end_guest#* }" none
		vgpu_remove "${end_guest#* }"
	done
}

# tell_map NAME UUID: the display's attributes to /out/NAME.*
tell_map() {
	for what in connector status reason mode pipe; do
		attribute "$2" $what >"/out/$1.$what"
	done
}

# batches NAME: the guest's batches on each engine, its TAP as this job's
batches() {
	guest_do "$1" 'gembatch 20'
	while line=$(guest_read "$1" 60); do
		case $line in
		'ok '* | 'not ok '*) tap_result "${line%% [0-9]*}" "$1: ${line#*- }" ;;
		'#'*) echo "$line" ;;
		1..*) return ;;
		*) tap_result 'not ok' "$1: ${line:-no answer}"; return ;;
		esac
	done
}

# draw NAME COLOUR: kmsdraw in a guest, moving; what it says of its mode to
# /out/NAME.draw. Ten pictures a second are what two guests in an emulated host can.
draw() {
	guest_do "$1" "kmsdraw -e 6 $(echo "$1" | tr '[:lower:]' '[:upper:]') $2"
	guest_read "$1" 120 | tee "/out/$1.draw" | grep ^mode
}
# draw_host CONNECTOR COLOUR: the same on the host itself; it obeys the guest_*
# functions under the name "host"
draw_host() {
	mkfifo /run/host.in /run/host.out
	exec 7<>/run/host.in 8<>/run/host.out
	/guest/kmsdraw -e 6 -c "$1" HOST "$2" <&7 >&8 2>&1 &
	echo $! >/run/host.pid
	guest_read host 30 | tee /out/host.draw | grep ^mode
}
