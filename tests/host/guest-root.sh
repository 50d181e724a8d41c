# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=sh
# In a guest that has the root image of the lab's host as its first disk, run by
# busybox: what tests/host/init and tests/host/run make of that image for the host,
# with each directory in /share at its place; then COMMAND in it.
# Usage: guest-root.sh COMMAND...
mkdir -p /image /layer /root
mount -t erofs -o ro /dev/vda /image || exit
mount -t tmpfs layer /layer
mkdir /layer/upper /layer/work
mount -t overlay -o lowerdir=/image,upperdir=/layer/upper,workdir=/layer/work root /root || exit
for dir in /share/*; do
	mkdir -p "/root/${dir##*/}"
	mount -o bind "$dir" "/root/${dir##*/}"
done
for dir in proc sys dev; do
	mount -o bind /$dir /root/$dir
done
mount -t debugfs debugfs /root/sys/kernel/debug
mount -t tmpfs run /root/run
mkdir -p /root/dev/shm
mount -t tmpfs shm /root/dev/shm
ln -sf /proc/self/fd /root/dev/fd
export PATH=/usr/sbin:/usr/bin:/sbin:/bin:/usr/libexec/igt-gpu-tools HOME=/root
exec /bin/chroot /root "$@"
