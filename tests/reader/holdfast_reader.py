#!/usr/bin/env python3
"""Reads a Holdfast repository (a pool, or a server's folder in a vault) by docs/format.md alone.

    holdfast_reader.py DISK [DISK…] --passphrase-file FILE list
    holdfast_reader.py DISK [DISK…] --passphrase-file FILE points
    holdfast_reader.py DISK [DISK…] --passphrase-file FILE ls POINT PATH
    holdfast_reader.py DISK [DISK…] --passphrase-file FILE restore POINT PATH OUT
    holdfast_reader.py --self-test

POINT is the id of a recovery point or a unique beginning of it; PATH is relative to what was protected, '.' for all of it. OUT must not exist.
Exit codes: 0 all well, 1 failed, 2 usage, 3 restored except for the items named on standard error.

It shares no code with Holdfast, so that the page is proved by somebody else's eyes, and so that data can be got back without Holdfast. Python's standard library
and three C libraries by ctypes: libzstd (Debian: libzstd1), libcrypto of OpenSSL (libssl3), and libsodium (libsodium23) or libargon2 (libargon2-1).
"""

import argparse
import os
import re
import struct
import sys

from item_table import DIRECTORY, Table, shown
from packs import Keyring
from primitives import Crypto, Damage, Fatal, argon2id, blake3_keyed
from repository import Repository
from restore import Restore


def list_repository(repository):
    points, chunks = repository.points(), repository.index()
    print(f"repository\t{repository.keyring.repository.hex()}")
    print(f"packs\t{len(repository.packs)}\nchunks\t{len(chunks)}")
    for source in sorted({point["source"]["id"] for point in points}):
        own = [point for point in points if point["source"]["id"] == source]
        where = own[-1]["source"]
        print(f"source\t{source}\t{where['server']}\t{where['path']}\t{len(own)} recovery points")


def list_points(repository):
    for point in repository.points():
        print(f"{point['id']}\t{point['created']}\t{point['source']['name']}\t{point['table']['items']} items\t{point['table']['bytes']} bytes")


def list_items(table, path):
    item = table.find(path)
    for entry in table.children(path) if item.kind == DIRECTORY else [item]:
        print(f"{'?d-lpcb'[entry.kind]}{entry.mode:04o}\t{entry.owner}\t{entry.group}\t{entry.size}\t{entry.modified}.{entry.nanoseconds:09}\t{shown(entry.name)}")


def self_test():
    """The test values of §15, and an official vector of BLAKE3."""
    keyring = Keyring(bytes(range(16)) + b"\xa1" * 32 + b"\xa2" * 32 + struct.pack("<II", 1, 1) + b"\xa3" * 32)
    page = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "docs", "format.md")
    with open(page, encoding="utf-8") as file:
        expected = dict(re.findall(r"^\| ([a-z ,()0-9\"-]+) \| `([0-9a-f]+)` \|$", file.read(), re.MULTILINE))
    pack = keyring.derive(1, bytes(range(0x40, 0x60)), b"holdfast pack v1", 96)
    sealed = keyring.derive(1, bytes(range(0x60, 0x80)), b"holdfast object v1", 64)
    values = {
        "seal key of the pack": pack[:32], "marker key of the pack": pack[32:64], "commitment of the pack": pack[64:],
        "marker of slot 3": Crypto().blocks(pack[32:64], struct.pack("<I", 3) + b"holdfast rec", True),
        "seal key of the object": sealed[:32], "commitment of the object": sealed[32:],
        "id of the chunk \"abc\"": blake3_keyed(keyring.chunk_key, b"abc"),
        "id of the chunk of 5000 zeros": blake3_keyed(keyring.chunk_key, bytes(5000)),
        "argon2id, 8 mib, 1 pass": argon2id(b"correct horse battery staple", bytes(range(16)), 8192, 1),
    }
    for name, value in values.items():
        if expected.get(name) != value.hex():
            raise Fatal(f"{name}: the page says {expected.get(name)}, computed {value.hex()}")
    print(f"{len(values)} test values agree")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("words", nargs="*")
    parser.add_argument("--passphrase-file")
    parser.add_argument("--no-verify", action="store_true", help="do not compare chunks with their ids (much faster; AES-GCM is still checked)")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_intermixed_args()
    if options.self_test:
        return self_test()
    words = options.words
    at = next((i for i, word in enumerate(words) if word in ("list", "points", "ls", "restore") and i > 0), 0)
    command, arguments = words[at] if at else None, words[at + 1:]
    if not command or not options.passphrase_file or len(arguments) != {"list": 0, "points": 0, "ls": 2, "restore": 3}[command]:
        parser.error("see --help")
    with open(options.passphrase_file, "rb") as file:
        passphrase = file.read(2000).rstrip(b"\r\n")
    repository = Repository(words[:at], passphrase, not options.no_verify, lambda text: print(text, file=sys.stderr))
    if command == "list":
        return list_repository(repository)
    if command == "points":
        return list_points(repository)
    table = Table(repository, repository.point(arguments[0]))
    path = os.fsencode(arguments[1]).strip(b"/")
    path = b"" if path == b"." else path
    if command == "ls":
        return list_items(table, path)
    return 3 if Restore(repository, table, repository.warn).run(path, os.fsencode(arguments[2])) else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (Fatal, Damage, OSError, ValueError) as problem:
        print(f"error: {problem}", file=sys.stderr)
        sys.exit(1)
