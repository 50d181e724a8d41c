# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/control.t: two guests, clients without a vCPU (tests/vgpu/client.c), and
# gvt-display, by which the three monitors of this host go from one to the other.
# shellcheck source=tests/host/lib.sh
. /lab/lib.sh
# shellcheck source=tests/host/direct.sh
. /lab/direct.sh
# shellcheck source=tests/host/vgpu.sh
. /lab/vgpu.sh

alpha=6b8c5f1e-000b-4f0e-9d53-2f4a5a0c1e0b # guest "guest", older than
beta=6b8c5f1e-000c-4f0e-9d53-2f4a5a0c1e0c  # guest "other"
empty=a0000000-000d-4f0e-9d53-2f4a5a0c1e0d # no guest
monitors="DP-1 DP-2 HDMI-A-3"
card=$igd/gvt_display
debugfs=/sys/kernel/debug/dri/0/gvt/vgpu2/display # beta's

gvt() { /tool/bin/gvt-display "$@"; }
owner() { cat "$card/$1"; }
of() { cat "/sys/bus/mdev/devices/$1/$2"; } # DISPLAY ATTRIBUTE
is_status() { [ "$(of "$1" status)" = "$2" ]; }
# refused TEXT COMMAND...: fails with exit code 1 and one line of what, why, what to do
refused() {
	refused_text=$1
	shift
	"$@" >/tmp/refused 2>&1 && return 1
	[ $? = 1 ] && [ "$(wc -l </tmp/refused)" = 1 ] && cat /tmp/refused &&
		grep -qE "^gvt-display: [^:]+: .+: .*$refused_text" /tmp/refused
}
# error_is TEXT FILE VALUE: what the kernel says to a write
error_is() { printf %s "$3" | dd of="$2" 2>&1 | grep "$1"; }
all_are_host() { [ "$(cat "$card"/*-* | sort -u)" = host ]; }
anybody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }
# picture NAME SLOT PIPE PORT OWNER COLOUR: what a guest shows on a virtual port
picture() {
	surface=$(((low + 0x3ffff) / 0x40000 * 0x40000 + ($2 << 22)))
	tell_client "$1" "screen $3 $4" && tell_client "$1" "mode 1024 768" &&
		tell_client "$1" "draw $2 $5 $6 1 $surface" &&
		tell_client "$1" "plane $surface 64 1024 768"
}
serial_of() { gvt --json list | jq -r ".monitors[] | select(.connector == \"$1\") | .serial"; }
serial_is() { [ "$(serial_of "$1")" = "$2" ]; }
pulses() { # of a guest, on port D, since it was asked last
	tell_client "$1" "screen 0 3" && value "$(guest_ask "$1" hotplug 60)" long
}
# completed WORD...: what bash makes of a command line, the last word of which is begun
# shellcheck disable=SC2016 # for the inner shell
completed() {
	bash -c '. /tool/share/bash-completion/completions/gvt-display
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _gvt_display && echo "${COMPREPLY[*]}"' \
		bash gvt-display "$@"
}
name_of() { # DISPLAY
	case $1 in "$alpha/display0") echo alpha ;; "$alpha"/*) echo second ;; *) echo beta ;; esac
}
modesets() { # of beta's first display, so far
	sed -n '/^display0/,/^display1/s/^\tmodesets: //p' $debugfs
}
uevents_are() { [ "$(cat /run/uevents 2>/dev/null)" = "$1" ]; }
watched() { grep -qF "$1" /out/watch; }

note "Linux $(uname -r)"
ok "i915 and GVT-g load" host_start
# a port of DisplayPort and HDMI has a connector for each
is "$(cd $card && echo -- *)" "-- DP-1 DP-2 DP-3 HDMI-A-1 HDMI-A-2 HDMI-A-3 next" "there is a file for each connector"
ok "the host has all monitors" all_are_host
for uuid in $alpha $beta $empty; do
	ok "a vGPU is made" vgpu_create "$uuid"
done
ok "alpha opens its vGPU" vgpu_client guest $alpha
ok "and shows its picture" picture guest 0 0 3 ALPHA 1
ok "and another one on its second display" picture guest 1 1 2 SECOND 4
cat "/sys/bus/mdev/devices/$alpha/display0/edid" >/out/edid.virtual
ok "beta opens its vGPU" vgpu_client other $beta
ok "and shows its picture" picture other 0 0 3 BETA 2
guest_pages guest 128 >/out/alpha.pages
guest_pages other 128 >/out/beta.pages
# shellcheck disable=SC2016 # for the inner shell
busybox uevent sh -c '[ -z "$GVT_DISPLAY" ] || echo "${DEVPATH##*/} $GVT_DISPLAY $GVT_DISPLAY_NAME $GVT_DISPLAY_CONNECTOR" >>/run/uevents' &
uevents=$!
gvt --json watch >/out/watch &
watch=$!

