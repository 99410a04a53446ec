"""An import as the front ends see it: a worker of its own, hostile, possibly silent, that is asked for one source.

What comes out of `Import.entries` was checked: kinds, sizes and names agree with each other and with the bounds, and as
many bytes came as were announced. Names can stand in a folder. It may be used from one thread; `kill` comes from any.
"""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path as DiskPath

from vault.sandbox import wire
from vault.sandbox.importing import exchange
from vault.sandbox.importing.archives import Ratio
from vault.sandbox.importing.entries import (
    MOST_ENTRIES,
    End,
    Entry,
    Given,
    LeftOut,
    Path,
    Piece,
    Refusal,
    Refused,
    Secret,
)
from vault.sandbox.importing.sources import DiskSource
from vault.sandbox.launch import IMPORT_OPTION, command, launch
from vault.sandbox.pipe import read_exactly, write_all
from vault.sandbox.watchdog import Watchdog

START_SECONDS = 30.0
STALLED_SECONDS = 60.0
"""Between two signs of life. The slowest is the derivation of a password."""
SPARE_SECONDS = 180.0
LEAST_RATE = 256 << 10
"""Bytes a second that a worker must ask for or give, `SPARE_SECONDS` left out."""
_ROUNDS = 16
_FOR_EACH = 512 << 10
_SPARE_BYTES = 64 << 20
_LONGEST_NAME = 255


def _launch() -> subprocess.Popen[bytes]:
    return launch(command("vault.sandbox.importing.worker", IMPORT_OPTION))


