"""The model of what a search found, best first, with the words marked in what surrounds them."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtCore import QObject, Qt

from vault.child import messages as m
from vault.qt.parts.lists import Ask

from .items_model import Index, RowsModel
from .row_words import RowWords


class FoundModel(RowsModel):
    """Hits of a search. They come all at once and are few."""

    def __init__(self, words: RowWords, parent: QObject | None = None) -> None:
        super().__init__(words, parent)
        self._hits: tuple[m.Hit, ...] = ()
        self.more = False

    def show_found(self, found: m.Found) -> None:
        """These, instead of those before; rows that stay keep their place in the view."""
        self.about_to_settle.emit()
        self._hits, self.more = found.hits, found.more
        self._renamed.clear()
        self.setRowCount(len(found.hits))
        self.tell()
        self.settled.emit()

    def row(self, number: int) -> m.Row | None:
        return self._hits[number].row if 0 <= number < len(self._hits) else None

    def number_of(self, item: bytes) -> int:
        return next((number for number, hit in enumerate(self._hits) if hit.row.id == item), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As of any row; below the name the place, and of notes what was found."""
        hit = self._hits[index.row()] if index.row() < len(self._hits) else None
        if hit is not None and role in (Ask.SNIPPET, Ask.SNIPPET_MARKS):
            return self._around(hit)[role == Ask.SNIPPET_MARKS] if self._is_telling(hit) else None
        if hit is not None and role == Ask.NAME_MARKS:
            return [(mark.start, mark.length) for mark in hit.name_marks]
        if hit is not None and role == Qt.ItemDataRole.AccessibleTextRole and self._is_telling(hit):
            return f"{super().data(index, role)}, {without_signs(hit)[0]}"
        return super().data(index, role)

    @staticmethod
    def _is_telling(hit: m.Hit) -> bool:
        """Whether the surroundings say more than the name."""
        return bool(hit.snippet) and hit.snippet != hit.row.shown

    def _around(self, hit: m.Hit) -> tuple[str, list[tuple[int, int]]]:
        """Its folder, the surroundings, and where in both what was searched for stands."""
        before = f"{self.words.second(hit.row, None)}: "
        words, marks = without_signs(hit)
        return before + words, [(len(before) + start, length) for start, length in marks]


_SIGNS = re.compile(r"\*\*|~~|`+|(?<![^\s…])(?:#{1,6}|[-*+] \[[ xX]\])\s")
"""What makes words of a note strong, crossed out, code, a heading or a line of a checklist."""


def without_signs(hit: m.Hit) -> tuple[str, list[tuple[int, int]]]:
    """The surroundings of a hit and its marks; of a note without the signs of Markdown that are in no mark."""
    marks = [(mark.start, mark.length) for mark in hit.marks]
    if hit.row.kind != "note":
        return hit.snippet, marks
    words, at = "", 0
    signs = [one.span() for one in _SIGNS.finditer(hit.snippet)]
    free = [(start, end) for start, end in signs if all(end <= at or at + long <= start for at, long in marks)]
    for start, end in free:
        words += hit.snippet[at:start]
        at = end
    words += hit.snippet[at:]
    return words, [(start - sum(to - of for of, to in free if to <= start), length) for start, length in marks]
