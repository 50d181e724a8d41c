# SPDX-License-Identifier: GPL-2.0-only
# What the verbs that handle the series share; sourced after lib.sh.
# shellcheck shell=sh

# The patches, in order, as names below patches/.
# shellcheck disable=SC2154 # top is lib.sh's
series_patches() {
	sed -e 's/[[:space:]]*#.*//' -e '/^$/d' "$top/series"
}

# Every file that the series reads or writes, relative to the kernel's top.
series_files() {
	series_patches | sed "s|^|$top/patches/|" |
		xargs -r sed -n 's#^\(---\|+++\) [ab]/##p' | sort -u
}

# Path of the git checkout of the unpatched base, fetched if need be.
fetch_linux() {
	"$top/scripts/fetch" linux
}
