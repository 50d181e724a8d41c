# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/input.t: DP-1 goes to guest alpha, to guest beta and to the host, and
# udev calls gvt-input at each change. What is pressed outside is read by all three.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh

alpha=6b8c5f1e-0014-4f0e-9d53-2f4a5a0c1e14
beta=6b8c5f1e-0015-4f0e-9d53-2f4a5a0c1e15
readers='host alpha beta'
gvt_input=/usr/local/sbin/gvt-input

# For the shell of a guest and for that of the host alike: what input devices say is kept
# in files; "keys" prints all that was pressed (+) and released (-), keyboard before mouse.
# Source: struct input_event of the kernel's include/uapi/linux/input.h
read_keys=$(tr '\n' ' ' <<-'END'
	mkdir -p /tmp;
	for event in /dev/input/event*; do cat $event >/tmp/${event##*/} & done;
	keys() {
		for event in /tmp/event*; do od -An -v -tu2 -w24 $event; done |
			awk '$9 == 1 && $11 < 2 { printf "%s%d ", $11 ? "+" : "-", $10 }';
		echo;
	}
END
)

input_qemu() { # NAME UUID
	guest_qemu "$1" "$2" -device virtio-keyboard-pci -device virtio-mouse-pci \
		-qmp "unix:/run/gvt-display/$2.qmp,server=on,wait=off"
}
keys_of() { if [ "$1" = host ]; then keys; else guest_ask "$1" keys; fi; }
wanted() { cat "/tmp/$1.typed" "/tmp/$1.clicked"; }
arrived() { [ "$(keys_of "$1")" = "$(wanted "$1")" ]; }
# pressed OWNER WHAT KEYS [CLICKS]: WHAT is pressed outside, and KEYS arrive there only.
# What arrives late where it should not is seen the next time.
pressed() {
	printf '%s' "$3" >>"/tmp/$1.typed"
	printf '%s' "${4:-}" >>"/tmp/$1.clicked"
	at "$2"
	# one mistake is enough to wait for
	wait_for $((tap_failed ? 1 : 20)) arrived "$1"
	for name in $readers; do
		is "$(keys_of "$name")" "$(wanted "$name")" "$2 is pressed for $1: what $name has read"
	done
}
key() { pressed "$1" "$2" "+$3 -$3 " '+272 -272 '; } # OWNER NAME CODE, and a click
# udev has called gvt-input when this returns
change() { /tool/bin/gvt-display "$@" && udevadm settle --timeout=60; }
give() { change give DP-1 "$1"; }
said() { dmesg -ct | sed -n 's/^gvt-input: //p'; }

note "Linux $(uname -r), $(qemu-system-x86_64 --version | head -n 1), udev $(udevadm --version)"
mkdir -p /usr/local/sbin /etc/udev/rules.d /etc/gvt-display
install -m 755 /contrib/gvt-input /usr/local/sbin
install -m 644 /contrib/90-gvt-input.rules /etc/udev/rules.d
mkdir -m 700 /run/gvt-display
ok "i915 and GVT-g load" host_start
ok "udev runs" /usr/lib/systemd/systemd-udevd --daemon
ok "and finds the input devices" udevadm trigger --action=add --subsystem-match=input --settle
keyboard=$(echo /dev/input/by-path/*-event-kbd) mouse=$(echo /dev/input/by-path/*-event-mouse)
note "keyboard $keyboard, mouse $mouse"
cat >/etc/gvt-display/inputs <<-END
	# what is on the desk

	DP-1	$keyboard $mouse # the left one
	DP-2	/dev/input/none
END
cp /etc/gvt-display/inputs /tmp
eval "$read_keys"
for name in $readers; do
	: >"/tmp/$name.typed"
	: >"/tmp/$name.clicked"
done

ok "two vGPUs are made" vgpu_create $alpha
ok "the second, too" vgpu_create $beta
input_qemu alpha $alpha
input_qemu beta $beta
ok "guest alpha is up" guest_up alpha 300
ok "guest beta is up" guest_up beta 300
guest_do alpha "$read_keys"
guest_do beta "$read_keys"
dmesg -C

key host a 30
ok "alpha gets the monitor" give $alpha
key alpha b 48
ok "gvt-input says it again" $gvt_input $alpha bind DP-1
key alpha c 46
ok "next, which is beta, gets the monitor" change next DP-1
key beta d 32
ok "next, which is the host, gets the monitor" change next DP-1
key host e 18

ok "alpha gets the monitor" give $alpha
pressed alpha ctrl-ctrl '+29 +97 -29 -97 '
key host f 33
ok "beta gets the monitor, of a keyboard that alpha let go" give $beta
key beta g 34
is "$(said)" "" "gvt-input complains of nothing"

sed -i 's,^DP-1,& /dev/input/gone,' /etc/gvt-display/inputs
ok "alpha gets the monitor, and one of its devices is gone" give $alpha
is "$(said)" "$alpha: Could not open '/dev/input/gone': No such file or directory: mend /etc/gvt-display/inputs, or plug it in, and say gvt-input $alpha bind DP-1" \
	"gvt-input says so"
key alpha h 35
cp /tmp/inputs /etc/gvt-display

kill -STOP "$(cat /run/alpha.pid)"
ok "the host gets the monitor of a QEMU that stands still" give host
is "$(said)" "$alpha: its QEMU does not answer, and may keep the inputs of DP-1: let it go on, or kill it" \
	"gvt-input says so"
kill -CONT "$(cat /run/alpha.pid)"
ok "it goes on, and lets go when it is told" $gvt_input $alpha unbind DP-1
key host i 23

ok "beta gets the monitor" give $beta
key beta j 36
guest_dmesg beta
guest_kill beta
# a process that has no exe may still have its files
wait "$(cat /run/beta.pid)"
readers='host alpha'
key host k 37
ok "alpha gets the monitor of a guest that was killed" give $alpha
key alpha l 38
is "$(said)" "" "gvt-input complains of nothing"
ok "the killed guest gets the monitor" give $beta
is "$(said)" "$beta: no QEMU is at /run/gvt-display/$beta.qmp, so nobody gets the inputs of DP-1: start it with -qmp, and say gvt-input $beta bind DP-1" \
	"gvt-input says so"
key host m 50

ok "the host gets the monitor" give host
not_ok "gvt-input wants arguments" $gvt_input
vgpu_remove $beta
end_guests "alpha $alpha"
at over
exit "$tap_failed"
