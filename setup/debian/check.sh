#!/bin/sh
# Try the package on Debian systems that have nothing of ours: `make check-deb`, after `make deb`. For each age a fresh root:
# install an earlier version (dist/earlier/*.deb where one lies there), upgrade, name a missing library, start on a screen
# and photograph it, export the sample, refuse while it runs, remove, and find her files untouched. lintian judges the
# package once. Photographs: dist/check-AGE-KIND.png, to be looked at; beside them her file and its papers. Under qemu-user all
# waits are ten times as long, and nothing is said of a running program: for the kernel it is qemu that runs.
set -eu
here=$(dirname "$0")
if [ "${1:-}" != --inside ]; then
    patience=1
    [ "${ARCH:-$(dpkg --print-architecture)}" = "$(dpkg --print-architecture)" ] || patience=10
    for age in ${AGES:-bullseye bookworm trixie}; do
        root=$age${ARCH:+:$ARCH}/try
        sh "$here/../root.sh" --forget "$root"
        sh "$here/../root.sh" "$root" sh /source/setup/debian/check.sh --inside "$age" "$patience"
        sh "$here/../root.sh" --forget "$root"
    done
    exit 0
fi
age=$2 patience=$3
kind=$(dpkg --print-architecture)
package=$(ls /output/disclosure-desk_*"_$kind.deb")
dpkg-deb -f "$package" Depends | grep -q libcups2 || { echo "FAILED: nobody asks for the printers' library" >&2; exit 1; }
say() { echo "$age: $*"; }
fail() { say "FAILED: $*" >&2; exit 1; }
install() { # nothing but what is asked for; what was said is told where it fails
    apt-get install -y -qq --no-install-recommends "$@" > /tmp/installed 2>&1 || { cat /tmp/installed >&2; return 1; }
}
inside=/usr/lib/disclosure-desk/_internal
loads() { # FILE ...: every library of each is found, and every function in those that are
    LD_LIBRARY_PATH=$inside ldd -r "$@" > /tmp/loaded 2>&1 || true
    ! grep -E 'not found|undefined symbol' /tmp/loaded >&2
}

# an earlier version; without one the same package with a lower number and one file that the later one no longer has
if ! cp /output/earlier/disclosure-desk_*"_$kind.deb" /root/before.deb 2>/dev/null; then
    mkdir -p /root/before
    dpkg-deb -R "$package" /root/before
    sed -i 's/^Version: .*/Version: 0.9.0/' /root/before/DEBIAN/control
    touch /root/before/usr/lib/disclosure-desk/gone
    dpkg-deb -Zgzip -z1 --build /root/before /root/before.deb >/dev/null
    rm -rf /root/before
fi

apt-get update -qq
install /root/before.deb || fail "the earlier version does not install"
rm /root/before.deb

# somebody without any rights, with registers of hers; nothing but what the package asks for is installed yet
useradd --create-home clerk
as_her() { su clerk -s /bin/sh -c "cd && LANG=C.UTF-8 $*"; }
as_her 'disclosure-desk --sample' >/dev/null || fail "the sample is not exported without a screen"
before=$(as_her 'disclosure-desk --version')
as_her 'cp output/示例.sqlite 登记簿.xxgk'
as_her 'sha256sum 登记簿.xxgk > sum'

