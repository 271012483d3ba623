#!/bin/bash
# Boots a Debian that lies in a folder, with its own systemd as process 1: boot.sh FOLDER
# It has namespaces of its own for processes, mounts, network, host name, IPC and control groups; of the control groups it
# gets one of each hierarchy that the machine has mounted, or of the only one (cgroup2). What the kernel does not permit is
# named on standard error, and the exit code is 3. Ends when process 1 does: kill the child of this process.
set -euo pipefail

step() { # COMMAND…
  local said
  said=$("$@" 2>&1) || {
    echo "boot.sh: not permitted here: $* ($said)" >&2
    exit 3
  }
}

if [ "$1" != inside ]; then
  name=boot-$$
  [ -d /sys/fs/cgroup ] || { echo "boot.sh: /sys/fs/cgroup is not mounted" >&2; exit 3; }
  groups=(/sys/fs/cgroup)
  [ -e /sys/fs/cgroup/cgroup.procs ] || groups=(/sys/fs/cgroup/*/)
  for group in "${groups[@]}"; do
    if [ ! -L "${group%/}" ] && [ -e "$group/cgroup.procs" ]; then
      step mkdir "$group/$name"
      # Without these a group of processor sets takes nobody.
      for file in cpuset.cpus cpuset.mems; do
        [ ! -e "$group/$name/$file" ] || cat "$group/$file" > "$group/$name/$file" 2> /dev/null || true
      done

      echo $$ > "$group/$name/cgroup.procs" || { echo "boot.sh: not permitted here: entering $group$name" >&2; exit 3; }
    fi
  done
  step unshare --pid --fork --mount --uts --ipc --net --cgroup true
  exec unshare --kill-child --pid --fork --mount --uts --ipc --net --cgroup bash "$0" inside "$1"
fi

root=$2
# Which hierarchies there are, before the mounts of this machine are out of sight.
v1=$(awk '{ for (i = 7; i < NF; i++) if ($i == "-" && $(i + 1) == "cgroup") print $5 }' /proc/self/mountinfo)
step mount --make-rprivate /
step mount --bind "$root" "$root"
step mount -t proc proc "$root/proc"
step mount -t sysfs sysfs "$root/sys"
step mount -t tmpfs -o mode=755 tmpfs "$root/run"
step mount -t tmpfs -o mode=755 tmpfs "$root/dev"
step mount -t tmpfs tmpfs "$root/tmp"
for device in null zero full random urandom tty; do
  touch "$root/dev/$device"
  step mount --bind "/dev/$device" "$root/dev/$device"
done
mkdir "$root/dev/pts" "$root/dev/shm"
step mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
if [ -z "$v1" ]; then
  step mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup"
else
  step mount -t tmpfs -o mode=755 tmpfs "$root/sys/fs/cgroup"
  for hierarchy in $v1; do
    controller=${hierarchy##*/}
    mkdir "$root/sys/fs/cgroup/$controller"
    options=$controller
    [ "$controller" != systemd ] || options=none,name=systemd
    step mount -t cgroup -o "$options" cgroup "$root/sys/fs/cgroup/$controller"
  done
  mkdir -p "$root/sys/fs/cgroup/unified"
  step mount -t cgroup2 cgroup2 "$root/sys/fs/cgroup/unified"
fi
hostname booted
ip link set lo up
mkdir -p "$root/oldroot"
cd "$root"
step pivot_root . oldroot
umount -l /oldroot
rmdir /oldroot
# Where it is told that it is in a container, systemd leaves this to who made it; credentials are mounted by a child.
step mount --make-rshared /
# Later versions of systemd ask for the second before they take control groups of the first version.
exec env -i container=test SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system
