"""A damaged catalog: what comes back, what is said to be missing, and what the vault is afterwards."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles
from tests.forging import PASSWORD, contents, create, frames, leaves, log_of, snapshot_of, unlock
from tests.survival.tally import FOLDER, Tally
from vault.engine import intake, rotation
from vault.engine.check import check
from vault.engine.durable import FileLayer, Platform
from vault.engine.errors import Damaged, ForkDetected, NotFound, ReadOnly, RollbackDetected
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

NEW = Password(b"another")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    (tmp_path / "state").mkdir()
    return tmp_path / "state"


@pytest.fixture
def path(tmp_path: Path, state: Path) -> Path:
    """Two generations: file and two notes before the second, two notes after it."""
    (tmp_path / "file").write_bytes(b"content " * 50)
    with create(tmp_path / "vault", state=state) as vault:
        vault.write_note(ROOT, b"first", "one")
        intake.add(vault, [tmp_path / "file"], ROOT)
        vault.files.renew_generation()
        vault.write_note(ROOT, b"second", "two")
        vault.write_note(ROOT, b"third", "three")
    return tmp_path / "vault"


EVERYTHING = {(b"first",): b"one", (b"file",): b"content " * 50, (b"second",): b"two", (b"third",): b"three"}


def flip(file: Path, offset: int) -> None:
    data = bytearray(file.read_bytes())
    data[offset] ^= 1
    file.write_bytes(data)


def mended(path: Path, state: Path | None = None, *, files: FileLayer | None = None) -> Vault:
    return unlock(path, state=state, catalog="mended", platform=Platform(files or FileLayer()))


def lineage(vault: Vault) -> tuple[bytes, int]:
    context = vault.files.header.body.context
    return context.lineage, context.epoch


def test_a026_damaged_snapshot_comes_back_from_the_generation_before(path: Path, state: Path) -> None:
    """Nothing is lost, so the vault goes on as the one it was, for every device."""
    with unlock(path, state=state) as vault:
        before = lineage(vault)
    flip(snapshot_of(path), 5_000)
    with pytest.raises(Damaged):
        unlock(path, state=state)
    with mended(path, state) as vault:
        assert contents(vault) == EVERYTHING
        assert lineage(vault) == before
        assert vault.notices == ["catalog mended: nothing is lost"]
        assert check(vault).ok
    with unlock(path, state=state) as vault:
        assert contents(vault) == EVERYTHING
        assert vault.notices == []


def test_a026_missing_snapshot_too(path: Path) -> None:
    snapshot_of(path).unlink()
    with mended(path) as vault:
        assert contents(vault) == EVERYTHING
        assert vault.notices == ["catalog mended: nothing is lost"]


def test_a_record_damaged_in_the_middle_loses_that_record_alone(path: Path, state: Path, tmp_path: Path) -> None:
    whole = log_of(path).read_bytes()
    sizes = [len(frame) for frame in frames(whole)]
    # The note "second" is the last record but one.
    flip(log_of(path), sum(sizes[:-2]) + 200)
    other = tmp_path / "other device"
    shutil.copytree(state, other)
    with mended(path, state) as vault:
        assert contents(vault) == {key: value for key, value in EVERYTHING.items() if key != (b"second",)}
        assert vault.notices[0].startswith("catalog mended: record ")
        assert check(vault).ok
    with unlock(path, state=state) as vault:
        assert vault.notices == []
    # It is another lineage now, and who saw the old one is asked, with the dates.
    with pytest.raises(ForkDetected) as caught:
        unlock(path, state=other)
    assert caught.value.reason == "lineage"
    assert all((caught.value.origin, caught.value.found, caught.value.last_seen))


def test_log_gone(path: Path) -> None:
    log_of(path).unlink()
    with mended(path) as vault:
        assert contents(vault) == {key: EVERYTHING[key] for key in ((b"first",), (b"file",))}
        assert vault.notices == ["catalog mended: log 2"]


def test_a144_log_emptied_is_never_taken_for_whole(path: Path) -> None:
    log_of(path).write_bytes(b"")
    with mended(path) as vault:
        assert vault.notices == ["catalog mended: log 2"]


def test_both_snapshots_gone_of_a_vault_that_was_created(path: Path) -> None:
    """Every record since the first is in the logs."""
    for snapshot in path.glob("catalog/*.snapshot"):
        snapshot.unlink()
    with mended(path) as vault:
        assert contents(vault) == EVERYTHING
        assert vault.notices == ["catalog mended: nothing is lost"]


def test_nothing_of_the_catalog_left(path: Path) -> None:
    for file in path.glob("catalog/*"):
        file.unlink()
    with mended(path) as vault:
        assert contents(vault) == {}
        assert "snapshot 2" in vault.notices[0]
        vault.write_note(ROOT, b"new", "text")
    with unlock(path) as vault:
        assert contents(vault) == {(b"new",): b"text"}


def test_what_was_read_is_set_aside(path: Path) -> None:
    damaged = snapshot_of(path)
    flip(damaged, 5_000)
    bytes_before = damaged.read_bytes()
    with mended(path) as vault:
        assert {"unreferenced damaged catalog"} == {finding.kind for finding in check(vault).findings}
    assert damaged.with_name(damaged.name + ".damaged").read_bytes() == bytes_before


def test_a062_a_repair_that_dies_anywhere_is_done_again(path: Path, tmp_path: Path) -> None:
    """Every step of it in a complete run; whoever comes next finds the vault damaged as before, or repaired."""
    damaged = snapshot_of(path)
    flip(damaged, 5_000)
    counting = FaultyFiles(sync=False)
    shutil.copytree(path, tmp_path / "whole")
    mended(tmp_path / "whole", files=counting).lock()
    counting.kill()
    tally = Tally("repair a catalog", "repair of a catalog")
    places = range(1, counting.calls + 1)
    for at in places if FOLDER else random.Random(62).sample(places, 8):
        copy = tmp_path / f"copy {at}"
        shutil.copytree(path, copy)
        files = FaultyFiles(at, "die", sync=False)
        with contextlib.suppress(Died):
            mended(copy, files=files).lock()
        files.kill()
        with mended(copy) as vault:
            assert contents(vault) == EVERYTHING
            assert check(vault).ok
        tally.points += 1
        tally.whole += 1
        shutil.rmtree(copy)
    tally.close()


def test_a_whole_catalog_is_not_touched(path: Path, state: Path) -> None:
    names = set(leaves(path))
    with mended(path, state) as vault:
        assert vault.notices == []
    assert set(leaves(path)) == names


def test_a030_mending_accepts_no_older_state(path: Path, state: Path, tmp_path: Path) -> None:
    """An older copy whose catalog is whole is a rollback as ever."""
    shutil.copytree(path, tmp_path / "older")
    with unlock(path, state=state) as vault:
        vault.write_note(ROOT, b"later", "text")
    with pytest.raises(RollbackDetected):
        mended(tmp_path / "older", state)


def test_records_that_this_device_saw_and_that_are_cut_off_are_told(path: Path, state: Path) -> None:
    """Cut at a border, a log looks whole; the anchor knows better."""
    whole = log_of(path).read_bytes()
    log_of(path).write_bytes(whole[: -len(frames(whole)[-1])])
    flip(snapshot_of(path), 5_000)
    with mended(path, state) as vault:
        assert (b"third",) not in contents(vault)
        assert vault.notices[0].startswith("catalog mended: record")


def test_a058_old_header_with_the_new_one_in_the_copy(path: Path, state: Path) -> None:
    old = (path / "header.json").read_bytes()
    with unlock(path, state=state) as vault:
        rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)
    (path / "header.json").write_bytes(old)
    with pytest.raises(RollbackDetected):
        unlock(path, state=state)
    with mended(path, state) as vault:
        assert contents(vault) == EVERYTHING
        assert "header copy renewed" in vault.notices
    assert (path / "header.json").read_bytes() == (path / "header.bak").read_bytes()
    with unlock(path, state=state) as vault:
        assert vault.notices == []


def test_a026_the_generation_before_is_for_looking(path: Path, state: Path) -> None:
    flip(log_of(path), 100)
    before = leaves(path)
    remembered = {name: data for name, data in leaves(state).items() if name.startswith("anchors")}
    with unlock(path, state=state, catalog="before") as vault:
        assert contents(vault) == {key: EVERYTHING[key] for key in ((b"first",), (b"file",))}
        assert vault.notices[0].startswith("the state before: 1")
        with pytest.raises(ReadOnly):
            vault.write_note(ROOT, b"new", "text")
    assert leaves(path) == before
    assert {name: data for name, data in leaves(state).items() if name.startswith("anchors")} == remembered


def test_no_generation_before_after_a_rotation(path: Path) -> None:
    with unlock(path) as vault:
        rotation.change_password(vault, NEW, policy=CHEAP)
    with pytest.raises(NotFound):
        unlock(path, NEW, catalog="before")


def test_a026_any_damage_to_the_catalog_is_mended_or_told(path: Path, tmp_path: Path) -> None:
    """Some bytes of some catalog files turned over: what opens is a part of what was, and says so unless it is all."""
    chance = random.Random(26)
    for number in range(60):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(path, copy)
        for file in chance.sample(sorted(copy.glob("catalog/*")), chance.randint(1, 3)):
            flip(file, chance.randrange(file.stat().st_size))
        with mended(copy) as vault:
            found = contents(vault)
            assert found.items() <= EVERYTHING.items()
            told = any(notice.startswith("catalog mended: ") and "nothing" not in notice for notice in vault.notices)
            assert told or found == EVERYTHING
            assert check(vault).ok
        shutil.rmtree(copy)
