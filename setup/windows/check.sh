#!/bin/sh
# Try the set-up and the portable folder under wine: `make check-windows`, after `make windows` and `make deb` (whose papers
# those of Windows must be, byte for byte). An earlier set-up in dist/earlier is installed first. Photograph:
# dist/check-windows.png, to be looked at. Wine is not Windows: fonts, input methods, printers, SmartScreen and virus
# scanners stay untried.
set -eu
here=$(dirname "$0")
[ "${1:-}" = --inside ] || exec sh "$here/../root.sh" trixie/windows sh /source/setup/windows/check.sh --inside
WINEPREFIX=/opt/wine-check
rm -rf $WINEPREFIX
. /source/setup/windows/wine.sh
fail() { echo "FAILED: $*" >&2; exit 1; }
if ! command -v import >/dev/null || ! command -v xwininfo >/dev/null; then
    apt-get install -y -qq --no-install-recommends xvfb x11-utils imagemagick unzip procps >/dev/null
fi
export LANG=zh_CN.UTF-8 LC_ALL=C.UTF-8
. /source/setup/screen.sh
setup=$(ls /output/DisclosureDesk-*-setup.exe)
home=$WINEPREFIX/drive_c/users/root
installed=$home/AppData/Local/Programs/DisclosureDesk
work=/tmp/work
mkdir -p $work
cd $work

for earlier in /output/earlier/DisclosureDesk-*-setup.exe; do
    [ -f "$earlier" ] || continue
    in_wine 300 "$earlier" /S || fail "the earlier set-up"
    echo "before: $(in_wine 300 "$installed/DisclosureDesk-cmd.exe" --version | tr -d '\r')"
done
in_wine 300 "$setup" /S || fail "the set-up"
test -f "$installed/DisclosureDesk.exe" || fail "nothing is installed"
find $WINEPREFIX/drive_c/users -name '信息公开工作台.lnk' | grep -q . || fail "no entry in the start menu"
in_wine 60 reg query 'HKCU\Software\Classes\DisclosureDesk.Registers\shell\open\command' | grep -q 'DisclosureDesk.exe' ||
    fail "no kind of file"
desk() { echo "$1" >> ran; in_wine 300 "$installed/DisclosureDesk-cmd.exe" "$@"; }
desk --version | tr -d '\r' > version; cat version

# the sample as Linux makes it, and the papers of both
dpkg-deb -x "$(ls /output/disclosure-desk_*.deb)" linux
linux() { env -u DISPLAY "$work/linux/usr/lib/disclosure-desk/DisclosureDesk" "$@"; }
linux --sample >/dev/null
mkdir -p 长乐
cp output/示例.sqlite 长乐/登记簿.xxgk
year=$(($(date +%Y) - 1))
papers=""
for suffix in pdf docx xlsx html json txt; do
    linux report output/示例.sqlite --year $year --to "linux.$suffix" >/dev/null
    papers="$papers --to windows.$suffix"
done
# shellcheck disable=SC2086 # a list of words on purpose
desk report 长乐/登记簿.xxgk --year $year $papers >/dev/null || fail report
for suffix in pdf docx xlsx html json txt; do
    if cmp -s "linux.$suffix" "windows.$suffix"; then echo "$suffix: the same bytes as on Linux"
    else echo "$suffix: OTHER bytes than on Linux" | tee -a other; fi
done
[ ! -e other ] || fail "papers differ"

