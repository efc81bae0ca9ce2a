# Sourced by the scripts at the root of the project, with $root set to that folder.
# find_dotnet sets $DOTNET to a dotnet that has the .NET 10 SDK, or ends the script and says what is missing.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1
export MSBUILDTERMINALLOGGER=off DOTNET_CLI_UI_LANGUAGE=en

# The SDK and the package cache want a home folder; a service or a container may have none, or one that cannot be written.
writable_home() {
    if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
        HOME=$root/.build/home
        export HOME
    fi
    mkdir -p "$HOME"
    export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$HOME}"
}

has_sdk_10() {
    [ -x "$1" ] && "$1" --list-sdks 2>/dev/null | grep -q '^10\.'
}

find_dotnet() {
    writable_home
    for candidate in "${DOTNET_ROOT:+$DOTNET_ROOT/dotnet}" "$(command -v dotnet || true)" \
        /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet "$HOME/.dotnet/dotnet"; do
        if [ -n "$candidate" ] && has_sdk_10 "$candidate"; then
            DOTNET=$(readlink -f "$candidate")
            # A wrapper script (snap, version switchers) is not beside the runtime; then the host is left to find it by itself.
            if [ -d "$(dirname "$DOTNET")/shared/Microsoft.AspNetCore.App" ]; then
                DOTNET_ROOT=$(dirname "$DOTNET")
                export DOTNET_ROOT
            else
                DOTNET=$candidate
            fi
            return 0
        fi
    done
    echo "Holdfast is built with the .NET 10 SDK, and none was found." >&2
    if command -v dotnet >/dev/null 2>&1; then
        echo "  $(command -v dotnet) has: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')" >&2
    fi
    echo "  Install it (https://dotnet.microsoft.com/download/dotnet/10.0), then put dotnet on PATH or set DOTNET_ROOT to its folder." >&2
    exit 1
}

# What is published leaves no process behind; within a run of ./test it may use the compiler of that run, which ends with it.
build_servers() {
    if [ -n "${SharedCompilationId:-}" ]; then echo "-nodeReuse:false"; else echo "--disable-build-servers"; fi
}
