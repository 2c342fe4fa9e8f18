#!/bin/sh
# Opens the window on an example register; without a display, prints its sheets instead.
set -eu
cd "$(dirname "$0")/.."
register=out/example.ctdesk
if [ ! -e "$register" ]; then
    echo "Making an example register, $register (not encrypted: it holds examples only)."
    .venv/bin/ctdesk new "$register" --example --unencrypted >/dev/null
fi
if [ "$(uname -s)" != Linux ] || [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; then
    exec .venv/bin/ctdesk "$register"
fi
echo "There is no display here, so the sheets of the example register are printed instead:"
for sheet in "brief ECOWAS -o out/brief-ECOWAS.pdf" "summary decision:7 -o out/summary-decision-7.pdf"; do
    # shellcheck disable=SC2086 # the words of a command
    .venv/bin/ctdesk --register "$register" print $sheet
    echo "  ${sheet##* }"
done
echo "To see the window under a virtual screen (Debian, Ubuntu: apt-get install xvfb):"
echo "  xvfb-run -a -s '-screen 0 1280x800x24' .venv/bin/ctdesk $register"
