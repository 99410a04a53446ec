"""The payload of an age file: chunks of 64 KiB, each with its own tag (c2sp.org/age, "Payload")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vault.engine.errors import Damaged
from vault.sharing.age.header import Source
from vault.sharing.age.keys import TAG_SIZE, hkdf

NONCE_SIZE = 16
CHUNK = 64 << 10
SEALED = CHUNK + TAG_SIZE
AT_ONCE = 4
"""Chunks that are read, and written, at a time: what they take stays in a processor's cache."""

Buffer = bytes | bytearray | memoryview


def payload_key(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hkdf(file_key, nonce, b"payload"))


def _nonce(counter: int, *, final: bool) -> bytes:
    return counter.to_bytes(11) + (b"\x01" if final else b"\x00")


def seal(key: ChaCha20Poly1305, pieces: Iterable[Buffer]) -> Iterator[memoryview]:
    """The sealed payload of some content, in pieces that are valid until the next."""
    out, size = memoryview(bytearray(SEALED * AT_ONCE)), 0
    for counter, (chunk, final) in enumerate(_chunks(pieces)):
        if size + len(chunk) + TAG_SIZE > len(out):
            yield out[:size]
            size = 0
        size += key.encrypt_into(_nonce(counter, final=final), chunk, None, out[size : size + len(chunk) + TAG_SIZE])
    yield out[:size]


def _chunks(pieces: Iterable[Buffer]) -> Iterator[tuple[memoryview, bool]]:
    """The content in full chunks, but for the last, and whether it is that. What a piece has whole is not copied."""
    kept, filled = memoryview(bytearray(CHUNK)), 0
    for piece in pieces:
        left = memoryview(piece)
        while left:
            if filled == CHUNK:
                yield kept, False
                filled = 0
            if not filled and len(left) > CHUNK:
                yield left[:CHUNK], False
                left = left[CHUNK:]
                continue
            taken = left[: CHUNK - filled]
            kept[filled : filled + len(taken)] = taken
            filled += len(taken)
            left = left[len(taken) :]
    yield kept[:filled], True


def open_sealed(key: ChaCha20Poly1305, source: Source) -> Iterator[memoryview]:
    """The content, in verified pieces that are valid until the next. Raises Damaged, after all that verifies."""
    out, size = memoryview(bytearray(CHUNK * AT_ONCE)), 0
    for counter, (chunk, more) in enumerate(_sealed_chunks(source)):
        final = _open_chunk(key, counter, chunk, out[size:], more=more)
        size += 0 if final is None else len(chunk) - TAG_SIZE
        if final is not False:
            break
        if size == len(out):
            yield out
            size = 0
    yield out[:size]
    if more or not final:
        raise Damaged("age payload", "cut off, changed, or with something behind its end")


def _open_chunk(key: ChaCha20Poly1305, counter: int, chunk: memoryview, out: memoryview, *, more: bool) -> bool | None:
    """Whether the chunk says that it is the final one; None if it does not open."""
    size = len(chunk) - TAG_SIZE
    if size < 0 or (size == 0 and counter):
        return None
    for final in (not more, more) if size == CHUNK else (True,):
        try:
            key.decrypt_into(_nonce(counter, final=final), chunk, None, out[:size])
        except InvalidTag:
            continue
        return final
    return None


def _sealed_chunks(source: Source) -> Iterator[tuple[memoryview, bool]]:
    """The sealed chunks, full but for the last, and whether there is more."""
    rooms = cycle([memoryview(bytearray(SEALED * AT_ONCE)) for _ in range(2)])
    room = _fill(source, next(rooms))
    while True:
        ahead = _fill(source, next(rooms)) if len(room) == SEALED * AT_ONCE else room[:0]
        for start in range(0, max(1, len(room)), SEALED):
            yield room[start : start + SEALED], bool(ahead) or start + SEALED < len(room)
        if not ahead:
            return
        room = ahead


def _fill(source: Source, room: memoryview) -> memoryview:
    """As much of the room as there is in the source."""
    filled = 0
    while filled < len(room) and (count := source.readinto(room[filled:])):
        filled += count
    return room[:filled]
