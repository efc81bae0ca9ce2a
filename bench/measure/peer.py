"""What restic and borg have in common: a repository folder, a cache folder, a passphrase, no server."""

import os

from .process import run

PASSPHRASE = "correct horse battery staple"


class Peer:
    def __init__(self, folder, source, limit):
        self._folder, self._source, self._limit = folder, source, limit
        self.repository = os.path.join(folder, "repository")
        # Both restore a file below its absolute path.
        self.restores_below = source.lstrip("/")
        self._env = {**{name: value for name, value in os.environ.items() if not name.startswith(("RESTIC_", "BORG_"))}, "LC_ALL": "C.UTF-8"}

    def repository_bytes(self):
        return sum(os.lstat(os.path.join(folder, name)).st_size for folder, _, files in os.walk(self.repository) for name in files)

    def close(self):
        """Nothing goes on running."""

    def _run(self, *command, cwd=None):
        return run(list(command), self._limit, cwd=cwd, env=self._env)
