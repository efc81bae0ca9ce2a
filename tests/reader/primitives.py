"""AES, Argon2id, HKDF, zstd and BLAKE3: libcrypto, libsodium (or libargon2) and libzstd by ctypes, the rest in Python."""

import ctypes
import ctypes.util
import hmac
import struct


class Damage(Exception):
    """Bytes that do not follow docs/format.md."""


class Fatal(Exception):
    """What a person has to put right."""


def library(name, sonames, package):
    for candidate in [ctypes.util.find_library(name), *sonames]:
        if candidate:
            try:
                return ctypes.CDLL(candidate)
            except OSError:
                continue
    raise Fatal(f"lib{name} is missing: install the Debian package {package}")


class Crypto:
    """AES-256-GCM and single blocks of AES-256, from OpenSSL."""

    def __init__(self):
        self.lib = lib = library("crypto", ["libcrypto.so.3", "libcrypto.so.1.1"], "libssl3")
        for function in ("EVP_CIPHER_CTX_new", "EVP_aes_256_gcm", "EVP_aes_256_ecb"):
            getattr(lib, function).restype = ctypes.c_void_p
        pointer, integer = ctypes.c_void_p, ctypes.c_int
        lib.EVP_CIPHER_CTX_free.argtypes = [pointer]
        lib.EVP_CIPHER_CTX_set_padding.argtypes = [pointer, integer]
        lib.EVP_CIPHER_CTX_ctrl.argtypes = [pointer, integer, integer, pointer]
        lib.EVP_CipherInit_ex.argtypes = [pointer, pointer, pointer, ctypes.c_char_p, ctypes.c_char_p, integer]
        lib.EVP_CipherUpdate.argtypes = [pointer, pointer, ctypes.POINTER(integer), ctypes.c_char_p, integer]
        lib.EVP_CipherFinal_ex.argtypes = [pointer, pointer, ctypes.POINTER(integer)]

    def open(self, key, nonce, data, associated, what):
        """AES-256-GCM; the tag is the last 16 bytes of the data."""
        text, tag = data[:-16], data[-16:]
        lib, length = self.lib, ctypes.c_int()
        context = lib.EVP_CIPHER_CTX_new()
        try:
            out = ctypes.create_string_buffer(max(len(text), 1))
            ok = lib.EVP_CipherInit_ex(context, lib.EVP_aes_256_gcm(), None, key, nonce, 0)
            ok = ok and lib.EVP_CipherUpdate(context, None, ctypes.byref(length), associated, len(associated))
            ok = ok and (not text or lib.EVP_CipherUpdate(context, out, ctypes.byref(length), text, len(text)))
            ok = ok and lib.EVP_CIPHER_CTX_ctrl(context, 0x11, 16, ctypes.c_char_p(tag))
            if len(tag) != 16 or not ok or lib.EVP_CipherFinal_ex(context, ctypes.create_string_buffer(16), ctypes.byref(length)) != 1:
                raise Damage(f"{what} does not open")
            return out.raw[:len(text)]
        finally:
            lib.EVP_CIPHER_CTX_free(context)

    def blocks(self, key, data, encrypt):
        """AES-256 of whole blocks, each for itself."""
        lib, length = self.lib, ctypes.c_int()
        context = lib.EVP_CIPHER_CTX_new()
        try:
            out = ctypes.create_string_buffer(len(data) + 16)
            lib.EVP_CipherInit_ex(context, lib.EVP_aes_256_ecb(), None, key, None, int(encrypt))
            lib.EVP_CIPHER_CTX_set_padding(context, 0)
            lib.EVP_CipherUpdate(context, out, ctypes.byref(length), data, len(data))
            return out.raw[:len(data)]
        finally:
            lib.EVP_CIPHER_CTX_free(context)


