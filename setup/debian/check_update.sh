#!/bin/sh
# Try an update from a stick, whole: `make check-update KEY=/path/of/the/private/key.pem`, after `make deb`. In a fresh Debian
# 12 the package of dist/ is installed; the same one, with the next version, lies signed on a stick. The program finds it,
# backs up, closes and has it installed by pkexec; the new one starts on the same file and tells so. A rule of polkit stands
# in for the administrator's password. Photographs: dist/check-update-*.png, to be looked at.
set -eu
here=$(dirname "$0")
name=disclosure-desk
if [ "${1:-}" != --inside ]; then
    package=$(ls "$here"/../../dist/${name}_*_amd64.deb)
    version=$(dpkg-deb -f "$package" Version)
    next="${version%.*}.$((${version##*.} + 1))"
    stick=$here/../../dist/stick
    rm -rf "$stick"
    mkdir -p "$stick"
    work=$(mktemp -d)
    dpkg-deb -R "$package" "$work/tree"
    sed -i "s/^Version: .*/Version: $next/" "$work/tree/DEBIAN/control"
    sed -i "s/^version = .*/version = \"$next\"/" "$work/tree/usr/lib/$name/_internal/pyproject.toml"
    rm "$work/tree/DEBIAN/md5sums"
    dpkg-deb --root-owner-group -Zgzip -z1 --build "$work/tree" "$stick/${name}_${next}_amd64.deb" >/dev/null
    rm -rf "$work"
    (cd "$here/../.." && .venv/bin/python -c 'import sys; from pathlib import Path; from setup.sign_update import refuse_unknown, sign
refuse_unknown(Path(sys.argv[1]))
sign(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], ("只为试验做的版本。",))' "$KEY" "dist/stick/${name}_${next}_amd64.deb" "$next")
    sh "$here/../root.sh" --forget bookworm/update
    sh "$here/../root.sh" bookworm/update sh /source/setup/debian/check_update.sh --inside "$version" "$next"
    sh "$here/../root.sh" --forget bookworm/update
    rm -rf "$stick"
    exit 0
fi
version=$2 next=$3
fail() {
    echo "FAILED: $*" >&2
    import -window root /output/check-update-failed.png || true
    xwininfo -root -tree | grep '"' || true
    cat /home/clerk/.local/share/DisclosureDesk/update/* 2>/dev/null || true
    exit 1
}
install() { apt-get install -y -qq --no-install-recommends "$@" > /tmp/installed 2>&1 || { cat /tmp/installed >&2; return 1; }; }
until_seen() { # SECONDS COMMAND: wait until the command answers
    for _ in $(seq $(($1 * 2))); do eval "$2" >/dev/null 2>&1 && return 0; sleep 0.5; done
    return 1
}
apt-get update -qq
install "$(ls /output/${name}_*_amd64.deb)" xvfb x11-utils imagemagick openbox xdotool dbus polkitd pkexec procps
useradd --create-home --shell /bin/sh clerk
mkdir -p /run/dbus /media/clerk/KINGSTON
dbus-daemon --system --fork
cat > /etc/polkit-1/rules.d/10-clerk.rules <<'END'
polkit.addRule(function(action, subject) {
    if (action.id == "org.freedesktop.policykit.exec" && subject.user == "clerk") return polkit.Result.YES;
});
END
/usr/lib/polkit-1/polkitd --no-debug >/dev/null 2>&1 &
. /source/setup/screen.sh
as_her() { su clerk -s /bin/sh -c "cd && LANG=C.UTF-8 $*"; }
as_her "openbox" >/dev/null 2>&1 &
chmod 1777 /tmp
as_her "env -u DISPLAY $name --sample" >/dev/null
as_her 'cp output/示例.sqlite 登记簿.xxgk'
sum() { as_her "$name report 登记簿.xxgk --year $(($(date +%Y) - 1)) --to $1 >/dev/null && sha256sum < $1"; }
before=$(sum before.json)
mount -t tmpfs stick /media/clerk/KINGSTON
cp /output/stick/* /media/clerk/KINGSTON/
chmod 644 /media/clerk/KINGSTON/*

as_her "$name 登记簿.xxgk" > /tmp/said 2>&1 &
until_seen 60 'xdotool search --name 登记簿.*信息公开工作台' || { cat /tmp/said; fail "no window"; }
first=$(pgrep -u clerk -x disclosure-desk | head -1)
[ -n "$first" ] || fail "no program"
sleep 20
import -window root /output/check-update-1-found.png
window=$(xdotool search --onlyvisible --name '登记簿.*信息公开工作台' | head -1)
xdotool windowactivate --sync "$window"
xdotool key alt+h
sleep 3
import -window root /output/check-update-2-menu.png
xdotool key Up Up Return # see the photograph
until_seen 20 'xdotool search --onlyvisible --name ^更新$' || fail "no dialog"
sleep 5
import -window root /output/check-update-3-dialog.png
xdotool key Return
until_seen 60 "! kill -0 $first" || fail "the program does not close"
until_seen 180 "dpkg-query -W -f '\${Version}' $name | grep -qx $next" || fail "$next is not installed"
until_seen 60 'xdotool search --onlyvisible --name 登记簿.*信息公开工作台' || fail "it does not start again on the same file"
sleep 8
import -window root /output/check-update-4-after.png
second=$(pgrep -u clerk -x disclosure-desk | head -1)
[ "$second" != "$first" ] || fail "no other program"
xdotool windowactivate --sync "$(xdotool search --onlyvisible --name '登记簿.*信息公开工作台' | head -1)" key ctrl+q
until_seen 60 "! kill -0 $second" || fail "the new program does not close"
[ "$(sum after.json)" = "$before" ] || fail "her registers are others"
as_her "$name --version" | grep -q "$next" || fail "the version that is told"
find /home/clerk/.local/share/DisclosureDesk/backups -name '*.xxgk' | grep -q . || fail "no backup"
[ ! -e /home/clerk/.local/share/DisclosureDesk/update ] || fail "the package is left on the machine"
echo "$version found $next on a stick, backed up, closed, had it installed by pkexec; $next started again on the same file"
