"""What the state machine and the sync tool have found, each as a test of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.machine.test_recorder import Fickle
from tests.machine.world import Word, World
from vault.engine import intake
from vault.engine.check import check
from vault.engine.compact import compact
from vault.engine.durable import Platform
from vault.engine.errors import Storage
from vault.engine.vault import ROOT, Vault


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def path(world: World) -> Path:
    path = world.name("vault")
    Vault.create(path, Word(b"w"), platform=world.platform(), policy=CHEAP).lock()
    return path


def test_a071_a_clock_beyond_2262(world: World, path: Path) -> None:
    world.clock.time = 9_300_000_000_000
    with world.unlock(path, b"w") as vault:
        vault.make_folder(ROOT, b"folder")
        vault.write_note(ROOT, b"note", "text")
        assert check(vault).ok


def test_a051_no_randomness_is_said_and_no_fault_of_a_source(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"text")
    os.utime(tmp_path / "file", (1_500_000_000,) * 2)
    source = Fickle()
    with Vault.unlock(path, Word(b"w"), platform=Platform(random=source), policy=CHEAP) as vault:
        for attempt in (
            lambda: vault.write_note(ROOT, b"note", "text"),
            lambda: intake.add(vault, [tmp_path / "file"], ROOT),
        ):
            source.calls, source.ends_at = 0, 1
            with pytest.raises(Storage):
                attempt()


def test_a072_unlocking_does_not_remove_the_catalog_of_a_fork(world: World, path: Path) -> None:
    """A sync tool has united two forks; neither unlocking nor compaction touches what the other one wrote."""
    theirs = world.copy(path)
    for one, name, count in ((path, b"mine", 3), (theirs, b"theirs", 1)):
        world.clock.time += 1_000
        with world.unlock(one, b"w") as vault:
            vault.write_note(ROOT, name, "text")
            for _ in range(count):
                vault.files.renew_generation()
    for file in theirs.glob("catalog/*"):
        if not (path / "catalog" / file.name).exists():
            shutil.copy(file, path / "catalog")
    before = {file.name: file.read_bytes() for file in theirs.glob("catalog/*")}
    with world.unlock(path, b"w") as vault:
        assert "unknown catalog" in {finding.kind for finding in check(vault).findings}
        compact(vault, forget=True)
        vault.files.renew_generation()
    after = {file.name: file.read_bytes() for file in path.glob("catalog/*")}
    newest = max(before)
    stem = newest.rpartition(".")[0]
    assert {name for name in before if name.startswith(stem)} <= set(after)
    assert all(after[name] == data for name, data in before.items() if name in after)
