"""The catalog in memory: images from hostile hands, commits, and what deleting leaves."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.forging import altered_image, create, image_of, plant_image, unlock
from vault.engine import intake, trash
from vault.engine.catalog import Catalog
from vault.engine.durable import SystemClock
from vault.engine.errors import Conflict, Damaged, LimitExceeded, ReadOnly, UnsupportedVersion
from vault.engine.progress import Progress
from vault.engine.records import GENESIS, Change, Record
from vault.engine.schema import SCHEMA, SCHEMA_NUMBER, TABLES
from vault.engine.vault import ROOT, Vault

CLOCK = SystemClock()
KEY = bytes(range(16))


class Memory:
    """A journal that keeps nothing."""

    def __init__(self) -> None:
        self.records: list[Record] = []
        self.error: BaseException | None = None

    def seal(self, record: Record) -> tuple[bytes, bytes]:
        self.records.append(record)
        return b"frame", bytes([record.sequence]) * 32

    def append(self, frame: bytes) -> None:
        if self.error is not None:
            self.records.pop()
            raise self.error


@pytest.fixture
def catalog() -> Iterator[Catalog]:
    one = Catalog.empty(CLOCK)
    one.journal = Memory()
    yield one
    one.close()


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A vault with a note, locked."""
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        vault.write_note(ROOT, b"note", "text")
    return path


def load(image: bytes | bytearray) -> Catalog:
    return Catalog.from_image(memoryview(bytearray(image)), CLOCK)


def image() -> bytes:
    """An image with some rows in it."""
    one = Catalog.empty(CLOCK)
    one.journal = Memory()
    one.commit([Change("state", (f"key {number}",), (bytes(300),)) for number in range(40)], "filled")
    one.commit([Change("note", (KEY, number), ("text " * 2_000,)) for number in range(5)], "filled")
    made = one.image()
    one.close()
    return made


def folder_row(name: bytes, identity: bytes = KEY) -> Change:
    return Change("item", (identity,), (ROOT, "folder", name, 1, 2, 0, None))


# Images


def test_an_image_comes_back_with_its_place_in_the_chain(catalog: Catalog) -> None:
    assert (catalog.sequence, catalog.head) == (0, GENESIS)
    catalog.commit([folder_row(b"one")], "made")
    again = load(catalog.image())
    assert (again.sequence, again.head) == (1, b"\x01" * 32)
    assert again.row("SELECT name FROM item") == (b"one",)
    again.close()


