"""The payload of an age file as a stream: any pieces in, verified pieces out, little of it in memory at a time."""

from __future__ import annotations

import io
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vectors.make_vectors import shake
from vault.engine.errors import Damaged
from vault.sharing import age
from vault.sharing.age import stream
from vault.sharing.age.stream import CHUNK, SEALED

IDENTITY = age.X25519Identity(bytes(range(32)))
MEBIBYTE = 1 << 20
CONTENT = shake("payload", 10 * CHUNK + 5)


def payload(pieces: Iterator[memoryview] | list[bytes]) -> bytes:
    return b"".join(map(bytes, stream.seal(stream.payload_key(bytes(16), bytes(16)), pieces)))


def opened(sealed: bytes) -> Iterator[memoryview]:
    return stream.open_sealed(stream.payload_key(bytes(16), bytes(16)), io.BytesIO(sealed))


def cut(content: bytes, chance: random.Random) -> Iterator[memoryview]:
    """The content in pieces of all sizes, each gone as soon as the next is asked for."""
    room = memoryview(bytearray(5 * CHUNK))
    at = 0
    while at < len(content):
        size = chance.choice((0, 1, 15, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK, chance.randrange(CHUNK)))
        piece = content[at : at + size]
        room[: len(piece)] = piece
        yield room[: len(piece)]
        room[: len(piece)] = bytes(len(piece))
        at += size


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 4 * CHUNK, 8 * CHUNK, 10 * CHUNK, len(CONTENT)])
def test_how_the_content_is_cut_makes_no_difference(size: int) -> None:
    content, whole = CONTENT[:size], payload([CONTENT[:size]])
    assert len(whole) == size + 16 * max(1, -(-size // CHUNK))
    assert b"".join(map(bytes, opened(whole))) == content
    for seed in range(20):
        assert payload(cut(content, random.Random(seed))) == whole


def released_of(damaged: bytes) -> bytes:
    """What comes out before it is refused."""
    released = bytearray()

    def take() -> None:
        for piece in opened(damaged):
            released.extend(piece)

    with pytest.raises(Damaged):
        take()
    return bytes(released)


def test_a094_everything_before_the_damage_is_released_and_nothing_after() -> None:
    whole = payload([CONTENT])
    for number in range(-(-len(whole) // SEALED)):
        start = number * SEALED
        changed = whole[: start + 3] + bytes([whole[start + 3] ^ 1]) + whole[start + 4 :]
        for damaged in (changed, whole[:start], whole[: start + 16]):
            assert released_of(damaged) == CONTENT[: number * CHUNK]
    assert CONTENT.startswith(released_of(whole + b"x"))


def test_chunks_that_changed_places_or_came_twice_are_refused() -> None:
    whole = payload([CONTENT])
    chunks = [whole[at : at + SEALED] for at in range(0, len(whole), SEALED)]
    for other in (
        [chunks[1], chunks[0], *chunks[2:]],
        [chunks[0], *chunks],
        [*chunks, chunks[-1]],
        [*chunks[:3], *chunks[4:]],
        chunks[:-1],
    ):
        with pytest.raises(Damaged):
            list(opened(b"".join(other)))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    piece, path, count = bytes(MEBIBYTE - 32), tmp_path / "file.age", 64
    tracemalloc.start()
    try:
        with path.open("wb") as file:
            file.writelines(age.encrypt((piece for _ in range(count)), [IDENTITY.recipient]))
        with path.open("rb") as file:
            assert sum(map(len, age.decrypt(file, [IDENTITY]))) == count * len(piece)
        assert tracemalloc.get_traced_memory()[1] < 4 * MEBIBYTE
    finally:
        tracemalloc.stop()
