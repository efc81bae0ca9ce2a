"""bench/million-files: a first backup and a no-change run of very many small files: files a second, and peak memory of the server."""

import argparse
import datetime
import json
import os
import subprocess
import sys

from . import machine, report
from .holdfast import Holdfast
from .process import Failed, run
from .shape import MIB
from .work_folder import ROOT, WorkFolder, say, stop_on_signals

PEAK_MIB = 400
FILES_A_SECOND = {"first backup": 25_000, "no-change run": 150_000}

# 1 to 8 KiB: about 6.3 KiB of blocks and 0.4 KiB of inode and name on the disk, and up to 3.5 KiB in the pool.
BYTES_A_FILE = 11 << 10


def arguments():
    parser = argparse.ArgumentParser(prog="bench/million-files", description=__doc__.split(": ", 1)[1])
    parser.add_argument("--files", type=int, default=1_000_000, metavar="N", help="files of 1 to 8 KiB, 1,000 in a folder (default: 1000000, which the targets are for)")
    parser.add_argument("--seed", default="1", help="of the files (default: 1)")
    parser.add_argument("--work", metavar="DIR", help="works in a new folder in DIR (default: .build/bench in the project)")
    parser.add_argument("--holdfast", default=os.path.join(ROOT, "holdfast"), metavar="PROGRAM", help="default: the one of this project, built first")
    parser.add_argument("--limit", type=int, default=1200, metavar="SECONDS", help="longest that one step may take (default: 1200)")
    parser.add_argument("--keep", action="store_true", help="leaves the work folder: files, data folder of the server")
    chosen = parser.parse_args()
    if not 1 <= chosen.files <= 10_000_000:
        parser.error("--files takes a number from 1 to 10000000")
    return chosen


def measure(chosen, work):
    source = os.path.join(work, "files")
    say(f"making {chosen.files:,} files ...")
    finished = run([sys.executable, "-m", "measure.many_files", source, str(chosen.files), chosen.seed], chosen.limit)
    made = json.loads(finished.output)
    say(f"  {finished.sample.wall:.0f} s")
    # Inodes and names warm for the first backup as for the second; the content is what the page cache has kept of it.
    run(["sh", "-c", "find . -printf %s >/dev/null"], chosen.limit, cwd=source)
    tool = Holdfast(os.path.join(work, "holdfast"), source, chosen.limit, chosen.holdfast)
    samples = {}
    try:
        tool.prepare()
        for label, action in (("first backup", tool.first), ("no-change run", tool.again)):
            os.sync()
            done = action()
            items = json.loads(done.output)["items"]
            if items < chosen.files:
                raise Failed(f"{label}: the job counts {items:,} items, and there are {chosen.files:,} files")
            samples[label] = done.sample
            say(f"  {label}: wall {done.sample.wall:.1f} s, CPU {done.sample.cpu:.1f} s, peak {done.sample.peak / MIB:.0f} MiB")
        pool = tool.repository_bytes()
    finally:
        tool.close()
    return made, samples, pool


def text_of(chosen, described, made, samples, pool):
    yield f"## {made['files']:,} files"
    yield ""
    yield from report.facts(described)
    yield ""
    yield f"{made['bytes'] / MIB:,.0f} MiB in {made['files']:,} files of 1 to 8 KiB (half text, half incompressible) in {made['folders'] - 1:,} folders, " \
          f"seed {chosen.seed}. Pool: {pool / MIB:,.0f} MiB. The server had just been started before the first backup; wall is that of the command, " \
          "CPU that of the command and of the server until it rests, memory that of the server."
    if chosen.files != 1_000_000:
        yield "The targets are for 1,000,000 files."
    yield ""
    rows = []
    for label, sample in samples.items():
        rate, peak = chosen.files / sample.wall, sample.peak / MIB
        rows.append([
            label, f"{sample.wall:.1f}", f"{sample.cpu:.1f}", f"{rate:,.0f}", f"≥ {FILES_A_SECOND[label]:,}", report.verdict(FILES_A_SECOND[label], rate),
            f"{peak:.0f}", f"≤ {PEAK_MIB}", report.verdict(peak, PEAK_MIB)])
    yield from report.table(["", "wall s", "CPU s", "files/s", "target", "", "peak MiB", "target", ""], rows)


def main():
    chosen = arguments()
    stop_on_signals()
    try:
        version = Holdfast.version(chosen.holdfast)
        with WorkFolder(chosen.work, "million-files", chosen.files * BYTES_A_FILE + (1 << 30), chosen.files + 10_000, chosen.keep) as work:
            described = {
                **machine.describe(work.path), "Version": version, "Measured": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d")}
            made, samples, pool = measure(chosen, work.path)
    except (Failed, OSError, subprocess.SubprocessError) as failure:
        say(f"bench/million-files: {failure}")
        return 1
    text = "\n".join(text_of(chosen, described, made, samples, pool)) + "\n"
    print(text, end="")
    report.save("million-files", text, {
        "machine": described, "files": made, "poolBytes": pool,
        "steps": {label: vars(sample) for label, sample in samples.items()}})
    return 0


if __name__ == "__main__":
    sys.exit(main())
