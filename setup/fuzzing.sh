#!/bin/sh
# The coverage-guided fuzzer, in an environment of its own inside .venv, beside the locked packages and never among them.
set -eu
venv=".venv"
[ -x "$venv/fuzz/bin/python" ] && exit 0
"$venv/bin/python" -m venv "$venv/fuzz"
if ! "$venv/fuzz/bin/python" -m pip install --quiet --disable-pip-version-check "atheris==3.0.0"; then
    rm -rf "$venv/fuzz"
    echo "The coverage-guided fuzzer cannot be installed here; damaged copies of sound files are tried all the same."
    exit 0
fi
packages=$("$venv/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")
echo "$packages" > "$("$venv/fuzz/bin/python" -c "import sysconfig; print(sysconfig.get_path('purelib'))")/locked.pth"
