"""Builds the data set of bench/compare:  python3 -m measure.data_set FOLDER SIZE SEED  prints what it made as JSON.

A process of its own, so that its memory does not become the floor of the peak memory that is measured afterwards.
"""

import json
import multiprocessing
import os
import stat
import subprocess
import sys

from .content import Content, vocabulary
from .shape import MIB, SHAPES, SMALL_LEAST, SMALL_MOST

SHARE = "/usr/share"


def large_file(work):
    path, kind, length, seed, words = work
    content = Content(f"{seed}/{os.path.basename(path)}", words)
    make = content.text if kind == "text" else content.incompressible
    with open(path, "wb") as file:
        for begin in range(0, length, 4 * MIB):
            file.write(make(min(4 * MIB, length - begin)))


def small_folder(work):
    folder, files, seed, words = work
    content = Content(f"{seed}/small/{os.path.basename(folder)}", words)
    os.mkdir(folder)
    for number in range(files):
        length = content.size(SMALL_LEAST, SMALL_MOST)
        text = number % 2 == 0
        with open(f"{folder}/{number:04}.{'txt' if text else 'bin'}", "wb") as file:
            file.write(content.text(length) if text else content.incompressible(length))


def size_of(path):
    """Bytes in regular files below a path, each file counted once however many names it has."""
    total, seen = 0, set()
    for entry in walk(path):
        status = os.lstat(entry)
        if stat.S_ISREG(status.st_mode) and (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            total += status.st_size
    return total


def walk(path):
    """A path and everything below it, sorted, links not followed."""
    yield path
    if os.path.isdir(path) and not os.path.islink(path):
        for folder, folders, files in os.walk(path):
            folders.sort()
            yield from (os.path.join(folder, name) for name in sorted(folders + files))


def copy(sources, target, *options):
    for begin in range(0, len(sources), 500):
        subprocess.run(["cp", "-a", *options, "-t", target, "--", *sources[begin:begin + 500]], check=True)


def copy_share(target, budget):
    """Whole folders of /usr/share, the smallest first, while they fit; of the next one as many files as fit."""
    os.mkdir(target)
    if not os.path.isdir(SHARE) or budget <= 0:
        return
    whole = []
    for size, path in sorted((size_of(entry.path), entry.path) for entry in os.scandir(SHARE)):
        if not readable(path):
            continue
        if size <= budget:
            whole.append(path)
            budget -= size
            continue
        part = []
        for path in walk(path):
            status = os.lstat(path)
            if stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and status.st_size <= budget:
                part.append(os.path.relpath(path, SHARE))
                budget -= status.st_size
        copy_parts(part, target)
        break
    copy(whole, target)


def copy_parts(names, target):
    for begin in range(0, len(names), 500):
        subprocess.run(["cp", "-a", "--parents", "-t", target, "--", *names[begin:begin + 500]], cwd=SHARE, check=True)


def readable(path):
    return os.geteuid() == 0 or all(os.path.islink(entry) or os.access(entry, os.R_OK) for entry in walk(path))


def build(folder, size, seed):
    shape, words = SHAPES[size], vocabulary()
    for name in ("", "incompressible", "text", "small", "copy", "copy/small"):
        os.mkdir(os.path.join(folder, name))
    with multiprocessing.Pool(min(4, len(os.sched_getaffinity(0)))) as pool:
        pool.map(large_file, [
            (f"{folder}/{kind}/{number:02}.{ending}", kind, shape.large_bytes, seed, words)
            for kind, ending in (("incompressible", "bin"), ("text", "txt")) for number in range(shape.large_files)], chunksize=1)
        pool.map(small_folder, [
            (f"{folder}/small/{number:03}", shape.small_files // shape.small_folders, seed, words)
            for number in range(shape.small_folders)], chunksize=4)
    copy([f"{folder}/small/{number:03}" for number in range(shape.copied_folders)], f"{folder}/copy/small")
    copy([f"{folder}/incompressible/{number:02}.bin" for number in range(shape.copied_large)]
         + [f"{folder}/text/{number:02}.txt" for number in range(shape.copied_large)], f"{folder}/copy")
    parts = {name: size_of(f"{folder}/{name}") for name in ("incompressible", "text", "small", "copy")}
    copy_share(f"{folder}/share", shape.total - sum(parts.values()))
    parts["share"] = size_of(f"{folder}/share")
    return {"bytes": sum(parts.values()), "parts": parts, **count(folder)}


def count(folder):
    kinds = {"files": 0, "folders": 0, "links": 0}
    for path in walk(folder):
        mode = os.lstat(path).st_mode
        kinds["links" if stat.S_ISLNK(mode) else "folders" if stat.S_ISDIR(mode) else "files"] += 1
    return kinds


if __name__ == "__main__":
    print(json.dumps(build(sys.argv[1], sys.argv[2], sys.argv[3])))
