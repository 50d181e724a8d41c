# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job on the lab's host: a guest with the unmodified kernel runs igt's tests as
# tests/host/igt.sh does, with the same root image. What igt wrote is kept in /out as
# there. From the kernel command line:
#   igt_list       as there
#   igt_seconds    as there, by the guest's clock
#   igt_connector  what the guest's screen is bound to; "none" leaves it emulated
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
: "${igt_list:?which list to run}" "${igt_connector:?what to bind}"

uuid=6b8c5f1e-000a-4f0e-9d53-2f4a5a0c1e0a
share=/run/share
ended() { [ -e $share/ended ] || guest_gone guest; }

# shellcheck disable=SC2119 # no options
host_start || exit
vgpu_create $uuid i915-GVTg_V5_4 || exit
bind $uuid "$igt_connector" || exit
mkdir -p $share/out
cp -r /lab /igt $share
[ ! -e /out/igt ] || cp -r /out/igt $share/out
guest_start guest $uuid -m 1024 \
	-virtfs local,path=$share,mount_tag=share,security_model=none \
	-drive if=none,id=root,file=/dev/vda,format=raw,readonly=on -device virtio-blk-pci,drive=root || exit
guest_do guest 'mkdir /share; mount -t 9p -o trans=virtio,version=9p2000.L,msize=512000 share /share'
guest_do guest "export igt_guest=1 igt_list=$igt_list igt_seconds=${igt_seconds:-}"
guest_do guest 'sh /share/lab/guest-root.sh sh /lab/igt.sh >/share/out/tap 2>&1; : >/share/ended'
while ! ended; do sleep 5; done
cat $share/out/tap
cp -r $share/out/. /out
guest_stop guest
