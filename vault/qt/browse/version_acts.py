"""What can be done with the versions of an item: look, compare, make current again, copy out, remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from vault.child import messages as m
from vault.qt.asking import ignore
from vault.qt.figures import moment, number
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Toast
from vault.sandbox.client import SandboxWorker

from .choices import Confirmation, add_entry, short_name

LARGEST = 512 << 10
"""Bytes of a version that is compared."""


class VersionActs(QObject):
    """Opens the dialogs about versions, and changes them."""

    copy_out_wanted = Signal(object, int)
    """(row, number)."""
    restored = Signal(bytes)
    """The id of an item of which an older version is the current one now."""

    def __init__(
        self,
        operations: Operations,
        worker: SandboxWorker,
        tell: Callable[..., Toast],
        complain: Callable[[Exception], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._operations, self._worker, self._tell, self._complain = operations, worker, tell, complain
        self._page = parent
        self.read_only = False

    def can_change(self, row: m.Row) -> bool:
        """Whether versions of this item can be restored and removed."""
        return not self.read_only and row.trashed is None

    @staticmethod
    def can_compare(one: m.VersionRow, other: m.VersionRow) -> bool:
        """Whether both are small enough; that they are text shows when they are read."""
        return one.number != other.number and max(one.size, other.size) <= LARGEST

    def menu(self, row: m.Row, version: m.VersionRow, current: m.VersionRow, place: QPoint) -> None:
        """The menu of an older version."""
        menu = QMenu(self._page)
        menu.aboutToHide.connect(menu.deleteLater)
        add_entry(menu, self.tr("Look at it"), "reveal", lambda: self.look(row, version))
        if self.can_compare(version, current):
            words = self.tr("Compare with the current one")
            add_entry(menu, words, "columns", lambda: self.compare(row, version, current))
        add_entry(menu, self.tr("Copy out"), "copy-out", lambda: self.copy_out_wanted.emit(row, version.number))
        if self.can_change(row):
            add_entry(menu, self.tr("Make it the current one"), "restore", lambda: self.make_current(row, version))
            menu.addSeparator()
            add_entry(menu, self.tr("Remove for good"), "trash", lambda: self.ask_remove(row, [version]))
        menu.popup(place)

    def look(self, row: m.Row, version: m.VersionRow, parent: QWidget | None = None) -> None:
        """Shows a version."""
        from vault.qt.dialogs.older_version import OlderVersionDialog

        OlderVersionDialog(self._operations, self._worker, row, version, parent or self._page.window()).open()

    def compare(self, row: m.Row, one: m.VersionRow, other: m.VersionRow, parent: QWidget | None = None) -> None:
        """Shows what changed from the older of two to the newer."""
        from vault.qt.dialogs.compare import CompareDialog

        before, after = sorted((one, other), key=lambda version: version.number)
        restore = partial(self.make_current, row) if self.can_change(row) else None
        CompareDialog(self._operations, row, before, after, parent or self._page.window(), restore=restore).open()

    def make_current(self, row: m.Row, version: m.VersionRow) -> None:
        """Makes it the newest version again; the one before stays, and can be made current as well."""
        if not self.can_change(row):
            return

        def undo() -> None:
            back = row.version
            self._operations.restore_version(row.id, back, lambda _: self.restored.emit(row.id), self._complain)

        def done(_: m.Written) -> None:
            self.restored.emit(row.id)
            words = self.tr("“{name}” is again as it was {moment}.")
            words = words.replace("{moment}", moment(version.added, within=True)).replace(
                "{name}", short_name(row.shown)
            )
            toast = self._tell("restore", words, self.tr("Undo"))
            toast.acted.connect(undo)

        self._operations.restore_version(row.id, version.number, done, self._complain)

    def ask_remove(self, row: m.Row, versions: Sequence[m.VersionRow], parent: QWidget | None = None) -> None:
        """Removes older versions for good, after a question."""
        if not versions or not self.can_change(row):
            return
        sentence = self.tr("%Ln version(s) of “{name}” will be gone for good.", "", len(versions))
        if len(versions) == 1:
            sentence = self.tr("Version {number} of “{name}” will be gone for good.")
            sentence = sentence.replace("{number}", number(versions[0].number))
        numbers = [version.number for version in versions]
        Confirmation(
            self.tr("Remove versions"),
            sentence.replace("{name}", short_name(row.shown)),
            self.tr("The current version stays. Backups and exports made before still hold them."),
            self.tr("Remove for good"),
            lambda: self._operations.drop_versions(row.id, numbers, ignore, self._complain),
            parent or self._page.window(),
        ).open()
