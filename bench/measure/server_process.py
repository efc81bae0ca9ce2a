"""What a running process has used, from /proc."""

import os
import signal
import time

from .process import Failed

TICKS = os.sysconf("SC_CLK_TCK")


class ServerProcess:
    def __init__(self, pid):
        self.pid = pid
        self._started = self._fields()[19]

    def cpu(self):
        """Seconds, user and system, of the process and of the children that it waited for."""
        return sum(int(field) for field in self._fields()[11:15]) / TICKS

    def cpu_when_quiet(self, at_most=60):
        """As cpu, but once the process rests: what it puts off until after its answer counts as well."""
        end = time.monotonic() + at_most
        cpu = self.cpu()
        while time.monotonic() < end:
            time.sleep(0.5)
            before, cpu = cpu, self.cpu()
            if cpu - before <= 0.02:
                break
        return cpu

    def reset_peak(self):
        with open(f"/proc/{self.pid}/clear_refs", "w", encoding="ascii") as file:
            file.write("5")

    def peak(self):
        """The most bytes resident since the last reset (VmHWM)."""
        with open(f"/proc/{self.pid}/status", encoding="utf-8", errors="replace") as file:
            for line in file:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
        raise Failed(f"the server (process {self.pid}) has ended")

    def end(self):
        """For a server that did not stop when it was told to."""
        for kind, patience in ((signal.SIGTERM, 20), (signal.SIGKILL, 5)):
            end = time.monotonic() + patience
            while self._lives():
                os.kill(self.pid, kind)
                if time.monotonic() > end:
                    break
                time.sleep(0.5)

    def _lives(self):
        try:
            fields = self._fields()
        except Failed:
            return False
        return fields[0] not in "ZX" and fields[19] == self._started

    def _fields(self):
        """The fields of /proc/PID/stat from the state on: index 0 is the third of them."""
        try:
            with open(f"/proc/{self.pid}/stat", encoding="utf-8", errors="replace") as file:
                text = file.read()
        except (FileNotFoundError, ProcessLookupError) as failure:
            raise Failed(f"the server (process {self.pid}) is gone") from failure
        return text[text.rindex(")") + 2:].split()
