#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# The committed series and a git branch are the same thing, whichever tool
# turns one into the other.
set -u
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=scripts/lib-series.sh
. "$top/scripts/lib-series.sh"

same_series() {
	diff -r "$top/patches" "$tmp/out/patches" && diff "$top/series" "$tmp/out/series"
}
# files of the series, as they are in a tree
files() {
	series_files | while read -r file; do
		[ ! -f "$1/$file" ] || (cd "$1" && cp --parents "$file" "$2")
	done
}
plain_base() { # directory: the unpatched files that the series touches
	mkdir -p "$1/drivers/gpu/drm/i915"
	files "$base" "$1"
	cp "$base/Makefile" "$1"
}
quilt_push() {
	plain_base "$tmp/quilt" && cd "$tmp/quilt" &&
		QUILT_PATCHES=$top/patches QUILT_SERIES=$top/series \
			quilt --quiltrc - push -q -a
}
quiltimport() {
	git -C "$tmp/git" checkout -q -b quilt "$LINUX_TAG" &&
		git -C "$tmp/git" quiltimport --patches "$top/patches" --series "$top/series"
}
same_files() {
	mkdir -p "$tmp/want" "$tmp/got" &&
		files "$tmp/git" "$tmp/want" && files "$1" "$tmp/got" &&
		diff -r "$tmp/want" "$tmp/got"
	rc=$?
	rm -rf "$tmp/want" "$tmp/got"
	return "$rc"
}
apply_plain() {
	plain_base "$tmp/plain" && "$top/scripts/apply" "$tmp/plain"
}
apply_refused() {
	plain_base "$tmp/other" || return 1
	victim=$(series_patches | head -n 1 | sed "s|^|$top/patches/|" |
		xargs sed -n 's#^--- a/##p' | head -n 1)
	: >"$tmp/other/$victim"
	cp -a "$tmp/other" "$tmp/other.before"
	if "$top/scripts/apply" "$tmp/other" 2>"$tmp/message"; then
		echo "an apply onto another kernel succeeded"
		return 1
	fi
	cat "$tmp/message"
	[ "$(wc -l <"$tmp/message")" = 1 ] && diff -r "$tmp/other" "$tmp/other.before"
}

base=$(fetch_linux) || exit 1
export IMPORT_SPARSE=1
mkdir -p "$tmp/out"
ok "import" "$top/scripts/import" "$tmp/git" series
ok "export" "$top/scripts/export" "$tmp/git" series "$tmp/out"
ok "import, then export, gives the same bytes" same_series
ok "as many commits as patches" test "$(series_patches | wc -l)" = \
	"$(git -C "$tmp/git" rev-list --count "$LINUX_TAG..series")"
ok "quilt push -a" quilt_push
ok "quilt and import give the same files" same_files "$tmp/quilt"
ok "git quiltimport" quiltimport
ok "git quiltimport and import give the same tree" \
	git -C "$tmp/git" diff --exit-code --stat series quilt
git -C "$tmp/git" checkout -q series
ok "make apply onto a plain tree" apply_plain
ok "that gives the same files" same_files "$tmp/plain"
git -C "$tmp/git" checkout -q -b applied "$LINUX_TAG"
ok "make apply onto a git tree" "$top/scripts/apply" "$tmp/git"
ok "that gives the same tree" git -C "$tmp/git" diff --exit-code --stat series applied
ok "a tree it does not apply to is refused in one line and left alone" apply_refused
done_testing
