"""Repair and rescue: what can be read stays or comes out, what cannot is named, packs come back from backups."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.forging import PASSWORD, contents, create, leaves, log_of, snapshot_of, unlock
from vault.backup import export as backup
from vault.backup.repair import repair
from vault.backup.rescue import rescue
from vault.engine import intake, trash
from vault.engine.check import check
from vault.engine.errors import Conflict, Damaged, NotFound, WrongCredential
from vault.engine.floe import PLAIN
from vault.engine.packs import LARGE, pack_name
from vault.engine.records import Change
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

LARGE_SIZE = LARGE + 3 * PLAIN + 17


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A vault with eight files in one pack, a large one in its own, a note, and an export of it."""
    chance = random.Random(75)
    (tmp_path / "files").mkdir()
    for number in range(8):
        (tmp_path / f"files/{number}").write_bytes(chance.randbytes(5_000))
    (tmp_path / "files/large").write_bytes(chance.randbytes(LARGE_SIZE))
    with create(tmp_path / "vault") as vault:
        intake.add(vault, [tmp_path / "files"], ROOT)
        vault.write_note(ROOT, b"note", "note text")
        backup.export(vault, tmp_path / "export", PASSWORD, policy=CHEAP)
    return tmp_path


def damage(place: Path, name: bytes, segment: int = 0) -> None:
    """Turn over a bit in the content of one file."""
    with unlock(place / "vault", read_only=True) as vault:
        item = vault.find([b"files", name])
        assert item is not None
        part = vault.content(item).parts[0]
    pack = place / "vault" / pack_name(part.pack)
    data = bytearray(pack.read_bytes())
    data[part.offset + 1_000 + (segment << 20)] ^= 1
    pack.write_bytes(data)


def files_of(out: Path) -> dict[str, bytes]:
    return {name: data for name, data in leaves(out).items() if name.startswith("files/")}


def expected(place: Path, *without: str) -> dict[str, bytes]:
    whole = {f"files/{name}": data for name, data in leaves(place / "files").items()}
    return {name: data for name, data in whole.items() if name.removeprefix("files/") not in without}


@pytest.mark.parametrize("source", ["export", "copy"])
def test_packs_come_back_from_a_backup(place: Path, source: str) -> None:
    shutil.copytree(place / "vault", place / "copy")
    damage(place, b"3")
    damage(place, b"large")
    with unlock(place / "vault") as vault:
        repaired, report = repair(vault, [place / source])
        assert [finding.repair for finding in repaired] == ["fetched from a backup"] * 2
        assert report.findings == []
        assert contents(vault).items() >= {(b"files", b"3"): (place / "files/3").read_bytes()}.items()


def test_a_missing_pack_comes_back_too(place: Path) -> None:
    shutil.rmtree(place / "vault/packs")
    with unlock(place / "vault") as vault:
        repaired, report = repair(vault, [place / "export"])
        assert {finding.kind for finding in repaired} == {"missing pack"}
        assert report.findings == []


def test_a_backup_that_is_damaged_as_well_brings_nothing(place: Path) -> None:
    damage(place, b"large")
    shutil.copytree(place / "vault", place / "copy")
    with unlock(place / "vault") as vault:
        repaired, report = repair(vault, [place / "copy"])
        assert repaired == []
        assert {finding.kind for finding in report.findings} == {"damaged pack", "damaged item"}


def test_what_is_whole_in_a_damaged_pack_moves_out_and_exports_again(place: Path) -> None:
    """Then the item that is lost can be removed, and its pack with it; nothing else was lost."""
    damage(place, b"3")
    with unlock(place / "vault") as vault:
        repaired, report = repair(vault)
        assert [finding.kind for finding in repaired] == ["damaged pack"]
        item = vault.find([b"files", b"3"])
        assert item is not None
        damaged = [finding for finding in report.findings if finding.kind == "damaged item"]
        assert [finding.where for finding in damaged] == [f"item {item.id.hex()}"]
        for number in (0, 1, 2, 4, 5, 6, 7):
            one = vault.find([b"files", b"%d" % number])
            assert one is not None
            assert vault.read(one) == (place / f"files/{number}").read_bytes()
        trash.remove(vault, [item])
        trash.empty(vault)
        assert check(vault).ok
        backup.export(vault, place / "second", PASSWORD, policy=CHEAP)


