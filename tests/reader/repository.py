"""Blobs on one or several disks, chunks and recovery points: docs/format.md §§1, 3, 6 and 9."""

import json
import os
import re
import struct

from packs import Keyring, Pack, open_slot
from primitives import Crypto, Damage, Fatal, Zstd, blake3_keyed

BLOB = re.compile(r"(?!holdfast-)[a-z0-9_-][a-z0-9._-]*(/[a-z0-9_-][a-z0-9._-]*)*\Z")


class Disks:
    def __init__(self, folders):
        self.folders = folders
        self.current = [folder for folder in folders if not self.behind(folder)] or folders

    def behind(self, folder):
        """A disk that missed changes: the epoch that it knows last is an earlier one of another disk."""
        mine = self.epochs(folder)
        return bool(mine) and any(mine[-1] in self.epochs(other)[:-1] for other in self.folders if other != folder)

    @staticmethod
    def epochs(folder):
        try:
            with open(os.path.join(folder, "holdfast-pool.json"), "rb") as file:
                return [(epoch["number"], epoch["id"]) for epoch in json.load(file)["epochs"]]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def places(self, name):
        where = self.folders if name.startswith("packs/") else self.current
        return [path for path in (os.path.join(folder, name) for folder in where) if os.path.isfile(path)]

    def read(self, name, most):
        for path in self.places(name):
            with open(path, "rb") as file:
                data = file.read(most + 1)
                if len(data) > most:
                    raise Damage(f"{name} is too long")
                return data
        raise Damage(f"{name} is missing")

    def list(self, prefix):
        found = set()
        for folder in self.folders if prefix == "packs/" else self.current:
            for path, directories, files in os.walk(os.path.join(folder, prefix)):
                directories[:] = [name for name in directories if not name.startswith(".")]
                found.update(os.path.relpath(os.path.join(path, name), folder) for name in files)
        return sorted(name for name in found if BLOB.match(name))


class Repository:
    def __init__(self, folders, passphrase, verify, warn):
        self.disks, self.verify, self.warn = Disks(folders), verify, warn
        self.crypto, self.zstd = Crypto(), Zstd()
        marker = json.loads(self.disks.read("repository", 4096))
        if marker.get("format") != "holdfast-repository" or marker.get("version") != 1:
            raise Fatal("this is not a repository of version 1")
        self.keyring = self.unlock(passphrase)
        if self.keyring.repository.hex() != marker["id"]:
            raise Fatal("the keyring is another repository's")
        self.packs, self.chunks, self.kept = [], None, {}

    def unlock(self, passphrase):
        reasons = []
        for name in reversed(self.disks.list("keys/")):
            try:
                opened = open_slot(self.crypto, self.disks.read(name, 1 << 20), passphrase)
                if opened is not None:
                    return Keyring(opened)
            except Damage as damage:
                reasons.append(f" ({name}: {damage})")
        raise Fatal("the passphrase does not open this repository" + "".join(reasons))

    def index(self):
        if self.chunks is not None:
            return self.chunks
        self.chunks = {}
        for name in self.disks.list("packs/"):
            for path in self.disks.places(name):
                try:
                    pack = Pack(self.keyring, self.crypto, name, path)
                    try:
                        entries = list(pack.footer())
                    except Damage as damage:
                        self.warn(f"{damage}; its records are looked for")
                        entries = list(pack.search())
                except Damage as damage:
                    self.warn(str(damage))
                    continue
                self.packs.append(pack)
                for chunk, place in entries:
                    self.chunks.setdefault(chunk, []).append(place)
        return self.chunks

    def read(self, chunk, kind=None):
        """The bytes of a chunk. Those of item tables are kept for a while: they are wanted again and again."""
        if (chunk, kind) not in self.kept:
            plain = self.read_once(chunk, kind)
            if kind is None:
                return plain
            if len(self.kept) >= 64:
                self.kept.clear()
            self.kept[chunk, kind] = plain
        return self.kept[chunk, kind]

    def read_once(self, chunk, kind):
        reason = "it is in no pack"
        for pack, slot, at, own, codec, stored, length in self.index().get(chunk, ()):
            try:
                payload = pack.payload(chunk, slot, at, own, stored)
                plain = self.zstd.decode(payload, length) if codec else payload
                if kind not in (None, own):
                    raise Damage(f"it is of kind {own}")
                if self.verify and blake3_keyed(self.keyring.chunk_key, plain) != chunk:
                    raise Damage("its bytes are not what its name promises")
                return plain
            except Damage as damage:
                reason = str(damage)
        raise Damage(f"chunk {chunk.hex()}: {reason}")

    def open_object(self, name):
        data = self.disks.read(name, 64 << 20)
        header = data[:96]
        if len(data) < 112 or header[:10] != b"HFSEALED\1\0" or header[16:32] != self.keyring.repository:
            raise Damage(f"{name} is not a sealed object of this repository")
        keys = self.keyring.derive(struct.unpack_from("<I", header, 12)[0], header[32:64], b"holdfast object v1", 64)
        if keys[32:] != header[64:]:
            raise Damage(f"{name} is sealed under another key")
        return self.crypto.open(keys[:32], bytes(12), data[96:], header + name.encode(), name)

    def points(self):
        points = []
        for name in self.disks.list("points/"):
            try:
                point = json.loads(self.open_object(name))
                if point["version"] != 1 or f"points/{point['source']['id']}/{point['id']}" != name:
                    raise Damage(f"{name} holds another point or version")
                if point["kind"] == "recoveryPoint":
                    points.append(point)
            except (Damage, ValueError, KeyError) as damage:
                self.warn(f"{name}: {damage}")
        return sorted(points, key=lambda point: point["created"])

    def point(self, beginning):
        found = [point for point in self.points() if point["id"].startswith(beginning)]
        if len(found) != 1:
            raise Fatal(f"{len(found)} recovery points begin with {beginning!r}")
        return found[0]
