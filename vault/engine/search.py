"""Finding items by words in names, tags and texts, and by operators (docs/decisions/0012-search.md)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from vault.engine.index import MOST_RANKED, TextIndex
from vault.engine.query import Filter, Query, Term, ending, fold, parse, spaced
from vault.engine.records import Change
from vault.engine.vault import ROOT, Item, Vault

__all__ = ["Match", "SearchIndex", "fold", "search"]

_BEFORE, _AFTER, _PLACES = 30, 90, 8
_CHUNK = 4_096
# The plus keeps SQLite from the index on names: walking the table takes half the time.
_ROWS = "SELECT id, parent, kind, name, modified FROM item WHERE +trashed IS NULL"
_LEAST_ANEW = 1_000

Span = tuple[int, int]
"""Start and length in characters."""

Test = Callable[[bytes], bool]
Narrow = Callable[[list[bytes]], list[bytes]]


@dataclass(frozen=True)
class Match:
    """An item that was found, with the places of the words in its name and in a piece of its text.

    `snippet` is that piece on one line; where no word is in the text, it is the name.
    """

    item: Item
    path: tuple[bytes, ...]
    snippet: str
    marks: tuple[Span, ...] = ()
    name_marks: tuple[Span, ...] = ()
    in_text: bool = False
    """Whether `snippet` is of the text."""


def search(vault: Vault, query: str, *, limit: int = 50) -> list[Match]:
    """Items outside the trash that a query finds, best first; for once, with the texts of notes alone."""
    texts = TextIndex(vault)
    try:
        texts.catch_up()
        return SearchIndex(vault, texts).search(query, limit=limit)
    finally:
        texts.close()


class SearchIndex:
    """The names and tags of an open vault in memory, kept in step with it, and the search in them and in its texts.

    Items are looked at again one by one when something was committed about them. Calls must not overlap with each other
    or with commits.
    """

    def __init__(self, vault: Vault, texts: TextIndex | None = None) -> None:
        self._vault = vault
        self.texts = texts
        """Where the texts of items are, as soon as somebody has them."""
        self.rows_read = 0
        """Rows of the catalog that were read to keep in step."""
        self._touched: dict[bytes, None] = {}
        vault.catalog.watchers.append(self._note)
        self._read()

    def close(self) -> None:
        """Follow the vault no more."""
        self._vault.files.catalog.watchers.remove(self._note)

    # In step with the vault

    def _note(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if change.table in ("item", "tag") and isinstance(change.key[0], bytes):
                self._touched[change.key[0]] = None

    def _read(self) -> None:
        """Everything anew."""
        self._touched.clear()
        self._known: dict[bytes, tuple[str, bytes, int]] = {}
        self._folders: dict[bytes, tuple[bytes, str, bytes]] = {}
        self._notes: set[bytes] = set()
        self._in_sight: set[bytes] | None = None
        for row in self._vault.catalog.rows(_ROWS):
            self.rows_read += 1
            self._keep(*row)
        # By name, in two lists side by side: what begins so stands together, and what is found comes in order.
        ordered = sorted((folded, identity) for identity, (folded, *_) in self._known.items())
        self._names = [folded for folded, _ in ordered]
        self._ids = [identity for _, identity in ordered]
        self._joined: dict[int, str] = {}
        self._tags: dict[bytes, str] = {}
        for identity, tag in self._vault.catalog.rows("SELECT item, name FROM tag ORDER BY item, name"):
            self.rows_read += 1
            self._tags[identity] = f"{self._tags.get(identity, '')}{fold(tag)}\n"

    def _keep(self, identity: bytes, parent: bytes, kind: str, name: bytes, modified: int) -> str:
        """Take in one row; the folded name."""
        folded = fold(name.decode("utf-8", "replace"))
        self._known[identity] = folded, parent, modified
        if kind == "folder":
            self._folders[identity] = parent, folded, name
        elif kind == "note":
            self._notes.add(identity)
        return folded

    def _refresh(self) -> None:
        if len(self._touched) > max(_LEAST_ANEW, len(self._ids) // 50):
            self._read()
        for identity in self._touched:
            self._look(identity)
        self._touched.clear()

    def _look(self, identity: bytes) -> None:
        """Look at one item again."""
        catalog = self._vault.catalog
        row = catalog.row(f"{_ROWS} AND id = ?", identity)
        tags = [fold(name) for (name,) in catalog.rows("SELECT name FROM tag WHERE item = ? ORDER BY name", identity)]
        self.rows_read += 1 + len(tags)
        self._tags.pop(identity, None)
        if tags:
            self._tags[identity] = "".join(f"{tag}\n" for tag in tags)
        folder = self._folders.pop(identity, None)
        if identity in self._known:
            folded, *_ = self._known.pop(identity)
            place = self._ids.index(identity, bisect_left(self._names, folded))
            del self._names[place], self._ids[place]
        self._notes.discard(identity)
        self._joined.clear()
        if row is not None:
            folded = self._keep(*row)
            place = bisect_left(self._names, folded)
            while place < len(self._ids) and (self._names[place], self._ids[place]) < (folded, identity):
                place += 1
            self._names.insert(place, folded)
            self._ids.insert(place, identity)
        if folder != self._folders.get(identity):
            self._in_sight = None

    # Searching

    def search(self, query: str | Query, *, limit: int = 50) -> list[Match]:
        """The items that a query finds, best first: by name, by tags, by text, by all of these together.

        Raises QueryRejected.
        """
        query = parse(query) if isinstance(query, str) else query
        if not query:
            return []
        self._refresh()
        narrowed = self._conditions(query)
        found: dict[bytes, None] = {}
        for some in self._candidates(query.terms, narrowed) if limit > 0 else ():
            found.update(dict.fromkeys(narrowed(some)))
            if len(found) >= limit:
                break
        return [self._match(identity, query.terms) for identity in list(found)[:limit]]

    def _candidates(self, terms: Sequence[Term], narrowed: Narrow) -> Iterator[list[bytes]]:
        """Items with all terms, best first and some at a time; some more than once."""
        if not terms:
            return self._in_chunks(self._ids)
        words = [term.text for term in terms]
        return chain(
            self._in_chunks(self._begun_with(" ".join(words))),
            self._named(words),
            self._in_chunks(self._tagged(words)),
            self._with_text(terms, narrowed),
            self._in_chunks(self._together(terms)),
        )

    @staticmethod
    def _in_chunks(ids: Iterable[bytes]) -> Iterator[list[bytes]]:
        rest = iter(ids)
        while chunk := list(islice(rest, _CHUNK // 8)):
            yield chunk

    def _begun_with(self, words: str) -> Iterator[bytes]:
        """Items of exactly this name, then those whose name begins so."""
        place = bisect_left(self._names, words)
        while place < len(self._names) and self._names[place].startswith(words):
            yield self._ids[place]
            place += 1

    def _named(self, words: Sequence[str]) -> Iterator[list[bytes]]:
        """Items with all words in their name."""
        first, *rest = sorted(words, key=len, reverse=True)
        for start in range(0, len(self._names), _CHUNK):
            names = self._names[start : start + _CHUNK]
            if start not in self._joined:
                self._joined[start] = "\n".join(names)
            if first not in self._joined[start]:
                continue
            found = [place for place, name in enumerate(names) if first in name]
            for word in rest:
                found = [place for place in found if word in names[place]]
            yield [self._ids[start + place] for place in found]

    def _tagged(self, words: Sequence[str]) -> Iterator[bytes]:
        """Items with all words in their tags and name, one of them in their tags."""
        some = {identity for word in words for identity, tags in self._tags.items() if word in tags}
        found = [
            (self._name(identity), identity)
            for identity in some
            if all(word in self._tags[identity] or word in self._name(identity) for word in words)
        ]
        for _, identity in sorted(found):
            yield identity

    def _with_text(self, terms: Sequence[Term], narrowed: Narrow) -> Iterator[list[bytes]]:
        """Items with all terms in their text, by rank."""
        texts = self.texts
        worded = [term for term in terms if texts is not None and texts.has_words(term)]
        if texts is None or not worded:
            return
        ranks: dict[bytes, float] = {}
        ranked = texts.ranked(worded)
        while len(ranks) < MOST_RANKED and (some := dict(islice(ranked, MOST_RANKED))):
            ranks.update((identity, some[identity]) for identity in narrowed(list(some)))
        yield sorted(ranks, key=ranks.__getitem__)
        while others := [identity for identity, _ in islice(ranked, _CHUNK)]:
            yield others

    def _together(self, terms: Sequence[Term]) -> Iterator[bytes]:
        """Items with some terms in their text and the others in their name and tags."""
        texts = self.texts
        worded = [term for term in terms if texts is not None and texts.has_words(term)]
        if texts is None or len(terms) < 2 or not worded:
            return
        holding = {term: texts.holding(term) for term in worded}
        some = set().union(*holding.values())
        for _, identity in sorted((self._name(identity), identity) for identity in some):
            name, tags = self._name(identity), self._tags.get(identity, "")
            if all(identity in holding.get(term, ()) or term.text in name or term.text in tags for term in terms):
                yield identity

    def _name(self, identity: bytes) -> str:
        return self._known[identity][0] if identity in self._known else ""

    # Conditions

    def _conditions(self, query: Query) -> Narrow:
        """What leaves of some items those in sight, as the filters say, and without what is to be left out."""
        known, in_sight = self._known, self._folders_in_sight()
        tests = [self._filter(one) for one in query.filters] + [self._without(term) for term in query.without]

        def narrowed(some: list[bytes]) -> list[bytes]:
            some = [identity for identity in some if identity in known and known[identity][1] in in_sight]
            for test in tests:
                some = [identity for identity in some if test(identity)]
            return some

        return narrowed

    def _without(self, term: Term) -> Test:
        holding = self.texts.holding(term) if self.texts is not None and self.texts.has_words(term) else set()
        return lambda identity: (
            not (identity in holding or term.text in self._name(identity) or term.text in self._tags.get(identity, ""))
        )

    def _filter(self, one: Filter) -> Test:
        test = self._test(one)
        return (lambda identity: not test(identity)) if one.negated else test

    def _test(self, one: Filter) -> Test:
        known, folders, notes, value = self._known, self._folders, self._notes, one.value
        if isinstance(value, int):
            before = one.operator == "before:"
            return lambda identity: (known[identity][2] < value) == before
        if isinstance(value, frozenset):
            return lambda identity: (
                ending(known[identity][0]) in value and identity not in folders and identity not in notes
            )
        if isinstance(value, tuple):
            inside = self._inside(value)
            return lambda identity: known[identity][1] in inside
        if one.operator == "tag:":
            return lambda identity: f"\n{value}\n" in f"\n{self._tags.get(identity, '')}"
        if value == "file":
            return lambda identity: identity not in folders and identity not in notes
        return (folders if value == "folder" else notes).__contains__

    def _folders_in_sight(self) -> set[bytes]:
        """The folders that others lead to from the root; what was removed takes along what is in it."""
        if self._in_sight is None:
            self._in_sight = self._below({ROOT})
        return self._in_sight

    def _inside(self, path: Iterable[str]) -> set[bytes]:
        """The folders at a path of folded names, and all below them."""
        there = {ROOT}
        for name in path:
            there = {one for one, (parent, folded, _) in self._folders.items() if parent in there and folded == name}
        return self._below(there)

    def _below(self, tops: set[bytes]) -> set[bytes]:
        """These folders and all below them."""
        inside: dict[bytes, list[bytes]] = {}
        for identity, (parent, *_) in self._folders.items():
            inside.setdefault(parent, []).append(identity)
        found, pending = set(tops), list(tops)
        while pending:
            new = [one for one in inside.get(pending.pop(), ()) if one not in found]
            found.update(new)
            pending += new
        return found

    def _match(self, identity: bytes, terms: Sequence[Term]) -> Match:
        item = self._vault.item(identity)
        name = item.name.decode("utf-8", "replace")
        text = self.texts.text_of(item) if self.texts is not None and terms else ""
        snippet = snippet_of(text, terms) if text else ""
        in_name = marks(name, terms)
        path, parent = [item.name], item.parent
        while parent != ROOT:
            parent, _, above = self._folders[parent]
            path.append(above)
        if not snippet:
            return Match(item, tuple(reversed(path)), name, in_name, in_name)
        return Match(item, tuple(reversed(path)), snippet, marks(snippet, terms, words=True), in_name, in_text=True)


# Snippets


def marks(text: str, terms: Sequence[Term], *, words: bool = False) -> tuple[Span, ...]:
    """Where terms stand in a short text, in order and without overlaps; `words`: only where words begin."""
    folded, places = text.lower(), list(range(len(text)))
    if not text.isascii():
        pieces = [fold(letter) for letter in text]
        folded, places = "".join(pieces), [at for at, piece in enumerate(pieces) for _ in piece]
    spans: list[Span] = []
    for start, end in sorted(span for term in terms for span in _found(folded, term, words=words)):
        first, behind = places[start], places[end - 1] + 1
        if spans and first <= sum(spans[-1]):
            spans[-1] = spans[-1][0], max(behind, sum(spans[-1])) - spans[-1][0]
        else:
            spans.append((first, behind - first))
    return tuple(spans)


def snippet_of(text: str, terms: Sequence[Term]) -> str:
    """The surroundings of the first terms in a text, on one line; empty if none is there."""
    folded = fold(text)
    places = sorted(start for term in terms for start, _ in islice(_found(folded, term, words=True), _PLACES))
    if not places:
        return ""
    # Where the most places lie close together, and among equals the first.
    close = [bisect_left(places, place + _AFTER) - number for number, place in enumerate(places)]
    best = places[close.index(max(close))]
    index = best if len(folded) == len(text) else _unfolded(text, best)
    start = max(0, index - _BEFORE)
    piece = " ".join(text[start : index + _AFTER].split())
    return f"{'…' if start else ''}{piece}{'…' if index + _AFTER < len(text) else ''}"


def _found(folded: str, term: Term, *, words: bool) -> Iterator[Span]:
    """Starts and ends of a term in a folded text."""
    return (match.span() for match in _pattern(term.text, words=words).finditer(folded))


@lru_cache(256)
def _pattern(text: str, *, words: bool) -> re.Pattern[str]:
    """Finds a term in a name; or in a text, where words begin, and other signs may stand between its words."""
    pieces = re.findall(r"[^\W_]+|[^\w\s]", spaced(text)) if words else []
    if not pieces:
        return re.compile(re.escape(text))
    first, *rest = map(re.escape, pieces)
    if pieces[0].isalnum() and spaced(pieces[0]) == pieces[0]:
        first += rf"(?<![^\W_]{first})"  # looked at behind it: for letters alone a text is searched at once
    return re.compile(r"[\W_]*".join([first, *rest]))


def _unfolded(text: str, place: int) -> int:
    """The index in a text of the character that is at `place` when it is folded."""
    start = 0
    for size in (_CHUNK, 64, 1):
        while start < len(text) and (length := len(fold(text[start : start + size]))) <= place:
            place -= length
            start += size
    return min(start, len(text))
