"""Compaction: leftovers go, packs in which much is dead are written anew, nothing that lives is touched."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from tests.forging import contents, create, leaves, snapshot_of, unlock
from vault.engine import intake, trash
from vault.engine.check import check
from vault.engine.compact import compact
from vault.engine.errors import ReadOnly
from vault.engine.packs import LARGE
from vault.engine.vault import ROOT, Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Twenty files in one pack, and a large one in its own."""
    chance = random.Random(1)
    (tmp_path / "files").mkdir()
    for number in range(20):
        (tmp_path / f"files/{number:02}").write_bytes(chance.randbytes(10_000))
    (tmp_path / "files/large").write_bytes(chance.randbytes(LARGE))
    with create(tmp_path / "vault") as vault:
        intake.add(vault, [tmp_path / "files"], ROOT)
    return tmp_path / "vault"


def remove(vault: Vault, *names: bytes) -> None:
    items = [item for name in names if (item := vault.find([b"files", name]))]
    trash.remove(vault, items)
    trash.empty(vault, [vault.item(item.id) for item in items])


def sealed_parts(vault: Vault) -> set[bytes]:
    """The small contents as they lie in their packs."""
    return {bytes(vault.packs.sealed(vault.content(item).parts[0])) for _, item in vault.walk() if item.size == 10_000}


def packs(path: Path) -> dict[str, bytes]:
    return {name: data for name, data in leaves(path).items() if name.startswith("packs/")}


def test_dead_parts_go_and_living_ones_are_copied_as_they_are(path: Path) -> None:
    with unlock(path) as vault:
        remove(vault, *(b"%02d" % number for number in range(12)))
        before, alive = packs(path), contents(vault)
        sealed = {
            bytes(vault.packs.sealed(vault.content(item).parts[0])) for _, item in vault.walk() if item.size == 10_000
        }
        report = compact(vault)
        assert report.packs == 1
        assert report.freed > 100_000
        assert contents(vault) == alive
        assert check(vault).findings == []
        assert sealed_parts(vault) == sealed
    assert sum(map(len, packs(path).values())) < sum(map(len, before.values())) - 100_000
    with unlock(path, read_only=True) as vault:
        assert contents(vault) == alive
    with unlock(path, catalog="before") as vault:
        assert contents(vault) == alive


def test_nothing_to_do_changes_nothing(path: Path) -> None:
    with unlock(path) as vault:
        before = leaves(path)
        report = compact(vault)
        assert (report.packs, report.removed, report.freed, report.held) == (0, 0, 0, False)
        assert leaves(path) == before


def test_a052_leftovers_go_and_what_is_not_ours_stays(path: Path) -> None:
    ours = ["catalog/000009-" + "ab" * 16 + ".snapshot.partial", "packs/ab/" + "ab" * 16, "header.json.partial"]
    foreign = ["desktop.ini", "catalog/notes.txt", "packs/ab/cd", "header (conflicted copy).json"]
    (path / "packs/ab").mkdir(exist_ok=True)
    for name in (*ours, *foreign):
        (path / name).write_bytes(b"x" * 100)
    with unlock(path) as vault:
        report = compact(vault)
        assert report.removed >= 2
        assert check(vault).ok
    assert not any((path / name).exists() for name in ours)
    assert all((path / name).exists() for name in foreign)


def test_a052_a_reader_keeps_everything(path: Path) -> None:
    (path / "packs/ab").mkdir(exist_ok=True)
    (path / ("packs/ab/" + "ab" * 16)).write_bytes(b"x")
    with unlock(path) as vault:
        remove(vault, *(b"%02d" % number for number in range(12)))
    with unlock(path, read_only=True) as reader:
        seen = contents(reader)
        with unlock(path) as vault:
            report = compact(vault, forget=True)
            assert report.held
        assert contents(reader) == seen
    with unlock(path) as vault:
        assert compact(vault, forget=True).held is False
        assert check(vault).findings == []


def test_a035_forgetting_leaves_no_trace_of_what_was_removed(path: Path) -> None:
    """Not the sealed bytes of its file, and no catalog that still has its key."""
    with unlock(path) as vault:
        vault.write_note(ROOT, b"secret", "what nobody should read")
        item = vault.find([b"files", b"00"])
        note = vault.find([b"secret"])
        assert item is not None
        assert note is not None
        part = vault.content(item).parts[0]
        sealed = bytes(vault.packs.sealed(part))
        trash.remove(vault, [note])
        remove(vault, b"00", *(b"%02d" % number for number in range(1, 12)))
        trash.empty(vault)
        catalogs = {name for name in leaves(path) if name.startswith("catalog/")}
        compact(vault, forget=True)
        image = vault.catalog.image()
        assert part.key not in image
        assert b"what nobody should read" not in image
        assert vault.catalog.state("generation_before") is None
        subkeys = vault.files.header.subkeys
    after = leaves(path)
    assert not catalogs & set(after)
    assert len([name for name in after if name.startswith("catalog/")]) == 2
    assert not any(sealed[:200] in data for data in after.values())
    assert subkeys.snapshot not in b"".join(after.values())
    assert part.key not in bytes(snapshot_of(path).read_bytes())


def test_damaged_parts_stay_where_they_are(path: Path) -> None:
    with unlock(path) as vault:
        remove(vault, *(b"%02d" % number for number in range(12)))
        item = vault.find([b"files", b"15"])
        assert item is not None
        part = vault.content(item).parts[0]
        pack = path / "packs" / part.pack.hex()[:2] / part.pack.hex()
        data = bytearray(pack.read_bytes())
        data[part.offset + 300] ^= 1
        pack.write_bytes(data)
    with unlock(path) as vault:
        report = compact(vault)
        assert report.packs == 0
        found = check(vault)
        assert {finding.kind for finding in found.findings} == {"damaged pack", "damaged item"}
        damaged = [finding.where for finding in found.findings if finding.kind == "damaged item"]
        assert damaged == [f"item {item.id.hex()}"]
        others = {p: i for p, i in vault.walk() if i.kind == "file" and i.id != item.id}
        assert all(vault.read(one) for one in others.values())


def test_only_who_may_write_compacts(path: Path, tmp_path: Path) -> None:
    shutil.copytree(path, tmp_path / "copy")
    with unlock(tmp_path / "copy", read_only=True) as vault, pytest.raises(ReadOnly):
        compact(vault)
