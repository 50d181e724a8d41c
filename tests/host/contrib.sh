# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/contrib.t, which systemd runs: contrib/gvt-vgpu@.service has made a vGPU
# and bound it when the host booted, and is stopped and started; contrib/proxmox-hook is
# called as Proxmox VE does.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
PATH=/usr/local/bin:$PATH

uuid=6b8c5f1e-0021-4f0e-9d53-2f4a5a0c1e21
unit=gvt-vgpu@$uuid
connector=DP-2
vgpu=/sys/bus/mdev/devices/$uuid

# what Documentation/user.md says, and nothing else
if [ "${1:-}" = prepare ]; then
	set -e
	cp -r /tool/. /usr/local
	cp "/contrib/gvt-vgpu@.service" /etc/systemd/system
	mkdir -p /etc/gvt-display /etc/modprobe.d
	printf 'TYPE=i915-GVTg_V5_8\nMONITOR=%s\n' $connector >/etc/gvt-display/$uuid
	echo 'options i915 enable_gvt=1' >/etc/modprobe.d/gvt-display.conf
	systemctl -q enable $unit /lab/lab.service
	exit
fi

owner() { cat "$igd/gvt_display/$1"; }
# plug: of the monitor, as gvt-display tells it; reads_monitor: the vGPU's EDID is its. By
# a pipe, as cmp takes the size of a file of sysfs at its word.
is_plug() { gvt-display list | grep -q "^$connector *$1 "; }
reads_monitor() { cat "$vgpu/display0/edid" | cmp - /out/edid; }
is_unit() { [ "$(systemctl is-active "$unit")" = "$1" ]; }
booted() { systemctl is-system-running --wait; systemctl list-units --failed --no-legend >/out/failed; }
on_monitor() { # WHEN
	is "$(systemctl is-active "$unit")" active "the unit is active ($1)"
	is "$(attribute "$uuid" connector)" $connector "its vGPU is bound ($1)"
	is "$(owner $connector)" $uuid/display0 "and has the monitor ($1)"
}
is_gone() { # WHEN
	is "$(systemctl is-active "$unit")" inactive "the unit is inactive ($1)"
	not_ok "the vGPU is gone ($1)" test -e $vgpu
	is "$(owner $connector)" host "the host has the monitor ($1)"
}

note "Linux $(uname -r), $(systemctl --version | head -n 1)"
is "$(cat /proc/1/comm)" systemd "systemd is the first process"
note "$(booted)"
note "units that failed: $(awk '{ printf "%s ", $2 }' /out/failed)"
ok "systemd has nothing to say of the unit" sh -c "! systemd-analyze --man=no verify $unit.service 2>&1 | grep ."
on_monitor boot
ok "the vGPU's EDID is kept" cp $vgpu/display0/edid /out/edid
at booted
ok "the unit is stopped" systemctl stop $unit
is_gone stopped
at stopped # the monitor is unplugged
ok "the unit is started" systemctl start $unit
on_monitor unplugged
ok "but there is none" wait_for 20 is_plug disconnected
not_ok "its EDID is not the monitor's" reads_monitor
at unplugged # and plugged in again
ok "plugged in it is there" wait_for 20 is_plug connected
ok "and its EDID is the vGPU's" wait_for 20 reads_monitor
ok "the unit is started again, the vGPU made anew" systemctl restart $unit
on_monitor restarted
systemctl stop $unit

# A monitor that cannot be had: another one's, until that one lets go of it
other=6b8c5f1e-0022-4f0e-9d53-2f4a5a0c1e22
echo TYPE=i915-GVTg_V5_8 >/etc/gvt-display/$other
ok "a unit of another vGPU, without a monitor" systemctl start gvt-vgpu@$other
is "$(attribute $other connector)" none "leaves that on none"
ok "it is given the monitor" bind $other $connector
not_ok "a start fails" systemctl start $unit
ok "and says why" sh -c "journalctl -u $unit | grep -F 'belongs to $other'"
ok "the vGPU is there, for its machine" test -e $vgpu
ok "the unit is stopped meanwhile" systemctl stop $unit
is "$(systemctl is-active "$unit")" inactive "and does not go on"
ok "nor does it mind the vGPU when it is started" sh -c "! systemctl start $unit && systemctl is-active $unit | grep activating"
ok "the other vGPU lets go" bind $other none
ok "and the unit has the monitor" wait_for 30 is_unit active
on_monitor "let go of"
systemctl stop $unit
is_gone "stopped again"
ok "the other unit is stopped" systemctl stop gvt-vgpu@$other
not_ok "its vGPU is gone" test -e /sys/bus/mdev/devices/$other

serial=$(gvt-display --json list | jq -r ".monitors[] | select(.connector == \"$connector\") | .serial")
printf 'TYPE=i915-GVTg_V5_8\nMONITOR=serial=%s\n' "$serial" >/etc/gvt-display/$uuid
ok "the unit is started with the monitor's serial number, $serial" systemctl start $unit
on_monitor "serial number"
systemctl stop $unit

# hook VMID PHASE; the vGPUs of machines 101 and 102 have the UUIDs that Proxmox gives them
hook() { sh /contrib/proxmox-hook "$@"; }
first=00000000-0000-0000-0000-000000000101
second=00000000-0000-0000-0000-000000000102
printf '101 DP-1\n102 DP-1\n101 HDMI-A-3\n' >/etc/gvt-display/machines
ok "Proxmox: pre-start" hook 101 pre-start
ok "it makes the vGPU" vgpu_create $first
is "$(owner DP-1)" host "the host has the monitor before the machine runs"
ok "post-start" hook 101 post-start
is "$(owner DP-1)" $first/display0 "the machine has its monitor"
is "$(owner HDMI-A-3)" $first/display1 "and its second one"
is "$(owner DP-2)" host "and no other"
ok "pre-stop" hook 101 pre-stop
is "$(owner DP-1)" $first/display0 "it has it until it is off"
vgpu_remove $first
ok "post-stop, with the vGPU removed" hook 101 post-stop
is "$(owner DP-1) $(owner HDMI-A-3)" "host host" "the host has both"
vgpu_create $first
hook 101 post-start
ok "post-stop, with the vGPU" hook 101 post-stop
is "$(owner DP-1) $(owner HDMI-A-3)" "host host" "the host has both"
hook 101 post-start
vgpu_create $second
ok "post-start of another machine with the same monitor" hook 102 post-start
is "$(owner DP-1)" $second/display0 "which has it"
ok "post-stop of the first one" hook 101 post-stop
is "$(owner DP-1) $(owner HDMI-A-3)" "$second/display0 host" "takes nothing from the other one"
ok "a machine that has no line" hook 103 post-start
vgpu_remove $first
vgpu_remove $second
journalctl -o short-monotonic --no-hostname -u $unit >/out/journal
at over
exit "$tap_failed"
