"""Finding items by words in names, tags and notes of the catalog."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from vault.engine.vault import ROOT, Item, Vault

_BEFORE, _AFTER = 30, 70
_TEXT = "SELECT text FROM note WHERE item = ? AND version = ?"


@dataclass(frozen=True)
class Match:
    """An item that has all the words; `snippet` shows the first of them in its text, or the name."""

    item: Item
    path: tuple[bytes, ...]
    snippet: str


def fold(text: str) -> str:
    """Text without case and accents, for comparing."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", text.casefold())
    # There are few different marks in a text, and taking each out as a whole is several times faster than looking at
    # every character.
    for mark in filter(unicodedata.combining, set(text)):
        text = text.replace(mark, "")
    return text


def search(vault: Vault, query: str, *, limit: int = 50) -> list[Match]:
    """Items outside the trash whose name, tags and note text together hold every word of the query.

    Items with all words in their name come first, then by path.
    """
    return SearchIndex(vault).search(query, limit=limit)


@dataclass
class _Order:
    """The items outside the trash in the order of their paths; lists of equal length."""

    ids: list[bytes] = field(default_factory=list)
    above: list[int] = field(default_factory=list)
    """Where the folder stands that the item is in; -1 for the root."""
    names: list[bytes] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    more: dict[int, str] = field(default_factory=dict)
    """Folded tags and text of those that have some."""


class SearchIndex:
    """Names, tags and texts ready for comparing, in memory only. Made anew when something was committed since.

    Folding is most of the work, so what was folded once is kept as long as it is in the catalog.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._sequence = -1
        self._order = _Order()
        self._names: dict[bytes, str] = {}
        self._texts: dict[tuple[bytes, int], str] = {}

    def search(self, query: str, *, limit: int = 50) -> list[Match]:
        """What `search` finds."""
        words = fold(query).split()
        if not words:
            return []
        sequence = self._vault.catalog.sequence
        if sequence != self._sequence:
            self._order = self._read()
            self._sequence = sequence
        return [self._match(place, words) for place in self._places(words, limit)]

    def _places(self, words: list[str], limit: int) -> list[int]:
        """Where the first items that have all words stand in the order; those with all in the name before others."""
        order = self._order
        names = order.folded
        found = [place for place, name in enumerate(names) if words[0] in name]
        for word in words[1:]:
            found = [place for place in found if word in names[place]]
        if len(found) < limit:
            first = set(found)
            for place, more in order.more.items():
                if place not in first and all(word in names[place] or word in more for word in words):
                    found.append(place)
                    if len(found) == limit:
                        break
        return found[:limit]

    def _match(self, place: int, words: list[str]) -> Match:
        order = self._order
        item = self._vault.item(order.ids[place])
        found = self._vault.catalog.row(_TEXT, item.id, item.version) if place in order.more else None
        text = found[0] if found else ""
        path = []
        while place >= 0:
            path.append(order.names[place])
            place = order.above[place]
        snippet = _snippet(text, words) or item.name.decode("utf-8", "replace")
        return Match(item, tuple(reversed(path)), snippet)

    def _read(self) -> _Order:
        """The catalog as it is now."""
        catalog = self._vault.catalog
        known, self._names = self._names, {}
        order = _Order()
        texts = self._read_texts()
        tags: dict[bytes, str] = {}
        for item, tag in catalog.rows("SELECT item, name FROM tag"):
            tags[item] = f"{tags.get(item, '')} {tag}"
        for above, identity, name in self._walk():
            folded = known.get(name)
            if folded is None:
                folded = fold(name.decode("utf-8", "replace"))
            self._names[name] = folded
            more = texts.get(identity, "")
            if identity in tags:
                more = f"{fold(tags[identity])} {more}"
            if more:
                order.more[len(order.ids)] = more
            order.ids.append(identity)
            order.above.append(above)
            order.names.append(name)
            order.folded.append(folded)
        return order

    def _walk(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Everything outside the trash in the order of paths: where its folder stands in it, id and name."""
        below: dict[bytes, list[tuple[bytes, bytes, bool]]] = {}
        # The plus keeps SQLite from the index on names: walking the table takes half the time.
        query = "SELECT parent, name, id, kind = 'folder' FROM item WHERE +trashed IS NULL"
        for parent, name, identity, is_folder in self._vault.catalog.rows(query):
            below.setdefault(parent, []).append((name, identity, is_folder))
        place = 0
        pending = [(-1, *one) for one in sorted(below.pop(ROOT, ()), reverse=True)]
        while pending:
            above, name, identity, is_folder = pending.pop()
            yield above, identity, name
            if is_folder:
                pending += [(place, *one) for one in sorted(below.pop(identity, ()), reverse=True)]
            place += 1

    def _read_texts(self) -> dict[bytes, str]:
        """The folded texts of the notes' current versions. A version's text never changes."""
        known, self._texts = self._texts, {}
        row = self._vault.catalog.row
        query = (
            "SELECT note.item, note.version FROM note JOIN item ON item.id = note.item AND item.version = note.version"
        )
        for key in list(self._vault.catalog.rows(query)):
            text = known.get(key)
            if text is None:
                text = fold(row(_TEXT, *key)[0])
            self._texts[key] = text
        return {item: text for (item, _), text in self._texts.items()}


def _snippet(text: str, words: list[str]) -> str:
    """The surroundings of the first word in a text, on one line; empty if it is not there."""
    # Folding may change lengths, so the place is counted in folded characters.
    folded = text.lower() if text.isascii() else [fold(character) for character in text]
    joined = "".join(folded)
    places = [place for place in map(joined.find, words) if place >= 0]
    if not places:
        return ""
    place, index = min(places), 0
    while place > 0:
        place -= len(folded[index])
        index += 1
    start = max(0, index - _BEFORE)
    piece = " ".join(text[start : index + _AFTER].split())
    return f"{'…' if start else ''}{piece}{'…' if index + _AFTER < len(text) else ''}"
