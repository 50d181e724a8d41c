# SPDX-License-Identifier: GPL-2.0-only
# What the verbs that handle the series share; sourced after lib.sh.
# shellcheck shell=sh

# git am wants a committer, and a new machine does not know who that is.
git var GIT_COMMITTER_IDENT >/dev/null 2>&1 || {
	export GIT_COMMITTER_NAME=gvt-display GIT_COMMITTER_EMAIL=gvt-display@localhost
}

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
