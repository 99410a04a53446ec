"""How a person has laid out a vault's page, kept over restarts: widths and orders, nothing that tells what is in it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from vault.qt.settings import Settings

from .list_pane import ListPane
from .panes import Panes
from .places import Throttle

WRITE_MS = 500
"""Widths are written to the disk at most so often while a line is dragged."""


class KeptLayout(QObject):
    """Lays a page out as the last one was, and notes what is changed. Made before the first list is asked for."""

    def __init__(self, panes: Panes, rows: ListPane, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._panes, self._list, self._settings = panes, rows, settings
        self._soon = Throttle(self._note_widths, self, WRITE_MS)
        rows.take_sorts(settings.sorts)
        if settings.panes is not None:
            panes.set_widths(*settings.panes)
        rows.sorted_otherwise.connect(self._note_sorts)
        for splitter in (panes.outer, panes.inner):
            splitter.splitterMoved.connect(lambda *_: self._soon.ask())

    def _note_sorts(self) -> None:
        self._settings.sorts = self._list.sorts()

    def _note_widths(self) -> None:
        """What is not in sight has no width, and keeps the one it had."""
        kept = self._settings.panes or self._panes.widths()
        sidebar, rows = self._panes.widths()
        self._settings.panes = sidebar or kept[0], rows or kept[1]
