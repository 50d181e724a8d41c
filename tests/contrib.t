#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# contrib/ on a running system: the host boots with systemd, which makes a vGPU and binds
# it to a monitor, by contrib/gvt-vgpu@.service; contrib/proxmox-hook gives a machine its
# monitors and takes them from it. contrib/libvirt-hook is tests/libvirt.t's.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

install_tool
lab_start lab --kernel systemd --steady --timeout 900 --job "$top/tests/host/contrib.sh" \
	--append 'boot=/usr/lib/systemd/systemd systemd.show_status=no' \
	--share "contrib=$top/contrib" --share "tool=$tool" \
	--monitors left:b:dp:1024x768@60,middle:c:dp:1280x800@60,right:d:hdmi:800x600@60 -- -d guest_errors

at() { # MARK
	lab_at "$1" 300 || { lab_tap 'job: '; bail "the job is at $1: $(tail -n 1 "$lab_out/job.log")"; }
}
plugged() { # true | false
	qmp qom-set "{\"path\": \"/machine/peripheral/middle\", \"property\": \"plugged\", \"value\": $1}" >/dev/null
}
is_lit() { [ "$(monitor "$1" lit)" = "$2" ]; }

at booted
is "$(monitor left lit) $(monitor middle lit) $(monitor right lit)" "true false true" \
	"after the boot the host's console is on two monitors and the vGPU's is dark"
lab_go booted
at stopped
ok "the unit stopped, the console is on that one, too" eventually is_lit middle true
plugged false
lab_go stopped
at unplugged
plugged true
lab_go unplugged
at over
lab_end over
done_testing
