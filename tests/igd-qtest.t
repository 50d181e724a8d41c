#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The emulated iGPU without a driver: QEMU's qtest reads and writes its registers.
# IGD_QEMU: another QEMU than the one that is built from tests/igd.
set -eu
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
qemu=$("$top/scripts/build-qemu")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# qtest wants QEMU under this name, and QEMU the firmware of Debian's packages
cat >"$dir/qemu-system-x86_64" <<END
#!/bin/sh
exec ${IGD_QEMU:-$qemu} -L /usr/share/seabios -L /usr/share/qemu "\$@"
END
chmod +x "$dir/qemu-system-x86_64"

# one TAP stream of all programs: number the lines anew
for program in "${qemu%/*}"/igd-*-test; do
	name=${program##*/}
	status=0
	QTEST_QEMU_BINARY=$dir/qemu-system-x86_64 "$program" --tap -k >"$dir/out" 2>"$dir/err" || status=$?
	sed -n 's/^ok [0-9]* /ok - /p; s/^not ok [0-9]* /not ok - /p' "$dir/out"
	[ $status = 0 ] || echo "not ok - $name ended with $status: $(tail -n 1 "$dir/err")"
done | awk '
	{ sub(/ok - /, "ok " ++n " - "); print }
	END { print "1.." n }'
