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
for part in blend compose correct format resample tiling; do
	picture="$picture $igd/display/$part.c"
done
pictures="compose-test format-test blend-test correct-test resample-test"
for name in $pictures; do
	# shellcheck disable=SC2086
	build "$name" $picture "$igd/display/crc.c" -lz -lm
done
build sink-test "$igd/port/sink.c" "$igd/port/edid.c"
for name in $pictures sink-test; do
	status=0
	"$dir/$name" >"$dir/out" || status=$?
	grep -E '^(not )?ok ' "$dir/out"
	grep -q '^1\.\.' "$dir/out" || echo "not ok - $name ended with $status before its plan"
done | awk '
	{ sub(/ok [0-9]* ?-/, "ok " ++n " -"); print }
	END { print "1.." n }'
