# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For jobs, which run on the lab's host: . /lab/lib.sh
# The interface is kept: add functions, do not change these.
#
#   at MARK                  tell the test outside and wait for its lab_go MARK
#   tell MARK                tell it and go on
#   wait_for SECONDS COMMAND...   until COMMAND succeeds
#
#   ok, not_ok, is, note     as in tests/lib.sh, for TAP printed by the job
#
#   host_start [OPTION...]   load i915 with GVT-g, KVM and VFIO; OPTIONs are of i915
#   console TEXT...          write a line on the host's console, and no cursor that blinks
#   vgpu_create UUID [4|8]   a vGPU, of the type that is named for so many of them (8 by
#                            default): i915-GVTg_V5_8, and _V4_8 on Broadwell
#   vgpu_remove UUID
#   guest_qemu NAME UUID [OPTION...]  start a guest with the vGPU; OPTIONs are of
#                            QEMU. Its console goes to /run/NAME.log, and to /out when
#                            it has ended. GUEST_APPEND: for its command line;
#                            GUEST_DIR: of its kernel and initramfs (/guest)
#   guest_up NAME [SECONDS]  wait until it has loaded i915 (180)
#   guest_start NAME UUID [OPTION...]  both of them
#   guest_do NAME COMMAND    a line for the guest's shell, or for what it runs
#   guest_ask NAME COMMAND [SECONDS]   ... and print the next line that it answers
#   guest_read NAME [SECONDS]   the next line that it answers
#   guest_wait NAME TEXT [SECONDS]   until its console has shown TEXT
#   guest_pages NAME [MIB]   where in this host's memory the guest's memory is, by now: a
#                            line a page, as the scanout audit wants it (FIRST-LAST);
#                            all mappings of MIB (256) and more count as its memory
#   guests_pages NAME...     those of each, to /out/NAME.pages, and of all to
#                            /out/guests.pages. A guest has a page of this host when it
#                            has used it: anew whenever it draws elsewhere
#   guest_dmesg NAME         what its kernel warned of (and worse) to /out/NAME.dmesg, all
#                            in a line, with | between messages
#   guest_stop NAME          power it off in order (30 s), else kill it
#   guest_kill NAME          kill -9 of its QEMU
#
# The guest's kernel and initramfs are those of the share "guest" (scripts/build-guest).

tap_number=0
tap_failed=0

note() { printf '%s\n' "$*" | sed 's/^/# /'; }
tap_result() {
	tap_number=$((tap_number + 1))
	printf '%s %d - %s\n' "$1" "$tap_number" "$2"
	[ "$1" = ok ] || tap_failed=$((tap_failed + 1))
}
ok() {
	tap_text=$1
	shift
	if "$@" >/tmp/tap 2>&1; then
		tap_result ok "$tap_text"
	else
		tap_result 'not ok' "$tap_text"
		tail -n 20 /tmp/tap | sed 's/^/# /'
	fi
}
not_ok() {
	tap_text=$1
	shift
	if "$@" >/tmp/tap 2>&1; then
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

tell() { : >"/out/at.$1"; }
at() {
	tell "$1"
	while [ ! -e "/out/go.$1" ]; do sleep 0.2; done
}
wait_for() {
	wait_end=$(($(date +%s) + $1))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -lt "$wait_end" ] || return 1
		sleep 0.2
	done
}

igd=/sys/bus/pci/devices/0000:00:02.0

# /dev/kvm may be there and not work: only QEMU's own attempt tells
kvm_works() {
	{ echo quit | qemu-system-x86_64 -M none -accel kvm -nodefaults -display none -monitor stdio >/dev/null; } 2>&1
}
host_start() {
	modprobe kvm_amd 2>/dev/null
	kvm_says=$(kvm_works) || {
		echo "KVM does not work on this host: $(echo "$kvm_says" | tail -n 1): boot it with a CPU that has SVM (-cpu max)"
		return 1
	}
	modprobe i915 enable_gvt=1 "$@" && modprobe kvmgt && [ -d "$igd/mdev_supported_types" ]
}
# Source: console_codes(4)
console() { printf '\033[?25l%s\r\n' "$*" >/dev/tty1; }
vgpu_create() {
	for vgpu_type in "$igd"/mdev_supported_types/i915-GVTg_V?_"${2:-8}"; do
		echo "$1" >"$vgpu_type/create"
	done
}
vgpu_remove() { echo 1 >"/sys/bus/mdev/devices/$1/remove"; }

