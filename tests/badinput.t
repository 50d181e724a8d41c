#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# What cannot work ends with one line that says what, why and what to do.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# refused TEXT DESCRIPTION COMMAND...: fails, and its last line has TEXT (a regular
# expression) and the three parts. Lines before it are progress.
refused() {
	text=$1 what=$2
	shift 2
	if "$@" >"$tmp/said" 2>&1 </dev/null; then
		tap_result 'not ok' "$what"
		note "passed, and should not"
		return
	fi
	line=$(tail -n 1 "$tmp/said")
	note "$line"
	# shellcheck disable=SC2016 # the inner shell's
	ok "$what" sh -c 'printf %s "$1" | grep -qE "^[a-z-]+: .+: .+: .+" && printf %s "$1" | grep -qE "$2"' \
		sh "$line" "$text"
}

# Other surroundings are made of mounts and an empty network in a namespace.
apart() { unshare --map-root-user --mount --net "$@"; }
if apart true 2>/dev/null; then
	echo 'VERSION_CODENAME=jessie' >"$tmp/os-release"
	# shellcheck disable=SC2016 # the inner shell's
	refused 'jessie.*bookworm' "an unsupported distribution" \
		apart sh -c 'mount --bind "$1/os-release" /etc/os-release && exec "$2/scripts/setup"' sh "$tmp" "$top"

	mkdir "$tmp/full"
	# shellcheck disable=SC2016
	refused 'MB free.*GVT_CACHE' "no disk space" \
		apart sh -c 'mount -t tmpfs -o size=8m tmpfs "$1/full" && GVT_CACHE=$1/full exec "$2/scripts/fetch" linux' sh "$tmp" "$top"

	refused 'network.*QEMU_SOURCE' "no network" \
		apart env GVT_CACHE="$tmp/empty" "$top/scripts/fetch" meson
	is "$(find "$tmp/empty" -maxdepth 1 -name 'meson*' ! -name '*.part')" "" "nothing is taken for downloaded"
else
	skip "an unsupported distribution, no disk space, no network" "no user namespaces here"
fi

# A user who may not install, on a machine without the packages
mkdir "$tmp/bin"
printf '#!/bin/sh\necho 1000\n' >"$tmp/bin/id"
printf '#!/bin/sh\nexit 1\n' >"$tmp/bin/dpkg-query"
chmod +x "$tmp/bin/id" "$tmp/bin/dpkg-query"
refused 'root.*sudo apt-get install.* socat' "missing root rights" env PATH="$tmp/bin:$PATH" "$top/scripts/setup"

refused 'LINUX_SOURCE' "a pinned source that is neither directory nor tarball" \
	env LINUX_SOURCE="$tmp/nothing" GVT_CACHE="$tmp/cache" "$top/scripts/fetch" linux
mkdir "$tmp/firmware"
refused 'no directory i915.*FIRMWARE_SOURCE' "firmware that is not Intel's" \
	env FIRMWARE_SOURCE="$tmp/firmware" GVT_CACHE="$tmp/cache" "$top/scripts/fetch" firmware

lab() { "$top/scripts/lab" --out "$tmp/lab" --timeout 60 "$@"; }
refused 'no such kernel image' "a kernel image that does not exist" lab --kernel "$tmp/nothing"
refused 'no such job' "a job that does not exist" lab --job "$tmp/nothing"
refused 'no such directory' "firmware that does not exist" lab --firmware "$tmp/nothing"
refused 'not NAME:PORT' "a monitor that is not well written" lab --monitors left
refused 'cannonlake' "an unknown platform" lab --platform cannonlake
refused 'scart' "an unknown connector" lab --monitors left:b:scart:1920x1080@60
refused 'port' "an unknown port" lab --monitors left:x:dp:1920x1080@60
refused 'mode' "a mode that no monitor has" lab --monitors left:b:dp:large
refused 'in use|already|taken' "two monitors on one port" \
	lab --monitors left:b:dp:1920x1080@60,right:b:dp:1920x1080@60

# A kernel tree on which a patch does not apply: the series' own files, emptied
mkdir -p "$tmp/tree/drivers/gpu/drm/i915"
sed -n 's#^--- a/##p' "$top"/patches/*.patch | sort -u | while read -r file; do
	mkdir -p "$tmp/tree/$(dirname "$file")"
	echo '/* another kernel */' >"$tmp/tree/$file"
done
cp -r "$tmp/tree" "$tmp/before"
refused 'does not apply' "a kernel tree that the series is not for" "$top/scripts/apply" "$tmp/tree"
ok "and it is left as it was" diff -r "$tmp/before" "$tmp/tree"
refused 'not a Linux' "a directory that is no kernel tree" "$top/scripts/apply" "$tmp/bin"

# A job that fails, and a host that ends in another way than by its job's end
echo 'exit 3' >"$tmp/job"
lab --job "$tmp/job" >"$tmp/said" 2>&1
is $? 3 "a job's exit code is that of scripts/lab"
echo 'echo c >/proc/sysrq-trigger; sleep 60' >"$tmp/job"
refused 'sysrq.*console.log|panic.*console.log' "a host that panics" lab --job "$tmp/job"
echo 'sleep 60' >"$tmp/job"
refused 'not end within 15 s.*--timeout' "a job without an end" lab --job "$tmp/job" --timeout 15

# On the lab's host: KVM loads, or its device is there, and it does not work.
cat >"$tmp/job" <<'END'
. /lab/lib.sh
[ -e /dev/kvm ] || mknod /dev/kvm c 1 3
host_start
END
lab --job "$tmp/job" -- -cpu max,-svm >"$tmp/said" 2>&1
is $? 1 "a KVM that does not work: the job fails"
ok "and says why" grep -qE 'KVM does not work.*: .*: ' "$tmp/said"
done_testing
