"""FLOE ciphertexts whose first segment is genuine under many keys: what a commitment is there against.

AES-GCM does not commit to its key, so such ciphertexts can be computed ("invisible salamanders"; Dodis and others,
"Fast Message Franking", 2018).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tests.vectors.by_hand import expand

PARAMETERS = bytes.fromhex("00 00 00100000 00000020")


def _multiply(one: int, other: int) -> int:
    """In GF(2^128) as GCM has it."""
    product = 0
    for bit in range(127, -1, -1):
        if other >> bit & 1:
            product ^= one
        one = (one >> 1) ^ (0xE1 << 120 if one & 1 else 0)
    return product


def _invert(value: int) -> int:
    result, power = 1 << 127, value
    for _ in range(127):
        power = _multiply(power, power)
        result = _multiply(result, power)
    return result


def _solve(rows: list[list[int]]) -> list[int]:
    """Gauss and Jordan; each row holds its coefficients, then the right side."""
    size = len(rows)
    for column in range(size):
        pivot = next(number for number in range(column, size) if rows[number][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        scale = _invert(rows[column][column])
        rows[column] = [_multiply(scale, value) for value in rows[column]]
        for number in range(size):
            if number != column and rows[number][column]:
                factor = rows[number][column]
                pairs = zip(rows[number], rows[column], strict=True)
                rows[number] = [value ^ _multiply(factor, other) for value, other in pairs]
    return [row[-1] for row in rows]


def _aes(key: bytes, block: bytes) -> int:
    encryptor = Cipher(algorithms.AES(key), modes.ECB()).encryptor()  # noqa: S305 - GCM's own first step
    return int.from_bytes(encryptor.update(block) + encryptor.finalize(), "big")


def ciphertext_for_all(candidates: Sequence[bytes], nonce: bytes, associated: bytes, blocks: int) -> bytes:
    """A GCM ciphertext and tag, `blocks` long, valid under each of up to blocks + 1 keys: its tag is free as well.

    GCM's tag is linear in the ciphertext: GHASH(associated, ciphertext) + AES(key, nonce ‖ 1), one equation a key.
    """
    lengths = (8 * len(associated)) << 64 | 128 * blocks
    first = int.from_bytes(associated.ljust(16, b"\0"), "big")
    rows = []
    for key in candidates:
        hashing = _aes(key, bytes(16))
        powers = [1 << 127]
        while len(powers) < blocks + 3:
            powers.append(_multiply(powers[-1], hashing))
        fixed = _aes(key, nonce + b"\0\0\0\x01") ^ _multiply(first, powers[blocks + 2]) ^ _multiply(lengths, powers[1])
        # The last unknowns are the tag and the blocks before it; what is not needed stays zero.
        rows.append([powers[0], *powers[2 : len(candidates) + 1], fixed])
    tag, *last = _solve(rows)
    body = [0] * (blocks - len(last)) + last[::-1]
    return b"".join(block.to_bytes(16, "big") for block in (*body, tag))


def _segment_keys(candidates: Sequence[bytes], associated: bytes, iv: bytes) -> Iterator[bytes]:
    """The key of segment 0 under each FLOE key."""
    prefix = PARAMETERS + iv
    for key in candidates:
        message_key = expand("sha384", key, prefix + b"MESSAGE_KEY:" + associated, 48)
        yield expand("sha384", message_key, prefix + b"DEK:" + bytes(8) + associated, 32)


def floe_for_all(candidates: Sequence[bytes], associated: bytes, blocks: int) -> bytes:
    """A FLOE ciphertext of one segment that is genuine under every candidate, with the header tag of the first."""
    iv, nonce = os.urandom(32), os.urandom(12)
    place = bytes(8) + b"\x01"
    derived = list(_segment_keys(candidates, associated, iv))
    sealed = ciphertext_for_all(derived, nonce, place, blocks)
    for key in derived:
        AESGCM(key).decrypt(nonce, sealed, place)
    tag = expand("sha384", candidates[0], PARAMETERS + iv + b"HEADER_TAG:" + associated, 32)
    return PARAMETERS + iv + tag + (32 + 16 * blocks).to_bytes(4, "big") + nonce + sealed