guest_qemu() {
	guest=$1 uuid=$2
	shift 2
	rm -f "/run/$guest.in" "/run/$guest.out"
	mkfifo "/run/$guest.in" "/run/$guest.out"
	: >"/run/$guest.log"
	qemu-system-x86_64 -nodefaults -no-user-config -no-reboot -display none \
		-M q35 -accel kvm -cpu host -smp 1 -m 512 -vga none \
		-kernel "${GUEST_DIR:-/guest}/bzImage" -initrd "${GUEST_DIR:-/guest}/initramfs" \
		-append "console=ttyS0 quiet panic=-1 ${GUEST_APPEND:-}" \
		-chardev "file,id=console,path=/run/$guest.log" -serial chardev:console \
		-chardev "pipe,id=shell,path=/run/$guest" -serial chardev:shell \
		-device "vfio-pci,sysfsdev=/sys/bus/mdev/devices/$uuid,addr=02.0,display=off" \
		"$@" >"/run/$guest.qemu.log" 2>&1 &
	echo $! >"/run/$guest.pid"
}
# a process that has ended but was not waited for has no exe
guest_alive() { [ -e "/proc/$(cat "/run/$1.pid")/exe" ]; }

guest_up() {
	guest_wait "$1" 'guest: up' "${2:-180}" && return
	guest_alive "$1" || echo "$1: QEMU ended"
	tail -n 3 "/run/$1.qemu.log" "/run/$1.log"
	return 1
}
guest_start() {
	guest_qemu "$@"
	guest_up "$1"
}
guest_wait() {
	guest_end=$(($(date +%s) + ${3:-60}))
	until grep -qaF "$2" "/run/$1.log"; do
		guest_alive "$1" && [ "$(date +%s)" -lt "$guest_end" ] || return 1
		sleep 0.2
	done
}
guest_do() { guest_alive "$1" && printf '%s\n' "$2" >"/run/$1.in"; }
# shellcheck disable=SC2016 # for the inner shell; read takes one byte at a time
guest_read() { timeout "${2:-30}" sh -c 'IFS= read -r line <"$0"; printf "%s\n" "$line"' "/run/$1.out"; }
guest_ask() {
	guest_do "$1" "$2"
	guest_read "$1" "${3:-30}"
}
# An entry of pagemap is the page's number, with bit 63 set when there is one.
# Source: Documentation/admin-guide/mm/pagemap.rst
guest_pages() {
	guest_proc=/proc/$(cat "/run/$1.pid")
	tr '-' ' ' <"$guest_proc/maps" | while read -r begin end rest; do
		size=$((0x$end - 0x$begin))
		[ $size -ge $((${2:-256} << 20)) ] || continue
		case $rest in 'rw '*) ;; *) continue ;; esac
		dd if="$guest_proc/pagemap" iflag=skip_bytes,count_bytes bs=64K status=none \
			skip=$((0x$begin / 4096 * 8)) count=$((size / 4096 * 8))
	done | od -An -v -tx4 -w8 | awk '$2 ~ /^[89a-f]/ { print "0x" $1 "000-0x" $1 "fff" }'
}
guests_pages() {
	for guest; do
		guest_pages "$guest" | tee "/out/$guest.pages"
	done >/out/guests.pages
}
guest_dmesg() {
	guest_ask "$1" 'dmesg -r | grep -E "^<[0-4]>" | sed "s/^<.>\[[^]]*\] *//" | tr "\n" "|"; echo' 60 >"/out/$1.dmesg"
}
guest_kill() {
	kill -9 "$(cat "/run/$1.pid")" 2>/dev/null
	while guest_alive "$1"; do sleep 0.1; done
	guest_logs "$1"
}
guest_logs() { cp "/run/$1.log" "/run/$1.qemu.log" /out/ 2>/dev/null; }
guest_gone() { ! guest_alive "$1"; }
guest_stop() {
	guest_do "$1" 'echo o >/proc/sysrq-trigger'
	wait_for 30 guest_gone "$1" || { note "$1: did not power off, killed"; guest_kill "$1"; }
	guest_logs "$1"
}
