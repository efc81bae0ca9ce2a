"""bench/vault: a folder vault: push of stored data beside the rate of the disk, restore beside a restore from the pool, one file out of a large point, and the forecast beside what then happens."""

import argparse
import json
import os
import random
import shutil
import sys
import time
from statistics import median

from . import choices, machine
from .process import Failed, run
from .server_process import ServerProcess
from .work_folder import WorkFolder, say, stop_on_signals

MIB = 1 << 20
PACK = 32 * MIB
ONE_FILE, ONE_FILE_BYTES = "large/wanted", 39_000_000


def arguments():
    parser = argparse.ArgumentParser(prog="bench/vault", description=__doc__.split(": ", 1)[1])
    parser.add_argument("--mib", type=int, default=1024, help="of files (default: 1024)")
    choices.add(parser, rounds="a new server", limit=900)
    return parser.parse_args()


def make_files(folder, mib):
    """Incompressible and text by turns, large files and folders of small ones, and in the middle one of 39 MB; the same for the same size."""
    rng = random.Random(11)
    words = [bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 10))) for _ in range(4096)]
    left, number = mib * MIB - ONE_FILE_BYTES, 0
    middle = left // 2

    def write(name, content):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)

    while left > 0:
        if left < middle:
            middle = -1
            write(ONE_FILE, rng.randbytes(ONE_FILE_BYTES))
        size = min(left, rng.choice([3_000, 12_000, 200_000, 8_000_000, 24_000_000]))
        text = b" ".join(rng.choices(words, k=size // 6 + 1))[:size] if number % 2 else rng.randbytes(size)
        write(f"{'large' if size > MIB else f'small-{number % 23}'}/file-{number}", text)
        left -= len(text)
        number += 1


def disk_rate(folder, size):
    """Bytes a second, and CPU seconds a GiB, of writing so many bytes out of memory into files as large as packs, each synced, one after another."""
    block = os.urandom(PACK)
    os.makedirs(folder)
    os.sync()
    begun, used = time.perf_counter(), time.process_time()
    for number in range(max(size // PACK, 1)):
        file = os.open(os.path.join(folder, str(number)), os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        view = memoryview(block)
        while view:
            view = view[os.write(file, view[:MIB]):]  # larger writes are slower
        os.fsync(file)
        os.close(file)
    directory = os.open(folder, os.O_RDONLY)
    os.fsync(directory)
    os.close(directory)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - used
    shutil.rmtree(folder)
    written = max(size // PACK, 1) * PACK
    return written / seconds, cpu / (written / (1 << 30))


class Site:
    def __init__(self, program, folder, limit):
        self.program, self.data, self.limit = program, os.path.join(folder, "data"), limit
        os.makedirs(self.data)
        self.command("up", "--port", "0", "--detach")
        self.server = ServerProcess(json.loads(self.command("status", "--json"))["pid"])

    def command(self, *words):
        return run([self.program, *words, "--data", self.data], self.limit, accepted=(0,)).output

    def job(self, *words):
        """The finished job, with the CPU seconds that the server used until it rests again, and what it read by system calls."""
        os.sync()
        before, read = self.server.cpu(), self.bytes_read()
        finished = run([self.program, *words, "--wait", "--json", "--data", self.data], self.limit)
        job = json.loads(finished.output)
        job["read"] = self.bytes_read() - read
        job["cpu"] = self.server.cpu_when_quiet() - before
        if job["state"] != "succeeded":
            raise Failed(f"{' '.join(words)}: the job did not succeed:\n{finished.output[:4000]}")
        return job

    def bytes_read(self):
        with open(f"/proc/{self.server.pid}/io", encoding="ascii") as file:
            return int(file.readline().split()[1])

    def forecast(self, source, *words):
        return json.loads(self.command("recover", source, *words, "--forecast", "--json"))

    def close(self):
        self.command("down")
        self.server.end()


def measure_round(program, work, files, limit, figures):
    folder = os.path.join(work, "site")
    site = Site(program, folder, limit)
    target = os.path.join(work, "restored")

    def note(name, value):
        figures.setdefault(name, []).append(value)

    def restore(name, *words):
        job = site.job("recover", files, "--to", target, "--security", "destination", *words)
        shutil.rmtree(target)
        note(f"{name} s", job["durationMs"] / 1000)
        note(f"{name} CPU s", job["cpu"])
        return job

    try:
        say("first backup, into the pool alone")
        site.job("protect", files)
        say("no-change run")
        same = site.job("recovery-point", "create", files)
        say("push")
        push = site.job("recovery-point", "create", files, "--online")
        sent = push["bytesSent"]
        note("push MiB/s", sent / MIB / (push["durationMs"] / 1000))
        note("push CPU-s/GiB", (push["cpu"] - same["cpu"]) / (sent / (1 << 30)))
        note("pushed MiB", sent / MIB)
        say("disk")
        rate, cpu = disk_rate(os.path.join(work, "disk"), sent)
        note("disk MiB/s", rate / MIB)
        note("disk CPU-s/GiB", cpu)
        say("restores")
        for name, words in (("pool", ()), ("vault", ("--online",)), ("pool", ()), ("vault", ("--online",))):
            job = restore(name, *words)
        forecast = site.forecast(files, "--online")
        job = restore("vault", "--online")
        restore("pool")
        note("forecast / read, whole point", forecast["bytesToRead"] / job["read"])
        note("forecast / taken, whole point", forecast["durationMs"] / job["durationMs"])
        say("one file")
        forecast = site.forecast(files, "--online", "--item", ONE_FILE)
        job = restore("file", "--online", "--item", ONE_FILE)
        note("one file, read / packed", job["read"] / ONE_FILE_BYTES)
        note("one file, requests", forecast["requests"])
        note("forecast / read, one file", forecast["bytesToRead"] / job["read"])
    finally:
        site.close()
        shutil.rmtree(folder)


def table(figures):
    m = {name: median(values) for name, values in figures.items()}
    rows = [
        ("write and fsync of the same bytes, MiB/s", m["disk MiB/s"], ""),
        ("the same, CPU-s/GiB", m["disk CPU-s/GiB"], ""),
        ("push of stored data, MiB/s", m["push MiB/s"], ""),
        ("push / disk", m["push MiB/s"] / m["disk MiB/s"], "≥ 0.5"),
        ("push, CPU-s/GiB", m["push CPU-s/GiB"], "≤ 1.2"),
        ("restore from the pool, s", m["pool s"], ""),
        ("restore from the vault, s", m["vault s"], ""),
        ("vault / pool", m["vault s"] / m["pool s"], "≤ 1.15"),
        ("restore from the pool, CPU s", m["pool CPU s"], ""),
        ("restore from the vault, CPU s", m["vault CPU s"], ""),
        ("39 MB file: bytes read / packed size", m["one file, read / packed"], "≤ 1.5"),
        ("39 MB file: requests", m["one file, requests"], ""),
        ("forecast / bytes read, whole point", m["forecast / read, whole point"], "0.9 to 1.1"),
        ("forecast / time taken, whole point", m["forecast / taken, whole point"], "0.9 to 1.1"),
        ("forecast / bytes read, 39 MB file", m["forecast / read, one file"], "0.9 to 1.1"),
    ]
    return "| | measured | target |\n|---|--:|--:|\n" + "\n".join(f"| {name} | {value:.{0 if value >= 100 else 2}f} | {target} |" for name, value, target in rows)


def main():
    chosen = arguments()
    stop_on_signals()
    figures = {}
    with WorkFolder(chosen.work, "vault", chosen.mib * MIB * 6, 100_000, chosen.keep) as work:
        version = run([chosen.holdfast, "--version"], 900).output.strip()
        say("making files")
        files = os.path.join(work.path, "files")
        make_files(files, chosen.mib)
        for number in range(chosen.rounds):
            say(f"round {number + 1} of {chosen.rounds}")
            measure_round(chosen.holdfast, work.path, files, chosen.limit, figures)
        described = machine.describe(work.path)
    print(f"`bench/vault --mib {chosen.mib} --rounds {chosen.rounds}`, Holdfast {version}\n")
    print("\n".join(f"- {name}: {value}" for name, value in described.items()))
    print(f"- Load average at the end: {machine.load():.1f}\n")
    print(table(figures))
    print("\n" + json.dumps({name: [round(value, 3) for value in values] for name, values in figures.items()}), file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        raise SystemExit(str(failure))
