"""The machine, as it is told with every figure."""

import os
import platform
import subprocess

FLAGS = ("avx2", "avx512f", "vaes", "sha_ni")


def describe(folder):
    """Names and values, in the order to print them. `folder` is where the work is done."""
    model, flags = processor()
    return {
        "CPU": f"{model}, {len(os.sched_getaffinity(0))} cores",
        "CPU flags": ", ".join(f"{flag} {'yes' if flag in flags else 'no'}" for flag in FLAGS),
        "Memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.1f} GiB",
        "Kernel": f"{platform.system()} {platform.release()}",
        "System": system(),
        "File system": subprocess.run(
            ["df", "--output=fstype", folder], stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout.split()[-1],
    }


def load():
    """Processes that want a core, averaged over the last minute."""
    return os.getloadavg()[0]


def processor():
    fields = {}
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        for line in file:
            name, _, value = line.partition(":")
            fields.setdefault(name.strip(), value.strip())
    return fields.get("model name", platform.machine()), set(fields.get("flags", fields.get("Features", "")).split())


def system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError, AttributeError):
        return platform.platform()
