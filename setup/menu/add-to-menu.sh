#!/bin/sh
# Put the program in this folder into the menu of the user who runs this; run it again where the folder has moved.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
menu="${XDG_DATA_HOME:-$HOME/.local/share}/applications"
folder=$(printf '%s' "$here" | sed 's/[&|\\]/\\&/g')
mkdir -p "$menu"
sed "s|@folder@|$folder|g" "$here/disclosure-desk.desktop" > "$menu/disclosure-desk.desktop"
echo "$menu/disclosure-desk.desktop"
