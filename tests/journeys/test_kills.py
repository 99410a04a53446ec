"""kill -9 at random moments: every reopen works, nothing committed is lost, `check` names at most leftovers."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from vault.backup.export import open_export
from vault.engine import header, intake, keys
from vault.engine.check import check
from vault.engine.durable import Folder, Platform
from vault.engine.errors import VaultError, WrongCredential
from vault.engine.opening import HEADER, HEADER_COPY
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

WORKER = Path(__file__).with_name("worker.py")
OLD, NEW, EXPORT = Password(b"old"), Password(b"new"), Password(b"export")
KILLS = 13
"""Kills of each of the four operations."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A vault with some content and its device's state, beside files that are to come in."""
    made = random.Random(1)
    for folder, count in (("before", 5), ("sources", 12)):
        (tmp_path / folder).mkdir()
        for number in range(count):
            size = made.choice([0, 10, 5_000, 300_000, 9_000_000])
            (tmp_path / folder / f"{folder}{number:02}").write_bytes(made.randbytes(size))
    (tmp_path / "state").mkdir()
    with Vault.create(tmp_path / "v", OLD, policy=CHEAP, state=tmp_path / "state") as vault:
        intake.add(vault, sorted((tmp_path / "before").iterdir()), ROOT)
        vault.write_note(ROOT, b"note", "kept")
    return tmp_path


def run_and_kill(operation: str, place: Path, delay: float | None = None) -> tuple[list[str], float]:
    """Run an operation, kill it `delay` seconds after it began; what it said by then, and how long it ran."""
    command = [sys.executable, str(WORKER), operation, str(place / "v"), str(place / "sources")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=WORKER.parents[2]) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        started = time.monotonic()
        if delay is not None:
            time.sleep(delay)
            child.kill()
        said = child.stdout.read().split("\n")[:-1]
        return said, time.monotonic() - started


def compare(vault: Vault, folder: Path, names: set[str] | None = None) -> None:
    """Every file of a folder is in the vault, byte for byte."""
    for source in sorted(folder.iterdir()):
        if names is None or source.name in names:
            item = vault.child(ROOT, source.name.encode())
            assert item is not None, source.name
            assert vault.read(item) == source.read_bytes()


def copies_that_open(path: Path, password: Password) -> int:
    """How many of the two header copies a password opens, each looked at alone."""
    opened = 0
    for name in (HEADER, HEADER_COPY):
        unverified = header.parse((path / name).read_bytes())
        for slot in unverified.body.slots:
            context = unverified.body.context
            factors = password.factors(slot.parameters)
            try:
                slot.unwrap(keys.derive_kek(factors, context.vault, slot.id, slot.parameter_hash), context.vault)
                opened += 1
            except VaultError:
                continue
    return opened


def reopen(place: Path, *, changed: bool) -> Vault:
    """Open the vault after a kill: one of both passwords opens (the new one if `changed`), afterwards exactly one."""
    path, state = place / "v", place / "state"
    for password, other in ((NEW, OLD), (OLD, NEW)):
        try:
            vault = Vault.unlock(path, password, policy=CHEAP, state=state)
        except WrongCredential:
            continue
        assert password == NEW or not changed
        assert copies_that_open(path, password) == 2
        assert copies_that_open(path, other) == 0
        return vault
    pytest.fail("neither password opens the vault")


@pytest.mark.parametrize("operation", ["add", "passwd", "rotate", "export"])
def test_a062_random_kills(operation: str, place: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    chance = random.Random(operation)
    whole = tmp_path_factory.mktemp("whole") / "copy"
    shutil.copytree(place, whole)
    said, length = run_and_kill(operation, whole)
    assert said[-1] == "done"
    for _ in range(KILLS):
        attempt = tmp_path_factory.mktemp("killed") / "copy"
        shutil.copytree(place, attempt)
        said, _ = run_and_kill(operation, attempt, chance.uniform(0, length))
        with reopen(attempt, changed=operation == "passwd" and "done" in said) as vault:
            compare(vault, attempt / "before")
            compare(vault, attempt / "sources", set(said))
            note = vault.child(ROOT, b"note")
            assert note is not None
            assert vault.note_text(note) == "kept"
            report = check(vault)
            assert report.ok, report.findings
        if (attempt / "backup.export").exists():
            with open_export(attempt / "backup.export", EXPORT, policy=CHEAP) as exported:
                assert check(exported).ok
                compare(exported, attempt / "before")
        else:
            assert operation != "export" or "done" not in said
        shutil.rmtree(attempt)


def test_a140_old_header_and_old_password_do_not_open_what_came_after(place: Path) -> None:
    path = place / "v"
    old = (path / HEADER).read_bytes()
    assert run_and_kill("passwd", place)[0] == ["done"]
    for name in (HEADER, HEADER_COPY):
        (path / name).write_bytes(old)
    with pytest.raises(VaultError) as refused:
        Vault.unlock(path, OLD, policy=CHEAP, state=place / "state")
    assert type(refused.value).__name__ == "RollbackDetected"
    with pytest.raises(WrongCredential):
        Vault.unlock(path, NEW, policy=CHEAP)
    assert Folder(path, Platform()).names("catalog")