# Who may do what, and what is told
ok "anybody may look" anybody /tool/bin/gvt-display list
not_ok "nobody but root may write to the switch" anybody sh -c "echo DP-1 >$card/next"
not_ok "nor to a connector's file" anybody sh -c "echo host >$card/DP-1"
ok "and is told why" refused root anybody /tool/bin/gvt-display next DP-1
ok "no such connector to bind to" refused 'DP-1 DP-2 .* HDMI-A-3' gvt bind $alpha DP-9
ok "nor to switch" refused 'DP-1 DP-2 .* HDMI-A-3' gvt next DP-9
ok "no such display" refused list gvt bind $alpha/display3 DP-1
ok "no such vGPU" refused list gvt give DP-1 deadbeef
ok "a UUID that begins two" refused 'more of the UUID' gvt give DP-1 6b8c5f1e
ok "nothing to unbind" refused 'nothing to unbind' gvt unbind DP-1
ok "no monitor with such a serial number" refused list gvt bind $alpha serial=77
ok "the kernel knows no such connector" error_is 'No such device' $card/next DP-9
ok "nor an empty name" error_is 'No such device' $card/next ' '
ok "nor such a display" error_is 'No such device' $card/DP-1 $alpha/display3
ok "nor half of one" error_is 'No such device' $card/DP-1 $alpha
ok "and nothing was changed by all that" all_are_host

is "$(completed next DP-)" "DP-1 DP-2 DP-3" "bash completes connectors"
is "$(completed give DP-1 a)" "$empty/display0 $empty/display1 $empty/display2" "and displays"

# Every monitor to every display, from running guest to running guest, and to the host
for m in $monitors; do
	for display in $alpha/display0 $alpha/display1 $beta/display0; do
		ok "$m is given to $(name_of "$display")" gvt give "$m" "$display"
		is "$(owner "$m") $(of "$display" connector)" "$display $m" "which has it"
		# a guest in a guest's place is shown when the command returns
		[ "$display" != $alpha/display0 ] || wait_for 20 is_status "$display" scanout
		is "$(of "$display" status)" scanout "and is shown"
		ok "its EDID is the monitor's" cmp "/sys/class/drm/card0-$m/edid" "/sys/bus/mdev/devices/$display/edid"
		at "$m.$(name_of "$display")"
	done
	is "$(of $alpha/display0 status) $(of $alpha/display0 connector)" "unbound none" \
		"who lost it is on no monitor"
	ok "$m is given to the host" gvt give "$m" host
	is "$(owner "$m") $(of $beta/display0 status)" "host unbound" "which has it"
	ok "beta goes on seeing it" cmp "/sys/class/drm/card0-$m/edid" "/sys/bus/mdev/devices/$beta/display0/edid"
	at "$m.host"
done

# Two running guests with the same mode, one monitor: no frame without a picture, and
# the guests see nothing of it but their picture
for guest in guest other; do
	pulses $guest >/dev/null
	tell_client $guest forget
done
ok "alpha gets HDMI-A-3" gvt give HDMI-A-3 $alpha
ok "and is shown" wait_for 20 is_status $alpha/display0 scanout
at over
guest_do guest 'watch 6000'
guest_do other 'watch 6000'
before=$(modesets)
ok "beta gets it" gvt give HDMI-A-3 $beta
is "$(modesets)" "$before" "with no modeset"
at handed
ok "alpha gets it back" gvt give HDMI-A-3 $alpha
for guest in guest other; do
	client_says=$(guest_read $guest 60)
	note "$guest: $client_says"
	is "$(for key in frames flips frame_time flip_time time; do value "$client_says" ${key}_back; done | tr '\n' ' ')" \
		"0 0 0 0 0 " "$guest: no counter and no clock runs backwards"
	ok "$guest: frames go on" test "$(value "$client_says" frames)" -gt 100
	is "$(pulses $guest)" 0 "$guest: nothing was plugged or unplugged"
	tell_client $guest 'vblanks 30'
	is "$(value "$client_says" vblanks) $(value "$client_says" frames)" "30 30" \
		"$guest: 30 vblanks come in 30 frames"
done
at back

# Guests of different modes
tell_client other off && tell_client other "screen 0 3" && tell_client other "mode 800 600" &&
	tell_client other "draw 2 SMALL 5 1 $((surface + (8 << 20)))" &&
	tell_client other "plane $((surface + (8 << 20))) 50 800 600"
ok "beta gets it with another mode" gvt give HDMI-A-3 $beta
is "$(of $beta/display0 status) $(of $beta/display0 mode | cut -d @ -f 1)" "scanout 800x600" "and is shown"
is "$(modesets)" $((before + 1)) "with one modeset"
at small
ok "beta switches its screen off" tell_client other off
ok "whoever watches is told" wait_for 20 watched "\"$beta/display0\",\"connector\":\"HDMI-A-3\",\"status\":\"blanked\""
ok "a dark monitor is given to alpha" gvt give HDMI-A-3 $alpha
is "$(of $alpha/display0 status)" scanout "which is shown"
ok "beta shows its picture again" picture other 0 0 3 BETA 2

