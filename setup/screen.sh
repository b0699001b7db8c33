# Sourced: a screen of this check's own, at a number that is free on the whole machine: a root shares the network with it,
# and with that the screens of everybody, by their numbers. It ends with the command, as all of a root does.
mkfifo /tmp/number
Xvfb -displayfd 3 -screen 0 1366x768x24 3>/tmp/number >/dev/null 2>&1 &
read -r number < /tmp/number
rm /tmp/number
export DISPLAY=":$number"
