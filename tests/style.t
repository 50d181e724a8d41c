#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What can be said of the text of this repository without running it.
set -u
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
cd "$top" || exit 1
files=$(git ls-files --cached --others --exclude-standard)
findings=$tmp/findings

# Passes when what was written to $findings is nothing.
nothing() {
	is "$(head -n 20 "$findings")" "" "$1"
}

scripts=$(for f in $files; do
	[ -f "$f" ] && head -n 1 "$f" | grep -qE '^#!.*\b(ba)?sh$' && echo "$f"
done)
# shellcheck disable=SC2086
shellcheck -x $scripts >"$findings" 2>&1
nothing "shellcheck"

for f in $files; do
	case $f in
	*.png | LICENSES/* | patches/*) continue ;;
	esac
	head -n 5 "$f" | grep -q 'SPDX-License-Identifier: ' || echo "$f"
done >"$findings"
nothing "every file names its licence"

for f in $files; do
	case $f in
	*.png | LICENSES/* | patches/*) continue ;;
	esac
	grep -HnE '(https?|ftp)://[a-z0-9.-]*(mirror|deb\.|debian\.org/debian|snapshot)' "$f"
done >"$findings"
nothing "no mirror host is named"

# shellcheck disable=SC2086
grep -nE '^(Signed-off-by|Reviewed-by|Tested-by|Acked-by):' patches/*.patch \
	/dev/null >"$findings" 2>/dev/null
nothing "no patch claims a sign-off or a review"

for f in $(git ls-files tests/igd tests/qemu | grep '\.[ch]$'); do
	LC_ALL=C grep -HnP '\t|.{91,}|\s+$' "$f"
done >"$findings"
nothing "QEMU code: no tabs, no more than 90 columns"

for s in $scripts; do
	[ "$(wc -l <"$s")" -le 260 ] || echo "$s: $(wc -l <"$s") lines"
done >"$findings"
nothing "scripts are short"
done_testing