# Cables, and the ring
rm -f /run/uevents
ok "alpha is unbound" gvt unbind HDMI-A-3
ok "and sees its virtual monitor" cmp /out/edid.virtual "/sys/bus/mdev/devices/$alpha/display0/edid"
ok "as does beta" gvt unbind $beta
ok "alpha is bound to DP-1" gvt bind $alpha DP-1
ok "what it has beta can not be bound to" refused 'gvt-display give' gvt bind $beta DP-1
is "$(owner DP-1)" $alpha/display0 "alpha has it still"
ok "the next one of DP-1" gvt next DP-1
is "$(owner DP-1)" $beta/display0 "is beta, which was on no monitor"
ok "the next one" gvt next DP-1
is "$(owner DP-1)" host "is the host: the vGPU without a guest is left out"
ok "the next one" gvt next DP-1
is "$(owner DP-1)" $alpha/display0 "is alpha again"
ok "nobody is in line for DP-2" refused 'start a guest' gvt next DP-2
ok "alpha's second display is bound to DP-2" gvt bind $alpha/display1 DP-2
ok "the next one of DP-2" gvt next DP-2
is "$(owner DP-2)" host "is the host"
ok "the next one" gvt next DP-2
is "$(owner DP-2)" $alpha/display1 "is that second display, and not beta's first, which belongs to DP-1"
ok "it is unbound" gvt unbind DP-2
ok "each was told by a uevent" wait_for 10 uevents_are "$alpha unbind display0 HDMI-A-3
$alpha bind display0 DP-1
$alpha unbind display0 DP-1
$beta bind display0 DP-1
$beta unbind display0 DP-1
$alpha bind display0 DP-1
$alpha bind display1 DP-2
$alpha unbind display1 DP-2
$alpha bind display1 DP-2
$alpha unbind display1 DP-2"
note "$(cat /run/uevents)"

# A monitor by its serial number, which is a number or a text
ok "alpha's second display is bound to a monitor by its number" \
	gvt bind $alpha/display1 "serial=$(serial_of DP-2)"
is "$(owner DP-2)" $alpha/display1 "it is on that monitor"
ok "that is unbound by its number" gvt unbind "serial=$(serial_of DP-2)"
is "$(owner DP-2)" host "and the host's"
cat /sys/class/drm/card0-DP-2/edid >/out/edid.numbered
at named
ok "another one has a text" wait_for 10 serial_is DP-2 'LAB 77-B'
ok "beta is given it by that" gvt give 'serial=LAB 77-B' $beta/display1
is "$(owner DP-2)" $beta/display1 "and has it"
ok "so is the host" gvt give 'serial=LAB 77-B' host
at twins
ok "a second one has the same" wait_for 10 serial_is HDMI-A-3 'LAB 77-B'
ok "which of them is not guessed" refused 'name the connector' gvt next 'serial=LAB 77-B'

gvt list
gvt --json list | tee /out/list.json
ok "list --json is JSON" jq -e . /out/list.json
is "$(jq -r '.monitors[] | select(.plug == "connected") | [.connector, .name, .serial, .owner] | join(" ")' /out/list.json)" \
	"$(printf '%s\n' "DP-1 PORT-B 2 $alpha/display0" "DP-2  LAB 77-B host" "HDMI-A-3  LAB 77-B host")" \
	"and tells who has which monitor"
is "$(jq -r ".displays[] | select(.display == \"$alpha/display0\") | [.status, .mode, .reason] | map(tostring) | join(\" \")" /out/list.json)" \
	"scanout $(of $alpha/display0 mode) null" "and what became of a display"

guest_do guest quit
wait_for 10 guest_gone guest
ok "alpha is gone: whoever watches is told" wait_for 20 watched "\"$alpha/display0\",\"connector\":\"DP-1\",\"status\":\"blanked\",\"mode\":null"
ok "the next one is beta all the same" gvt next DP-1
is "$(owner DP-1)" $beta/display0 "which has the monitor"
guest_do other quit
wait_for 10 guest_gone other
is "$(owner DP-1)" $beta/display0 "and keeps it when beta ends"
vgpu_remove $beta
is "$(owner DP-1)" host "whose vGPU is removed gives it back"
ok "whoever watches is told" wait_for 20 watched "\"$beta/display0\",\"connector\":null,\"status\":\"gone\""
ok "each line of watch is JSON" jq -e . /out/watch
kill $watch $uevents
vgpu_remove $alpha
vgpu_remove $empty
at removed
exit "$tap_failed"
