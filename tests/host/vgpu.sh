# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For jobs that play a guest themselves (tests/vgpu); sourced after lib.sh and direct.sh.

# vgpu_client NAME UUID: open a vGPU with a client that obeys guest_do, guest_ask
# and guest_kill under NAME; one such client at a time has the fifos 5 and 6, and
# NAME "victim" or "other" has 3 and 4. Sets $low, $low_size, $high, $high_size, the vGPU's
# graphics memory; $platform, as in tests/vgpu/platform*.c, and $ports, the virtual ports of
# its displays in their order, with commas.
vgpu_client() {
	rm -f "/run/$1.in" "/run/$1.out"
	mkfifo "/run/$1.in" "/run/$1.out"
	case $1 in
	victim | other)
		exec 3<>"/run/$1.in" 4<>"/run/$1.out"
		/guest/vgpu-client "$2" <&3 >&4 2>"/out/$1.log" &
		;;
	*)
		exec 5<>"/run/$1.in" 6<>"/run/$1.out"
		/guest/vgpu-client "$2" <&5 >&6 2>"/out/$1.log" &
		;;
	esac
	echo $! >"/run/$1.pid"
	vgpu_says=$(guest_read "$1" 20)
	case $vgpu_says in
	open\ *) ;;
	*) echo "$1: ${vgpu_says:-$(tail -n 1 "/out/$1.log")}"; return 1 ;;
	esac
	platform=$(value "$vgpu_says" platform) ports=$(value "$vgpu_says" ports)
	low=$(value "$vgpu_says" low) low_size=$(value "$vgpu_says" low_size)
	high=$(value "$vgpu_says" high) high_size=$(value "$vgpu_says" high_size)
}

# third_connector: of the monitor "right" of the test outside, with third_monitor (tests/lib.sh)
third_connector() {
	for third_connector in HDMI-A-3 eDP-1; do
		[ ! -e "/sys/class/drm/card0-$third_connector" ] || echo "$third_connector"
	done
}

# value ANSWER KEY: of an answer "... KEY=VALUE ..."
value() { printf '%s\n' "$1" | tr ' ' '\n' | sed -n "s/^$2=//p"; }

# tell_client NAME COMMAND: fails unless the answer is one of success
tell_client() {
	client_says=$(guest_ask "$1" "$2" 60)
	case $client_says in
	"${2%% *}" | "${2%% *} "*) ;;
	*) echo "$1: $2: ${client_says:-no answer}"; return 1 ;;
	esac
}
