"""The header of an age file: who can open it (c2sp.org/age, "Header"). Text to values and back, strictly."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vault.engine.errors import Damaged, LimitExceeded, UnsupportedVersion

VERSION = b"age-encryption.org/v1\n"
_MARK = b"---"
_COLUMNS = 64
MOST_STANZAS = 1_000
LARGEST = 4 << 20
"""Bytes of a header: more than a thousand hybrid stanzas take."""
_LONGEST_LINE = 8_192
_MAC_SIZE = 32
_ARGUMENT = re.compile(rb"[!-~]+\Z")
_OTHER_VERSION = re.compile(rb"age-encryption\.org/[!-~]+\n\Z")


class Source(Protocol):
    """A binary file that is read from its beginning to its end."""

    def read(self, size: int, /) -> bytes: ...

    def readinto(self, buffer: memoryview, /) -> int: ...

    def readline(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Stanza:
    """The file key, wrapped for one recipient. The first argument says for which kind."""

    arguments: tuple[str, ...]
    body: bytes

    def serialize(self) -> bytes:
        """Its lines."""
        text = b64(self.body)
        lines = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
        return "\n".join([" ".join(("->", *self.arguments)), *lines, ""]).encode("ascii")


@dataclass(frozen=True)
class Header:
    """Stanzas, the MAC as it was read, and the bytes that it is over."""

    stanzas: tuple[Stanza, ...]
    mac: bytes
    authenticated: bytes


def b64(data: bytes) -> str:
    """base64 without padding (RFC 4648, section 4)."""
    return base64.b64encode(data).rstrip(b"=").decode("ascii")


def from_b64(text: bytes | str, size: int | None = None) -> bytes:
    """The bytes of canonical base64 without padding. Raises ValueError for others, or another size."""
    if isinstance(text, str):
        text = text.encode("ascii", "replace")
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise ValueError("not base64") from None
    if b64(data).encode() != text or (size is not None and len(data) != size):
        raise ValueError("not canonical base64, or of another size")
    return data


def serialize(stanzas: Sequence[Stanza]) -> bytes:
    """Everything that the MAC is over: the header up to its mark. Raises LimitExceeded."""
    if not 1 <= len(stanzas) <= MOST_STANZAS:
        raise LimitExceeded(f"a share has 1 to {MOST_STANZAS} recipients")
    return VERSION + b"".join(stanza.serialize() for stanza in stanzas) + _MARK


def close(authenticated: bytes, mac: bytes) -> bytes:
    """The whole header."""
    return authenticated + b" " + b64(mac).encode() + b"\n"


def read(source: Source) -> Header:
    """The header, of which nothing is verified yet; the payload comes next. Raises Damaged, UnsupportedVersion,
    LimitExceeded."""
    lines = _Lines(source)
    version = lines.next()
    if version != VERSION:
        if _OTHER_VERSION.match(version):
            raise UnsupportedVersion("another version of the age format")
        raise Damaged("age header", "not an age file")
    stanzas: list[Stanza] = []
    while True:
        line = lines.next()
        if line.startswith(_MARK):
            break
        if len(stanzas) == MOST_STANZAS:
            raise LimitExceeded(f"more than {MOST_STANZAS} recipients")
        stanzas.append(_stanza(line, lines))
    try:
        if not stanzas or not line.startswith(_MARK + b" "):
            raise ValueError("no recipient, or no MAC")
        mac = from_b64(line[len(_MARK) + 1 : -1], _MAC_SIZE)
    except ValueError as error:
        raise Damaged("age header", "the line of the MAC") from error
    return Header(tuple(stanzas), mac, bytes(lines.seen[: len(lines.seen) - len(line) + len(_MARK)]))


def _stanza(line: bytes, lines: _Lines) -> Stanza:
    arguments = line[:-1].split(b" ")
    if arguments[0] != b"->" or len(arguments) < 2 or not all(map(_ARGUMENT.match, arguments)):
        raise Damaged("age header", "the arguments of a stanza")
    body = [lines.next()[:-1]]
    while len(body[-1]) == _COLUMNS:
        body.append(lines.next()[:-1])
    if len(body[-1]) > _COLUMNS:
        raise Damaged("age header", "a line of a stanza")
    try:
        return Stanza(tuple(argument.decode("ascii") for argument in arguments[1:]), from_b64(b"".join(body)))
    except ValueError as error:
        raise Damaged("age header", "the body of a stanza") from error


class _Lines:
    """Lines of a file, and all of them that were read, within bounds."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self.seen = bytearray()

    def next(self) -> bytes:
        """A line, its end included."""
        line = self._source.readline(_LONGEST_LINE + 1)
        if not line.endswith(b"\n"):
            raise Damaged("age header", "cut off" if len(line) <= _LONGEST_LINE else "a line without end")
        self.seen += line
        if len(self.seen) > LARGEST:
            raise LimitExceeded("a header of more than 4 MiB")
        return line
