"""The third rotation: new file keys for everything, resumable, and complete only when nothing old is left."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests.faults import Died, FaultyFiles
from tests.forging import StopsAfter, contents, create, leaves, unlock
from vault.engine import intake, reencryption, trash, versions
from vault.engine.check import check
from vault.engine.compact import compact
from vault.engine.durable import Folder, Platform
from vault.engine.errors import Cancelled, Conflict, ReadOnly, Storage
from vault.engine.locks import Pins
from vault.engine.packs import LARGE, PART_SIZE, pack_name
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Item, Vault


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Small files in shared packs, a large one of two parts, an empty one, versions, notes, something in the trash."""
    chance = random.Random(1)
    files = tmp_path / "files"
    files.mkdir()
    for number in range(12):
        (files / f"{number:02}").write_bytes(chance.randbytes(30_000))
    (files / "large").write_bytes(chance.randbytes(LARGE + 1))
    (files / "two parts").write_bytes(chance.randbytes(1 << 20) * 64)
    (files / "empty").write_bytes(b"")
    with create(tmp_path / "vault") as vault:
        intake.add(vault, [files], ROOT)
        (files / "00").write_bytes(b"second version")
        intake.add(vault, [files / "00"], folder(vault), replace=True)
        vault.write_note(ROOT, b"note", "text")
        trash.remove(vault, [named(vault, b"01")])
    assert (files / "two parts").stat().st_size > PART_SIZE
    return tmp_path / "vault"


def folder(vault: Vault) -> bytes:
    found = vault.find([b"files"])
    assert found is not None
    return found.id


def named(vault: Vault, name: bytes) -> Item:
    found = vault.find([b"files", name])
    assert found is not None
    return found


def keys(vault: Vault) -> set[bytes]:
    return {bytes(cell) for row in vault.catalog.rows("SELECT id, key, pack FROM part") for cell in row}


def packs(path: Path) -> set[str]:
    return {name for name in leaves(path) if name.startswith("packs/")}


def test_everything_gets_new_keys_and_nothing_else_changes(path: Path) -> None:
    with unlock(path) as vault:
        before, old, files = contents(vault), keys(vault), packs(path)
        counts = vault.catalog.row("SELECT count(*), count(DISTINCT key) FROM part")
        reencryption.begin(vault)
        left = reencryption.remaining(vault)
        assert left is not None
        assert left.packs == len(files)
        report = reencryption.go_on(vault)
        assert (report.complete, report.damaged, report.held) == (True, 0, False)
        assert contents(vault) == before
        assert not keys(vault) & old
        assert not packs(path) & files
        assert vault.catalog.row("SELECT count(*), count(DISTINCT key) FROM part") == counts
        assert reencryption.remaining(vault) is None
        assert check(vault).findings == []
        assert len(list((path / "catalog").iterdir())) == 2
    with unlock(path, read_only=True) as vault:
        assert contents(vault) == before
        item = vault.find([b"files", b"00"])
        assert item is not None
        assert [vault.read(item, version=number)[:6] for number in (1, 2)][1] == b"second"
        assert [row[0] for row in vault.catalog.rows("SELECT action FROM audit ORDER BY sequence DESC LIMIT 1")] == [
            "everything re-encrypted"
        ]


def test_no_key_of_before_is_left_in_the_catalog(path: Path) -> None:
    with unlock(path) as vault:
        old = {bytes(row[0]) for row in vault.catalog.rows("SELECT key FROM part")}
        reencryption.begin(vault)
        reencryption.go_on(vault)
        image = vault.catalog.image()
        assert not [key for key in old if key in image]


def test_a055_it_goes_on_where_it_stopped(path: Path) -> None:
    with unlock(path) as vault:
        before, old = contents(vault), keys(vault)
        reencryption.begin(vault)
        with pytest.raises(Cancelled):
            reencryption.go_on(vault, progress=StopsAfter(1))
        first = reencryption.remaining(vault)
        assert first is not None
        assert keys(vault) & old
        assert contents(vault) == before
    with unlock(path) as vault:
        assert reencryption.remaining(vault) == first
        with pytest.raises(Conflict):
            reencryption.begin(vault)
        progress = Progress()
        assert reencryption.go_on(vault, progress=progress).complete
        assert (progress.items, progress.bytes) == (first.packs, first.bytes)
        assert not keys(vault) & old
        assert contents(vault) == before
        with pytest.raises(Conflict):
            reencryption.go_on(vault)


