#!/bin/sh
# Make the package for Debian and Kylin, for the kind of processor this runs on or that ARCH names: `make deb ARCH=arm64`.
# It runs on the machine and, with --inside, in the root.
# The root is that of the oldest system Debian's archive still serves, for its C library; Python and SQLite are made in it.
set -eu
here=$(dirname "$0")
if [ "${1:-}" != --inside ]; then
    made=$(git -C "$here" log -1 --format=%ct)
    own=$(dpkg --print-architecture)
    kind=${ARCH:-$own}
    in_root() { root=$1; shift; sh "$here/../root.sh" "$root" env SOURCE_DATE_EPOCH="$made" "$@"; }
    if [ "$kind" = "$own" ]; then
        in_root bullseye/build MAINTAINER="${MAINTAINER:-}" sh /source/setup/debian/build.sh --inside
        exit 0
    fi
    # another processor under qemu-user: the two heavy steps, compiling Python and packing, are done by this one
    sh "$here/../root.sh" "bullseye:$kind" true
    in_root "bullseye/python-$kind" sh /source/setup/old_python.sh "$kind"
    in_root "bullseye:$kind/build" MAINTAINER="${MAINTAINER:-}" COMPRESSION=none sh /source/setup/debian/build.sh --inside
    in_root "bullseye/python-$kind" sh -euc 'package=$(ls /output/disclosure-desk_*"_$1.deb")
        dpkg-deb -R "$package" /tmp/tree
        dpkg-deb -Zxz --build /tmp/tree "$package"
        ls -l "$package"' sh "$kind"
    exit 0
fi

sh /source/setup/old_python.sh
rm -f /output/python-*.tar
# asked for by the package, not taken along: the printers of a machine are its own matter (libcups2), and what Qt 6.8.0 for
# arm64 asks of a desktop (libsm6, with libice6)
apt-get install -y -qq --no-install-recommends make binutils libcups2 libsm6 >/dev/null
mkdir -p /project
cd /project
# what was built there before stays only as .venv; the tree is laid anew
find . -mindepth 1 -maxdepth 1 ! -name .venv -exec rm -rf {} +
tar -C /source --exclude=./.venv --exclude=./.git --exclude=./dist --exclude=./build --exclude=./tests --exclude='__pycache__' \
    --exclude='.*_cache' -cf - . | tar -xf -
# arm64 has an older PySide6, whose wheels an old C library still takes
kind=$(dpkg --print-architecture)
[ "$kind" != arm64 ] || cp setup/arm64/requirements.lock requirements-build.lock
make --no-print-directory PYTHON=/opt/python/bin/python3.11 dist
rm -f /output/disclosure-desk_*"_$kind.deb"
.venv/bin/python -m setup.debian.pack /output
ls -l /output/disclosure-desk_*"_$kind.deb"
