"""restic: repository version 2, compression auto (zstd)."""

import os

from .peer import PASSPHRASE, Peer
from .process import run


class Restic(Peer):
    name = "restic"

    def __init__(self, folder, source, limit):
        super().__init__(folder, source, limit)
        self._env |= {
            "RESTIC_REPOSITORY": self.repository, "RESTIC_PASSWORD": PASSPHRASE,
            "RESTIC_CACHE_DIR": os.path.join(folder, "cache"), "TMPDIR": os.path.join(folder, "temporary")}

    @staticmethod
    def version(_):
        return " ".join(run(["restic", "version"], 60).output.split()[:2])

    def prepare(self):
        os.makedirs(os.path.join(self._folder, "temporary"))
        self._run("restic", "init", "--quiet", "--repository-version", "2")

    def first(self):
        return self._run("restic", "backup", "--quiet", "--compression", "auto", self._source)

    again = first

    def verify(self):
        return self._run("restic", "check", "--quiet", "--read-data")

    def restore(self, target):
        return self._run("restic", "restore", "--quiet", "latest", "--target", target)
