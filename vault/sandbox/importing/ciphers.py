"""The ciphers of other programs' files, for reading only. One of the few rooms that import a cipher library.

A vault of ours is never opened with these: the formats of KeePass and Bitwarden ask for them.
"""

from __future__ import annotations

import hashlib
import hmac
import struct

from argon2.low_level import ARGON2_VERSION, Type, core, ffi, lib  # type: ignore[attr-defined]  # not in its list
from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES, ChaCha20
from cryptography.hazmat.primitives.ciphers.modes import CBC

from vault.sandbox.importing.entries import Refusal, Refused

ARGON2_D, ARGON2_ID = Type.D.value, Type.ID.value
ARGON2_VERSIONS = (16, ARGON2_VERSION)
MOST_MEMORY = 1 << 20
"""KiB of memory of a key derivation: what the worker's address space has room for."""
MOST_WORK = 48 << 20
"""KiB of memory times passes: a minute, which is what a worker may be silent for."""
MOST_ROUNDS = 1 << 30
"""Rounds of KeePass's derivation by AES, or of PBKDF2 by twenties: half a minute."""
_ROUNDS = 1 << 16
"""Rounds by AES in one go."""


def aes_cbc(key: bytes, iv: bytes) -> CipherContext:
    """A decryptor of AES-256-CBC, padding left in place."""
    return Cipher(AES(key), CBC(iv)).decryptor()


def unpad(padded: bytes) -> bytes:
    """Without PKCS #7 padding. Raises Refused (DAMAGED)."""
    count = padded[-1] if padded else 0
    if not 1 <= count <= 16 or padded[-count:] != bytes([count]) * count:
        raise Refused(Refusal.DAMAGED)
    return padded[:-count]


def chacha20(key: bytes, nonce: bytes) -> CipherContext:
    """A decryptor of ChaCha20 (RFC 8439) from block 0 on; the nonce has 12 bytes."""
    return Cipher(ChaCha20(key, bytes(4) + nonce), None).decryptor()


def aes_rounds(key: bytes, value: bytes, rounds: int) -> bytes:
    """KeePass's first derivation: SHA-256 of both halves, encrypted so often. Raises Refused (OVER_BOUND)."""
    if rounds > MOST_ROUNDS:
        raise Refused(Refusal.OVER_BOUND)
    halves = []
    zeros = bytes(16 * _ROUNDS)
    for half in (value[:16], value[16:]):
        # Chaining over zeros is the cipher applied to its own output.
        encryptor = Cipher(AES(key), CBC(half)).encryptor()
        last = half
        for done in range(0, rounds, _ROUNDS):
            last = encryptor.update(zeros[: 16 * min(_ROUNDS, rounds - done)])[-16:]
        halves.append(last)
    return hashlib.sha256(b"".join(halves)).digest()


def argon2(secret: bytes, salt: bytes, *, kind: int, version: int, passes: int, memory: int, lanes: int) -> bytes:
    """Argon2 (RFC 9106): 32 bytes; `memory` in KiB. Raises Refused (OVER_BOUND, DAMAGED).

    All lanes in one thread: the worker may start none.
    """
    if memory > MOST_MEMORY or memory * passes > MOST_WORK:
        raise Refused(Refusal.OVER_BOUND)
    # No further than the fields of the C structure reach.
    if passes < 1 or memory < 1 or not 1 <= lanes < 1 << 24 or version not in ARGON2_VERSIONS:
        raise Refused(Refusal.DAMAGED)
    out = ffi.new("uint8_t[]", 32)
    secret_bytes, salt_bytes = ffi.new("uint8_t[]", secret), ffi.new("uint8_t[]", salt)
    context = ffi.new(
        "argon2_context *",
        {
            "version": version,
            "out": out,
            "outlen": 32,
            "pwd": secret_bytes,
            "pwdlen": len(secret),
            "salt": salt_bytes,
            "saltlen": len(salt),
            "t_cost": passes,
            "m_cost": memory,
            "lanes": lanes,
            "threads": 1,
            "flags": lib.ARGON2_DEFAULT_FLAGS,
        },
    )
    result = core(context, kind)
    if result == lib.ARGON2_MEMORY_ALLOCATION_ERROR:
        raise Refused(Refusal.OVER_BOUND)
    if result != lib.ARGON2_OK:
        raise Refused(Refusal.DAMAGED)
    return bytes(ffi.buffer(out, 32))


def pbkdf2(secret: bytes, salt: bytes, rounds: int) -> bytes:
    """PBKDF2 by HMAC-SHA-256 (RFC 8018): 32 bytes. Raises Refused (OVER_BOUND, DAMAGED)."""
    if rounds > MOST_ROUNDS // 20:
        raise Refused(Refusal.OVER_BOUND)
    if rounds < 1:
        raise Refused(Refusal.DAMAGED)
    return hashlib.pbkdf2_hmac("sha256", secret, salt, rounds)


def expand(key: bytes, label: bytes) -> bytes:
    """HKDF-Expand by SHA-256 (RFC 5869): the first 32 bytes."""
    return hmac.digest(key, label + b"\x01", "sha256")


class Salsa20:
    """The stream of Salsa20/20 from block 0 on. KeePass 3.1 hides its passwords with it; no library here has it."""

    def __init__(self, key: bytes, nonce: bytes) -> None:
        k, n, c = struct.unpack("<8I", key), struct.unpack("<2I", nonce), struct.unpack("<4I", b"expand 32-byte k")
        self._start = [c[0], *k[:4], c[1], *n, 0, 0, c[2], *k[4:], c[3]]
        self._block = 0
        self._rest = b""

    def update(self, sealed: bytes) -> bytes:
        """The next bytes in clear."""
        stream = [self._rest]
        have = len(self._rest)
        while have < len(sealed):
            stream.append(self._next())
            have += 64
        joined = b"".join(stream)
        self._rest = joined[len(sealed) :]
        used = int.from_bytes(joined[: len(sealed)], "little")
        return (int.from_bytes(sealed, "little") ^ used).to_bytes(len(sealed), "little")

    def _next(self) -> bytes:
        start = list(self._start)
        start[8], start[9] = self._block & 0xFFFFFFFF, self._block >> 32
        self._block += 1
        x = list(start)
        for _ in range(10):
            for a, b, c, d in _QUARTERS:
                for to, one, other, by in ((b, a, d, 7), (c, b, a, 9), (d, c, b, 13), (a, d, c, 18)):
                    total = (x[one] + x[other]) & 0xFFFFFFFF
                    x[to] ^= (total << by | total >> 32 - by) & 0xFFFFFFFF
        return struct.pack("<16I", *((one + other) & 0xFFFFFFFF for one, other in zip(x, start, strict=True)))


_QUARTERS = (
    (0, 4, 8, 12), (5, 9, 13, 1), (10, 14, 2, 6), (15, 3, 7, 11),
    (0, 1, 2, 3), (5, 6, 7, 4), (10, 11, 8, 9), (15, 12, 13, 14),
)  # fmt: skip
