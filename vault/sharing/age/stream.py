"""The payload of an age file: chunks of 64 KiB, each with its own tag (c2sp.org/age, "Payload")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from vault.engine.errors import Damaged
from vault.sharing.age.keys import TAG_SIZE, hkdf

NONCE_SIZE = 16
CHUNK = 64 << 10
SEALED = CHUNK + TAG_SIZE
AT_ONCE = 16
"""Chunks that are read, and written, at a time."""

Buffer = bytes | bytearray | memoryview


def payload_key(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(hkdf(file_key, nonce, b"payload"))


def _nonce(counter: int, *, final: bool) -> bytes:
    return counter.to_bytes(11) + (b"\x01" if final else b"\x00")


def _mebibytes(pieces: Iterable[Buffer], room: bytearray) -> Iterator[tuple[memoryview, bool]]:
    """The content in pieces that fill `room`, the last one shorter, and whether it is the last. They share the room."""
    filled = 0
    whole = memoryview(room)
    for piece in pieces:
        left = memoryview(piece)
        while left:
            if filled == len(room):
                yield whole, False
                filled = 0
            taken = left[: len(room) - filled]
            whole[filled : filled + len(taken)] = taken
            filled += len(taken)
            left = left[len(taken) :]
    yield whole[:filled], True


def seal(key: ChaCha20Poly1305, pieces: Iterable[Buffer]) -> Iterator[memoryview]:
    """The sealed payload of some content, in pieces that are valid until the next."""
    sealed = bytearray(SEALED * AT_ONCE)
    out = memoryview(sealed)
    counter = 0
    for piece, last in _mebibytes(pieces, bytearray(CHUNK * AT_ONCE)):
        size = 0
        starts = range(0, max(1, len(piece)), CHUNK)
        for start in starts:
            chunk = piece[start : start + CHUNK]
            nonce = _nonce(counter, final=last and start == starts[-1])
            size += key.encrypt_into(nonce, chunk, None, out[size : size + len(chunk) + TAG_SIZE])
            counter += 1
        yield out[:size]


def open_sealed(key: ChaCha20Poly1305, source: BinaryIO) -> Iterator[memoryview]:
    """The content, in verified pieces that are valid until the next. Raises Damaged, after all that verifies."""
    out = memoryview(bytearray(CHUNK * AT_ONCE))
    counter = 0
    ahead = _read(source, SEALED * AT_ONCE)
    while True:
        sealed = memoryview(ahead)
        ahead = _read(source, SEALED * AT_ONCE) if len(sealed) == SEALED * AT_ONCE else b""
        size, whole, over = 0, False, False
        for start in range(0, max(1, len(sealed)), SEALED):
            chunk = sealed[start : start + SEALED]
            more = bool(ahead) or start + SEALED < len(sealed)
            final = _open_chunk(key, counter, chunk, out[size:], more=more)
            size += 0 if final is None else len(chunk) - TAG_SIZE
            counter += 1
            whole = final is True and not more
            over = final is not False or not more
            if over:
                break
        yield out[:size]
        if over and not whole:
            raise Damaged("age payload", "cut off, changed, or with something behind its end")
        if over:
            return


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


def _read(source: BinaryIO, size: int) -> bytes:
    """As many bytes as there are, up to `size`."""
    pieces = []
    while size and (piece := source.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
