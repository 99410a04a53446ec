"""Databases of KeePass that no program would write: built by hand, sealed correctly, with anything inside."""

from __future__ import annotations

import gzip
import hashlib
import hmac
import struct
from collections.abc import Callable

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES, ChaCha20
from cryptography.hazmat.primitives.ciphers.modes import CBC

from vault.sandbox.importing import ciphers

PASSWORD = "forged"
AES256 = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
CHACHA20 = bytes.fromhex("d6038a2b8b6f4cb5a524339a31dbb59a")
TWOFISH = bytes.fromhex("ad68f29f576f4bb9a36ad47af965346c")
KDF_AES = bytes.fromhex("7c02bb8279a74ac0927d114a00648238")
ARGON2ID = bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6")
SEED = b"s" * 32
COMPOSITE = hashlib.sha256(hashlib.sha256(PASSWORD.encode()).digest()).digest()


def document(groups: str = "", meta: str = "") -> bytes:
    return f"<KeePassFile><Meta>{meta}</Meta><Root><Group><Name>R</Name>{groups}</Group></Root></KeePassFile>".encode()


def entry(title: str, more: str = "") -> str:
    return f"<Entry><String><Key>Title</Key><Value>{title}</Value></String>{more}</Entry>"


def _variants(values: dict[bytes, tuple[int, bytes]]) -> bytes:
    found = b"\x00\x01"
    for name, (kind, value) in values.items():
        found += bytes([kind]) + struct.pack("<I", len(name)) + name + struct.pack("<I", len(value)) + value
    return found + b"\0"


def version_4(
    xml: bytes,
    *,
    binaries: tuple[bytes, ...] = (),
    cipher: bytes = CHACHA20,
    kdf: dict[bytes, tuple[int, bytes]] | None = None,
    pack: Callable[[bytes], bytes] = gzip.compress,
    minor: int = 0,
) -> bytes:
    """A database of version 4; `pack` compresses its content, or pretends to."""
    parameters = kdf or {b"$UUID": (0x42, KDF_AES), b"S": (0x42, SEED), b"R": (5, struct.pack("<Q", 1))}
    fields = {2: cipher, 3: struct.pack("<I", 1), 4: SEED, 7: b"n" * 12, 11: _variants(parameters)}
    header = bytes.fromhex("03d9a29a67fb4bb5") + struct.pack("<HH", minor, 4)
    for number, value in {**fields, 0: b"\r\n\r\n"}.items():
        header += struct.pack("<BI", number, len(value)) + value
    transformed = ciphers.aes_rounds(SEED, COMPOSITE, 1)
    mac_key = hashlib.sha512(SEED + transformed + b"\x01").digest()
    inner = struct.pack("<BII", 1, 4, 3) + struct.pack("<BI", 2, 64) + b"k" * 64
    inner += b"".join(struct.pack("<BIB", 3, len(one) + 1, 0) + one for one in binaries) + struct.pack("<BI", 0, 0)
    clear = pack(inner + xml)
    key = hashlib.sha256(SEED + transformed).digest()
    sealed = Cipher(ChaCha20(key, bytes(4) + b"n" * 12), None).encryptor().update(clear)

    def mac(number: int, message: bytes) -> bytes:
        return hmac.digest(hashlib.sha512(struct.pack("<Q", number) + mac_key).digest(), message, "sha256")

    blocks = b""
    for number, block in enumerate((sealed, b"")):
        length = struct.pack("<I", len(block))
        blocks += mac(number, struct.pack("<Q", number) + length + block) + length + block
    return header + hashlib.sha256(header).digest() + mac(2**64 - 1, header) + blocks


def version_3(xml: bytes, *, header_hash: bool = True) -> bytes:
    """A database of version 3.1, its values hidden by Salsa20."""
    fields = {2: AES256, 3: struct.pack("<I", 0), 4: SEED, 5: SEED, 6: struct.pack("<Q", 1), 7: b"i" * 16, 8: b"k" * 32}
    header = bytes.fromhex("03d9a29a67fb4bb5") + struct.pack("<HH", 1, 3)
    for number, value in {**fields, 9: b"b" * 32, 10: struct.pack("<I", 2), 0: b"\r\n\r\n"}.items():
        header += struct.pack("<BH", number, len(value)) + value
    clear = b"b" * 32
    for number, block in enumerate((xml, b"")):
        digest = hashlib.sha256(block).digest() if block else bytes(32)
        clear += struct.pack("<I32sI", number, digest, len(block)) + block
    clear += bytes([16 - len(clear) % 16]) * (16 - len(clear) % 16)
    key = hashlib.sha256(SEED + ciphers.aes_rounds(SEED, COMPOSITE, 1)).digest()
    return header + Cipher(AES(key), CBC(b"i" * 16)).encryptor().update(clear)
