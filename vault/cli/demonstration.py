"""Where a demonstration takes place: its folder, its vault, and what must come back exactly."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from vault.cli.story import Story
from vault.engine.errors import VaultError
from vault.engine.keys import Credential, KdfPolicy
from vault.engine.vault import Vault
from vault.unlock.password import Password
from vault.unlock.recovery import RecoveryCode

POLICY = KdfPolicy(passes=3, memory=64 << 10)
"""The least a vault accepts, so that the story is short."""


@dataclass(frozen=True)
class State:
    """What must come back exactly: SHA-256, time in nanoseconds, executable or not."""

    digest: bytes
    modified: int
    executable: bool


@dataclass
class Demonstration:
    """The story and the places where it takes place."""

    story: Story
    place: Path
    canary: str
    password: Password
    originals: dict[bytes, State] = field(default_factory=dict)
    kit: RecoveryCode | None = None

    @property
    def vault(self) -> Path:
        return self.place / "Papers.deedbox"

    @property
    def note(self) -> str:
        return f"# The safe\n\nThe combination is with the notary. {self.canary}\n"

    def unlock(self, credential: Credential | None = None, path: Path | None = None, *, reading: bool = False) -> Vault:
        """Open the vault, or a copy of it, which this device then has never seen."""
        state = self.place / "state" if path is None else None
        return Vault.unlock(
            path or self.vault, credential or self.password, policy=POLICY, state=state, read_only=reading
        )

    def refusal(self, attempt: Callable[[], Vault]) -> VaultError | None:
        """The error of an attempt to open that should fail; None if it opened."""
        return self.refused(lambda: attempt().lock())

    def refused(self, attempt: Callable[[], object]) -> VaultError | None:
        """The error of anything that should fail; None if it went through."""
        try:
            attempt()
        except VaultError as error:
            return error
        return None

    def packs(self) -> set[str]:
        """The names of the vault's packs."""
        return {path.name for path in (self.vault / "packs").rglob("*") if path.is_file()}

    def copy(self, name: str) -> Path:
        """A copy of the vault's folder to do harm to."""
        target = self.place / name
        shutil.copytree(self.vault, target)
        return target


def read_states(folder: Path) -> dict[bytes, State]:
    """The state of every file below a folder, by its path from there."""
    root = os.fsencode(folder)
    states = {}
    for at, _, names in os.walk(root):
        for name in names:
            path = os.path.join(at, name)
            status = os.stat(path)
            with open(path, "rb") as file:
                digest = hashlib.file_digest(file, "sha256").digest()
            states[os.path.relpath(path, root)] = State(digest, status.st_mtime_ns, bool(status.st_mode & 0o100))
    return states
