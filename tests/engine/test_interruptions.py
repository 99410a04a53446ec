"""Every operation stopped at its N-th step: by an error, by a full disk, by death, by a power cut.

Afterwards the vault opens, what was committed is there, the operation is fully done or fully absent, and the check
names leftovers at most.
"""

from __future__ import annotations

import contextlib
import errno
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CHEAP
from tests.faults import Died, FaultyFiles, PowerLossFiles
from tests.forging import PASSWORD, contents, create, unlock
from vault.backup import export as backup
from vault.engine import intake, rotation, trash
from vault.engine.check import check
from vault.engine.durable import Platform
from vault.engine.errors import ReadOnly, VaultError, WrongCredential
from vault.engine.packs import LARGE
from vault.engine.vault import ROOT, Vault
from vault.unlock.password import Password

Operation = Callable[[Vault, Path], None]

NEW = Password(b"another")
MOST = 24
"""So many places of one operation are tried, by chance but always the same."""

BEFORE = {
    (b"kept",): b"kept text",
    (b"file",): b"kept content",
    (b"gone",): b"text of what goes",
}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vault, the state of a device, and files to add."""
    place = tmp_path_factory.mktemp("origin")
    for name in ("state", "files"):
        (place / name).mkdir()
    (place / "file").write_bytes(b"kept content")
    for number in range(5):
        (place / f"files/{number}").write_bytes(b"content %d" % number * 200)
    (place / "files/large").write_bytes(bytes(range(256)) * (LARGE // 256))
    with create(place / "vault", state=place / "state") as vault:
        intake.add(vault, [place / "file"], ROOT)
        vault.write_note(ROOT, b"kept", "kept text")
        vault.write_note(ROOT, b"gone", "text of what goes")
        backup.export(vault, place / "export", PASSWORD, policy=CHEAP)
    return place


def add(vault: Vault, place: Path) -> None:
    intake.add(vault, [place / "files"], ROOT)


def write_note(vault: Vault, _: Path) -> None:
    vault.write_note(ROOT, b"new", "new text")


def new_generation(vault: Vault, _: Path) -> None:
    vault.files.renew_generation()


def change_password(vault: Vault, _: Path) -> None:
    rotation.change_password(vault, NEW, policy=CHEAP)


def change_password_only(vault: Vault, _: Path) -> None:
    rotation.change_password(vault, NEW, policy=CHEAP, keep_key=True)


def new_vault_key(vault: Vault, _: Path) -> None:
    rotation.new_vault_key(vault, PASSWORD, policy=CHEAP)


def empty_trash(vault: Vault, _: Path) -> None:
    trash.remove(vault, [item for item in vault.children(ROOT) if item.name in (b"gone", b"file")])
    trash.empty(vault)


def export(vault: Vault, place: Path) -> None:
    backup.export(vault, place / "second export", PASSWORD, policy=CHEAP)


AGAIN = (b"tried again",)

OPERATIONS = [
    add,
    write_note,
    new_generation,
    change_password,
    change_password_only,
    new_vault_key,
    empty_trash,
    export,
]
FAULTS: list[int | str] = [errno.EIO, errno.ENOSPC, "die"]


def places(count: int, name: str) -> list[int]:
    """The steps to fail at: all, or a sample that is always the same."""
    if count <= MOST:
        return list(range(1, count + 1))
    return sorted({1, count, *random.Random(name).sample(range(1, count + 1), MOST)})


def open_after(path: Path, operation: Operation, state: Path) -> Vault:
    """By exactly one password; a change of it may be done or not."""
    if operation in (change_password, change_password_only):
        try:
            vault = unlock(path, NEW, state=state)
        except WrongCredential:
            return unlock(path, state=state)
        vault.lock()
        with pytest.raises((WrongCredential, ReadOnly)):
            unlock(path)
        return unlock(path, NEW, state=state)
    return unlock(path, state=state)


def examine(place: Path, operation: Operation) -> None:
    """The vault opens, holds everything it held, and works; checks name leftovers at most."""
    path, state = place / "vault", place / "state"
    with open_after(path, operation, state) as vault:
        found = contents(vault)
        if operation is empty_trash:
            assert found.items() >= {(b"kept",): b"kept text"}.items()
            assert {name: content for name, content in found.items() if name != AGAIN}.items() <= BEFORE.items()
        else:
            assert found.items() >= BEFORE.items()
        for name, content in found.items():
            if name not in BEFORE and content is not None and name[0] == b"files":
                assert content == (place / "files" / name[1].decode()).read_bytes()
        report = check(vault)
        assert report.ok, report.findings
        vault.write_note(ROOT, b"afterwards", "text")
    with open_after(path, operation, state) as vault:
        assert vault.find([b"afterwards"]) is not None
        assert vault.notices == []
        assert check(vault).ok


def run(place: Path, files: FaultyFiles, operation: Operation, at: int, fault: int | str) -> bool:
    """Whether the operation came to its end. Everything the process had is closed."""
    vault = unlock(place / "vault", state=place / "state", platform=Platform(files=files))
    files.arm(at, fault, lasting=fault == errno.ENOSPC)
    try:
        operation(vault, place)
        done = True
    except (VaultError, Died):
        done = False
    files.at = 0
    if fault != "die":
        assert_usable(vault)
        vault.lock()
    files.kill()
    return done


def assert_usable(vault: Vault) -> None:
    """Reading goes on after an error; writing works, or says why not."""
    assert contents(vault).items() >= {(b"kept",): b"kept text"}.items()
    with contextlib.suppress(ReadOnly):
        vault.write_note(ROOT, *AGAIN, "text")


def count(place: Path, operation: Operation) -> int:
    files = FaultyFiles()
    assert run(place, files, operation, 0, 0)
    return files.calls


@pytest.mark.parametrize("fault", FAULTS, ids=["EIO", "ENOSPC", "death"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=[one.__name__ for one in OPERATIONS])
def test_stopped_at_every_step_the_vault_is_whole(
    origin: Path, tmp_path: Path, operation: Operation, fault: int | str
) -> None:
    shutil.copytree(origin, tmp_path / "count")
    total = count(tmp_path / "count", operation)
    assert total >= 4
    for at in places(total, f"{operation.__name__} {fault}"):
        place = tmp_path / str(at)
        shutil.copytree(origin, place)
        done = run(place, FaultyFiles(), operation, at, fault)
        examine(place, operation)
        if operation is export:
            # Its name is given after everything was verified; only the last steps come later.
            if (place / "second export").exists():
                with backup.open_export(place / "second export", PASSWORD, policy=CHEAP) as exported:
                    assert contents(exported).items() >= BEFORE.items()
            else:
                assert not done
            if fault != "die":
                assert not list(place.glob("*.partial*"))
        shutil.rmtree(place)


@pytest.mark.parametrize("fault", FAULTS, ids=["EIO", "ENOSPC", "death"])
def test_a_restore_stopped_at_every_step_is_whole_or_absent(origin: Path, tmp_path: Path, fault: int | str) -> None:
    files = FaultyFiles()
    (tmp_path / "state").mkdir()

    def restore(name: str) -> None:
        backup.restore(
            origin / "export",
            tmp_path / name,
            PASSWORD,
            platform=Platform(files=files),
            policy=CHEAP,
            state=tmp_path / "state",
        )

    restore("count")
    total = files.calls
    for at in places(total, f"restore {fault}"):
        files = FaultyFiles(at, fault, lasting=fault == errno.ENOSPC)
        with contextlib.suppress(VaultError, Died):
            restore(f"{at}")
        files.kill()
        if (tmp_path / f"{at}").exists():
            with unlock(tmp_path / f"{at}", state=tmp_path / "state", accept=True) as vault:
                assert contents(vault) == BEFORE
                assert check(vault).ok
        elif fault != "die":
            assert not list(tmp_path.glob(f"{at}.partial*/*"))


@pytest.mark.parametrize("fault", [errno.EIO, "die"], ids=["EIO", "death"])
def test_opening_after_a_crash_may_itself_be_stopped(origin: Path, tmp_path: Path, fault: int | str) -> None:
    """A crash inside a rotation, then a crash at every step of the recovery."""
    crashed = tmp_path / "crashed"
    for first in (4, 8, 11, 14):
        shutil.copytree(origin, crashed)
        run(crashed, FaultyFiles(), change_password, first, "die")
        for at in range(1, 16):
            place = tmp_path / "again"
            shutil.copytree(crashed, place)
            for password in (NEW, PASSWORD):
                files = FaultyFiles(at, fault)
                with contextlib.suppress(VaultError, Died):
                    unlock(place / "vault", password, platform=Platform(files=files), state=place / "state").lock()
                files.kill()
            examine(place, change_password)
            shutil.rmtree(place)
        shutil.rmtree(crashed)


POWER = [add, write_note, new_generation, change_password, change_password_only, new_vault_key, empty_trash]


@pytest.mark.parametrize("operation", POWER, ids=[one.__name__ for one in POWER])
def test_a065_after_a_power_cut_what_was_committed_is_there(origin: Path, tmp_path: Path, operation: Operation) -> None:
    """What was not synced is there, gone, or torn in blocks; the device's own memory of the vault too."""
    shutil.copytree(origin, tmp_path / "count")
    shutil.rmtree(tmp_path / "count/files/large", ignore_errors=True)
    total = count(tmp_path / "count", operation)
    chance = random.Random(operation.__name__)
    for at in places(total, f"power {operation.__name__}"):
        place = tmp_path / "place"
        shutil.copytree(origin, place)
        files = PowerLossFiles(place)
        run(place, files, operation, at, "die")
        for number in range(3):
            after = tmp_path / f"after {number}"
            files.rebuild(after, chance)
            examine(after, operation)
            shutil.rmtree(after)
        shutil.rmtree(place)
