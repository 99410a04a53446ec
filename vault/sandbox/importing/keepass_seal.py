"""The sealed half of a KeePass database, KDBX 3.1 and 4: header, key derivation, blocks, compression.

Sources: keepass.info/help/kb/kdbx.html, and the files that KeePassXC and KeeWeb write.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO

from vault.sandbox.importing import ciphers
from vault.sandbox.importing.entries import Refusal, Refused, Secret
from vault.sandbox.importing.keepass_factors import composite_key

MAGIC = bytes.fromhex("03d9a29a")
"""What all databases of KeePass begin with."""
_VERSION_2 = MAGIC + bytes.fromhex("67fb4bb5")
MOST_SEALED = 192 << 20
"""Bytes of a database: it is opened in memory."""
MOST_CLEAR = 256 << 20
"""Bytes of a database decompressed."""
MOST_HIDDEN = 4 << 20
"""Bytes that Salsa20 is asked for, in a database of version 3.1: some ten seconds."""
_MOST_FIELD = 1 << 20
_LONGEST_BLOCK = 1 << 26

_END, _CIPHER, _COMPRESSION, _SEED, _TRANSFORM_SEED, _ROUNDS, _IV = 0, 2, 3, 4, 5, 6, 7
_STREAM_KEY, _START_BYTES, _STREAM, _KDF = 8, 9, 10, 11
_INNER_STREAM, _INNER_KEY, _INNER_BINARY = 1, 2, 3
_SALSA20, _CHACHA20 = 2, 3
_SALSA20_NONCE = bytes.fromhex("e830094b97205d2a")

_AES256 = bytes.fromhex("31c1f2e6bf714350be5805216afc5aff")
_CHACHA = bytes.fromhex("d6038a2b8b6f4cb5a524339a31dbb59a")
_KDF_AES = (bytes.fromhex("c9d9f39a628a4460bf740d08c18a4fea"), bytes.fromhex("7c02bb8279a74ac0927d114a00648238"))
_KDF_ARGON2 = {
    bytes.fromhex("ef636ddf8c29444b91f7a9a403e30a0c"): ciphers.ARGON2_D,
    bytes.fromhex("9e298b1956db4773b23dfc3ec6f0a1e6"): ciphers.ARGON2_ID,
}


@dataclass(repr=False)
class Opened:
    """A database in clear."""

    xml: bytes
    reveal: Callable[[bytes], bytes]
    """Takes the hidden values in the order of the document, and returns them in clear."""
    binaries: list[bytes] = field(default_factory=list)
    """Attachments by number (version 4; in 3.1 they stand in the XML)."""
    header_digest: bytes = b""
    """What the XML repeats (version 3.1; in 4 the header was verified)."""


def unseal(stream: BinaryIO, secret: Secret) -> Opened:
    """Opens a database. Raises Refused."""
    whole = stream.read(MOST_SEALED + 1)
    if len(whole) > MOST_SEALED:
        raise Refused(Refusal.OVER_BOUND)
    source = BytesIO(whole)
    signature, minor, major = struct.unpack("<8sHH", exactly(source, 12))
    if not signature.startswith(MAGIC):
        raise Refused(Refusal.NOT_RECOGNISED)
    if signature != _VERSION_2 or major not in (3, 4) or (major == 4 and minor > 1):
        raise Refused(Refusal.NOT_SUPPORTED)
    fields = dict(_fields(source, "<BI" if major == 4 else "<BH"))
    header = whole[: source.tell()]
    return (_unseal_4 if major == 4 else _unseal_3)(source, header, fields, composite_key(secret))


def _unseal_3(source: BytesIO, header: bytes, fields: dict[int, bytes], composite: bytes) -> Opened:
    """Version 3.1: whether the password is right is told by 32 bytes that the header repeats."""
    _supported(_field(fields, _CIPHER, 16), (_AES256,))
    (rounds,) = struct.unpack("<Q", _field(fields, _ROUNDS, 8))
    key = _final_key(fields, ciphers.aes_rounds(_field(fields, _TRANSFORM_SEED, 32), composite, rounds))
    sealed = source.read()
    if len(sealed) % 16 or len(sealed) < 48:
        raise Refused(Refusal.DAMAGED)
    clear = BytesIO(ciphers.aes_cbc(key, _field(fields, _IV, 16)).update(sealed))
    if clear.read(32) != _field(fields, _START_BYTES, 32):
        raise Refused(Refusal.WRONG_SECRET)
    xml = _inflate(fields, _hashed_blocks(clear))
    stream = _hidden(struct.unpack("<I", _field(fields, _STREAM, 4))[0], _field(fields, _STREAM_KEY))
    return Opened(xml, stream, header_digest=hashlib.sha256(header).digest())


def _unseal_4(source: BytesIO, header: bytes, fields: dict[int, bytes], composite: bytes) -> Opened:
    """Version 4: a plain digest of the header tells damage, its MAC a wrong password."""
    digest, mac = exactly(source, 32), exactly(source, 32)
    if hashlib.sha256(header).digest() != digest:
        raise Refused(Refusal.DAMAGED)
    cipher = _field(fields, _CIPHER, 16)
    _supported(cipher, (_AES256, _CHACHA))
    transformed = _derive(_variants(_field(fields, _KDF)), composite)
    seed = _field(fields, _SEED, 32)
    mac_key = hashlib.sha512(seed + transformed + b"\x01").digest()
    if not hmac.compare_digest(hmac.digest(_block_key(mac_key, 2**64 - 1), header, "sha256"), mac):
        raise Refused(Refusal.WRONG_SECRET)
    key = _final_key(fields, transformed)
    sealed = b"".join(_sealed_blocks(source, mac_key))
    if cipher == _AES256:
        if not sealed or len(sealed) % 16:
            raise Refused(Refusal.DAMAGED)
        clear = ciphers.unpad(ciphers.aes_cbc(key, _field(fields, _IV, 16)).update(sealed))
    else:
        clear = ciphers.chacha20(key, _field(fields, _IV, 12)).update(sealed)
    del sealed
    inner = BytesIO(_inflate(fields, iter([clear])))
    inner_fields: dict[int, bytes] = {}
    binaries: list[bytes] = []
    for number, value in _fields(inner, "<BI", MOST_CLEAR):
        if number == _INNER_BINARY:
            binaries.append(value[1:])
        else:
            inner_fields[number] = value
    stream = _hidden(struct.unpack("<I", _field(inner_fields, _INNER_STREAM, 4))[0], _field(inner_fields, _INNER_KEY))
    return Opened(inner.read(), stream, binaries)


# --- header ---------------------------------------------------------------------------------------


def exactly(source: BinaryIO, count: int) -> bytes:
    """Exactly so many bytes. Raises Refused (DAMAGED)."""
    found = source.read(count)
    if len(found) != count:
        raise Refused(Refusal.DAMAGED)
    return found


def _fields(source: BytesIO, form: str, most: int = _MOST_FIELD) -> Iterator[tuple[int, bytes]]:
    """The fields of a header, to its end."""
    head = struct.Struct(form)
    while True:
        number, length = head.unpack(exactly(source, head.size))
        if length > most:
            raise Refused(Refusal.DAMAGED)
        value = exactly(source, length)
        if number == _END:
            return
        yield number, value


def _field(fields: dict[int, bytes], number: int, length: int | None = None) -> bytes:
    value = fields.get(number)
    if value is None or (length is not None and len(value) != length):
        raise Refused(Refusal.DAMAGED)
    return value


def _supported(value: object, known: tuple[object, ...]) -> None:
    if value not in known:
        raise Refused(Refusal.NOT_SUPPORTED)


def _variants(value: bytes) -> dict[bytes, bytes]:
    """The dictionary that holds the parameters of the key derivation: names to little-endian bytes."""
    source = BytesIO(value)
    if exactly(source, 2)[1:] != b"\x01":
        raise Refused(Refusal.NOT_SUPPORTED)
    found = {}
    while exactly(source, 1) != b"\0":
        name = exactly(source, int.from_bytes(exactly(source, 4), "little"))
        found[name] = exactly(source, int.from_bytes(exactly(source, 4), "little"))
    return found


# --- keys -----------------------------------------------------------------------------------------


def _derive(parameters: dict[bytes, bytes], composite: bytes) -> bytes:
    kind = parameters.get(b"$UUID", b"")
    salt = parameters.get(b"S", b"")
    numbers = {name: int.from_bytes(value, "little") for name, value in parameters.items() if len(value) <= 8}
    if kind in _KDF_AES:
        if len(salt) != 32:
            raise Refused(Refusal.DAMAGED)
        return ciphers.aes_rounds(salt, composite, numbers.get(b"R", 0))
    _supported(kind, tuple(_KDF_ARGON2))
    if parameters.keys() & {b"K", b"A"}:  # a secret key or associated data: no program writes them
        raise Refused(Refusal.NOT_SUPPORTED)
    return ciphers.argon2(
        composite,
        salt,
        kind=_KDF_ARGON2[kind],
        version=numbers.get(b"V", 0),
        passes=numbers.get(b"I", 0),
        memory=numbers.get(b"M", 0) >> 10,
        lanes=numbers.get(b"P", 0),
    )


def _final_key(fields: dict[int, bytes], transformed: bytes) -> bytes:
    return hashlib.sha256(_field(fields, _SEED, 32) + transformed).digest()


def _block_key(mac_key: bytes, number: int) -> bytes:
    return hashlib.sha512(struct.pack("<Q", number) + mac_key).digest()


def _hidden(kind: int, key: bytes) -> Callable[[bytes], bytes]:
    """The stream that the XML's hidden values are masked with."""
    _supported(kind, (_SALSA20, _CHACHA20))
    if kind == _CHACHA20:
        both = hashlib.sha512(key).digest()
        return ciphers.chacha20(both[:32], both[32:44]).update
    stream = ciphers.Salsa20(hashlib.sha256(key).digest(), _SALSA20_NONCE)
    left = MOST_HIDDEN

    def reveal(hidden: bytes) -> bytes:
        nonlocal left
        left -= len(hidden)
        if left < 0:
            raise Refused(Refusal.OVER_BOUND)
        return stream.update(hidden)

    return reveal


