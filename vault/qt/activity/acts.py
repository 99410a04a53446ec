"""The audit trail in an open vault's page: made when it is wanted first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell

if TYPE_CHECKING:
    from .page import ActivityPage


class ActivityActs(QObject):
    """Makes the page."""

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
        return self._shown
