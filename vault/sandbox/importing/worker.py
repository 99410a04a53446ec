"""The importing worker's own program: import, confine, then read one source and end.

It never sees a key, and of the disk only the bytes that it asks its client for. Started for one import, as
`python -I -m vault.sandbox.importing.worker`.
"""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO

from vault.sandbox import wire
from vault.sandbox.confinement import confine
from vault.sandbox.importing import exchange, readers
from vault.sandbox.importing.entries import (
    HEAD,
    LONGEST_NAME,
    MOST_DEPTH,
    MOST_ENTRIES,
    MOST_TAGS,
    MOST_TEXT,
    PIECE,
    End,
    Entry,
    Given,
    LeftOut,
    Member,
    Path,
    Piece,
    Reader,
    Refusal,
    Refused,
    Secret,
    Why,
    file,
)
from vault.sandbox.pipe import Pipe, take_standard_streams

CPU_SECONDS = 24 * 3600
"""Of processor time. What an import may take is bounded by the client, by what it has got for it."""
_AHEAD = 256 << 10
_MOST_NAMES = 100_000
_ZIP = b"PK\x03\x04"


class Unreadable(OSError):
    """The disk did not give what was asked for."""


class _Stream(io.RawIOBase):
    """One member of the source, read over the pipe."""

    def __init__(self, pipe: Pipe, member: int, size: int) -> None:
        super().__init__()
        self._pipe, self._member, self._size, self._at = pipe, member, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        if start + offset < 0:
            raise OSError("before the beginning")
        self._at = start + offset
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        count = min(len(buffer), PIECE)
        if not count or self._at >= self._size:
            return 0
        self._pipe.write(exchange.serialize_read(self._member, self._at, count))
        mark, content = wire.read_frame(self._pipe.read, exchange.TO_WORKER_CONTENT)
        if mark == exchange.UNREADABLE:
            raise Unreadable("the disk")
        if len(content) > count:
            raise wire.Violation("more content than asked for")
        buffer[: len(content)] = content
        self._at += len(content)
        return len(content)


class PipedSource:
    """The source as the readers have it."""

    def __init__(self, pipe: Pipe, begin: exchange.Begin, members: Sequence[Member], folders: Sequence[Path]) -> None:
        self._pipe = pipe
        self.is_folder, self.names_only = begin.is_folder, begin.names_only
        self.members, self.folders = members, folders

    def open(self, member: int = 0) -> BinaryIO:
        """A seekable, buffered stream on a member."""
        return io.BufferedReader(_Stream(self._pipe, member, self.members[member].size), _AHEAD)


def main() -> None:
    """Runs the worker; returns when the source is read, or the client closes the pipe."""
    pipe = take_standard_streams()
    known = readers.load()
    time.localtime()  # the zone is read once, and cannot be later
    pipe.write(wire.serialize_protection(confine(cpu_seconds=CPU_SECONDS)))
    try:
        try:
            _answer(pipe, known)
        except Refused as refused:
            pipe.write(exchange.serialize_refused(refused.why))
        except MemoryError:
            pipe.write(exchange.serialize_refused(Refusal.OVER_BOUND))
    except (EOFError, OSError, wire.Violation):
        return


def _answer(pipe: Pipe, known: Sequence[Reader]) -> None:
    begin, source = _receive(pipe)
    try:
        reader = choose(known, begin.kind, source)
        pipe.write(wire.frame(exchange.STARTED, reader.NAME.encode()))
        for given in bounded(reader.read(source, begin.secret)):
            pipe.write(_serialize(given))
    except (Refused, MemoryError, EOFError, wire.Violation):
        raise
    except Exception as error:  # a reader fed with rubbish raises anything; which one is of no use to anybody
        raise Refused(Refusal.DAMAGED) from error
    pipe.write(wire.frame(exchange.DONE))


def _receive(pipe: Pipe) -> tuple[exchange.Begin, PipedSource]:
    members: list[Member] = []
    folders: list[Path] = []
    begin = exchange.Begin("", Secret(), False, False)
    while True:
        mark, body = wire.read_frame(pipe.read, exchange.TO_WORKER)
        if mark == exchange.BEGIN:
            begin = exchange.parse_begin(body)
        elif mark == exchange.KEYFILE:
            begin = replace(begin, secret=replace(begin.secret, keyfile=body))
        elif mark == exchange.MEMBER:
            member, is_folder = exchange.parse_member(body)
            if is_folder:
                folders.append(member.path)
            else:
                members.append(member)
        else:
            return begin, PipedSource(pipe, begin, members, folders)


def choose(known: Sequence[Reader], kind: str, source: PipedSource) -> Reader:
    """The reader that was asked for, or the first that recognises the source. Raises Refused."""
    for reader in known:
        if kind == reader.NAME:
            return reader
    if not kind:
        head, names = _looks(source)
        for reader in known:
            if (head or source.is_folder) and reader.detect(head, names):
                return reader
    raise Refused(Refusal.NOT_RECOGNISED)


def _looks(source: PipedSource) -> tuple[bytes, list[bytes]]:
    """The head of a single file, and the names in a folder or a zip."""
    if source.is_folder:
        return b"", [b"/".join(member.path) for member in source.members[:_MOST_NAMES]]
    with source.open() as stream:
        head = stream.read(HEAD)
        if not head.startswith(_ZIP):
            return head, []
        try:
            with zipfile.ZipFile(stream) as archive:
                names = archive.namelist()[:_MOST_NAMES]
        except (zipfile.BadZipFile, NotImplementedError, ValueError):
            return head, []
    return head, [name.encode("utf-8", "surrogateescape") for name in names]


def bounded(given: Iterator[Given]) -> Iterator[Given]:
    """What a reader gives, within the bounds: what is beyond them is left out by name. Raises Refused."""
    count, skipping = 0, False
    for one in given:
        if isinstance(one, Entry | LeftOut):
            count += 1
            if count > MOST_ENTRIES:
                raise Refused(Refusal.OVER_BOUND)
        if isinstance(one, Entry):
            if _is_beyond(one):
                skipping = one.kind == "file"
                yield LeftOut(_cut(one.path), Why.OVER_BOUND)
            elif one.text is not None and len(one.text.encode("utf-8", "replace")) > MOST_TEXT:
                yield from file(one.path, one.text.encode("utf-8", "replace"), one.modified_ns, one.tags)
            else:
                yield one
        elif isinstance(one, LeftOut):
            if not skipping:
                yield LeftOut(_cut(one.path), one.why)
            skipping = False
        elif not skipping:
            yield one
        elif isinstance(one, End):
            skipping = False


def _is_beyond(entry: Entry) -> bool:
    return (
        not 0 < len(entry.path) <= MOST_DEPTH
        or any(len(name) > LONGEST_NAME for name in entry.path)
        or len(entry.tags) > MOST_TAGS
        or any(len(tag.encode("utf-8", "replace")) > LONGEST_NAME for tag in entry.tags)
    )


def _cut(path: Path) -> Path:
    return tuple(name[:LONGEST_NAME] for name in path[:MOST_DEPTH]) or (b"",)


def _serialize(given: Given) -> bytes:
    if isinstance(given, Piece):
        return wire.frame(exchange.PIECE_OF, given.content)
    if isinstance(given, Entry):
        return exchange.serialize_entry(given)
    if isinstance(given, LeftOut):
        return exchange.serialize_left_out(given)
    return wire.frame(exchange.END)


if __name__ == "__main__":
    main()
