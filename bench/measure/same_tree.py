"""Whether a restored tree is what was backed up."""

import os
import stat
import subprocess


def differences(original, restored):
    """Lines that say what differs, at most 20: content by `diff -r --no-dereference`, then type, mode, owner, time, link count."""
    compared = subprocess.run(
        ["diff", "-rq", "--no-dereference", original, restored], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    lines = compared.stdout.decode("utf-8", "replace").splitlines()
    if compared.returncode != 0:
        return lines[:20] or [f"diff ended with exit code {compared.returncode}"]
    return metadata_differences(original, restored)


def metadata_differences(original, restored):
    found = []
    for folder, folders, files in os.walk(original):
        other = os.path.join(restored, os.path.relpath(folder, original))
        for name in folders + files:
            wanted, got = facts(os.path.join(folder, name)), facts(os.path.join(other, name))
            if wanted != got:
                found.append(f"{os.path.join(folder, name)}: {wanted} became {got}")
                if len(found) == 20:
                    return found
    return found


def facts(path):
    status = os.lstat(path)
    owner = (status.st_uid, status.st_gid) if os.geteuid() == 0 else ()
    links = 1 if stat.S_ISDIR(status.st_mode) else status.st_nlink
    return (oct(status.st_mode), *owner, status.st_mtime_ns, links)
