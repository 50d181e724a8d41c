#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Every option that the fragments ask for survives in the kernel's configuration, and
# the check notices when one does not.
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

linux=$("$top/scripts/fetch" linux)
configure() {
	rm -rf "$tmp/build"
	mkdir "$tmp/build"
	KBUILD_OUTPUT=$tmp/build "$top/scripts/kernel-config" "$linux" "$@"
}

ok "host: every option survives" configure base host
ok "it is GVT-g for KVM as a module" grep -qx CONFIG_DRM_I915_GVT_KVMGT=m "$tmp/build/.config"
for fragment in "$top"/kernel-config/debug.config "$top"/kernel-config/systemd.config "$top"/kernel-config/gates-*.config; do
	ok "$(basename "$fragment" .config): every option survives" configure base host "$fragment"
done

printf '# CONFIG_PCI is not set\n' >"$tmp/no-pci.config"
refused() { configure "$@" >"$tmp/said" 2>&1 && return 1; [ -s "$tmp/said" ]; }
ok "without PCI the host's configuration is refused" refused base host "$tmp/no-pci.config"
ok "and a lost option is named" grep -q CONFIG_DRM_I915=m "$tmp/said"
printf 'CONFIG_NO_SUCH_OPTION=y\n' >"$tmp/unknown.config"
ok "an option that this kernel does not have is refused" refused base "$tmp/unknown.config"
ok "and named" grep -q CONFIG_NO_SUCH_OPTION=y "$tmp/said"
not_ok "a fragment that does not exist is refused" configure nothing
done_testing
