# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# For verbs that build the emulated iGPU in a way of their own. Only its sources are
# compiled; what else QEMU is made of is what scripts/build-qemu has left behind.
#
#   igd_sources            the device's sources, relative to tests/igd
#   igd_compile DIR COMMAND SOURCE...   COMMAND is a compiler with options of its own;
#                          objects go into DIR
#   igd_rest [OBJECT]      the rest of QEMU for the linker, without OBJECT
# shellcheck source=scripts/lib.sh
. "$top/scripts/lib.sh"

igd_tree=$("$top/scripts/build-qemu" --tree)

igd_sources() {
	(cd "$top/tests/igd" && find . -name '*.c' ! -path './test/*' ! -path './fuzz/*') | sed 's,^\./,,' | sort
}

# As QEMU compiles them, but for two options that not every compiler has.
igd_compile() {
	igd_objects=$1 igd_command=$2
	shift 2
	igd_options=$(cd "$igd_tree" && ninja -t commands libcommon.a.p/hw_display_igd_rules.c.o |
		sed -n '$s/^[^ ]* \(.*\) -MD .*/\1/p' |
		sed 's/-fzero-call-used-regs=[^ ]*//; s/-ftrivial-auto-var-init=[^ ]*//')
	export igd_objects igd_command igd_options top
	# shellcheck disable=SC2016 # for the inner shell, and its words are options
	(cd "$igd_tree" && printf '%s\n' "$@" | xargs -P "$jobs" -n 1 sh -c '
		$igd_command $igd_options -o "$igd_objects/$(echo "$0" | tr / _).o" -c "$top/tests/igd/$0" || exit 255')
}

# The linker's command without the compiler, the output, and the device.
igd_rest() {
	(cd "$igd_tree" && ninja -t compdb -x c_LINKER_RSP) |
		jq -r '.[] | select(.output == "qemu-system-x86_64").command' | tr ' ' '\n' |
		sed "1,/^qemu-system-x86_64\$/d; /hw_display_igd/d${1:+; /$1/d}"
}
