"""Short ways to make and open vaults in tests, and to forge what somebody with the right key could write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from tests.conftest import CHEAP
from vault.engine import opening
from vault.engine.durable import Folder, Platform
from vault.engine.keys import Credential
from vault.engine.progress import Progress
from vault.engine.records import Sealing
from vault.engine.vault import Vault
from vault.unlock.password import Password

PASSWORD = Password(b"correct horse")


class StopsAfter(Progress):
    """Long work that is cancelled when so many items are done."""

    def __init__(self, items: int) -> None:
        super().__init__()
        self._most = items

    def changed(self) -> None:
        if self.items >= self._most:
            self.cancel()


def create(path: Path, password: Credential = PASSWORD, **arguments: object) -> Vault:
    return Vault.create(path, password, **{"policy": CHEAP, **arguments})  # type: ignore[arg-type]


def unlock(path: Path, password: Credential = PASSWORD, **arguments: object) -> Vault:
    return Vault.unlock(path, password, **{"policy": CHEAP, **arguments})  # type: ignore[arg-type]


def sealing_of(path: Path, password: Password = PASSWORD) -> Sealing:
    """The keys of the current generation."""
    header, _ = opening.open_header(Folder(path, Platform()), password, CHEAP)
    return Sealing(header.subkeys, header.body.generation)


def log_of(path: Path) -> Path:
    """The current log."""
    return max((path / "catalog").glob("*.log"))


def snapshot_of(path: Path) -> Path:
    """The current snapshot."""
    return max((path / "catalog").glob("*.snapshot"))


def frames(log: bytes) -> list[bytes]:
    """The frames of a whole log."""
    found = []
    while log:
        size = int.from_bytes(log[:4], "big")
        found.append(log[:size])
        log = log[size:]
    return found


def image_of(path: Path) -> bytes:
    """The database in the current snapshot."""
    return bytes(sealing_of(path).open_snapshot(snapshot_of(path).read_bytes()))


def plant_image(path: Path, image: bytes) -> None:
    """Seal an image with the right key, in place of the snapshot."""
    snapshot_of(path).write_bytes(sealing_of(path).seal_snapshot(image, Platform().random))


def altered_image(image: bytes, alter: Callable[[sqlite3.Connection], object]) -> bytes:
    """A database image after some SQL."""
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.deserialize(image)
    alter(database)
    changed = database.serialize()
    database.close()
    return changed


def leaves(path: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {str(file.relative_to(path)): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def contents(vault: Vault) -> dict[tuple[bytes, ...], bytes | None]:
    """Everything outside the trash, by path; None for folders."""
    return {path: None if item.kind == "folder" else vault.read(item) for path, item in vault.walk()}
