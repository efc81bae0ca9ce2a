"""Key slots and packs: docs/format.md §§2, 4 and 5."""

import hashlib
import os
import struct

from primitives import Damage, argon2id, hkdf, hkdf_expand

LARGEST_CHUNK = 16 << 20


class Keyring:
    def __init__(self, data):
        if len(data) < 84:
            raise Damage("the keyring is cut short")
        (count,) = struct.unpack_from("<I", data, 80)
        if not 1 <= count <= 10000 or len(data) != 84 + 36 * count:
            raise Damage("the keyring has a wrong length")
        self.repository, self.chunk_key = data[:16], data[16:48]
        self.epochs = {struct.unpack_from("<I", data, 84 + 36 * i)[0]: data[88 + 36 * i:120 + 36 * i] for i in range(count)}

    def derive(self, epoch, salt, info, length):
        if epoch not in self.epochs:
            raise Damage(f"sealed under epoch {epoch}, which the keyring does not hold")
        return hkdf(self.epochs[epoch], salt, info, length)


def open_slot(crypto, slot, passphrase):
    """The keyring's bytes, or None where the passphrase is another."""
    if len(slot) < 84 or slot[:8] != b"HFKEYSLT":
        raise Damage("not a key slot")
    version, derivation, _, memory, passes = struct.unpack_from("<HBBII", slot, 8)
    if version != 1:
        raise Damage(f"a key slot of version {version}")
    salt = slot[20:36]
    if derivation == 1 and 8 << 10 <= memory <= 1 << 20 and 1 <= passes <= 16:
        key = argon2id(passphrase, salt, memory, passes)
    elif derivation == 2 and memory == 0 and 100_000 <= passes <= 20_000_000:
        key = hashlib.pbkdf2_hmac("sha512", passphrase, salt, passes, 32)
    else:
        raise Damage(f"a key slot with derivation {derivation}, {memory} KiB, {passes} passes: not allowed")
    both = hkdf_expand(key, b"holdfast key slot v1", 64)
    if both[32:] != slot[36:68]:
        return None
    return crypto.open(both[:32], bytes(12), slot[68:], slot[:68], "the key slot")


class Pack:
    def __init__(self, keyring, crypto, name, path):
        self.crypto, self.path, self.name = crypto, path, name
        self.file = None
        self.length = os.path.getsize(path)
        self.header = header = self.bytes(0, 96)
        if header[:8] != b"HOLDPACK" or header[8:10] != b"\1\0":
            raise Damage(f"{name} is not a pack of version 1")
        (epoch,) = struct.unpack_from("<I", header, 12)
        if header[16:32] != keyring.repository or header[32:64].hex() != os.path.basename(name):
            raise Damage(f"{name} is another repository's or another pack")
        keys = keyring.derive(epoch, header[32:64], b"holdfast pack v1", 96)
        if keys[64:] != header[64:]:
            raise Damage(f"{name} is sealed under another key")
        self.seal, self.mark = keys[:32], keys[32:64]

    def bytes(self, offset, length):
        with open(self.path, "rb") as file:
            file.seek(offset)
            data = file.read(length)
        if len(data) != length:
            raise Damage(f"{self.name} is cut short")
        return data

    def footer(self):
        magic, offset, length, total, zero = struct.unpack("<8s4I", self.bytes(max(0, self.length - 24), 24))
        if magic != b"HOLDPEND" or total != self.length or zero or offset < 96 or length < 1040 or offset + length + 24 != total:
            raise Damage(f"{self.name} has no trailer")
        last = b"\xff" * 4
        plain = self.crypto.open(self.seal, last + bytes(8), self.bytes(offset, length), self.header + last + struct.pack("<I", offset), f"the footer of {self.name}")
        (count,) = struct.unpack_from("<I", plain)
        if count > 1 << 20 or 4 + 48 * count > len(plain):
            raise Damage(f"the footer of {self.name} has an impossible count")
        for slot in range(count):
            chunk, kind, codec, _, at, stored, length = struct.unpack_from("<32sBBH3I", plain, 4 + 48 * slot)
            if at < 96 or at + 92 + stored > offset:
                raise Damage(f"the footer of {self.name} lists a record outside the pack")
            yield chunk, self.checked(slot, at, kind, codec, stored, length)

    def search(self):
        """Records by their markers, for a pack without a footer: all blocks at each of the sixteen alignments are opened."""
        data = self.bytes(0, self.length)
        for shift in range(16):
            plain = self.crypto.blocks(self.mark, data[shift:shift + (len(data) - shift) // 16 * 16], False)
            at = plain.find(b"holdfast rec")
            while at >= 0:
                if at % 16 == 4:
                    (slot,) = struct.unpack_from("<I", plain, at - 4)
                    begin = shift + at - 4
                    try:
                        yield self.record_header(slot, begin, data[begin + 16:begin + 76])
                    except Damage:
                        pass
                at = plain.find(b"holdfast rec", at + 1)

    def record_header(self, slot, at, data):
        number = struct.pack("<I", slot)
        plain = self.crypto.open(self.seal, number + bytes(8), data, self.header + number, f"record {slot} of {self.name}")
        chunk, kind, codec, _, length, stored = struct.unpack("<32sBBHII", plain)
        return chunk, self.checked(slot, at, kind, codec, stored, length)

    def checked(self, slot, at, kind, codec, stored, length):
        if not 1 <= kind <= 4 or codec > 1 or length > LARGEST_CHUNK or stored > length or (codec == 0 and stored != length):
            raise Damage(f"record {slot} of {self.name} has impossible lengths or kinds")
        return self, slot, at, kind, codec, stored, length

    def payload(self, chunk, slot, at, kind, stored):
        number = struct.pack("<I", slot)
        return self.crypto.open(self.seal, number + b"\1" + bytes(7), self.bytes(at + 76, stored + 16),
                                self.header + number + bytes([kind]) + chunk, f"record {slot} of {self.name}")
