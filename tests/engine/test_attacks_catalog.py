"""Attacks on the catalog by somebody with the right key, and what sizes and counters do to it."""

from __future__ import annotations

import dataclasses
import os
import random
import sqlite3
from pathlib import Path
from tarfile import TarFile

import pytest

from tests.conftest import CHEAP
from tests.engine.test_audit_trail import records_of, write_log
from tests.forging import (
    PASSWORD,
    altered_image,
    contents,
    create,
    frames,
    image_of,
    leaves,
    log_of,
    plant_image,
    snapshot_of,
    unlock,
)
from vault.backup import export as exporting
from vault.backup.archive import ArchiveWriter
from vault.engine import catalog, floe, intake, packs, rotation
from vault.engine.check import check
from vault.engine.durable import Folder, NewFile, Platform
from vault.engine.errors import Damaged, LimitExceeded, UnsupportedVersion, VaultError
from vault.engine.header import Generation
from vault.engine.header_change import Plan
from vault.engine.padding import pack_size, padme
from vault.engine.schema import SCHEMA_NUMBER
from vault.engine.vault import ROOT, Vault

HIGHEST = 1 << 62
"""The highest epoch and generation there are."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A vault with one note, in its snapshot."""
    place = tmp_path / "Papers.deedbox"
    with create(place) as vault:
        vault.write_note(ROOT, b"note", "text")
        vault.files.renew_generation()
    return place


def planted(path: Path, script: str) -> None:
    """What a modified program with the right key makes of the snapshot."""
    plant_image(path, altered_image(image_of(path), lambda database: database.executescript(script)))


# A032, A004: databases that are more than they should be


