#!/bin/bash
# Makes what dnf installs into: dnf-lab.sh FOLDER RPM OLD_VERSION
# There is no distribution of rpms here, so packages with its names stand in for what mos-exporter.rpm requires: each has this
# machine's own files, as far as its scripts and the daemon need them. FOLDER/base is their repository, FOLDER/root is an empty root,
# FOLDER/old.rpm is RPM as another version.
set -euo pipefail
export LC_ALL=C
folder=$1 rpm=$2 old=$3
base=$folder/base
mkdir -p "$base" "$folder/made"

built() { # NAME, PROVIDES: of the tree in made/NAME
  local tree=$folder/made/$1
  (cd "$tree" && find . -not -type d -printf '/%P\n' | sed 's/ /?/g') > "$folder/made/$1.files"
  cat > "$folder/made/$1.spec" << SPEC
Name: $1
Version: 1
Release: 1
Summary: Stands in for $1
License: none
AutoReqProv: no
$2
%global debug_package %{nil}
%global __os_install_post %{nil}
%description
Stands in for $1.
%install
mkdir -p %{buildroot}
cp -a $tree/. %{buildroot}/
%files -f $folder/made/$1.files
%defattr(-,root,root,-)
SPEC
  HOME=$folder/made rpmbuild -bb --quiet --define "_topdir $folder/made/rpmbuild" --define "_rpmdir $base" \
    --define '_rpmfilename %{NAME}.rpm' --define '_binary_payload w1.gzdio' "$folder/made/$1.spec" > "$folder/made/$1.log" 2>&1 ||
    { cat "$folder/made/$1.log" >&2; exit 1; }
}
# In /usr, as all distributions have it now.
programs() { # NAME PROGRAM…
  local name=$1 from
  shift
  mkdir -p "$folder/made/$name/usr/bin" "$folder/made/$name/usr/sbin"
  for program in "$@"; do
    from=$(PATH=/usr/bin:/usr/sbin:/bin:/sbin type -P "$program")
    [[ $from == /usr/* ]] || from=/usr$from
    cp -L "$from" "$folder/made/$name$from"
    { ldd "$from" 2> /dev/null || true; } | grep -o '/[^ ]*' >> "$folder/made/libraries" || true
  done
}

: > "$folder/made/libraries"
programs bash sh
ln -s sh "$folder/made/bash/usr/bin/bash"
programs coreutils cat chmod chown cut dirname env id ls mkdir mktemp mv readlink rm stat tail timeout true uname find grep sed
programs shadow-utils groupadd useradd nologin
programs util-linux setpriv getent
programs systemd systemctl
printf '/lib/x86_64-linux-gnu/%s\n' libdl.so.2 libpthread.so.0 librt.so.1 libm.so.6 libz.so.1 >> "$folder/made/libraries"
mkdir -p "$folder/made/shadow-utils/etc"
cp /etc/login.defs "$folder/made/shadow-utils/etc/"

# With the folders' links, as the package filesystem has them; users and groups are no configuration of this machine's.
glibc=$folder/made/glibc
mkdir -p "$glibc/usr/lib64" "$glibc/etc"
ln -s usr/bin usr/sbin usr/lib usr/lib64 "$glibc/"
while read -r library; do
  [ ! -e "$library" ] || { mkdir -p "$glibc/usr$(dirname "${library#/usr}")" && cp -L "$library" "$glibc/usr${library#/usr}"; }
done < <(sort -u "$folder/made/libraries")
printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n' > "$glibc/etc/passwd"
printf 'root:x:0:\nnogroup:x:65534:\n' > "$glibc/etc/group"
printf 'passwd: files\ngroup: files\nshadow: files\n' > "$glibc/etc/nsswitch.conf"
printf 'root:*:19000:0:99999:7:::\n' > "$glibc/etc/shadow"
: > "$glibc/etc/gshadow"

built glibc 'Provides: filesystem'
built bash $'Provides: /bin/sh\nRequires: glibc'
built coreutils $'Provides: findutils\nRequires: glibc'
built shadow-utils 'Requires: glibc'
built util-linux 'Requires: glibc'
built systemd 'Requires: glibc, coreutils, bash'
createrepo_c --quiet "$base"

# The same package as another version, whose cache has another name.
staged=$folder/made/staged
mkdir -p "$staged"
rpm2cpio "$rpm" | (cd "$staged" && cpio -idm --quiet)
mkdir -p "$staged/etc/default"
mv "$staged/etc/sysconfig/mos-exporter" "$staged/etc/default/"
rm -r "$staged/etc/sysconfig" "${staged:?}/var"
version=$(rpm -qp --queryformat '%{VERSION}' "$rpm")
grep -q "/$version-" "$staged/usr/lib/mos-exporter/java-options"
sed -i "s|/$version-|/$old-|" "$staged/usr/lib/mos-exporter/java-options"
HOME=$folder/made rpmbuild -bb --quiet --target x86_64-linux --define "_topdir $folder/made/rpmbuild" --define "_rpmdir $folder" \
  --define "_rpmfilename mos-exporter-$old-1.x86_64.rpm" --define "staged $staged" --define "version $old" --define 'release 1' \
  --define '_binary_payload w1.gzdio' packaging/rpm/mos-exporter.spec > "$folder/made/old.log" 2>&1 ||
  { cat "$folder/made/old.log" >&2; exit 1; }
rm -rf "$folder/made"

mkdir -p "$folder/root/dev" "$folder/root/proc" "$folder/root/tmp" "$folder/root/etc/yum.repos.d"
chmod 1777 "$folder/root/tmp"
for device in null zero urandom; do
  : > "$folder/root/dev/$device"
done
cat > "$folder/root/etc/yum.repos.d/base.repo" << REPO
[base]
name=base
baseurl=file://$base
gpgcheck=0
REPO
