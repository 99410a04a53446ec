"""What the readers of archives share: names that stay inside, and sizes that can be honest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from vault.sandbox.importing.entries import PIECE, End, Given, LeftOut, Path, Piece, Why

FREE_BYTES = 1 << 30
"""Bytes that may come out of an archive of any size."""
MOST_RATIO = 200
"""Beyond them, how many bytes may come out for each of the archive's own. Text packs to a tenth, honest disk images
seldom to less than a hundredth."""

_DRIVE = re.compile(rb"[A-Za-z]:")


class Ratio:
    """Counts what comes out of an archive against what it is."""

    def __init__(self, size: int) -> None:
        self._left = max(FREE_BYTES, MOST_RATIO * size)

    def takes(self, size: int) -> bool:
        """Whether so many bytes more are still honest; they are counted then."""
        if not 0 <= size <= self._left:
            return False
        self._left -= size
        return True


def split(name: bytes) -> Path | None:
    """The path of an archive's entry; nothing for one that is absolute or climbs."""
    names = [part for part in name.split(b"/") if part not in (b"", b".")]
    if name.startswith(b"/") or b".." in names or b"\0" in name or not names or _DRIVE.match(names[0]):
        return None
    return tuple(names)


def shown(name: bytes) -> Path:
    """The path by which a refused entry is named."""
    return tuple(part for part in name.split(b"/") if part)[:8] or (b"?",)


def copy(stream: BinaryIO, path: Path, size: int, broken: tuple[type[Exception], ...]) -> Iterator[Given]:
    """The content of a file and its end; what is not exactly its size, or fails, is damaged."""
    left = size
    try:
        while left and (content := stream.read(min(PIECE, left))):
            yield Piece(content)
            left -= len(content)
        # The checksum is compared when the end is read.
        if not left and stream.read(1):
            left = -1
    except broken:
        left = -1
    yield LeftOut(path, Why.DAMAGED) if left else End()
