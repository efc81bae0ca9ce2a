"""Holdfast as a backup tool under measurement: a server of its own in the work folder, driven by the command line."""

import json
import os
import re
import sys

from .process import Failed, Finished, Sample, run
from .server_process import ServerProcess


class Holdfast:
    name = "holdfast"
    restores_below = ""

    def __init__(self, folder, source, limit, program):
        self._data, self._source, self._limit, self._program = os.path.join(folder, "data"), source, limit, program
        self._server = None

    @staticmethod
    def version(program):
        """Builds it as well, where `program` is the one at the root of the project."""
        return run([program, "--version"], 900).output.strip()

    def prepare(self):
        """A server that has just started, and so has its code still to compile: nothing is warmed up."""
        os.makedirs(self._data)
        try:
            self._command("up", "--port", "0", "--detach")
        finally:
            self._find_server()

    def first(self):
        return self._job("protect", self._source, "--wait")

    def again(self):
        return self._job("recovery-point", "create", self._source, "--wait")

    def verify(self):
        return self._job("verify", "--pool", "--wait")

    def restore(self, target):
        return self._job("recover", self._source, "--to", target, "--wait")

    def repository_bytes(self):
        """Every file of the pool but the room that it keeps aside, which holds no data."""
        total = 0
        for folder, _, files in os.walk(os.path.join(self._data, "pool")):
            for name in files:
                if not re.fullmatch(r"(holdfast-)?reserve([.-].*)?", name):
                    total += os.lstat(os.path.join(folder, name)).st_size
        return total

    def close(self):
        if self._server is None:
            return
        try:
            self._command("down")
        except Failed as failure:
            print(f"holdfast down: {failure}", file=sys.stderr)
        self._server.end()
        self._server = None

    def _find_server(self):
        pid = json.loads(self._command("status", "--json").output)["pid"]
        self._server = ServerProcess(pid)

    def _command(self, *arguments):
        return run([self._program, *arguments, "--data", self._data], self._limit)

    def _job(self, *arguments):
        self._server.reset_peak()
        before = self._server.cpu()
        finished = self._command(*arguments, "--json")
        cpu = finished.sample.cpu + self._server.cpu_when_quiet() - before
        job = json.loads(finished.output)
        if job.get("state") != "succeeded" or job.get("itemsFailed", 0) != 0:
            raise Failed(f"holdfast {' '.join(arguments)}: the job did not succeed:\n{finished.output[:4000]}")
        return Finished(Sample(cpu, finished.sample.wall, self._server.peak()), finished.output, 0)
