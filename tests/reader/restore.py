"""Writes items of a recovery point to a new place."""

import os
import stat

from item_table import CHARACTER, DIRECTORY, FIFO, FILE, SYMLINK, shown
from primitives import Damage, Fatal


class Restore:
    def __init__(self, repository, table, warn):
        self.repository, self.table, self.warn = repository, table, warn
        self.failed = 0
        self.first, self.made, self.last = {}, set(), (None, b"")

    def run(self, path, out):
        top = self.table.find(path)
        if os.path.lexists(out):
            raise Fatal(f"{shown(out)!r} is there already")
        directories = []
        self.one(top, out, directories)
        if top.kind == DIRECTORY:
            for item in self.table.subtree(path):
                inside = item.path[len(path) + 1:] if path else item.path
                target = os.path.join(out, inside)
                # Only below directories made here: a link in the table must not lead anywhere.
                if os.path.dirname(target) in self.made:
                    self.one(item, target, directories)
                else:
                    self.fail(item, "its directory was not restored")
        for item, target in reversed(directories):
            self.metadata(item, target)
        return self.failed

    def one(self, item, target, directories):
        try:
            if item.kind == DIRECTORY:
                os.mkdir(target, 0o700)
                self.made.add(target)
                directories.append((item, target))
                return
            if item.link_group and item.link_group in self.first:
                os.link(self.first[item.link_group], target, follow_symlinks=False)
                return
            if item.kind == FILE:
                self.content(item, target)
            elif item.kind == SYMLINK:
                os.symlink(item.target, target)
            elif item.kind == FIFO:
                os.mkfifo(target, 0o600)
            else:
                kind = stat.S_IFCHR if item.kind == CHARACTER else stat.S_IFBLK
                os.mknod(target, kind | 0o600, os.makedev(item.device >> 32, item.device & 0xFFFFFFFF))
            self.metadata(item, target)
            if item.link_group:
                self.first[item.link_group] = target
        except (Damage, OSError) as problem:
            self.fail(item, problem)
            if item.kind == FILE and os.path.isfile(target):
                os.unlink(target)

    def content(self, item, target):
        extents = self.table.extents(item)
        if extents is None:
            raise Damage("its content could not be read when the point was made")
        with open(target, "xb") as file:
            for chunk, offset, length in extents:
                if chunk is None:
                    file.seek(length, os.SEEK_CUR)
                    continue
                plain = self.chunk(chunk)
                if offset + length > len(plain):
                    raise Damage("an extent reaches past its chunk")
                file.write(plain[offset:offset + length])
            file.truncate(item.size)

    def chunk(self, chunk):
        if self.last[0] != chunk:  # many small files of one chunk follow one another
            self.last = chunk, self.repository.read(chunk)
        return self.last[1]

    def metadata(self, item, target):
        def attempt(action, *arguments, **options):
            try:
                action(*arguments, **options)
            except (OSError, OverflowError) as problem:
                self.warn(f"{shown(item.path)}: {problem}")

        if os.geteuid() == 0:
            attempt(os.chown, target, item.owner, item.group, follow_symlinks=False)
        for name, value in item.attributes:
            attempt(os.setxattr, target, name, value, follow_symlinks=False)
        if item.kind != SYMLINK:
            attempt(os.chmod, target, item.mode & 0o7777)
        time = item.modified * 1_000_000_000 + item.nanoseconds
        attempt(os.utime, target, ns=(time, time), follow_symlinks=False)

    def fail(self, item, problem):
        self.failed += 1
        self.warn(f"{shown(item.path)}: {problem}")
