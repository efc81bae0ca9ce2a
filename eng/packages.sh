# Sourced by ./test. install_packages NAME… installs the Debian packages that are not there yet, or says what will be skipped.

install_packages() {
    command -v dpkg-query >/dev/null 2>&1 || {
        echo "This is not a Debian system: tests that need a tool that is not here are skipped and say so."
        return 0
    }
    missing=
    for package in "$@"; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0

    as_root=
    if [ "$(id -u)" != 0 ]; then
        if sudo -n true 2>/dev/null; then
            as_root="sudo -n"
        else
            echo "Not root, and sudo would ask for a password: not installing$missing. Tests that need them are skipped and say so."
            return 0
        fi
    fi
    echo "Installing$missing ..."
    mkdir -p "$root/.build"
    # One by one when all at once fails, so that one package that a mirror lacks does not take the others with it.
    # shellcheck disable=SC2086
    {
        $as_root apt-get update -q || true
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing || for package in $missing; do
            $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$package" ||
                echo "Could not install $package: tests that need it are skipped and say so." >&3
        done
    } 3>&1 >"$root/.build/apt.log" 2>&1
}