install "$package" || fail "the upgrade"
apt-get autoremove -y -qq >/dev/null # what only the earlier version asked for
dpkg -L disclosure-desk | sort > /tmp/owned
ls $inside/PySide6/Qt/plugins/printsupport/*.so >/dev/null || fail "no printer is found: there is no plug-in for them"
# the libraries we bring beside those of this system's age: the window, the printers, the input methods, the pictures
# shellcheck disable=SC2046 # a list of files on purpose
loads /usr/lib/disclosure-desk/DisclosureDesk $(find $inside/PySide6/Qt -name '*.so*' -type f) ||
    fail "a library or one of its functions is missing that the package does not ask for"
[ -z "$(find /usr/lib/disclosure-desk | sort | comm -13 /tmp/owned -)" ] || fail "a file of the earlier version is left"
as_her 'sha256sum --quiet --check sum' || fail "the upgrade changed her file"
year=$(($(date +%Y) - 1))
as_her "disclosure-desk report 登记簿.xxgk --year $year --to 年报.pdf --to 年报.docx --to 年报.xlsx" >/dev/null || fail report
as_her 'test "$(head -c 5 年报.pdf)" = %PDF-' || fail "no PDF"
as_her 'disclosure-desk verify 登记簿.xxgk' | grep -q 完好 || fail "her file after the upgrade"
mkdir -p "/output/check-$age-$kind"
cp /home/clerk/登记簿.xxgk /home/clerk/年报.* "/output/check-$age-$kind"
say "$before, upgraded: $(as_her 'disclosure-desk --version'); report of $year: $(stat -c %s /home/clerk/年报.pdf) bytes"

for library in libEGL.so.1 libGL.so.1; do # one sentence names what is not there
    there=$(/sbin/ldconfig -p | sed -n "s/.*$library .*=> //p" | head -1)
    mv "$there" /root/hidden
    as_her 'DISPLAY=:9 disclosure-desk 登记簿.xxgk' > /tmp/said 2>&1 && fail "a window without $library"
    [ "$(wc -l < /tmp/said)" = 1 ] && grep -q "缺少系统组件 $library" /tmp/said || { cat /tmp/said; fail "$library is not named"; }
    mv /root/hidden "$there"
done
say "a missing library is named: $(cat /tmp/said)"

install xvfb x11-utils imagemagick shared-mime-info man-db desktop-file-utils procps || fail "what the check needs"
man disclosure-desk >/dev/null 2>&1 || fail "no manual page"
desktop-file-validate /usr/share/applications/disclosure-desk.desktop || fail "the menu entry"
cp /home/clerk/登记簿.xxgk /tmp/a.xxgk
grep -q '50:application/vnd.disclosure-desk:\*.xxgk' /usr/share/mime/globs2 || fail "the kind of file is not known"

cat > /tmp/window.sh <<END
patience=$patience
END
cat >> /tmp/window.sh <<'END'
cd; LANG=C.UTF-8 disclosure-desk 登记簿.xxgk & program=$!
for _ in $(seq $((120 * patience))); do xwininfo -root -tree 2>/dev/null | grep -q '信息公开工作台' && break; sleep 0.5; done
sleep $((30 * patience)); import -window root /tmp/seen.png; touch /tmp/shown
while [ -e /tmp/shown ]; do sleep 0.2; done
kill $program; wait $program 2>/dev/null; true
END
chmod 777 /tmp
. /source/setup/screen.sh
as_her sh /tmp/window.sh > /tmp/said 2>&1 & window=$!
for _ in $(seq $((400 * patience))); do [ -e /tmp/shown ] && break; sleep 0.5; done
[ -e /tmp/shown ] || { cat /tmp/said; fail "no window"; }
cp /tmp/seen.png "/output/check-$age-$kind.png"
if [ "$patience" = 1 ]; then
    if apt-get install -y -qq --reinstall "$package" > /tmp/refused 2>&1; then fail "laid over a running program"; fi
    grep -q '正在运行' /tmp/refused || { cat /tmp/refused; fail "refused without a word"; }
    say "refused over itself while it runs"
fi
rm -f /tmp/shown; wait $window
[ ! -s /tmp/said ] || { say "the window said:"; cat /tmp/said; }
dpkg --configure -a >/dev/null 2>&1 || true
install --reinstall "$package" || fail "after the program was closed"

if [ "$age" = trixie ]; then
    install lintian || fail "lintian does not install"
    lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$package" || fail lintian
    say "lintian has nothing to say"
fi
apt-get remove -y -qq disclosure-desk >/dev/null 2>&1 || fail "the removal"
[ ! -e /usr/lib/disclosure-desk ] && [ ! -e /usr/bin/disclosure-desk ] || fail "something is left"
[ -f /home/clerk/登记簿.xxgk ] && [ -d /home/clerk/.config/DisclosureDesk ] || fail "her files are gone"
say "installed, upgraded, started, removed; photograph: dist/check-$age-$kind.png"
