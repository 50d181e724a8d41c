# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# Job of tests/debug-kernels.t: mistakes that the kernel's own test modules make
# (lib/test_lockup.c, samples/kmemleak).

# a file's i_mmap_rwsem before mmap_lock; mmap() takes them the other way round
modprobe test_lockup file_path=/bin/sh lock_mapping=1 lock_mmap_sem=1
modprobe kmemleak-test
exit 0
