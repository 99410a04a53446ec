"""The audit trail in an open vault's page: made when it is wanted first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from vault.engine.errors import VaultLocked
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell
from vault.qt.wording import words_for

if TYPE_CHECKING:
    from .page import ActivityPage


class ActivityActs(QObject):
    """Makes the page, and what is done on it."""

    item_wanted = Signal(bytes)
    """An item that an entry is about is to be shown."""

    def __init__(self, operations: Operations, tell: Tell, page: QWidget) -> None:
        super().__init__(page)
        self._operations, self._tell, self._page = operations, tell, page
        self._shown: ActivityPage | None = None

    @property
    def page(self) -> ActivityPage:
        """The page."""
        if self._shown is None:
            from .page import ActivityPage

            self._shown = ActivityPage(self._operations, self._page)
            self._shown.hide()
            self._shown.failed.connect(self._complain)
            self._shown.show_wanted.connect(self.item_wanted)
            self._shown.export_wanted.connect(self._export)
        return self._shown

    def _export(self) -> None:
        from .exporting import TrailExportDialog

        TrailExportDialog(self._operations, self._page.window()).open()

    def _complain(self, error: Exception) -> None:
        if not isinstance(error, VaultLocked):
            self._tell("warning", words_for(error).whole)
