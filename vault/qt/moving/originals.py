"""The originals of files that came in: which of them may go to the bin, and moving them there.

An original may go only if it came in whole: it was looked at before it was read and is the same after; nothing of it
was left out; a folder only if that is so of everything in it. Links always stay. All of this looks at disks, so it is
called on a thread, never on the window's own.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFile

from vault.child.runtime_folder import is_inside

MOST = 200_000
"""So many files and folders are remembered; of more, all originals stay."""

Mark = tuple[int, int, int, int, int]
"""Device, inode, size, and both times of a file; of a folder device and inode."""


@dataclass(frozen=True)
class Seen:
    """What was there before it came in: None where it was too much to remember."""

    sources: tuple[bytes, ...]
    marks: dict[bytes, Mark | None] | None
    """Of each path; None for what is neither file nor folder."""


@dataclass(frozen=True)
class Binned:
    """How many of the originals were moved, and how many stayed."""

    moved: int
    stayed: int


def look(paths: Iterable[Path], most: int = MOST) -> Seen:
    """Remember what is there now."""
    sources = tuple(os.path.abspath(os.fsencode(path)) for path in paths)
    marks: dict[bytes, Mark | None] = {}
    for path, mark in _walk(sources):
        marks[path] = mark
        if len(marks) > most:
            return Seen(sources, None)
    return Seen(sources, marks)


def _walk(sources: Sequence[bytes]) -> Iterator[tuple[bytes, Mark | None]]:
    pending = list(sources)
    while pending:
        path = pending.pop()
        mark = None
        try:
            status = os.lstat(path)
            if stat.S_ISDIR(status.st_mode):
                mark = (status.st_dev, status.st_ino, -1, 0, 0)
                pending += [path.rstrip(b"/") + b"/" + name for name in os.listdir(path)]
            elif stat.S_ISREG(status.st_mode):
                mark = (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        except OSError:
            mark = None
        yield path, mark


def movable(seen: Seen, skipped: Iterable[bytes]) -> list[bytes]:
    """The originals that came in whole and are as they were: folders at once, or what of them may go."""
    if seen.marks is None:
        return []
    now = dict(_walk(seen.sources))
    left = set(skipped)
    kept: set[bytes] = set()
    for path in set(now) | set(seen.marks):
        if now.get(path) is None or now.get(path) != seen.marks.get(path):
            left.add(path)
    for path in left:
        # Whatever stays keeps the folders that it is in.
        above = path
        while above not in kept and len(above) > 1:
            kept.add(above)
            above = os.path.dirname(above)
    return list(_whole(seen.sources, now, left, kept))


def _whole(
    sources: Sequence[bytes], now: dict[bytes, Mark | None], left: set[bytes], kept: set[bytes]
) -> Iterator[bytes]:
    """From the top down: what is whole goes as it is, of the rest its parts. Below what was left out nothing goes."""
    below: dict[bytes, list[bytes]] = {}
    for path in now:
        below.setdefault(os.path.dirname(path), []).append(path)
    pending = list(dict.fromkeys(sources))
    while pending:
        path = pending.pop()
        if path not in kept:
            yield path
        elif path not in left:
            pending += below.get(path, ())


def move_to_bin(seen: Seen, skipped: Sequence[bytes], move: Callable[[bytes], bool] | None = None) -> Binned:
    """Move what may go; what the system cannot move stays."""
    move = move or _to_bin
    wanted = [path for path in movable(seen, skipped) if not is_inside(path)]
    moved = [path for path in wanted if move(path)]
    # A source whose parts went one by one stays itself.
    return Binned(len(moved), len(set(seen.sources) - set(moved)))


def _to_bin(path: bytes) -> bool:
    name = os.fsdecode(path)
    try:
        name.encode()
    except UnicodeEncodeError:
        return False  # Qt cannot name it
    return _moved(QFile.moveToTrash(name))


def _moved(answer: object) -> bool:
    """PySide answers with the new place, too."""
    return bool(answer[0]) if isinstance(answer, tuple) else bool(answer)
