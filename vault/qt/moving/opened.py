"""An item that is open in another program: its plain copy, and the way back of what was changed in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, QTimer, Signal

from vault.child import messages as m, runtime_folder
from vault.child.runtime_folder import Mark, mark_of
from vault.engine.errors import Conflict, NotFound, VaultLocked
from vault.qt.known_vaults import now
from vault.qt.operations import Operations

from .watching import Watch

RETRY_MS = 300
State = Literal["open", "saving", "saved", "conflict", "unsaved", "wiped"]


class OpenedCopy(QObject):
    """One copy, from the moment it is there until it is removed. It outlives the lock; its plain text does not."""

    changed = Signal()
    saved = Signal(object)
    """`m.Written`: a new version, or a new item, has what the other program wrote."""
    asked = Signal(object)
    """The Conflict or NotFound that a person must decide about."""
    failed = Signal(object)
    """Why it could not be saved. The copy stays."""

    def __init__(
        self, operations: Operations, vault: bytes, row: m.Row, version: int, path: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self.vault, self.item, self.version = vault, row.id, version
        self.name, self.path = row.shown, path
        self._file_name = row.name if row.kind == "file" else os.fsencode(path.name)
        self._folder = row.parent
        self.since = now()
        self.saved_at: int | None = None
        self.state: State = "open"
        self.is_open_vault = True
        self._told: Mark | None = None
        self._watch = Watch(path, self)
        self._watch.rested.connect(self._take)

    @property
    def size(self) -> int:
        """Of the file, 0 where there is none."""
        mark = mark_of(self.path)
        return mark[1] if mark is not None else 0

    @property
    def is_there(self) -> bool:
        """Whether there is a plain file now."""
        return mark_of(self.path) is not None

    @property
    def is_pending(self) -> bool:
        """Whether another program wrote something that the vault does not have."""
        return self._watch.is_changed

    # Saving back

    def _take(self, mark: Mark) -> None:
        """A change has come to rest."""
        if self.state == "saving" or mark == self._told:
            return
        if not self.is_open_vault:
            self._become("unsaved")
        else:
            self._save(mark, self.version)

    def save(self, *, over: bool = False) -> None:
        """Saves back now; `over` a version that came meanwhile, which stays one of the versions."""
        mark = mark_of(self.path)
        if mark is not None and self.is_open_vault and self.state != "saving":
            self._save(mark, None if over else self.version)

    def save_beside(self) -> None:
        """Saves as a new item, of which this is the copy then."""
        mark = mark_of(self.path)
        if mark is None or not self.is_open_vault or self.state == "saving":
            return
        self._become("saving")
        self._operations.take_beside(
            self.path,
            self._file_name,
            self._folder,
            self.item,
            lambda written: self._written(mark, written),
            lambda error: self._refused(mark, error),
        )

    def _save(self, mark: Mark, based_on: int | None) -> None:
        self._become("saving")
        self._operations.take_version(
            self.item,
            based_on,
            self.path,
            lambda written: self._written(mark, written),
            lambda error: self._refused(mark, error),
        )

    def _written(self, mark: Mark, written: m.Written) -> None:
        is_new = (self.item, self.version) != (written.item, written.version)
        self.item, self.version = written.item, written.version
        self._watch.know(mark)
        self._told = None
        if is_new:
            self.saved_at = now()
        self._become("saved" if self.saved_at is not None else "open")
        if is_new:
            self.saved.emit(written)
        self._watch.look()

    def _refused(self, mark: Mark, error: Exception) -> None:
        if isinstance(error, VaultLocked):
            self._become("unsaved")
        elif isinstance(error, Conflict) and error.detail == m.BEING_WRITTEN:
            self._become("open")
            QTimer.singleShot(RETRY_MS, self, self._watch.look)
        elif not self.is_there:
            self._become("open")  # taken away between two looks; it may come back
        elif isinstance(error, Conflict | NotFound):
            self._told = mark
            self._become("conflict")
            self.asked.emit(error)
        else:
            self._told = mark
            self._become("unsaved")
            self.failed.emit(error)

    # Lock and unlock

    def lock(self, *, keep: bool) -> None:
        """The vault is locked. The vault process has saved what it could, and wiped it; what is left was not saved.

        With `keep` that stays until the vault is open again, and so does the empty folder: what the other program still
        has in its window it may save there.
        """
        self.is_open_vault = False
        if self.is_there and self.is_pending and keep:
            self._become("unsaved")
            return
        runtime_folder.wipe_inside(self.path.parent)
        self._watch.know(None)
        self._become("wiped")

    def reopen(self) -> None:
        """Its vault is open again: what was not saved is saved now."""
        self.is_open_vault, self._told = True, None
        if self.is_there:
            self.save()

    def remove(self) -> None:
        """The copy goes, saved back or not."""
        self._watch.stop()
        runtime_folder.wipe(self.path.parent)
        if self.is_open_vault:
            self._operations.end_loan(self.path)
        self._become("wiped")

    def _become(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
