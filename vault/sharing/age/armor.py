"""An age file as text: strict PEM (RFC 7468, figure 3), as c2sp.org/age, "ASCII armor" has it."""

from __future__ import annotations

import base64
import binascii
import io
from collections.abc import Iterable, Iterator

from vault.engine.errors import Damaged
from vault.sharing.age.stream import Buffer

BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_BYTES_PER_LINE, _COLUMNS = 48, 64
_WHITESPACE = b" \t\r\n"
_MOST_WHITESPACE = 1_024
_LONGEST_LINE = 128


def armored(pieces: Iterable[Buffer]) -> Iterator[bytes]:
    """The text of a binary age file."""
    yield BEGIN + b"\n"
    left = b""
    for piece in pieces:
        left += bytes(piece)
        full = len(left) - len(left) % _BYTES_PER_LINE
        yield _lines(left[:full])
        left = left[full:]
    yield _lines(left)
    yield _END + b"\n"


def _lines(data: bytes) -> bytes:
    starts = range(0, len(data), _BYTES_PER_LINE)
    return b"".join(base64.b64encode(data[at : at + _BYTES_PER_LINE]) + b"\n" for at in starts)


def binary(source: io.BufferedReader) -> io.BufferedReader:
    """The binary file in an armored one; what is not armored, as it is."""
    start = source.peek(_MOST_WHITESPACE)
    if start.lstrip(_WHITESPACE).startswith(BEGIN[:5]):
        return io.BufferedReader(_Unarmored(source))
    return source


class _Unarmored(io.RawIOBase):
    """Reads the lines of a PEM block. Raises Damaged for everything that is not the canonical form."""

    def __init__(self, source: io.BufferedReader) -> None:
        self._source = source
        self._left = memoryview(b"")
        self._begun = self._ended = self._short = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while not self._left and not self._ended:
            self._left = memoryview(self._next())
        taken = self._left[: len(buffer)]
        buffer[: len(taken)] = taken
        self._left = self._left[len(taken) :]
        return len(taken)

    def _next(self) -> bytes:
        if not self._begun:
            self._begin()
        line = self._line()
        if line == _END:
            self._finish()
            return b""
        # Only the last line may be shorter than the others.
        if self._short or not line or len(line) > _COLUMNS:
            raise Damaged("armor", "a line of another length")
        self._short = len(line) < _COLUMNS or line.endswith(b"=")
        try:
            data = base64.b64decode(line, validate=True)
        except binascii.Error:
            raise Damaged("armor", "not base64") from None
        if base64.b64encode(data) != line:
            raise Damaged("armor", "base64 that is not canonical")
        return data

    def _begin(self) -> None:
        skipped = 0
        while not (line := self._line()).strip(_WHITESPACE):
            skipped += len(line) + 1
            if skipped > _MOST_WHITESPACE:
                raise Damaged("armor", "too much white space before it")
        if line.lstrip(_WHITESPACE) != BEGIN:
            raise Damaged("armor", "its first line")
        self._begun = True

    def _finish(self) -> None:
        self._ended = True
        rest = self._source.read(_MOST_WHITESPACE + 1)
        if len(rest) > _MOST_WHITESPACE or rest.strip(_WHITESPACE):
            raise Damaged("armor", "something behind its end")

    def _line(self) -> bytes:
        """A line without its end."""
        line = self._source.readline(_LONGEST_LINE)
        if not line.endswith(b"\n") and line != _END:
            raise Damaged("armor", "cut off")
        return line.removesuffix(b"\n").removesuffix(b"\r")
