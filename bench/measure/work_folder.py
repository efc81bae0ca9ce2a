"""The folder that a benchmark works in: made for one run, and removed with all that it holds."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile

from .process import Failed

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))


def say(text):
    print(text, file=sys.stderr, flush=True)


def stop_on_signals():
    """Ends by an exception, so that everything that was begun is taken down."""
    def ended(number, _):
        raise SystemExit(128 + number)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ended)


class WorkFolder:
    def __init__(self, parent, kind, needed_bytes, needed_files, keep):
        self._keep = keep
        parent = os.path.realpath(parent or os.path.join(ROOT, ".build", "bench"))
        os.makedirs(parent, exist_ok=True)
        free = os.statvfs(parent)
        if free.f_bavail * free.f_frsize < needed_bytes:
            raise Failed(
                f"{parent} has {free.f_bavail * free.f_frsize / (1 << 30):.1f} GiB free, and {needed_bytes / (1 << 30):.1f} GiB are needed: "
                "name a folder with more room by --work DIR")
        if 0 < free.f_files and free.f_favail < needed_files:
            raise Failed(f"{parent} has room for {free.f_favail} more files, and {needed_files} are needed: name another folder by --work DIR")
        self.path = tempfile.mkdtemp(prefix=f"{kind}-", dir=parent)
        # mkdtemp makes it private; the tools under measurement run as the same user, so it stays so.

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._keep:
            say(f"kept: {self.path}")
            return
        # A second signal must not leave it half removed.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        remove(self.path)


def remove(path):
    """Also where a folder below may not be written, as in a copy of a read-only tree."""
    if os.geteuid() != 0:
        subprocess.run(["chmod", "-R", "u+rwX", "--", path], check=False, stderr=subprocess.DEVNULL)
    shutil.rmtree(path)