desk check 长乐/登记簿.xxgk --year $year >/dev/null || [ $? = 1 ] || fail check
desk check-report windows.pdf >/dev/null || [ $? = 1 ] || fail check-report
desk export 长乐/登记簿.xxgk --register releases --to 台账.xlsx >/dev/null || fail export
desk import 长乐/登记簿.xxgk 台账.xlsx --as releases | grep -q '导入 0 条' || fail import
desk due --received 2024-03-04 | grep -q 2024-04-01 || fail due
desk fee --pieces 12 | grep -q 元 || fail fee
desk verify 长乐/登记簿.xxgk | grep -q 完好 || fail verify
mkdir -p backups
desk backup 长乐/登记簿.xxgk --to backups >/dev/null || fail backup
desk restore "$(ls backups/*.xxgk)" --to 恢复.xxgk >/dev/null || fail restore
desk profile 长乐/登记簿.xxgk >/dev/null || fail profile
desk stats 长乐/登记簿.xxgk --period $year >/dev/null || fail stats
desk calendar 长乐/登记簿.xxgk --to 期限.ics >/dev/null || fail calendar
grep -q BEGIN:VEVENT 期限.ics || fail "no date in the calendar"
printf '残缺' > 残缺.xxgk
desk salvage 残缺.xxgk --to 抢救.xxgk >/dev/null 2>&1 && fail "something was saved of nothing"
desk --help | tr -d '\r' | sed -n 's/^    \([a-z][a-z-]*\)\( .*\)\{0,1\}$/\1/p' | sort > named
left=$(sort -u ran | comm -23 named -)
[ -s named ] && [ -z "$left" ] || fail "a command that nobody tried: $left"
echo "all $(wc -l < named) commands ran"
deep=$(printf '很长的文件夹名字%.0s' 1 2 3)
long="$deep/$deep/$deep/$deep/$deep/$deep/$deep/$deep/$deep/$deep/$deep/$deep"
mkdir -p "$long"
if desk report 长乐/登记簿.xxgk --year $year --to "$long/年报.pdf" >/dev/null 2>long.txt; then
    cmp "$long/年报.pdf" linux.pdf && echo "a path of $(printf %s "$PWD/$long/年报.pdf" | wc -m) characters is written"
else echo "a path of $(printf %s "$PWD/$long/年报.pdf" | wc -m) characters: $(tr -d '\r' < long.txt)"; fi

in_wine 600 "$installed/DisclosureDesk.exe" 长乐/登记簿.xxgk > said 2>&1 &
for _ in $(seq 240); do xwininfo -root -tree | grep -q '登记簿.*信息公开工作台' && break; sleep 0.5; done
sleep 45
import -window root /output/check-windows.png
xwininfo -root -tree | grep -q '信息公开工作台' || { cat said; fail "no window"; }
status=0; in_wine 300 "$setup" /S || status=$?
[ $status = 2 ] || fail "laid over a running program (status $status)"
echo "refused over a running program"
echo hers > "$installed/她的文件.txt"
touch "$installed/_internal/gone"
in_wine 300 "$setup" /S /after & handed=$! # as the program hands over: it waits for the end of the program
sleep 2
in_wine 60 taskkill /IM DisclosureDesk.exe >/dev/null 2>&1 || fail "it does not close"
wait $handed || fail "the upgrade that waited for the program"
[ ! -e "$installed/_internal/gone" ] || fail "a file of the earlier version is left"
in_wine 120 "$installed/uninstall.exe" /S
for _ in $(seq 120); do [ -e "$installed/DisclosureDesk.exe" ] || break; sleep 0.5; done
sleep 2
[ "$(ls "$installed")" = 她的文件.txt ] || { ls "$installed"; fail "the removal"; }
in_wine 60 reg query 'HKCU\Software\Classes\.xxgk' >/dev/null 2>&1 && fail "the kind of file is left"
[ -f 长乐/登记簿.xxgk ] || fail "her registers"
echo "upgraded, removed, her files kept"

unzip -q /output/DisclosureDesk-*-portable.zip
in_wine 600 DisclosureDesk/DisclosureDesk.exe 长乐/登记簿.xxgk > said 2>&1 &
for _ in $(seq 240); do xwininfo -root -tree | grep -q '登记簿.*信息公开工作台' && break; sleep 0.5; done
sleep 10
in_wine 60 taskkill /IM DisclosureDesk.exe >/dev/null 2>&1 || true
for _ in $(seq 60); do pgrep -f 'DisclosureDesk\.exe' >/dev/null || break; sleep 0.5; done
[ -f DisclosureDesk/portable/settings.ini ] || { find DisclosureDesk/portable; fail "the portable folder keeps no settings"; }
echo "the portable folder keeps its settings beside itself"
