#!/bin/sh
# All words of the program into resources/locale/ctdesk.pot, and into every translation there is.
# Files are named without lines, in one order and without a date: what did not change stays.
set -eu
cd "$(dirname "$0")/.."
babel=.venv/bin/pybabel
folder=resources/locale
mkdir -p "$folder"
$babel -q extract --no-wrap --omit-header --sort-output --add-location=file \
    -o "$folder/ctdesk.pot" ctdesk
for catalogue in "$folder"/*/LC_MESSAGES/ctdesk.po; do
    [ -e "$catalogue" ] || continue
    language=$(basename "$(dirname "$(dirname "$catalogue")")")
    $babel -q update --no-wrap --previous --ignore-pot-creation-date -l "$language" \
        -i "$folder/ctdesk.pot" -o "$catalogue"
    $babel -q compile -f -i "$catalogue" -o "${catalogue%.po}.mo"
done