@pytest.mark.parametrize("at", range(1, 60, 6))
def test_a055_killed_anywhere_it_goes_on_and_becomes_complete(path: Path, at: int) -> None:
    with unlock(path) as vault:
        before, old = contents(vault), keys(vault)
        reencryption.begin(vault)
    files = FaultyFiles(sync=False)
    vault = unlock(path, platform=Platform(files))
    files.arm(at, "die")
    with contextlib.suppress(Died):
        reencryption.go_on(vault)
    files.kill()
    with unlock(path) as vault:
        assert contents(vault) == before
        if reencryption.remaining(vault):
            reencryption.go_on(vault)
        assert reencryption.remaining(vault) is None
        assert contents(vault) == before
        assert not keys(vault) & old
        assert not [one.kind for one in check(vault).findings]


def test_what_changes_meanwhile_is_neither_lost_nor_undone(path: Path, tmp_path: Path) -> None:
    (tmp_path / "late").write_bytes(b"came meanwhile" * 1000)
    with unlock(path) as vault:
        old = keys(vault)
        reencryption.begin(vault)
        with pytest.raises(Cancelled):
            reencryption.go_on(vault, progress=StopsAfter(2))
        intake.add(vault, [tmp_path / "late"], ROOT)
        trash.empty(vault)
        item = vault.find([b"files", b"00"])
        assert item is not None
        versions.restore_version(vault, item, 1)
        # Moving parts as they are must not let them slip away from what remains.
        for name in range(2, 10):
            trash.remove(vault, [named(vault, b"%02d" % name)])
        trash.empty(vault)
        assert compact(vault).packs
        before = contents(vault)
        assert reencryption.go_on(vault).complete
        assert contents(vault) == before
        assert not keys(vault) & old
        assert check(vault).findings == []


def test_it_is_not_complete_while_a_part_cannot_be_read(path: Path) -> None:
    with unlock(path) as vault:
        (pack,) = {part.pack for part in vault.content(named(vault, b"02")).parts}
        file = path / pack_name(pack)
        whole = file.read_bytes()
        file.write_bytes(whole[:-30_000] + bytes(30_000))
        reencryption.begin(vault)
        report = reencryption.go_on(vault)
        assert report.damaged
        assert not report.complete
        left = reencryption.remaining(vault)
        assert left is not None
        assert left.packs == 1
    file.write_bytes(whole)
    with unlock(path) as vault:
        assert reencryption.go_on(vault).complete
        assert check(vault).findings == []


def test_it_is_not_complete_while_somebody_reads(path: Path) -> None:
    with unlock(path) as vault:
        old = packs(path)
        reencryption.begin(vault)
        with Pins(Folder(path, vault.platform)) as reader:
            assert reader.held
            report = reencryption.go_on(vault)
        assert (report.held, report.complete) == (True, False)
        assert old < packs(path)
        left = reencryption.remaining(vault)
        assert left is not None
        assert left.packs == 0
        assert reencryption.go_on(vault).complete
        assert not old & packs(path)


def test_old_packs_go_on_the_way(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reencryption, "DROP_BYTES", 1 << 20)
    monkeypatch.setattr(reencryption, "WORKERS", 1)
    turns: list[set[str]] = []

    def alone() -> AbstractContextManager[object]:
        turns.append(packs(path))
        return nullcontext()

    with unlock(path) as vault:
        reencryption.begin(vault)
        report = reencryption.go_on(vault, alone=alone)
        assert report.complete
        assert check(vault).findings == []
    assert len(turns) > 2
    assert max(map(len, turns)) < 2 * min(map(len, turns))


def test_it_does_not_begin_without_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Folder, "free", lambda _: 1 << 20)
    with unlock(path) as vault:
        old = keys(vault)
        reencryption.begin(vault)
        with pytest.raises(Storage) as refused:
            reencryption.go_on(vault)
        assert refused.value.kind == "full"
        assert keys(vault) == old
        monkeypatch.undo()
        assert reencryption.go_on(vault).complete


@pytest.mark.parametrize("do", [reencryption.begin, reencryption.go_on])
def test_a_vault_that_is_only_read_is_not_changed(path: Path, do: Callable[[Vault], object]) -> None:
    with unlock(path, read_only=True) as vault, pytest.raises(ReadOnly):
        do(vault)


def test_an_empty_vault_is_done_at_once(tmp_path: Path) -> None:
    with create(tmp_path / "vault") as vault:
        reencryption.begin(vault)
        assert reencryption.go_on(vault).complete
