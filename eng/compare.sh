# Sourced by ./run. same_tree A B is true when both folders hold the same: content, and type, mode, owner, size, times,
# link targets, hard links, extended attributes (where getfattr is installed). Differences go to stderr. Sockets are left out: they cannot be protected.

same_tree() {
    differences=$(mktemp -d)
    result=0
    for side in a b; do
        if [ $side = a ]; then folder=$1; else folder=$2; fi
        (
            cd "$folder"
            # A directory's size is the file system's own affair.
            find . -mindepth 1 ! -type s \( -type d -printf '%P\t%y %m %U:%G %T@\0' -o -printf '%P\t%y %m %U:%G %T@ %s -> %l\0' \) \
                | LC_ALL=C sort -z >"$differences/list.$side"
            declare -A first=()
            while IFS= read -r -d '' line; do
                printf '%s\t%s\0' "${line%$'\t'*}" "${first[${line##*$'\t'}]:=${line%$'\t'*}}"
            done < <(find . -mindepth 1 -type f -links +1 -printf '%P\t%i\0' | LC_ALL=C sort -z) >"$differences/links.$side"
            if command -v getfattr >/dev/null 2>&1; then
                getfattr -R -P -h -d -m - -e hex . 2>/dev/null | awk '/^# file: / { file = $0; next } NF { print file "\t" $0 }' | LC_ALL=C sort >"$differences/attributes.$side" || true
            fi
        )
    done
    for part in list links attributes; do
        [ -e "$differences/$part.a" ] || continue
        if ! cmp -s "$differences/$part.a" "$differences/$part.b"; then
            result=1
            tr '\0' '\n' <"$differences/$part.a" >"$differences/$part.a.txt"
            tr '\0' '\n' <"$differences/$part.b" >"$differences/$part.b.txt"
            diff "$differences/$part.a.txt" "$differences/$part.b.txt" | head -20 >&2 || true
        fi
    done
    # FIFOs and devices have no content to compare; their type and numbers are in the listing.
    LC_ALL=C diff -rq --no-dereference "$1" "$2" >"$differences/content" 2>&1 || true
    if grep -vE ' is a (fifo|socket|character special file|block special file) while file |^Only in .*: ' "$differences/content" >"$differences/content.real"; then
        result=1
        head -20 "$differences/content.real" >&2
    fi
    rm -rf "$differences"
    return $result
}
