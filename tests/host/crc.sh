# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/crc.t: a client without a vCPU (tests/vgpu/client.c) asks for the CRCs
# of what its pipe sends, and gets those of the hardware pipe.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

uuid=6b8c5f1e-0009-4f0e-9d53-2f4a5a0c1e09
IMR=0x44404 IIR=0x44408 # GEN8_DE_PIPE_*, of pipe A
CRC_DONE=0x10000000
CRC_CTL=0x60050 CRC_RES=0x60064 # of pipe A
PIPE_SENDS=0xC0000000           # PIPE_CRC_ENABLE | PIPE_CRC_SOURCE_DMUX_SKL or _PF_IVB
PLANE_1=0x80000000              # PIPE_CRC_ENABLE | PIPE_CRC_SOURCE_PLANE_1_SKL or _PRIMARY_IVB
stride=64                       # of 1024 pixels, in 64 bytes

bar=$(cut -d ' ' -f 1 $igd/resource | head -n 1)
hw_ctl() { busybox devmem $((bar + CRC_CTL + $1 * 0x1000)) 32; }
# what the three hardware pipes are asked for, that of the guest's last
hw_all() { for pipe in 0 1 2; do hw_ctl $pipe; done | sort | tr '\n' ' '; }
is_status() { [ "$(attribute "$uuid" status)" = "$1" ]; }
reg() { value "$(guest_ask guest "read $1" 60)" value; }
write() { tell_client guest "write $1 $2"; }
raised() { [ $(($(reg "$IIR") & CRC_DONE)) != 0 ]; }
# done_again: since now a frame's CRC was told
done_again() { write "$IIR" 0xffffffff && wait_for 5 raised; }
never_done() { write "$IIR" 0xffffffff && sleep 0.3 && ! raised; }
# crc_is CRC: frames have it. Two more may be under way.
crc_is() { done_again && done_again && done_again && [ "$(reg "$CRC_RES")" = "0x$1" ]; }
draw_picture() { # SLOT OWNER COLOUR GM: sets $crc
	tell_client guest "draw $1 $2 $3 1 $4" && crc=$(value "$client_says" crc)
}
# what the host's own user is told who asks for CRCs of that pipe
host_asks() { timeout 5 head -n 1 "/sys/kernel/debug/dri/0/crtc-$1/crc/data" 2>&1 | grep -o 'resource busy'; }

ok "i915 and GVT-g load" host_start
vgpu_create "$uuid"
ok "the guest opens its vGPU" vgpu_client guest "$uuid"
first=$(((low + 0x3ffff) / 0x40000 * 0x40000)) # aligned as surfaces have to be
second=$((first + (4 << 20)))
ok "it sets its mode" tell_client guest "mode 1024 768"
ok "it draws a picture" draw_picture 0 FIRST 2 $first
first_crc=$crc
ok "and another one" draw_picture 1 SECOND 5 $second
second_crc=$crc
isnt_same() { [ "$first_crc" != "$second_crc" ]; }
ok "which differ" isnt_same
ok "it shows the first" tell_client guest "plane $first $stride 1024 768"
ok "it wants to be told of CRCs" write "$IMR" 0
ok "and of what its pipe sends" write "$CRC_CTL" $PIPE_SENDS
ok "on no monitor there are none" never_done
is "$(hw_all)" "0x00000000 0x00000000 0x00000000 " "no hardware pipe is asked for any"

ok "it is bound to DP-1" bind "$uuid" DP-1
ok "its picture is scanned out" wait_for 20 is_status scanout
map=$(attribute "$uuid" pipe)
pipe=$(printf %s "${map#* -> }" | tr ABC 012)
ok "the CRC is that of the picture" crc_is "$first_crc"
is "$(hw_all)" "0x00000000 0x00000000 $PIPE_SENDS " "one hardware pipe is asked for it"
is "$(hw_ctl "$pipe")" "$PIPE_SENDS" "the guest's"
ok "it shows the second" tell_client guest "plane $second $stride 1024 768"
ok "the CRC is that of the second" crc_is "$second_crc"
write "$CRC_RES" 0x12345678
ok "the result can not be written" crc_is "$second_crc"

ok "it asks for CRCs of its plane" write "$CRC_CTL" $PLANE_1
is "$(hw_ctl "$pipe")" "$PLANE_1" "so does the hardware pipe"
ok "which cover all of the pipe" crc_is "$second_crc"
ok "it sets all bits that are not the source's" write "$CRC_CTL" 0xcfffffff
is "$(hw_ctl "$pipe")" "$PIPE_SENDS" "the hardware gets what it knows"

write "$IMR" $CRC_DONE
ok "masked, it is not told" never_done
write "$IMR" 0
ok "unmasked, it is" done_again

is "$(host_asks "$pipe")" "resource busy" "the host's own user is refused meanwhile"
is "$(hw_ctl "$pipe")" "$PIPE_SENDS" "which changes nothing"

ok "it switches its pipe off" tell_client guest off
ok "the monitor is off" wait_for 20 is_status blanked
ok "there are no CRCs then" never_done
ok "it switches it on" tell_client guest "mode 1024 768"
ok "with the first picture" tell_client guest "plane $first $stride 1024 768"
ok "which is scanned out" wait_for 20 is_status scanout
ok "the CRCs go on" crc_is "$first_crc"

ok "it wants no more" write "$CRC_CTL" 0
ok "and is told of none" never_done
is "$(hw_all)" "0x00000000 0x00000000 0x00000000 " "no hardware pipe is asked for any"

write "$CRC_CTL" $PIPE_SENDS
ok "asked again, there are some" done_again
ok "the device is reset" tell_client guest reset
is "$(reg "$CRC_CTL")" 0x00000000 "it asks for none then"
is "$(hw_all)" "0x00000000 0x00000000 0x00000000 " "nor does a hardware pipe"

ok "a new mode" tell_client guest "mode 1024 768"
ok "and picture" draw_picture 0 FIRST 2 $first
tell_client guest "plane $first $stride 1024 768"
write "$IMR" 0
write "$CRC_CTL" $PIPE_SENDS
ok "are shown" wait_for 20 is_status scanout
ok "and have a CRC" crc_is "$first_crc"
ok "the guest is unbound" bind "$uuid" none
is "$(hw_all)" "0x00000000 0x00000000 0x00000000 " "no hardware pipe is asked for any"
ok "and there are none" never_done

guest_do guest quit
wait_for 10 guest_gone guest
vgpu_remove "$uuid"
exit "$tap_failed"
