"""Finding items by words in names, tags and notes of the catalog."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from vault.engine.vault import Item, Vault

_BEFORE, _AFTER = 30, 70


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
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def search(vault: Vault, query: str, *, limit: int = 50) -> list[Match]:
    """Items outside the trash whose name, tags and note text together hold every word of the query.

    Items with all words in their name come first, then by path.
    """
    words = fold(query).split()
    if not words:
        return []
    texts = dict(
        vault.catalog.rows(
            "SELECT note.item, text FROM note JOIN item ON item.id = note.item AND item.version = note.version"
        )
    )
    tags: dict[bytes, str] = {}
    for item, tag in vault.catalog.rows("SELECT item, name FROM tag"):
        tags[item] = f"{tags.get(item, '')} {tag}"
    found: list[tuple[bool, Match]] = []
    for path, item in vault.walk():
        name = item.name.decode("utf-8", "replace")
        text = texts.get(item.id, "")
        folded = fold(name)
        in_name = all(word in folded for word in words)
        if in_name or all(word in f"{folded} {fold(tags.get(item.id, ''))} {fold(text)}" for word in words):
            found.append((not in_name, Match(item, path, _snippet(text, words) or name)))
    found.sort(key=lambda one: (one[0], one[1].path))
    return [match for _, match in found[:limit]]


def _snippet(text: str, words: list[str]) -> str:
    """The surroundings of the first word in a text, on one line; empty if it is not there."""
    folded = [fold(character) for character in text]
    joined = "".join(folded)
    places = [place for place in map(joined.find, words) if place >= 0]
    if not places:
        return ""
    # Folding may change lengths, so the place is counted in folded characters.
    place, index = min(places), 0
    while place > 0:
        place -= len(folded[index])
        index += 1
    start = max(0, index - _BEFORE)
    piece = " ".join(text[start : index + _AFTER].split())
    return f"{'…' if start else ''}{piece}{'…' if index + _AFTER < len(text) else ''}"