STEALING = "INSERT INTO state VALUES ('stolen', (SELECT text FROM note))"
HOSTILE = {
    "a trigger on what every change writes": f"CREATE TRIGGER t AFTER INSERT ON audit BEGIN {STEALING}; END",
    "a trigger on removal": "CREATE TRIGGER t AFTER DELETE ON item BEGIN DELETE FROM note; END",
    "a trigger instead": "CREATE VIEW w AS SELECT 1 a; CREATE TRIGGER t INSTEAD OF INSERT ON w BEGIN SELECT 1; END",
    "a view with a name like ours": "CREATE VIEW items AS SELECT load_extension('x') FROM item",
    "a view in place of a table": "DROP TABLE tag; CREATE VIEW tag(item, name) AS SELECT id, readfile('x') FROM item",
    "a view that recurses": "CREATE VIEW w AS WITH RECURSIVE n(i) AS (SELECT 1 UNION SELECT i FROM n) SELECT i FROM n",
    "an index on an expression": "CREATE INDEX i ON note(length(text))",
    "a partial index": "CREATE INDEX i ON note(text) WHERE version > 1",
    "a column made of others": "ALTER TABLE note ADD COLUMN more TEXT AS (upper(text))",
    "one column more": "ALTER TABLE pack ADD COLUMN more INTEGER",
    "a table for full text": "CREATE VIRTUAL TABLE f USING fts5(text)",
    "a tree for places": "CREATE VIRTUAL TABLE r USING rtree(id, a, b)",
    "a table without STRICT": "DROP TABLE tag; CREATE TABLE tag(item BLOB, name TEXT)",
    "a foreign key": "CREATE TABLE more(a REFERENCES item(id) ON DELETE CASCADE)",
    "a counter of rows": "CREATE TABLE more(a INTEGER PRIMARY KEY AUTOINCREMENT)",
    "statistics": "ANALYZE",
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("name", HOSTILE)
def test_a032_a_sealed_database_with_more_than_ours_is_refused_unasked(
    path: Path, name: str, read_only: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The header, every head and every seal are right. Nothing but the schema itself is read before it is refused."""
    with unlock(path, read_only=True):  # the expected schema is known by now
        pass
    planted(path, HOSTILE[name])
    asked: list[str] = []
    connect = catalog._connect

    def listening() -> sqlite3.Connection:
        database = connect()
        database.set_trace_callback(asked.append)
        return database

    monkeypatch.setattr(catalog, "_connect", listening)
    with pytest.raises(Damaged, match="schema"):
        unlock(path, read_only=read_only)
    settings = {"PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON"}
    # The first is how an image comes into a database at all.
    assert {*asked} == {
        "ATTACH x AS 'main'",
        *settings,
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid",
    }


def test_a032_the_database_loads_no_code(path: Path) -> None:
    with unlock(path) as vault:
        with pytest.raises(sqlite3.OperationalError, match="not authorized"):
            vault.catalog.row("SELECT load_extension('x')")


def test_a032_an_export_with_a_trigger_is_neither_opened_nor_restored(path: Path, tmp_path: Path) -> None:
    with unlock(path) as vault:
        exporting.export(vault, tmp_path / "whole", PASSWORD, policy=CHEAP)
    assert exporting.restore(tmp_path / "whole", tmp_path / "back", PASSWORD, policy=CHEAP).items == 1
    planted(tmp_path / "back", "CREATE TRIGGER t AFTER INSERT ON audit BEGIN DELETE FROM note; END")
    hostile = tmp_path / "hostile"
    _packed(tmp_path / "whole", tmp_path / "back", hostile)
    for attempt in (
        lambda: exporting.open_export(hostile, PASSWORD, policy=CHEAP),
        lambda: exporting.restore(hostile, tmp_path / "again", PASSWORD, policy=CHEAP),
    ):
        with pytest.raises(Damaged, match="schema"):
            attempt()
    assert not (tmp_path / "again").exists()


def _packed(like: Path, folder: Path, file: Path) -> None:
    """The files of a vault folder as an export file, with the other members of one."""
    with TarFile.open(like) as archive:
        texts = {name: archive.extractfile(name).read() for name in ("README.txt", "FORMAT.md", "reader.py")}  # type: ignore[union-attr]
    inside = texts | leaves(folder)
    sealed = sorted((name for name in inside if name.startswith("catalog/")), reverse=True)
    with NewFile(Folder(file.parent, Platform()), file.name) as new:
        writer = ArchiveWriter(new)
        for name in (*texts, "header.json", *sealed, "header.bak"):
            writer.add(name, inside[name])
        writer.finish()
        new.finish()


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("number", [SCHEMA_NUMBER + 1, 9, (1 << 31) - 1])
def test_a004_a_later_schema_is_named_and_refused_for_reading_too(path: Path, number: int, read_only: bool) -> None:
    """The next program's tables may differ; what it says first is its number."""
    planted(path, f"CREATE TABLE more(a); PRAGMA user_version = {number}")
    before = {name: data for name, data in leaves(path).items() if name != "lock"}
    with pytest.raises(UnsupportedVersion, match=f"schema {number}"):
        unlock(path, read_only=read_only)
    assert {name: data for name, data in leaves(path).items() if name != "lock"} == before


def test_a004_optional_features_stay_with_their_vault(path: Path, tmp_path: Path) -> None:
    """Every rewriting keeps them; an export is a vault of its own, written by this program, and has none."""
    with unlock(path) as vault:
        plan = dataclasses.replace(vault.files.plan(), optional_features=("colours", "smell"))
        vault.files.change_header(plan, "features")
        exporting.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP)
        rotation.change_password(vault, PASSWORD, policy=CHEAP)
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
        vault.files.renew_generation()
    with unlock(path, read_only=True) as vault:
        assert vault.files.header.body.optional_features == ("colours", "smell")
    with exporting.open_export(tmp_path / "export", PASSWORD, policy=CHEAP) as vault:
        assert vault.files.header.body.optional_features == ()


# A037: what sizes tell


def sizes_of(path: Path) -> list[tuple[str, int]]:
    """What somebody without keys sees of a vault: the kinds of its files and their sizes."""
    return sorted((name.partition("/")[0], len(data)) for name, data in leaves(path).items() if name != "lock")


def test_a037_files_of_1_to_3900_bytes_make_folders_of_one_size(tmp_path: Path) -> None:
    """At once, and after a new generation."""
    seen = set()
    for size in (1, 2, 255, 256, 257, 1_000, 2_048, 3_900):
        (tmp_path / "file").write_bytes(bytes(size))
        with create(tmp_path / str(size)) as vault:
            intake.add(vault, [tmp_path / "file"], ROOT)
            before = sizes_of(tmp_path / str(size))
            vault.files.renew_generation()
        seen.add((*before, *sizes_of(tmp_path / str(size))))
    assert len(seen) == 1


def test_a037_notes_show_their_size_in_steps_of_256_bytes_and_then_of_an_eighth(tmp_path: Path) -> None:
    """The log alone shows it; in the snapshot all notes lie together, in pages, in one padded file."""
    frames_of, snapshots = {}, set()
    for size in (*range(1, 260, 37), 1_000, 4_000, 5_000, 5_001, 5_050, 20_000, 20_500):
        with create(tmp_path / str(size)) as vault:
            vault.make_folder(ROOT, b"with it goes by which slot somebody came")
            vault.write_note(ROOT, b"note", "x" * size)
            frames_of[size] = len(frames(log_of(tmp_path / str(size)).read_bytes())[-1])
            vault.files.renew_generation()
        if size < 500:
            snapshots.add(snapshot_of(tmp_path / str(size)).stat().st_size)
    assert len(snapshots) == 1
    assert len({frame for size, frame in frames_of.items() if size < 260}) <= 2
    assert all(frame % 256 == 0 for frame in frames_of.values())
    assert frames_of[5_000] == frames_of[5_001] == frames_of[5_050]
    assert frames_of[20_000] == frames_of[20_500]
    assert all(frame <= 1.125 * (size + 700) + 256 for size, frame in frames_of.items())


def test_a037_names_and_tags_of_any_length_up_to_a_frame_look_alike(tmp_path: Path) -> None:
    seen = set()
    for length in (1, 8, 60):
        path = tmp_path / str(length)
        with create(path) as vault:
            vault.make_folder(ROOT, b"with it goes by which slot somebody came")
            vault.set_tags(vault.make_folder(ROOT, b"n" * length), ["t" * length])
        seen.add(tuple(sizes_of(path)))
    assert len(seen) == 1


def test_a037_packs_of_any_size_have_few_sizes_and_little_air(tmp_path: Path) -> None:
    """Small files by the pack they are in alone, large ones by all of theirs."""
    chance = random.Random(37)
    sizes = [int(2 ** chance.uniform(0, 23)) for _ in range(4_000)]
    shared = {pack_size(floe.STANDARD.sealed_size(size)) for size in sizes}
    assert len(shared) < 250
    for size in sizes:
        sealed = floe.STANDARD.sealed_size(size)
        assert sealed <= pack_size(sealed) <= 1.12 * sealed + 4_096
    large = [int(2 ** chance.uniform(23, 33)) for _ in range(4_000)]
    assert len({sum(packs.part_sizes(size)) for size in large}) <= 9 * 32 + 64
    assert all(size <= sum(packs.part_sizes(size)) == padme(size) <= 1.032 * size for size in large)


# A080: huge counters


def renumbered(vault: Vault, epoch: int, number: int) -> Plan:
    """The header with another epoch and generation, as the holder of the key makes it."""
    plan = vault.files.plan()
    return dataclasses.replace(
        plan,
        context=plan.context._replace(epoch=epoch),
        generation=Generation(number, os.urandom(16)),
        slots=[(slot._replace(vault_key=b""), row) for slot, row in plan.slots],
    )


@pytest.mark.parametrize(("epoch", "number"), [(HIGHEST + 1, 3), (2, HIGHEST + 1), (1 << 63, 3), (2, 1 << 64)])
def test_a080_an_epoch_or_generation_beyond_the_highest_is_refused(path: Path, epoch: int, number: int) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        with pytest.raises(VaultError):
            vault.files.change_header(renumbered(vault, epoch, number), "forged")
        assert leaves(path) == before
        vault.write_note(ROOT, b"later", "text")
    with unlock(path) as vault:
        assert len(contents(vault)) == 2


@pytest.mark.parametrize(("epoch", "number"), [(HIGHEST, 3), (2, HIGHEST)])
def test_a080_at_the_highest_epoch_or_generation_the_next_is_refused_and_all_else_goes_on(
    path: Path, epoch: int, number: int
) -> None:
    """Nothing turns over, nothing is written of what is refused; what cannot go on is said."""
    with unlock(path) as vault:
        vault.files.change_header(renumbered(vault, epoch, number), "forged")
        before = leaves(path)
        with pytest.raises(VaultError):
            rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
        assert leaves(path) == before
        rotation.change_password(vault, PASSWORD, policy=CHEAP, keep_key=True)
        vault.write_note(ROOT, b"later", "text")
    with unlock(path) as vault:
        assert check(vault).findings == []
        assert len(contents(vault)) == 2


def test_a080_names_of_huge_generations_beside_ours_are_leftovers(path: Path) -> None:
    for number in (HIGHEST, (1 << 63) - 1, 10**19 - 1):
        for ending in ("snapshot", "log"):
            (path / f"catalog/{number}-{'f' * 32}.{ending}").write_bytes(bytes(1_000))
    with unlock(path) as vault:
        vault.files.renew_generation()
        assert vault.files.header.body.generation.number == 3
        assert contents(vault) == {(b"note",): b"text"}


def planted_sequence(path: Path, sequence: int) -> None:
    """A trail whose last entry in the snapshot has this number, and a log that goes on from there."""
    records = records_of(path)
    planted(path, f"INSERT INTO audit VALUES ({sequence}, randomblob(32), 0, 'planted', x'4c00000000')")
    write_log(path, records)


def test_a080_a_huge_sequence_is_not_what_a_device_has_seen(path: Path, state: Path) -> None:
    """However far it jumps, the anchored head must be in it; a lower one is a rollback."""
    with unlock(path, state=state):
        pass
    planted_sequence(path, HIGHEST // 2)
    with unlock(path) as vault:
        vault.write_note(ROOT, b"later", "text")
    with unlock(path) as vault:
        assert len(contents(vault)) == 2
        assert vault.catalog.sequence > HIGHEST // 2


def test_a080_the_last_sequence_of_all_is_refused(path: Path) -> None:
    """Also where the log goes beyond it; and no record is written that a reader would refuse."""
    planted_sequence(path, HIGHEST - 7)
    with unlock(path) as vault:
        while vault.catalog.sequence < HIGHEST:
            vault.write_note(ROOT, b"%d" % vault.catalog.sequence, "text")
        with pytest.raises(LimitExceeded):
            vault.write_note(ROOT, b"one more", "text")
        found = contents(vault)
    with unlock(path, read_only=True) as vault:
        assert contents(vault) == found


@pytest.mark.parametrize("sequence", [HIGHEST + 1, (1 << 63) - 4])
def test_a080_a_sequence_beyond_the_last_is_damage(path: Path, sequence: int) -> None:
    planted(path, f"INSERT INTO audit VALUES ({sequence}, randomblob(32), 0, 'planted', x'4c00000000')")
    with pytest.raises(Damaged):
        unlock(path)


@pytest.mark.parametrize("last", [HIGHEST, HIGHEST + 1, (1 << 63) - 1])
def test_a080_the_last_version_of_all_is_refused(path: Path, last: int) -> None:
    numbers = (("item", "version"), ("version", "number"), ("note", "version"))
    planted(path, ";".join(f"UPDATE {name} SET {column} = {last}" for name, column in numbers))
    if last > HIGHEST:
        with pytest.raises(Damaged):
            unlock(path)
        return
    with unlock(path) as vault:
        with pytest.raises(VaultError):
            vault.write_note(ROOT, b"note", "again")
