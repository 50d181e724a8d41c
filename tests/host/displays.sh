# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/displays.t: one guest, a client without a vCPU (tests/vgpu/client.c),
# with all the displays that it can have on monitors of this host: three, or two on Broxton.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0005-4f0e-9d53-2f4a5a0c1e05
size=$((4 << 20)) # of graphics memory for one picture

connector() { echo DP-1 DP-2 HDMI-A-3 | cut -d ' ' -f $(($1 + 1)); }
port() { echo "$ports" | cut -d , -f $(($1 + 1)); }
letter() { echo A B C | cut -d ' ' -f $(($1 + 1)); }
# of display N: its attribute NAME
of() { cat "/sys/bus/mdev/devices/$uuid/display$1/$2"; }
all_but() { for n in $displays; do [ "$n" = "$1" ] || of "$n" status; done | sort -u; }
scans_out() { [ "$(of "$1" status)" = scanout ]; }
# the guest turns to display N, with virtual pipe PIPE
turn_to() { tell_client guest "screen $2 $(port "$1")"; }
hotplug() { # KEY: of what the guest finds on the port it has turned to
	value "$(guest_ask guest hotplug 60)" "$1"
}
# COMMAND... becomes true within a second of this host's time
within_a_second() {
	since=$(cut -d ' ' -f 1 /proc/uptime | tr -d .)
	until "$@"; do
		[ $(($(cut -d ' ' -f 1 /proc/uptime | tr -d .) - since)) -lt 100 ] || return 1
		sleep 0.02
	done
}
pulse() { [ "$(hotplug long)" = 1 ]; }
guest_edid() { # N FILE: the monitor's EDID as the guest reads it
	turn_to "$1" 0 && tell_client guest "edid $2"
}
dpcd() { value "$(guest_ask guest "dpcd $1" 60)" value; }

# show N PIPE: display N shows its picture by virtual pipe PIPE
show() {
	turn_to "$1" "$2" && tell_client guest "mode 1024 768" &&
		tell_client guest "draw $1 DISPLAY$1 $((1 + $1)) 1 $((low + size * $1))" &&
		tell_client guest "plane $((low + size * $1)) 64 1024 768" &&
		wait_for 20 scans_out "$1"
}

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
ok "a vGPU is made" vgpu_create $uuid
ok "the guest starts" vgpu_client guest $uuid
displays=$(seq 0 "$(echo "$ports" | tr -cd , | wc -c)")
is "$(cd "/sys/bus/mdev/devices/$uuid" && echo display*)" "$(printf 'display%s ' $displays | sed 's/ $//')" \
	"it has a display for each port"
turn_to 1 0
is "$(hotplug live)" 0 "nothing is plugged into the second display of a guest on no monitor"
is "$(guest_ask guest 'edid /out/none' 60)" "error edid No such device or address" \
	"and nobody replies there"

for n in $displays; do
	turn_to $n 0
	hotplug long >/dev/null
	ok "display $n is bound to $(connector $n)" bind_display $uuid $n "$(connector $n)"
	turn_to $n 0
	ok "the guest is told by a long pulse" within_a_second pulse
	is "$(hotplug live)" 1 "a monitor is plugged in"
	ok "the guest reads its EDID" guest_edid $n /out/edid.$n
	ok "which is the monitor's, with all blocks" \
		cmp /out/edid.$n "/sys/class/drm/card0-$(connector $n)/edid"
	# 65 MHz of 1024x768, 24 bits a pixel: one lane of 2.7 Gbit/s carries 90 MHz
	is "$(dpcd 1) $(dpcd 2)" "0x0a 0x81" "its link is as fast as the monitor's modes need"
done
for pipe in 0 1 2; do
	turn_to 0 $pipe
	tell_client guest off
done

# All of three virtual pipes on the hardware pipes
for turn in 0 1 2; do
	for n in $displays; do
		pipe=$(((n + turn) % 3))
		ok "display $n is shown by virtual pipe $(letter $pipe)" show $n $pipe
	done
	for n in $displays; do
		of $n pipe
	done >/out/pipes.$turn
	at shown.$turn
	for n in $displays; do
		turn_to $n $(((n + turn) % 3))
		tell_client guest off
	done
done

for n in $displays; do
	show $n $n
	turn_to $n $n
	hotplug long >/dev/null
done
at swap
turn_to 0 0
ok "another monitor comes: the guest is told within a second" within_a_second pulse
ok "it reads the EDID of the new one" guest_edid 0 /out/edid.new
ok "which has four blocks, and all are there" cmp /out/edid.new /out/new.edid
at swapped

is_unplugged() { [ "$(hotplug live)" = 0 ] && [ "$(of 0 status)" = disconnected ]; }
ok "it is unplugged: the guest is told within a second" within_a_second is_unplugged
is "$(guest_ask guest 'dpcd 0' 60)" "error dpcd No such device or address" "nobody replies on its port"
is "$(all_but 0)" scanout "the other displays are shown"
at unplugged
is_plugged() { [ "$(hotplug live)" = 1 ]; }
ok "plugged in again: the guest is told within a second" within_a_second is_plugged
ok "and its picture is back" wait_for 20 scans_out 0
at back

turn_to 1 0
hotplug long >/dev/null
ok "the second display is unbound" bind_display $uuid 1 none
is "$(hotplug live) $(hotplug long)" "0 0" "its monitor is gone for the guest"
is "$(all_but 1)" scanout "and no other"
at unbound
guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove $uuid
at removed
exit "$tap_failed"
