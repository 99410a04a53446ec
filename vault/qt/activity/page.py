"""The page Activity."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from vault.qt.operations import Operations
from vault.qt.parts.cards import Page, PageHead


class ActivityPage(Page):
    """The page."""

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Activity"), parent)
        self._operations = operations
        self.head = PageHead(self.tr("Activity"))
        self.body.addWidget(self.head)
