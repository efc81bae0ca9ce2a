"""bench/exports: a disk in a recovery point, given out and read, beside the same image served by nbdkit and qemu-nbd."""

import argparse
import json
import os
import random
import shutil
import socket
import struct
import subprocess
import time
from statistics import median

from . import choices, machine
from .process import Failed, run
from .vault import Site
from .work_folder import WorkFolder, say, stop_on_signals

MIB = 1 << 20
READS, READ_BYTES = 200, 4096


def arguments():
    parser = argparse.ArgumentParser(prog="bench/exports", description=__doc__.split(": ", 1)[1])
    parser.add_argument("--mib", type=int, default=1024, help="of the disk image (default: 1024)")
    choices.add(parser, rounds="a new export", limit=300)
    return parser.parse_args()


def make_image(path, mib):
    """Incompressible and text by turns, in stretches of 4 MiB, without holes; the same for the same size."""
    rng = random.Random(7)
    words = [bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz", k=rng.randint(2, 10))) for _ in range(4096)]
    with open(path, "wb") as file:
        for at in range(0, mib, 4):
            size = min(4, mib - at) * MIB
            file.write(b" ".join(rng.choices(words, k=size // 4))[:size].ljust(size) if at // 4 % 2 else rng.randbytes(size))


class Reader:
    """As little of a client as reads: one request at a time, plain replies."""

    def __init__(self, path, name):
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.take(18)
        self.socket.sendall(struct.pack(">I", 3) + b"IHAVEOPT" + struct.pack(">II", 1, len(name)) + name.encode())
        self.length, _ = struct.unpack(">QH", self.take(10))

    def read(self, offset, length):
        self.socket.sendall(struct.pack(">IHHQQI", 0x25609513, 0, 0, 1, offset, length))
        _, error, _ = struct.unpack(">IIQ", self.take(16))
        if error:
            raise Failed(f"reading {length} bytes at {offset}: error {error}")
        return self.take(length)

    def take(self, count):
        parts = []
        while count:
            part = self.socket.recv(count)
            if not part:
                raise Failed("the server ended the connection")
            parts.append(part)
            count -= len(part)
        return b"".join(parts)

    def close(self):
        self.socket.close()


class Peer:
    """Another program that serves the image."""

    def __init__(self, folder, name, command):
        self.path, self.name = os.path.join(folder, f"{name}.sock"), "disk"
        self.process = subprocess.Popen(
            [word.format(socket=self.path) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        began = time.monotonic()
        while not os.path.exists(self.path):
            if self.process.poll() is not None or time.monotonic() - began > 20:
                raise Failed(f"{name} did not start: {self.process.communicate()[1].decode(errors='replace')}")
            time.sleep(0.01)

    def close(self):
        self.process.terminate()
        self.process.communicate()
        if os.path.exists(self.path):
            os.remove(self.path)


class Export:
    def __init__(self, site, source):
        self.site = site
        begun = time.perf_counter()
        started = json.loads(site.command("export", "start", source, "--disk", "disk.raw", "--json"))
        self.seconds = time.perf_counter() - begun
        self.id, self.path, self.name = started["export"]["id"], started["export"]["address"], started["name"]

    def close(self):
        self.site.command("export", "stop", self.id)


def measure(served, image, size, limit, note):
    rng = random.Random(size)
    begun = time.perf_counter()
    reader = Reader(served.path, served.name)
    place = rng.randrange(size // READ_BYTES) * READ_BYTES
    got = reader.read(place, READ_BYTES)
    note("first byte, ms", (time.perf_counter() - begun) * 1000)
    image.seek(place)
    if got != image.read(READ_BYTES):
        raise Failed(f"{READ_BYTES} bytes at {place} are not those of the image")
    taken = []
    for _ in range(READS):
        place = rng.randrange(size // READ_BYTES) * READ_BYTES
        begun = time.perf_counter()
        reader.read(place, READ_BYTES)
        taken.append((time.perf_counter() - begun) * 1000)
    note("4 KiB at random, one at a time, ms", median(taken))
    reader.close()


def sequential(served, size, limit, note):
    uri = f"nbd+unix:///{served.name}?socket={served.path}"
    for words, connections in (("one connection", 1), ("four connections", 4)):
        begun = time.perf_counter()
        run(["nbdcopy", f"--connections={connections}", uri, "null:"], limit)
        note(f"front to back, {words}, MB/s", size / 1e6 / (time.perf_counter() - begun))


def measure_round(site, source, image_path, folder, limit, note):
    size = os.path.getsize(image_path)
    peers = {
        "nbdkit file": ["nbdkit", "-f", "-r", "-U", "{socket}", "file", image_path],
        "qemu-nbd": ["qemu-nbd", "-r", "-t", "-e", "8", "-f", "raw", "-x", "disk", "-k", "{socket}", image_path],
    }
    with open(image_path, "rb") as image:
        # Each measurement of an export begins with a new one, which has nothing decoded.
        for step in (measure, None):
            say("holdfast")
            export = Export(site, source)
            note("holdfast")("export start, ms", export.seconds * 1000)
            before = site.server.cpu()
            if step:
                measure(export, image, size, limit, note("holdfast"))
            else:
                sequential(export, size, limit, note("holdfast"))
                note("holdfast")("front to back, CPU-s/GiB of the server", (site.server.cpu() - before) / 2 / (size / (1 << 30)))
            export.close()
        for name, command in peers.items():
            say(name)
            peer = Peer(folder, name.split()[0], command)
            try:
                measure(peer, image, size, limit, note(name))
                sequential(peer, size, limit, note(name))
            finally:
                peer.close()


def table(figures):
    servers = ("holdfast", "nbdkit file", "qemu-nbd")
    targets = {"front to back, one connection, MB/s": (300, True), "front to back, four connections, MB/s": (300, True), "first byte, ms": (200, False)}
    lines = ["| | " + " | ".join(servers) + " | target | |", "|---|" + "--:|" * len(servers) + "--:|---|"]
    for name in sorted({name for values in figures.values() for name in values}):
        cells = [f"{median(figures[server][name]):.{0 if median(figures[server][name]) >= 100 else 2}f}" if name in figures[server] else "" for server in servers]
        target, verdict = "", ""
        if name in targets:
            bound, is_least = targets[name]
            own = median(figures["holdfast"][name])
            target, verdict = f"{'≥' if is_least else '<'} {bound}", "pass" if (own >= bound if is_least else own < bound) else "**fail**"
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {target} | {verdict} |")
    return "\n".join(lines)


def main():
    chosen = arguments()
    stop_on_signals()
    for program in ("nbdcopy", "nbdkit", "qemu-nbd"):
        if shutil.which(program) is None:
            raise Failed(f"{program} is not installed (Debian: libnbd-bin, nbdkit, qemu-utils)")
    figures = {}

    def note(server):
        return lambda name, value: figures.setdefault(server, {}).setdefault(name, []).append(value)

    with WorkFolder(chosen.work, "exports", chosen.mib * MIB * 3, 1000, chosen.keep) as work:
        version = run([chosen.holdfast, "--version"], 900).output.strip()
        source = os.path.join(work.path, "machine")
        os.makedirs(source)
        image = os.path.join(source, "disk.raw")
        say("making the image")
        make_image(image, chosen.mib)
        site = Site(chosen.holdfast, os.path.join(work.path, "site"), chosen.limit)
        try:
            say("first backup")
            site.job("protect", source)
            for number in range(chosen.rounds):
                say(f"round {number + 1} of {chosen.rounds}")
                measure_round(site, source, image, work.path, chosen.limit, note)
        finally:
            site.close()
        described = machine.describe(work.path)
    print(f"`bench/exports --mib {chosen.mib} --rounds {chosen.rounds}`, Holdfast {version}\n")
    print("\n".join(f"- {name}: {value}" for name, value in described.items()))
    print(f"- Load average at the end: {machine.load():.1f}\n")
    print(table(figures))


if __name__ == "__main__":
    try:
        main()
    except Failed as failure:
        raise SystemExit(str(failure))
