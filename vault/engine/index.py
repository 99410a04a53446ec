"""The search index: the words of notes and of texts that somebody took out of files (docs/decisions/0012-search.md).

A second SQLite database, in memory only, derived from the vault and from what extraction gave. It has no say in what is
in the vault: whatever is wrong with it, it is made anew.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import re
import sqlite3
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, NamedTuple, get_args

from vault.engine import index_file
from vault.engine.errors import Damaged, Storage
from vault.engine.header import Generation
from vault.engine.progress import Progress
from vault.engine.query import Term, ending, fold, may_have_text, spaced
from vault.engine.records import Change
from vault.engine.vault import Item, Vault

TEXT_LIMIT = 64 << 10
"""Bytes of text (UTF-8) that an item has in the index; what is behind them is not found."""

TOTAL_LIMIT = 256 << 20
"""Characters of text in the whole index; further items are found by name alone."""

CONTENT_LIMIT = 256 << 20
"""Bytes of a file that nobody reads for its text any more."""

SMALL = 16 << 20
"""Bytes of an image that can be sealed and written while somebody waits for the lock."""

MOST_RANKED = 500
"""Of more items with the words the latest are ranked, the others follow: a word that is everywhere tells little."""

Outcome = Literal["taken", "too large", "not recognised", "damaged", "too slow", "refused", "protected", "full"]
"""How it went with an item: its text was taken, or why not. `full`: the index takes no more."""
OUTCOMES: tuple[str, ...] = get_args(Outcome)

_MANY = 2_000
_NUMBER = 1
_PAGE_SIZE = 4_096
_SCHEMA = (
    (
        "CREATE TABLE entry(id INTEGER PRIMARY KEY, item BLOB NOT NULL UNIQUE, version INTEGER NOT NULL, "
        "outcome TEXT NOT NULL, text TEXT NOT NULL) STRICT"
    ),
    # Contentless: the table above has the texts as people wrote them, here are their words, folded. Signs are words.
    (
        "CREATE VIRTUAL TABLE words USING fts5(text, content='', "
        "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co So Sc'\")"
    ),
)
_WORDS = re.compile(r"[^\W_]|[\u2190-\u2bff\u20a0-\u20cf\U0001f000-\U0001faff]")
_SCANNED_AT_ONCE = 500
_SCAN = "SELECT id, kind, name, version, trashed FROM item WHERE id > ? AND kind <> 'folder' ORDER BY id LIMIT ?"
_REVIEW = "SELECT id, kind, name, version, trashed FROM item WHERE id = ? AND kind <> 'folder'"
_FILE = "SELECT size, name FROM version JOIN item ON item.id = version.item WHERE item = ? AND number = ?"
_NOTE = "SELECT text FROM note WHERE item = ? AND version = ?"
_WORTH = 1 << 20
_SAVE_SECONDS = 300.0
_TABLES = frozenset({"item", "version", "note"})


class WantedText(NamedTuple):
    """A file whose text is not known: its current version, size in bytes, and the ending of its name for a hint."""

    item: bytes
    version: int
    size: int
    hint: str


class IndexState(NamedTuple):
    """What the index holds: texts, items tried in vain, items still to look at, bytes of text, bytes on disk or 0."""

    texts: int
    tried: int
    behind: int
    bytes: int
    saved: int


class TextIndex:
    """The texts of an open vault, kept in step with it. Calls must not overlap with each other or with commits."""

    def __init__(self, vault: Vault, database: sqlite3.Connection | None = None) -> None:
        """Empty, or with what such a database holds; in step with the vault after `catch_up`."""
        self._vault = vault
        self._database = database or _empty()
        self._owed = 0
        self._owed_since = 0.0
        self._removed = False
        self._begin()
        vault.catalog.watchers.append(self._note)

    @classmethod
    def load(cls, vault: Vault) -> TextIndex:
        """The index that lies sealed in the vault's folder; an empty one if none there opens."""
        files = vault.files
        for image in index_file.opened_images(vault.folder, files.header.subkeys, files.catalog):
            with contextlib.suppress(Damaged):
                index = cls(vault, _from_image(image))
                index._saved, index._generation = len(image), files.header.body.generation
                return index
        return cls(vault)

    def close(self) -> None:
        """Forget everything; nothing is written."""
        with contextlib.suppress(ValueError):
            self._vault.files.catalog.watchers.remove(self._note)
        self._database.close()

    def restart(self) -> None:
        """Drop everything and begin anew."""
        self._database.close()
        self._database = _empty()
        self._begin()
        self._owe(0)

    def _begin(self) -> None:
        """All items are to be looked at."""
        rows = self._database.execute("SELECT id, item, version FROM entry").fetchall()
        self._entries: dict[bytes, tuple[int, int]] = {item: (number, version) for number, item, version in rows}
        self._items: dict[int, bytes] = {number: item for number, item, _ in rows}
        total, known = self._database.execute("SELECT sum(length(text)), count(*) FROM entry").fetchone()
        self.bytes = int(total or 0)
        self._saved = 0
        self._generation: Generation | None = None
        self._wanted: dict[bytes, int] = {}
        self._touched: dict[bytes, None] = {}
        self._scanned: deque[tuple[bytes, str, bytes, int, int | None]] = deque()
        self._after: bytes | None = b""
        self._unseen = set(self._entries) if known else set()
        self._left = int(self._vault.catalog.row("SELECT count(*) FROM item WHERE kind <> 'folder'")[0])

    # In step with the vault

    def _note(self, changes: Sequence[Change]) -> None:
        for change in changes:
            if change.table in _TABLES and isinstance(change.key[0], bytes):
                self._touched[change.key[0]] = None

    @property
    def behind(self) -> int:
        """How many items may have text that is not in here yet."""
        return len(self._wanted) + len(self._touched) + self._left

    @property
    def in_step(self) -> bool:
        """Whether `catch_up` has nothing to do. Texts of files may still be wanted."""
        return not (self._touched or self._scanned or self._unseen) and self._after is None

    def catch_up(self, seconds: float | None = None, progress: Progress | None = None) -> bool:
        """Take in what came, changed and went, for about so long or to the end; whether nothing is left to do.

        What is left then are the texts of files, which `wanted` names. Raises Cancelled.
        """
        monotonic = self._vault.platform.clock.monotonic
        until = None if seconds is None else monotonic() + seconds
        with self._mending(), self._transaction():
            while not self.in_step and (until is None or monotonic() < until):
                self._step()
                if progress is not None:
                    progress.stop_if_cancelled()
        return self.in_step

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """One for many texts: each by itself would make a segment of its own."""
        database = self._database
        database.execute("BEGIN")
        try:
            yield
        finally:
            database.execute("COMMIT")

    def _step(self) -> None:
        """Look at one item, or for the next ones to look at."""
        catalog = self._vault.catalog
        if self._touched:
            item = next(iter(self._touched))
            row = catalog.row(_REVIEW, item)
            if row is None:
                self._forget(item)
            else:
                self._look(*row)
            del self._touched[item]
        elif self._scanned:
            row = self._scanned.popleft()
            self._left = max(0, self._left - 1)
            self._unseen.discard(row[0])
            self._look(*row)
        elif self._after is not None:
            self._scanned.extend(catalog.rows(_SCAN, self._after, _SCANNED_AT_ONCE))
            self._after = self._scanned[-1][0] if self._scanned else None
            self._left = self._left if self._scanned else 0
        else:
            # Since the catalog was read through, these are nowhere in it.
            self._forget(self._unseen.pop())

    def _look(self, item: bytes, kind: str, name: bytes, version: int, trashed: int | None) -> None:
        """Bring one item up to its current version."""
        number, known = self._entries.get(item, (0, None))
        if known == version:
            return
        if number:
            self._forget(item)
        if kind == "note":
            row = self._vault.catalog.row(_NOTE, item, version)
            self._enter(item, version, "taken" if row else "damaged", row[0] if row else "")
        elif trashed is None and may_have_text(fold(name.decode("utf-8", "replace"))):
            self._wanted[item] = version
        else:
            self._wanted.pop(item, None)

    def _enter(self, item: bytes, version: int, outcome: Outcome, text: str) -> None:
        text = text.encode(errors="replace")[:TEXT_LIMIT].decode(errors="ignore").replace("\0", " ")
        if self.bytes + len(text) > TOTAL_LIMIT:
            outcome, text = "full", ""
        values = (item, version, outcome, text)
        insert = "INSERT INTO entry(item, version, outcome, text) VALUES (?, ?, ?, ?)"
        number = self._database.execute(insert, values).lastrowid
        assert number is not None
        if text:
            self._database.execute("INSERT INTO words(rowid, text) VALUES (?, ?)", (number, spaced(fold(text))))
        self._entries[item], self._items[number] = (number, version), item
        self.bytes += len(text)
        self._owe(len(text))

    def _forget(self, item: bytes) -> None:
        """Nothing of an item stays here."""
        self._wanted.pop(item, None)
        number, _ = self._entries.pop(item, (0, 0))
        if not number:
            return
        del self._items[number]
        text = self._database.execute("SELECT text FROM entry WHERE id = ?", (number,)).fetchone()[0]
        self._database.execute("DELETE FROM entry WHERE id = ?", (number,))
        if text:
            delete = "INSERT INTO words(words, rowid, text) VALUES ('delete', ?, ?)"
            self._database.execute(delete, (number, spaced(fold(text))))
            self._removed = True
        self.bytes -= len(text)
        self._owe(len(text))

    # The texts of files

    def wanted(self, limit: int) -> list[WantedText]:
        """Files whose text is not known, other ones each time as far as there are."""
        found: list[WantedText] = []
        for item in list(self._wanted)[: max(0, limit)]:
            version = self._wanted.pop(item)
            row = self._vault.catalog.row(_FILE, item, version)
            if row is not None and row[0] > CONTENT_LIMIT:
                self._enter(item, version, "too large", "")
            elif row is not None:
                self._wanted[item] = version
                found.append(WantedText(item, version, row[0], ending(fold(row[1].decode("utf-8", "replace")))))
        return found

    def put(self, item: bytes, version: int, text: str | None, outcome: str) -> bool:
        """Take in what somebody got out of a file, and whether that was wanted. Raises ValueError for no OUTCOME."""
        if outcome not in OUTCOMES or (text is None) == (outcome == "taken"):
            raise ValueError("outcome")
        if self._wanted.get(item) != version:
            return False
        del self._wanted[item]
        with self._mending():
            self._enter(item, version, outcome, text or "")  # type: ignore[arg-type]
        return True

    # Asking

    def has_words(self, term: Term) -> bool:
        """Whether there is anything in a term that a text could hold."""
        return _WORDS.search(term.text) is not None

    def holding(self, term: Term) -> set[bytes]:
        """The items whose text holds a term."""
        with self._mending():
            rows = self._database.execute("SELECT rowid FROM words WHERE words MATCH ?", (_phrase(term),))
            return {self._items[number] for (number,) in rows if number in self._items}
        return set()

    def ranked(self, terms: Sequence[Term]) -> Iterator[tuple[bytes, float]]:
        """The items whose text holds all of these, the latest first, each with its rank (bm25: less is better).

        Where there are very many, all have one rank: to work it out, every item with one of the words is looked at.
        """
        match = (" AND ".join(map(_phrase, terms)),)
        with self._mending():
            unranked = "SELECT rowid, 0.0 FROM words WHERE words MATCH ? ORDER BY rowid DESC"
            found = self._database.execute(unranked, match)
            first = found.fetchmany(_MANY)
            if len(first) < _MANY:
                query = "SELECT rowid, bm25(words) FROM words WHERE words MATCH ? ORDER BY rowid DESC"
                first = self._database.execute(query, match).fetchall()
            for number, rank in itertools.chain(first, found):
                if number in self._items:
                    yield self._items[number], rank

    def text_of(self, item: Item) -> str:
        """The text of an item, as far as it is in here; empty if there is none."""
        number, version = self._entries.get(item.id, (0, 0))
        if version != item.version:
            return ""
        with self._mending():
            row = self._database.execute("SELECT text FROM entry WHERE id = ?", (number,)).fetchone()
            return str(row[0]) if row else ""
        return ""

    @property
    def state(self) -> IndexState:
        """What there is."""
        texts = 0
        with self._mending():
            texts = self._database.execute("SELECT count(*) FROM entry WHERE outcome = 'taken'").fetchone()[0]
        return IndexState(texts, len(self._entries) - texts, self.behind, self.bytes, self._saved)

    @contextlib.contextmanager
    def _mending(self) -> Iterator[None]:
        """Begin anew if the database turns out to be broken, which only somebody with the vault key can have made."""
        try:
            yield
        except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError):
            self.restart()

    # On disk

    def _owe(self, count: int) -> None:
        if not self._owed:
            self._owed_since = self._vault.platform.clock.monotonic()
        self._owed += count + 1

    def worth_saving(self, *, locking: bool = False) -> bool:
        """Whether enough is new to write the file: so much that what is written per change stays bounded.

        At lock anything is enough as long as the file is small.
        """
        if not self._vault.writable or not (self._owed or self._is_gone()):
            return False
        if locking and self._size() <= SMALL:
            return True
        old = self._vault.platform.clock.monotonic() - self._owed_since > _SAVE_SECONDS
        return self._owed > max(_WORTH, self._saved // 8) or (not locking and (old or self._is_gone()))

    def _is_gone(self) -> bool:
        """Whether the file was removed with the generation it was written in: by a new vault key, or to forget."""
        files = self._vault.files
        if not self._entries or self._generation in (None, files.header.body.generation):
            return False
        return index_file.current_name(self._vault.folder, files.header.subkeys, files.catalog) is None

    def _size(self) -> int:
        pages = self._database.execute("PRAGMA page_count").fetchone()[0]
        return int(pages) * _PAGE_SIZE

    def save(self, turn: AbstractContextManager[object] | None = None) -> None:
        """Seal the index into the vault's folder in place of the one there; `turn` is held while it is copied.

        Raises Storage, ReadOnly.
        """
        self._vault.require_writable()
        files = self._vault.files
        self._owed_since = self._vault.platform.clock.monotonic()
        with self._mending():
            with turn or contextlib.nullcontext():
                copied, removed = self._database.serialize(), self._removed
            image, generation = _cleaned(copied, removed=removed), files.header.body.generation
            index_file.write_index(self._vault.folder, files.header.subkeys, generation, files.catalog, image)
            self._owed, self._saved, self._generation = 0, len(image), generation


def _cleaned(image: bytes, *, removed: bool) -> bytes:
    """An image without anything that was removed.

    Words of removed texts stay in the segments of the words until these are merged, which is done in this copy.
    """
    copy = _connect()
    try:
        copy.deserialize(image)
        if removed:
            copy.execute("INSERT INTO words(words) VALUES ('optimize')")
        copy.execute("VACUUM")
        return copy.serialize()
    finally:
        copy.close()


def _phrase(term: Term) -> str:
    """A term in the words of FTS5. One letter alone is a word, and not the beginning of half of all words."""
    words = spaced(term.text).replace('"', " ").replace("\0", " ").strip()
    return f'"{words}"' if term.phrase or len(words) == 1 else f'"{words}" *'


def _connect() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for setting in ("temp_store = MEMORY", "trusted_schema = OFF", "cell_size_check = ON", "secure_delete = ON"):
        database.execute(f"PRAGMA {setting}")
    return database


def _empty() -> sqlite3.Connection:
    database = _connect()
    database.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    for statement in _SCHEMA:
        database.execute(statement)
    # Fewer, larger merges: no single text waits for one of all others.
    database.execute("INSERT INTO words(words, rank) VALUES ('automerge', 8)")
    database.execute(f"PRAGMA user_version = {_NUMBER}")
    return database


def _schema_of(database: sqlite3.Connection) -> list[Any]:
    return database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name").fetchall()


@functools.cache
def _expected_schema() -> list[Any]:
    database = _empty()
    try:
        return _schema_of(database)
    finally:
        database.close()


def _from_image(image: memoryview) -> sqlite3.Connection:
    """The index in an image, if it is one of this program's. Raises Damaged."""
    staging, database = _connect(), _connect()
    try:
        header = bytes(image[:100])
        if header[:16] != b"SQLite format 3\0" or header[18:20] != b"\x01\x01" or len(image) % _PAGE_SIZE:
            raise Damaged("index", "not a database")
        staging.deserialize(image)
        for setting in ("trusted_schema = OFF", "cell_size_check = ON"):
            staging.execute(f"PRAGMA {setting}")
        if _schema_of(staging) != _expected_schema():
            raise Damaged("index", "schema")
        if staging.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
            raise Damaged("index", "pages")
        staging.backup(database)
        return database
    except BaseException as error:
        database.close()
        if not isinstance(error, (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError)):
            raise
        raise Damaged("index", "not a whole database") from error
    finally:
        staging.close()


@contextlib.contextmanager
def kept_texts(vault: Vault) -> Iterator[None]:
    """Around what removes the search index, which is written anew after it: texts taken from files are not lost.

    Where there is none, none is made. What the vault holds no more is in the new one no more.
    """
    with contextlib.closing(TextIndex.load(vault)) as texts:
        try:
            yield
        finally:
            # What was stopped or failed may have removed it, too.
            if texts.worth_saving():
                with contextlib.suppress(Storage):
                    texts.catch_up()
                    texts.save()
