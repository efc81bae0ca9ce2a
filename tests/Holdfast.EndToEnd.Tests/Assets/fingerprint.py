"""Prints one line for each item below a folder: everything that a backup must bring back. Sockets are left out, as they are in a backup."""
import fcntl
import hashlib
import os
import stat
import struct
import sys

FS_IOC_GETFLAGS = 0x80086601
# Flags that say how the file system keeps the file, and not what somebody asked for: extents, inline data, and the like.
ASKED_FOR = 0x40 | 0x80 | 0x10 | 0x20 | 0x08 | 0x04


def attributes(file):
    path = f"/proc/self/fd/{file}"
    return ",".join(f"{name}={os.getxattr(path, name).hex()}" for name in sorted(os.listxattr(path)))


def content(file, size):
    digest = hashlib.sha256()
    while block := os.read(file, 1 << 20):
        digest.update(block)
    return digest.hexdigest()


def holes(file, size):
    """Where there is data, in whole 64 KiB: file systems may round, backups may turn long zero runs into holes."""
    found, at = [], 0
    while at < size:
        try:
            start = os.lseek(file, at, os.SEEK_DATA)
        except OSError:
            break
        at = os.lseek(file, start, os.SEEK_HOLE)
        found.append(f"{start >> 16}-{(at + 65535) >> 16}")
    return ";".join(found)


def flags(file):
    try:
        return struct.unpack("l", fcntl.ioctl(file, FS_IOC_GETFLAGS, struct.pack("l", 0)))[0] & ASKED_FOR
    except OSError:
        return 0


def describe(folder, name, path, links, out):
    about = os.stat(name, dir_fd=folder, follow_symlinks=False)
    kind = stat.S_IFMT(about.st_mode)
    if stat.S_ISSOCK(kind):
        return
    line = [path.hex(), f"{about.st_mode:o}", f"{about.st_uid}:{about.st_gid}", f"m={about.st_mtime_ns}"]
    if not stat.S_ISDIR(kind) and about.st_nlink > 1:
        line.append("same=" + links.setdefault((about.st_dev, about.st_ino), path).hex())
    if stat.S_ISLNK(kind):
        line.append("to=" + os.readlink(name, dir_fd=folder).hex())
    elif stat.S_ISCHR(kind) or stat.S_ISBLK(kind):
        line.append(f"device={os.major(about.st_rdev)},{os.minor(about.st_rdev)}")
    elif stat.S_ISREG(kind) or stat.S_ISDIR(kind):
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW, dir_fd=folder)
        try:
            line += [f"x={attributes(file)}", f"f={flags(file):x}"]
            if stat.S_ISREG(kind):
                line += [f"size={about.st_size}", content(file, about.st_size), holes(file, about.st_size)]
            else:
                children(file, path, links, out)
        finally:
            os.close(file)
    out.append(" ".join(line))


def children(folder, path, links, out):
    for name in sorted(os.fsencode(entry) for entry in os.listdir(folder)):
        describe(folder, name, path + b"/" + name if path else name, links, out)


def main(root):
    sys.setrecursionlimit(5000)
    out = []
    folder = os.open(root, os.O_RDONLY)
    children(folder, b"", {}, out)
    print("\n".join(sorted(out)))


main(sys.argv[1])
