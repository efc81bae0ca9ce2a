"""Item tables: docs/format.md §7."""

from packs import LARGEST_CHUNK
from primitives import Damage, Fatal

BLOCK, NODE, LIST = 2, 3, 4
DIRECTORY, FILE, SYMLINK, FIFO, CHARACTER = 1, 2, 3, 4, 5


def shown(path):
    return path.decode("utf-8", "backslashreplace")


class Cursor:
    def __init__(self, data):
        self.data, self.at = data, 0

    def byte(self):
        if self.at >= len(self.data):
            raise Damage("an item table is cut short")
        self.at += 1
        return self.data[self.at - 1]

    def number(self, most=(1 << 64) - 1):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                break
        if value > most:
            raise Damage("a number in an item table is too large")
        return value

    def signed(self):
        value = self.number()
        return value >> 1 ^ -(value & 1)

    def raw(self, length):
        if length > len(self.data) - self.at:
            raise Damage("an item table is cut short")
        self.at += length
        return self.data[self.at - length:self.at]

    def text(self, most):
        return self.raw(self.number(most))

    def ids(self):
        count = self.number(1 << 20)
        joined = self.raw(32 * count)
        return [joined[32 * i:32 * i + 32] for i in range(count)]

    def version(self):
        if self.byte() != 1:
            raise Damage("a part of an item table has another version")

    def end(self):
        if self.at != len(self.data):
            raise Damage("an item table has bytes after its end")


def wrap(value):
    return (value + (1 << 63)) % (1 << 64) - (1 << 63)


def key_of(parent, name):
    """Sorts as the page says: '/' below all other bytes, which are never 0."""
    return parent.replace(b"/", b"\0"), name


class Item:
    parent = name = b""
    kind = mode = owner = group = size = modified = nanoseconds = inode = links = link_group = flags = device = condition = 0
    target = extents = lists = born = None
    attributes = ()

    @property
    def path(self):
        return self.parent + b"/" + self.name if self.parent else self.name


def is_name(name):
    return 0 < len(name) <= 4096 and name not in (b".", b"..") and b"/" not in name and b"\0" not in name


def read_extents(cursor, ids, most):
    extents = []
    for _ in range(cursor.number(most)):
        place = cursor.number()
        if place > len(ids):
            raise Damage("an extent names no chunk")
        offset = cursor.number(LARGEST_CHUNK) if place else 0
        extents.append((ids[place - 1] if place else None, offset, cursor.number((1 << 63) - 1)))
    return extents


def read_relative(cursor, seconds, nanoseconds):
    if cursor.byte() == 0:
        return seconds, nanoseconds
    return wrap(seconds + cursor.signed()), cursor.number(999_999_999)


def read_item(cursor, ids, before):
    item, bits = Item(), cursor.number(8191)
    item.kind = bits & 7
    if not 1 <= item.kind <= 6:
        raise Damage("an item of an unknown kind")
    item.parent = cursor.text(1 << 20) if bits & 8 else before.parent
    shared = cursor.number(len(before.name))
    item.name = before.name[:shared] + cursor.text(4096)
    if not (item.name == item.parent == b"" or is_name(item.name)) or item.parent and not all(map(is_name, item.parent.split(b"/"))):
        raise Damage("an item with an impossible name")
    item.mode, item.owner, item.group, item.size = cursor.number(), cursor.number(), cursor.number(), cursor.number((1 << 63) - 1)
    item.modified = wrap(before.modified + cursor.signed())
    item.nanoseconds = cursor.number(999_999_999)
    changed = read_relative(cursor, item.modified, item.nanoseconds)
    if bits & 16:
        item.born = read_relative(cursor, *changed)
    item.inode = (before.inode + cursor.signed()) % (1 << 64)
    item.links = cursor.number()
    if bits & 32:
        item.link_group = cursor.number()
    if bits & 128:
        item.flags = cursor.number()
    if bits & 512:
        item.device = cursor.number()
    if bits & 4096:
        item.condition = cursor.byte()
    if bits & 256:
        item.target = cursor.text(1 << 20)
    if bits & 64:
        item.attributes = [(cursor.text(4096), cursor.text(1 << 20)) for _ in range(cursor.number(1 << 16))]
    if bits & 1024:
        item.extents = read_extents(cursor, ids, 1024)
        if sum(length for _, _, length in item.extents) != item.size:
            raise Damage("extents that do not cover their file")
    if bits & 2048:
        places = [cursor.number() for _ in range(cursor.number(1 << 18))]
        if item.extents is not None or any(place >= len(ids) for place in places):
            raise Damage("an item with impossible extent lists")
        item.lists = [ids[place] for place in places]
    return item


class Table:
    def __init__(self, repository, point):
        self.repository = repository
        self.root, self.level = bytes.fromhex(point["table"]["root"]), point["table"]["level"]
        if not 0 <= self.level <= 9:
            raise Damage("an item table of impossible height")

    def items(self, parent=b"", name=b""):
        """All items at or after a key, in order."""
        start = key_of(parent, name)
        return (item for item in self.below(self.root, self.level, start) if key_of(item.parent, item.name) >= start)

    def below(self, chunk, level, start):
        cursor = Cursor(self.repository.read(chunk, NODE if level else BLOCK))
        cursor.version()
        if level == 0:
            count, ids, item = cursor.number(1 << 20), cursor.ids(), Item()
            for _ in range(count):
                item = read_item(cursor, ids, item)
                yield item
            cursor.end()
            return
        if cursor.byte() != level:
            raise Damage("a node at the wrong height")
        children = []
        for _ in range(cursor.number(512)):
            key, chunk = key_of(cursor.text(1 << 20), cursor.text(4096)), cursor.raw(32)
            cursor.number(), cursor.number()
            children.append((key, chunk))
        cursor.end()
        for i, (_, chunk) in enumerate(children):
            if i + 1 == len(children) or children[i + 1][0] > start:
                yield from self.below(chunk, level - 1, start)

    def find(self, path):
        parent, _, name = path.rpartition(b"/")
        item = next(self.items(parent, name), None)
        if item is None or (item.parent, item.name) != (parent, name):
            raise Fatal(f"{shown(path)!r} is not in this recovery point")
        return item

    def children(self, path):
        for item in self.items(path):
            if item.parent != path:
                return
            if item.name:
                yield item

    def subtree(self, path):
        for item in self.items(path):
            if path and item.parent != path and not item.parent.startswith(path + b"/"):
                return
            if item.name:
                yield item

    def extents(self, item):
        if item.lists is None:
            return item.extents
        extents = []
        for chunk in item.lists:
            cursor = Cursor(self.repository.read(chunk, LIST))
            cursor.version()
            extents += read_extents(cursor, cursor.ids(), 8192)
            cursor.end()
        if sum(length for _, _, length in extents) != item.size:
            raise Damage("extent lists that do not cover their file")
        return extents
