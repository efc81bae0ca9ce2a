"""Runs a command and measures it."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass


class Failed(Exception):
    """A command ended badly, or something that must be there is not. The text is for the user."""


@dataclass(frozen=True)
class Sample:
    cpu: float   # seconds, user and system, of the process and all that it waited for
    wall: float  # seconds
    peak: int    # bytes resident, of the largest process


@dataclass(frozen=True)
class Finished:
    sample: Sample
    output: str
    exit_code: int


def run(command, limit, cwd=None, env=None, accepted=(0,)):
    """Runs to the end, at most `limit` seconds; a failure carries the end of what the command said."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, start_new_session=True)
        late = threading.Event()
        timer = threading.Timer(limit, lambda: (late.set(), stop(process.pid)))
        timer.daemon = True
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - begin
        except BaseException:
            stop(process.pid)
            process.wait()
            raise
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        told, complained = text_of(output), text_of(errors)
        if process.returncode not in accepted:
            why = f"took longer than {limit} s" if late.is_set() else f"ended with exit code {process.returncode}"
            raise Failed(f"{' '.join(command)}\n{why}\n{complained[-4000:]}\n{told[-2000:]}".rstrip())
        return Finished(Sample(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024), told, process.returncode)


def stop(group):
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass


def text_of(file):
    file.seek(0)
    return file.read().decode("utf-8", "replace")
