"""A source on the disk as the front end has it: files listed without following a link, bytes read when asked."""

from __future__ import annotations

import os
import stat
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path as DiskPath

from vault.sandbox.importing.entries import (
    LONGEST_NAME,
    MOST_DEPTH,
    MOST_ENTRIES,
    MOST_KEYFILE,
    LeftOut,
    Member,
    Path,
    Refusal,
    Refused,
    Why,
)

_FOLLOWING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FLAGS = _FOLLOWING | getattr(os, "O_NOFOLLOW", 0)
_OPEN = 32


class SourceChanged(OSError):
    """A file of the source is not what it was when it was listed."""


class DiskSource:
    """One file, or the files of a folder. Raises OSError where it cannot be listed."""

    def __init__(self, path: DiskPath) -> None:
        self._top = os.fsencode(os.path.abspath(path))
        self._open: OrderedDict[int, int] = OrderedDict()
        self._marks: list[tuple[int, ...]] = []
        self.members: list[Member] = []
        self.size = 0
        """Bytes of all files."""
        self.folders: list[Path] = []
        self.left_out: list[LeftOut] = []
        """What lies in the folder and cannot come: links, devices, names that are too deep."""
        status = os.stat(self._top)
        self.is_folder = stat.S_ISDIR(status.st_mode)
        if self.is_folder:
            self._list()
        elif stat.S_ISREG(status.st_mode):
            self._top = os.path.realpath(self._top)
            self._add((os.path.basename(self._top),), status)
        else:
            raise OSError("neither a file nor a folder")

    def _add(self, path: Path, status: os.stat_result) -> None:
        executable = bool(status.st_mode & stat.S_IXUSR)
        self.members.append(Member(path, status.st_size, status.st_mtime_ns, executable))
        self.size += status.st_size
        self._marks.append(_mark(status))

    def _list(self) -> None:
        pending: list[Path] = [()]
        while pending:
            path = pending.pop()
            try:
                names = sorted(os.listdir(os.path.join(self._top, *path)))
            except OSError:
                if not path:
                    raise
                self.left_out.append(LeftOut(path, Why.DAMAGED))
                continue
            if path and not names:
                self.folders.append(path)
            for name in names:
                below = self._look((*path, name))
                if below is not None:
                    pending.append(below)

    def _look(self, path: Path) -> Path | None:
        """Notes what a path is; returns it where it is a folder to be listed."""
        if len(path) > MOST_DEPTH or len(path[-1]) > LONGEST_NAME or len(self.members) >= MOST_ENTRIES:
            self.left_out.append(LeftOut(path[:MOST_DEPTH], Why.OVER_BOUND))
            return None
        try:
            status = os.lstat(os.path.join(self._top, *path))
            if stat.S_ISDIR(status.st_mode):
                return path
        except OSError:
            self.left_out.append(LeftOut(path, Why.DAMAGED))
            return None
        if stat.S_ISREG(status.st_mode):
            self._add(path, status)
        else:
            self.left_out.append(LeftOut(path, Why.LINK if stat.S_ISLNK(status.st_mode) else Why.SPECIAL))
        return None

    def read(self, member: int, offset: int, count: int) -> bytes:
        """Bytes of a member, fewer only at its end. Raises OSError, SourceChanged."""
        fd = self._descriptor(member)
        pieces = []
        while count and (piece := os.pread(fd, count, offset)):
            pieces.append(piece)
            offset, count = offset + len(piece), count - len(piece)
        if _mark(os.fstat(fd)) != self._marks[member]:
            raise SourceChanged("changed while it was being read")
        return b"".join(pieces)

    def _descriptor(self, member: int) -> int:
        if member in self._open:
            self._open.move_to_end(member)
            return self._open[member]
        path = self.members[member].path if self.is_folder else ()
        fd = os.open(os.path.join(self._top, *path), _FLAGS)
        self._open[member] = fd
        if len(self._open) > _OPEN:
            os.close(self._open.popitem(last=False)[1])
        return fd

    def close(self) -> None:
        """Closes its files."""
        while self._open:
            os.close(self._open.popitem()[1])

    def frames(self) -> Iterator[tuple[Member, bool]]:
        """All that the worker gets to know: files, then empty folders."""
        for member in self.members:
            yield member, False
        for path in self.folders:
            yield Member(path, 0, 0), True


def _mark(status: os.stat_result) -> tuple[int, ...]:
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns


def read_keyfile(path: DiskPath) -> bytes:
    """The content of a key file. Raises Refused (KEYFILE) where it is none: no plain file, empty, or too large."""
    content = b""
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, _FOLLOWING)) as file:
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                content = file.read(MOST_KEYFILE + 1)
    except OSError:
        pass
    if not 1 <= len(content) <= MOST_KEYFILE:
        raise Refused(Refusal.KEYFILE)
    return content
