"""Drills: exports restored for real, into nothing, and what the vault remembers of it."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import FaultyFiles
from tests.forging import PASSWORD, create, leaves, unlock
from vault.backup import export as backup
from vault.backup.drill import drill, last_proof
from vault.engine import intake, rotation, trash
from vault.engine.durable import Platform
from vault.engine.errors import Cancelled, Conflict, Damaged, NotFound, ReadOnly, WrongCredential
from vault.engine.packs import LARGE
from vault.engine.progress import Progress
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

EXPORT = Password(b"of the export")
SIZE = 5 * 3_000 + LARGE + 9


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A vault with seven files and notes, one of them large, and an export of it."""
    chance = random.Random(89)
    (tmp_path / "files").mkdir()
    for number in range(5):
        (tmp_path / f"files/{number}").write_bytes(chance.randbytes(3_000))
    (tmp_path / "files/large").write_bytes(chance.randbytes(LARGE))
    with create(tmp_path / "vault") as vault:
        intake.add(vault, [tmp_path / "files"], ROOT)
        vault.write_note(ROOT, b"note", "note text")
        backup.export(vault, tmp_path / "export", EXPORT, policy=CHEAP)
    return tmp_path


def entries(vault: Vault) -> list[str]:
    return [row[0] for row in vault.catalog.rows("SELECT action FROM audit ORDER BY sequence")]


def test_a089_a_drill_proves_and_the_proof_stays(place: Path) -> None:
    with unlock(place / "vault") as vault:
        assert last_proof(vault) == (None, None)
        report = drill(vault, place / "export", EXPORT, policy=CHEAP)
        assert (report.ok, report.items, report.bytes) == (True, 7, SIZE)
        assert (report.changed, report.newer, report.way_in) == (0, 0, "password")
        assert list(report.findings) == []
        proof, failed = last_proof(vault)
        assert proof is not None
        assert (proof.time, proof.items, proof.bytes, proof.way_in) == (report.time, 7, SIZE, "password")
        assert failed is None
    with unlock(place / "vault") as vault:
        assert last_proof(vault) == (proof, None)


def test_a089_nothing_plain_is_written(place: Path) -> None:
    """The only file that a drill changes is the log of the vault."""
    files = FaultyFiles()
    with unlock(place / "vault", platform=Platform(files=files)) as vault:
        before = leaves(place)
        drill(vault, place / "export", EXPORT, policy=CHEAP)
        changed = {name for name, data in leaves(place).items() if before.get(name) != data}
    assert {name.rpartition(".")[2] for name in changed} <= {"log", "vault/lock"}


def test_a089_what_changed_since_is_counted(place: Path) -> None:
    with unlock(place / "vault") as vault:
        gone, renamed = (vault.find([b"files", name]) for name in (b"0", b"1"))
        assert gone is not None
        assert renamed is not None
        trash.remove(vault, [gone])
        trash.empty(vault)
        vault.move(renamed, ROOT, b"elsewhere")
        vault.write_note(ROOT, b"note", "another text")
        vault.write_note(ROOT, b"new", "text")
        report = drill(vault, place / "export", EXPORT, policy=CHEAP)
        assert (report.ok, report.items, report.changed, report.newer) == (True, 7, 3, 1)


def test_a089_after_rotations_it_is_still_compared(place: Path) -> None:
    new = Password(b"another")
    with unlock(place / "vault") as vault:
        rotation.change_password(vault, new, policy=CHEAP)
        assert drill(vault, place / "export", EXPORT, policy=CHEAP).changed == 0


@pytest.mark.parametrize("part", [0.2, 0.5, 0.9])
def test_a089_a_failing_drill_is_loud_and_remembered(place: Path, part: float) -> None:
    """Wherever the export is damaged, the drill fails, and the vault remembers that after the proof before it."""
    damaged = bytearray((place / "export").read_bytes())
    with unlock(place / "vault") as vault:
        drill(vault, place / "export", EXPORT, policy=CHEAP)
        damaged[int(len(damaged) * part)] ^= 1
        (place / "export").write_bytes(damaged)
        try:
            report = drill(vault, place / "export", EXPORT, policy=CHEAP)
            assert not report.ok
            assert report.items < 7
            assert {finding.kind for finding in report.findings} == {"damaged pack", "damaged item"}
        except Damaged:
            pass
        proof, failed = last_proof(vault)
        assert proof is not None
        assert failed is not None
        assert entries(vault)[-1] == "drill failed"
        (place / "export").unlink()
        backup.export(vault, place / "export", EXPORT, policy=CHEAP)
        assert drill(vault, place / "export", EXPORT, policy=CHEAP).ok
        assert last_proof(vault)[1] is None


def test_a089_cut_anywhere_it_fails(place: Path) -> None:
    whole = (place / "export").read_bytes()
    with unlock(place / "vault") as vault:
        for size in (0, 511, 40_000, len(whole) // 2, len(whole) - 10_240):
            (place / "export").write_bytes(whole[:size])
            with pytest.raises(Damaged):
                drill(vault, place / "export", EXPORT, policy=CHEAP)
            assert entries(vault)[-1] == "drill failed"


def test_what_says_nothing_about_the_export_is_not_noted(place: Path) -> None:
    with create(place / "other") as other:
        other.write_note(ROOT, b"note", "text")
        backup.export(other, place / "foreign", EXPORT, policy=CHEAP)
    stopped = Progress()
    stopped.cancel()
    with unlock(place / "vault") as vault:
        before = entries(vault)
        for file, credential, error, progress in (
            ("export", PASSWORD, WrongCredential, None),
            ("not there", EXPORT, NotFound, None),
            ("foreign", EXPORT, Conflict, None),
            ("export", EXPORT, Cancelled, stopped),
        ):
            with pytest.raises(error):
                drill(vault, place / file, credential, policy=CHEAP, progress=progress)
        assert entries(vault) == before
    with unlock(place / "vault", read_only=True) as vault, pytest.raises(ReadOnly):
        drill(vault, place / "export", EXPORT, policy=CHEAP)


def test_an_export_of_an_empty_vault_is_its_own(tmp_path: Path) -> None:
    with create(tmp_path / "vault") as vault:
        backup.export(vault, tmp_path / "export", EXPORT, policy=CHEAP)
        report = drill(vault, tmp_path / "export", EXPORT, policy=CHEAP)
        assert (report.ok, report.items) == (True, 0)


def test_the_vault_that_was_restored_drills_its_export(place: Path) -> None:
    backup.restore(place / "export", place / "restored", EXPORT, policy=CHEAP)
    with unlock(place / "restored", EXPORT) as vault:
        report = drill(vault, place / "export", EXPORT, policy=CHEAP)
        assert (report.ok, report.changed, report.newer) == (True, 0, 0)


def test_a_drill_leaves_no_file_open(place: Path) -> None:
    with unlock(place / "vault") as vault:
        drill(vault, place / "export", EXPORT, policy=CHEAP)
        before = len(os.listdir("/proc/self/fd"))
        drill(vault, place / "export", EXPORT, policy=CHEAP)
        assert len(os.listdir("/proc/self/fd")) == before
