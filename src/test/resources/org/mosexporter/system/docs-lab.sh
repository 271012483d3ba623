#!/bin/bash
# Runs what the documentation tells readers to type, on a host that is made for it: within namespaces of mounts and
# network, so that /etc and /var are copies, and the interfaces are not this machine's.
# usage: unshare --mount --net docs-lab.sh FOLDER CHECKOUT; FOLDER has office.pcap, replay.py, commands/NUMBER
# shellcheck disable=SC2016 # what stands in single quotes is for the stand-ins
set -euo pipefail
folder=$1 checkout=$2
export LC_ALL=C.UTF-8 PATH="$folder/bin:$PATH:/usr/sbin:/sbin"

mount --make-rprivate /
mount -t sysfs sysfs /sys # of this network
mkdir -p "$folder/upper" "$folder/results" "$folder/home" "$folder/bin"
mount -t tmpfs tmpfs "$folder/upper"
for place in etc var; do
  mkdir -p "$folder/upper/$place" "$folder/upper/work-$place"
  mount -t overlay overlay -o "lowerdir=/$place,upperdir=$folder/upper/$place,workdir=$folder/upper/work-$place" "/$place"
done

# eth0 is the host's own interface, eth1 gets the mirror.
ip link set lo up
for number in 0 1; do
  ip link add "eth$number" type veth peer name "peer$number"
  ethtool -K "eth$number" gro off tx off rx off gso off >/dev/null 2>&1
  ethtool -K "peer$number" gro off tx off rx off gso off >/dev/null 2>&1
  ip link set "peer$number" up
  ip link set "eth$number" up
done
ip address add 10.1.0.9/24 dev eth0
ip route add default via 10.1.0.1
printf '127.0.0.1 localhost\n' > /etc/hosts

program() { # NAME, TEXT
  printf '#!/bin/sh\n%s\n' "$2" > "$folder/bin/$1"
  chmod 755 "$folder/bin/$1"
}
program mos-exporter "exec '$checkout/bin/mos-exporter' \"\$@\""
program sudo 'exec "$@"'
program journalctl "cat '$folder/daemon.log'"
program editor 'test -f "$1"'
# The service is a child of this script.
program systemctl "case \$1 in reload) kill -HUP \$(cat '$folder/daemon.pid') ;; *) echo active ;; esac"

mkdir -p /etc/mos-exporter /var/lib/mos-exporter /var/log/mos-exporter /var/captures
cp "$folder/office.yml" /etc/mos-exporter/mos-exporter.yml
cp "$folder/office.pcap" /var/captures/monday.pcap
cp "$folder/office.pcap" "$folder/home/capture.pcap"
gzip -c "$folder/office.pcap" > "$folder/home/capture.pcapng.gz"

STATE_DIRECTORY=/var/lib/mos-exporter "$checkout/bin/mos-exporter" run > "$folder/daemon.log" 2>&1 &
echo $! > "$folder/daemon.pid"
trap 'kill $(jobs -p) 2>/dev/null' EXIT
for _ in $(seq 100); do
  grep -q 'ready on ports' "$folder/daemon.log" && break
  sleep 0.2
done
python3 "$folder/replay.py" peer1 "$folder/office.pcap" &
for _ in $(seq 120); do
  curl -sS localhost:10199/metrics | grep -q '^voip_endpoint_mos_lq{' && break
  sleep 0.5
done
sleep 2

cd "$folder/home"
for command in "$folder"/commands/*; do
  code=0
  timeout 60 bash -eu "$command" > "$folder/results/${command##*/}" 2>&1 < /dev/null || code=$?
  echo "$code" > "$folder/results/${command##*/}.code"
done
