# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Shared by the verbs in scripts/ and by tests/lib.sh: messages, progress and the
# cache of built things. A verb prints what it made (a path) on stdout and
# everything else on stderr.

: "${top:=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)}"
# shellcheck source=versions
. "$top/versions"

cache=${GVT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/gvt-display}
me=$(basename -- "$0")
# shellcheck disable=SC2034 # for the verbs
jobs=${JOBS:-$(nproc)}

say() { printf '%s: %s\n' "$me" "$*" >&2; }

# die WHAT: WHY: WHAT-TO-DO, in one line.
die() { say "$@"; exit 1; }

# step WHAT COMMAND...: run an external command with its output in a log and a
# progress line every ten seconds; when it fails, show the end of the log.
step() {
	step_what=$1
	shift
	mkdir -p "$cache/log"
	step_log=$cache/log/$me-$(printf %s "$step_what" | tr -cs 'A-Za-z0-9' - | cut -c 1-60)
	step_start=$(date +%s)
	: >"$step_log"
	say "$step_what"
	while sleep 10 >/dev/null 2>&1 9>&- && kill -0 $$ 2>/dev/null; do
		say "$step_what: $(($(date +%s) - step_start)) s, $(tail -n 1 "$step_log" | cut -c 1-60)"
	done &
	step_beat=$!
	step_rc=0
	"$@" >"$step_log" 2>&1 9>&- || step_rc=$?
	kill $step_beat 2>/dev/null || :
	wait $step_beat 2>/dev/null || :
	[ $step_rc = 0 ] && return
	tail -n 15 "$step_log" >&2
	die "$step_what: failed with exit code $step_rc: read $step_log"
}

# need PROGRAM PACKAGE
need() {
	command -v "$1" >/dev/null 2>&1 ||
		die "$1 is missing: it is in Debian's package $2: run scripts/setup"
}

# need_space MEGABYTES: room for one more thing in the cache.
need_space() {
	mkdir -p "$cache" || die "$cache cannot be made: set GVT_CACHE to a directory that can be written"
	space=$(df -Pm "$cache" | awk 'NR == 2 { print $4 }')
	[ "$space" -ge "$1" ] ||
		die "$cache has $space MB free: $1 MB are needed: free some (make clean-cache) or set GVT_CACHE"
}

# hash_of ITEM...: one hash over strings, files and directories of files.
hash_of() {
	for item; do
		if [ -d "$item" ]; then
			(cd "$item" && find . -type f | LC_ALL=C sort | while read -r file; do
				printf '%s ' "$file"
				sha256sum <"$file"
			done)
		elif [ -f "$item" ]; then
			sha256sum <"$item"
		else
			printf '%s\n' "$item"
		fi
	done | sha256sum | cut -c 1-16
}

# lock NAME: one run at a time works on it; held until the script ends.
lock() {
	mkdir -p "$cache/locks"
	exec 9>"$cache/locks/$1"
	flock -n 9 && return
	say "$1: another run is building it: waiting"
	flock 9
}

# entry NAME MEGABYTES FUNCTION: the cache's entry NAME, made by "FUNCTION DIR"
# when it is not there. It gets its name when it is complete and not before, so an
# interrupted run leaves nothing that is taken for built. Sets $entry.
entry() {
	entry=$cache/$1
	if [ ! -e "$entry" ]; then
		lock "$1"
		if [ ! -e "$entry" ]; then
			need_space "$2"
			rm -rf "$entry.part"
			mkdir -p "$entry.part"
			"$3" "$entry.part"
			mv "$entry.part" "$entry"
		fi
		exec 9>&-
	fi
	touch "$entry"
}

# initramfs OUT INIT MODULES MODULE... -- FILE...: busybox, INIT and, as far as
# they are modules under MODULES/lib/modules, the named kernel modules; FILEs go to
# /bin.
initramfs() {
	initramfs_out=$1 initramfs_init=$2 initramfs_modules=$3
	shift 3
	initramfs_tree=$(mktemp -d)
	mkdir -p "$initramfs_tree/bin" "$initramfs_tree/dev" "$initramfs_tree/proc" "$initramfs_tree/sys"
	[ -x /bin/busybox ] || die "/bin/busybox is missing: it is in Debian's package busybox-static: run scripts/setup"
	cp /bin/busybox "$initramfs_tree/bin"
	ln -s busybox "$initramfs_tree/bin/sh"
	cp "$initramfs_init" "$initramfs_tree/init"
	chmod 755 "$initramfs_tree/init"
	for release in "$initramfs_modules"/lib/modules/*; do
		[ -f "$release/modules.dep" ] || continue
		while [ $# -gt 0 ] && [ "$1" != -- ]; do
			/sbin/modprobe -d "$initramfs_modules" -S "${release##*/}" --show-depends -a "$1" 2>/dev/null || :
			shift
		done | awk '$1 == "insmod" { print $2 }' | sort -u | while read -r module; do
			(cd "$initramfs_modules" && cp --parents "${module#"$initramfs_modules"/}" "$initramfs_tree")
		done
		find "$initramfs_tree/lib" -name '*.ko.xz' -exec xz -d {} + 2>/dev/null || :
		[ ! -d "$initramfs_tree/lib" ] || /sbin/depmod -b "$initramfs_tree" "${release##*/}" 2>/dev/null
	done
	while [ $# -gt 0 ] && [ "$1" != -- ]; do shift; done
	[ $# = 0 ] || shift
	for file; do cp -r "$file" "$initramfs_tree/bin"; done
	(cd "$initramfs_tree" && find . | cpio -o -H newc -R 0:0 --quiet | gzip -1) >"$initramfs_out"
	rm -rf "$initramfs_tree"
}

# The compiler that kernels are built with, as make's CC. What a file includes ccache
# takes from the dependencies that the kernel's build writes anyway, and not from a run
# of the preprocessor before each compilation.
export CCACHE_DEPEND=1
kernel_cc() {
	if command -v ccache >/dev/null 2>&1; then
		echo ccache gcc
	else
		echo gcc
	fi
}