def test_items_without_a_folder_and_with_impossible_names(place: Path) -> None:
    with unlock(place / "vault") as vault:
        note, folder = vault.find([b"note"]), vault.find([b"files"])
        assert note is not None
        assert folder is not None
        one, two = vault.make_folder(ROOT, b"one"), vault.make_folder(ROOT, b"two")
        inner = vault.write_note(two.id, b"inner", "inner text")
        # As a program with mistakes, or a catalog with gaps, would leave them.
        vault.commit([note.change(parent=b"\xee" * 16)], "forged")
        vault.commit([one.change(parent=two.id), two.change(parent=one.id)], "forged")
        vault.commit([folder.change(name=b"a/b\0")], "forged")
        repaired, report = repair(vault)
        assert report.findings == []
        assert {finding.kind for finding in repaired} == {"item without folder", "impossible name"}
        assert vault.find([b"note"]) is not None
        assert vault.child(ROOT, b"a_b_") is not None
        assert vault.path_of(vault.item(inner.id))[-1] == b"inner"


def test_a_taken_name_is_not_overwritten(place: Path) -> None:
    with unlock(place / "vault") as vault:
        note = vault.find([b"note"])
        assert note is not None
        vault.commit([note.change(parent=b"\xee" * 16)], "forged")
        vault.write_note(ROOT, b"note", "another")
        repair(vault)
        assert contents(vault).items() >= {(b"note",): b"another", (b"note (2)",): b"note text"}.items()


def test_leftovers_go_and_the_header_is_made_whole(place: Path) -> None:
    (place / "vault/header.bak").unlink()
    (place / "vault/header.json.partial").write_bytes(b"x")
    (place / "vault/catalog/x.partial").write_bytes(b"x")
    (place / "vault/desktop.ini").write_bytes(b"x")
    with unlock(place / "vault") as vault:
        repaired, report = repair(vault)
        assert {finding.kind for finding in repaired} == {"header copy differs", "interrupted write"}
        assert [finding.kind for finding in report.findings] == ["unknown file"]
    assert (place / "vault/header.bak").read_bytes() == (place / "vault/header.json").read_bytes()


def test_a_whole_vault_is_not_touched(place: Path) -> None:
    with unlock(place / "vault") as vault:
        before = leaves(place / "vault")
        assert repair(vault) == ([], check(vault))
        assert leaves(place / "vault") == before


def test_a_source_that_is_not_there(place: Path) -> None:
    damage(place, b"3")
    with unlock(place / "vault") as vault, pytest.raises(NotFound):
        repair(vault, [place / "nowhere"])


# Rescue


def test_rescue_of_a_whole_vault(place: Path) -> None:
    before = leaves(place / "vault")
    report = rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert report.complete
    assert report.items == 10
    assert files_of(place / "out") == expected(place)
    assert (place / "out/note").read_text() == "note text"
    assert leaves(place / "vault") == before


