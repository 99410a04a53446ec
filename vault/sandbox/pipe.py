"""A worker's own ends of the pipe to its client, moved away from where libraries print."""

from __future__ import annotations

import io
import os


class Pipe:
    """Two ends of the pipe to the client, by exact numbers of bytes."""

    def __init__(self, requests: int, answers: int) -> None:
        self._requests = io.FileIO(requests, "rb")
        self._answers = io.FileIO(answers, "wb")

    def read(self, count: int) -> bytes:
        """Returns exactly `count` bytes. Raises EOFError where the client is gone."""
        buffer = bytearray(count)
        view = memoryview(buffer)
        while view:
            got = self._requests.readinto(view)
            if not got:
                raise EOFError
            view = view[got:]
        return bytes(buffer)

    def write(self, *parts: bytes) -> None:
        """Writes everything. Raises OSError where the client is gone."""
        for part in parts:
            view = memoryview(part)
            while view:
                view = view[self._answers.write(view) :]


def take_standard_streams() -> Pipe:
    """Moves the pipe away from standard input and output; what a library prints then goes nowhere."""
    pipe = Pipe(os.dup(0), os.dup(1))
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return pipe
