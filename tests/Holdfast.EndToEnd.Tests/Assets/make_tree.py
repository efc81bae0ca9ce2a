"""Makes a tree with every kind of item that a Linux file system knows. Prints the kinds that could not be made here, one a line."""
import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys

FS_IOC_GETFLAGS, FS_IOC_SETFLAGS = 0x80086601, 0x40086602
NODUMP, NOATIME = 0x40, 0x80


def attempt(kind, work):
    try:
        work()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"{kind}: {error}")


def write(path, content):
    with open(path, "wb") as file:
        file.write(content)


def deep(root):
    """A path of more than 4,096 bytes can only be reached step by step."""
    part = b"d" * 200
    at = os.open(root, os.O_RDONLY)
    for _ in range(22):
        os.mkdir(part, dir_fd=at)
        inner = os.open(part, os.O_RDONLY | os.O_DIRECTORY, dir_fd=at)
        os.close(at)
        at = inner
    file = os.open(b"at-the-end", os.O_WRONLY | os.O_CREAT, 0o640, dir_fd=at)
    os.write(file, b"deep\n")
    os.close(file)
    os.close(at)


def flags(path, value):
    file = os.open(path, os.O_RDONLY)
    try:
        now = struct.unpack("l", fcntl.ioctl(file, FS_IOC_GETFLAGS, struct.pack("l", 0)))[0]
        fcntl.ioctl(file, FS_IOC_SETFLAGS, struct.pack("l", now | value))
    finally:
        os.close(file)


def sparse(path):
    with open(path, "wb") as file:
        file.seek(1 << 20)
        file.write(b"data after a hole")
        file.truncate(8 << 20)


def main(root):
    os.makedirs(root)
    os.chdir(root)
    os.makedirs("directory/empty")
    os.makedirs("directory/many")
    for number in range(200):
        write(f"directory/many/{number:03}.txt", f"file {number}\n".encode() * number)
    write("random.bin", os.urandom(3 << 20))
    write("text.txt", b"the same line again and again\n" * 60000)
    write("empty", b"")
    sparse("sparse")
    with open("only-a-hole", "wb") as file:
        file.truncate(4 << 20)
    os.link("random.bin", "directory/hard-link")
    os.link("text.txt", "another-name")
    os.symlink("text.txt", "link")
    os.symlink("/nowhere/at/all", "dangling")
    os.symlink(b"to-\xff\xfe", b"link-\xfe")
    write(b"not-utf8-\xff\xc0\x80", b"name is not UTF-8\n")
    write("new\nline and \t tab", b"1")
    write("n" * 255, b"a name of 255 bytes")
    os.mkfifo("fifo", 0o622)
    deep(root)
    attempt("device", lambda: os.mknod("character", 0o620 | 0o020000, os.makedev(1, 7)))
    attempt("device", lambda: os.mknod("block", 0o640 | 0o060000, os.makedev(7, 200)))
    write("setuid", b"#!/bin/sh\n")
    attempt("owner", lambda: os.chown("setuid", 1234, 4321))
    os.chmod("setuid", 0o6755)
    os.mkdir("sticky")
    os.chmod("sticky", 0o1777)
    write("xattr", b"x")
    attempt("xattr", lambda: os.setxattr("xattr", "user.holdfast", bytes(range(256))))
    attempt("xattr", lambda: os.setxattr("directory", "user.folder", b"of a folder"))
    write("acl", b"acl")
    attempt("acl", lambda: subprocess.run(["setfacl", "-m", "u:1234:rw,g:4321:r", "acl"], check=True))
    attempt("acl", lambda: subprocess.run(["setfacl", "-d", "-m", "u:1234:rwx", "sticky"], check=True))
    write("capability", b"#!/bin/sh\n")
    attempt("capability", lambda: subprocess.run(["setcap", "cap_net_raw+ep", "capability"], check=True))
    write("flags", b"flags")
    attempt("flags", lambda: flags("flags", NODUMP | NOATIME))
    listener = socket.socket(socket.AF_UNIX)
    listener.bind("socket")
    os.utime("text.txt", ns=(1, 1_234_567_890_123_456_789))
    os.utime("link", ns=(5, 987_654_321_987_654_321), follow_symlinks=False)
    os.utime("empty", ns=(0, -1_500_000_001))
    os.utime("directory/empty", ns=(7, 1_000_000_000_000_000_001))
    os.utime("directory", ns=(7, 1_100_000_000_000_000_007))


main(os.path.abspath(sys.argv[1]))
