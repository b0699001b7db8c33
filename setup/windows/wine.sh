# Sourced: wine as the build and the check use it, with a home of its own and a limit in seconds on every call.
export WINEARCH=win64 WINEDEBUG=-all WINEDLLOVERRIDES="mscoree,mshtml=" WINEPREFIX="${WINEPREFIX:-/opt/wine}"

in_wine() {
    limit=$1; shift
    if [ ! -f "$WINEPREFIX/.whole" ]; then
        mkdir -p "$WINEPREFIX"
        timeout 300 wineboot --init >/dev/null 2>&1 && touch "$WINEPREFIX/.whole"
    fi
    timeout --kill-after=10 "$limit" wine "$@"
}
