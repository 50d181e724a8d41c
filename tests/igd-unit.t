#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The parts of the emulated iGPU that know neither registers nor QEMU.
set -eu

igd=$(dirname "$0")/igd
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

build() { # name, sources from the device, then libraries
	name=$1
	shift
	${CC:-cc} -std=gnu11 -O2 -g -Wall -Werror -fsanitize=address,undefined \
		-fno-sanitize-recover=all -o "$dir/$name" "$igd/test/$name.c" "$@"
}

# one TAP stream of all programs: number the lines anew
picture=
for part in blend compose correct format pages paint resample tiling; do
	picture="$picture $igd/display/$part.c"
done
pictures="compose-test format-test blend-test correct-test resample-test pages-test"
for name in $pictures; do
	# shellcheck disable=SC2086
	build "$name" $picture "$igd/display/crc.c" -lz -lm
done
# shellcheck disable=SC2086
build blitter-test $picture "$igd/gt/blitter.c" -lm
build sink-test "$igd/port/sink.c" "$igd/port/ddc.c" "$igd/port/dpcd.c" "$igd/port/training.c" \
	"$igd/port/edid.c" "$igd/port/modes.c" "$igd/port/i2c_wire.c" "$igd/port/infoframe.c"
build range-test "$igd/port/range.c" "$igd/display/correct.c"

# what edid-decode says of EDIDs that have all modes that CEA-861 asks for
conforms() { # number of modes, kind of input
	"$dir/sink-test" "$1" "$2" >"$dir/edid"
	if edid-decode --check "$dir/edid" >"$dir/decoded"; then
		echo "ok - edid-decode agrees with the EDID of $1 modes, $2"
	else
		echo "not ok - edid-decode agrees with the EDID of $1 modes, $2"
		sed -n '/^Failures:/,$s/^/# /p' "$dir/decoded"
	fi
}
for name in $pictures blitter-test sink-test range-test; do
	status=0
	"$dir/$name" >"$dir/out" || status=$?
	grep -E '^(not )?ok ' "$dir/out"
	grep -q '^1\.\.' "$dir/out" || echo "not ok - $name ended with $status before its plan"
done >"$dir/all"
{
	for n in 1 2 5 7 13; do conforms "$n" dp; done
	for n in 5 6 7 13; do conforms "$n" hdmi; done
} >>"$dir/all"

# one TAP stream of all: number the lines anew
awk '
	/^(not )?ok / { sub(/ok [0-9]* ?-/, "ok " ++n " -") }
	{ print }
	END { print "1.." n }' "$dir/all"