def test_a075_rescue_names_what_is_hit_and_saves_all_else(place: Path) -> None:
    damage(place, b"3")
    damage(place, b"large", segment=2)
    report = rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert not report.lost
    assert {one.path for one in report.missing} == {(b"files", b"3"), (b"files", b"large")}
    assert expected(place, "3", "large").items() <= files_of(place / "out").items()
    # Of the large one everything but the damaged mebibyte.
    pieces = (place / "out/files/large.incomplete").read_bytes()
    whole = (place / "files/large").read_bytes()
    assert len(pieces) == len(whole)
    differing = {at // PLAIN for at in range(0, len(whole), 1_000) if pieces[at] != whole[at]}
    assert differing == {2}
    assert pieces[2 * PLAIN : 3 * PLAIN] == bytes(PLAIN)
    assert not (place / "out/files/3.incomplete").exists()
    assert not (place / "out/files/large").exists()


def test_rescue_writes_an_older_version_where_the_newest_is_gone(place: Path) -> None:
    (place / "files/3").write_bytes(b"newer" * 500)
    with unlock(place / "vault") as vault:
        intake.add(vault, [place / "files"], ROOT, replace=True)
    damage(place, b"3")
    report = rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    [missing] = [one for one in report.missing if one.path == (b"files", b"3")]
    assert "version 1 is whole" in missing.instead
    assert len((place / "out/files/3 (version 1)").read_bytes()) == 5_000


def test_rescue_brings_the_trash_and_what_is_in_no_folder(place: Path) -> None:
    with unlock(place / "vault") as vault:
        note = vault.find([b"note"])
        assert note is not None
        trash.remove(vault, [note])
        lost = vault.write_note(ROOT, b"lost", "lost text")
        vault.write_note(ROOT, b"Trash", "a note of that name")
        vault.commit([lost.change(parent=b"\xee" * 16)], "forged")
    report = rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert report.complete
    assert (place / "out/Trash_/note").read_text() == "note text"
    assert (place / "out/Trash").read_text() == "a note of that name"
    assert (place / "out/Without a folder/lost").read_text() == "lost text"


@pytest.mark.parametrize("what", ["snapshot", "log", "both"])
def test_rescue_with_a_damaged_catalog(place: Path, what: str) -> None:
    with unlock(place / "vault") as vault:
        vault.files.renew_generation()
        vault.write_note(ROOT, b"later", "later text")
    for file in (snapshot_of(place / "vault"), log_of(place / "vault")):
        if what == "both" or file.suffix == f".{what}":
            file.write_bytes(file.read_bytes()[:2_000])
    report = rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert files_of(place / "out") == expected(place)
    assert bool(report.lost) == (what != "snapshot")
    assert (place / "out/later").exists() == (what == "snapshot")


def test_rescue_without_a_header_or_with_another_password(place: Path) -> None:
    with pytest.raises(WrongCredential):
        rescue(place / "vault", place / "out", Password(b"wrong"), policy=CHEAP)
    for name in ("header.json", "header.bak"):
        (place / "vault" / name).write_bytes(b"x")
    with pytest.raises(Damaged):
        rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    for name in ("header.json", "header.bak"):
        (place / "vault" / name).unlink()
    with pytest.raises(NotFound):
        rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert not (place / "out").exists()


def test_rescue_writes_over_nothing(place: Path) -> None:
    (place / "out").mkdir()
    (place / "out/mine").write_bytes(b"x")
    with pytest.raises(Conflict):
        rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert leaves(place / "out") == {"mine": b"x"}


def test_a105_rescue_keeps_to_its_folder(place: Path) -> None:
    """Names that could lead elsewhere are named and left in."""
    with unlock(place / "vault") as vault:
        for number, name in enumerate(_bad_names()):
            note = vault.write_note(ROOT, b"bad %d" % number, "text")
            vault.commit([Change("item", (note.id,), note.change(name=name).row)], "forged")
    report = rescue(place / "vault", place / "out", PASSWORD, policy=CHEAP)
    assert len(report.missing) == len(list(_bad_names()))
    assert not (place / "escaped").exists()
    assert files_of(place / "out") == expected(place)


def _bad_names() -> Iterator[bytes]:
    yield from (b"..", b"../escaped", b"/tmp/escaped", b"a\0b", b"")


def test_repair_of_what_a_person_still_reads(place: Path) -> None:
    """Somebody who reads the vault goes on reading; leftovers wait."""
    damage(place, b"3")
    with unlock(place / "vault", read_only=True) as reader, unlock(place / "vault") as vault:
        repair(vault)
        large = reader.find([b"files", b"large"])
        assert large is not None
        assert reader.read(large) == (place / "files/large").read_bytes()
        assert isinstance(vault, Vault)
