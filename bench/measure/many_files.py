"""Makes very many small files:  python3 -m measure.many_files FOLDER FILES SEED  prints what it made as JSON."""

import json
import multiprocessing
import os
import sys

from .content import Content, vocabulary

LEAST, MOST, IN_A_FOLDER = 1 << 10, 8 << 10, 1000


def make_folder(work):
    """Every other file is text. Returns the bytes written."""
    folder, files, seed = work
    content = Content(f"{seed}/many/{os.path.basename(folder)}", WORDS)
    sizes = [content.size(LEAST, MOST) for _ in range(files)]
    # One stream of each kind for the whole folder, cut into files: far quicker than a call for each.
    streams = memoryview(content.text(sum(sizes[0::2]))), memoryview(content.incompressible(sum(sizes[1::2])))
    begins = [0, 0]
    os.mkdir(folder)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for number, size in enumerate(sizes):
            kind = number & 1
            file = os.open(f"{number:03}.{'bin' if kind else 'txt'}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644, dir_fd=handle)
            try:
                if os.write(file, streams[kind][begins[kind]:begins[kind] + size]) != size:
                    raise OSError(f"{folder}/{number:03} could not be written in full")
            finally:
                os.close(file)
            begins[kind] += size
    finally:
        os.close(handle)
    return sum(sizes)


def build(folder, files, seed):
    os.mkdir(folder)
    work = [
        (f"{folder}/{begin // IN_A_FOLDER:04}", min(IN_A_FOLDER, files - begin), seed) for begin in range(0, files, IN_A_FOLDER)]
    with multiprocessing.Pool(min(8, len(os.sched_getaffinity(0)))) as pool:
        return {"bytes": sum(pool.imap_unordered(make_folder, work, chunksize=2)), "files": files, "folders": len(work) + 1}


WORDS = vocabulary()

if __name__ == "__main__":
    print(json.dumps(build(sys.argv[1], int(sys.argv[2]), sys.argv[3])))