def argon2id(passphrase, salt, memory, passes):
    out = ctypes.create_string_buffer(32)
    try:
        sodium = library("sodium", ["libsodium.so.23"], "libsodium23")
    except Fatal:
        try:
            argon2 = library("argon2", ["libargon2.so.1"], "libargon2-1")
        except Fatal:
            raise Fatal("libsodium is missing: install the Debian package libsodium23 (or libargon2-1)") from None
        size = ctypes.c_size_t
        failed = argon2.argon2id_hash_raw(passes, memory, 1, passphrase, size(len(passphrase)), salt, size(16), out, size(32))
    else:
        failed = sodium.sodium_init() < 0 or sodium.crypto_pwhash(
            out, ctypes.c_ulonglong(32), passphrase, ctypes.c_ulonglong(len(passphrase)), salt,
            ctypes.c_ulonglong(passes), ctypes.c_size_t(memory * 1024), 2)
    if failed:
        raise Fatal(f"Argon2id failed: it needs {memory} KiB of memory")
    return out.raw


class Zstd:
    def __init__(self):
        self.lib = library("zstd", ["libzstd.so.1"], "libzstd1")
        self.lib.ZSTD_decompress.restype = ctypes.c_size_t
        self.lib.ZSTD_isError.argtypes = [ctypes.c_size_t]

    def decode(self, data, length):
        out = ctypes.create_string_buffer(max(length, 1))
        written = self.lib.ZSTD_decompress(out, ctypes.c_size_t(length), data, ctypes.c_size_t(len(data)))
        if self.lib.ZSTD_isError(written) or written != length:
            raise Damage("a chunk does not decode to its length")
        return out.raw[:length]


def hkdf_expand(key, info, length):
    out, block = b"", b""
    for i in range(1, -(-length // 32) + 1):
        block = hmac.digest(key, block + info + bytes([i]), "sha256")
        out += block
    return out[:length]


def hkdf(key, salt, info, length):
    return hkdf_expand(hmac.digest(salt, key, "sha256"), info, length)


# Keyed BLAKE3, slow and short: to check chunks.

IV = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19)
ORDER = (2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8)
MIXES = ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15), (0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14))
CHUNK_START, CHUNK_END, PARENT, ROOT, KEYED = 1, 2, 4, 8, 16


def blake3_compress(chain, block, counter, length, flags):
    m = list(struct.unpack("<16I", block))
    v = [*chain, *IV[:4], counter & 0xFFFFFFFF, counter >> 32, length, flags]
    for _ in range(7):
        for i, (a, b, c, d) in enumerate(MIXES):
            for word, r, s in ((m[2 * i], 16, 12), (m[2 * i + 1], 8, 7)):
                v[a] = (v[a] + v[b] + word) & 0xFFFFFFFF
                x = v[d] ^ v[a]
                v[d] = (x >> r | x << (32 - r)) & 0xFFFFFFFF
                v[c] = (v[c] + v[d]) & 0xFFFFFFFF
                x = v[b] ^ v[c]
                v[b] = (x >> s | x << (32 - s)) & 0xFFFFFFFF
        m = [m[i] for i in ORDER]
    return [v[i] ^ v[i + 8] for i in range(8)]


def blake3_keyed(key, data):
    words = struct.unpack("<8I", key)

    def node(begin, end, flags):
        if end - begin <= 1024:
            chain, last = words, max(0, (end - begin - 1) // 64)
            for i in range(last + 1):
                block = data[begin + 64 * i:min(end, begin + 64 * i + 64)]
                use = KEYED | (CHUNK_START if i == 0 else 0) | ((CHUNK_END | flags) if i == last else 0)
                chain = blake3_compress(chain, block.ljust(64, b"\0"), begin // 1024, len(block), use)
            return chain
        chunks = (end - begin - 1) // 1024
        middle = begin + 1024 * (1 << (chunks.bit_length() - 1))
        left, right = node(begin, middle, 0), node(middle, end, 0)
        return blake3_compress(words, struct.pack("<16I", *left, *right), 0, 64, KEYED | PARENT | flags)

    return struct.pack("<8I", *node(0, len(data), ROOT))
