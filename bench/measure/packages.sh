# Sourced by the scripts in bench/.
#   need_command COMMAND PACKAGE    notes that a command is missing
#   install_needed                  installs the packages of what is missing, or says what to do and ends the script

missing=()
need_command() {
    command -v "$1" >/dev/null 2>&1 || missing+=("$2")
}

install_needed() {
    [ ${#missing[@]} -gt 0 ] || return 0
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            echo "Missing: ${missing[*]}. Install them (as root: apt-get install ${missing[*]}) and run this again." >&2
            exit 1
        fi
    fi
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "Missing: ${missing[*]} (names of Debian's packages). Install them and run this again." >&2
        exit 1
    fi
    echo "Installing ${missing[*]} ..." >&2
    {
        "${as_root[@]}" apt-get update -q &&
            "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}"
    } >&2 </dev/null || {
        echo "apt-get could not install ${missing[*]}." >&2
        exit 1
    }
}