# --- blocks ---------------------------------------------------------------------------------------


def _hashed_blocks(source: BytesIO) -> Iterator[bytes]:
    """Version 3.1: blocks with a digest each, an empty one at the end."""
    number = 0
    while True:
        found, digest, length = struct.unpack("<I32sI", exactly(source, 40))
        if found != number or length > _LONGEST_BLOCK:
            raise Refused(Refusal.DAMAGED)
        if not length:
            if digest != bytes(32):
                raise Refused(Refusal.DAMAGED)
            return
        block = exactly(source, length)
        if hashlib.sha256(block).digest() != digest:
            raise Refused(Refusal.DAMAGED)
        yield block
        number += 1


def _sealed_blocks(source: BytesIO, mac_key: bytes) -> Iterator[bytes]:
    """Version 4: blocks with a MAC each, an empty one at the end."""
    number = 0
    while True:
        mac, length = exactly(source, 32), exactly(source, 4)
        block = exactly(source, min(int.from_bytes(length, "little"), MOST_SEALED + 1))
        message = struct.pack("<Q", number) + length + block
        if not hmac.compare_digest(hmac.digest(_block_key(mac_key, number), message, "sha256"), mac):
            raise Refused(Refusal.DAMAGED)
        if not block:
            return
        yield block
        number += 1


def _inflate(fields: dict[int, bytes], blocks: Iterator[bytes]) -> bytes:
    """The content, decompressed where it is compressed. Raises Refused (DAMAGED, OVER_BOUND, NOT_SUPPORTED)."""
    (packed,) = struct.unpack("<I", _field(fields, _COMPRESSION, 4))
    _supported(packed, (0, 1))
    inflater = zlib.decompressobj(wbits=31)
    pieces = []
    room = MOST_CLEAR
    for block in blocks:
        try:
            piece = inflater.decompress(block, room + 1) if packed else block
        except zlib.error:
            raise Refused(Refusal.DAMAGED) from None
        room -= len(piece)
        if room < 0:
            raise Refused(Refusal.OVER_BOUND)
        pieces.append(piece)
    if packed and not inflater.eof:
        raise Refused(Refusal.DAMAGED)
    return b"".join(pieces)
