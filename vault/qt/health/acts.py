"""The check-up in an open vault's page: made when it is wanted first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from vault.child import messages as m
from vault.qt.operations import Operations
from vault.qt.parts.toasts import Tell

if TYPE_CHECKING:
    from .page import HealthPage


class HealthActs(QObject):
    """Makes the page."""

    def __init__(self, operations: Operations, facts: Callable[[], m.Facts], tell: Tell, page: QWidget) -> None:
        super().__init__(page)
        self._operations, self._facts, self._tell, self._page = operations, facts, tell, page
        self._shown: HealthPage | None = None

    @property
    def page(self) -> HealthPage:
        """The page."""
        if self._shown is None:
            from .page import HealthPage

            self._shown = HealthPage(self._operations, self._page)
            self._shown.hide()
        return self._shown
