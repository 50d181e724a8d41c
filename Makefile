# SPDX-License-Identifier: GPL-2.0-only
#   make demo        Weston, Xorg and the host's console on three monitors; out/demo/*.png
#                    (VIEW=vnc leaves it running, each monitor a VNC display)
#   make check       the tests; forty minutes on two cores, and half an hour to build first
#   make check-quick those of them that boot no machine; two minutes
#   make check-full  all tests: also Debian's own kernels, a kernel that checks
#                    itself, and a build of each patch; hours
#   make apply KDIR=/path/to/linux   put the series onto a kernel tree
#   make deb         installable kernel packages, in out/deb
#   make install     gvt-display, to PREFIX (/usr/local) below DESTDIR
#   make import DIR=/new/directory   the series as a git branch, to work on it
#   make export DIR=/that/directory  the branch back into patches/ and series
#   make setup       install what is needed from Debian (as root)
#   make bench       what flips and vblanks take, Documentation/results/bench.md
#   make clean       remove out/; make clean-cache also forgets built things
#   scripts/lab      boot the laboratory's host with your own kernel and job

help:
	@sed -n 's/^#   //p' Makefile

QUICK = tests/style.t tests/igd-unit.t tests/igd-qtest.t tests/badinput.t tests/series.t \
	tests/checkpatch.t
CHECK = $(QUICK) tests/config.t tests/lab.t tests/platforms.t tests/ports.t tests/two-guests.t tests/unbound.t tests/hostile.t \
	tests/two-monitors.t tests/life.t tests/suspend.t tests/unload.t tests/desktops.t tests/displays.t tests/control.t tests/debug.t tests/flips.t \
	tests/fast-flips.t tests/counters.t tests/errors.t tests/crc.t tests/colour.t tests/planes.t tests/firmware.t tests/switch.t tests/switches.t tests/igt.t tests/kunit.t

setup:
	@scripts/setup

demo: setup
	@scripts/demo

check: setup
	@scripts/check $(CHECK)

check-quick: setup
	@scripts/check $(QUICK)

check-full: setup
	@scripts/check tests/*.t

apply:
	@scripts/apply "$(KDIR)"

deb: setup
	@scripts/deb

install:
	@$(MAKE) -C tools/gvt-display install

import:
	@scripts/import "$(DIR)"

export:
	@scripts/export "$(DIR)"

bench: setup
	@scripts/bench

clean:
	@rm -rf out

clean-cache: clean
	@scripts/clean-cache

.PHONY: help setup demo check check-quick check-full apply deb install import export bench clean clean-cache
