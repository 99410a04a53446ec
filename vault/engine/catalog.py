"""The catalog: one SQLite database, in memory only, changed by records only (docs/format.md, sections 7 and 8)."""

from __future__ import annotations

import functools
import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from vault.engine.durable import Clock
from vault.engine.errors import Conflict, Damaged, LimitExceeded, ReadOnly, UnsupportedVersion
from vault.engine.progress import Progress
from vault.engine.records import GENESIS, Cell, Change, Record
from vault.engine.schema import SCHEMA_NUMBER, SCHEMAS, TABLES
from vault.engine.values import Value, encode

PAGE_SIZE = 4_096
_UTF8 = 1
_ROWS_AT_ONCE = 2_000
KINDS = ("file", "note", "folder")
_PEOPLES = TABLES.keys() - {"state", "slot", "pack"}
"""Tables whose removed rows somebody wants gone; the others' come and go with every change of the header."""
_TEXTS = (
    "SELECT text FROM note",
    "SELECT name FROM tag",
    "SELECT name, kind FROM slot",
    "SELECT key FROM state",
    "SELECT action FROM audit",
)
_LATER_TEXTS = {
    2: ("SELECT name, colour FROM tag_colour", "SELECT name, query FROM saved_search"),
    3: (
        "SELECT name FROM identity",
        "SELECT kind, recipient FROM age_identity",
        "SELECT name, state FROM contact",
        "SELECT name FROM share_party",
    ),
}
HIGHEST = 1 << 62
"""No number of a record or a version is higher, so that counting on never overflows."""

ANNOUNCE, CONFIRM, WITHDRAW = "announced", "confirmed", "withdrawn"


class Journal(Protocol):
    """Where commits become durable: the log of a generation."""

    def seal(self, record: Record) -> tuple[bytes, bytes]:
        """The frame of a record, and its head. Raises LimitExceeded."""
        ...

    def append(self, frame: bytes) -> None:
        """Make a frame durable."""
        ...


