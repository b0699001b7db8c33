#!/bin/sh
# Run a command as root in a Debian of another age, which is made on first use from Debian's archive and nothing else.
# Usage: sh setup/root.sh bullseye|bookworm|trixie[:KIND][/NAME] COMMAND [WORD ...]
#        sh setup/root.sh --forget AGE[:KIND]/NAME
#
# KIND is another kind of processor in Debian's word, arm64: its programs run under qemu-user, ten times as slowly.
# The project lies in it at /source, read-only, and its folder dist/ at /output. AGE/NAME is a copy of the plain AGE, made
# on first use too, to build in or to throw away. Roots lie in $ROOTS, half a gigabyte to two each. Every mount belongs to
# the command's own mount space and ends with it, whatever happens. Mirror, certificates and proxies are the machine's.
set -eu
ROOTS="${ROOTS:-/var/tmp/disclosure-desk}"
project=$(cd "$(dirname "$0")/.." && pwd)
own=$(dpkg --print-architecture)
folder_of() { echo "$ROOTS/$(echo "$1" | sed "s/:$own//" | tr :/ --)"; }

if [ "$1" = --forget ]; then
    case "$2" in */*) rm -rf --one-file-system "$(folder_of "$2")" ;; *) echo "Only a copy, AGE/NAME" >&2; exit 2 ;; esac
    exit 0
fi
name=$1; shift
plain=$(folder_of "${name%%/*}")
root=$(folder_of "$name")
age=${name%%[:/]*}
kind=$(echo "${name%%/*}:$own" | cut -d: -f2)
# F: the kernel keeps qemu open itself, as no root has one
if [ "$kind" != "$own" ] && ! grep -qs '^flags:.*F' "/proc/sys/fs/binfmt_misc/qemu-$(echo "$kind" | sed s/arm64/aarch64/)"; then
    echo "This machine starts no programs for $kind: apt-get install qemu-user-static binfmt-support" >&2
    exit 1
fi

if [ ! -f "$plain/.whole" ]; then # half a root carries no mark and is begun again
    command -v debootstrap >/dev/null || { echo "Missing: apt-get install debootstrap" >&2; exit 1; }
    mirror=${DEBIAN_MIRROR:-$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        sed -n 's/^URIs: *\([^ ]*\).*/\1/p; s/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p' | grep 'debian/\{0,1\}$' | head -1)}
    mkdir -p "$ROOTS"
    rm -rf --one-file-system "$plain"
    echo "Making a root of $age for $kind in $plain" >&2
    debootstrap --arch="$kind" --variant=minbase --include=ca-certificates "$age" "$plain" "$mirror" > "$plain.log" || { tail "$plain.log" >&2; exit 1; }
    echo "deb $mirror $age main" > "$plain/etc/apt/sources.list"
    apt-config dump Acquire | grep -E '^Acquire::(https?|Retries|Check-Date|Check-Valid-Until)' \
        > "$plain/etc/apt/apt.conf.d/80machine" || true
    cp -L /etc/ssl/certs/ca-certificates.crt "$plain/etc/ssl/certs/"
    echo 'APT::Install-Recommends "false"; Acquire::Languages "none";' > "$plain/etc/apt/apt.conf.d/90plain"
    rm -f "$plain"/var/cache/apt/archives/*.deb
    touch "$plain/.whole"
fi
if [ ! -f "$root/.whole" ]; then
    rm -rf --one-file-system "$root"
    cp -a "$plain" "$root"
fi

mkdir -p "$project/dist" "$root/source" "$root/output"
export root project
# the inner shell mounts in its own space; all of it is gone when its first process is
exec unshare --mount --pid --fork --kill-child sh -eu -c '
    mount --make-rprivate /
    mount --bind "$project" "$root/source"
    mount -o remount,bind,ro "$root/source"
    mount --bind "$project/dist" "$root/output"
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sys "$root/sys"
    mount --rbind /dev "$root/dev"
    mount -t tmpfs tmp "$root/tmp"
    for file in /etc/resolv.conf /etc/hosts; do cp -L "$file" "$root$file"; done
    exec chroot "$root" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive PIP_CERT=/etc/ssl/certs/ca-certificates.crt \
        SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt CI="${CI:-}" \
        PIP_INDEX_URL="${PIP_INDEX_URL:-}" http_proxy="${http_proxy:-}" https_proxy="${https_proxy:-}" "$@"
' sh "$@"
