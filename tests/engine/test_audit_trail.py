"""The audit trail: one entry with every change, sealed, in a chain, without names, and able to grow long."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import (
    PASSWORD,
    altered_image,
    create,
    frames,
    image_of,
    leaves,
    log_of,
    plant_image,
    sealing_of,
    snapshot_of,
    unlock,
)
from vault.backup import export as exporting
from vault.engine import intake, retrieval, rotation, trash
from vault.engine.catalog import Catalog
from vault.engine.check import check
from vault.engine.durable import Platform
from vault.engine.errors import Damaged, ForkDetected
from vault.engine.records import Record
from vault.engine.values import decode, encode
from vault.engine.vault import ROOT, Vault

LONG = 1_000_000 if os.environ.get("DEEDBOX_SURVIVE") else 100_000


def trail(vault: Vault) -> list[tuple[int, str, object]]:
    """Every entry: sequence, action, details."""
    rows = vault.catalog.rows("SELECT sequence, action, detail FROM audit ORDER BY sequence")
    return [(sequence, action, decode(detail)) for sequence, action, detail in rows]


def records_of(path: Path) -> list[Record]:
    """The records of the log, for somebody with the key."""
    sealing = sealing_of(path)
    with contextlib.closing(Catalog.from_image(memoryview(image_of(path)), Platform().clock)) as catalog:
        sequence, head = catalog.sequence, catalog.head
    records = []
    for frame in frames(log_of(path).read_bytes()):
        sequence += 1
        record, head = sealing.open_record(frame, sequence, head)
        records.append(record)
    return records


def write_log(path: Path, records: Sequence[Record]) -> None:
    """A log of these records in which every number and head is right, as only somebody with the key makes it."""
    sealing, log = sealing_of(path), b""
    with contextlib.closing(Catalog.from_image(memoryview(image_of(path)), Platform().clock)) as catalog:
        for record in records:
            fresh = record._replace(sequence=catalog.sequence + 1, previous=catalog.head)
            frame, head = sealing.seal_record(fresh, os.urandom)
            catalog.replay(fresh, head)
            log += frame
    log_of(path).write_bytes(log)


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    """A vault whose log has eight entries; this device has seen them all."""
    place = tmp_path / "Papers.deedbox"
    with create(place) as vault:
        for number in range(6):
            vault.write_note(ROOT, b"note %d" % number, f"text {number}")
    unlock(place, state=state).lock()
    return place


# A131: what somebody does to the trail


Meddling = Callable[[list[bytes], int], list[bytes]]
MEDDLING: dict[str, Meddling] = {
    "edited": lambda log, at: [*log[:at], log[at][:-1] + bytes([log[at][-1] ^ 1]), *log[at + 1 :]],
    "removed": lambda log, at: log[:at] + log[at + 1 :],
    "inserted": lambda log, at: [*log[:at], log[at - 1], *log[at:]],
    "put in again later": lambda log, at: [*log[: at + 1], log[at - 1], *log[at + 1 :]],
    "reordered": lambda log, at: [*log[:at], log[at + 1], log[at], *log[at + 2 :]],
}


@pytest.mark.parametrize("anchored", [False, True])
@pytest.mark.parametrize("name", MEDDLING)
def test_a131_a_changed_trail_is_damage_that_names_the_first_bad_entry(
    path: Path, state: Path, name: str, anchored: bool
) -> None:
    log = frames(log_of(path).read_bytes())
    assert len(log) == 8
    for at in range(1, len(log) - 1):
        log_of(path).write_bytes(b"".join(MEDDLING[name](log, at)))
        with pytest.raises(Damaged) as caught:
            unlock(path, state=state if anchored else None)
        first = at + 2 if name == "put in again later" else at + 1
        assert caught.value.where == f"record {first}"
    log_of(path).write_bytes(b"".join(log))
    with unlock(path, state=state) as vault:
        assert len(trail(vault)) == 8


def test_a131_entries_in_the_snapshot_are_under_its_seal(path: Path) -> None:
    """After a new generation the trail lies in the snapshot: nobody without the key changes a bit of it."""
    with unlock(path) as vault:
        vault.files.renew_generation()
    sealed = snapshot_of(path).read_bytes()
    for offset in range(0, len(sealed), len(sealed) // 50):
        snapshot_of(path).write_bytes(sealed[:offset] + bytes([sealed[offset] ^ 1]) + sealed[offset + 1 :])
        with pytest.raises(Damaged, match="snapshot"):
            unlock(path)


def test_a131_the_holder_of_the_key_rewrites_the_log_and_devices_that_saw_it_know(path: Path, state: Path) -> None:
    """Every head is right again, and yet it is another history."""
    records = records_of(path)
    records[3] = records[3]._replace(action="nothing of note")
    write_log(path, records)
    with pytest.raises(ForkDetected) as caught:
        unlock(path, state=state)
    assert caught.value.reason == "history"
    with unlock(path) as vault:
        assert trail(vault)[3][1] == "nothing of note"


# A133: the deed and its entry


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("origin") / "Papers.deedbox"
    with create(place) as vault:
        folder = vault.make_folder(ROOT, b"folder")
        vault.write_note(folder.id, b"note", "text")
    return place


DEEDS: dict[str, Callable[[Vault], object]] = {
    "note written": lambda vault: vault.write_note(ROOT, b"another", "text"),
    "folder made": lambda vault: vault.make_folder(ROOT, b"another"),
    "moved": lambda vault: vault.move(vault.find([b"folder", b"note"]), ROOT, b"elsewhere"),  # type: ignore[arg-type]
    "tagged": lambda vault: vault.set_tags(vault.children(ROOT)[0], add=["tag"]),
    "moved to trash": lambda vault: trash.remove(vault, vault.children(ROOT)),
    "password changed, key kept": lambda vault: rotation.change_password(vault, PASSWORD, policy=CHEAP, keep_key=True),
}


def _state(vault: Vault) -> tuple[object, ...]:
    """What the deeds change."""
    tables = ("item", "note", "tag", "slot")
    return tuple(tuple(vault.catalog.rows(f"SELECT * FROM {table} ORDER BY 1, 2")) for table in tables)


@pytest.mark.parametrize("action", DEEDS)
def test_a133_a_deed_and_its_entry_are_one(origin: Path, tmp_path: Path, action: str) -> None:
    """Killed at every step: the entry is there exactly if the deed is."""
    with unlock(origin, read_only=True) as vault:
        before = _state(vault)
    outcomes = set()
    for at in range(1, 99):
        path, files = tmp_path / str(at), FaultyFiles()
        shutil.copytree(origin, path)
        vault = unlock(path, platform=Platform(files=files))
        files.arm(at, "die")
        died = True
        try:
            DEEDS[action](vault)
            died = False
        except Died:
            pass
        files.kill()
        with unlock(path) as vault:
            entered = action in [entry[1] for entry in trail(vault)[vault_length(origin) :]]
            withdrawn = "withdrawn" in [entry[1] for entry in trail(vault)]
            assert (_state(vault) != before) == (entered and not withdrawn)
            outcomes.add(entered)
        if not died:
            break
    assert not died
    assert outcomes == {False, True}


def vault_length(path: Path) -> int:
    """How many entries the trail has."""
    with unlock(path, read_only=True) as vault:
        return len(trail(vault))


# A134, A135: what it tells, and how long it may be


def _lively(place: Path) -> tuple[Path, list[bytes], list[tuple[int, str, object]]]:
    """A vault in which nearly everything happened, the names that occurred, and the trail."""
    names = [b"canary one\nvault created", b"canary two\r\x1b[2J", "canary ẗhree".encode(), b"canary \xff four"]
    source = place / os.fsdecode(names[0])
    source.mkdir(parents=True)
    for name in names:
        Path(os.fsdecode(os.fsencode(source) + b"/" + name)).write_bytes(b"canary content")
    path = place / "Papers.deedbox"
    with create(path) as vault:
        intake.add(vault, [source], ROOT, tags=["canary tag"])
        note = vault.write_note(ROOT, names[1], "canary text")
        vault.set_tags(note, add=["canary tag two"])
        vault.move(note, vault.children(ROOT)[0].id, b"canary moved")
        trash.remove(vault, vault.children(ROOT))
        trash.restore(vault, vault.trashed())
        exporting.export(vault, place / "canary.export", PASSWORD, policy=CHEAP)
        rotation.change_password(vault, PASSWORD, policy=CHEAP)
        trash.remove(vault, vault.children(ROOT))
        trash.empty(vault)
        return path, [*names, b"canary tag", b"canary text", b"canary moved"], trail(vault)


def test_a135_entries_are_words_of_ours_and_numbers(tmp_path: Path, state: Path) -> None:
    """No name, and so no line feed of a name, ever stands in the trail."""
    _, names, entries = _lively(tmp_path)
    assert len({action for _, action, _ in entries}) > 10
    for _, action, detail in entries:
        assert action.isascii()
        assert action.replace(" ", "").isalpha()
        assert isinstance(detail, list)
        # The bytes are the id of an export.
        assert all(type(value) is int or (isinstance(value, bytes) and len(value) == 16) for value in detail)
    # Who opened it comes in with the first change on a device: the device's name, and words of ours.
    with unlock(tmp_path / "Papers.deedbox", state=state) as vault:
        vault.write_note(ROOT, names[1], "canary text")
        later = [encode([action, detail]) for _, action, detail in trail(vault)[len(entries) :]]  # type: ignore[list-item]
    assert later
    assert [name for name in names for entry in later if name in entry] == []


def test_a134_without_keys_the_trail_is_a_count_and_a_size(tmp_path: Path) -> None:
    path, names, entries = _lively(tmp_path)
    needles = {name for word in names for name in (word, base64.b64encode(word)[:-3], word.hex().encode())}
    needles |= {action.encode() for _, action, _ in entries}
    needles |= {action.encode("utf-16-le") for _, action, _ in entries}
    for name, content in leaves(path).items():
        assert [needle for needle in needles if needle in content or needle in name.encode()] == []


def test_a134_entries_of_one_size_do_not_tell_what_was_done(tmp_path: Path) -> None:
    """The clear start of a frame holds its length, its number and its generation; lengths are multiples of 256."""
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        vault.make_folder(ROOT, b"with it goes by which slot somebody came")
        note = vault.write_note(ROOT, b"n", "t")
        vault.make_folder(ROOT, b"f")
        vault.move(note, ROOT, b"m")
        trash.remove(vault, [note])
        vault.set_tags(note, add=["t"])
    made = frames(log_of(path).read_bytes())[3:]
    assert {len(frame) for frame in made} <= {512, 768}
    assert [int.from_bytes(frame[4:12], "big") for frame in made] == [4, 5, 6, 7, 8]
    clear = {frame[:4] + frame[12:36] for frame in made}
    assert len(clear) <= 2


def test_a135_a_long_trail_opens_grows_and_is_checked(tmp_path: Path, state: Path) -> None:
    path = tmp_path / "Papers.deedbox"
    with create(path) as vault:
        vault.files.renew_generation()
    rows = (
        f"WITH RECURSIVE n(i) AS (SELECT max(sequence) + 1 FROM audit UNION ALL SELECT i + 1 FROM n LIMIT {LONG}) "
        "INSERT INTO audit SELECT i, randomblob(32), 1700000000000 + i, 'tagged', x'4c00000000' FROM n"
    )
    records = records_of(path)
    plant_image(path, altered_image(image_of(path), lambda database: database.execute(rows)))
    write_log(path, records)
    with unlock(path, state=state) as vault:
        vault.write_note(ROOT, b"note", "text")
        vault.files.renew_generation()
        assert check(vault).findings == []
        assert retrieval.write_out(vault, vault.children(ROOT), tmp_path / "out").items == 1
        entries = len(trail(vault))
    assert entries > LONG
    assert snapshot_of(path).stat().st_size < 100 * entries
    with unlock(path, state=state) as vault:
        assert len(trail(vault)) == entries
        assert trail(vault)[-1][0] == entries
