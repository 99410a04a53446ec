"""What will come in and what will not, counted while it is read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from vault.sandbox.importing.entries import Entry, Given, LeftOut, Path

FIRST = 12
"""Names that are kept to be shown."""
MOST_NAMED = 10_000
"""Entries left out that are named one by one."""
_MOST_TAGS = 1_000


@dataclass
class Preview:
    """Counts, sizes, the first names, tags, and what is left out."""

    files: int = 0
    notes: int = 0
    folders: int = 0
    bytes: int = 0
    favourites: int = 0
    first: list[Path] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    left_out: list[LeftOut] = field(default_factory=list)
    left: Counter[int] = field(default_factory=Counter)
    """How many are left out for each reason."""

    @property
    def items(self) -> int:
        """Files and notes."""
        return self.files + self.notes

    @property
    def left_count(self) -> int:
        """How many are left out in all."""
        return sum(self.left.values())

    def count(self, given: Given) -> None:
        """Takes something in."""
        if isinstance(given, LeftOut):
            self.left[given.why] += 1
            if len(self.left_out) < MOST_NAMED:
                self.left_out.append(given)
        if not isinstance(given, Entry):
            return
        if given.kind == "folder":
            self.folders += 1
        else:
            self.files += given.kind == "file"
            self.notes += given.kind == "note"
            self.bytes += given.size or len((given.text or "").encode())
            self.favourites += given.favourite
            if len(self.first) < FIRST:
                self.first.append(given.path)
        if len(self.tags) < _MOST_TAGS:
            self.tags.update(given.tags)
