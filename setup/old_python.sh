#!/bin/sh
# In a Debian root whose own Python is too old: make Python 3.11 and SQLite from the sources of Debian 12, into /opt/python.
# Run by setup/debian/build.sh inside the root; makes nothing where it has been made. Ten minutes on two cores.
# Usage: sh setup/old_python.sh [KIND]. KIND is another kind of processor, arm64: its Python is compiled here, where only what
# configure tries and the new Python itself run under qemu-user, and lies in /output for the root of that kind to take.
set -eu
own=$(dpkg --print-architecture)
kind=${1:-$own}
parcel=/output/python-$kind.tar
hand_over() { [ "$kind" = "$own" ] || tar -C /opt -cf "$parcel" python; }
if [ -f /opt/python/.whole ]; then # a half-made one carries no mark and is begun again
    hand_over
    exit 0
fi
rm -rf /opt/python
if [ "$kind" = "$own" ] && [ -f "$parcel" ]; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends libssl1.1 libffi7 zlib1g libbz2-1.0 liblzma5 libuuid1 >/dev/null
    tar -C /opt -xf "$parcel"
    exit 0
fi

mirror=$(sed -n 's/^deb \([^ ]*\) .*/\1/p' /etc/apt/sources.list | head -1)
echo "deb-src $mirror bookworm main" > /etc/apt/sources.list.d/sources.list
[ "$kind" = "$own" ] || dpkg --add-architecture "$kind"
apt-get update -qq
apt-get install -y -qq --no-install-recommends build-essential dpkg-dev file tcl >/dev/null
# for configure the compiler is that of the machine it runs on: with qemu there is no other
machine=$(dpkg-architecture -a"$kind" -qDEB_HOST_GNU_TYPE 2>/dev/null)
[ "$kind" = "$own" ] || apt-get install -y -qq --no-install-recommends "gcc-$machine" >/dev/null
apt-get install -y -qq --no-install-recommends "libssl-dev:$kind" "libffi-dev:$kind" "zlib1g-dev:$kind" "libbz2-dev:$kind" \
    "liblzma-dev:$kind" "uuid-dev:$kind" >/dev/null
work=$(mktemp -d)
cd "$work"
apt-get source -qq --only-source sqlite3 python3.11

# SQLite as a shared library with what the program asks of it
cd "$work"/sqlite3-*/
./configure --quiet --build="$machine" --host="$machine" --prefix=/opt/python \
    --disable-static --disable-tcl --disable-readline CFLAGS="-O2 \
    -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_DBSTAT_VTAB \
    -DSQLITE_SECURE_DELETE -DSQLITE_ENABLE_MATH_FUNCTIONS"
make -s -j"$(nproc)" libsqlite3.la >/dev/null
make -s lib_install >/dev/null
install -D -m 644 sqlite3.h sqlite3ext.h -t /opt/python/include

cd "$work"/python3.11-*/
# Debian's mend of CVE-2026-4224 takes a header of Python's core into pyexpat, which Debian itself builds into the core
sed -i "s/Extension('pyexpat', /&extra_compile_args=['-DPy_BUILD_CORE_MODULE'], /" setup.py
./configure --quiet --build="$machine" --host="$machine" --prefix=/opt/python \
    --enable-shared --without-ensurepip --disable-test-modules \
    CPPFLAGS="-I/opt/python/include" LDFLAGS="-L/opt/python/lib -Wl,-rpath,/opt/python/lib" >/dev/null
make -s -j"$(nproc)" >/dev/null
make -s install >/dev/null
/opt/python/bin/python3.11 -c 'import _elementtree, bz2, ctypes, lzma, pyexpat, sqlite3, ssl, uuid, zlib
print("SQLite", sqlite3.sqlite_version)'
rm -rf "$work"
touch /opt/python/.whole
hand_over
