"""Changes the content of 1 % of the files, and takes the change back."""

import os
import random
import shutil
import stat

from .data_set import walk


class Change:
    """One file in a hundred, by seed, and one large file of each kind among them: a tenth of each is overwritten in place."""

    def __init__(self, folder, originals, seed):
        self._folder, self._originals, self._seed = folder, originals, seed
        self._changed = []

    def apply(self):
        source = random.Random(f"{self._seed}/change")
        files = [path for path in walk(self._folder) if self._is_plain(path)]
        chosen = set(source.sample(files, max(1, len(files) // 100)))
        for kind in ("incompressible", "text"):
            chosen.add(next(path for path in files if path.startswith(f"{self._folder}/{kind}/")))
        os.mkdir(self._originals)
        for number, path in enumerate(sorted(chosen)):
            shutil.copy2(path, f"{self._originals}/{number}")
            self._changed.append(path)
            self._overwrite(path, source)
        return len(chosen), len(files)

    def undo(self):
        for number, path in enumerate(self._changed):
            with open(f"{self._originals}/{number}", "rb") as original, open(path, "r+b") as file:
                shutil.copyfileobj(original, file)
                file.truncate()
            shutil.copystat(f"{self._originals}/{number}", path)
        shutil.rmtree(self._originals)
        self._changed = []

    @staticmethod
    def _is_plain(path):
        status = os.lstat(path)
        return stat.S_ISREG(status.st_mode) and status.st_nlink == 1 and os.access(path, os.W_OK)

    @staticmethod
    def _overwrite(path, source):
        length = os.path.getsize(path)
        piece = max(1, length // 10)
        with open(path, "r+b") as file:
            file.seek(source.randint(0, max(0, length - piece)))
            file.write(source.randbytes(piece))
