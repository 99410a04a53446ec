"""Another process with the same vault, or with the files somebody adds: does what it is told, line by line.

    python -m tests.survival.neighbour VAULT STATE

Takes a JSON list a line, answers with one: `["ok", …]`, or `["error", CLASS, …]`.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import CHEAP
from tests.survival.operations import NEW, PASSWORD
from vault.engine import rotation, trash
from vault.engine.errors import VaultBusy, VaultError
from vault.engine.vault import ROOT, Vault

HEADER_CHANGES = ("password", "key", "generation", "password, key kept")


class Neighbour:
    """One open vault, and verbs for it."""

    def __init__(self, path: Path, state: Path) -> None:
        self._path, self._state = path, state
        self._vault: Vault | None = None

    @property
    def vault(self) -> Vault:
        assert self._vault is not None
        return self._vault

    def open(self, mode: str) -> None:
        self._vault = Vault.unlock(self._path, PASSWORD, policy=CHEAP, state=self._state, read_only=mode == "read")

    def lock(self) -> None:
        self.vault.lock()

    def names(self) -> list[str]:
        return [item.name.decode() for item in self.vault.children(ROOT)]

    def read(self, name: str) -> str:
        item = self.vault.find([name.encode()])
        assert item is not None
        return self.vault.read(item).hex()

    def notes(self, first: int, count: int) -> None:
        """So many notes, one commit each, without waiting for anybody."""
        for number in range(first, first + count):
            self.vault.write_note(ROOT, b"note %06d" % number, f"text {number}")

    def header(self, change: str) -> None:
        """One change of the header."""
        confirmed = [row.id for row in rotation.absent_slots(self.vault)]
        if change == "generation":
            self.vault.files.renew_generation()
        elif change == "key":
            rotation.new_vault_key(self.vault, self.vault.credential, policy=CHEAP, confirmed=confirmed)
        else:
            new = PASSWORD if self.vault.credential == NEW else NEW
            rotation.change_password(
                self.vault, new, policy=CHEAP, confirmed=confirmed, keep_key=change == "password, key kept"
            )

    def headers(self, rounds: int) -> None:
        """The password there and back, a new key, new generations."""
        for _ in range(rounds):
            for change in HEADER_CHANGES:
                self.header(change)

    def notices(self) -> list[str]:
        return list(self.vault.notices)

    def empty(self, *names: str) -> None:
        """Remove items for good."""
        trash.remove(self.vault, [item for item in self.vault.children(ROOT) if item.name.decode() in names])
        trash.empty(self.vault)

    def overwrite(self, path: str, offset: int, size: int) -> None:
        fd = os.open(path, os.O_WRONLY)
        os.pwrite(fd, b"\xff" * size, offset)
        os.close(fd)

    def cut(self, path: str, size: int) -> None:
        os.truncate(path, size)

    def replace(self, path: str, size: int) -> None:
        """Another file under the name."""
        Path(f"{path}.new").write_bytes(b"\xee" * size)
        os.replace(f"{path}.new", path)

    def flicker(self, path: str, size: int, rounds: int) -> None:
        """Write it over and over, in place, with one byte or another."""
        fd = os.open(path, os.O_WRONLY)
        for number in range(rounds):
            os.pwrite(fd, bytes([number % 2 + 1]) * size, 0)
        os.close(fd)


def main(vault: str, state: str) -> None:
    """Answer until the other side is gone."""
    neighbour = Neighbour(Path(vault), Path(state))
    for line in sys.stdin:
        verb, *arguments = json.loads(line)
        act: Callable[..., object] = getattr(neighbour, verb)
        answer: list[object]
        try:
            answer = ["ok", act(*arguments)]
        except VaultBusy as error:
            answer = ["error", "VaultBusy", error.holder]
        except VaultError as error:
            answer = ["error", type(error).__name__, str(error)]
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
