"""Bytes over a pipe by exact numbers; and a worker's own ends, moved away from where libraries print."""

from __future__ import annotations

import io
import os
from typing import IO

Buffer = bytes | bytearray | memoryview


def read_exactly(source: io.RawIOBase | IO[bytes], count: int) -> bytes:
    """Returns `count` bytes of an unbuffered file. Raises EOFError where there are fewer, OSError."""
    buffer = bytearray(count)
    view = memoryview(buffer)
    while view:
        got = source.readinto(view)  # type: ignore[union-attr]  # unbuffered, whatever it is called
        if not got:
            raise EOFError
        view = view[got:]
    return bytes(buffer)


def write_all(target: io.RawIOBase | IO[bytes], *parts: Buffer) -> None:
    """Writes everything into an unbuffered file. Raises OSError."""
    for part in parts:
        view = memoryview(part).cast("B")
        while view:
            view = view[target.write(view) :]


class Pipe:
    """Two ends of the pipe to the client, by exact numbers of bytes."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = io.FileIO(requests, "rb")
        self._answers = io.FileIO(answers, "wb")

    def read(self, count: int) -> bytes:
        """Returns exactly `count` bytes. Raises EOFError where the client is gone."""
        return read_exactly(self._requests, count)

    def write(self, *parts: Buffer) -> None:
        """Writes everything. Raises OSError where the client is gone."""
        write_all(self._answers, *parts)


def take_standard_streams() -> Pipe:
    """Moves the pipe away from standard input and output; what a library prints then goes nowhere."""
    pipe = Pipe(os.dup(0), os.dup(1))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return pipe
