#!/bin/sh
# Writes the tables of docs/ that are generated from the code, between their markers. A test fails while the two differ.
set -eu
root=$(CDPATH='' cd "$(dirname "$0")/.." && pwd -P)

# fill FILE NAME COMMAND…: replaces what stands between "<!-- NAME: …" and "<!-- end of NAME -->".
fill() {
    file=$root/docs/$1 name=$2
    shift 2
    "$root/holdfast" "$@" >"$file.table"
    awk -v name="$name" -v table="$file.table" '
        index($0, "<!-- " name ":") == 1 { print; while ((getline line < table) > 0) print line; skip = 1; next }
        index($0, "<!-- end of " name) == 1 { skip = 0 }
        !skip' "$file" >"$file.next"
    rm -f "$file.table"
    mv -f "$file.next" "$file"
}

fill configuration.md settings configuration --markdown
fill monitoring.md alerts alert types
fill monitoring.md metrics metrics
