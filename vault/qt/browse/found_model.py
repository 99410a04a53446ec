"""The model of what a search found, best first, with the words marked in what surrounds them."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QObject, Qt

from vault.child import messages as m
from vault.qt.parts.lists import Ask

from .items_model import Index, RowsModel
from .row_words import RowWords


@lru_cache(4096)
def fold(letter: str) -> str:
    """A letter without case and accents: what the search compares."""
    plain = unicodedata.normalize("NFKD", letter.casefold())
    return "".join(one for one in plain if not unicodedata.combining(one))


def marks(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, as (start, length), without overlaps."""
    joined, places = "", []
    for place, letter in enumerate(text):
        folded = fold(letter)
        joined += folded
        places += [place] * len(folded)
    covered: set[int] = set()
    for word in {"".join(map(fold, one)) for one in query.split()} - {""}:
        start = joined.find(word)
        while start >= 0:
            covered.update(range(places[start], places[start + len(word) - 1] + 1))
            start = joined.find(word, start + len(word))
    found: list[tuple[int, int]] = []
    for place in sorted(covered):
        if found and sum(found[-1]) == place:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return found


class FoundModel(RowsModel):
    """Hits of a search. They come all at once and are few."""

    def __init__(self, words: RowWords, parent: QObject | None = None) -> None:
        super().__init__(words, parent)
        self._hits: tuple[m.Hit, ...] = ()
        self._query = ""
        self.more = False

    def show_found(self, query: str, found: m.Found) -> None:
        """These, instead of those before; rows that stay keep their place in the view."""
        self._hits, self._query, self.more = found.hits, query, found.more
        self._renamed.clear()
        self.set_count(len(found.hits))
        self.tell()

    def row(self, number: int) -> m.Row | None:
        return self._hits[number].row if 0 <= number < len(self._hits) else None

    def number_of(self, item: bytes) -> int:
        return next((number for number, hit in enumerate(self._hits) if hit.row.id == item), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As of any row; below the name the place, and of notes what was found."""
        hit = self._hits[index.row()] if index.row() < len(self._hits) else None
        if hit is not None and role in (Ask.SNIPPET, Ask.SNIPPET_MARKS):
            text = self._line(hit)
            return text if role == Ask.SNIPPET else marks(text, self._query)
        return super().data(index, role)

    def _line(self, hit: m.Hit) -> str:
        """Its folder, and behind it the surroundings, unless they only repeat the name."""
        place = self.words.second(hit.row, None)
        return f"{place}: {hit.snippet}" if hit.snippet and hit.snippet != hit.row.shown else place
