#!/bin/sh
# Builds .venv from the locked list and checks that Qt can start. Run by the Makefile.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

# A Python that really runs (a version manager may leave commands that do not) and is 3.11 to 3.13.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; then
            echo "$candidate"
            return
        fi
    done
    say "CT Desk needs Python 3.11, 3.12 or 3.13 with venv (Debian, Ubuntu: apt-get install python3-venv); name one with make PYTHON=/path/to/python3."
    exit 1
}

# Shared libraries that Qt's window and offscreen platforms load and that wheels do not carry.
LIBRARIES="libEGL.so.1 libGL.so.1 libxkbcommon.so.0 libxkbcommon-x11.so.0 libdbus-1.so.3 libfontconfig.so.1 libglib-2.0.so.0 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1 libxcb-randr.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-xinerama.so.0 libxcb-xkb.so.1"
PACKAGES="libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libglib2.0-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1"

missing_libraries() {
    .venv/bin/python - $LIBRARIES <<'P'
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
P
}

check_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    [ -n "$(missing_libraries)" ] || return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing the system libraries Qt needs."
        apt-get update -qq >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $PACKAGES >/dev/null
    else
        say "Qt needs system libraries that are not here ($(missing_libraries | tr '\n' ' ')): run  sudo apt-get install $PACKAGES"
        exit 1
    fi
}

stamp=.venv/.made-from
wanted=$(cat requirements.lock packaging/setup.sh | cksum)
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then
    exit 0
fi
python=$(find_python)
say "Making .venv with $("$python" --version); this takes about a minute, once."
rm -rf .venv
"$python" -m venv .venv
# The list is whole: nothing is resolved, so nothing newer than the list can come between.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/python -m pip --disable-pip-version-check check >&2
check_libraries
printf '%s\n' "$wanted" > "$stamp"