NOT_DATABASES = {
    "nothing": b"",
    "one byte": b"S",
    "zeros": bytes(8_192),
    "text": b"not a database" * 1_000,
    "its first words": b"SQLite format 3\0",
    "one page of a larger one": image()[:4_096],
    "half": image()[: len(image()) // 8_192 * 4_096],
    "cut inside a page": image()[:-100],
    "a page more": image() + bytes(4_096),
    "zeroed from the second page": image()[:4_096] + bytes(len(image()) - 4_096),
    "rubbish from the second page": image()[:4_096] + random.Random(7).randbytes(len(image()) - 4_096),
}


@pytest.mark.parametrize("name", NOT_DATABASES)
def test_a033_what_is_not_a_database_is_damage(name: str) -> None:
    with pytest.raises(Damaged):
        load(NOT_DATABASES[name])


@pytest.mark.parametrize("name", ["nothing", "text", "half"])
def test_a033_also_inside_a_valid_seal(closed: Path, name: str) -> None:
    plant_image(closed, NOT_DATABASES[name])
    with pytest.raises(Damaged):
        unlock(closed)


def _patched(offset: int, value: bytes) -> Callable[[bytes], bytes]:
    return lambda image: image[:offset] + value + image[offset + len(value) :]


def _sql(*statements: str) -> Callable[[bytes], bytes]:
    return lambda image: altered_image(image, lambda database: [database.execute(one) for one in statements])


def _rewritten(old: str, new: str) -> Callable[[bytes], bytes]:
    """Another text in `sqlite_schema`, the page structure unchanged."""
    return _sql(
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE sql LIKE '%{old}%'",
    )


HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "a trigger": _sql("CREATE TRIGGER t AFTER INSERT ON item BEGIN DELETE FROM part; END"),
    "a view": _sql("CREATE VIEW v AS SELECT * FROM part"),
    "a view for a table": _sql("DROP TABLE tag", "CREATE VIEW tag AS SELECT id AS item, 'x' AS name FROM item"),
    "another table": _sql("CREATE TABLE more(a)"),
    "a table less": _sql("DROP TABLE tag"),
    "another index": _sql("CREATE INDEX more ON item(name)"),
    "an index less": _sql("DROP INDEX item_name"),
    "a virtual table": _sql("CREATE VIRTUAL TABLE more USING fts5(a)"),
    "statistics": _sql("ANALYZE"),
    "another order": _sql("DROP TABLE state", SCHEMA[0]),
    "another space": _rewritten("state(key", "state( key"),
    "a default": _rewritten("value BLOB NOT NULL)", "value BLOB NOT NULL DEFAULT 1)"),
    "not strict": _rewritten(") STRICT, WITHOUT ROWID", ") WITHOUT ROWID"),
    "a check": _rewritten("size INTEGER NOT NULL,", "size INTEGER NOT NULL CHECK(size),"),
    "schema number zero": _patched(60, bytes(4)),
    "schema number below zero": _patched(60, b"\xff\xff\xff\xff"),
    "a huge page count": _patched(28, b"\xff\xff\xff\xfe"),
    "no page count": _patched(28, bytes(4)),
    "another page size": _patched(16, b"\x20\x00"),
    "write-ahead log": _patched(18, b"\x02\x02"),
    "a schema cookie format of the future": _patched(44, b"\x00\x00\x00\x09"),
    "UTF-16": _patched(56, b"\x00\x00\x00\x02"),
    "freelist beyond the end": _patched(32, b"\x00\xff\xff\xff\x00\x00\x00\x09"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a147_a_hostile_image_is_refused(name: str) -> None:
    with pytest.raises((Damaged, UnsupportedVersion)):
        load(HOSTILE[name](image()))


@pytest.mark.parametrize("name", ["a trigger", "a view", "another space"])
def test_a147_also_inside_a_valid_seal(closed: Path, name: str) -> None:
    plant_image(closed, HOSTILE[name](image_of(closed)))
    with pytest.raises(Damaged):
        unlock(closed)


def test_a147_a_real_database_in_utf16_is_refused() -> None:
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("PRAGMA encoding = 'UTF-16le'")
    for statement in (*SCHEMA, "PRAGMA user_version = 1"):
        database.execute(statement)
    with pytest.raises(Damaged):
        load(database.serialize())
    database.close()


def test_a147_a_later_schema_is_an_unsupported_version(closed: Path) -> None:
    plant_image(closed, _sql(f"PRAGMA user_version = {SCHEMA_NUMBER + 1}")(image_of(closed)))
    with pytest.raises(UnsupportedVersion):
        unlock(closed)
    with pytest.raises(UnsupportedVersion):
        unlock(closed, read_only=True)


def test_a147_a_later_schema_is_told_before_its_tables_are_looked_at(closed: Path) -> None:
    plant_image(closed, _sql("CREATE TABLE more(a)", "PRAGMA user_version = 9")(image_of(closed)))
    with pytest.raises(UnsupportedVersion):
        unlock(closed)


def test_a147_broken_cells_are_damage_or_nothing() -> None:
    """What opens can be read to the last row, and no bare database error comes out."""
    whole, chance = image(), random.Random(147)
    refused = 0
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(100, len(broken))] ^= 1 << chance.randrange(8)
        try:
            opened = load(broken)
        except (Damaged, UnsupportedVersion):
            refused += 1
            continue
        for table in {*TABLES, "audit"} - {"note"}:
            list(opened.rows(f"SELECT * FROM {table}"))
        list(opened.rows("SELECT item, version, CAST(text AS BLOB) FROM note"))
        opened.close()
    assert refused > 5


def test_a147_text_that_is_not_utf8_is_damage() -> None:
    broken = altered_image(image(), lambda database: database.execute("UPDATE note SET text = CAST(x'ff' AS TEXT)"))
    with pytest.raises(Damaged):
        load(broken)


# Commits


def test_a_commit_is_in_the_trail(catalog: Catalog) -> None:
    catalog.commit([folder_row(b"one")], "made", 3, "x")
    sequence, head, action = catalog.row("SELECT sequence, head, action FROM audit")
    assert (sequence, head, action) == (1, catalog.head, "made")


def test_a_name_that_is_taken_changes_nothing(catalog: Catalog) -> None:
    catalog.commit([folder_row(b"one")], "made")
    before = list(catalog.rows("SELECT * FROM item")), catalog.sequence, catalog.head
    with pytest.raises(Conflict):
        catalog.commit([folder_row(b"two", b"2" * 16), folder_row(b"one", b"3" * 16)], "made")
    assert (list(catalog.rows("SELECT * FROM item")), catalog.sequence, catalog.head) == before
    catalog.commit([folder_row(b"two", b"2" * 16)], "made")


def test_an_error_of_the_journal_takes_the_change_back_and_stops_all_others(catalog: Catalog) -> None:
    assert isinstance(catalog.journal, Memory)
    catalog.journal.error = OSError("no")
    with pytest.raises(OSError, match="no"):
        catalog.commit([folder_row(b"one")], "made")
    assert catalog.row("SELECT count(*) FROM item") == (0,)
    with pytest.raises(ReadOnly):
        catalog.commit([folder_row(b"two")], "made")
    assert catalog.sequence == 0


def test_what_is_too_much_for_one_frame_is_refused_and_the_vault_goes_on(tmp_path: Path) -> None:
    """Nothing was written, so nothing is in doubt."""
    with create(tmp_path / "Papers.deedbox") as vault:
        with pytest.raises(LimitExceeded):
            vault.commit([Change("tag", (KEY, "x" * (9 << 20)), ())], "tagged")
        vault.write_note(ROOT, b"note", "text")
    with unlock(tmp_path / "Papers.deedbox") as vault:
        assert vault.find([b"note"]) is not None


@pytest.mark.parametrize(
    "change",
    [
        Change("audit", (1,), (b"", 1, "", b"")),
        Change("sqlite_schema", ("a",), ("b",)),
        Change("none", (b"",), (b"",)),
        Change("state", ("key",), ("text for bytes",)),
        Change("state", ("key",), (b"", b"one more")),
        Change("state", ("key", "one more"), None),
        Change("state", (), None),
        Change("item", (KEY,), (ROOT, "folder", None, 1, 2, 0, None)),
        Change("note", (KEY, 1), (b"bytes for text",)),
    ],
)
def test_a_durable_record_that_does_not_fit_is_damage(catalog: Catalog, change: Change) -> None:
    record = Record(1, GENESIS, [change], 0, "forged")
    with pytest.raises(Damaged):
        catalog.replay(record, bytes(32))
    assert catalog.sequence == 0


def test_a_row_replaces_the_row_of_its_key_in_order(catalog: Catalog) -> None:
    changes = [
        Change("state", ("key",), (b"first",)),
        Change("state", ("key",), None),
        Change("state", ("key",), (b"second",)),
        Change("state", ("key",), (b"third",)),
    ]
    catalog.commit(changes, "changed")
    assert catalog.state("key") == b"third"


def test_an_excerpt_has_the_tables_asked_for_and_no_other(catalog: Catalog) -> None:
    catalog.commit([folder_row(b"one"), Change("state", ("key",), (b"secret",))], "made")
    other = catalog.excerpt(("item",), Progress())
    assert other.row("SELECT name FROM item") == (b"one",)
    assert other.state("key") is None
    assert (other.sequence, other.head) == (0, GENESIS)
    assert b"secret" not in other.image()
    other.close()


def test_the_database_keeps_to_memory(catalog: Catalog) -> None:
    assert catalog.row("PRAGMA database_list")[2] == ""
    assert catalog.row("PRAGMA temp_store") == (2,)
    assert catalog.row("PRAGMA secure_delete") == (1,)
    assert catalog.row("PRAGMA trusted_schema") == (0,)
    again = load(catalog.image())
    assert [again.row(f"PRAGMA {name}")[0] for name in ("temp_store", "secure_delete", "trusted_schema")] == [2, 1, 0]
    again.close()


# What deleting leaves


def _next_image(vault: Vault, path: Path) -> bytes:
    """The image after one more generation."""
    vault.files.renew_generation()
    return image_of(path)


def test_a146_a_removed_note_and_its_older_versions_are_not_in_the_next_image(tmp_path: Path) -> None:
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        for number in range(30):
            vault.write_note(ROOT, b"kept %d" % number, f"kept {number} " * 40)
        for number in range(5):
            vault.write_note(ROOT, b"doomed-name", f"canary text {number} " * 300)
        assert b"canary text" in _next_image(vault, path)
        note = vault.find([b"doomed-name"])
        assert note is not None
        trash.remove(vault, [note])
        trash.empty(vault)
        image = _next_image(vault, path)
        assert b"canary text" not in image
        assert b"doomed-name" not in image
        assert note.id not in image


def test_a146_many_small_rows_that_come_and_go_leave_nothing(tmp_path: Path) -> None:
    """Pages are split, merged and defragmented on the way."""
    path, chance = tmp_path / "Papers.deedbox", random.Random(146)
    with create(path) as vault:
        for number in range(400):
            vault.write_note(ROOT, b"name-%04d" % number, f"<{number:04d}>" * chance.randint(1, 120))
        doomed = chance.sample(range(400), 150)
        trash.remove(vault, [item for item in vault.children(ROOT) if int(item.name[5:]) in doomed])
        trash.empty(vault)
        image = _next_image(vault, path)
    found = [number for number in doomed if b"<%04d>" % number in image or b"name-%04d" % number in image]
    assert found == []


def test_a146_keys_of_removed_parts_are_not_in_the_next_image(tmp_path: Path) -> None:
    path = tmp_path / "Papers.deedbox"
    source = tmp_path / "source"
    source.mkdir()
    for number in range(60):
        (source / f"file {number}").write_bytes(b"content %d" % number)
    with create(path) as vault:
        intake.add(vault, [source], ROOT)
        keys = [row[0] for row in vault.catalog.rows("SELECT key FROM part")]
        assert len(keys) == 60
        trash.remove(vault, vault.children(ROOT))
        trash.empty(vault)
        image = _next_image(vault, path)
    assert not [key for key in keys if key in image]


def test_free_pages_are_dropped_when_they_are_many(catalog: Catalog) -> None:
    catalog.commit([Change("note", (KEY, number), ("x" * 20_000,)) for number in range(50)], "filled")
    large = len(catalog.image())
    catalog.commit([Change("note", (KEY, number), None) for number in range(50)], "emptied")
    assert len(catalog.image()) < large // 10


def test_an_image_without_free_pages_opens_again(catalog: Catalog) -> None:
    catalog.commit([folder_row(b"kept"), *(Change("note", (KEY, n), ("x" * 20_000,)) for n in range(50))], "filled")
    catalog.commit([Change("note", (KEY, number), None) for number in range(50)], "emptied")
    again = load(catalog.image())
    assert again.row("SELECT name FROM item") == (b"kept",)
    again.close()


def test_a_vault_opens_again_after_much_was_removed(tmp_path: Path) -> None:
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        for number in range(20):
            vault.write_note(ROOT, b"note %d" % number, "text " * 2_000)
        vault.files.renew_generation()
        trash.remove(vault, vault.children(ROOT)[1:])
        trash.empty(vault)
        vault.files.renew_generation()
    with unlock(path) as vault:
        assert len(vault.children(ROOT)) == 1
