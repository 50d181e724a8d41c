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

# Those that it adds.
series_new_files() {
	series_patches | sed "s|^|$top/patches/|" |
		xargs -r sed -n '/^--- \/dev\/null$/{n;s#^+++ b/##p}' | sort -u
}

# Path of the git checkout of the unpatched base, fetched if need be.
fetch_linux() {
	"$top/scripts/fetch" linux
}

# kernel_tree NAME base|series: $tree, a git checkout in the cache that is built in
# again and again. git touches only the files that differ, so make builds only what
# they are in. This run alone works in it until it ends.
kernel_tree() {
	tree=$cache/$1/tree
	mkdir -p "$cache/$1"
	exec 8>"$cache/$1/lock"
	flock 8
	if [ ! -d "$tree" ]; then
		tree_base=$(fetch_linux)
		rm -rf "$tree.part"
		step "a kernel tree" git clone -q --shared "$tree_base" "$tree.part"
		mv "$tree.part" "$tree"
	fi
	git -C "$tree" am --abort >/dev/null 2>&1 || :
	git -C "$tree" reset -q --hard
	git -C "$tree" checkout -q --detach "$LINUX_TAG"
	[ "$2" = series ] || return 0
	for tree_patch in $(series_patches); do
		apply_patch "$tree_patch"
	done
}

# apply_patch PATCH: onto what is checked out in $tree
apply_patch() {
	git -C "$tree" am -q --keep-cr <"$top/patches/$1" ||
		die "patches/$1 does not apply to Linux $LINUX_VERSION and the patches before it"
}
