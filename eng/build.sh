# Sourced by ./holdfast when the sources are newer than the build, with $root set. Builds into .build/bin/N and turns the
# link .build/holdfast to it, so that a server that still runs from an earlier build keeps its files.

build_holdfast() {
    . "$root/eng/dotnet.sh"
    find_dotnet
    mkdir -p "$root/.build/bin"
    exec 9>"$root/.build/lock"
    flock 9
    if up_to_date; then
        exec 9>&-
        return 0
    fi
    log=$root/.build/build.log
    touch "$root/.build/stamp.next"
    number=$(($(readlink "$root/.build/holdfast" 2>/dev/null | sed 's/.*\///' | grep -E '^[0-9]+$' || echo 0) + 1))
    out=$root/.build/bin/$number
    rm -rf "$out"
    [ -t 2 ] && echo "Building Holdfast ..." >&2
    if ! publish true; then
        if grep -qi 'crossgen' "$log" && publish false; then
            echo "holdfast: built without ReadyToRun (the compiler package could not be had): it starts more slowly. See .build/build.log" >&2
        else
            grep -E '(error|warning) [A-Z]+[0-9]+|error :' "$log" | sort -u | head -40 >&2 || true
            echo "holdfast: the build failed; all of its output is in $log" >&2
            exit 1
        fi
    fi
    printf '%s\n' "${DOTNET_ROOT:-}" >"$root/.build/dotnet-root"
    ln -sfn "bin/$number" "$root/.build/holdfast.next"
    mv -fT "$root/.build/holdfast.next" "$root/.build/holdfast"
    mv -f "$root/.build/stamp.next" "$root/.build/stamp"
    remove_old_builds
    exec 9>&-
}

publish() {
    case $(uname -m) in
        aarch64) rid=linux-arm64 ;;
        *) rid=linux-x64 ;;
    esac
    # Analyzers take almost half of the compiler's time; ./test runs them.
    "$DOTNET" publish "$root/src/Holdfast/Holdfast.csproj" -c Release -r "$rid" --no-self-contained -v q \
        -p:PublishReadyToRun="$1" -p:RunAnalyzers=false -p:CustomBeforeDirectoryBuildProps="$root/eng/publish.props" \
        --artifacts-path "$root/.build/artifacts" "$(build_servers)" -o "$out" >"$log" 2>&1 9>&-
}

remove_old_builds() {
    for old in "$root"/.build/bin/*; do
        [ "$old" = "$out" ] && continue
        ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF "$old/" || rm -rf "$old"
    done
}