class Catalog:
    """Everything the vault knows, with the place in the chain where it stands."""

    def __init__(self, database: sqlite3.Connection, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._removed = False
        self.outdated = False
        """Whether the snapshot on disk has an older schema: the next change begins with a new generation."""
        self.journal: Journal | None = None
        self.read_only = "the vault is open for reading only"
        self.committed: Callable[[], None] = lambda: None
        self.watchers: list[Callable[[Sequence[Change]], None]] = []
        """Who wants to know what was changed, right after it was."""
        last = database.execute("SELECT sequence, head FROM audit ORDER BY sequence DESC LIMIT 1").fetchone()
        self.sequence: int = last[0] if last else 0
        self.head: bytes = last[1] if last else GENESIS

    @classmethod
    def empty(cls, clock: Clock) -> Catalog:
        """A catalog of a vault that has no record yet."""
        database = _connect()
        _define(database)
        return cls(database, clock)

    @classmethod
    def from_image(cls, image: memoryview, clock: Clock) -> Catalog:
        """The catalog in a database image. Raises Damaged [R15], UnsupportedVersion [R6]."""
        with _staged(image) as (staging, number):
            database = _connect()
            try:
                # A deserialized database cannot grow past 1 GiB, so it is copied into a plain one.
                staging.backup(database)
                if number < SCHEMA_NUMBER:
                    _bring_up(database, number)
                catalog = cls(database, clock)
            except BaseException:
                database.close()
                raise
        catalog.outdated = number < SCHEMA_NUMBER
        return catalog

    @staticmethod
    def check_image(image: memoryview) -> None:
        """Raises what `from_image` would."""
        with _staged(image):
            pass

    def image(self) -> bytes:
        """The database file as bytes, without anything that was removed.

        Free pages hold zeros, and are dropped when they are more than a tenth. Rows that moved between pages before
        they were removed can leave a shadow inside of one, which only writing anew takes away.
        """
        free = self._database.execute("PRAGMA freelist_count").fetchone()[0]
        pages = self._database.execute("PRAGMA page_count").fetchone()[0]
        try:
            if self._removed or free * 10 > pages:
                self.vacuum()
            return self._database.serialize()
        except sqlite3.OperationalError as error:
            raise LimitExceeded("not enough memory to write the catalog anew") from error

    def vacuum(self) -> None:
        """Write the database anew, without what was deleted."""
        self._database.execute("VACUUM")
        self._removed = False

    def excerpt(self, tables: Sequence[str], progress: Progress) -> Catalog:
        """Another catalog, of a vault without any record, with the rows of these tables at this moment.

        They are copied from a second database, so that changes that come meanwhile wait for nothing. Raises Cancelled.
        """
        other = Catalog.empty(self._clock)
        staging = _connect()
        try:
            staging.deserialize(self._database.serialize())
            for name in tables:
                rows = staging.execute(f"SELECT * FROM {name}")  # noqa: S608 - our own table names
                while some := rows.fetchmany(_ROWS_AT_ONCE):
                    other._database.executemany(TABLES[name].replace, some)
                    progress.stop_if_cancelled()
        except BaseException:
            other.close()
            raise
        finally:
            staging.close()
        return other

    def close(self) -> None:
        self._database.close()

    # Reading

    def rows(self, query: str, *values: Cell) -> Iterator[Any]:
        """The rows of a SELECT."""
        return self._database.execute(query, values)

    def row(self, query: str, *values: Cell) -> Any:
        """The first row of a SELECT, or None."""
        return self._database.execute(query, values).fetchone()

    def state(self, key: str) -> bytes | None:
        """A value of the table `state`."""
        found = self.row("SELECT value FROM state WHERE key = ?", key)
        return found[0] if found else None

    # Changing

    def next_record(self, changes: Sequence[Change], action: str, *detail: Value) -> Record:
        """The record that would come next."""
        return Record(self.sequence + 1, self.head, changes, self._clock.now(), action, detail)

    def commit(self, changes: Sequence[Change], action: str, *detail: Value) -> None:
        """The only way anything changes: apply, append to the log, fsync, then keep it.

        Raises ReadOnly; LimitExceeded for more than a frame holds; Conflict if a name is taken; Storage if the disk
        refuses, after which the catalog is read-only.
        """
        if self.journal is None:
            raise ReadOnly(self.read_only)
        if self.state("announced") and action not in (CONFIRM, WITHDRAW):
            raise AssertionError("a header change is open")
        numbers = [change.key[1] for change in changes if change.table == "version"]
        if max((self.sequence + 1, *(number for number in numbers if isinstance(number, int)))) > HIGHEST:
            raise LimitExceeded("as many records or versions as the format counts")
        record = self.next_record(changes, action, *detail)
        frame, head = self.journal.seal(record)
        try:
            with self._transaction():
                self._apply(record.changes)
                try:
                    self.journal.append(frame)
                except BaseException:
                    # Nobody knows how much of it is on the disk, so nothing may follow it.
                    self.stop("the disk refused a change; reopen the vault")
                    raise
                self._enter(record, head)
        except sqlite3.IntegrityError as error:
            raise Conflict("that name is taken") from error
        self._advance(record, head)
        self.committed()

    def replay(self, record: Record, head: bytes) -> None:
        """Apply a record that is durable already. Raises Damaged [R17]."""
        try:
            with self._transaction():
                self._apply(record.changes)
                self._enter(record, head)
        except (sqlite3.Error, OverflowError, ValueError) as error:
            raise Damaged(f"record {record.sequence}", "does not fit the catalog") from error
        self._advance(record, head)

    def stop(self, reason: str) -> None:
        """No more changes until the vault is opened again."""
        self.journal = None
        self.read_only = reason

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._database.execute("COMMIT")

    def _apply(self, changes: Iterable[Change]) -> None:
        for (name, removes), run in itertools.groupby(changes, lambda change: (change[0], change[2] is None)):
            table = TABLES.get(name)
            if table is None:
                raise ValueError("no such table")
            if removes:
                self._removed = self._removed or name in _PEOPLES
                self._database.executemany(table.remove, [change.key for change in run])
                continue
            rows = [(*change.key, *(change.row or ())) for change in run]
            if any(len(row) != table.columns for row in rows):
                raise ValueError("columns")
            if name == "version" and any(isinstance(row[1], int) and row[1] > HIGHEST for row in rows):
                raise ValueError("a number too high")
            if name == "item" and any(row[2] not in KINDS for row in rows):
                raise ValueError("kind of item")
            self._database.executemany(table.replace, rows)

    def _enter(self, record: Record, head: bytes) -> None:
        entry = (record.sequence, head, record.time, record.action, encode(record.detail))
        self._database.execute("INSERT INTO audit VALUES (?, ?, ?, ?, ?)", entry)

    def _advance(self, record: Record, head: bytes) -> None:
        self.sequence, self.head = record.sequence, head
        for watch in self.watchers:
            watch(record.changes)


def _connect() -> sqlite3.Connection:
    database = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for setting in (
        "temp_store = MEMORY",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "secure_delete = ON",
    ):
        database.execute(f"PRAGMA {setting}")
    return database


def _define(database: sqlite3.Connection, number: int = SCHEMA_NUMBER) -> None:
    database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    for statement in SCHEMAS[number]:
        database.execute(statement)
    database.execute(f"PRAGMA user_version = {number}")


def _bring_up(database: sqlite3.Connection, number: int) -> None:
    """Add what an older schema has not, in the order in which a new catalog has it."""
    database.execute("DROP INDEX item_name")
    for statement in SCHEMAS[SCHEMA_NUMBER]:
        if statement not in SCHEMAS[number] or statement.startswith("CREATE UNIQUE INDEX"):
            database.execute(statement)
    database.execute(f"PRAGMA user_version = {SCHEMA_NUMBER}")


def _schema_of(database: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    return database.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").fetchall()


@functools.cache
def _expected_schema(number: int) -> list[tuple[str, str, str, str | None]]:
    database = _connect()
    try:
        _define(database, number)
        return _schema_of(database)
    finally:
        database.close()


@contextmanager
def _staged(image: memoryview) -> Iterator[tuple[sqlite3.Connection, int]]:
    """A database of its own for an image that was checked, and the number of its schema. Raises as `from_image`."""
    staging = _connect()
    try:
        yield staging, _load_checked(staging, image)
    except (sqlite3.Error, UnicodeDecodeError, OverflowError, MemoryError) as error:
        raise Damaged("snapshot", "not a whole database") from error
    finally:
        staging.close()


def _load_checked(database: sqlite3.Connection, image: memoryview) -> int:
    """Load an image and return its schema's number; nothing is asked of it before its schema is known to be ours."""
    header = bytes(image[:100])
    number = int.from_bytes(header[60:64], "big")
    if header[:16] != b"SQLite format 3\0" or number < 1:
        raise Damaged("snapshot", "not a database")
    if number > SCHEMA_NUMBER:
        raise UnsupportedVersion(f"catalog schema {number}")
    if int.from_bytes(header[16:18], "big") != PAGE_SIZE or len(image) % PAGE_SIZE:
        raise Damaged("snapshot", "page size")
    if int.from_bytes(header[56:60], "big") != _UTF8:
        raise Damaged("snapshot", "encoding")
    if int.from_bytes(header[28:32], "big") != len(image) // PAGE_SIZE or header[18:20] != b"\x01\x01":
        raise Damaged("snapshot", "page count")
    database.deserialize(image)
    for setting in ("trusted_schema = OFF", "cell_size_check = ON"):
        database.execute(f"PRAGMA {setting}")
    if _schema_of(database) != _expected_schema(number):
        raise Damaged("snapshot", "schema")
    if database.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        raise Damaged("snapshot", "pages")
    if database.execute("SELECT 1 FROM item WHERE kind NOT IN (?, ?, ?) LIMIT 1", KINDS).fetchall():
        raise Damaged("snapshot", "kind of item")
    for query in ("SELECT max(sequence) FROM audit", "SELECT max(number) FROM version"):
        highest = database.execute(query).fetchone()[0]
        if highest is not None and highest > HIGHEST:
            raise Damaged("snapshot", "a number too high")
    later = (query for schema, queries in _LATER_TEXTS.items() if schema <= number for query in queries)
    for query in (*_TEXTS, *later):
        # Text that is not UTF-8 would fail on first use instead.
        for _ in database.execute(query):
            pass
    return number
