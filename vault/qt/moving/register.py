"""The register of plain copies: everything readable that this window has put on this device and that may be there yet.

Copies in other programs and copies that were dragged out lie in memory, and are wiped. Copies that went to a folder of
the person's choice are theirs; the register knows their paths until the lock, in memory alone, and forgets them then.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from vault.child import messages as m
from vault.child.runtime_folder import Mark, mark_of
from vault.qt.known_vaults import now
from vault.qt.operations import Operations
from vault.qt.parts.aside import Aside

from .opened import OpenedCopy

MOST_OUT = 10_000
"""So many copied-out files are remembered."""


@dataclass(frozen=True)
class OutCopy:
    """A file or folder that was copied out. `mark` is None for a folder, which is never removed from here."""

    name: str
    path: Path
    since: int
    size: int
    mark: Mark | None


@dataclass(frozen=True)
class DraggedCopy:
    """What was dragged to another program; it goes by itself."""

    name: str
    items: int
    since: int
    size: int
    wipe: Callable[[], None]


class PlainCopies(QObject):
    """The register of one window."""

    changed = Signal()
    """Which copies there are, or how one stands."""
    saved = Signal(object, object)
    """(copy, `m.Written`)"""
    asked = Signal(object, object)
    """(copy, error): a person must decide."""
    failed = Signal(object, object)
    """(copy, error): it could not be saved, and stays."""

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self.keep_unsaved = True
        """Whether a change that could not be saved outlives the lock."""
        self.opened: list[OpenedCopy] = []
        self.dragged: list[DraggedCopy] = []
        self.out: list[OutCopy] = []
        self._aside = Aside()
        self._vault = b""
        operations.connection.ended.connect(self._lock)

    def begin(self, vault: bytes) -> None:
        """A vault is open: what is left of it is saved back now."""
        self._vault = vault
        for copy in list(self.opened):
            if copy.vault == vault:
                copy.reopen()

    # What there is

    def there(self) -> list[OpenedCopy]:
        """The copies of this vault in other programs, of which there is a plain file."""
        return [copy for copy in self.opened if copy.vault == self._vault and copy.is_there]

    def unsaved(self) -> list[OpenedCopy]:
        """Copies of any vault with something that could not be saved back, or waits for an answer."""
        return [copy for copy in self.opened if copy.state in ("unsaved", "conflict") and copy.is_there]

    def find(self, item: bytes) -> OpenedCopy | None:
        """The copy of an item of this vault that is open."""
        return next((copy for copy in self.there() if copy.item == item), None)

    # Coming and going

    def add_opened(self, row: m.Row, lent: m.Lent, path: Path) -> OpenedCopy:
        """A copy was made for another program."""
        for old in [copy for copy in self.opened if (copy.vault, copy.item) == (self._vault, row.id)]:
            self.remove_opened(old)
        copy = OpenedCopy(self._operations, self._vault, row, lent.version, path, self)
        copy.changed.connect(self.changed)
        copy.saved.connect(partial(self.saved.emit, copy))
        copy.asked.connect(partial(self.asked.emit, copy))
        copy.failed.connect(partial(self.failed.emit, copy))
        self.opened.append(copy)
        self.changed.emit()
        return copy

    def remove_opened(self, copy: OpenedCopy) -> None:
        """The copy goes, whatever is in it."""
        if copy in self.opened:
            self.opened.remove(copy)
        copy.remove()
        copy.deleteLater()
        self.changed.emit()

    def add_dragged(self, rows: Sequence[m.Row], wipe: Callable[[], None]) -> DraggedCopy:
        """Copies were dropped on another program."""
        size = sum(row.size for row in rows)
        copy = DraggedCopy(rows[0].shown if len(rows) == 1 else "", len(rows), now(), size, wipe)
        self.dragged.append(copy)
        self.changed.emit()
        return copy

    def end_dragged(self, copy: DraggedCopy) -> None:
        """They are wiped."""
        if copy in self.dragged:
            self.dragged.remove(copy)
            self.changed.emit()

    def add_out(self, paths: Iterable[tuple[bytes, int | None]]) -> None:
        """Copies were written to a folder of the person's choice. Looks at the disk on a thread.

        With each path the time a file of ours has there: where writing was stopped, others may have stayed.
        """
        vault, since = self._vault, now()

        def looked(found: list[OutCopy]) -> None:
            if vault == self._vault:  # not locked meanwhile
                names = {copy.path for copy in found}
                self.out = [copy for copy in self.out if copy.path not in names] + found
                del self.out[:-MOST_OUT]
                self.changed.emit()

        Aside().ask(partial(_look_at, list(paths), since), looked)

    def refresh_out(self) -> None:
        """Drops what is not there any more."""
        vault = self._vault

        def looked(left: list[OutCopy]) -> None:
            if vault == self._vault and left != self.out:
                self.out = left
                self.changed.emit()

        self._aside.ask(partial(_still_there, list(self.out)), looked)

    def remove_out(self, copies: Sequence[OutCopy], done: Callable[[list[OutCopy]], None]) -> None:
        """Deletes copied-out files that are as they were written; calls back with those that were not deleted."""

        def removed(kept: list[OutCopy]) -> None:
            gone = set(copies) - set(kept)
            self.out = [copy for copy in self.out if copy not in gone]
            self.changed.emit()
            done(kept)

        Aside().ask(partial(_delete, list(copies)), removed)

    # The lock and the end

    def _lock(self, _: object) -> None:
        self._vault = b""
        self.out.clear()
        self.dragged.clear()  # wiped by whoever made them
        for copy in self.opened:
            copy.lock(keep=self.keep_unsaved)
        self.changed.emit()

    def wipe(self) -> None:
        """All copies in memory go: the end of the window."""
        for copy in list(self.opened):
            self.remove_opened(copy)


def copies_of(operations: Operations) -> PlainCopies:
    """The register of a window, which outlives the pages of its vaults: what could not be saved is in it."""
    found = operations.findChild(PlainCopies)
    return found if isinstance(found, PlainCopies) else PlainCopies(operations)


def _look_at(paths: Sequence[tuple[bytes, int | None]], since: int) -> list[OutCopy]:
    found = []
    for path, modified in paths:
        place = Path(os.fsdecode(path))
        try:
            status = os.lstat(place)
        except OSError:
            continue
        is_folder = stat.S_ISDIR(status.st_mode)
        if not is_folder and modified not in (None, status.st_mtime_ns):
            continue
        name = os.fsencode(place.name).decode("utf-8", "replace")
        found.append(OutCopy(name, place, since, 0 if is_folder else status.st_size, mark_of(place)))
    return found


def _still_there(copies: Sequence[OutCopy]) -> list[OutCopy]:
    return [copy for copy in copies if os.path.lexists(copy.path)]


def _delete(copies: Sequence[OutCopy]) -> list[OutCopy]:
    """Those that stay: folders, and what was changed since."""
    kept = []
    for copy in copies:
        if copy.mark is None or mark_of(copy.path) not in (copy.mark, None):
            kept.append(copy)
            continue
        try:
            copy.path.unlink(missing_ok=True)
        except OSError:
            kept.append(copy)
    return kept