class Import:
    """One source, read by a worker that ends with it."""

    def __init__(
        self,
        path: DiskPath,
        kind: str = "",
        secret: Secret = Secret(),  # noqa: B008 - it cannot be changed
        *,
        names_only: bool = False,
        start: Callable[[], subprocess.Popen[bytes]] = _launch,
        stalled_seconds: float = STALLED_SECONDS,
    ) -> None:
        """Lists the source and starts the worker. `names_only` is a preview: contents may be left out, and are not
        given. Raises OSError for the source, Refused."""
        self.source = DiskSource(path)
        self.kind = ""
        """Which reader has it; known once `entries` gives its first."""
        self._begin = exchange.Begin(kind, secret, self.source.is_folder, names_only)
        self._stalled = stalled_seconds
        self._count = self._taken = self._served = 0
        self._ratio = Ratio(self.source.size)
        self._waited = 0.0
        self._file: Entry | None = None
        self._left = 0
        try:
            self._child = start()
        except OSError as error:
            self.source.close()
            raise Refused(Refusal.UNAVAILABLE) from error
        self._late = False
        self._watchdog = Watchdog(self._end_late)

    def __enter__(self) -> Import:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def kill(self) -> None:
        """Ends the worker now; whoever waits for it gets `Refused`. Any thread."""
        self._child.kill()

    def _end_late(self) -> None:
        self._late = True
        self._child.kill()

    def close(self) -> None:
        """Ends the worker and gives back what it held."""
        self._watchdog.end()
        self._child.kill()
        self._child.wait()
        for end in (self._child.stdin, self._child.stdout):
            with contextlib.suppress(OSError):
                end.close()  # type: ignore[union-attr]
        self.source.close()

    def entries(self) -> Iterator[Given]:
        """Everything in the source, once. Raises Refused."""
        try:
            self._greet()
            yield from self.source.left_out
            while True:
                given = self._next()
                if given is None:
                    return
                if not self._begin.names_only or isinstance(given, Entry | LeftOut):
                    yield given
        except (OSError, EOFError, wire.Violation) as error:
            raise Refused(Refusal.TOO_SLOW if self._late else Refusal.BROKE) from error

    def _greet(self) -> None:
        _, body = self._receive(wire.TO_CLIENT_HELLO, START_SECONDS)
        wire.parse_protection(body)
        self._write(exchange.serialize_begin(self._begin))
        for member, is_folder in self.source.frames():
            self._write(exchange.serialize_member(member, is_folder=is_folder))
        self._write(wire.frame(exchange.GO))

    def _next(self) -> Given | None:
        """The next thing that the worker gives; nothing at the end. Answers its reads meanwhile."""
        while True:
            mark, body = self._receive(exchange.TO_CLIENT, self._stalled)
            if mark == exchange.READ:
                self._serve(*exchange.parse_read(body))
            elif mark == exchange.STARTED:
                self.kind = body.decode("ascii", "replace")
            elif mark == exchange.REFUSED:
                raise Refused(exchange.parse_refused(body))
            elif mark == exchange.DONE:
                if self._file is not None:
                    raise wire.Violation("an end within a file")
                return None
            else:
                return self._checked(mark, body)

    def _checked(self, mark: bytes, body: bytes) -> Given:
        if not self.kind:
            raise wire.Violation("an entry of no reader")
        if mark == exchange.PIECE_OF:
            if not 0 < len(body) <= self._left:
                raise wire.Violation("bytes that were not announced")
            self._left -= len(body)
            return Piece(body)
        if mark == exchange.END:
            if self._file is None or (self._left and not self._begin.names_only):
                raise wire.Violation("the end of nothing, or too soon")
            self._file = None
            return End()
        self._count += 1
        if self._count > MOST_ENTRIES:
            raise wire.Violation("more entries than agreed")
        if mark == exchange.LEFT_OUT:
            left = exchange.parse_left_out(body)
            self._file = None
            return LeftOut(safe_path(left.path), left.why)
        return self._begun(exchange.parse_entry(body))

    def _begun(self, entry: Entry) -> Entry:
        if self._file is not None:
            raise wire.Violation("an entry within a file")
        if entry.kind == "file":
            self._file, self._left = entry, entry.size or 0
            self._taken += self._left
            if not self._ratio.takes(self._left):
                raise wire.Violation("more than can honestly come out of it")
        tags = tuple(dict.fromkeys(filter(None, map(_tag, entry.tags))))
        text = None if entry.text is None else entry.text.replace("\0", "")
        return replace(entry, path=safe_path(entry.path), tags=tags, text=text)

    def _serve(self, member: int, offset: int, count: int) -> None:
        self._served += count
        if member >= len(self.source.members) or self._served > self._most_served():
            raise wire.Violation("a read of nothing, or again and again")
        try:
            content = self.source.read(member, offset, count)
        except OSError:
            self._write(wire.frame(exchange.UNREADABLE))
        else:
            self._write(wire.HEAD.pack(len(content), exchange.CONTENT), content)

    def _most_served(self) -> int:
        files = self._count + len(self.source.members)
        return _ROUNDS * self.source.size + _FOR_EACH * files + _SPARE_BYTES

    def _receive(self, most: dict[bytes, int], seconds: float) -> tuple[bytes, bytes]:
        """A frame of the worker's, within its time. Raises OSError, EOFError, Violation."""
        spare = SPARE_SECONDS + (self._served + self._taken) / LEAST_RATE - self._waited
        self._watchdog.arm(min(seconds, max(0.0, spare)))
        began = time.monotonic()
        found = wire.read_frame(self._read, most)
        self._waited += time.monotonic() - began
        if not self._watchdog.disarm():
            raise EOFError
        return found

    def _read(self, count: int) -> bytes:
        assert self._child.stdout is not None
        return read_exactly(self._child.stdout, count)

    def _write(self, *parts: bytes) -> None:
        self._watchdog.arm(self._stalled)
        assert self._child.stdin is not None
        write_all(self._child.stdin, *parts)
        if not self._watchdog.disarm():
            raise EOFError


def _tag(tag: str) -> str:
    return " ".join(wire.clean(tag).split())


def safe_path(path: Path) -> Path:
    """Names that can stand in a folder of every disk: no slash, no nothing, and not too long."""
    return tuple(map(safe_name, path))


def safe_name(name: bytes) -> bytes:
    """The same for one name. What is cut keeps its ending."""
    name = name.replace(b"/", b"-").replace(b"\0", b"")
    if name.strip(b". ") == b"":
        return b"Untitled"
    if len(name) <= _LONGEST_NAME:
        return name
    stem, dot, ending = name.rpartition(b".")
    if not stem or len(ending) > 16:
        stem, dot, ending = name, b"", b""
    cut = stem[: _LONGEST_NAME - len(dot + ending)]
    return cut.decode("utf-8", "ignore").encode() + dot + ending if _is_text(stem) else cut + dot + ending


def _is_text(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True
