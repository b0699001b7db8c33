#!/bin/sh
# Put the program in this folder into the menu of the user who runs this, and let its files (.xxgk) open by a double click.
# Run it again where the folder has moved.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share="${XDG_DATA_HOME:-$HOME/.local/share}"
folder=$(printf '%s' "$here" | sed 's/[&|\\]/\\&/g')
mkdir -p "$share/applications" "$share/mime/packages"
sed "s|@folder@|$folder|g" "$here/disclosure-desk.desktop" > "$share/applications/disclosure-desk.desktop"
cp "$here/disclosure-desk.xml" "$share/mime/packages/"
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$share/applications"; fi
echo "$share/applications/disclosure-desk.desktop"
