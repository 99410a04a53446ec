"""The vaults this computer remembers, with their places: only those whose owner agreed.

Whoever uses this account can read the list. It is a convenience and nothing depends on it: a file that is damaged,
foreign or gone is an empty list, and one that cannot be written is kept in memory alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from vault.unlock.device import prepare_state

from .proofs import NOTHING_KNOWN, LastProof

FILE = "vaults.json"
MOST = 50
_LARGEST = 1 << 18
_LATEST = 1 << 46


@dataclass(frozen=True)
class KnownVault:
    """One vault: its folder, when it was opened last (milliseconds since 1970), its keyfile, and its last proof.

    Of exports and drills only times and a count are remembered: not where they lie.
    """

    path: Path
    opened: int | None = None
    proof: LastProof = NOTHING_KNOWN
    keyfile: Path | None = None
    steps_hidden: bool = False
    """Whether somebody said that the first steps have time."""


def now() -> int:
    """The time in milliseconds."""
    return time.time_ns() // 1_000_000


class KnownVaults(QObject):
    """The list, most recent first, and which of its vaults are open in this program right now."""

    changed = Signal()

    def __init__(self, folder: Callable[[], Path] = prepare_state, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._open: list[Path] = []
        self._vaults = self._read() or []

    def vaults(self) -> list[KnownVault]:
        """Most recent first."""
        return list(self._vaults)

    def find(self, path: Path) -> KnownVault | None:
        """A vault by its folder; None if it is not remembered."""
        return next((one for one in self._vaults if one.path == path), None)

    def remember(self, vault: KnownVault) -> None:
        """Takes a vault to the top of the list."""
        before = self.find(vault.path)
        if before is not None and before.steps_hidden:
            vault = replace(vault, steps_hidden=True)
        self._change(lambda vaults: [vault, *(one for one in vaults if one.path != vault.path)][:MOST])

    def hide_steps(self, path: Path, hidden: bool) -> None:
        """Whether its first steps are shown; nothing for a vault that is not remembered."""
        known = self.find(path)
        if known is not None and known.steps_hidden != hidden:
            new = replace(known, steps_hidden=hidden)
            self._change(lambda vaults: [new if one == known else one for one in vaults])

    def note_proof(self, path: Path, proof: LastProof) -> None:
        """What the open vault says of its exports and drills; nothing for a vault that is not remembered."""
        known = self.find(path)
        if known is not None and known.proof != proof:
            self._change(lambda vaults: [replace(one, proof=proof) if one == known else one for one in vaults])

    def follow(self, before: Path, path: Path) -> None:
        """A vault that was moved keeps its place in the list, and what is known of it."""
        known = self.find(before)
        if known is not None:
            new = replace(known, path=path)
            self._change(lambda vaults: [new if one == known else one for one in vaults if one.path != path])

    def forget(self, path: Path) -> None:
        """Takes a vault off the list. The vault itself stays as it is."""
        self._change(lambda vaults: [one for one in vaults if one.path != path])

    def set_open(self, path: Path, is_open: bool) -> None:
        """Notes that a window has it open, or no longer."""
        self._open = [one for one in self._open if one != path] + ([path] if is_open else [])
        self.changed.emit()

    def is_open(self, path: Path) -> bool:
        """Whether a window of this program has it open."""
        return path in self._open

    # The file

    def _change(self, change: Callable[[list[KnownVault]], list[KnownVault]]) -> None:
        # Another program of ours may have written meanwhile: what it knows is kept.
        on_disk = self._read()
        self._vaults = change(self._vaults if on_disk is None else on_disk)
        with contextlib.suppress(OSError, RuntimeError):
            _write(self._folder() / FILE, self._vaults)
        self.changed.emit()

    def _read(self) -> list[KnownVault] | None:
        """What the file holds; None where it cannot be read."""
        try:
            with open(self._folder() / FILE, "rb") as file:
                content = file.read(_LARGEST + 1)
            entries = json.loads(content)["vaults"] if len(content) <= _LARGEST else []
        except FileNotFoundError:
            return []
        except (OSError, RuntimeError):
            return None
        except (ValueError, KeyError, TypeError, RecursionError):
            return []
        found = [_vault(entry) for entry in entries] if isinstance(entries, list) else []
        return [one for one in found if one is not None][:MOST]


def _vault(entry: Any) -> KnownVault | None:
    """An entry of the file; None for one that is none."""
    if not isinstance(entry, dict):
        return None
    path, keyfile = _path(entry.get("path")), _path(entry.get("keyfile"))
    proof = LastProof(**{one.name: _time(entry.get(one.name)) for one in fields(LastProof)})
    hidden = entry.get("steps_hidden") is True
    return KnownVault(path, _time(entry.get("opened")), proof, keyfile, hidden) if path else None


def _path(value: Any) -> Path | None:
    usable = isinstance(value, str) and os.path.isabs(value) and "\0" not in value and len(value) <= 4_096
    return Path(value) if usable else None


def _time(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _LATEST else None


def _write(path: Path, vaults: list[KnownVault]) -> None:
    """The whole file or nothing of it, for its owner's eyes alone. Raises OSError."""
    entries = [
        {
            "path": str(one.path),
            "opened": one.opened,
            **asdict(one.proof),
            "keyfile": one.keyfile and str(one.keyfile),
            "steps_hidden": one.steps_hidden,
        }
        for one in vaults
    ]
    content = json.dumps({"vaults": entries}, indent=1).encode("ascii")
    draft = path.with_name(f"{FILE}.{secrets.token_hex(4)}")
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(fd, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
