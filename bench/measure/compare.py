"""bench/compare: backs up the same files with Holdfast, restic and borg, step by step in turn, and puts the figures side by side."""

import argparse
import datetime
import json
import os
import subprocess
import sys
import time

from . import machine, report
from .borg import Borg
from .change import Change
from .holdfast import Holdfast
from .process import Failed, run
from .restic import Restic
from .results import STEPS, Results
from .same_tree import differences
from .shape import MIB, SHAPES
from .work_folder import ROOT, WorkFolder, say, stop_on_signals

TOOLS = {"holdfast": Holdfast, "restic": Restic, "borg": Borg}


def arguments():
    parser = argparse.ArgumentParser(prog="bench/compare", description=__doc__.split(": ", 1)[1])
    parser.add_argument("--size", choices=SHAPES, default="full", help="full: 1 GiB (the targets are for it), small: 128 MiB (default: full)")
    parser.add_argument("--runs", type=int, default=1, metavar="N", help="runs, of which the median is told, 1 to 20, about 7 GiB of disk each (default: 1)")
    parser.add_argument("--tools", default="holdfast,restic,borg", metavar="LIST", help="which, separated by commas (default: all three)")
    parser.add_argument("--seed", default="1", help="of the data set (default: 1)")
    parser.add_argument("--work", metavar="DIR", help="works in a new folder in DIR (default: .build/bench in the project)")
    parser.add_argument("--holdfast", default=os.path.join(ROOT, "holdfast"), metavar="PROGRAM", help="default: the one of this project, built first")
    parser.add_argument("--limit", type=int, default=1200, metavar="SECONDS", help="longest that one step of one tool may take (default: 1200)")
    parser.add_argument("--keep", action="store_true", help="leaves the work folder: data set, repositories, restored trees")
    chosen = parser.parse_args()
    chosen.tools = chosen.tools.split(",")
    if not chosen.tools or len(set(chosen.tools)) < len(chosen.tools) or not set(chosen.tools) <= set(TOOLS):
        parser.error(f"--tools takes a list of: {', '.join(TOOLS)}")
    if not 1 <= chosen.runs <= 20:
        parser.error("--runs takes a number from 1 to 20")
    return chosen


class Comparison:
    def __init__(self, chosen, work):
        self._chosen, self._work = chosen, work
        self._source = os.path.join(work, "files")
        self.results, self.changed, self.wrong, self.loads = Results(), "", [], []

    def build_data_set(self):
        say(f"building the data set ({self._chosen.size}, seed {self._chosen.seed}) ...")
        made = run([sys.executable, "-m", "measure.data_set", self._source, self._chosen.size, self._chosen.seed], self._chosen.limit)
        return json.loads(made.output)

    def run_all(self):
        for number in range(self._chosen.runs):
            say(f"run {number + 1} of {self._chosen.runs}")
            # Each run begins with another tool, so that none always has the quietest or the warmest moment.
            first = number % len(self._chosen.tools)
            self._run(self._chosen.tools[first:] + self._chosen.tools[:first], os.path.join(self._work, f"run-{number + 1}"))

    def _run(self, names, folder):
        self._warm()
        tools = []
        try:
            for name in names:
                own = os.path.join(folder, name)
                os.makedirs(own)
                more = (self._chosen.holdfast,) if name == "holdfast" else ()
                tools.append(TOOLS[name](own, self._source, self._chosen.limit, *more))
                tools[-1].prepare()
            self._steps(tools, folder)
        finally:
            for tool in tools:
                tool.close()

    def _steps(self, tools, folder):
        change = Change(self._source, os.path.join(folder, "originals"), self._chosen.seed)
        for tool in tools:
            self._step(tool, "first", tool.first)
            self.results.add(tool.name, "first", "size", tool.repository_bytes() / MIB)
        for tool in tools:
            self._step(tool, "same", tool.again)
        files, of = change.apply()
        self.changed = f"{files} of {of} files"
        # No tool may trust a time stamp of the second in which it looks.
        time.sleep(2)
        for tool in tools:
            self._step(tool, "changed", tool.again)
            self.results.add(tool.name, "changed", "size", tool.repository_bytes() / MIB)
        for tool in tools:
            self._step(tool, "verify", tool.verify)
        for tool in tools:
            self._restore(tool, os.path.join(folder, f"restored-{tool.name}"))
        change.undo()

    def _restore(self, tool, target):
        os.mkdir(target)
        self._step(tool, "restore", lambda: tool.restore(target))
        found = differences(self._source, os.path.join(target, tool.restores_below))
        if found:
            self.wrong.append(f"what {tool.name} restored differs:\n  " + "\n  ".join(found))
            say(self.wrong[-1])
        # It stays until the end: removals that the file system finishes later would be measured with the next step.

    def _step(self, tool, step, action):
        os.sync()
        self.loads.append(machine.load())
        sample = action().sample
        self.results.add_sample(tool.name, step, sample)
        say(f"  {STEPS[step]:<16} {tool.name:<9} CPU {sample.cpu:7.2f} s   wall {sample.wall:7.2f} s   peak {sample.peak / MIB:6.0f} MiB")

    def _warm(self):
        """Reads everything once, so that all tools find it in the page cache alike."""
        run(["sh", "-c", "find . -type f -print0 | xargs -0 -r cat >/dev/null"], self._chosen.limit, cwd=self._source)


