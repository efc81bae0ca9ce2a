"""borg: encryption repokey-blake2, compression zstd,3."""

import os

from .peer import PASSPHRASE, Peer
from .process import run


class Borg(Peer):
    name = "borg"

    def __init__(self, folder, source, limit):
        super().__init__(folder, source, limit)
        self._archives = 0
        self._env |= {
            "BORG_REPO": self.repository, "BORG_PASSPHRASE": PASSPHRASE, "BORG_BASE_DIR": os.path.join(folder, "base"),
            "BORG_CACHE_DIR": os.path.join(folder, "cache"), "BORG_CONFIG_DIR": os.path.join(folder, "config")}

    @staticmethod
    def version(_):
        return run(["borg", "--version"], 60).output.strip()

    def prepare(self):
        os.makedirs(os.path.join(self._folder, "base"))
        self._run("borg", "init", "--encryption", "repokey-blake2")

    def first(self):
        self._archives += 1
        return self._run("borg", "create", "--compression", "zstd,3", f"::{self._archives}", self._source)

    again = first

    def verify(self):
        return self._run("borg", "check", "--verify-data")

    def restore(self, target):
        return self._run("borg", "extract", f"::{self._archives}", cwd=target)
