"""The page Health."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vault.qt.operations import Operations
from vault.qt.parts.cards import Page, PageHead


class HealthPage(Page):
    """The page."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Health"), parent)
        self._operations = operations
        self.head = PageHead(self.tr("Health"))
        self.body.addWidget(self.head)
