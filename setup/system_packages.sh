#!/bin/sh
# Install the system packages named by the lists in this folder, where they are missing and where that is possible.
# Usage: sh setup/system_packages.sh [window] [test] [build]
# On Debian-family Linux only; elsewhere (Windows, Kylin/UOS with the libraries already there) it says so and goes on.
set -eu
here=$(dirname "$0")
command -v dpkg-query >/dev/null 2>&1 || exit 0

is_installed() { # newer Debian calls some of them …t64
    dpkg-query -W -f='${db:Status-Status}\n' "$1" "$1t64" 2>/dev/null | grep -qx installed
}

missing=""
for list in "$@"; do
    for package in $(grep -v '^#' "$here/packages-$list.txt"); do
        is_installed "$package" || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    sudo=""
elif command -v sudo >/dev/null 2>&1 && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then # a password needs somebody to type it
    sudo="sudo"
else
    echo "Missing system packages, and no right to install them. Ask an administrator for: apt-get install$missing" >&2
    exit 0
fi
if [ -t 0 ] && [ -z "${CI:-}" ]; then
    printf 'These system packages are missing:%s\nInstall them now with apt-get? [Y/n] ' "$missing"
    read -r answer || answer=n
    case "$answer" in [nN]*) exit 0 ;; esac
fi
echo "Installing system packages:$missing"
# shellcheck disable=SC2086 # a list of words on purpose
if ! { $sudo apt-get update -qq &&
       $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null; }; then
    echo "They could not be installed (see above). Install them another way and start again: apt-get install$missing" >&2
    exit 1
fi
