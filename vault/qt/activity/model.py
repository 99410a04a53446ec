"""The model of a trail of any length: its entries come by pages, as they are looked at.

The trail only grows, and at its new end, which stands on top. So entries are kept by how many are older: that stays
true whatever comes, and what is on the screen moves down without being asked for again.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from shiboken6 import isValid

from vault.child import messages as m
from vault.engine.errors import VaultLocked
from vault.qt.connection import Asked
from vault.qt.operations import Operations

from .asking import Wanted
from .words import told, whole_words

Index = QModelIndex | QPersistentModelIndex

ENTRY = Qt.ItemDataRole.UserRole + 1
"""The `m.TrailEntry` of a row, or nothing while it is not here."""
PAGE = 200
AT_ONCE = 2
KEPT = 10_000


class TrailModel(QStandardItemModel):
    """Rows are counted by Qt's own model, as in lists of items: it is asked once for every row."""

    counted = Signal(int)
    """How many entries there are, after every look."""
    failed = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(0, 1, parent)
        self._operations = operations
        self.wanted = Wanted()
        self.is_known = False
        """Whether this was read once."""
        self._by_age: dict[int, m.TrailEntry] = {}
        self._missing: list[int] = []
        self._asked: dict[int, Asked] = {}
        self._fetcher = QTimer(self, singleShot=True, interval=0)
        self._fetcher.timeout.connect(self._fetch)

    def look_for(self, wanted: Wanted) -> None:
        """Shows what is wanted, from its latest entry on."""
        self.wanted = wanted
        self._forget()
        self._by_age, self.is_known = {}, False
        self.setRowCount(0)
        self.refresh()

    def refresh(self) -> None:
        """Takes in what was added, and reads its end anew."""
        if -1 not in self._asked:
            self._ask(-1, 0)

    def clear(self) -> None:
        """Nothing is shown, nothing is asked for."""
        self._forget()
        self._by_age = {}
        self.setRowCount(0)

    def entry(self, row: int) -> m.TrailEntry | None:
        """The entry of a row, where it is here."""
        return self._by_age.get(self.rowCount() - 1 - row)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The sentence; everything for those who hear it."""
        entry = self.entry(index.row())
        if entry is None:
            self._want(index.row())
            return None
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return told(entry).first
        if role == Qt.ItemDataRole.ToolTipRole:
            return whole_words(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return whole_words(entry).replace("\n", ", ")
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entries are looked at, and that is all."""
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemNeverHasChildren if index.isValid() else flag(0)

    # Pages, by the age of their entries

    def _want(self, row: int) -> None:
        page = (self.rowCount() - 1 - row) // PAGE
        if page in self._asked:
            return
        if page in self._missing:
            self._missing.remove(page)
        self._missing.append(page)
        if not self._fetcher.isActive():
            self._fetcher.start()

    def _fetch(self) -> None:
        """Asks for the pages looked at last."""
        del self._missing[:-AT_ONCE]
        while self._missing and len(self._asked) < AT_ONCE:
            page = self._missing.pop()
            count = self.rowCount()
            if 0 <= page * PAGE < count:
                self._ask(page, max(0, count - (page + 1) * PAGE))

    def _ask(self, page: int, offset: int) -> None:
        done = partial(self._take, page, offset)
        self._asked[page] = self._operations.trail(self.wanted, offset, PAGE, done, partial(self._fail, page))

    def _take(self, page: int, offset: int, answer: m.TrailPage) -> None:
        if not isValid(self):
            return
        self._asked.pop(page, None)
        if len(self._by_age) > KEPT or (page < 0 and self.wanted.words):
            # A name that changed brings entries into the middle of what was found by words.
            self._by_age.clear()
        oldest = answer.total - 1 - offset
        self._by_age.update({oldest - at: entry for at, entry in enumerate(answer.entries)})
        self._count(answer.total)
        first = max(0, answer.total - 1 - oldest)
        if answer.entries:
            self.dataChanged.emit(self.index(first, 0), self.index(first + len(answer.entries) - 1, 0))
        if page < 0:
            self.is_known = True
            self.counted.emit(answer.total)
        if self._missing:
            self._fetch()

    def _count(self, total: int) -> None:
        """New entries stand on top. That there are fewer comes only from names that changed: then all is new."""
        present = self.rowCount()
        if total > present:
            self.insertRows(0, total - present)
        elif total < present:
            self._by_age.clear()
            self.removeRows(0, present - total)
            QTimer.singleShot(0, self, self.refresh)

    def _fail(self, page: int, error: Exception) -> None:
        if isValid(self):
            self._asked.pop(page, None)
            if not isinstance(error, VaultLocked):
                self.failed.emit(error)

    def _forget(self) -> None:
        for asked in self._asked.values():
            asked.forget()
        self._asked, self._missing = {}, []