def notes(chosen, made, comparison):
    parts = ", ".join(f"{name} {size / MIB:.0f}" for name, size in made["parts"].items())
    yield f"Data set `{chosen.size}`, seed {chosen.seed}: {made['bytes'] / MIB:.0f} MiB ({parts}) in {made['files']:,} files, " \
          f"{made['folders']:,} folders, {made['links']:,} links. Changed: {comparison.changed}."
    runs = "one run" if chosen.runs == 1 else f"median of {chosen.runs} runs (least–most)"
    yield f"{runs[0].upper()}{runs[1:]}, the tools in turn within each step, page cache warm, `sync` before each step; " \
          f"load average of the machine {min(comparison.loads):.1f} to {max(comparison.loads):.1f}."
    yield "restic: repository version 2, compression auto. borg: repokey-blake2, zstd,3. Repository: sum of its files' sizes."
    if "holdfast" in chosen.tools:
        yield "Holdfast: CPU is that of the command and of the server until it rests, wall that of the command, peak memory that of the server; " \
              "the server had just been started before the first backup. Its pool is counted without the room it keeps aside."
    yield "\n".join(f"**Wrong:** {wrong}" for wrong in comparison.wrong) or \
          "Restored trees are identical: content, type, mode, owner, time, number of links."
    if chosen.size != "full":
        yield "The targets are for `--size full`."


def main():
    chosen = arguments()
    stop_on_signals()
    try:
        versions = {name: TOOLS[name].version(chosen.holdfast) for name in chosen.tools}
        # The files, and for each run and tool a repository and a restored tree: nothing is removed before all is measured.
        needed = SHAPES[chosen.size].total * (1 + 2 * len(chosen.tools) * chosen.runs) + 512 * MIB
        with WorkFolder(chosen.work, "compare", needed, 60_000 * (1 + len(chosen.tools) * chosen.runs), chosen.keep) as work:
            described = {
                **machine.describe(work.path), "Versions": ", ".join(versions.values()),
                "Measured": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")}
            comparison = Comparison(chosen, work.path)
            made = comparison.build_data_set()
            comparison.run_all()
    except (Failed, OSError, subprocess.SubprocessError) as failure:
        say(f"bench/compare: {failure}")
        return 1
    text = report.comparison(comparison.results, chosen.tools, described, list(notes(chosen, made, comparison)))
    print(text, end="")
    report.save("compare", text, {"machine": described, "dataSet": made, "runs": chosen.runs, "results": comparison.results.as_list()})
    return 1 if comparison.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
