"""The headings of a note, beside its text: what is chosen is gone to, where one is is marked."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from vault.qt.parts.dialogs import Surface
from vault.qt.parts.lists import Index, ItemList, paint_row_ground, paint_words
from vault.qt.parts.text import Rule, Text
from vault.qt.theme import Space, color, look

from .survey import Heading

WIDTH = 208
ROW = 28
STEP = 14
"""A rank further in."""
HEADING = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class HeadingsModel(QAbstractListModel):
    """Headings in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings: Sequence[Heading] = ()

    def show(self, headings: Sequence[Heading]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.headings = tuple(headings)
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """All of them."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Its words; with the rank for those who hear it."""
        heading = self.headings[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{html.escape(heading.words)}</qt>"  # never taken as HTML of its own
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = self.tr("{words}, heading of rank {rank}").replace("{rank}", str(heading.rank))
            return words.replace("{words}", heading.words)
        return heading if role == HEADING else None


class HeadingDelegate(QStyledItemDelegate):
    """One line of 28, further in by rank."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """28, or what a line needs."""
        return QSize(120, look().height(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground and words; the first rank is heavier."""
        heading = index.data(HEADING)
        painter.save()
        painter.setLayoutDirection(option.direction)
        paint_row_ground(painter, option)
        inset = Space.L + STEP * (min(heading.rank, 4) - 1)
        leftwards = option.direction == Qt.LayoutDirection.RightToLeft
        rect = option.rect.adjusted(Space.S if leftwards else inset, 0, -inset if leftwards else -Space.S, 0)
        painter.setFont(look().font("body", 500 if heading.rank == 1 else 400))
        painter.setPen(color("text"))
        paint_words(painter, rect, heading.words)
        painter.restore()


class Outline(Surface):
    """A pane of headings."""

    line_wanted = Signal(int)
    """The line of a heading, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self.setAccessibleName(self.tr("Outline"))
        self.model = HeadingsModel(self)
        self.view = ItemList(self.tr("Headings"), HeadingDelegate(self))
        self.view.setModel(self.model)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setSelectionMode(ItemList.SelectionMode.SingleSelection)
        self.view.setEditTriggers(ItemList.EditTrigger.NoEditTriggers)
        self.none = Text(self.tr("Lines that begin with # are headings, and stand here."), "small", wrap=True)
        self.none.set_tone("text-secondary")
        self.none.setContentsMargins(Space.L, Space.M, Space.L, 0)
        column = QVBoxLayout()
        column.setContentsMargins(0, Space.S, 0, Space.S)
        column.setSpacing(0)
        column.addWidget(self.none)
        column.addWidget(self.view, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(column, 1)
        row.addWidget(Rule(Qt.Orientation.Vertical))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.hide()
        self.view.clicked.connect(self._go)
        self.view.activated.connect(self._go)
        self.show_headings(())

    def show_headings(self, headings: Sequence[Heading]) -> None:
        """The headings of the note."""
        if tuple(headings) != self.model.headings:
            self.model.show(headings)
        self.none.setHidden(bool(headings))
        self.view.setHidden(not headings)

    def mark_line(self, line: int) -> None:
        """Where one is."""
        lines = [heading.line for heading in self.model.headings]
        number = bisect_right(lines, line) - 1
        if number != self.view.currentIndex().row() and not self.view.hasFocus():
            index = self.model.index(number) if number >= 0 else QModelIndex()
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if number >= 0:
                self.view.scrollTo(index)

    def _go(self, index: Index) -> None:
        self.line_wanted.emit(self.model.headings[index.row()].line)

    def sizeHint(self) -> QSize:
        """208 wide, and never more than a third of the page."""
        page = self.parentWidget()
        third = page.width() // 3 if page is not None else WIDTH
        return QSize(min(look().measure(WIDTH), max(STEP * 8, third)), 200)

    def minimumSizeHint(self) -> QSize:
        """The same, as it is fixed."""
        return QSize(STEP * 8, 0)
